//! What is told of the marks in a body, and what is not.

use super::body;
use super::markdown_body::MarkdownBody;
use crate::diag::{Code, Diagnostics};
use crate::i18n::Lang;
use crate::parse::links::ReferenceKind;
use crate::parse::records::TextNature;
use crate::source::FileId;

/// The code and the marked words of each problem of a body, and the free figures.
fn told(text: &str) -> (Vec<(Code, &str)>, Vec<String>) {
    let mut problems = Diagnostics::new();
    let read =
        body::read(MarkdownBody { file: FileId(0), text, offset: 0 }, TextNature::Digest, Lang::Zh, &mut problems);
    let at = |span: crate::diag::Span| &text[span.start as usize..span.end as usize];
    let told = problems.iter().map(|problem| (problem.code, at(problem.span))).collect();
    (told, read.unbound.into_iter().map(|numeral| numeral.text).collect())
}

#[test]
fn ordinary_texts_are_read_whole() {
    for text in [
        "## 做法 {#measures}\n\n**重要：**见[济南](place:jinan)、<https://example.org>和`代码`。\n",
        "1. 甲\n2. 乙\n   续\n\n- 丙\n- 丁\n\n10) 戊\n11) 己\n",
        "> [!NOTE]\n> 提示\n\n> 引文\n",
        "| 甲 | 乙 |\n|---|--:|\n| a\\|b | `c` |\n| 少 |\n",
        "井[^one]。\n\n[^one]: 注文\n",
        "```text\n代码\n```\n",
        "见[报告][r]。\n\n[r]: https://example.org/r\n",
        "甲&amp;乙 \\* 丙 &lt; 丁\\\n戊~~删~~己\n\n---\n\n结束\n",
        "词条\n: 解释\n",
        "甲，\n乙。\n",
        "甲[^main]。\n\n[^main]: 乙\n",
        "占5~10成，20~30户\n",
        "![图](chart:bar?indicator=a)\n",
        "共**12**万元，占**100%**，第*一*期。\n",
    ] {
        assert_eq!(told(text).0, [], "{text}");
    }
}

#[test]
fn a_picture_is_a_chart_a_file_or_told() {
    let text = "![甲](chart:bar?indicator=a)\n\n![乙](pond.jpg)\n\n[丙](notice.pdf)\n";
    let body = MarkdownBody { file: FileId(0), text, offset: 0 };
    let read = body::read(body, TextNature::Digest, Lang::Zh, &mut Diagnostics::new());
    let kinds: Vec<ReferenceKind> = read.references.iter().map(|reference| reference.kind).collect();
    assert_eq!(kinds, [ReferenceKind::Chart, ReferenceKind::Picture, ReferenceKind::Other]);
}

#[test]
fn what_is_lost_or_changed_is_told_at_its_place() {
    use Code::*;
    for (text, expected) in [
        ("| 井 | 占比 |\n|---|---|\n| 甲|乙井 | 丙 |\n", vec![(LostText, "丙")]),
        ("```再 挖土\n甲\n```\n", vec![(LostText, "再 挖土")]),
        ("甲。\n\n[注]: 说明\n", vec![(LostText, "注]: 说明")]),
        ("[甲](page:a \"说明\")\n", vec![(LostText, "说明")]),
        ("[甲][a]\n\n[a]: page:a \"说\n明\"\n", vec![(LostText, "说\n明")]),
        ("## 标题 {某}\n", vec![(LostText, "某")]),
        (
            "前 ![塘](https://pictures.example/p.jpg) 后\n",
            vec![(PictureNotShown, "![塘](https://pictures.example/p.jpg)")],
        ),
        // Whether there is such a file is seen by who knows all files.
        ("![塘](pond.jpg)\n", vec![]),
        ("![塘](other/pond.jpg)\n", vec![(PictureNotShown, "![塘](other/pond.jpg)")]),
        ("![塘](现场 1.jpg)\n", vec![(PictureNotShown, "![塘](现场 1.jpg)")]),
        ("甲。\n\n    乙。\n", vec![(UnmeantMarkup, "    ")]),
        ("甲。\n\n\t乙。\n", vec![(UnmeantMarkup, "\t")]),
        ("甲\n---\n", vec![(UnmeantMarkup, "---")]),
        ("甲\n===\n", vec![(UnmeantMarkup, "===")]),
        ("## 甲\n\n#### 乙\n\n##### 丙\n\n## 丁\n\n### 戊\n", vec![(OddHeading, "####")]),
        ("- [x] 甲\n- [ ] 乙\n", vec![(UnmeantMarkup, "[x]"), (UnmeantMarkup, "[ ]")]),
        ("1. 甲\n3. 乙\n4. 丙\n", vec![(UnmeantMarkup, "3")]),
        ("池长3*5*2米\n", vec![(MarksInFigure, "*")]),
        ("12.3*和13.4*都是\n", vec![(MarksInFigure, "*")]),
        ("巡查[^3]。\n", vec![(LooseFootnote, "[^3]")]),
        ("甲。\n\n[^a]: 乙\n", vec![(LooseFootnote, "[^a]")]),
        ("甲[^a]。\n\n[^a]: 乙\n\n[^a]: 丙\n", vec![(IdTaken, "a")]),
        ("## 甲 {#p1}\n", vec![(IdTaken, "p1")]),
        ("## 甲 {#a}\n\n## 乙 {#a}\n", vec![(IdTaken, "a")]),
        ("## 甲 {#fn-1}\n", vec![(IdTaken, "fn-1")]),
        ("一、做法\n（一）甲。\n1．乙。\n2、丙。\n", vec![(LinesRunTogether, "一、")]),
        ("有：\n①甲；\n②乙。\n", vec![(LinesRunTogether, "①")]),
    ] {
        assert_eq!(told(text).0, expected, "{text}");
    }
}

#[test]
fn numbers_in_marks_are_no_figures() {
    for text in ["巡查[^3]。\n", "1．定人。\n2、巡查。\n", "1．定人。\n\n2．巡查。\n", "![塘](现场 15.jpg)\n"]
    {
        assert_eq!(told(text).1, [""; 0], "{text}");
    }
    assert_eq!(told("修了300眼。\n").1, ["300"]);
}
