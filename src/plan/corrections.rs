//! The pages that the log of corrections names.

use super::{Page, Plan};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::i18n::Lang;
use crate::parse::records::Correction;
use crate::portal::Portal;
use crate::say;

/// An address without its language and outer slashes, as the log names pages.
pub fn address(page: &str) -> &str {
    let page = page.trim_matches('/');
    match page.split_once('/') {
        Some((lang, rest)) if Lang::from_code(lang).is_some() => rest,
        None if Lang::from_code(page).is_some() => "",
        _ => page,
    }
}

/// Whether an entry names a page, in either language.
pub fn names_page(entry: &Correction, page: &Page) -> bool {
    address(&entry.page) == address(page.route.address())
}

/// An entry of the log names a page that is here, or was published once.
pub fn check(portal: &Portal, plan: &Plan, problems: &mut Diagnostics) {
    if portal.corrections.is_empty() {
        return;
    }
    let now = plan.pages.iter().map(|page| page.route.address());
    let published = portal.editions.iter().flat_map(|edition| &edition.addresses).map(|known| known.value.as_str());
    let known: std::collections::BTreeSet<&str> = now.chain(published).map(address).collect();
    for entry in &portal.corrections {
        if known.contains(address(&entry.page)) {
            continue;
        }
        let wrong = &entry.page.value;
        let problem = Diagnostic::new(
            Code::DeadReference,
            entry.page.span,
            say!("更正写的页面`{wrong}`不存在", "there is no page `{wrong}` to correct"),
        );
        problems.push(problem.meant(address(wrong), known.iter().copied(), || {
            say!(
                "写页面的网址，不带语言，如`2021/anshan/`",
                "write the address of the page without its language, such as `2021/anshan/`"
            )
        }));
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_lose_their_language() {
        for (page, plain) in [
            ("zh/2021/anshan/", "2021/anshan"),
            ("/en/2021/anshan", "2021/anshan"),
            ("2021/anshan/", "2021/anshan"),
            ("zh/", ""),
            ("/", ""),
            ("data/observations.csv", "data/observations.csv"),
        ] {
            assert_eq!(address(page), plain, "{page}");
        }
    }
}
