//! Pages at former addresses, which lead readers on.

use std::collections::BTreeSet;

use super::{Page, Subject, route};
use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::i18n::Lang;
use crate::portal::Portal;
use crate::say;

/// The pages at former addresses, in the languages in which there is a page at the new one;
/// an entry whose new address leads nowhere is told.
pub fn pages(portal: &Portal, others: &[Page], problems: &mut Diagnostics) -> Vec<Page> {
    if portal.moves.is_empty() {
        return Vec::new();
    }
    let known: BTreeSet<&str> = others.iter().map(|page| page.route.file()).collect();
    let mut pages = Vec::new();
    for (position, entry) in portal.moves.iter().enumerate() {
        let leads = |lang: &Lang| known.contains(format!("{}/{}/index.html", lang.code(), entry.to.value).as_str());
        let langs: Vec<Lang> = Lang::ALL.into_iter().filter(leads).collect();
        if langs.is_empty() {
            problems.push(dead(&entry.to, others));
        }
        let subject = Subject::Moved(position);
        pages.extend(langs.into_iter().map(|lang| Page { subject, lang, route: route::of(portal, subject, lang) }));
    }
    pages
}

/// Where the page of a published address is now, its language included.
pub fn address_now(portal: &Portal, address: &str) -> String {
    let path = super::corrections::address(address);
    match portal.moves.iter().find(|entry| entry.from.value == path) {
        Some(entry) => address.replacen(path, &entry.to.value, 1),
        None => address.to_owned(),
    }
}

fn dead(to: &crate::diag::Spanned<String>, others: &[Page]) -> Diagnostic {
    let wrong = &to.value;
    let known: BTreeSet<&str> = others.iter().map(|page| super::corrections::address(page.route.address())).collect();
    let message = say!("新网址`{wrong}`上没有页面", "there is no page at the new address `{wrong}`");
    Diagnostic::new(Code::DeadReference, to.span, message).meant(wrong, known, || {
        say!(
            "写现在有的页面的网址，不带语言，如`2021/anshan/`",
            "write the address of a page that is there now, without its language, such as `2021/anshan/`"
        )
    })
}

/// Whether what lay at a former address is in another file now, by a rule of the program: a
/// chart stands in its page and in the archive of its programme, the columns of all
/// indicators in one file.
pub fn is_held_elsewhere(address: &str) -> bool {
    let of_chart = address.starts_with("data/figures/") && [".csv", ".svg"].iter().any(|end| address.ends_with(end));
    of_chart || (address.starts_with("data/indicators/") && address.ends_with(".csv-metadata.json"))
}

#[cfg(test)]
mod tests {
    use super::is_held_elsewhere;

    #[test]
    fn files_that_became_part_of_others_are_no_lost_addresses() {
        for (address, held) in [
            ("data/figures/zh-about-f1.svg", true),
            ("data/figures/zh-about-f1.csv", true),
            ("data/figures/bridges-zh.zip", false),
            ("data/indicators/sound-bridges.csv-metadata.json", true),
            ("data/indicators/sound-bridges.csv", false),
            ("data/package/cases.csv-metadata.json", false),
            ("zh/about/", false),
        ] {
            assert_eq!(is_held_elsewhere(address), held, "{address}");
        }
    }
}
