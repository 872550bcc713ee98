//! Narratives: the two language files of each brought together and resolved.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic, Diagnostics, Span};
use crate::i18n::{Lang, PerLang, has_han};
use crate::parse::{self, NarrativeKind, NarrativePlace, ParsedFile, SharedFields, SourceKind};
use crate::portal::ids::NarrativeId;
use crate::portal::model::Portal;
use crate::portal::names::{NameTable, Names, ParsedFiles, resolve_among, resolve_theme};
use crate::portal::records::{LinkedNarrative, NarrativeText};
use crate::portal::resolver::place_address;
use crate::say;
use crate::source::FileId;

/// What makes two files one narrative: everything but the language.
type NarrativeKey = (NarrativeKind, Option<String>, Option<u16>, Option<String>, Option<String>);

fn key(kind: NarrativeKind, place: &NarrativePlace) -> NarrativeKey {
    (kind, place.programme.clone(), place.year, place.jurisdiction.clone(), place.slug.clone())
}

/// What is found while the two files of each narrative are brought together.
#[derive(Default)]
pub struct PairedNarratives {
    /// The problems of those that have some.
    pub found: Vec<(NarrativeId, Diagnostics)>,
    /// The places of files that cannot be read.
    pub unreadable: Vec<NarrativePlace>,
}

/// Fills the portal's narratives, their references still unresolved.
pub fn collect_narratives(
    portal: &mut Portal,
    files: &ParsedFiles,
    table: &mut NameTable,
    diagnostics: &mut Diagnostics,
) -> PairedNarratives {
    let mut paired = PairedNarratives::default();
    let mut pairs: BTreeMap<NarrativeKey, PerLang<Option<Arc<parse::Narrative>>>> = BTreeMap::new();
    for (_, parsed) in files {
        match &parsed.file {
            ParsedFile::Narrative(narrative) => {
                let pair = pairs.entry(key(narrative.kind, &narrative.place)).or_default();
                *pair.get_mut(narrative.lang()) = Some(narrative.clone());
            }
            ParsedFile::Broken(SourceKind::Narrative(place)) => paired.unreadable.push(place.clone()),
            _ => {}
        }
    }
    let pair_files = |pair: PerLang<Option<Arc<parse::Narrative>>>| {
        let place = pair.zh.as_ref().or(pair.en.as_ref()).map(|narrative| narrative.place.clone());
        let mut found = Diagnostics::new();
        (place, pair_narrative(portal, pair, &paired.unreadable, table, &mut found), found)
    };
    let pairs: Vec<_> = pairs.into_values().collect();
    let paired_files: Vec<_> = pairs.into_par_iter().map(pair_files).collect();
    let mut narratives = Vec::with_capacity(paired_files.len());
    for (place, narrative, found) in paired_files {
        match narrative {
            Some(narrative) => {
                if !found.is_empty() {
                    paired.found.push((narrative.id, found));
                }
                narratives.push(Arc::new(narrative));
            }
            None => {
                diagnostics.extend(found);
                // What links to it is no second error.
                table.unreadable_names.extend(place.map(|place| place_address(&place)));
            }
        }
    }
    narratives.sort_by(|a, b| in_display_order(a, b));
    let positions = narratives.iter().enumerate().map(|(position, narrative)| (narrative.id, position)).collect();
    portal.narrative_positions = Arc::new(positions);
    portal.narratives = Arc::new(narratives);
    paired
}

/// Which of two narratives is shown first.
pub fn in_display_order(a: &LinkedNarrative, b: &LinkedNarrative) -> Ordering {
    fn order(n: &LinkedNarrative) -> impl Ord + '_ {
        let page_order = n.shared.order.unwrap_or(u16::MAX);
        (n.kind, n.programme, Reverse(n.year), n.jurisdiction, page_order, n.slug.as_str())
    }
    order(a).cmp(&order(b))
}

/// One narrative of the texts that there are of it; `None` where it has no place in the
/// portal.
pub fn pair_narrative(
    portal: &Portal,
    pair: PerLang<Option<Arc<parse::Narrative>>>,
    unreadable: &[NarrativePlace],
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Option<LinkedNarrative> {
    let first = pair.zh.as_ref().or(pair.en.as_ref())?.clone();
    let start = Span::file(first.file);
    check_slug(first.file, &first.place, diagnostics);
    check_both_languages(&pair, unreadable, diagnostics);
    let shared = shared_fields(&pair, diagnostics)?;
    let half_broken = Lang::ALL.into_iter().any(|lang| is_broken(&first.place, lang, unreadable));
    if first.kind == NarrativeKind::Case
        && !half_broken
        && !pair.iter().any(|(_, text)| text.as_ref().is_some_and(names_source))
    {
        diagnostics.push(
            Diagnostic::new(Code::NoSource, first.fields.title.span, say!("案例没有写出处", "the case has no source"))
                .help(say!("补上`source: {{document: …}}`", "add `source: {{document: …}}`")),
        );
    }
    let place = &first.place;
    let programme = match (&place.programme, first.kind) {
        (_, NarrativeKind::Page) => None,
        (None, _) => Some(portal.default_programme?),
        (Some(folder), _) => Some(resolve_folder(&table.programmes, folder, start, table, diagnostics)?),
    };
    let jurisdiction = match &place.jurisdiction {
        None => None,
        Some(folder) => Some(resolve_folder(&table.places, folder, start, table, diagnostics)?),
    };
    let document = shared
        .source
        .as_ref()
        .and_then(|source| table.documents.resolve(&source.document, &table.unreadable_names, diagnostics));
    let media = portal.media.of_narrative(&place.folder_path(), &shared, diagnostics);
    let files = pair.iter().filter_map(|(_, text)| text.as_ref().map(|text| text.file.0));
    let mut narrative = LinkedNarrative {
        id: NarrativeId(files.min().unwrap_or(first.file.0)),
        kind: first.kind,
        programme,
        year: place.year.unwrap_or(0),
        jurisdiction,
        slug: place.slug.clone().unwrap_or_default(),
        texts: PerLang::from_fn(|lang| {
            let def = pair.get(lang).clone()?;
            Some(NarrativeText { def, targets: Arc::new(HashMap::new()) })
        }),
        draft: shared.draft,
        themes: Vec::new(),
        county: None,
        mentions: Vec::new(),
        recognitions: Vec::new(),
        document,
        media,
        shared,
    };
    resolve_names(portal, &mut narrative, table, diagnostics);
    check_county(portal, &narrative, diagnostics);
    check_year(portal, &narrative, start, table, diagnostics);
    check_languages_swapped(&pair, diagnostics);
    Some(narrative)
}

/// The county that a case is about belongs to the place in whose folder the case lies.
fn check_county(portal: &Portal, narrative: &LinkedNarrative, diagnostics: &mut Diagnostics) {
    let (Some(county), Some(place), Some(name)) = (narrative.county, narrative.jurisdiction, &narrative.shared.county)
    else {
        return;
    };
    if county != place && !portal.lies_in(county, place) {
        let (county, place) = (&name.value, &portal.jurisdiction(place).def.slug.value);
        diagnostics.push(
            Diagnostic::new(
                Code::PathConflict,
                name.span,
                say!(
                    "`{county}`不属于文件夹所写的`{place}`", "`{county}` does not lie in `{place}`, as the folder says"
                ),
            )
            .help(say!("改正`county`，或把案例移到它所属的地方", "correct `county`, or move the case to its place")),
        );
    }
}

/// A text of a year without an evaluation lies in the wrong folder, or the evaluation is
/// still to be entered. What a place reports of itself needs no evaluation here.
fn check_year(
    portal: &Portal,
    narrative: &LinkedNarrative,
    start: Span,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) {
    let Some(programme) = narrative.programme else { return };
    let mut years: Vec<u16> =
        portal.evaluations.iter().filter(|e| e.programme == programme).map(|e| e.def.year).collect();
    let id = &portal.programme(programme).id.value;
    let unreadable = table.unreadable_names.contains(&format!("{id}/{}", narrative.year));
    let reported = portal.reports.iter().any(|report| {
        let same = (report.programme, report.def.year) == (programme, narrative.year);
        same && Some(report.jurisdiction) == narrative.jurisdiction
    });
    if years.is_empty() || years.contains(&narrative.year) || reported || unreadable {
        return;
    }
    years.sort_unstable();
    years.dedup();
    let year = narrative.year;
    let list = years.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
    diagnostics.push(
        Diagnostic::new(
            Code::YearWithoutEvaluation,
            start,
            say!("{year}年没有评价", "there is no evaluation of {year}"),
        )
        .label(say!("文件夹名里写着{year}", "the folder is called {year}"))
        .help(say!(
            "有评价的年份：{list}；移到那一年的文件夹，或先录入评价",
            "there are evaluations of {list}: move the text there, or enter the evaluation first"
        )),
    );
}

/// An English title in `zh.md` and a Chinese one in `en.md`.
fn check_languages_swapped(pair: &PerLang<Option<Arc<parse::Narrative>>>, diagnostics: &mut Diagnostics) {
    let (Some(zh), Some(en)) = (&pair.zh, &pair.en) else { return };
    let (zh, en) = (&zh.fields.title, &en.fields.title);
    if has_han(en) && !has_han(zh) {
        diagnostics.push(
            Diagnostic::new(
                Code::LanguagesSwapped,
                zh.span,
                say!(
                    "`zh.md`的标题没有汉字，`en.md`的却有",
                    "no Chinese in the title of `zh.md`, and some in that of `en.md`"
                ),
            )
            .related(en.span, say!("另一种语言", "the other language"))
            .help(say!("多半是两个文件弄反了，对调过来", "the two files were probably swapped; exchange them")),
        );
    }
}

/// Whether the file of a narrative in a language is there and could not be read.
fn is_broken(place: &NarrativePlace, lang: Lang, unreadable: &[NarrativePlace]) -> bool {
    !unreadable.is_empty() && unreadable.contains(&NarrativePlace { lang, ..place.clone() })
}

/// Whether a text names its source, readable or not.
fn names_source(text: &Arc<parse::Narrative>) -> bool {
    text.fields.keys.iter().any(|key| key.value == "source")
}

/// What the name of a folder stands for.
fn resolve_folder<Id: Copy>(
    names: &Names<Id>,
    folder: &str,
    start: Span,
    table: &NameTable,
    diagnostics: &mut Diagnostics,
) -> Option<Id> {
    let found = names.get(folder);
    if found.is_none() && !table.unreadable_names.contains(folder) {
        let problem = names.unknown(folder, start);
        diagnostics.push(problem.label(say!("文件夹名里写着`{folder}`", "the folder is called `{folder}`")));
    }
    found
}

/// The folder of a case or page becomes a part of its address.
fn check_slug(file: FileId, place: &NarrativePlace, diagnostics: &mut Diagnostics) {
    let Some(name) = place.slug.as_ref().filter(|slug| !parse::usable_slug(slug)) else { return };
    diagnostics.push(
        Diagnostic::new(
            Code::UnusableName,
            Span::file(file),
            say!("文件夹名`{name}`不能用在网址里", "the folder name `{name}` cannot stand in an address"),
        )
        .help(say!(
            "文件夹名只用小写拉丁字母、数字和中间的单个连字符，如`new-school`；`con`、`aux`等是Windows的设备名，不能用",
            "name the folder with lower-case Latin letters, digits and single hyphens between them, such as `new-school`; `con`, `aux` and the like are devices of Windows"
        )),
    );
}

fn resolve_names(portal: &Portal, narrative: &mut LinkedNarrative, table: &NameTable, diagnostics: &mut Diagnostics) {
    let Some(programme) = narrative.programme else { return };
    let programme = portal.programme(programme);
    let shared = narrative.shared.clone();
    narrative.themes = shared
        .themes
        .iter()
        .filter_map(|name| resolve_theme(programme, name, &table.unreadable_names, diagnostics))
        .collect();
    narrative.county =
        shared.county.as_ref().and_then(|name| table.places.resolve(name, &table.unreadable_names, diagnostics));
    narrative.mentions = shared
        .mentions
        .iter()
        .filter_map(|name| table.places.resolve(name, &table.unreadable_names, diagnostics))
        .collect();
    let known = programme.recognitions.iter().map(|named| named.id.value.as_str());
    narrative.recognitions = shared
        .recognitions
        .iter()
        .filter_map(|name| {
            resolve_among(
                Code::UnknownName,
                "认定",
                "recognition",
                known.clone(),
                name,
                &table.unreadable_names,
                diagnostics,
            )
        })
        .collect();
}

/// A narrative in one language only is published with a notice, and the editor is told.
fn check_both_languages(
    pair: &PerLang<Option<Arc<parse::Narrative>>>,
    unreadable: &[NarrativePlace],
    diagnostics: &mut Diagnostics,
) {
    for lang in Lang::ALL {
        let (None, Some(other)) = (pair.get(lang), pair.get(lang.other())) else { continue };
        if is_broken(&other.place, lang, unreadable) {
            continue;
        }
        let (code, title) = (lang.code(), &other.fields.title);
        diagnostics.push(
            Diagnostic::new(
                Code::MissingTranslation,
                title.span,
                say!("缺少`{code}.md`", "there is no `{code}.md` beside this"),
            )
            .help(say!(
                "在同一文件夹补写`{code}.md`；不补写时，那种语言的页面显示这一篇并加说明",
                "write `{code}.md` in the same folder; without it the page in that language shows this text with a notice"
            )),
        );
    }
}

/// The fields that hold for both languages, from the file in which they stand. Where
/// both files have one, they must say the same.
fn shared_fields(pair: &PerLang<Option<Arc<parse::Narrative>>>, diagnostics: &mut Diagnostics) -> Option<SharedFields> {
    let (zh, en) = match (&pair.zh, &pair.en) {
        (Some(zh), Some(en)) => (zh, en),
        (Some(only), None) | (None, Some(only)) => return Some(only.fields.shared.clone()),
        (None, None) => return None,
    };
    let (a, b) = (&zh.fields.shared, &en.fields.shared);
    let at = |narrative: &parse::Narrative, field: &str| {
        let key = narrative.fields.keys.iter().find(|key| key.value == field);
        key.map_or(narrative.fields.title.span, |key| key.span)
    };
    let mut disagree = |field: &str, differ: bool| {
        if differ {
            diagnostics.push(
                Diagnostic::new(
                    Code::LanguageConflict,
                    at(en, field),
                    say!("两种语言的`{field}`不一样", "the two languages do not agree on `{field}`"),
                )
                .related(at(zh, field), say!("另一种语言", "the other language"))
                .help(say!("这一项只在`zh.md`里写一次", "write this field once, in `zh.md`")),
            );
        }
    };
    fn pick<T: Clone + PartialEq>(a: &Option<T>, b: &Option<T>) -> (Option<T>, bool) {
        let differ = matches!((a, b), (Some(a), Some(b)) if a != b);
        (a.clone().or_else(|| b.clone()), differ)
    }
    fn pick_list<T: Clone + PartialEq>(a: &[T], b: &[T]) -> (Vec<T>, bool) {
        let differ = !a.is_empty() && !b.is_empty() && a != b;
        (if a.is_empty() { b.to_vec() } else { a.to_vec() }, differ)
    }
    let (text, differ) = pick(&a.text, &b.text);
    disagree("text", differ);
    let (themes, differ) = pick_list(&a.themes, &b.themes);
    disagree("themes", differ);
    let (county, differ) = pick(&a.county, &b.county);
    disagree("county", differ);
    let (mentions, differ) = pick_list(&a.mentions, &b.mentions);
    disagree("mentions", differ);
    let (recognitions, differ) = pick_list(&a.recognitions, &b.recognitions);
    disagree("recognitions", differ);
    let (source, differ) = pick(&a.source, &b.source);
    disagree("source", differ);
    let (published, differ) = pick(&a.published, &b.published);
    disagree("published", differ);
    let (order, differ) = pick(&a.order, &b.order);
    disagree("order", differ);
    let (reviews, differ) = pick_list(&a.reviews, &b.reviews);
    disagree("reviews", differ);
    let (pictures, differ) = pick_list(&a.pictures, &b.pictures);
    disagree("pictures", differ);
    let (attachments, differ) = pick_list(&a.attachments, &b.attachments);
    disagree("attachments", differ);
    let (videos, differ) = pick_list(&a.videos, &b.videos);
    disagree("videos", differ);
    let draft = a.draft || b.draft;
    Some(SharedFields {
        draft,
        text,
        themes,
        county,
        mentions,
        recognitions,
        source,
        published,
        pictures,
        attachments,
        videos,
        order,
        reviews,
    })
}
