//! `tests/portals/smallest`, from which a portal of one's own begins: it is complete, and there
//! is nothing in it that could be left out.

use gongbao::i18n::Lang;

use crate::portal::{Portal, files_below};

#[test]
fn it_is_made_without_a_message() {
    let made = Portal::of("smallest").make();
    assert!(made.problems.is_empty(), "{}", made.printed(Lang::En));
}

#[test]
fn its_case_place_and_indicator_have_pages_that_say_the_figure() {
    let made = Portal::of("smallest").make();
    for lang in Lang::ALL.map(Lang::code) {
        for page in ["cases/2024/lakeside/first-case", "cities/lakeside", "indicators/living-trees"] {
            let path = format!("{lang}/{page}/index.html");
            assert!(made.page(&path).contains("93.4"), "{path} does not say the figure");
        }
    }
}

#[test]
fn no_file_can_be_left_out() {
    let files = files_below(Portal::of("smallest").path());
    assert!(files.len() <= 10, "{} files", files.len());
    for path in files {
        let portal = Portal::of("smallest");
        portal.remove(&path);
        assert!(!portal.make().problems.is_empty(), "without {path} there is no message");
    }
}
