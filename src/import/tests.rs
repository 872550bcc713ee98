//! Documents of each format, and the sum that has to come out: what was in the source is in
//! the drafts and in the ledger.

use std::io::Write;

use pulldown_cmark::{Event, Parser};

use super::docx::without_calls;
use super::*;
use crate::i18n::text;

fn places() -> Vec<KnownPlace> {
    [("beta", "贝塔市", "Beta"), ("gamma", "伽马市", "Gamma")]
        .map(|(slug, name, name_en)| KnownPlace {
            slug: slug.into(),
            names: vec![name.into()],
            name_en: name_en.into(),
        })
        .into()
}

fn taken_in(name: &str, bytes: &[u8]) -> Imported {
    let places = places();
    let imported = import(bytes, &ImportRequest { name, places: &places, kind: None }).expect("a document");
    conserved(&imported);
    imported
}

fn letters(words: &str) -> String {
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Each draft says what the ledger says it says, and repairs keep the number of characters.
fn conserved(imported: &Imported) {
    for entry in &imported.ledger {
        match &entry.fate {
            Fate::LeftOut(_) => assert!(entry.kept.is_empty(), "{entry:?}"),
            Fate::Kept | Fate::Repaired | Fate::Doubtful => {
                let (before, after) = (letters(&entry.source), letters(&without_calls(&entry.kept)));
                assert_eq!(before.chars().count(), after.chars().count(), "{entry:?}");
            }
        }
    }
    for (position, draft) in imported.drafts.iter().enumerate() {
        let of_draft = |entry: &&LedgerEntry| entry.draft == Some(position) && entry.part != ledger::DraftPart::Title;
        let notes = |entry: &&LedgerEntry| matches!(entry.part, ledger::DraftPart::Note(_));
        let entries: Vec<&LedgerEntry> = imported.ledger.iter().filter(of_draft).collect();
        let ordered = entries.iter().filter(|entry| !notes(entry)).chain(entries.iter().filter(|entry| notes(entry)));
        let wanted: String = ordered.map(|entry| format!("{}{}", entry.added, without_calls(&entry.kept))).collect();
        let options = crate::parse::options();
        let shown: String = Parser::new_ext(&draft.body, options)
            .map(|event| match event {
                Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
                    text.into_string()
                }
                _ => String::new(),
            })
            .collect();
        assert_eq!(letters(&shown), letters(&wanted), "{}", draft.body);
    }
}

/// All characters of a source, in order, as the ledger accounts for them.
fn accounted(imported: &Imported) -> String {
    letters(&imported.ledger.iter().map(|entry| entry.source.as_str()).collect::<String>())
}

const BULLETIN: &str = "关于治水的公报\n某政〔２０２２〕６号\n各市人民政府：\n一、成效\n（一）投入增长。支出93。37亿元，比上年增长5.6％。\n（二）口径不变。新建□□３，２００ 余座。\n二、存在的问题\n（一）进度。一是贝塔市进度慢。\n附件：案例\n附件\n各市案例\n贝塔市\n1.清井队。贝塔市清井30口。\n组建3支队伍。\n2.夜巡。巡查20次。\n伽马市\n1.护堤。护堤5公里。\n";

#[test]
fn a_bulletin_with_an_annex_becomes_a_bulletin_and_cases() {
    let imported = taken_in("a.txt", BULLETIN.as_bytes());
    let titles: Vec<&str> = imported.drafts.iter().map(|draft| draft.title.as_str()).collect();
    assert_eq!(titles, ["关于治水的公报", "清井队", "夜巡", "护堤"]);
    assert_eq!(imported.drafts[0].kind, DraftKind::Bulletin);
    assert_eq!(imported.drafts[0].number.as_deref(), Some("某政〔2022〕6号"));
    let slugs: Vec<Option<&str>> = imported.drafts.iter().map(|draft| draft.place.as_deref()).collect();
    assert_eq!(slugs, [None, Some("beta"), Some("beta"), Some("gamma")]);
    assert_eq!(imported.drafts[2].source_place, Some(text("附件 贝塔市第2条", "Annex, Beta, item 2")));
    let body = &imported.drafts[0].body;
    for heading in ["## 一、成效", "### （一）投入增长\n", "### （二）口径不变", "## 二、存在的问题", "### （一）进度"]
    {
        assert!(body.contains(heading), "{heading} in {body}");
    }
    for figure in ["93.37亿元", "5.6%", "3,200余座"] {
        assert!(body.contains(figure), "{figure} in {body}");
    }
    assert_eq!(accounted(&imported), letters(BULLETIN));
    let doubtful = imported.ledger.iter().find(|entry| entry.fate == Fate::Doubtful).expect("a doubtful piece");
    assert!(doubtful.source.contains('□'));
}

#[test]
fn what_may_go_into_the_data_has_grade_problem_and_heading() {
    let source = "公报\n一、问题\n（一）进度。贝塔市清井率为85%。\n二、结果\n优秀等次：伽马市、贝塔市。\n";
    let imported = taken_in("a.txt", source.as_bytes());
    let grades = [KnownGrade { id: "top".into(), name: "优秀".into() }];
    let yaml = evaluation_yaml(&imported, &grades, &places());
    assert!(yaml.contains("{grade: top, jurisdictions: [gamma, beta]}"), "{yaml}");
    assert!(yaml.contains("title: '（一）进度'") && yaml.contains("jurisdictions: [beta]"), "{yaml}");
    let passages = passages(&imported);
    let rate = passages.iter().find(|passage| passage.text.contains("85%")).expect("the passage");
    assert_eq!((rate.draft, rate.above.as_str()), (0, "（一）进度"));
}

#[test]
fn the_same_text_comes_out_of_each_charset() {
    let (gbk, _, _) = encoding_rs::GB18030.encode(BULLETIN);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(BULLETIN.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let plain = taken_in("a.txt", BULLETIN.as_bytes());
    for bytes in [gbk.as_ref(), &utf16] {
        let other = taken_in("a.txt", bytes);
        assert_eq!(other.drafts, plain.drafts);
        assert!(!other.remarks.is_empty(), "the charset is told");
    }
}

#[test]
fn a_page_of_the_web_is_taken_without_its_menus() {
    let html = "<html><head><title>窗口</title><script>var a='<p>脚本</p>';</script></head><body><nav><a href=x>首页</a></nav>\
        <div><p>当前位置：首页</p><h1>关于治水的公报</h1><p>一、成效</p><p>全市清井30口&nbsp;。</p>\
        <table><tr><td colspan=2>甲</td></tr><tr><td>1</td><td>2</td></tr></table></div>\
        <ul><li><a href=y>相邻的新闻</a></li></ul></body></html>";
    let imported = taken_in("a.html", html.as_bytes());
    let draft = &imported.drafts[0];
    assert_eq!(draft.title, "关于治水的公报");
    assert!(draft.body.contains("## 一、成效") && draft.body.contains("| 1 | 2 |"), "{}", draft.body);
    for outside in ["窗口", "首页", "当前位置", "相邻的新闻", "脚本"] {
        assert!(!draft.body.contains(outside), "{outside}");
    }
    assert_eq!(
        accounted(&imported),
        letters("窗口首页当前位置：首页关于治水的公报一、成效全市清井30口。甲12相邻的新闻")
    );
}

fn word(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a part");
        writer.write_all(text.as_bytes()).expect("bytes");
    }
    writer.finish().expect("a container").into_inner()
}

fn body(inner: &str) -> String {
    format!("<w:document xmlns:w='w' xmlns:r='r'><w:body>{inner}</w:body></w:document>")
}

fn run(words: &str) -> String {
    format!("<w:r><w:t>{words}</w:t></w:r>")
}

#[test]
fn a_word_file_keeps_what_converters_lose() {
    let inner = [
        format!("<w:p><w:pPr><w:jc w:val='center'/></w:pPr>{}</w:p>", run("报告")),
        format!("<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='7'/></w:numPr></w:pPr>{}</w:p>", run("成效")),
        format!(
            "<w:p>{}<w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins>{}</w:ins><w:r><w:footnoteReference w:id='2'/></w:r></w:p>",
            run("甲"),
            run("乙。")
        ),
        format!("<w:p><w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r></w:p>", run("框里的字")),
        format!(
            "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{}</w:p></w:tc></w:tr><w:tr><w:tc><w:p>{}</w:p></w:tc><w:tc><w:p>{}</w:p></w:tc></w:tr></w:tbl>",
            run("表头"),
            run("1"),
            run("a|b")
        ),
        "<w:p><w:r><w:t>一行</w:t><w:br/><w:t>二行 &amp; *星*</w:t></w:r></w:p>".to_owned(),
    ]
    .concat();
    let numbering = "<w:numbering xmlns:w='w'><w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl></w:abstractNum><w:num w:numId='7'><w:abstractNumId w:val='1'/></w:num></w:numbering>";
    let notes =
        format!("<w:footnotes xmlns:w='w'><w:footnote w:id='2'><w:p>{}</w:p></w:footnote></w:footnotes>", run("注文"));
    let bytes = word(&[
        ("word/document.xml", &body(&inner)),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", &notes),
    ]);
    let imported = taken_in("a.docx", &bytes);
    let draft = &imported.drafts[0];
    assert_eq!(draft.title, "报告");
    for kept in ["## 一、成效", "甲乙。[^2]", "[^2]: 注文", "框里的字", "| 1 | a\\|b |", "一行\n\n二行"]
    {
        assert!(draft.body.contains(kept), "{kept} in {}", draft.body);
    }
    assert!(!draft.body.contains("删去"));
    assert_eq!(accounted(&imported), letters("报告成效甲乙。删去框里的字表头1a|b一行二行&*星*注文"));
    let inserted = imported.ledger.iter().find(|entry| entry.source == "甲乙。").expect("the sentence");
    assert!(inserted.remarks.iter().any(|remark| remark.en.contains("tracked change")), "{inserted:?}");
}

#[test]
fn bad_files_are_refused_with_a_reason() {
    let places = places();
    let refused = |name: &str, bytes: &[u8]| {
        let request = ImportRequest { name, places: &places, kind: None };
        import(bytes, &request).expect_err("a refusal").why.en
    };
    let old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0];
    assert!(refused("a.docx", &old).contains("old .doc"));
    let encrypted: Vec<u8> =
        old.into_iter().chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(refused("a.docx", &encrypted).contains("encrypted"));
    assert!(refused("a.docx", b"hello").contains("no .docx"));
    assert!(refused("a.docx", &word(&[("x.txt", "x")])).contains("no .docx"));
    assert!(refused("a.docx", &word(&[("word/document.xml", "<w:document>")])).contains("damaged"));
    assert!(refused("a.txt", &[0xFF, 0x00, 0xFF, 0x00, 0x81]).contains("no text"));
    assert!(refused("a.pdf", b"%PDF").contains(".pdf"));
}

#[test]
fn a_bomb_is_refused_and_a_long_document_is_read() {
    let zeros = "0".repeat(65 << 20);
    let bomb = word(&[("word/document.xml", &zeros)]);
    assert!(bomb.len() < 1 << 20);
    let request = ImportRequest { name: "a.docx", places: &[], kind: None };
    assert!(import(&bomb, &request).expect_err("a refusal").why.en.contains("too large"));
    let long = body(&format!("<w:p>{}</w:p>", run("一段文字。")).repeat(50_000));
    let imported = import(&word(&[("word/document.xml", &long)]), &request).expect("a document");
    assert_eq!(imported.ledger.len(), 50_000);
}
