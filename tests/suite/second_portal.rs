//! Nothing is bound to one province, programme, year or unit: `tests/portals/grain` is
//! another portal, and builds with the same program.

use gongbao::i18n::Lang;

use crate::portal::{Made, Portal, compare, project};

fn grain() -> Made {
    Portal::of("grain").make()
}

#[test]
fn it_is_made_with_the_one_intended_warning() {
    let made = grain();
    let codes: Vec<_> = made.problems.iter().map(|problem| problem.code.name()).collect();
    // One case is there in Chinese only, on purpose.
    assert_eq!(codes, ["missing-translation"], "{}", made.printed(Lang::En));
}

#[test]
fn it_has_these_files() {
    let list: String = grain().files.keys().map(|path| format!("{path}\n")).collect();
    let wrong = compare(&project().join("tests/portals/grain/expected-files.txt"), &list);
    assert!(wrong.is_none(), "{}", wrong.unwrap_or_default());
}

#[test]
fn its_pages_speak_both_languages() {
    let made = grain();
    for (path, texts) in [
        ("zh/index.html", ["粮食责任考核公报（测试）", "佳木斯"]),
        ("en/index.html", ["Grain Responsibility Bulletins (test)", "Jiamusi"]),
        ("zh/2023/heilongjiang/index.html", ["先进", "不达标"]),
        ("en/2023/heilongjiang/index.html", ["Advanced", "Below standard"]),
        ("zh/indicators/grain-output/index.html", ["粮食产量", "吨"]),
        ("en/indicators/grain-output/index.html", ["Grain output", "tonnes"]),
        ("zh/farmland/2024/suihua/index.html", ["绥化市", "77777"]),
        ("en/farmland/2024/suihua/index.html", ["Suihua", "77,777"]),
        ("zh/cases/2024/jiamusi/dry-granaries/index.html", ["把粮仓烘干", "99.90%"]),
        ("en/cases/2024/jiamusi/dry-granaries/index.html", ["Granaries made dry", "99.90%"]),
    ] {
        let page = made.page(path);
        for text in texts {
            assert!(page.contains(text), "{path} does not say {text}");
        }
    }
}

#[test]
fn what_an_evaluation_reports_as_done_and_asks_for_is_shown_with_its_place() {
    let made = grain();
    for (page, texts) in [
        ("zh/2024/heilongjiang/index.html", ["文件肯定的工作", "收成", "翻了一番", "第1条"]),
        ("en/2024/heilongjiang/index.html", ["What the document reports as done", "Harvest", "doubled", "Item 1"]),
        ("zh/2024/index.html", ["文件肯定的工作", "收成", "翻了一番", "第1条"]),
        ("en/2024/index.html", ["What the document reports as done", "Harvest", "doubled", "Item 1"]),
        ("zh/2023/heilongjiang/index.html", ["文件提出的要求", "烘干", "把粮仓烘干（虚构）", "粮库检查覆盖率"]),
        (
            "en/2023/heilongjiang/index.html",
            ["What the document asks for", "Drying", "Dry the granaries", "Share of granaries inspected"],
        ),
    ] {
        let html = made.page(page);
        let section = html.split(&format!("{}</h", texts[0])).nth(1).unwrap_or_else(|| panic!("{page}: {}", texts[0]));
        for text in texts[1..].iter() {
            assert!(section.contains(text), "{page} does not say {text} below {}", texts[0]);
        }
    }
    // 2023 reports nothing as done, 2024 asks for nothing.
    assert!(!made.page("zh/2023/heilongjiang/index.html").contains("文件肯定的工作"));
    assert!(!made.page("zh/2024/heilongjiang/index.html").contains("文件提出的要求"));
}

#[test]
fn a_text_in_one_language_stands_on_both_pages_with_its_true_language() {
    let made = grain();
    let page = made.page("en/cases/2024/suihua/more-rice/index.html");
    assert!(page.contains("只有中文的案例"));
    assert!(page.contains("lang=\"zh-CN\""), "the Chinese text is marked as Chinese");
    let notice = made.engine.world().theme.words.get(Lang::En).plain("frame.untranslated");
    assert!(page.contains(&notice), "the notice: {notice}");
}

#[test]
fn no_page_names_what_belongs_to_the_real_portal() {
    for (path, page) in grain().pages() {
        for word in ["山东", "教育", "履职", "Shandong", "shandong", "ducation", "2020", "济南", "学校", "school"]
        {
            assert!(!page.contains(word), "{path} says {word}");
        }
    }
}
