//! On which pages a correction is shown: the one that it names, and every page that shows
//! the figure that it corrects.

use std::collections::HashMap;

use super::Plan;
use super::shown::pages;
use crate::diag::{Code, Diagnostic, Diagnostics, nearest_words};
use crate::i18n::Lang;
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

/// The corrections of each page, in the order of the log.
pub fn by_page(portal: &Portal, plan: &Plan) -> HashMap<String, Vec<usize>> {
    let mut found: HashMap<String, Vec<usize>> = HashMap::new();
    for (position, entry) in portal.corrections.iter().enumerate() {
        let figure = entry.observation.as_ref().and_then(|id| portal.observation_named(id));
        let shown = figure.map(|figure| pages(portal, plan, figure)).unwrap_or_default();
        let shown = shown.iter().map(String::as_str).chain([entry.page.value.as_str()]);
        for page in shown.map(address) {
            let of_page = found.entry(page.to_owned()).or_default();
            if !of_page.contains(&position) {
                of_page.push(position);
            }
        }
    }
    found
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
        let help = nearest_words(address(wrong), known.iter().copied()).unwrap_or_else(|| {
            say!(
                "写页面的网址，不带语言，如`2020/jinan/`",
                "write the address of the page without its language, such as `2020/jinan/`"
            )
        });
        problems.push(problem.help(help));
    }
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn addresses_lose_their_language() {
        for (page, plain) in [
            ("zh/2020/jinan/", "2020/jinan"),
            ("/en/2020/jinan", "2020/jinan"),
            ("2020/jinan/", "2020/jinan"),
            ("zh/", ""),
            ("/", ""),
            ("data/observations.csv", "data/observations.csv"),
        ] {
            assert_eq!(address(page), plain, "{page}");
        }
    }
}
