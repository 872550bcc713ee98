//! Reads what charts the addresses in narratives ask for.

use crate::chart::ChartKind;
use crate::diag::{Code, Diagnostic, Diagnostics, Spanned};
use crate::portal::chart_request::{ChartRequest, query_pairs};
use crate::portal::model::Portal;
use crate::portal::names::NameTable;
use crate::say;

/// The chart that an address asks for: `bar?indicator=…&year=2020&group=…&focus=…`
pub fn read_chart_request(
    portal: &Portal,
    table: &NameTable,
    name: &Spanned<String>,
    diagnostics: &mut Diagnostics,
) -> Option<ChartRequest> {
    ChartRequestReader { portal, table, diagnostics }.read(name)
}

struct ChartRequestReader<'a> {
    portal: &'a Portal,
    table: &'a NameTable,
    diagnostics: &'a mut Diagnostics,
}

impl ChartRequestReader<'_> {
    fn read(&mut self, name: &Spanned<String>) -> Option<ChartRequest> {
        let (kind, _) = name.split_once('?').unwrap_or((name, ""));
        let Some((_, kind)) = ChartKind::ALL.into_iter().find(|(word, _)| *word == kind) else {
            return self.diagnose_unknown_kind(&Spanned::new(kind.to_owned(), name.span.part(0..kind.len())));
        };
        let mut request = ChartRequest {
            kind,
            indicators: Vec::new(),
            group: self.portal.focus,
            years: Vec::new(),
            focus: Vec::new(),
        };
        for (key, value) in query_pairs(name) {
            let unreadable = &self.table.unreadable_names;
            match key.value.as_str() {
                "indicator" | "indicators" => {
                    for part in parts_of(&value) {
                        request.indicators.push(self.table.indicators.resolve(&part, unreadable, self.diagnostics)?);
                    }
                }
                "group" => request.group = Some(self.table.groups.resolve(&value, unreadable, self.diagnostics)?),
                "focus" => {
                    for part in parts_of(&value) {
                        request.focus.push(self.table.places.resolve(&part, unreadable, self.diagnostics)?);
                    }
                }
                "year" | "years" => {
                    request.years = self.years(&value)?;
                }
                _ => return self.diagnose_unknown_key(&key),
            }
        }
        self.check_chart(&request, name)?;
        Some(request)
    }

    fn diagnose_unknown_kind<T>(&mut self, kind: &Spanned<String>) -> Option<T> {
        let known = ChartKind::ALL.map(|(word, _)| word);
        let wrong = &kind.value;
        let (zh, en) = listed(&known);
        let problem = Diagnostic::new(
            Code::WrongChart,
            kind.span,
            say!("没有`{wrong}`这种图", "there is no chart of kind `{wrong}`"),
        );
        self.diagnostics.push(problem.meant(wrong, known, || say!("可用：{zh}", "there are: {en}")));
        None
    }

    /// A chart must say what it shows, and there should be something to show.
    fn check_chart(&mut self, request: &ChartRequest, name: &Spanned<String>) -> Option<()> {
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
            self.diagnostics.push(Diagnostic::new(Code::WrongChart, name.span, message).help(help));
            return None;
        }
        Some(())
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
            self.diagnostics.push(
                Diagnostic::new(Code::WrongChart, value.span, say!("`{wrong}`不是年份", "`{wrong}` is no year"))
                    .help(say!("写`year=2023`或`years=2022,2023`", "write `year=2023` or `years=2022,2023`")),
            );
        }
        years
    }

    fn diagnose_unknown_key<T>(&mut self, key: &Spanned<String>) -> Option<T> {
        let known = ["indicator", "indicators", "group", "focus", "year", "years"];
        let wrong = &key.value;
        let problem =
            Diagnostic::new(Code::WrongChart, key.span, say!("图没有`{wrong}`这一项", "a chart has no `{wrong}`"));
        let (zh, en) = listed(&known);
        self.diagnostics.push(problem.meant(wrong, known, || say!("可用：{zh}", "there are: {en}")));
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
