//! One chart: its table, its file, its drawings and its sentences against the data.

use rust_decimal::Decimal;

use super::read::{Cell, Files, Line, Shown, cells, drawn, numerals, stands_for, text};
use super::truth::{Figure, Truth};

/// The name after a folder in the path of a page: the place of `…/cities/<place>/…`.
pub fn named<'a>(path: &'a str, folder: &str) -> Option<&'a str> {
    let mut parts = path.split('/');
    parts.find(|part| *part == folder)?;
    parts.next()
}

/// What a cell is about.
struct About<'a> {
    indicator: &'a str,
    place: &'a str,
    year: u16,
}

struct Look<'a> {
    truth: &'a Truth,
    path: &'a str,
    lang: usize,
    chart: &'a Shown,
}

pub fn check(truth: &Truth, files: &Files, path: &str, lang: usize, chart: &Shown, wrong: &mut Vec<String>) {
    let look = Look { truth, path, lang, chart };
    let Some(file) = chart.csv.as_deref().map(cells).filter(|file| !file.is_empty()) else {
        return look.say(wrong, "has no file".to_owned());
    };
    look.archived(files, wrong);
    let lines = if chart.rows.is_empty() { look.of_file(&file) } else { None };
    let lines = lines.as_deref().unwrap_or(&chart.rows);
    let mut known = look.table(lines, &file, wrong);
    look.tiles(&known, wrong);
    known.extend(
        chart.heads.iter().chain(lines.iter().map(|line| &line.head)).flat_map(|text| numerals(text)).map(Seen::word),
    );
    look.drawings(files, lines, &known, wrong);
    look.sentences(lines, &file, &known, wrong);
}

/// A numeral that may be printed, and whose value it is.
struct Seen {
    numeral: String,
    place: Option<String>,
}

impl Seen {
    fn word(numeral: String) -> Seen {
        Seen { numeral, place: None }
    }
}

impl<'a> Look<'a> {
    fn say(&self, wrong: &mut Vec<String>, what: String) {
        wrong.push(format!("{} {}: {what}", self.path, self.chart.id));
    }

    /// Where it would be, were the archive unpacked.
    fn archive(&self, ending: &str) -> String {
        format!("data/figures/{}.{ending}", self.chart.name)
    }

    /// The archive has the same table, and a drawing where the page has one. Pages that are
    /// many are in no archive.
    fn archived(&self, files: &Files, wrong: &mut Vec<String>) {
        if ["/compare/", "/groups/"].iter().any(|folder| self.path.contains(folder)) {
            return;
        }
        if text(files, &self.archive("csv")) != self.chart.csv.as_deref() {
            self.say(wrong, "the archive has another table than the page".to_owned());
        }
        if text(files, &self.archive("svg")).is_some() == self.chart.drawings.is_empty() {
            self.say(wrong, "the page is drawn and the archive is not, or the other way round".to_owned());
        }
    }

    /// A tile map has no table of its own: its lines are those of its file.
    fn of_file(&self, file: &[Vec<String>]) -> Option<Vec<Line>> {
        let lines =
            file.iter().skip(1).map(|row| Line { head: row[0].clone(), link: None, whole: false, cells: Vec::new() });
        (self.chart.kind == "tiles").then(|| lines.collect())
    }

    fn year(&self, text: &str) -> Option<u16> {
        numerals(text).iter().rev().find(|numeral| numeral.len() == 4).and_then(|numeral| numeral.parse().ok())
    }

    fn place(&self, line: &'a Line) -> Option<&'a str> {
        let linked = line.link.as_deref().and_then(|link| named(link, "cities"));
        linked.or_else(|| self.truth.place_named(&line.head, self.lang))
    }

    /// What the cell below a head is about; nothing for changes and differences.
    fn about(&self, line: &'a Line, head: &'a str) -> Option<About<'a>> {
        let of_row = line.link.as_deref().and_then(|link| named(link, "indicators"));
        let bare = head.split_once(['（', '(']).map_or(head, |(bare, _)| bare.trim_end());
        Some(match (self.chart.kind.as_str(), of_row) {
            ("sides", Some(indicator)) => {
                About { indicator, place: self.truth.place_named(bare, self.lang)?, year: self.year(&line.head)? }
            }
            ("multiples", Some(indicator)) => {
                let sub = &self.chart.sub;
                let mut ends = sub.char_indices().map(|(at, _)| at).filter(|at| sub[*at..].starts_with(['，', ',']));
                let place = ends.find_map(|at| self.truth.place_named(&sub[..at], self.lang))?;
                About { indicator, place, year: self.year(head)? }
            }
            ("", None) => {
                let indicator = self.truth.indicator_of(head, self.lang)?;
                About { indicator, place: self.place(line)?, year: self.year(&self.chart.sub)? }
            }
            _ => {
                let indicator = self.truth.indicator_of(&self.chart.sub, self.lang)?;
                About { indicator, place: self.place(line)?, year: self.year(bare)? }
            }
        })
    }

    /// Every cell of the table and of the file; gives the numerals that may be printed.
    fn table(&self, lines: &'a [Line], file: &'a [Vec<String>], wrong: &mut Vec<String>) -> Vec<Seen> {
        let mut known = Vec::new();
        if lines.len() + 1 != file.len() {
            self.say(wrong, format!("{} lines in the table, {} in the file", lines.len(), file.len() - 1));
            return known;
        }
        for (line, row) in lines.iter().zip(&file[1..]) {
            if line.head != row[0] {
                self.say(wrong, format!("{} in the table is {} in the file", line.head, row[0]));
            }
            let mut exact: Vec<Option<&Figure>> = Vec::new();
            for (column, head) in file[0].iter().enumerate().skip(1) {
                // Remarks and upper ends stand behind their own column.
                if column > 1 && file[0][1..column].iter().any(|before| head.starts_with(&format!("{before} "))) {
                    continue;
                }
                let position = self.chart.heads.iter().position(|shown| self.same_head(shown, head));
                let cell = position.and_then(|at| line.cells.get(at.checked_sub(1)?));
                let figure = self.cell(line, head, cell, &row[column..], wrong);
                for figure in figure.iter() {
                    let place = self.place(line).map(str::to_owned);
                    let printed = numerals(&figure.printed[self.lang]).into_iter();
                    known.extend(printed.map(|numeral| Seen { numeral, place: place.clone() }));
                }
                exact.push(figure);
            }
            let change = line.cells.len().checked_sub(exact.len()).filter(|more| *more == 1);
            if let (Some(_), Some(cell)) = (change, line.cells.last()) {
                self.change(line, cell, &exact, wrong);
                known.extend(numerals(&cell.text).into_iter().map(Seen::word));
            }
        }
        known
    }

    /// A table that is shaded writes the unit below its head.
    fn same_head(&self, shown: &str, head: &str) -> bool {
        let bare = |text: &str| text.replace(['（', '）', '(', ')', ' '], "");
        shown == head || bare(shown) == bare(head)
    }

    /// One cell and its place in the file, against the data.
    fn cell(
        &self,
        line: &'a Line,
        head: &'a str,
        cell: Option<&Cell>,
        row: &[String],
        wrong: &mut Vec<String>,
    ) -> Option<&'a Figure> {
        let Some(about) = self.about(line, head) else {
            self.say(wrong, format!("{} under {head} is about nothing that is known", line.head));
            return None;
        };
        let known = self.truth.figures(about.indicator, about.place, about.year);
        let value = row[0].parse::<Decimal>().ok();
        let found = known.iter().find(|figure| {
            let shown = cell.is_none_or(|cell| cell.number && cell.text == figure.printed[self.lang]);
            let upper = figure.upper.is_none_or(|upper| row.get(1).and_then(|cell| cell.parse().ok()) == Some(upper));
            figure.exact.is_some() && figure.exact == value && shown && upper
        });
        let printed = cell.map_or("", |cell| cell.text.as_str());
        match value {
            Some(_) if found.is_none() => {
                self.say(wrong, format!("{}, {head}: {printed} and {} are not in the data", line.head, row[0]));
            }
            None if known.iter().any(|figure| figure.exact.is_some()) || cell.is_some_and(|cell| cell.number) => {
                self.say(wrong, format!("{}, {head}: {printed} where the file has no value", line.head));
            }
            _ => {}
        }
        found
    }

    /// A change that is printed is that between the exact values.
    fn change(&self, line: &Line, cell: &Cell, exact: &[Option<&Figure>], wrong: &mut Vec<String>) {
        let printed = numerals(&cell.text);
        let Some(numeral) = printed.first() else { return };
        let ends = exact.first().copied().flatten().zip(exact.last().copied().flatten());
        let sides = line.link.as_deref().and_then(|link| named(link, "indicators")).is_some();
        let difference = ends.and_then(|(first, last)| {
            let (first_value, last_value) = (first.certain()?, last.certain()?);
            if sides {
                Some(first_value - last_value)
            } else {
                (first.version == last.version).then(|| last_value - first_value)
            }
        });
        let numeral: Decimal = numeral.parse().unwrap_or_default();
        let scales = [1_i64, 1_000, 10_000, 1_000_000, 100_000_000, 1_000_000_000];
        let size =
            |value: Decimal| scales.iter().any(|scale| numeral.checked_mul((*scale).into()) == Some(value.abs()));
        let sign = |value: Decimal| cell.text.contains(['−', '-']) == (value < Decimal::ZERO);
        if !difference.is_some_and(|value| size(value) && sign(value)) {
            self.say(wrong, format!("{}: the change {} is {difference:?}", line.head, cell.text));
        }
    }

    fn tiles(&self, known: &[Seen], wrong: &mut Vec<String>) {
        for (link, label) in &self.chart.tiles {
            let place = named(link, "cities");
            let own =
                |numeral: &String| known.iter().any(|seen| seen.place.as_deref() == place && seen.numeral == *numeral);
            if !numerals(label).iter().all(own) {
                self.say(wrong, format!("the tile of {place:?} says {label}"));
            }
        }
    }

    /// Every number in a drawing is in the table; every bar has its number.
    fn drawings(&self, files: &Files, lines: &[Line], known: &[Seen], wrong: &mut Vec<String>) {
        let alone = text(files, &self.archive("svg"));
        if alone.is_some_and(|svg| !svg.contains("<title") || svg.contains("var(--")) {
            self.say(wrong, "its file is no drawing that stands alone".to_owned());
        }
        for svg in self.chart.drawings.iter().map(String::as_str).chain(alone) {
            let texts = drawn(svg);
            for (class, text) in
                texts.iter().filter(|(class, _)| class.starts_with("value") || class.starts_with("words"))
            {
                // A number of a note is one digit behind a space.
                let marks = |numeral: &String| numeral.len() == 1 && text.ends_with(&format!(" {numeral}"));
                let in_table = |numeral: &String| known.iter().any(|seen| stands_for(numeral, &seen.numeral));
                if let Some(numeral) = numerals(text).iter().find(|numeral| !in_table(numeral) && !marks(numeral)) {
                    self.say(wrong, format!("{numeral} is drawn as {class} and stands in no table"));
                }
            }
            if matches!(self.chart.kind.as_str(), "bar" | "amount") {
                let all: Vec<String> = texts.iter().flat_map(|(_, text)| numerals(text)).collect();
                let changes = texts.iter().any(|(class, _)| class == "head");
                let rows = lines.iter().filter(|line| !line.whole);
                for cell in rows.flat_map(|line| in_bars(&line.cells, changes)).filter(|cell| cell.number) {
                    if let Some(lost) =
                        numerals(&cell.text).iter().find(|numeral| !all.iter().any(|shown| stands_for(shown, numeral)))
                    {
                        self.say(wrong, format!("{lost} is not drawn"));
                    }
                }
            }
        }
    }

    /// Title and description say nothing that the table does not yield.
    fn sentences(&self, lines: &'a [Line], file: &'a [Vec<String>], known: &[Seen], wrong: &mut Vec<String>) {
        let mut allowed: Vec<String> = known.iter().map(|seen| seen.numeral.clone()).collect();
        allowed.extend(self.counts(lines, file).into_iter().map(|count| count.to_string()));
        let own = self.truth.indicator_of(&self.chart.sub, self.lang).map(|id| &self.truth.indicators[id]);
        if let Some(indicator) = own {
            allowed.extend(numerals(&indicator.names[self.lang]));
            allowed.extend(indicator.targets.iter().map(|(_, value)| value.normalize().to_string()));
        }
        allowed.extend(file[0].iter().flat_map(|head| numerals(head)));
        let texts = self.chart.descriptions.iter().chain([&self.chart.title]);
        for text in texts {
            let stated = numerals(text);
            let scaled = |numeral: &String| {
                let value = numeral.parse::<Decimal>().unwrap_or_default();
                allowed.iter().any(|known| {
                    stands_for(numeral, known) || known.parse::<Decimal>() == Ok(value * Decimal::from(10_000))
                })
            };
            if let Some(numeral) = stated.iter().find(|numeral| !scaled(numeral)) {
                self.say(wrong, format!("{numeral} in `{text}` follows from nothing"));
            }
        }
        if matches!(self.chart.kind.as_str(), "bar" | "amount") {
            for extreme in self.extremes(lines, file) {
                let said = |text: &&String| {
                    text.contains(&extreme)
                        || numerals(&extreme)
                            .iter()
                            .all(|printed| numerals(text).iter().any(|shown| stands_for(shown, printed)))
                };
                for text in self.chart.descriptions.iter().filter(|text| !said(text)) {
                    self.say(wrong, format!("{extreme} is highest or lowest, and not in `{text}`"));
                }
            }
        }
    }

    /// The figures of the last column, place by place.
    fn last(&self, lines: &'a [Line], file: &'a [Vec<String>]) -> Vec<Option<&'a Figure>> {
        let heads = &file[0];
        let Some(head) = heads
            .iter()
            .rev()
            .find(|head| self.year(head).is_some() && !heads.iter().any(|h| head.starts_with(&format!("{h} "))))
        else {
            return Vec::new();
        };
        let lines = lines.iter().filter(|line| !line.whole);
        lines
            .map(|line| {
                let about = self.about(line, head)?;
                let known = self.truth.figures(about.indicator, about.place, about.year).iter();
                known.max_by_key(|figure| (figure.status == "revised", figure.exact.is_some()))
            })
            .collect()
    }

    fn extremes(&self, lines: &'a [Line], file: &'a [Vec<String>]) -> Vec<String> {
        let ranked: Vec<(Decimal, &Figure)> = self
            .last(lines, file)
            .into_iter()
            .flatten()
            .filter_map(|figure| Some((figure.ranked()?, figure)))
            .collect();
        let most = ranked.iter().max_by_key(|(value, _)| *value).map(|(value, _)| *value);
        let least = ranked.iter().min_by_key(|(value, _)| *value).map(|(value, _)| *value);
        let printed = |wanted: Decimal| {
            let of = ranked.iter().find(|(value, _)| *value == wanted);
            of.map(|(_, figure)| figure.printed[self.lang].clone())
        };
        [most, least].into_iter().flatten().filter_map(printed).collect()
    }

    /// What can be counted: places, those with a number, those that meet the target, those
    /// that rose or fell.
    fn counts(&self, lines: &'a [Line], file: &'a [Vec<String>]) -> Vec<usize> {
        let last = self.last(lines, file);
        let places = lines.iter().filter(|line| !line.whole).count();
        let with = last.iter().flatten().filter(|figure| figure.exact.is_some()).count();
        let mut counts = vec![places, with, places - with.min(places)];
        let year = file[0].iter().rev().find_map(|head| self.year(head));
        let own = self.truth.indicator_of(&self.chart.sub, self.lang).map(|id| &self.truth.indicators[id]);
        if let (Some(indicator), Some(year)) = (own, year) {
            let in_force = || indicator.targets.iter().filter(|(from, _)| from.is_none_or(|from| from <= year.into()));
            let newest = in_force().map(|(from, _)| *from).max();
            // Several may hold at once.
            for (_, target) in in_force().filter(|(from, _)| Some(*from) == newest) {
                let meets = |figure: &&Figure| indicator.higher.and_then(|higher| figure.meets(*target, higher));
                let answers: Vec<bool> = last.iter().flatten().filter_map(meets).collect();
                counts.extend([true, false].map(|wanted| answers.iter().filter(|answer| **answer == wanted).count()));
            }
        }
        let changes: Vec<&str> = lines
            .iter()
            .filter(|line| !line.whole)
            .filter_map(|line| line.cells.last())
            .map(|cell| cell.text.as_str())
            .collect();
        counts.push(changes.iter().filter(|text| text.starts_with('+')).count());
        counts.push(changes.iter().filter(|text| text.starts_with(['−', '-'])).count());
        counts.push(
            changes
                .iter()
                .filter(|text| {
                    numerals(text).first().and_then(|n| n.parse::<Decimal>().ok()).is_some_and(|n| n.is_zero())
                })
                .count(),
        );
        counts
    }
}

/// What a drawing of bars prints of a row: the value, and where there is room for a column of
/// changes, with its head, the change since the year before; the value of that year stands in
/// the table.
fn in_bars(cells: &[Cell], changes: bool) -> &[Cell] {
    match cells {
        [_, now, _] if !changes => std::slice::from_ref(now),
        [_, rest @ ..] if cells.len() == 3 => rest,
        _ => cells,
    }
}
