//! What the references in narratives lead to.

use std::collections::{HashMap, HashSet};

use super::assemble::{Book, Documents};
use super::figures;
use super::{
    DocumentId, GroupId, IndicatorId, JurisdictionId, Narrative, NarrativeId, NarrativeText, ObservationId, Portal,
    ProblemId, TermId,
};
use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned, nearest_words};
use crate::i18n::Lang;
use crate::parse::{Document, Kind, NO_DATA, NarrativeKind, NarrativePlace, Reference, ReferenceKind};
use crate::say;

/// What a reference leads to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    Observation(ObservationId),
    /// A number that is marked as no data.
    NoData,
    Place(JurisdictionId),
    Indicator(IndicatorId),
    Document(DocumentId),
    Problem(ProblemId),
    Term(TermId),
    Narrative(NarrativeId),
    Chart(ChartRequest),
    /// An anchor of the same page.
    Anchor(String),
    /// A page on another site.
    External(String),
}

/// A chart, asked for by a narrative or by a kind of page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ChartRequest {
    pub kind: ChartKind,
    /// One, but for charts of several indicators.
    pub indicators: Vec<IndicatorId>,
    /// Who is compared with whom.
    pub group: Option<GroupId>,
    /// Oldest first; none where the newest are meant.
    pub years: Vec<u16>,
    /// The places that are drawn in colours of their own.
    pub focus: Vec<JurisdictionId>,
}

/// The kinds of charts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChartKind {
    /// Places by value.
    Bar,
    /// Amounts by value.
    Amount,
    /// One dot for each place on one axis.
    Dots,
    /// Two years of each place.
    Dumbbell,
    /// The same as sloping lines.
    Slope,
    /// Lines over the years.
    Trend,
    /// Small lines over the years: one place by indicators, or places by one indicator.
    Multiples,
    /// Schematic tiles.
    Tiles,
    /// Places by indicators, shaded.
    Heat,
    /// Two places, indicator by indicator.
    Sides,
}

impl ChartKind {
    /// All kinds with the words by which narratives ask for them.
    pub const ALL: [(&'static str, ChartKind); 10] = [
        ("bar", ChartKind::Bar),
        ("amount", ChartKind::Amount),
        ("dots", ChartKind::Dots),
        ("dumbbell", ChartKind::Dumbbell),
        ("slope", ChartKind::Slope),
        ("trend", ChartKind::Trend),
        ("multiples", ChartKind::Multiples),
        ("tiles", ChartKind::Tiles),
        ("heat", ChartKind::Heat),
        ("sides", ChartKind::Sides),
    ];

    /// The word.
    pub fn name(self) -> &'static str {
        ChartKind::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }

    /// Whether one chart shows several indicators.
    pub fn several(self) -> bool {
        matches!(self, ChartKind::Heat | ChartKind::Sides | ChartKind::Multiples)
    }
}

/// The address as written: the key of a text's targets.
pub fn address(kind: ReferenceKind, target: &str) -> String {
    let scheme = ReferenceKind::SCHEMES.iter().find(|(_, known)| *known == kind);
    match (scheme, kind) {
        (Some((scheme, _)), _) => format!("{scheme}:{target}"),
        (None, ReferenceKind::Anchor) => format!("#{target}"),
        (None, _) => target.to_owned(),
    }
}

/// What is looked up while references are resolved.
#[derive(Clone, Default)]
pub struct Index {
    narratives: HashMap<(NarrativeKind, String), NarrativeId>,
    /// Narratives whose file cannot be read: links to them are no second error.
    broken: HashSet<String>,
    terms: HashMap<String, TermId>,
}

impl Index {
    pub fn new(portal: &Portal, documents: &Documents) -> Index {
        let mut index = Index::default();
        for narrative in portal.narratives.iter() {
            index.narratives.insert((narrative.kind, short_address(portal, narrative)), narrative.id);
        }
        for (_, parsed) in documents {
            if let Document::Broken(Kind::Narrative(place)) = &parsed.document {
                index.broken.insert(place_address(place));
            }
        }
        for (position, term) in portal.terms.iter().enumerate() {
            index.terms.insert(term.id.value.clone(), TermId::new(position));
        }
        index
    }
}

/// `2020/jinan/slug`, after the programme's folder when it is not the default one; a
/// page's slug alone.
fn short_address(portal: &Portal, narrative: &Narrative) -> String {
    let mut parts = Vec::new();
    if let Some(programme) = narrative.programme.filter(|id| portal.default_programme != Some(*id)) {
        parts.push(portal.programme(programme).id.value.clone());
    }
    if let Some(place) = narrative.jurisdiction {
        parts.push(narrative.year.to_string());
        parts.push(portal.jurisdiction(place).def.slug.value.clone());
    }
    if !narrative.slug.is_empty() {
        parts.push(narrative.slug.clone());
    }
    parts.join("/")
}

pub fn place_address(place: &NarrativePlace) -> String {
    let year = place.year.map(|year| year.to_string());
    let parts = [place.programme.clone(), year, place.jurisdiction.clone(), place.slug.clone()];
    parts.into_iter().flatten().collect::<Vec<_>>().join("/")
}

/// Resolves the references of one language of a narrative, and checks the figures that
/// they bind.
pub fn resolve(
    portal: &Portal,
    book: &Book,
    index: &Index,
    narrative: &Narrative,
    lang: Lang,
    problems: &mut Diagnostics,
) -> HashMap<String, Target> {
    let mut targets = HashMap::new();
    let Some(text) = narrative.texts.get(lang) else { return targets };
    let mut resolver = Resolver { portal, book, index, narrative, text, problems };
    for reference in &text.def.references {
        if let Some(target) = resolver.target(reference) {
            figures::check(portal, narrative, reference, &target, lang, resolver.problems);
            targets.insert(address(reference.kind, &reference.target.value), target);
        }
    }
    targets
}

/// Words in a row, as Chinese and as English text has them.
fn listed(words: &[&str]) -> (String, String) {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    (quoted.join("、"), quoted.join(", "))
}

struct Resolver<'a> {
    portal: &'a Portal,
    book: &'a Book,
    index: &'a Index,
    narrative: &'a Narrative,
    text: &'a NarrativeText,
    problems: &'a mut Diagnostics,
}

impl Resolver<'_> {
    fn target(&mut self, reference: &Reference) -> Option<Target> {
        let name = &reference.target;
        let lost = &self.book.lost;
        match reference.kind {
            ReferenceKind::Figure if name.value == NO_DATA => Some(Target::NoData),
            ReferenceKind::Figure => self.figure(name).map(Target::Observation),
            ReferenceKind::Place => self.book.places.resolve(name, lost, self.problems).map(Target::Place),
            ReferenceKind::Indicator => self.book.indicators.resolve(name, lost, self.problems).map(Target::Indicator),
            ReferenceKind::Document => self.book.documents.resolve(name, lost, self.problems).map(Target::Document),
            ReferenceKind::Case => self.text(NarrativeKind::Case, name),
            ReferenceKind::Page => self.text(NarrativeKind::Page, name),
            ReferenceKind::Problem => match self.portal.problem_named(name) {
                Some(id) => Some(Target::Problem(id)),
                None if lost.contains(name.value.as_str()) => None,
                None => {
                    let known = self.portal.problems.iter().map(|p| p.def.id.value.as_str());
                    self.dead(name, known)
                }
            },
            ReferenceKind::Term => match self.index.terms.get(&name.value) {
                Some(id) => Some(Target::Term(*id)),
                None if lost.contains(name.value.as_str()) => None,
                None => self.dead(name, self.index.terms.keys().map(String::as_str)),
            },
            ReferenceKind::Chart => self.chart(name),
            ReferenceKind::Anchor => self.anchor(name),
            ReferenceKind::External => Some(Target::External(name.value.clone())),
            // Picture files are not published: nothing checks their size, description and
            // consent yet.
            ReferenceKind::Picture | ReferenceKind::Other => {
                let schemes = ReferenceKind::SCHEMES.iter().map(|(scheme, _)| *scheme);
                self.dead(name, schemes)
            }
        }
    }

    fn dead<'n, T>(&mut self, name: &Spanned<String>, known: impl Iterator<Item = &'n str>) -> Option<T> {
        let wrong = &name.value;
        let problem = Diagnostic::new(
            Code::DeadReference,
            name.span,
            say!("链接`{wrong}`没有去处", "the link `{wrong}` leads nowhere"),
        );
        let help = nearest_words(wrong, known).unwrap_or_else(|| {
            say!(
                "写`figure:`、`place:`、`indicator:`、`case:`、`document:`、`page:`加名称，或`https://`网址",
                "write `figure:`, `place:`, `indicator:`, `case:`, `document:` or `page:` and a name, or an `https://` address"
            )
        });
        self.problems.push(problem.help(help));
        None
    }

    fn text(&mut self, kind: NarrativeKind, name: &Spanned<String>) -> Option<Target> {
        let address = name.trim_matches('/');
        if let Some(id) = self.index.narratives.get(&(kind, address.to_owned())) {
            return Some(Target::Narrative(*id));
        }
        if self.index.broken.contains(address) || self.book.lost.contains(address) {
            return None;
        }
        let known = self.index.narratives.keys().filter(|(known, _)| *known == kind);
        self.dead(name, known.map(|(_, address)| address.as_str()))
    }

    fn anchor(&mut self, name: &Spanned<String>) -> Option<Target> {
        let anchors: Vec<&str> = self.text.def.headings.iter().map(|h| h.anchor.as_str()).collect();
        if anchors.contains(&name.value.as_str()) {
            return Some(Target::Anchor(name.value.clone()));
        }
        let wrong = &name.value;
        let list = anchors.iter().map(|anchor| format!("`#{anchor}`")).collect::<Vec<_>>();
        let (zh, en) = (list.join("、"), list.join(", "));
        self.problems.push(
            Diagnostic::new(
                Code::DeadAnchor,
                name.span,
                say!("本页没有锚点`#{wrong}`", "this page has no anchor `#{wrong}`"),
            )
            .help(if anchors.is_empty() {
                say!(
                    "给要去的标题加上锚点：`## 标题 {{#{wrong}}}`",
                    "give the heading an anchor: `## Heading {{#{wrong}}}`"
                )
            } else {
                say!("本页的锚点：{zh}", "the anchors of this page: {en}")
            }),
        );
        None
    }

    /// An observation by its id; or `indicator`, or `place/year/indicator`, when that is
    /// one observation.
    fn figure(&mut self, name: &Spanned<String>) -> Option<ObservationId> {
        if let Some(id) = self.portal.observation_named(name) {
            return Some(id);
        }
        if self.book.lost.contains(name.value.as_str()) {
            return None;
        }
        let narrative = self.narrative;
        let parts: Vec<&str> = name.split('/').collect();
        let (place, year, indicator) = match parts.as_slice() {
            [indicator] => (narrative.county.or(narrative.jurisdiction), Some(narrative.year), *indicator),
            [place, year, indicator] => (self.place_named(place), year.parse().ok(), *indicator),
            _ => (None, None, ""),
        };
        let found: Option<Vec<ObservationId>> = (|| {
            let indicator = self.book.indicators.get(indicator)?;
            Some(
                self.portal
                    .figures_of(place?, indicator)
                    .filter(|id| {
                        let period = self.portal.observation(*id).def.period;
                        period.and_then(|period| period.year()) == year
                    })
                    .collect(),
            )
        })();
        match found.as_deref() {
            Some([one]) => Some(*one),
            Some(several) if several.len() > 1 => {
                let ids = several.iter().map(|id| format!("`{}`", self.portal.observation(*id).def.id.value));
                let (ids, wrong) = (ids.collect::<Vec<_>>().join(", "), &name.value);
                self.problems.push(
                    Diagnostic::new(
                        Code::DeadReference,
                        name.span,
                        say!("`{wrong}`对应不止一条数据", "`{wrong}` stands for more than one observation"),
                    )
                    .help(say!("写其中一条的编号：{ids}", "write the id of one: {ids}")),
                );
                None
            }
            _ => {
                let known = self.portal.observations.iter().map(|o| o.def.id.value.as_str());
                let known: Vec<&str> =
                    known.chain(self.portal.indicators.iter().map(|i| i.def.id.value.as_str())).collect();
                let wrong = &name.value;
                let help = nearest_words(wrong, known).unwrap_or_else(|| {
                    say!("写`data/observations`里那个数的`id`", "write the `id` of the figure in `data/observations`")
                });
                self.problems.push(
                    Diagnostic::new(
                        Code::DeadReference,
                        name.span,
                        say!("没有编号为`{wrong}`的数", "there is no figure `{wrong}`"),
                    )
                    .help(help),
                );
                None
            }
        }
    }

    fn place_named(&self, name: &str) -> Option<JurisdictionId> {
        let by_code = |id: &JurisdictionId| {
            let code = self.portal.jurisdiction(*id).def.code.as_ref();
            code.is_some_and(|code| code.value == name)
        };
        self.book.places.get(name).or_else(|| self.portal.jurisdiction_ids().find(by_code))
    }

    /// `bar?indicator=…&year=2020&group=…&focus=…`
    fn chart(&mut self, name: &Spanned<String>) -> Option<Target> {
        let (kind, query) = name.split_once('?').unwrap_or((name, ""));
        let Some((_, kind)) = ChartKind::ALL.into_iter().find(|(word, _)| *word == kind) else {
            return self.unknown_chart(&Spanned::new(kind.to_owned(), name.span.part(0..kind.len())));
        };
        let mut request = ChartRequest {
            kind,
            indicators: Vec::new(),
            group: self.portal.focus,
            years: Vec::new(),
            focus: Vec::new(),
        };
        let mut years_span = name.span;
        let mut at = name.len() - query.len();
        for pair in query.split('&') {
            let start = at;
            at += pair.len() + 1;
            let Some((key, value)) = pair.split_once('=').or((!pair.is_empty()).then_some((pair, ""))) else {
                continue;
            };
            let from = start + pair.len() - value.len();
            let key = Spanned::new(key.to_owned(), name.span.part(start..start + key.len()));
            let value = Spanned::new(value.to_owned(), name.span.part(from..from + value.len()));
            let lost = &self.book.lost;
            match key.value.as_str() {
                "indicator" | "indicators" => {
                    for one in parts_of(&value) {
                        request.indicators.push(self.book.indicators.resolve(&one, lost, self.problems)?);
                    }
                }
                "group" => request.group = Some(self.book.groups.resolve(&value, lost, self.problems)?),
                "focus" => {
                    for one in parts_of(&value) {
                        request.focus.push(self.book.places.resolve(&one, lost, self.problems)?);
                    }
                }
                "year" | "years" => {
                    request.years = self.years(&value)?;
                    years_span = value.span;
                }
                _ => return self.unknown_chart_key(&key),
            }
        }
        self.check_chart(&request, name, years_span)?;
        Some(Target::Chart(request))
    }

    fn unknown_chart<T>(&mut self, kind: &Spanned<String>) -> Option<T> {
        let known = ChartKind::ALL.map(|(word, _)| word);
        let wrong = &kind.value;
        let (zh, en) = listed(&known);
        let problem = Diagnostic::new(
            Code::WrongChart,
            kind.span,
            say!("没有`{wrong}`这种图", "there is no chart of kind `{wrong}`"),
        );
        let help = nearest_words(wrong, known).unwrap_or_else(|| say!("可用：{zh}", "there are: {en}"));
        self.problems.push(problem.help(help));
        None
    }

    /// A chart must say what it shows, and there should be something to show.
    fn check_chart(&mut self, request: &ChartRequest, name: &Spanned<String>, years_span: Span) -> Option<()> {
        let kind = request.kind.name();
        let wrong = match (request.indicators.len(), request.kind.several()) {
            (0, _) => Some((
                say!("图没有写指标", "the chart names no indicator"),
                say!("写`?indicator=…&year=…`", "write `?indicator=…&year=…`"),
            )),
            (2.., false) => Some((
                say!("`{kind}`图只画一个指标", "a `{kind}` chart shows one indicator"),
                say!("每个指标写一幅图，或用`heat`", "write one chart for each indicator, or use `heat`"),
            )),
            _ if request.kind == ChartKind::Sides && request.focus.len() != 2 => Some((
                say!("`sides`图要写两个地方", "a `sides` chart compares two places"),
                say!("写`focus=甲,乙`", "write `focus=one,other`"),
            )),
            _ => None,
        };
        if let Some((message, help)) = wrong {
            self.problems.push(Diagnostic::new(Code::WrongChart, name.span, message).help(help));
            return None;
        }
        self.check_years(request, years_span);
        Some(())
    }

    /// Years in which none of the places has a figure: the page will say so.
    fn check_years(&mut self, request: &ChartRequest, span: Span) {
        let members = match request.group {
            Some(group) => &self.portal.group(group).members,
            None => &request.focus,
        };
        let with_data = |year: u16| {
            let mut indicators = request.indicators.iter();
            indicators.any(|id| !self.portal.compared(members, *id, year).is_empty())
        };
        let empty: Vec<u16> = request.years.iter().copied().filter(|year| !with_data(*year)).collect();
        let any = request.indicators.iter().any(|id| !self.portal.compared_years(members, *id).is_empty());
        let years = empty.iter().map(u16::to_string).collect::<Vec<_>>();
        let (zh, en) = (years.join("、"), years.join(", "));
        let message = if !any {
            say!("这幅图没有数据", "there are no figures for this chart")
        } else if !empty.is_empty() {
            say!("{zh}年没有这幅图的数据", "there are no figures for this chart in {en}")
        } else {
            return;
        };
        self.problems.push(Diagnostic::new(Code::ChartWithoutData, span, message).help(say!(
            "换一个年份、指标或同类组；不改的话，页面会写明没有数据",
            "choose another year, indicator or group; otherwise the page says that there are none"
        )));
    }

    fn years(&mut self, value: &Spanned<String>) -> Option<Vec<u16>> {
        let years: Option<Vec<u16>> =
            value.split(',').map(|year| year.parse().ok().filter(|y| (1900..=2999).contains(y))).collect();
        let years = years.map(|mut years| {
            years.sort_unstable();
            years.dedup();
            years
        });
        if years.is_none() {
            let wrong = &value.value;
            self.problems.push(
                Diagnostic::new(Code::WrongChart, value.span, say!("`{wrong}`不是年份", "`{wrong}` is no year"))
                    .help(say!("写`year=2023`或`years=2022,2023`", "write `year=2023` or `years=2022,2023`")),
            );
        }
        years
    }

    fn unknown_chart_key(&mut self, key: &Spanned<String>) -> Option<Target> {
        let known = ["indicator", "indicators", "group", "focus", "year", "years"];
        let wrong = &key.value;
        let problem =
            Diagnostic::new(Code::WrongChart, key.span, say!("图没有`{wrong}`这一项", "a chart has no `{wrong}`"));
        let (zh, en) = listed(&known);
        let help = nearest_words(wrong, known).unwrap_or_else(|| say!("可用：{zh}", "there are: {en}"));
        self.problems.push(problem.help(help));
        None
    }
}

/// The parts of a list with commas, each with its place.
fn parts_of(value: &Spanned<String>) -> Vec<Spanned<String>> {
    let mut at = 0;
    let mut parts = Vec::new();
    for part in value.split(',') {
        parts.push(Spanned::new(part.to_owned(), value.span.part(at..at + part.len())));
        at += part.len() + 1;
    }
    parts
}
