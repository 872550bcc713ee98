//! A walk over all pages of a portal: every link leads somewhere, every page has its twin.

use std::collections::{BTreeMap, BTreeSet};

use gongbao::i18n::Lang;

use crate::portal::{Made, Portal, make, project};

/// A start tag: its name, and its attributes with entities resolved.
struct Tag {
    name: String,
    attributes: BTreeMap<String, String>,
}

impl Tag {
    fn get(&self, attribute: &str) -> Option<&str> {
        self.attributes.get(attribute).map(String::as_str)
    }
}

/// The start tags of a page. Enough of HTML for pages that our own templates make:
/// quoted attributes, comments, and scripts and styles passed over.
fn tags(html: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = &rest[start + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if name.is_empty() {
            continue;
        }
        rest = &rest[name.len()..];
        let mut attributes = BTreeMap::new();
        loop {
            rest = rest.trim_start();
            if let Some(after) = rest.strip_prefix('>') {
                rest = after;
                break;
            }
            if let Some(after) = rest.strip_prefix('/') {
                rest = after;
                continue;
            }
            let key: String = rest.chars().take_while(|c| !c.is_whitespace() && !"=>/".contains(*c)).collect();
            assert!(
                !key.is_empty(),
                "an attribute without a name before {:?}",
                rest.chars().take(40).collect::<String>()
            );
            rest = &rest[key.len()..];
            let value = match rest.strip_prefix('=') {
                None => String::new(),
                Some(after) => {
                    let quote = after.chars().next().expect("a value");
                    let (quoted, length) = match quote {
                        '"' | '\'' => {
                            let value = after[1..].split(quote).next().unwrap_or("");
                            (value, value.len() + 2)
                        }
                        _ => {
                            let value = after.split([' ', '>', '\n']).next().unwrap_or("");
                            (value, value.len())
                        }
                    };
                    rest = &after[length..];
                    unescape(quoted)
                }
            };
            assert!(attributes.insert(key.clone(), value).is_none(), "the attribute {key} stands twice on <{name}>");
        }
        for raw in ["script", "style"] {
            if name == raw {
                rest = rest.split_once(&format!("</{raw}>")).map_or("", |(_, after)| after);
            }
        }
        tags.push(Tag { name, attributes });
    }
    tags
}

fn unescape(text: &str) -> String {
    [("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&lt;", "<"), ("&gt;", ">"), ("&#x2F;", "/"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (entity, c)| text.replace(entity, c))
}

/// The file that a link on a page leads to, with its anchor; `None` for other sites.
fn target(page: &str, link: &str) -> Option<(String, Option<String>)> {
    let other_site = ["https:", "http:", "mailto:", "tel:", "data:"].iter().any(|scheme| link.starts_with(scheme));
    if other_site {
        return None;
    }
    let (path, anchor) = match link.split_once('#') {
        Some((path, anchor)) => (path, Some(anchor.to_owned())),
        None => (link, None),
    };
    let path = path.split('?').next().unwrap_or("");
    if path.is_empty() {
        return Some((page.to_owned(), anchor));
    }
    let mut parts: Vec<&str> = page.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop().unwrap_or_else(|| panic!("{page}: {link} leads out of the site"));
            }
            part => parts.push(part),
        }
    }
    let folder = path.ends_with('/') || path == "." || path == "..";
    let file = if folder { format!("{}/index.html", parts.join("/")) } else { parts.join("/") };
    Some((file.trim_start_matches('/').to_owned(), anchor))
}

/// The page in the other language, by its address.
fn twin(path: &str) -> Option<(String, Lang, Lang)> {
    let (lang, rest) = path.split_once('/')?;
    let lang = Lang::from_code(lang)?;
    Some((format!("{}/{rest}", lang.other().code()), lang, lang.other()))
}

fn walk(made: &Made) -> Vec<String> {
    let pages: BTreeMap<&str, Vec<Tag>> = made.pages().map(|(path, html)| (path, tags(html))).collect();
    let mut ids: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (page, tags) in &pages {
        let mut here = BTreeSet::new();
        for id in tags.iter().filter_map(|tag| tag.get("id")) {
            if id.is_empty() || id.contains(char::is_whitespace) || !here.insert(id) {
                wrong.push(format!("{page}: the id {id:?} stands twice or is none"));
            }
        }
        ids.insert(page, here);
    }
    for (page, tags) in &pages {
        let headings = tags.iter().filter(|tag| tag.name == "h1").count();
        if headings != 1 {
            wrong.push(format!("{page}: {headings} first-level headings"));
        }
        links(page, tags, made, &ids, &mut wrong);
        languages(page, tags, &pages, &mut wrong);
        for tag in tags {
            let refers = ["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"];
            for named in refers.iter().filter_map(|attribute| tag.get(attribute)).flat_map(str::split_whitespace) {
                if !ids[page].contains(named) {
                    wrong.push(format!("{page}: <{}> refers to the id {named}, which is not there", tag.name));
                }
            }
            if tag.name == "img" && tag.get("alt").is_none() {
                wrong.push(format!("{page}: a picture without alt"));
            }
        }
    }
    wrong
}

/// A link that does not depend on where its page is shown.
fn in_itself(link: &str) -> &str {
    if link.starts_with(['#', '?']) || link.starts_with("data:") || link.contains("://") { link } else { "" }
}

fn links(page: &str, tags: &[Tag], made: &Made, ids: &BTreeMap<&str, BTreeSet<&str>>, wrong: &mut Vec<String>) {
    for tag in tags {
        for link in ["href", "src", "action"].iter().filter_map(|attribute| tag.get(attribute)) {
            // The page for addresses that are not there is shown at any depth: its links start at
            // the root of the server.
            let from_root = || link.strip_prefix('/').map(|path| if path.is_empty() { "index.html" } else { path });
            let link = if page == "404.html" { from_root().unwrap_or(in_itself(link)) } else { link };
            if link.trim().is_empty() || link.starts_with('/') || link.starts_with("javascript:") {
                wrong.push(format!("{page}: <{}> has the link {link:?}", tag.name));
                continue;
            }
            let Some((file, anchor)) = target(page, link) else { continue };
            if !made.files.contains_key(&file) {
                wrong.push(format!("{page}: {link} leads nowhere"));
                continue;
            }
            let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else { continue };
            if !ids.get(file.as_str()).is_some_and(|ids| ids.contains(anchor.as_str())) {
                wrong.push(format!("{page}: {link}: there is no such anchor"));
            }
        }
    }
}

fn languages(page: &str, tags: &[Tag], pages: &BTreeMap<&str, Vec<Tag>>, wrong: &mut Vec<String>) {
    let html_lang = tags.iter().find(|tag| tag.name == "html").and_then(|tag| tag.get("lang"));
    let Some((twin, here, there)) = twin(page) else {
        if html_lang.is_none() {
            wrong.push(format!("{page}: no language"));
        }
        return;
    };
    if html_lang != Some(here.tag()) {
        wrong.push(format!("{page}: its language is {html_lang:?}"));
    }
    if !pages.contains_key(twin.as_str()) {
        wrong.push(format!("{page} has no twin"));
    }
    // A chart for other sites names the page of its indicator as the one to be found.
    let found_elsewhere = page.contains("/embed/");
    for (lang, wanted) in [(here, page), (there, twin.as_str())].into_iter().filter(|_| !found_elsewhere) {
        let alternate = tags.iter().find(|tag| {
            let alternate = tag.name == "link" && tag.get("rel") == Some("alternate");
            alternate && tag.get("hreflang") == Some(lang.tag())
        });
        let leads = alternate.and_then(|tag| tag.get("href")).and_then(|link| target(page, link));
        if leads.as_ref().map(|(file, _)| file.as_str()) != Some(wanted) {
            wrong.push(format!("{page}: hreflang {} leads to {leads:?}", lang.tag()));
        }
    }
}

fn assert_walk(made: &Made) {
    assert!(made.pages().count() > 20);
    let wrong = walk(made);
    let shown: Vec<&String> = wrong.iter().take(40).collect();
    assert!(wrong.is_empty(), "{} things are wrong:\n{shown:#?}", wrong.len());
}

#[test]
fn in_the_real_portal_every_link_leads_somewhere() {
    assert_walk(&make(project()));
}

#[test]
fn in_the_second_portal_every_link_leads_somewhere() {
    assert_walk(&Portal::of("grain").make());
}

#[test]
fn in_the_base_portal_every_link_leads_somewhere() {
    assert_walk(&Portal::of("base").make());
}

/// The pages whose text is in the other language say so, and mark it.
#[test]
fn a_text_in_the_other_language_is_marked_and_explained() {
    let portal = Portal::of("base");
    portal.remove("content/2023/beta/cases/clean-wells/en.md");
    let made = portal.make();
    let page = made.page("en/cases/2023/beta/clean-wells/index.html");
    let notice = made.engine.world().theme.words.get(Lang::En).plain("frame.untranslated");
    assert!(page.contains(&notice), "the notice: {notice}");
    let foreign =
        tags(page).iter().any(|tag| tag.name != "a" && tag.name != "html" && tag.get("lang") == Some("zh-CN"));
    assert!(foreign, "the text is marked as Chinese");
    let zh = made.page("zh/cases/2023/beta/clean-wells/index.html");
    assert!(!zh.contains(&made.engine.world().theme.words.get(Lang::Zh).plain("frame.untranslated")));
}
