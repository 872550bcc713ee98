//! What a record is made of, as data: from it come the schemas for editors and the
//! reference of fields.

use std::sync::Arc;

use super::notation::{
    AMOUNT, DATE, DECIMAL, DIVISION_CODE, Decimals, DivisionCode, FORMULA, GridPosition, Notation, SITE_PATH, SLUG,
    SitePath, Slug, WEB_ADDRESS, WebAddress,
};
use crate::arithmetic::formula::Formula;
use crate::diag::Spanned;
use crate::i18n::{Choice, ChoiceWord, PartialDate, PerLang, Text, text};
use crate::parse::exact::{Amount, Exact};
use crate::parse::statement::Statement;
use crate::parse::yaml::MaybeEmpty;
use crate::say;

/// A kind of record.
#[derive(Debug)]
pub struct Record {
    /// The name of its type, which no other record has.
    pub name: &'static str,
    /// What it is, in Chinese and in English.
    pub zh: &'static str,
    pub en: &'static str,
    pub fields: &'static [Field],
    /// What holds between its fields.
    pub rules: &'static [Rule],
}

/// A field of a record.
#[derive(Debug)]
pub struct Field {
    /// As data files write it.
    pub key: &'static str,
    /// What it says, in Chinese and in English.
    pub zh: &'static str,
    pub en: &'static str,
    pub presence: Presence,
    /// What may stand there.
    pub shape: fn() -> FieldShape,
    /// The value that holds where it is not given, as a file would write it.
    pub default: fn() -> Option<String>,
}

/// Whether a field has to be there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    Required,
    Optional,
    /// No key of its own: the fields of another record, among these.
    Inline,
    /// Not written at all: worked out from other fields.
    Computed,
}

/// What holds between the fields of a record.
#[derive(Debug)]
pub enum Rule {
    /// A field has to be there, unless another one has one of some words.
    RequiredUnless { field: &'static str, unless: &'static [(&'static str, &'static [&'static str])] },
    /// A field has to be there, or in each record of a list.
    HereOrInEach { field: &'static str, list: &'static str },
    /// One of some fields has to be there.
    OneOf(&'static [&'static str]),
    /// Two fields exclude each other.
    NotBoth(&'static str, &'static str),
}

/// What may stand in a place.
#[derive(Clone, Debug)]
pub enum FieldShape {
    /// A text that is not empty.
    Text,
    /// A text that may be empty.
    MaybeEmpty,
    /// `true` or `false`.
    Truth,
    /// A whole number.
    Whole {
        least: i64,
        most: i64,
    },
    /// A text of a certain form.
    Notation(&'static Notation),
    /// One of some words.
    Word(&'static [ChoiceWord]),
    /// The same for Chinese and for English; `both` have to be there.
    PerLang {
        of: Box<FieldShape>,
        both: bool,
    },
    List(Box<FieldShape>),
    /// Any keys, each with a text.
    Pairs,
    Record(&'static Record),
}

/// Something that can stand in a data file.
pub trait Described {
    /// What may stand there.
    fn shape() -> FieldShape;
}

/// A value as a data file would write it.
pub trait Written {
    fn written(&self) -> String;
}

impl Record {
    /// All fields that can be written, those of inline records among them.
    pub fn written_fields(&'static self) -> Vec<&'static Field> {
        let mut fields = Vec::new();
        for field in self.fields {
            match (field.presence, field.record()) {
                (Presence::Inline, Some(record)) => fields.extend(record.written_fields()),
                (Presence::Inline | Presence::Computed, _) => {}
                (Presence::Required | Presence::Optional, _) => fields.push(field),
            }
        }
        fields
    }

    /// This record and all records in its fields, each once.
    pub fn with_parts(&'static self) -> Vec<&'static Record> {
        let mut found: Vec<&'static Record> = vec![self];
        let mut next = 0;
        while let Some(record) = found.get(next).copied() {
            for part in record.written_fields().into_iter().filter_map(Field::record) {
                if !found.iter().any(|known| known.name == part.name) {
                    found.push(part);
                }
            }
            next += 1;
        }
        found
    }
}

impl Field {
    /// The record that stands in this field, by itself or in a list.
    pub fn record(&self) -> Option<&'static Record> {
        (self.shape)().record()
    }
}

impl FieldShape {
    /// The record in this place, by itself or in a list.
    pub fn record(&self) -> Option<&'static Record> {
        match self {
            FieldShape::Record(record) => Some(record),
            FieldShape::List(of) | FieldShape::PerLang { of, .. } => of.record(),
            FieldShape::Text
            | FieldShape::MaybeEmpty
            | FieldShape::Truth
            | FieldShape::Whole { .. }
            | FieldShape::Notation(_)
            | FieldShape::Word(_)
            | FieldShape::Pairs => None,
        }
    }
}

impl FieldShape {
    /// What may stand here, for readers of the reference of fields.
    pub fn in_words(&self) -> Text {
        match self {
            FieldShape::Text => say!("文字", "a text"),
            FieldShape::MaybeEmpty => say!("文字，可以空着", "a text, which may be empty"),
            FieldShape::Truth => say!("true或false", "true or false"),
            FieldShape::Whole { least, most } => say!("{least}到{most}的整数", "a whole number from {least} to {most}"),
            FieldShape::Notation(notation) => text(notation.zh, notation.en),
            FieldShape::Word(_) => say!("这些词之一", "one of these words"),
            FieldShape::PerLang { of, .. } => {
                let Text { zh, en } = of.in_words();
                say!("两种语言各写：{zh}", "for each language: {en}")
            }
            FieldShape::List(of) => {
                let Text { zh, en } = of.in_words();
                say!("列表，每项：{zh}", "a list, each entry: {en}")
            }
            FieldShape::Pairs => say!("一组“名称: 文字”", "pairs of name and text"),
            FieldShape::Record(record) => text(record.zh, record.en),
        }
    }
}

/// Shapes of types that stand for themselves.
macro_rules! described {
    ($($type:ty => $shape:expr;)+) => {$(
        impl Described for $type {
            fn shape() -> FieldShape {
                $shape
            }
        }
    )+};
}

described! {
    String => FieldShape::Text;
    MaybeEmpty => FieldShape::MaybeEmpty;
    bool => FieldShape::Truth;
    u8 => FieldShape::Whole { least: 0, most: u8::MAX.into() };
    u16 => FieldShape::Whole { least: 0, most: u16::MAX.into() };
    PartialDate => FieldShape::Notation(&DATE);
    Exact => FieldShape::Notation(&DECIMAL);
    Amount => FieldShape::Notation(&AMOUNT);
    Formula => FieldShape::Notation(&FORMULA);
    Slug => FieldShape::Notation(&SLUG);
    SitePath => FieldShape::Notation(&SITE_PATH);
    DivisionCode => FieldShape::Notation(&DIVISION_CODE);
    WebAddress => FieldShape::Notation(&WEB_ADDRESS);
    Decimals => FieldShape::Whole { least: Decimals::LEAST.into(), most: Decimals::MOST.into() };
    GridPosition => FieldShape::Whole { least: 1, most: GridPosition::MOST.into() };
    Text => FieldShape::PerLang { of: Box::new(FieldShape::Text), both: true };
    Statement => FieldShape::PerLang { of: Box::new(FieldShape::Text), both: true };
    PerLang<MaybeEmpty> => FieldShape::PerLang { of: Box::new(FieldShape::MaybeEmpty), both: true };
    PerLang<Vec<String>> => FieldShape::PerLang { of: Box::new(FieldShape::List(Box::new(FieldShape::Text))), both: false };
}

impl<T: Choice> Described for T {
    fn shape() -> FieldShape {
        FieldShape::Word(T::WORDS)
    }
}

impl<T: Described> Described for Spanned<T> {
    fn shape() -> FieldShape {
        T::shape()
    }
}

impl<T: Described> Described for Arc<T> {
    fn shape() -> FieldShape {
        T::shape()
    }
}

impl<T: Described> Described for Option<T> {
    fn shape() -> FieldShape {
        T::shape()
    }
}

impl<T: Described> Described for Vec<T> {
    fn shape() -> FieldShape {
        FieldShape::List(Box::new(T::shape()))
    }
}

impl<T: Choice> Written for T {
    fn written(&self) -> String {
        self.word().to_owned()
    }
}

impl Written for u8 {
    fn written(&self) -> String {
        self.to_string()
    }
}
