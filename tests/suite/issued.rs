//! Issued texts: what comes back from the page is what went in, character by character.

use gongbao::i18n::Lang;

use crate::portal::{Made, Portal};

/// Lines as offices and word processors write them, and with every mark that Markdown and
/// HTML would take for theirs.
const LINES: &[&str] = &[
    "各县（市、区）人民政府：",
    "　　现将水井工作情况公布如下。",
    "一、总体情况",
    "（一）主要做法",
    "1．定人定段。",
    "2、按月巡查；",
    "3.分片包干",
    "（1）清淤*加固*，（2）换管_更新_；①甲②乙",
    "    从文字处理软件粘来的一段，前面有四个半角空格。",
    "\t制表符开头　　，句中  有两个空格，行尾也有  ",
    "# 不是标题；##也不是",
    "> 引号、- 短横、+ 加号、* 星号开头的行",
    "- 一项",
    "* 又一项",
    "1) 数字",
    "7) 不按顺序的数字",
    "---",
    "===",
    "***",
    "| 竖线 | 不是表 |",
    "a*b*c、2*3*5、5~10、12.3*、~~删去~~、**加粗**、__下划__、`代码`、\\反斜线\\*",
    "<b>标签</b> &amp; &lt; &#39; <!-- 注释 --> <script>alert(1)</script>",
    "“引号”‘单引’\"直引\"'单直'……———〔2021〕《办法》㎡‰℃①Ⅳ",
    "[方括号] [甲](乙) [注]: 尾注 [^1] ![叹号]",
    "https://example.org/a_b_c?x=1&y=2 <mail@example.org>",
    "👩\u{200d}🏫𠮷𪚥é é ﷽ \u{200d}零宽\u{200b} \u{feff}不断行 ",
    "```",
    ": 冒号",
    "[TOC] {#id} {{ 模板 }} {% 标签 %}",
];

/// A text of at least so many characters, in which the lines come in ever other orders.
fn long_text(characters: usize) -> String {
    let mut text = String::new();
    let mut at = 0;
    while text.chars().count() < characters {
        at = (at + 7) % LINES.len();
        text.push_str(LINES[at]);
        text.push_str(if at.is_multiple_of(3) { "\n\n" } else { "\n" });
        at += usize::from(at.is_multiple_of(5));
    }
    text
}

fn front(fields: &str) -> String {
    format!("---\ntitle: 水井\nsummary: 编者的摘要。\n{fields}---\n")
}

/// What a reader sees of the issued text of a page.
fn shown(made: &Made, path: &str) -> String {
    let page = made.page(path);
    let (_, rest) = page.split_once("<div class=\"issued numbered\"").expect("an issued text");
    let (_, rest) = rest.split_once('>').expect("a tag");
    let (html, _) = rest.split_once("</div>").expect("its end");
    let mut text = String::new();
    for (position, piece) in html.split('<').enumerate() {
        text.push_str(if position == 0 { piece } else { piece.split_once('>').expect("a tag").1 });
    }
    for (name, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(name, character);
    }
    text
}

#[test]
fn what_comes_back_from_the_page_is_what_went_in() {
    let body = long_text(12_000);
    let source = "source: {document: notice-2023}\n";
    for (kind, page) in [
        ("2023/beta/cases/clean-wells", "zh/cases/2023/beta/clean-wells"),
        ("2023/beta/report", "zh/2023/beta/report"),
        ("2023/alpha/bulletin", "zh/2023/alpha"),
        ("pages/about", "zh/about"),
    ] {
        let portal = Portal::of("base");
        portal.write(&format!("content/{kind}/zh.md"), front(&format!("text: issued\n{source}")) + &body);
        let made = portal.make();
        let path = format!("{page}/index.html");
        assert!(shown(&made, &path) == body, "{path} differs:\n{}", shown(&made, &path));
        assert!(!made.page(&path).contains("class=\"prose"), "{path} shows a digest");
    }
}

#[test]
fn its_document_says_it_once_for_all_texts_and_both_languages() {
    let portal = Portal::of("base");
    let documents = portal.read("data/documents.yaml");
    let body = "一、情况\n1．甲*乙*丙\n2．丁\n";
    portal.write("content/2023/beta/cases/clean-wells/zh.md", front("source: {document: notice-2023}\n") + body);
    portal.write("content/2023/beta/cases/clean-wells/en.md", "---\ntitle: Wells\nsummary: Ours.\n---\n1. a*b*c\n");
    let zh = "zh/cases/2023/beta/clean-wells/index.html";
    assert!(portal.make().page(zh).contains("class=\"prose numbered\""));
    portal.write("data/documents.yaml", documents.replace("notice-2023\n", "notice-2023\n    text: issued\n"));
    let made = portal.make();
    assert_eq!(shown(&made, zh), body);
    let en = "en/cases/2023/beta/clean-wells/index.html";
    assert_eq!(shown(&made, en), "1. a*b*c\n");
    let translation = made.engine.world().theme.words.get(Lang::En).plain("issued.translation");
    assert!(made.page(en).contains(&translation), "the translation is not marked");
    assert!(!made.page(zh).contains("不是原文"));
}

#[test]
fn what_editors_add_is_told_apart() {
    let portal = Portal::of("base");
    let body = "一、情况\n清井占[77.7%](figure:w-beta-clear)。\n![清井](chart:bar?indicator=clear-wells)\n后文。\n";
    portal.write(
        "content/2023/beta/cases/clean-wells/zh.md",
        front("themes: [water]\ntext: issued\nsource: {document: notice-2023}\nnotes: [编者说的话]\n") + body,
    );
    let made = portal.make();
    let page = made.page("zh/cases/2023/beta/clean-wells/index.html");
    let (_, issued) = page.split_once("<div class=\"issued numbered\"").expect("an issued text");
    assert!(issued.contains("<h2 id=\"s1\">一、情况</h2>"));
    assert!(issued.contains("id=\"p1\""), "{issued}");
    assert!(issued.contains("<aside class=\"added\""), "a chart looks like a part of the issued text");
    let (text, ours) = issued.split_once("后文。").expect("the end of the text");
    assert!(!text.contains("编者说的话") && ours.contains("编者说的话"));
    assert!(page.contains("编者摘要"));
}
