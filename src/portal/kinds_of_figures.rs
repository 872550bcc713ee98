//! What the words beside a bound figure, or the heads of its row and column, say that it counts, against what the data
//! counts: another stage of education, private for public, pupils for teachers; and the two orders of a ratio.

use crate::figure::Dimension;
use crate::figure::frame::{Kinds, ratio_turned, teachers_first};
use crate::i18n::{Lang, Text};
use crate::portal::framed_figures::FigureInText;
use crate::portal::ids::ObservationId;
use crate::portal::model::Portal;
use crate::say;

/// Junior highs for primary schools, private for public.
pub fn wrong_kind_of_thing(portal: &Portal, figure: &FigureInText<'_>) -> Option<(Text, Text)> {
    let known = kinds_of_data(portal, figure.id);
    let scale = said_of(figure).contradicts(known)?;
    let (words, (scale_zh, scale_en)) = (figure.words, scale.words_of_another());
    let names = &portal.indicator(portal.observation(figure.id).indicator).def.names;
    let (zh, en) = (&names.zh, &names.en);
    let message = say!(
        "`{words}`旁边的字说的{scale_zh}与数据不合：数据是“{zh}”",
        "the words beside `{words}` speak of {scale_en} than the data, which is “{en}”"
    );
    let help = say!(
        "对照公开文件，改正文字或编号；确是这个意思的，写成`[…](figure:… \"meant\")`",
        "compare with the document and correct the text or the id; if it is meant so, write `[…](figure:… \"meant\")`"
    );
    Some((message, help))
}

fn said_of(figure: &FigureInText<'_>) -> Kinds {
    let lang = figure.framed.lang;
    let (before, after) = figure.framed.near();
    let heads = [figure.row, figure.column].into_iter().flatten();
    [before, figure.framed.figure, after]
        .into_iter()
        .chain(heads)
        .fold(Kinds::default(), |kinds, text| kinds.and(Kinds::of(text, lang)))
}

/// The kinds that the names of indicator, unit and breakdown have, and what the document prints.
fn kinds_of_data(portal: &Portal, id: ObservationId) -> Kinds {
    let observation = portal.observation(id);
    let indicator = portal.indicator(observation.indicator);
    let unit = &portal.unit(indicator.unit).names;
    let printed = Kinds::of(observation.def.printed().unwrap_or_default(), Lang::Zh);
    let parts = observation.breakdown.iter().filter_map(|(dimension, value)| {
        portal.dimensions.get(*dimension)?.values.get(*value).map(|value| &value.names)
    });
    [&indicator.def.names, unit].into_iter().chain(parts).fold(printed, |kinds, names| {
        Lang::ALL.into_iter().fold(kinds, |kinds, lang| kinds.and(Kinds::of(names.get(lang), lang)))
    })
}

/// 1:12.1 called pupils to teachers, 12.1:1 called teachers to pupils.
pub fn wrong_name_of_ratio(figure: &FigureInText<'_>, dimension: Dimension) -> Option<(Text, Text)> {
    let turned = ratio_turned(figure.words).filter(|_| dimension == Dimension::Ratio)?;
    let near = figure.framed.near().0;
    let heads = [Some(near), figure.row, figure.column].into_iter().flatten();
    let teachers_first = heads.filter_map(teachers_first).next()?;
    let words = figure.words;
    (turned == teachers_first).then(|| {
        let message = say!(
            "`{words}`的次序与“师生比”“生师比”的叫法相反",
            "`{words}` has the other order than the name of the ratio, teachers to pupils or pupils to teachers"
        );
        (message, say!("对照公开文件，改正名称或次序", "compare with the document and correct the name or the order"))
    })
}
