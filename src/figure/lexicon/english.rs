//! English phrases in which a number word states no figure, and the words around numbers that say what they are.

use crate::figure::words::FigureWords;

/// Names of policies and programmes.
pub static NAMES_EN: FigureWords = FigureWords::new(&[
    "double reduction", "double first-class", "five educations", "three defences", "three defenses",
    "five managements", "three priorities", "two no-decrease rules", "two no-decrease", "four smalls",
    "four consistencies", "four unities", "four confidences", "four consciousnesses", "two assurances",
    "two safeguards", "two sessions", "three classrooms", "three-all education", "three alls",
    "two education surcharges", "five in one", "five-in-one", "ten don’ts", "ten don'ts", "ten prohibitions",
    "ten must-nots", "three represents", "one belt", "one road", "first-class", "five-year plan", "five-year plans",
    "two exemptions and one subsidy", "three-year action plan", "first secretary", "first secretaries", "first lady",
    "second language", "first language", "third party", "third parties", "third-party", "first aid", "first grade",
    "1+x", "1+n", "5+2", "3+1+2", "24 hours a day", "24/7", "24-hour", "seven days a week", "wi-fi 6", "two-way",
    "one-way", "one-stop", "one-off", "one-to-one", "one-on-one", "one hundred flowers", "four histories", "five-star",
    "six-arts", "two new", "three rural", "thousand talents", "hundred schools", "ten thousand talents",
    "double hundred", "double-hundred", "double high", "web 2.0", "education 2.0", "plan 2.0", "version 2.0",
    "industry 4.0",
]);

/// Everyday phrases with a number word.
pub static IDIOMS_EN: FigureWords = FigureWords::new(&[
    "one another", "one by one", "one after another", "one after the other", "at one", "no one", "any one", "some one",
    "every one", "each one", "the one", "this one", "that one", "which one", "one or two", "two or three",
    "three or four", "five or six", "on the one hand", "on one hand", "one day", "one thing", "at one time", "as one",
    "one of", "a hundred flowers", "hundreds", "thousands", "millions", "billions", "dozens", "a dozen",
    "tens of thousands", "at first", "first of all", "first and foremost", "for the first time", "for the second time",
    "for the third time", "first half", "second half", "first quarter", "second quarter", "third quarter",
    "fourth quarter", "last quarter", "next quarter", "this quarter", "per quarter", "a quarter past", "half an hour",
    "half a day", "half a year", "half the battle", "half-day", "half-year", "half-price", "half-term", "half-hearted",
    "half a dozen", "second to none", "second thoughts", "on second thought", "first steps", "first step",
    "second step", "third step", "zero tolerance", "zero-tolerance", "from zero", "zero hour", "two-thirds majority",
    "million-dollar question", "one and all", "one and the same", "all in one", "in one go", "at one go",
    "in one place", "four corners", "twofold", "in two minds", "day one", "square one", "number one priority",
    "one reason", "one way", "one side", "one example", "one point", "one aspect", "first come", "come first",
    "comes first", "put first", "puts first", "one size", "once", "one year later", "firstly", "secondly", "thirdly",
]);

/// Words that state a change without a numeral of their own.
pub const CHANGES_EN: &[&str] =
    &["doubled", "tripled", "trebled", "quadrupled", "halved", "half a percentage point", "half a point"];

/// Nouns that a number behind them numbers: part 2, Table 4.
pub static NUMBERED_EN: FigureWords = FigureWords::new(&[
    "item", "items", "part", "parts", "section", "sections", "article", "articles", "chapter", "chapters", "paragraph",
    "paragraphs", "table", "tables", "figure", "annex", "annexes", "appendix", "page", "pages", "step", "point",
    "note", "footnote", "clause", "clauses", "rule", "phase", "stage", "level", "grade", "grades", "tier", "version",
    "volume", "chart", "box", "indicator", "pillar", "wi-fi", "hotline", "postcode", "postal code", "telephone",
    "phone", "code", "category", "round", "appendices", "key stage", "windows", "requirement", "room", "rooms",
    "issue", "issues", "zone", "zones", "iso", "floor", "gate", "iec",
]);

/// Nouns whose number word counts items of a list in the text: three points, five areas.
pub const LIST_NOUNS_EN: &[&str] = &[
    "points", "parts", "areas", "aspects", "ways", "steps", "measures", "categories", "headings", "themes", "kinds",
    "tasks", "principles", "stages", "respects", "sides", "reasons", "things", "questions", "types", "pillars",
    "fronts", "levels", "priorities", "conditions", "sections", "chapters", "rounds", "problems", "findings",
    "lessons learned", "requirements", "demands", "goals", "aims", "objectives", "rules", "dimensions", "phases",
    "sorts", "main", "key", "grades", "classes of", "sets of", "groups of", "words", "changes", "ideas", "factors",
    "causes", "recommendations", "features", "elements", "components", "indicators", "tiers", "paths", "channels",
    "strands", "guarantees", "frameworks", "mechanisms", "actions", "sectors", "schemes", "plans", "fates", "rates",
    "pledges", "quantities", "shares", "targets", "firsts", "slogans", "numbers", "figures", "placings", "cautions",
    "examples", "counts", "matters", "means", "sums", "allocations", "pairs", "fields", "ratios", "passages",
    "results", "values", "parties", "editions", "columns", "copies", "instalments", "batches", "versions", "languages",
    "largest", "biggest", "smallest", "best", "worst", "lowest", "highest", "latest", "newest", "directions", "lines",
    "halves",
];

/// Words in front of such a noun that make it a noun of its own: in this round 30 schools.
pub const NOT_NUMBERED_EN: &[&str] =
    &["this", "that", "each", "every", "first", "second", "last", "same", "one", "next"];

/// Words behind an ordinal that make it a rank.
pub const RANK_AFTER_EN: &[&str] = &[
    "in the province", "in the country", "in the city", "in the nation", "in the county", "in china", "nationwide",
    "nationally", "province-wide", "provincially", "place", "prize", "among the", "of 16", "of all", "overall",
    "out of", "in all of",
];

/// Words in front of an ordinal that make it a rank.
pub const RANK_BEFORE_EN: &[&str] = &[
    "ranked", "ranks", "ranking", "rank", "came", "comes", "coming", "placed", "stood", "stands", "finished",
    "finishes", "remained", "remains", "took", "taking", "won", "is", "was", "were", "are", "ranked joint", "joint",
];

/// Words after which a number of years names a stretch of time.
pub const PERIODS_BEFORE_EN: &[&str] =
    &["past", "last", "next", "coming", "recent", "previous", "following", "first", "these", "those", "every"];

pub const MONTHS_EN: &[&str] = &[
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sept", "Sep", "Oct", "Nov", "Dec",
];

/// Words in front of "one" that make it a number and not an article or pronoun.
pub const ONE_COUNTS_AFTER_EN: &[&str] = &[
    "only", "just", "least", "than", "most", "and", "or", "to", "exactly", "about", "nearly", "another", "or so",
    "with", "below", "above",
];

/// Words in front of a number word that point back to things the text has named: these two.
pub const POINTING_EN: &[&str] =
    &["the", "these", "those", "both", "first", "next", "last", "other", "former", "latter"];

/// Nouns of quantity behind "one" that make it a number: one hour, one year.
pub const ONE_MEASURES_EN: &[&str] = &[
    "hour", "per cent", "percent", "percentage point", "minute", "week", "month", "million", "billion", "hundred",
    "thousand", "yuan", "metre",
];
