//! The codes of all problems. A code never changes its meaning and is never used again.

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $number:literal $name:literal $severity:ident;)+) => {
        /// What kind of problem it is. Numbers and names stay for ever: editors look
        /// them up, and snapshots of the messages name them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $variant,)+ }

        impl Code {
            /// All codes, in the order of their numbers.
            pub const ALL: &'static [Code] = &[$(Code::$variant,)+];

            /// The number with its letter: `E014`.
            pub fn number(self) -> &'static str {
                match self { $(Code::$variant => $number,)+ }
            }

            /// The name, readable after “allow”: `figure-differs`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)+ }
            }

            /// How much such a problem matters.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)+ }
            }
        }
    };
}

codes! {
    /// The file is no YAML.
    YamlSyntax = "E001" "yaml-syntax" Error;
    /// A field that this kind of record does not have.
    UnknownField = "E002" "unknown-field" Error;
    /// The same key twice in one mapping.
    DuplicateKey = "E003" "duplicate-key" Error;
    /// A list where a text is expected, and the like.
    WrongType = "E004" "wrong-type" Error;
    /// A field that must be there and is not.
    MissingField = "E005" "missing-field" Error;
    /// A text that must not be empty.
    EmptyText = "E006" "empty-text" Error;
    /// Bytes that are not UTF-8.
    NotUtf8 = "E007" "not-utf8" Error;
    /// A tab where YAML wants spaces.
    TabIndent = "E008" "tab-indent" Error;
    /// A file without content.
    EmptyFile = "E009" "empty-file" Error;
    /// The file cannot be read: rights, a dead link, too large, outside the project.
    Unreadable = "E010" "unreadable" Error;
    /// A name that cannot stand in an address.
    UnusableName = "E011" "unusable-name" Error;
    /// A jurisdiction code that is not of GB/T 2260's shape, or not below its parent's.
    WrongCode = "E012" "wrong-code" Error;
    /// A value that is no decimal number.
    NotDecimal = "E013" "not-decimal" Error;
    /// A figure in a text is not what the data says.
    FigureDiffers = "E014" "figure-differs" Error;
    /// A percentage above 100 where the indicator does not allow it.
    OverHundred = "E015" "over-hundred" Error;
    /// An observation that does not say where it comes from.
    NoSource = "E016" "no-source" Error;
    /// No such jurisdiction.
    UnknownPlace = "E017" "unknown-place" Error;
    /// No such indicator.
    UnknownIndicator = "E018" "unknown-indicator" Error;
    /// No such theme.
    UnknownTheme = "E019" "unknown-theme" Error;
    /// No such published document.
    UnknownDocument = "E020" "unknown-document" Error;
    /// No such programme, unit, grade, category, stage or other named thing.
    UnknownName = "E021" "unknown-name" Error;
    /// The same id twice.
    DuplicateId = "E022" "duplicate-id" Error;
    /// The same slug twice in the portal.
    DuplicateSlug = "E023" "duplicate-slug" Error;
    /// Two pages at one address.
    DuplicateAddress = "E024" "duplicate-address" Error;
    /// A text of the data that exists in one language only.
    MissingLanguage = "E025" "missing-language" Error;
    /// A narrative without front matter.
    NoFrontMatter = "E026" "no-front-matter" Error;
    /// Front matter that is not closed.
    OpenFrontMatter = "E027" "open-front-matter" Error;
    /// A link to something that is not there.
    DeadReference = "E028" "dead-reference" Error;
    /// A link to an anchor that its page does not have.
    DeadAnchor = "E029" "dead-anchor" Error;
    /// HTML in a narrative.
    RawHtml = "E030" "raw-html" Error;
    /// No date, or none of the calendar.
    NotDate = "E031" "not-date" Error;
    /// A word that is not among those allowed here.
    UnknownChoice = "E032" "unknown-choice" Error;
    /// Value, status and qualifier contradict each other.
    StatusConflict = "E033" "status-conflict" Error;
    /// The folder says one year, place or programme and the file another.
    PathConflict = "E034" "path-conflict" Error;
    /// A template of the theme is wrong.
    TemplateError = "E035" "template-error" Error;
    /// A style sheet of the theme is wrong.
    StyleError = "E036" "style-error" Error;
    /// An interface word that one language lacks.
    MissingWord = "E037" "missing-word" Error;
    /// The project has no site file.
    NoSite = "E038" "no-site" Error;
    /// A jurisdiction's parents lead back to itself, or its levels are upside down.
    WrongParent = "E039" "wrong-parent" Error;
    /// The unit cannot be turned into the indicator's.
    UnitMismatch = "E040" "unit-mismatch" Error;
    /// The two language files of one narrative contradict each other.
    LanguageConflict = "E041" "language-conflict" Error;
    /// A chart in a narrative that cannot be drawn.
    WrongChart = "E042" "wrong-chart" Error;
    /// Two observations of the same thing.
    DuplicateObservation = "E043" "duplicate-observation" Error;
    /// A declared sum, growth or share that does not hold.
    ArithmeticFails = "E044" "arithmetic-fails" Error;
    /// A published figure or page changed, and the corrections log does not say so.
    SilentChange = "E045" "silent-change" Error;
    /// A published address is gone.
    AddressGone = "E046" "address-gone" Error;
    /// Text that looks like a link to the data and is none.
    BrokenLink = "E047" "broken-link" Error;
    /// A formula of declared arithmetic that cannot be read.
    WrongFormula = "E060" "wrong-formula" Error;
    /// The value of an observation is not what its `as_printed` says.
    NotAsPrinted = "E061" "not-as-printed" Error;
    /// A number typed into the title of a chart that its data does not yield.
    TitleNumber = "E050" "title-number" Error;
    /// A place in braces in the title of a chart that cannot be filled.
    TitlePlace = "E051" "title-place" Error;
    /// Characters of a narrative that stand on no page.
    LostText = "E062" "lost-text" Error;
    /// A mark of Markdown beside a digit that is not shown and so changes a number.
    MarksInFigure = "E063" "marks-in-figure" Error;
    /// An id that the page has already.
    IdTaken = "E064" "id-taken" Error;
    /// A picture that no page shows.
    PictureNotShown = "E065" "picture-not-shown" Error;
    /// The record of an edition is not what `publish` wrote, or one of them is missing.
    RecordAltered = "E066" "record-altered" Error;
    /// An entry of the corrections log that is not true, gives no reason, or was changed after it was published.
    FalseCorrection = "E067" "false-correction" Error;
    /// The words at a figure say another direction, base, scope or order of it than the data.
    WordsDiffer = "E068" "words-differ" Error;
    /// A row or column of a table that names nothing known, or a table without heads.
    TableHead = "E070" "table-head" Error;
    /// A cell of a table that cannot be read.
    TableCell = "E071" "table-cell" Error;
    /// A file that a text names and that does not lie beside it.
    MissingFile = "E080" "missing-file" Error;
    /// A file beside a text that cannot be published: not what it is called, too large, broken.
    UnusableFile = "E081" "unusable-file" Error;
    /// The last year of a place lies before its first.
    YearsReversed = "E082" "years-reversed" Error;
    /// A character that turns the direction of text or controls programs.
    CharacterRefused = "E083" "character-refused" Error;
    /// A file of data whose folder or name is nearly one that is read.
    FileMisnamed = "E084" "file-misnamed" Error;
    /// There is more of something than the limits of the site allow.
    OverLimit = "E085" "over-limit" Error;

    /// A file that nothing reads.
    UnusedFile = "W101" "unused-file" Warning;
    /// A narrative that exists in one language only; the other page says so.
    MissingTranslation = "W102" "missing-translation" Warning;
    /// Emphasis marks that stayed in the text.
    LiteralEmphasis = "W103" "literal-emphasis" Warning;
    /// A figure bound in one language and not in the other.
    FigureParity = "W104" "figure-parity" Warning;
    /// A problem that the next evaluation does not account for.
    ProblemUnanswered = "W105" "problem-unanswered" Warning;
    /// A masked value can be computed from what is published around it.
    MaskedRecomputable = "W106" "masked-recomputable" Warning;
    /// A term spelt in a way the glossary warns of.
    MistypedTerm = "W108" "mistyped-term" Warning;
    /// A heading of the first level, one that skips a level, or one whose marks stayed text.
    OddHeading = "W109" "odd-heading" Warning;
    /// A narrative of a year in which its programme has no evaluation.
    YearWithoutEvaluation = "W110" "year-without-evaluation" Warning;
    /// English where Chinese belongs, and Chinese where English belongs.
    LanguagesSwapped = "W111" "languages-swapped" Warning;
    /// The places that were graded are not those that were evaluated.
    GradesIncomplete = "W112" "grades-incomplete" Warning;
    /// A figure of a place that has nothing to do with the page.
    FigureElsewhere = "W130" "figure-elsewhere" Warning;
    /// A figure in a title or summary that no bound figure of the text states.
    UnsupportedFigure = "W131" "unsupported-figure" Warning;
    /// A value marked as derived that no declared arithmetic yields.
    DerivedUnproved = "W132" "derived-unproved" Warning;
    /// A chart without a figure to draw.
    ChartWithoutData = "W120" "chart-without-data" Warning;
    /// A link that says one place and leads to another, or a figure whose source names another.
    PlaceMixedUp = "W133" "place-mixed-up" Warning;
    /// A target that is not the one its basis states.
    TargetDiffers = "W134" "target-differs" Warning;
    /// A year, a date or a number that only one language of a text has.
    LanguagesDiffer = "W135" "languages-differ" Warning;
    /// A link that says one indicator or document and leads to another.
    LinkMixedUp = "W136" "link-mixed-up" Warning;
    /// Two records that give different dates for one thing.
    DatesDiffer = "W137" "dates-differ" Warning;
    /// A value that no text states which binds it.
    ValueDoubtful = "W138" "value-doubtful" Warning;
    /// A report in the data that has no digest and therefore no page.
    ReportWithoutDigest = "W140" "report-without-digest" Warning;
    /// A construct of Markdown that prose never means.
    UnmeantMarkup = "W141" "unmeant-markup" Warning;
    /// A footnote that is called and not written, or written and not called.
    LooseFootnote = "W142" "loose-footnote" Warning;
    /// Lines with numbers of their own that become one paragraph.
    LinesRunTogether = "W143" "lines-run-together" Warning;
    /// A figure in a sentence, row or part of another place or year.
    FrameDiffers = "W144" "frame-differs" Warning;
    /// Two observations that nothing tells apart, with two values.
    TwoValues = "W145" "two-values" Warning;
    /// A row or list of a text gives a grade other places, or another number of them, than the data.
    GradesDiffer = "W146" "grades-differ" Warning;
    /// A text that has not passed a review that the site asks for.
    ReviewMissing = "W147" "review-missing" Warning;
    /// A sign in a table that points to a footnote which is not given.
    FootnoteUnexplained = "W150" "footnote-unexplained" Warning;
    /// A hidden sheet of a spreadsheet, which is not read.
    SheetHidden = "W151" "sheet-hidden" Warning;
    /// A figure or a grade of a place that no longer existed.
    PlaceEnded = "W160" "place-ended" Warning;
    /// A character that nobody sees, or that looks like another.
    CharacterDoubtful = "W161" "character-doubtful" Warning;
    /// A picture without alternative text, or without a word on consent.
    PictureIncomplete = "W162" "picture-incomplete" Warning;
    /// An identity number or a mobile number.
    PersonalData = "W163" "personal-data" Warning;

    /// The file begins with a byte-order mark; it was read without it.
    ByteOrderMark = "N201" "byte-order-mark" Note;
    /// The file has Windows line ends; they were read as line feeds.
    CarriageReturns = "N202" "carriage-returns" Note;
    /// A figure in prose that is not bound to the data.
    UnboundFigure = "N203" "unbound-figure" Note;
    /// An interface word that no template and no page asks for.
    UnusedWord = "N204" "unused-word" Note;
}

/// Warnings with which an edition may be published: they say what is still to be done, and
/// readers are told nothing that was not checked.
const PUBLISHED_WITH: &[Code] = &[
    Code::UnusedFile,
    Code::MissingTranslation,
    Code::ProblemUnanswered,
    Code::YearWithoutEvaluation,
    Code::ReportWithoutDigest,
    Code::OddHeading,
];

/// Notes without which nothing is published: a reader would see what nobody checked.
const NOTES_THAT_STOP: &[Code] = &[Code::UnboundFigure];

impl Code {
    /// Whether `publish` refuses as long as there is such a problem. A preview is made all the same.
    pub fn stops_publication(self) -> bool {
        match self.severity() {
            Severity::Error => true,
            Severity::Warning => !PUBLISHED_WITH.contains(&self),
            Severity::Note => NOTES_THAT_STOP.contains(&self),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_names_are_unique_and_tell_the_severity() {
        for (position, code) in Code::ALL.iter().enumerate() {
            for other in &Code::ALL[position + 1..] {
                assert_ne!(code.number(), other.number());
                assert_ne!(code.name(), other.name());
            }
            let letter = match code.severity() {
                Severity::Error => 'E',
                Severity::Warning => 'W',
                Severity::Note => 'N',
            };
            assert!(code.number().starts_with(letter), "{}", code.name());
        }
    }
}
