//! How well the figures of published documents are recognised: a measurement, run where the
//! documents are at hand (they are not part of the project).
//!
//! `GONGBAO_DOCUMENTS=folder cargo test --test suite measured_on_documents -- --ignored --nocapture`

use std::collections::BTreeMap;
use std::path::Path;

use gongbao::engine::{Engine, Options};
use gongbao::import::{ImportRequest, import, passages};
use gongbao::portal::{DocumentId, ObservationId, Portal, StatedFigure, StatedPassage, TextSetting};

use crate::portal::project;

/// Counts of one document.
#[derive(Default)]
struct Counts {
    found: usize,
    /// Figures of which the data tells what they are.
    told: usize,
    certain: usize,
    certain_wrong: usize,
    first: usize,
    listed: usize,
    clear: usize,
    clear_wrong: usize,
}

#[test]
#[ignore = "reads published documents, which are not part of the project"]
fn measured_on_documents() {
    let folder = std::env::var("GONGBAO_DOCUMENTS").expect("GONGBAO_DOCUMENTS names the folder");
    let engine = Engine::open(project(), Options { bodies_later: true, ..Options::default() }).expect("the portal");
    let portal = &*engine.world().portal;
    let mut whole = Counts::default();
    for (position, document) in portal.documents.iter().enumerate() {
        let path = Path::new(&folder).join(format!("{}.txt", document.id.value));
        let Ok(bytes) = std::fs::read(path) else { continue };
        let counts = measured(&engine, DocumentId::new(position), &bytes);
        print(&document.id.value, &counts);
        add(&mut whole, &counts);
    }
    print("all", &whole);
    assert!(whole.certain_wrong * 20 <= whole.certain, "figures of the data are taken for others");
    assert!(whole.told > 0 && whole.certain * 10 >= whole.told * 6, "figures that the data has are recognised");
    assert!(whole.listed * 10 >= whole.told * 8, "their indicators are listed");
}

fn measured(engine: &Engine, document: DocumentId, bytes: &[u8]) -> Counts {
    let portal = &*engine.world().portal;
    let of_document: Vec<ObservationId> = (0..portal.observations.len())
        .map(ObservationId::new)
        .filter(|id| portal.observation(*id).document == document)
        .collect();
    // The place and year of most of its figures, as an editor would say them.
    let setting = most(of_document.iter().map(|id| {
        let observation = portal.observation(*id);
        (observation.jurisdiction, observation.def.period.map(|period| period.to))
    }));
    let setting = TextSetting {
        places: setting.iter().map(|(place, _)| *place).collect(),
        year: setting.and_then(|(_, year)| year),
        document: Some(document),
        source_place: None,
    };
    let imported = import(bytes, &ImportRequest { name: "a.txt", places: &[], kind: None }).expect("a text");
    let passages = passages(&imported);
    let asked: Vec<StatedPassage<'_>> = passages
        .iter()
        .map(|passage| StatedPassage { text: &passage.text, above: &passage.above, setting: setting.clone() })
        .collect();
    let figures = engine.stated(&asked);
    let printed = |figure: &StatedFigure| plain(&asked[figure.passage].text[figure.range.clone()]);
    let mut counts = Counts { found: figures.len(), ..Counts::default() };
    let mut by_text: BTreeMap<String, Vec<&StatedFigure>> = BTreeMap::new();
    for figure in &figures {
        by_text.entry(printed(figure)).or_default().push(figure);
    }
    for (text, figures) in by_text {
        let mut known: Vec<ObservationId> =
            of_document.iter().copied().filter(|id| printed_as(portal, *id) == text).collect();
        // Those of a document stand in its order.
        known.sort_by_key(|id| (portal.observation(*id).def.id.span.file, portal.observation(*id).def.id.span.start));
        if known.len() != figures.len() {
            continue;
        }
        for (figure, id) in figures.into_iter().zip(known) {
            count(&mut counts, portal, figure, id);
        }
    }
    counts
}

fn count(counts: &mut Counts, portal: &Portal, figure: &StatedFigure, truth: ObservationId) {
    let indicator = portal.observation(truth).indicator;
    counts.told += 1;
    if let Some(certain) = figure.certain {
        counts.certain += 1;
        let right = portal.observation(certain).indicator == indicator;
        counts.certain_wrong += usize::from(!right);
        if !right {
            let (said, is) = (&portal.observation(certain).def.id.value, &portal.observation(truth).def.id.value);
            println!("  wrong: {said} for {is}");
        }
    }
    counts.first += usize::from(figure.likely.first().is_some_and(|likely| likely.id == indicator));
    counts.listed += usize::from(figure.likely.iter().any(|likely| likely.id == indicator));
    if let Some(clear) = figure.clear {
        counts.clear += 1;
        counts.clear_wrong += usize::from(clear != indicator);
    }
}

fn printed_as(portal: &Portal, id: ObservationId) -> String {
    plain(portal.observation(id).def.printed().unwrap_or(""))
}

fn plain(text: &str) -> String {
    text.replace([' ', ',', '，'], "").replace('。', ".").replace('％', "%").replace(['：', '∶'], ":")
}

fn most<T: Ord + Copy>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(item, _)| item)
}

fn add(whole: &mut Counts, part: &Counts) {
    whole.found += part.found;
    whole.told += part.told;
    whole.certain += part.certain;
    whole.certain_wrong += part.certain_wrong;
    whole.first += part.first;
    whole.listed += part.listed;
    whole.clear += part.clear;
    whole.clear_wrong += part.clear_wrong;
}

fn print(name: &str, counts: &Counts) {
    let Counts { found, told, certain, certain_wrong, first, listed, clear, clear_wrong } = counts;
    println!(
        "{name}: {found} figures, {told} with a known meaning; stated for certain {certain} (wrong {certain_wrong}); indicator first {first}, among five {listed}, clear {clear} (wrong {clear_wrong})"
    );
}
