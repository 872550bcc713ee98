//! The charts that narratives ask for: what can be asked, and whether there is something to
//! show.

use super::assemble::Book;
use super::{GroupId, IndicatorId, JurisdictionId, Portal};
use crate::chart::ChartKind;
use crate::diag::{Code, Diagnostic, Diagnostics, Span, Spanned, nearest_words};
use crate::say;

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

/// The chart that an address asks for: `bar?indicator=…&year=2020&group=…&focus=…`
pub fn request(
    portal: &Portal,
    book: &Book,
    name: &Spanned<String>,
    problems: &mut Diagnostics,
) -> Option<ChartRequest> {
    Reader { portal, book, problems }.request(name)
}

struct Reader<'a> {
    portal: &'a Portal,
    book: &'a Book,
    problems: &'a mut Diagnostics,
}

impl Reader<'_> {
    fn request(&mut self, name: &Spanned<String>) -> Option<ChartRequest> {
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
        Some(request)
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
        let wrong = match (request.indicators.len(), request.kind.shows_several_indicators()) {
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

    fn unknown_chart_key<T>(&mut self, key: &Spanned<String>) -> Option<T> {
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

/// Words in a row, as Chinese and as English text has them.
fn listed(words: &[&str]) -> (String, String) {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    (quoted.join("、"), quoted.join(", "))
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
