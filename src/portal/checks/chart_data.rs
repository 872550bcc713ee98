//! Charts that narratives ask for, and of which there are no figures.

use crate::diag::{Code, Diagnostic, Span};
use crate::portal::chart_request::{ChartRequest, years_span};
use crate::portal::checks::findings::Recorder;
use crate::portal::checks::scope::Scope;
use crate::portal::model::Portal;
use crate::portal::records::LinkTarget;
use crate::say;

/// Checks each chart of each text: in years in which none of the places has a figure, the
/// page says so.
pub fn check(scope: &Scope<'_>, recorder: &mut Recorder<'_>) {
    scope.each_text(recorder, |_, text, _, found| {
        for (reference, target) in text.links() {
            if let LinkTarget::Chart(request) = target {
                let span = years_span(&reference.target);
                found.extend(diagnose_empty_chart(scope.portal, request, span).into_iter().collect());
            }
        }
    });
}

fn diagnose_empty_chart(portal: &Portal, request: &ChartRequest, span: Span) -> Option<Diagnostic> {
    let members = match request.group {
        Some(group) => &portal.group(group).members,
        None => &request.focus,
    };
    let with_data = |year: u16| request.indicators.iter().any(|id| !portal.compared(members, *id, year).is_empty());
    let empty: Vec<u16> = request.years.iter().copied().filter(|year| !with_data(*year)).collect();
    let any = request.indicators.iter().any(|id| !portal.compared_years(members, *id).is_empty());
    let years = empty.iter().map(u16::to_string).collect::<Vec<_>>();
    let (zh, en) = (years.join("、"), years.join(", "));
    let message = if !any {
        say!("这幅图没有数据", "there are no figures for this chart")
    } else if !empty.is_empty() {
        say!("{zh}年没有这幅图的数据", "there are no figures for this chart in {en}")
    } else {
        return None;
    };
    Some(Diagnostic::new(Code::ChartWithoutData, span, message).help(say!(
        "换一个年份、指标或同类组；不改的话，页面会写明没有数据",
        "choose another year, indicator or group; otherwise the page says that there are none"
    )))
}
