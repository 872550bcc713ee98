//! Names that people give on the command line: places by any of their names, and slugs made
//! of titles.

use deunicode::deunicode_char;

use crate::diag::nearest_words;
use crate::engine::Engine;
use crate::i18n::Text;
use crate::say;

/// How many characters a slug made of a title has at most: an address has to be readable.
const LONGEST: usize = 40;

/// The slug of the place that a name stands for: a slug, or a name in either language.
pub fn find_place(engine: &Engine, name: &str) -> Result<String, Text> {
    let places = &engine.world().portal.jurisdictions;
    let slugs = || places.iter().map(|place| place.def.slug.value.as_str());
    if slugs().any(|slug| slug == name) {
        return Ok(name.to_owned());
    }
    let named: Vec<&str> = places
        .iter()
        .filter(|place| {
            let def = &place.def;
            [&def.names, &def.short].into_iter().any(|text| [&text.zh, &text.en].contains(&&name.to_owned()))
        })
        .map(|place| place.def.slug.value.as_str())
        .collect();
    match named.as_slice() {
        [slug] => Ok((*slug).to_owned()),
        [] => {
            let known = places.iter().flat_map(|place| [place.def.slug.value.as_str(), place.def.names.zh.as_str()]);
            let meant = nearest_words(name, known).unwrap_or_else(|| {
                let (slugs, more) = (slugs().take(12).collect::<Vec<_>>().join(", "), slugs().count() > 12);
                let more = if more { " …" } else { "" };
                say!("有这些地方：{slugs}{more}", "the places are: {slugs}{more}")
            });
            let (zh, en) = (&meant.zh, &meant.en);
            Err(say!("没有名为`{name}`的地方；{zh}", "there is no place named `{name}`; {en}"))
        }
        several => {
            let list = several.join(", ");
            Err(say!(
                "有几个地方叫`{name}`，请写编号：{list}", "several places are named `{name}`; write the slug: {list}"
            ))
        }
    }
}

/// A slug made of a title: pinyin without tones, whole syllables only. `None` where nothing
/// of the title can stand in an address.
pub fn slug_of(title: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut joined = false;
    for c in title.chars() {
        let latin = c.is_ascii_alphanumeric();
        let spelt = if latin { c.to_string() } else { deunicode_char(c).unwrap_or_default().to_owned() };
        let word: String = spelt.to_lowercase().chars().filter(char::is_ascii_alphanumeric).collect();
        if word.is_empty() {
            joined = false;
            continue;
        }
        match words.last_mut() {
            Some(last) if joined && latin => last.push_str(&word),
            _ => words.push(word),
        }
        joined = latin;
    }
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        let hyphen = if slug.is_empty() { "" } else { "-" };
        slug = format!("{slug}{hyphen}{word}");
    }
    slug.truncate(LONGEST);
    Some(slug).filter(|slug| !slug.is_empty())
}

#[cfg(test)]
mod tests {
    use super::slug_of;
    use crate::parse::usable_slug;

    #[test]
    fn titles_become_slugs() {
        for (title, slug) in [
            ("一窗受理：新经验", "yi-chuang-shou-li-xin-jing-yan"),
            ("Keeping trees alive", "keeping-trees-alive"),
            ("“县管校聘”2.0版", "xian-guan-xiao-pin-2-0-ban"),
        ] {
            assert_eq!(slug_of(title).as_deref(), Some(slug));
        }
        let long = slug_of(&"长".repeat(100)).expect("a slug");
        assert!(usable_slug(&long) && long.len() <= 40, "{long}");
        assert_eq!(slug_of("……"), None);
    }
}
