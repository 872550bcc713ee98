//! The figures that the texts of the data state, held against the data as those of
//! narratives are: bound ones must agree, free ones are told, and both languages bind the
//! same. What was computed from figures is bound to its formula: `[7.18%](figure:a-05)`.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic, Diagnostics};
use crate::i18n::Lang;
use crate::parse::{NO_DATA, Numeral, Reference};
use crate::portal::arithmetic::ArithmeticCheck;
use crate::portal::checks::computed_figures;
use crate::portal::checks::coverage::Coverage;
use crate::portal::checks::printed_figures;
use crate::portal::data_texts::{self, DataText, DataTextOwner};
use crate::portal::ids::ObservationId;
use crate::portal::join::assemble::NameTable;
use crate::portal::join::evaluations::known_observation;
use crate::portal::model::Portal;
use crate::say;
use crate::source::FileId;

/// Those whose texts state figures. Which ones do is known without any value.
#[derive(Default)]
pub struct Stating(Vec<DataTextOwner>);

impl Stating {
    pub fn of(portal: &Portal) -> Stating {
        let states = |of: &DataTextOwner| data_texts::of_owner(portal, *of).iter().any(DataText::has_figures);
        Stating(data_texts::owners(portal).filter(states).collect())
    }

    /// Checks the figures of all texts of the data.
    pub fn check(&self, portal: &Portal, book: &NameTable, problems: &mut Diagnostics) {
        let texts = Texts { portal, book };
        for stated in self.0.iter().flat_map(|of| data_texts::of_owner(portal, *of)) {
            let bound = Lang::ALL.map(|lang| texts.check(&stated, lang, problems));
            let [Some(zh), Some(en)] = bound else { continue };
            let bound = [zh, en];
            for (lang, other) in [(0, 1), (1, 0)] {
                parity(portal, &bound[lang], &bound[other], Lang::ALL[other], problems);
            }
        }
    }
}

/// How the figures of each file of statements are covered, by language.
pub fn coverage(portal: &Portal) -> BTreeMap<(FileId, Lang), Coverage> {
    let mut files: BTreeMap<(FileId, Lang), Coverage> = BTreeMap::new();
    for stated in data_texts::all(portal) {
        for lang in Lang::ALL {
            let said = stated.statement.said(lang);
            let coverage = files.entry((stated.statement.place(lang).file, lang)).or_default();
            let marked = said.links.iter().filter(|(_, link)| link.target.value == NO_DATA).count();
            coverage.marked += marked;
            coverage.bound += said.links.len() - marked;
            coverage.unbound.extend(said.free.iter().filter(|numeral| !stated.is_own(numeral)).cloned());
        }
    }
    files.retain(|_, coverage| *coverage != Coverage::default());
    files
}

/// What a link of a statement leads to.
#[derive(Clone, Copy)]
enum Means {
    Figure(ObservationId),
    Computed,
}

type Bound<'p> = Vec<(Means, &'p Reference)>;

struct Texts<'p> {
    portal: &'p Portal,
    book: &'p NameTable,
}

impl<'p> Texts<'p> {
    /// Checks one language of a statement; returns what it binds, or nothing where a name is
    /// unknown, which has been told.
    fn check(&self, stated: &DataText<'p>, lang: Lang, problems: &mut Diagnostics) -> Option<Bound<'p>> {
        let portal = self.portal;
        let said = stated.statement.said(lang);
        let mut bound = Vec::new();
        let mut known = true;
        for (_, link) in said.links.iter().filter(|(_, link)| link.target.value != NO_DATA) {
            if let Some(check) = self.computed(&link.target) {
                bound.push((Means::Computed, link));
                problems.extend(computed_figures::check_bound(portal, check, link).into_iter().collect());
                continue;
            }
            let Some(id) = known_observation(portal, &link.target, &self.book.lost, problems) else {
                known = false;
                continue;
            };
            bound.push((Means::Figure(id), link));
            let place = stated.place.filter(|_| !stated.computed.contains(&id));
            let elsewhere = place.and_then(|place| printed_figures::elsewhere(portal, place, None, link, id));
            problems.extend(elsewhere.into_iter().collect());
            problems.extend(printed_figures::check_bound(portal, link, id, lang).into_iter().collect());
        }
        for numeral in said.free.iter().filter(|numeral| !stated.is_own(numeral)) {
            problems.push(unbound(portal, stated, numeral, lang));
        }
        known.then_some(bound)
    }

    fn computed(&self, name: &str) -> Option<&'p ArithmeticCheck> {
        if self.portal.observation_named(name).is_some() {
            return None;
        }
        self.portal.check_named(name)
    }
}

fn unbound(portal: &Portal, stated: &DataText<'_>, numeral: &Numeral, lang: Lang) -> Diagnostic {
    let of_place = stated.place.into_iter().flat_map(|place| portal.observations_of(place));
    crate::portal::checks::coverage::not_bound(portal, stated.known(portal).into_iter().chain(of_place), numeral, lang)
}

/// Both languages of a statement bind the same figures.
fn parity(portal: &Portal, here: &Bound<'_>, there: &Bound<'_>, other: Lang, problems: &mut Diagnostics) {
    let bound: BTreeSet<&str> = there.iter().map(|(_, link)| link.target.as_str()).collect();
    let mut told = BTreeSet::new();
    for (means, link) in here {
        let name = link.target.as_str();
        if bound.contains(name) || !told.insert(name) {
            continue;
        }
        let (wrong, code) = (&link.text.value, other.code());
        let wanted = match means {
            Means::Figure(id) => printed_figures::label(portal, *id, other),
            Means::Computed => "…".to_owned(),
        };
        problems.push(
            Diagnostic::new(
                Code::FigureParity,
                link.text.span,
                say!("`{wrong}`在`{code}`里没有对应的绑定", "`{wrong}` is not bound in `{code}`"),
            )
            .help(say!(
                "在`{code}`的同一处写`[{wanted}](figure:{name})`，或在这里删去",
                "write `[{wanted}](figure:{name})` at the same place of `{code}`, or remove it here"
            )),
        );
    }
}
