//! Words that sort what a number counts, each on one scale: a stage of education, public or private, urban or rural,
//! pupils or teachers, schools or kindergartens, the rank of an award. Two words of one scale that have nothing in common exclude each other.

/// On which question two words can contradict each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    Stage,
    Institution,
    Sector,
    Locality,
    Person,
    Award,
}

impl Scale {
    pub const ALL: [Scale; 6] =
        [Scale::Stage, Scale::Institution, Scale::Sector, Scale::Locality, Scale::Person, Scale::Award];

    /// What differs where two words contradict each other, in Chinese and English.
    pub fn words_of_another(self) -> (&'static str, &'static str) {
        match self {
            Scale::Stage => ("学段", "another stage of education"),
            Scale::Institution => ("学校或幼儿园", "other institutions"),
            Scale::Sector => ("公办或民办", "the other one of public and private"),
            Scale::Locality => ("城镇或乡村", "the other one of town and country"),
            Scale::Person => ("人", "other people"),
            Scale::Award => ("级别", "another rank"),
        }
    }
}

/// A word, its scale and which of the things on it are meant, as bits.
pub type KindWord = (&'static str, Scale, u16);

const KINDERGARTEN: u16 = 1;
const PRIMARY: u16 = 2;
const JUNIOR: u16 = 4;
const SENIOR: u16 = 8;
const VOCATIONAL: u16 = 16;
const HIGHER: u16 = 32;
const SPECIAL: u16 = 64;
const COMPULSORY: u16 = PRIMARY | JUNIOR;
const UPPER: u16 = SENIOR | VOCATIONAL;

const NURSERY: u16 = 1;
const SCHOOL: u16 = 2;

const PUBLIC: u16 = 1;
const PRIVATE: u16 = 2;

const URBAN: u16 = 1;
const RURAL: u16 = 2;

const TEACHERS: u16 = 1;
const PUPILS: u16 = 2;
const PARENTS: u16 = 4;

const COUNTRY: u16 = 1;
const PROVINCE: u16 = 2;
const CITY: u16 = 4;
const COUNTY: u16 = 8;

/// Chinese words; where several begin at one place the longest is meant.
pub const KINDS_ZH: &[KindWord] = &[
    ("幼儿园", Scale::Stage, KINDERGARTEN),
    ("学前", Scale::Stage, KINDERGARTEN),
    ("公办园", Scale::Stage, KINDERGARTEN),
    ("民办园", Scale::Stage, KINDERGARTEN),
    ("普惠园", Scale::Stage, KINDERGARTEN),
    ("优质园", Scale::Stage, KINDERGARTEN),
    ("配套园", Scale::Stage, KINDERGARTEN),
    ("中心园", Scale::Stage, KINDERGARTEN),
    ("入园", Scale::Stage, KINDERGARTEN),
    ("幼儿", Scale::Stage, KINDERGARTEN),
    ("小学", Scale::Stage, PRIMARY),
    ("初中", Scale::Stage, JUNIOR),
    ("普通中学", Scale::Stage, JUNIOR | SENIOR),
    ("中学", Scale::Stage, JUNIOR | UPPER),
    ("中小学", Scale::Stage, COMPULSORY | UPPER),
    ("中小幼", Scale::Stage, KINDERGARTEN | COMPULSORY | UPPER),
    ("义务教育", Scale::Stage, COMPULSORY),
    ("九年一贯", Scale::Stage, COMPULSORY),
    ("普通高中", Scale::Stage, SENIOR),
    ("普高", Scale::Stage, SENIOR),
    ("高中", Scale::Stage, UPPER),
    ("职业高中", Scale::Stage, VOCATIONAL),
    ("职高", Scale::Stage, VOCATIONAL),
    ("中职", Scale::Stage, VOCATIONAL),
    ("中专", Scale::Stage, VOCATIONAL),
    ("技校", Scale::Stage, VOCATIONAL),
    ("技工", Scale::Stage, VOCATIONAL),
    ("中等职业", Scale::Stage, VOCATIONAL),
    ("职业", Scale::Stage, VOCATIONAL | HIGHER),
    ("职教", Scale::Stage, VOCATIONAL | HIGHER),
    ("高职", Scale::Stage, HIGHER),
    ("高校", Scale::Stage, HIGHER),
    ("高等", Scale::Stage, HIGHER),
    ("特殊教育", Scale::Stage, SPECIAL),
    ("特教", Scale::Stage, SPECIAL),
    ("幼儿园", Scale::Institution, NURSERY),
    ("园所", Scale::Institution, NURSERY),
    ("公办园", Scale::Institution, NURSERY),
    ("民办园", Scale::Institution, NURSERY),
    ("普惠园", Scale::Institution, NURSERY),
    ("优质园", Scale::Institution, NURSERY),
    ("配套园", Scale::Institution, NURSERY),
    ("学校", Scale::Institution, SCHOOL),
    ("中小学", Scale::Institution, SCHOOL),
    ("小学", Scale::Institution, SCHOOL),
    ("中学", Scale::Institution, SCHOOL),
    ("公办", Scale::Sector, PUBLIC),
    ("公立", Scale::Sector, PUBLIC),
    ("民办", Scale::Sector, PRIVATE),
    ("私立", Scale::Sector, PRIVATE),
    ("公民办", Scale::Sector, PUBLIC | PRIVATE),
    ("城镇", Scale::Locality, URBAN),
    ("城区", Scale::Locality, URBAN),
    ("市区", Scale::Locality, URBAN),
    ("县城", Scale::Locality, URBAN),
    ("城乡", Scale::Locality, URBAN | RURAL),
    ("乡村", Scale::Locality, RURAL),
    ("农村", Scale::Locality, RURAL),
    ("乡镇", Scale::Locality, RURAL),
    ("村小", Scale::Locality, RURAL),
    ("教师", Scale::Person, TEACHERS),
    ("老师", Scale::Person, TEACHERS),
    ("教职工", Scale::Person, TEACHERS),
    ("班主任", Scale::Person, TEACHERS),
    ("师生", Scale::Person, TEACHERS | PUPILS),
    ("生师", Scale::Person, TEACHERS | PUPILS),
    ("学生", Scale::Person, PUPILS),
    ("考生", Scale::Person, PUPILS),
    ("在校生", Scale::Person, PUPILS),
    // Who has graduated may be hired.
    ("毕业生", Scale::Person, TEACHERS | PUPILS),
    ("师范生", Scale::Person, TEACHERS | PUPILS),
    ("儿童", Scale::Person, PUPILS),
    ("家长", Scale::Person, PARENTS),
    ("国家级", Scale::Award, COUNTRY),
    ("省级", Scale::Award, PROVINCE),
    ("市级", Scale::Award, CITY),
    ("县级", Scale::Award, COUNTY),
    // A city of county level is a place and no award.
    ("县级市", Scale::Award, 0),
    ("省市级", Scale::Award, PROVINCE | CITY),
];

/// Chinese words behind a kind that make it a name, a source of money or one who acts.
pub const NO_KINDS_ZH: &[&str] = &["化", "部门", "政府", "财政", "配套", "厅", "局"];

/// English words, in small letters and as whole words.
pub const KINDS_EN: &[KindWord] = &[
    ("kindergarten", Scale::Stage, KINDERGARTEN),
    ("kindergartens", Scale::Stage, KINDERGARTEN),
    ("preschool", Scale::Stage, KINDERGARTEN),
    ("primary", Scale::Stage, PRIMARY),
    ("junior high", Scale::Stage, JUNIOR),
    ("junior highs", Scale::Stage, JUNIOR),
    ("junior secondary", Scale::Stage, JUNIOR),
    ("lower secondary", Scale::Stage, JUNIOR),
    ("middle school", Scale::Stage, JUNIOR | UPPER),
    ("middle schools", Scale::Stage, JUNIOR | UPPER),
    ("compulsory", Scale::Stage, COMPULSORY),
    ("senior high", Scale::Stage, UPPER),
    ("senior highs", Scale::Stage, UPPER),
    ("high school", Scale::Stage, UPPER),
    ("high schools", Scale::Stage, UPPER),
    ("upper secondary", Scale::Stage, UPPER),
    ("upper-secondary", Scale::Stage, UPPER),
    ("senior secondary", Scale::Stage, UPPER),
    ("senior-secondary", Scale::Stage, UPPER),
    ("secondary", Scale::Stage, JUNIOR | UPPER),
    ("secondary vocational", Scale::Stage, VOCATIONAL),
    ("vocational", Scale::Stage, VOCATIONAL | HIGHER),
    ("university", Scale::Stage, HIGHER),
    ("universities", Scale::Stage, HIGHER),
    ("college", Scale::Stage, VOCATIONAL | HIGHER),
    ("colleges", Scale::Stage, VOCATIONAL | HIGHER),
    ("higher education", Scale::Stage, HIGHER),
    ("special school", Scale::Stage, SPECIAL),
    ("special schools", Scale::Stage, SPECIAL),
    ("special education", Scale::Stage, SPECIAL),
    ("kindergarten", Scale::Institution, NURSERY),
    ("kindergartens", Scale::Institution, NURSERY),
    ("school", Scale::Institution, SCHOOL),
    ("schools", Scale::Institution, SCHOOL),
    ("public kindergarten", Scale::Sector, PUBLIC),
    ("public kindergartens", Scale::Sector, PUBLIC),
    ("public school", Scale::Sector, PUBLIC),
    ("public schools", Scale::Sector, PUBLIC),
    ("public share", Scale::Sector, PUBLIC),
    ("public ones", Scale::Sector, PUBLIC),
    ("public teachers", Scale::Sector, PUBLIC),
    ("public post", Scale::Sector, PUBLIC),
    ("public posts", Scale::Sector, PUBLIC),
    ("public vocational", Scale::Sector, PUBLIC),
    ("public senior", Scale::Sector, PUBLIC),
    ("public junior", Scale::Sector, PUBLIC),
    ("public primary", Scale::Sector, PUBLIC),
    ("private", Scale::Sector, PRIVATE),
    ("public and private", Scale::Sector, PUBLIC | PRIVATE),
    ("urban", Scale::Locality, URBAN),
    ("county seat", Scale::Locality, URBAN),
    ("county-seat", Scale::Locality, URBAN),
    ("rural", Scale::Locality, RURAL),
    ("village", Scale::Locality, RURAL),
    ("villages", Scale::Locality, RURAL),
    ("township", Scale::Locality, RURAL),
    ("townships", Scale::Locality, RURAL),
    ("teacher", Scale::Person, TEACHERS),
    ("teachers", Scale::Person, TEACHERS),
    ("staff", Scale::Person, TEACHERS),
    ("homeroom", Scale::Person, TEACHERS),
    ("pupil", Scale::Person, PUPILS),
    ("pupils", Scale::Person, PUPILS),
    ("student", Scale::Person, PUPILS),
    ("students", Scale::Person, PUPILS),
    ("graduates", Scale::Person, TEACHERS | PUPILS),
    ("children", Scale::Person, PUPILS),
    ("parents", Scale::Person, PARENTS),
];

/// How the two orders of a ratio of teachers and pupils are called: teachers first, pupils first.
pub const TEACHERS_FIRST: &[&str] = &[
    "师生比", "teacher–pupil ratio", "teacher-pupil ratio", "teacher–student ratio", "teacher-student ratio",
    "teachers to pupils", "teachers to students",
];
pub const PUPILS_FIRST: &[&str] = &[
    "生师比", "pupil–teacher ratio", "pupil-teacher ratio", "student–teacher ratio", "student-teacher ratio",
    "pupils to teachers", "students to teachers",
];
