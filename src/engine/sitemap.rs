//! `sitemap.xml` and `robots.txt`, from what the heads of the finished pages say: so they
//! never say anything else.

use std::fmt::Write as _;

use super::site_file::SiteFile;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// How many addresses a file may hold, by the protocol.
const MOST: usize = 50_000;

/// What the head of a page says of its address.
struct PageHead<'a> {
    canonical: &'a str,
    modified: Option<&'a str>,
    alternates: Vec<(&'a str, &'a str)>,
}

/// Where the two files lie.
pub(super) const PATHS: [&str; 2] = ["robots.txt", "sitemap.xml"];

/// What the site map says of a page, given its text; nothing where the page is left out.
pub(super) fn entry_of(html: &str) -> Option<String> {
    page_head(html).map(|head| entry(&head))
}

/// The files; none where the site's own address is not known.
pub(super) fn sitemap_files(base_url: Option<&str>, entries: Vec<String>) -> Vec<SiteFile> {
    let Some(base) = base_url else { return Vec::new() };
    let robots = format!("User-agent: *\nDisallow:\n\nSitemap: {base}sitemap.xml\n");
    let mut made = vec![SiteFile { path: "robots.txt".to_owned(), bytes: robots.into_bytes() }];
    if entries.len() <= MOST {
        made.push(SiteFile { path: "sitemap.xml".to_owned(), bytes: urls(&entries).into_bytes() });
        return made;
    }
    let mut index = format!("{DECLARATION}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for (number, part) in (1..).zip(entries.chunks(MOST)) {
        let path = format!("sitemap-{number}.xml");
        let _ = writeln!(index, "<sitemap><loc>{base}{path}</loc></sitemap>");
        made.push(SiteFile { path, bytes: urls(part).into_bytes() });
    }
    index.push_str("</sitemapindex>\n");
    made.push(SiteFile { path: "sitemap.xml".to_owned(), bytes: index.into_bytes() });
    made
}

fn urls(entries: &[String]) -> String {
    let xhtml = "http://www.w3.org/1999/xhtml";
    format!("{DECLARATION}<urlset xmlns=\"{NAMESPACE}\" xmlns:xhtml=\"{xhtml}\">\n{}</urlset>\n", entries.concat())
}

fn entry(page: &PageHead<'_>) -> String {
    let mut out = format!("<url><loc>{}</loc>", page.canonical);
    if let Some(modified) = page.modified {
        let _ = write!(out, "<lastmod>{modified}</lastmod>");
    }
    for (tag, address) in &page.alternates {
        // The page that leads to the languages names them from where it stands.
        let whole = format!("{}{}", page.canonical, address.strip_suffix("index.html").unwrap_or(address));
        let address = if address.contains("://") { *address } else { whole.as_str() };
        let _ = write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{tag}\" href=\"{address}\"/>");
    }
    out.push_str("</url>\n");
    out
}

/// What a page says of itself, unless it asks to be left out. Addresses are escaped there as
/// they have to be here.
fn page_head(html: &str) -> Option<PageHead<'_>> {
    let head = &html[..html.find("</head>")?];
    if head.contains("<meta name=\"robots\" content=\"noindex\"") {
        return None;
    }
    let after = |text: &'static str| head.split_once(text).and_then(|(_, rest)| rest.split('"').next());
    let alternates = head.split("<link rel=\"alternate\" hreflang=\"").skip(1).filter_map(|rest| {
        let mut parts = rest.split('"');
        Some((parts.next()?, parts.nth(1)?))
    });
    Some(PageHead {
        canonical: after("<link rel=\"canonical\" href=\"")?,
        modified: after("<meta property=\"article:modified_time\" content=\""),
        alternates: alternates.collect(),
    })
}
