//! The interface words that Rust asks for: every key that stands in `render`, and every
//! family of keys that is put together there, with the names that may stand in its place.
//!
//! A test reads the code and holds it against this table, both ways; the names of families
//! are held against those of their enums.

/// Keys that are written out.
pub const WORDS: &[&str] = &[
    "alerts.caution", "alerts.important", "alerts.note", "alerts.tip", "alerts.warning", "arithmetic.computed",
    "arithmetic.does_not_add_up", "bulletin.lede", "cases.lede", "cases.title", "cases.title_place",
    "cases.title_theme", "cases.title_year", "charts.axis_not_zero", "charts.borders", "charts.broken_down",
    "charts.candidates", "charts.change_head", "charts.difference_head", "charts.document", "charts.finding",
    "charts.head_unit", "charts.hundred", "charts.in_year", "charts.indicator_head", "charts.large_group",
    "charts.largest", "charts.left_out", "charts.left_out_years", "charts.magnitudes", "charts.no_data",
    "charts.no_figures", "charts.none_comparable", "charts.not_drawable", "charts.not_numbers", "charts.one_only",
    "charts.others", "charts.own_scales", "charts.pick", "charts.place_head", "charts.place_status", "charts.points",
    "charts.published_at", "charts.qualifier.about", "charts.qualifier.at_least", "charts.qualifier.at_most",
    "charts.qualifier.exact", "charts.qualifier.less_than", "charts.qualifier.more_than", "charts.qualifier.range",
    "charts.sentence_separator", "charts.separator", "charts.several", "charts.since_head", "charts.sorted",
    "charts.source", "charts.status.approx", "charts.status.illegible", "charts.status.masked",
    "charts.status.not_applicable", "charts.status.not_comparable", "charts.status.not_published",
    "charts.status.provisional", "charts.status.provisional_mark", "charts.status.revised",
    "charts.status.revised_mark", "charts.status_head", "charts.subtitle_separator", "charts.target", "charts.tied",
    "charts.unit", "charts.upper_head", "charts.years", "compare.lede", "compare.pair_lede", "compare.pair_title",
    "compare.title", "compare.year_lede", "compare.year_title", "corrections.lede", "corrections.title", "data.lede",
    "data.title", "differences.between", "differences.lede", "differences.since", "differences.title",
    "downloads.indicators", "downloads.indicators_text", "downloads.size", "editions.banner", "facts.citation",
    "facts.citation_gbt", "feed.correction", "fields.lede", "fields.title", "filters.place", "filters.theme",
    "filters.year", "flags.counted", "flags.derived", "flags.repaired", "flags.worded", "footer.corrections",
    "footer.glossary", "footer.sitemap", "frameworks.bulletin", "frameworks.lede", "frameworks.lede_one",
    "frameworks.title", "glossary.lede", "glossary.title", "home.always_best", "home.most_problems",
    "indicators.course", "indicators.lede", "indicators.title", "issued.added", "media.facts", "media.picture",
    "menu.about", "menu.bulletins", "menu.cases", "menu.compare", "menu.data", "menu.indicators", "menu.places",
    "menu.problems", "moved.text", "moved.title", "not_found.home", "not_found.site_map", "not_found.text",
    "not_found.title", "period.none", "period.range", "place.lede", "place_year.lede", "place_year.title",
    "places.lede", "places.title", "problem.lede", "problems.group", "problems.lede", "problems.no_extent",
    "problems.title", "problems.title_category", "problems.title_place", "problems.title_year", "qualifier.range",
    "report.crumb", "report.list", "reports.all_figures", "reports.figures_caption", "reports.problems.answered",
    "reports.problems.own", "sdmx.agencies", "sdmx.annual", "sdmx.cannot_exist", "sdmx.concepts", "sdmx.conf_status",
    "sdmx.decimals", "sdmx.definition_differs", "sdmx.figures", "sdmx.figures_undated", "sdmx.free", "sdmx.frequency",
    "sdmx.missing", "sdmx.normal", "sdmx.not_for_publication", "sdmx.obs_status", "sdmx.provisional", "sdmx.statement",
    "sdmx.suppressed", "sdmx.total", "sdmx.undated", "sdmx.years", "search.catalogue", "search.lede",
    "search.separator", "search.title", "sitemap.bulletins", "sitemap.lede", "sitemap.title", "source.at",
    "source.whole", "tables.label", "targets.derived", "targets.met.missed", "targets.met.reached",
    "targets.met.unknown", "text.external", "text.note_back", "text.paragraph", "text.separator", "year.lede",
    "year.title",
];

/// Keys that are put together: a pattern with `{}`, and what may stand there.
pub struct Family {
    pub pattern: &'static str,
    pub names: &'static [&'static str],
}

const STATUSES: &[&str] = &[
    "ok", "approx", "provisional", "revised", "not-published", "masked", "not-applicable", "not-comparable",
    "illegible",
];
const QUALIFIERS: &[&str] = &["exact", "about", "more-than", "at-least", "less-than", "at-most", "range"];
const NATURES: &[&str] = &["measured", "planned", "target", "norm"];
const DIRECTIONS: &[&str] = &["higher", "lower", "none"];
const STATES: &[&str] = &["rectified", "in-progress", "standing", "not-reported", "found-again"];
const OPERATORS: &[&str] =
    &["at-least", "at-most", "equal", "roughly-equal", "not-below-previous-year", "at-least-standard"];
const NUMBERS: &[&str] = &["target", "target_derived", "range", "equal", "single"];

/// All families.
pub const FAMILIES: &[Family] = &[
    Family { pattern: "status.{}.name", names: STATUSES },
    Family { pattern: "status.{}.cell", names: STATUSES },
    Family { pattern: "status.{}.meaning", names: STATUSES },
    Family { pattern: "qualifier.{}", names: QUALIFIERS },
    Family { pattern: "qualifier_meaning.{}", names: QUALIFIERS },
    Family { pattern: "nature.{}", names: NATURES },
    Family { pattern: "direction.{}", names: DIRECTIONS },
    Family { pattern: "levels.{}", names: &["country", "province", "city", "county"] },
    Family { pattern: "states.{}.name", names: STATES },
    Family { pattern: "states.{}.meaning", names: STATES },
    Family { pattern: "targets.{}", names: OPERATORS },
    Family { pattern: "targets.rule.{}", names: OPERATORS },
    Family {
        pattern: "quality.{}",
        names: &[
            "masked", "illegible", "not_published", "approx", "not_comparable", "redefined", "revised", "provisional",
            "planned", "norm", "inferred", "undated", "worded", "repaired", "does_not_add_up",
        ],
    },
    Family {
        pattern: "search.kinds.{}",
        names: &["places", "indicators", "bulletins", "reports", "cases", "problems", "compare", "others"],
    },
    Family {
        pattern: "home.updates_of.{}",
        names: &["bulletin", "self-evaluation", "rectification", "talk", "correction"],
    },
    Family {
        pattern: "menu.{}",
        names: &["bulletins", "places", "indicators", "compare", "cases", "problems", "data", "about"],
    },
    Family { pattern: "reports.kind.{}", names: &["self-evaluation", "rectification", "talk"] },
    Family { pattern: "reports.problems.{}_label", names: &["own", "answered"] },
    Family { pattern: "reports.coverage.{}", names: &["exact", "approximate", "masked", "illegible", "absent"] },
    Family { pattern: "reports.remarks.{}", names: &["planned", "norm", "inferred", "undated", "worded", "repaired"] },
    Family {
        pattern: "charts.titles.{}",
        names: &[
            "target", "target_derived", "range", "equal", "single", "tiles", "change", "years", "course", "latest",
            "latest_beside", "beside", "value_of", "multiples", "multiples_places", "heat", "sides",
        ],
    },
    Family { pattern: "charts.numbers.{}", names: NUMBERS },
    Family { pattern: "charts.number_notes.{}", names: NUMBERS },
    Family {
        pattern: "charts.description.{}",
        names: &["bar", "amount", "dots", "tiles", "dumbbell", "slope", "trend", "multiples", "heat", "sides"],
    },
    Family { pattern: "charts.members.{}", names: &["country", "city", "county", "province", "mixed"] },
    Family { pattern: "charts.direction.{}", names: DIRECTIONS },
    Family { pattern: "charts.own_target.{}", names: OPERATORS },
    Family { pattern: "charts.tile.{}", names: &["not_published", "masked", "not_applicable", "illegible"] },
    Family {
        pattern: "differences.of.{}",
        names: &["figures", "grades", "targets", "definitions", "problems", "documents"],
    },
    Family { pattern: "differences.pages.{}", names: &["new", "changed", "moved", "gone"] },
    Family {
        pattern: "sheets.{}",
        names: &["observations", "indicators", "cities", "problems", "cases", "documents", "corrections"],
    },
    Family {
        pattern: "columns.{}",
        names: &[
            "id", "indicator", "indicators", "city", "city_code", "city_zh", "city_en", "cities", "year", "year_from",
            "year_basis", "value", "value_low", "value_high", "qualifier", "unit", "unit_zh", "unit_en", "status",
            "nature", "breakdown", "time_of_day", "definition_version", "definition_changes", "next_expected",
            "as_printed", "source_doc", "source_place", "source_place_en", "remarks", "note_zh", "note_en",
            "programme", "theme", "theme_zh", "theme_en", "themes", "name_zh", "name_en", "definition_zh",
            "definition_en", "direction", "may_exceed_100", "targets", "slug", "code", "level", "parent", "short_zh",
            "short_en", "placeholder", "valid_from", "valid_to", "successors", "evaluator", "category", "category_zh",
            "category_en", "text_zh", "text_en", "extent", "quantifier", "state", "county", "title_zh", "title_en",
            "summary_zh", "summary_en", "recognitions", "issuer_zh", "issuer_en", "number", "date", "date_note_zh",
            "date_note_en", "url", "page", "observation", "was_zh", "was_en", "now_zh", "now_en", "why_zh", "why_en",
        ],
    },
    Family { pattern: "column_kinds.{}", names: &["text", "whole", "number", "truth", "choice"] },
    Family { pattern: "year_bases.{}", names: &["stated", "inferred"] },
];

/// All keys that Rust asks for.
pub fn all() -> impl Iterator<Item = String> {
    let composed =
        FAMILIES.iter().flat_map(|family| family.names.iter().map(|name| family.pattern.replacen("{}", name, 1)));
    WORDS.iter().map(|key| (*key).to_owned()).chain(composed)
}
