//! Measure words and the nouns that stand directly behind a number, with the sort of thing they count.

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

/// Chinese measure words. Longer words go before their beginnings only for the reader: the longest match is taken.
pub const ZH: &[(&str, Counted)] = &[
    ("人", Counted::Persons),
    ("名", Counted::Persons),
    ("位", Counted::Persons),
    ("人次", Counted::PersonTimes),
    ("名次", Counted::Anything),
    ("所", Counted::Institutions),
    ("所学校", Counted::Institutions),
    ("家", Counted::Institutions),
    ("平方米", Counted::SquareMetres),
    ("平方公里", Counted::SquareKilometres),
    ("平米", Counted::SquareMetres),
    ("亩", Counted::Mu),
    ("公顷", Counted::Hectares),
    ("年", Counted::Years),
    ("岁", Counted::Years),
    ("周年", Counted::Years),
    ("小时", Counted::Hours),
    ("个小时", Counted::Hours),
    ("学时", Counted::Hours),
    ("课时", Counted::Hours),
    ("辆", Counted::Vehicles),
    ("台", Counted::Anything),
    ("部", Counted::Anything),
    ("个", Counted::Anything),
    ("项", Counted::Anything),
    ("条", Counted::Routes),
    ("件", Counted::Anything),
    ("次", Counted::Anything),
    ("场", Counted::By("场")),
    ("场次", Counted::Anything),
    ("节", Counted::Lessons),
    ("套", Counted::By("套")),
    ("间", Counted::Rooms),
    ("处", Counted::Anything),
    ("栋", Counted::Buildings),
    ("幢", Counted::Buildings),
    ("座", Counted::Anything),
    ("组", Counted::Anything),
    ("期", Counted::Anything),
    ("批", Counted::Anything),
    ("批次", Counted::Anything),
    ("届", Counted::Anything),
    ("轮", Counted::Anything),
    ("倍", Counted::Anything),
    ("门", Counted::By("门")),
    ("类", Counted::Anything),
    ("支", Counted::Anything),
    ("份", Counted::By("份")),
    ("篇", Counted::By("篇")),
    ("册", Counted::Books),
    ("本", Counted::Books),
    ("枚", Counted::By("枚")),
    ("瓶", Counted::By("瓶")),
    ("只", Counted::By("只")),
    ("把", Counted::By("把")),
    ("盏", Counted::By("盏")),
    ("块", Counted::Anything),
    ("根", Counted::Anything),
    ("张", Counted::Anything),
    ("对", Counted::Anything),
    ("户", Counted::Households),
    ("班", Counted::Classes),
    ("个班", Counted::Classes),
    ("园", Counted::Institutions),
    ("校", Counted::Institutions),
    ("幼", Counted::Institutions),
    ("小", Counted::Institutions),
    ("村", Counted::Anything),
    ("县", Counted::Anything),
    ("市", Counted::Anything),
    ("区", Counted::Anything),
    ("乡", Counted::Anything),
    ("镇", Counted::Anything),
    ("省", Counted::Anything),
    ("县区", Counted::Anything),
    ("区县", Counted::Anything),
    ("乡镇", Counted::Anything),
    ("街道", Counted::Anything),
    ("个县", Counted::Anything),
    ("个市", Counted::Anything),
    ("个区", Counted::Anything),
    ("个县区", Counted::Anything),
    ("个区县", Counted::Anything),
    ("个乡镇", Counted::Anything),
    ("个村", Counted::Anything),
    ("个省", Counted::Anything),
    ("个部门", Counted::Anything),
    ("部门", Counted::Anything),
    ("单位", Counted::Anything),
    ("个单位", Counted::Anything),
    ("个集体", Counted::Anything),
    ("个项目", Counted::Anything),
    ("个节目", Counted::Anything),
    ("个学科", Counted::Anything),
    ("个专业", Counted::Anything),
    ("个方面", Counted::Anything),
    ("个学位", Counted::Places),
    ("个班级", Counted::Classes),
    ("节课", Counted::Lessons),
    ("个月", Counted::Months),
    ("个学期", Counted::Anything),
    ("学年", Counted::Anything),
    ("学期", Counted::Anything),
    ("周", Counted::Weeks),
    ("个星期", Counted::Weeks),
    ("天", Counted::Days),
    ("日", Counted::Days),
    ("工作日", Counted::Days),
    ("个工作日", Counted::Days),
    ("分钟", Counted::Minutes),
    ("秒", Counted::Anything),
    ("分", Counted::Anything),
    ("公里", Counted::Kilometres),
    ("千米", Counted::Kilometres),
    ("米", Counted::Metres),
    ("厘米", Counted::Anything),
    ("毫米", Counted::Anything),
    ("公斤", Counted::Kilograms),
    ("千克", Counted::Kilograms),
    ("克", Counted::Anything),
    ("吨", Counted::Tonnes),
    ("斤", Counted::Jin),
    ("升", Counted::Anything),
    ("度", Counted::Anything),
    ("KG", Counted::Kilograms),
    ("kg", Counted::Kilograms),
    ("km", Counted::Kilometres),
    ("GB", Counted::Anything),
    ("TB", Counted::Anything),
    ("Mbps", Counted::Anything),
    ("种", Counted::Anything),
    ("点", Counted::Anything),
    ("步", Counted::Anything),
    ("级", Counted::Anything),
    ("层", Counted::Anything),
    ("幅", Counted::By("幅")),
    ("首", Counted::By("首")),
    ("箱", Counted::By("箱")),
    ("包", Counted::Anything),
    ("株", Counted::By("株")),
    ("棵", Counted::By("株")),
    ("顶", Counted::By("顶")),
    ("副", Counted::Anything),
    ("架", Counted::Anything),
    ("科", Counted::Anything),
    ("例", Counted::Anything),
    ("起", Counted::Anything),
    ("宗", Counted::Anything),
    ("团", Counted::Anything),
    ("队", Counted::Anything),
    ("连冠", Counted::Anything),
    ("页", Counted::Anything),
];

/// English nouns that stand directly behind a number.
pub const EN: &[(&str, Counted)] = &[
    ("person-times", Counted::PersonTimes),
    ("person-time", Counted::PersonTimes),
    ("participations", Counted::PersonTimes),
    ("attendances", Counted::PersonTimes),
    ("visits", Counted::PersonTimes),
    ("people", Counted::Persons),
    ("persons", Counted::Persons),
    ("person", Counted::Persons),
    ("teachers", Counted::Persons),
    ("teacher", Counted::Persons),
    ("pupils", Counted::Persons),
    ("pupil", Counted::Persons),
    ("students", Counted::Persons),
    ("student", Counted::Persons),
    ("children", Counted::Persons),
    ("child", Counted::Persons),
    ("graduates", Counted::Persons),
    ("principals", Counted::Persons),
    ("staff", Counted::Persons),
    ("members", Counted::Persons),
    ("inspectors", Counted::Persons),
    ("experts", Counted::Persons),
    ("volunteers", Counted::Persons),
    ("nurses", Counted::Persons),
    ("counsellors", Counted::Persons),
    ("parents", Counted::Persons),
    ("learners", Counted::Persons),
    ("trainees", Counted::Persons),
    ("recruits", Counted::Persons),
    ("officials", Counted::Persons),
    ("guards", Counted::Persons),
    ("schools", Counted::Institutions),
    ("school", Counted::Institutions),
    ("kindergartens", Counted::Institutions),
    ("kindergarten", Counted::Institutions),
    ("colleges", Counted::Institutions),
    ("universities", Counted::Institutions),
    ("institutions", Counted::Institutions),
    ("firms", Counted::Institutions),
    ("companies", Counted::Institutions),
    ("campuses", Counted::Institutions),
    ("square metres", Counted::SquareMetres),
    ("square meters", Counted::SquareMetres),
    ("square metre", Counted::SquareMetres),
    ("mu", Counted::Mu),
    ("hectares", Counted::Hectares),
    ("years", Counted::Years),
    ("year", Counted::Years),
    ("hours", Counted::Hours),
    ("hour", Counted::Hours),
    ("class hours", Counted::Hours),
    ("buses", Counted::Vehicles),
    ("bus", Counted::Vehicles),
    ("vehicles", Counted::Vehicles),
    ("vehicle", Counted::Vehicles),
    ("points", Counted::Anything),
    ("point", Counted::Anything),
    ("times", Counted::Anything),
    ("cities", Counted::Anything),
    ("city", Counted::Anything),
    ("counties", Counted::Anything),
    ("county", Counted::Anything),
    ("districts", Counted::Anything),
    ("district", Counted::Anything),
    ("provinces", Counted::Anything),
    ("towns", Counted::Anything),
    ("townships", Counted::Anything),
    ("villages", Counted::Anything),
    ("households", Counted::Households),
    ("families", Counted::Households),
    ("routes", Counted::Routes),
    ("places", Counted::Places),
    ("posts", Counted::Anything),
    ("post", Counted::Anything),
    ("classes", Counted::Classes),
    ("class", Counted::Classes),
    ("classrooms", Counted::Rooms),
    ("rooms", Counted::Rooms),
    ("groups", Counted::Anything),
    ("items", Counted::Anything),
    ("documents", Counted::Anything),
    ("projects", Counted::Anything),
    ("prizes", Counted::Anything),
    ("awards", Counted::Anything),
    ("medals", Counted::Anything),
    ("courses", Counted::Anything),
    ("lessons", Counted::Lessons),
    ("sessions", Counted::Anything),
    ("meetings", Counted::Anything),
    ("lectures", Counted::Anything),
    ("programmes", Counted::Anything),
    ("bases", Counted::Anything),
    ("sites", Counted::Anything),
    ("centres", Counted::Anything),
    ("teams", Counted::Anything),
    ("cases", Counted::Anything),
    ("calls", Counted::Anything),
    ("books", Counted::Books),
    ("volumes", Counted::Books),
    ("sets", Counted::Anything),
    ("units", Counted::Anything),
    ("departments", Counted::Anything),
    ("subjects", Counted::Anything),
    ("months", Counted::Months),
    ("month", Counted::Months),
    ("weeks", Counted::Weeks),
    ("week", Counted::Weeks),
    ("days", Counted::Days),
    ("day", Counted::Days),
    ("minutes", Counted::Minutes),
    ("minute", Counted::Minutes),
    ("metres", Counted::Metres),
    ("kilometres", Counted::Kilometres),
    ("kilograms", Counted::Kilograms),
    ("kg", Counted::Kilograms),
    ("tonnes", Counted::Tonnes),
    ("buildings", Counted::Buildings),
    ("inspections", Counted::Anything),
    ("hazards", Counted::Anything),
    ("problems", Counted::Anything),
    ("jobs", Counted::Anything),
    ("square feet", Counted::SquareFeet),
    ("square foot", Counted::SquareFeet),
    ("square kilometres", Counted::SquareKilometres),
    ("acres", Counted::Acres),
    ("feet", Counted::Feet),
    ("miles", Counted::Miles),
    ("kilometers", Counted::Kilometres),
    ("meters", Counted::Metres),
    ("tons", Counted::Tonnes),
    ("pounds", Counted::Pounds),
    ("cars", Counted::Vehicles),
    ("coaches", Counted::Vehicles),
    ("lines", Counted::Routes),
    ("bus lines", Counted::Routes),
    ("rotations", Counted::PersonTimes),
    ("workers", Counted::Persons),
    ("doctors", Counted::Persons),
    ("headteachers", Counted::Persons),
    ("dormitories", Counted::Buildings),
];

/// Measure words and nouns of amounts that tables hold: a small number in words before one of them is data
/// (召开会议八次, three lessons), before another it counts what the text itself goes on to tell (两项, three groups).
const UNITS: [&[&str]; 2] = [
    &["次", "场", "节", "班", "个班", "公里", "分钟", "倍"],
    &["times", "classes", "lessons", "kilometres", "minutes"],
];

/// Whether a measure word or noun is one of an amount that tables hold.
pub fn is_unit(measure: &str) -> bool {
    let [chinese, english] = UNITS;
    let begins = ZH.iter().filter(|(word, _)| measure.starts_with(word)).map(|(word, _)| *word);
    let longest = begins.max_by_key(|word| word.len());
    longest.is_some_and(|word| chinese.contains(&word)) || english.contains(&measure.trim())
}

/// Words after which an English noun phrase no longer says what is counted.
const PREPOSITIONS: &[&str] = &[" of ", " for ", " in ", " at ", " with ", " per ", " from ", " on "];

/// What the measure word or noun of a figure counts; `Anything` where it is unknown.
///
/// Chinese measures are read from their beginning (名教师), English ones from the end of the noun (school buses).
pub fn counted(measure: &str) -> Counted {
    let chinese = ZH.iter().filter(|(word, _)| measure.starts_with(word)).max_by_key(|(word, _)| word.len());
    let cut = PREPOSITIONS.iter().filter_map(|word| measure.find(word)).min().unwrap_or(measure.len());
    let noun = &measure[..cut];
    let english = || EN.iter().filter(|(word, _)| noun.ends_with(word)).max_by_key(|(word, _)| word.len());
    chinese.or_else(english).map_or(Counted::Anything, |(_, counted)| *counted)
}
