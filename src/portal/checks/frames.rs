//! What the words directly around a bound figure say of it, against what the data knows: direction, level or change,
//! base, scope of a rank, order of a ratio, qualifier, what is counted.

use crate::diag::{Code, Diagnostic};
use crate::figure::compare::Status;
use crate::figure::frame::{Measured, ValueCourse, bases, course_of_head, kind_of_name, ratio_turned, scope};
use crate::figure::lexicon::frames::{PARTS_OF_CHANGES, RankScope};
use crate::figure::{ComparedValue, Dimension, Printed, Qualifier, Verdict};
use crate::i18n::{Lang, Text};
use crate::parse::records::Level;
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::leading_figures::{leading_figures, told_by_all};
use crate::portal::checks::scope::Scope;
use crate::portal::figure_values::{comparable_value, data_has, place_of, verdict};
use crate::portal::framed_figures::{FigureInText, of_data_text, of_narrative};
use crate::portal::ids::ObservationId;
use crate::portal::kinds_of_figures::{wrong_kind_of_thing, wrong_name_of_ratio};
use crate::portal::model::Portal;
use crate::say;

/// Checks every bound figure of narratives and of the texts of the data.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    let portal = scope.portal;
    scope.each_text(recorder, |narrative, text, lang, found| {
        of_narrative(text, lang).for_each(|figure| found.extend(check_figure(portal, &figure).into_iter().collect()));
        for likely in leading_figures(portal, narrative, text, lang) {
            found.extend(told_by_all(&likely, |figure| check_figure(portal, figure)).into_iter().collect());
        }
    });
    scope.each_data_text(recorder, |data_text, found| {
        for lang in Lang::ALL {
            let figures = of_data_text(portal, data_text, lang);
            found.extend(figures.filter_map(|figure| check_figure(portal, &figure)).collect());
        }
    });
}

/// Tells the first thing that is wrong with the words around a figure whose number is right.
fn check_figure(portal: &Portal, figure: &FigureInText<'_>) -> Option<Diagnostic> {
    let printed = figure.printed?;
    let value = comparable_value(portal, figure.id);
    if value.status != Status::Known || verdict(printed, &value, figure.falls).is_some() {
        return None;
    }
    let facts = DataOfFigure::of(portal, figure.id);
    let wrong = wrong_direction(figure, &facts, printed, &value)
        .or_else(|| wrong_kind(figure, &facts, &value))
        .or_else(|| wrong_base(figure, &facts))
        .or_else(|| wrong_scope(figure, printed, &facts))
        .or_else(|| wrong_order(figure, printed, &facts))
        .or_else(|| wrong_name_of_ratio(figure, printed.dimension))
        .or_else(|| wrong_qualifier(figure, printed, &value))
        .or_else(|| wrong_kind_of_thing(portal, figure));
    let (message, help) = wrong?;
    let problem = Diagnostic::new(Code::WordsDiffer, figure.span, message);
    Some(problem.related(place_of(portal, figure.id), data_has(portal, figure.id)).help(help))
}

/// What the data says of a figure besides its value.
struct DataOfFigure<'p> {
    kind: Option<Measured>,
    /// Whether it counts what was added, or all there are, by the names of its breakdown.
    part: Option<Measured>,
    /// The names of unit and indicator, and what the document prints.
    words: [&'p str; 5],
    /// The names of its breakdown in both languages.
    parts: Vec<&'p str>,
    as_printed: Option<&'p str>,
    turned: bool,
    level: RankScope,
    /// A province that calls itself a city.
    is_city: bool,
    /// The names of its place.
    place: (&'p str, &'p str),
}

impl<'p> DataOfFigure<'p> {
    fn of(portal: &'p Portal, id: ObservationId) -> DataOfFigure<'p> {
        let observation = portal.observation(id);
        let indicator = &portal.indicator(observation.indicator).def;
        let unit = portal.unit(portal.indicator(observation.indicator).unit);
        let as_printed = observation.def.printed();
        let place = &portal.jurisdiction(observation.jurisdiction).def;
        let level = match place.level {
            Level::Country => RankScope::Country,
            Level::Province => RankScope::Province,
            Level::City => RankScope::City,
            // A city of county level calls itself a city.
            Level::County if place.names.zh.ends_with('市') => RankScope::City,
            Level::County => RankScope::County,
        };
        let breakdown = observation.breakdown.iter();
        let values = breakdown.filter_map(|(dimension, value)| portal.dimensions.get(*dimension)?.values.get(*value));
        let parts: Vec<&str> = values.flat_map(|value| [value.names.zh.as_str(), value.names.en.as_str()]).collect();
        let has = |words: &[&str]| parts.iter().any(|part| words.iter().any(|word| part.contains(word)));
        let part = match PARTS_OF_CHANGES.map(has) {
            [true, false] => Some(Measured::Change),
            [false, true] => Some(Measured::Level),
            [true, true] | [false, false] => None,
        };
        let by_unit = unit.suffix.zh.starts_with(['∶', ':', '：']);
        DataOfFigure {
            kind: kind_of_name(&indicator.names.zh, &indicator.names.en),
            part,
            words: [
                unit.names.zh.as_str(),
                unit.names.en.as_str(),
                indicator.names.zh.as_str(),
                indicator.names.en.as_str(),
                as_printed.unwrap_or(""),
            ],
            parts,
            as_printed,
            turned: as_printed.and_then(ratio_turned).unwrap_or(by_unit),
            level,
            is_city: place.names.zh.ends_with('市'),
            place: (&place.names.zh, &place.names.en),
        }
    }
}

type Wrong = Option<(Text, Text)>;

/// “Down 5%” of a value that rose, “up 5%” of one that counts a fall.
fn wrong_direction(
    figure: &FigureInText<'_>,
    facts: &DataOfFigure<'_>,
    printed: &Printed,
    value: &ComparedValue,
) -> Wrong {
    if printed.fall_word || printed.negative || value.low.is_zero() {
        return None;
    }
    let rose = value.low.is_sign_positive() && !value.counts_fall;
    let words = figure.words;
    let help = say!(
        "对照公开文件，改正方向；确是这个意思的，写成`[…](figure:… \"meant\")`",
        "compare with the document and correct the direction; if it is meant so, write `[…](figure:… \"meant\")`"
    );
    // A head says how the values of its cells went, where these are changes.
    let heads = [figure.column, figure.row].into_iter().flatten();
    let by_heads = figure.framed.is_alone() && facts.kind == Some(Measured::Change);
    let by_head = heads.filter(|_| by_heads).find_map(course_of_head);
    let message = match figure.framed.direction().or(by_head)? {
        ValueCourse::Fall if rose => {
            say!(
                "文字说是下降`{words}`，数据不是下降",
                "the text says that it fell by `{words}`, and the data does not"
            )
        }
        ValueCourse::Rise if value.low.is_sign_positive() && value.counts_fall => {
            say!(
                "文字说是上升`{words}`，数据是下降",
                "the text says that it rose by `{words}`, and the data says that it fell"
            )
        }
        ValueCourse::Fall | ValueCourse::Rise => return None,
    };
    Some((message, help))
}

/// “Rose to 5%” of a growth of 5 %, “rose by 91%” of a rate of 91 %.
fn wrong_kind(figure: &FigureInText<'_>, facts: &DataOfFigure<'_>, value: &ComparedValue) -> Wrong {
    let share = matches!(value.dimension, Dimension::Percent | Dimension::PercentagePoints | Dimension::Money);
    let words = figure.words;
    let help = say!(
        "改正“增长”与“增长到”；确是这个意思的，写成`[…](figure:… \"meant\")`",
        "correct “by” and “to”; if it is meant so, write `[…](figure:… \"meant\")`"
    );
    let counts = matches!(value.dimension, Dimension::Plain);
    let message = match (figure.framed.kind()?, facts.part.filter(|_| counts).or(facts.kind)?) {
        (Measured::Level, Measured::Change) if share || facts.part.is_some() => {
            say!(
                "`{words}`是变化的幅度，文字却说到了这个水平",
                "`{words}` is a change, and the text says that it came to this level"
            )
        }
        (Measured::Change, Measured::Level) if share || facts.part.is_some() => {
            say!(
                "`{words}`是达到的水平，文字却说变化了这么多",
                "`{words}` is a level, and the text says that it changed by it"
            )
        }
        (Measured::Level | Measured::Change, Measured::Level | Measured::Change) => return None,
    };
    Some((message, help))
}

/// 每年 of a figure by the month, 人均 of one by the pupil.
fn wrong_base(figure: &FigureInText<'_>, facts: &DataOfFigure<'_>) -> Wrong {
    let known: Vec<_> = facts.words.iter().chain(&facts.parts).flat_map(|words| bases(words)).collect();
    let said = figure.framed.bases();
    let times = figure.framed.times();
    let other_time =
        !times.is_empty() && known.iter().any(|base| base.is_time()) && !times.iter().any(|time| known.contains(time));
    let rival = said.iter().any(|base| {
        let same_question = known.iter().filter(|known| known.is_time() == base.is_time());
        !known.contains(base) && same_question.clone().count() > 0 && same_question.clone().all(|k| k.rivals(*base))
    });
    let (words, [unit_zh, unit_en, ..]) = (figure.words, &facts.words);
    (rival || other_time).then(|| {
        let message = say!(
            "`{words}`按另一种口径说：数据的单位是{unit_zh}",
            "`{words}` is said of another period or base: the unit of the data is {unit_en}"
        );
        let help = say!("改正“每月”“每年”“生均”一类的字", "correct “a month”, “a year”, “per pupil” or the like");
        (message, help)
    })
}

/// First in the country, where the document says first in the province.
fn wrong_scope(figure: &FigureInText<'_>, printed: &Printed, facts: &DataOfFigure<'_>) -> Wrong {
    if printed.dimension != Dimension::Rank {
        return wrong_whole(figure, facts);
    }
    let known = facts.as_printed.and_then(|text| scope(text, Lang::Zh)).or_else(|| scope(facts.words[2], Lang::Zh))?;
    let said = figure.framed.scope()?;
    let words = figure.words;
    (said != known).then(|| {
        let (zh, en) = scope_words(known);
        let message = say!(
            "`{words}`的范围与数据不合：数据是{zh}的名次",
            "`{words}` has another scope than the data, which ranks in {en}"
        );
        (message, say!("写成“{zh}”", "write “in {en}”"))
    })
}

/// A figure of a city that is said of the province or country.
fn wrong_whole(figure: &FigureInText<'_>, facts: &DataOfFigure<'_>) -> Wrong {
    let other = |said: &RankScope| *said != facts.level && !(*said == RankScope::City && facts.is_city);
    let said = figure.framed.whole().filter(other).or_else(|| figure.framed.adjoining_whole().filter(other))?;
    let of_the_data = [facts.words[2], facts.as_printed.unwrap_or_default()];
    if of_the_data.into_iter().any(|text| scope(text, Lang::Zh) == Some(said)) {
        return None;
    }
    let ((zh, en), (own_zh, own_en)) = (scope_words(said), facts.place);
    let words = figure.words;
    let message = say!(
        "`{words}`是{own_zh}的数，文字却说是{zh}的",
        "`{words}` is a figure of {own_en}, and the text says it of {en}"
    );
    let help = say!(
        "改正范围或编号；确是这个意思的，写成`[…](figure:… \"meant\")`",
        "correct the scope or the id; if it is meant so, write `[…](figure:… \"meant\")`"
    );
    Some((message, help))
}

fn scope_words(scope: RankScope) -> (&'static str, &'static str) {
    match scope {
        RankScope::Country => ("全国", "the country"),
        RankScope::Province => ("全省", "the province"),
        RankScope::City => ("全市", "the city"),
        RankScope::County => ("全县（区）", "the county or district"),
    }
}

/// 190:1 for 1:190.
fn wrong_order(figure: &FigureInText<'_>, printed: &Printed, facts: &DataOfFigure<'_>) -> Wrong {
    let turned = ratio_turned(figure.words).filter(|_| printed.dimension == Dimension::Ratio)?;
    let words = figure.words;
    (turned != facts.turned).then(|| {
        let (zh, en) = if facts.turned { ("n∶1", "n:1") } else { ("1∶n", "1:n") };
        (
            say!("`{words}`把比的两边颠倒了：数据是{zh}", "`{words}` turns the ratio round: the data has {en}"),
            say!("改正比的两边的次序", "put both sides of the ratio in their order"),
        )
    })
}

/// A qualifier outside the link belongs to the figure all the same.
fn wrong_qualifier(figure: &FigureInText<'_>, printed: &Printed, value: &ComparedValue) -> Wrong {
    let (before, after) = figure.framed.qualifiers();
    let outside = match (before, after) {
        (None | Some(Qualifier::About), Some(after)) => after,
        (Some(before), _) => before,
        (None, None) => return None,
    };
    if printed.high.is_some() || printed.qualifier == outside || printed.worded {
        return None;
    }
    let whole = Printed { qualifier: outside, ..printed.clone() };
    let differs = verdict(&whole, value, true);
    let qualifies =
        matches!(differs, Some(Verdict::QualifierDiffers | Verdict::QualifierMissing | Verdict::Differs { .. }));
    let words = figure.words;
    qualifies.then(|| {
        let message = say!(
            "链接外面还有“近”“不到”“以上”一类的字，与`{words}`合起来不是数据的意思",
            "an “almost”, “under” or “or more” stands outside the link; together with `{words}` it is not what the data says"
        );
        let help = say!(
            "删去这个字，或连同它一起写进方括号；确是这个意思的，写成`[…](figure:… \"meant\")`",
            "remove the word, or move it between the brackets; if it is meant so, write `[…](figure:… \"meant\")`"
        );
        (message, help)
    })
}
