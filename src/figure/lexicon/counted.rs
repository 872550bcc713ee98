//! The sorts of things that measure words and nouns count.

/// What a measure word or noun counts, as far as a slip between two of them would be a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    Persons,
    PersonTimes,
    Institutions,
    SquareMetres,
    SquareKilometres,
    Mu,
    Hectares,
    SquareFeet,
    Acres,
    Metres,
    Kilometres,
    Feet,
    Miles,
    Kilograms,
    Tonnes,
    Jin,
    Pounds,
    Years,
    Months,
    Weeks,
    Days,
    Hours,
    Minutes,
    Vehicles,
    Routes,
    Buildings,
    Rooms,
    Books,
    Lessons,
    Households,
    Classes,
    /// Places to learn at a school: 学位.
    Places,
    /// What only this measure word counts: 套, 瓶.
    By(&'static str),
    /// 个, 项, 次 and everything that counts many sorts of thing.
    Anything,
}

impl Counted {
    /// Whether it measures and counts nothing: another one of these is another unit.
    pub fn is_measure(self) -> bool {
        match self {
            Counted::SquareMetres
            | Counted::SquareKilometres
            | Counted::Mu
            | Counted::Hectares
            | Counted::SquareFeet
            | Counted::Acres
            | Counted::Metres
            | Counted::Kilometres
            | Counted::Feet
            | Counted::Miles
            | Counted::Kilograms
            | Counted::Tonnes
            | Counted::Jin
            | Counted::Pounds
            | Counted::Years
            | Counted::Months
            | Counted::Weeks
            | Counted::Days
            | Counted::Hours
            | Counted::Minutes => true,
            Counted::Persons
            | Counted::PersonTimes
            | Counted::Institutions
            | Counted::Vehicles
            | Counted::Routes
            | Counted::Buildings
            | Counted::Rooms
            | Counted::Books
            | Counted::Lessons
            | Counted::Households
            | Counted::Classes
            | Counted::Places
            | Counted::By(_)
            | Counted::Anything => false,
        }
    }

    /// Whether even a small number of it in words is data, and no count of what the text itself speaks of.
    pub fn always_data(self) -> bool {
        let span = matches!(self, Counted::Years | Counted::Months | Counted::Weeks | Counted::Days | Counted::Minutes);
        let counts =
            matches!(self, Counted::Persons | Counted::PersonTimes | Counted::Institutions | Counted::Vehicles);
        counts || (self.is_measure() && !span)
    }
}

/// Chinese nouns with which the name of a number of things ends, and what such a number counts.
pub const COUNTED_NOUNS: &[(&str, Counted)] = &[
    ("人", Counted::Persons),
    ("教师", Counted::Persons),
    ("老师", Counted::Persons),
    ("教职工", Counted::Persons),
    ("职工", Counted::Persons),
    ("学生", Counted::Persons),
    ("在校生", Counted::Persons),
    ("毕业生", Counted::Persons),
    ("幼儿", Counted::Persons),
    ("儿童", Counted::Persons),
    ("校长", Counted::Persons),
    ("书记", Counted::Persons),
    ("督学", Counted::Persons),
    ("人员", Counted::Persons),
    ("干部", Counted::Persons),
    ("专家", Counted::Persons),
    ("人次", Counted::PersonTimes),
    ("学校", Counted::Institutions),
    ("中小学", Counted::Institutions),
    ("小学", Counted::Institutions),
    ("初中", Counted::Institutions),
    ("高中", Counted::Institutions),
    ("高校", Counted::Institutions),
    ("校", Counted::Institutions),
    ("幼儿园", Counted::Institutions),
    ("园", Counted::Institutions),
    ("机构", Counted::Institutions),
    ("企业", Counted::Institutions),
    ("院校", Counted::Institutions),
    ("校车", Counted::Vehicles),
    ("教室", Counted::Rooms),
    ("学位", Counted::Places),
];
