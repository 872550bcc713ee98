//! The words around a figure that say what it is of: its direction, its period and base, the scope of a rank.

/// Words that say the value rose by the number that follows.
pub const RISES_ZH: &[&str] = &[
    "增长", "增长了", "同比增长", "增加", "增加了", "同比增加", "提高", "提高了", "同比提高", "提升", "提升了", "上升",
    "上升了", "同比上升", "增幅", "增幅为", "增幅达", "上涨", "上涨了", "增多", "增多了", "扩大", "扩大了", "升",
    "升了", "涨", "涨了", "多了", "回升", "回升了", "增长率为", "涨幅", "涨幅为", "涨幅达", "攀升", "攀升了",
];

/// Further words that say the value fell by the number that follows.
pub const FALL_RATES_ZH: &[&str] = &[
    "降幅为", "降幅达", "降幅达到", "下降幅度为", "下降幅度达", "跌幅", "跌幅为", "跌幅达", "下跌", "下跌了", "下调",
    "下调了", "降", "降了", "少了", "下降率为", "萎缩", "萎缩了", "收窄", "收窄了",
];

/// In the head of a row or column: the values rose, or fell.
pub const HEADS_OF_CHANGES: [[&[&str]; 2]; 2] = [
    [
        &["增长", "增幅", "涨幅", "升幅", "提高", "提升", "上升", "增加"],
        &["growth", "rise", "increase", "rose", "grew"],
    ],
    [
        &["降幅", "跌幅", "减幅", "下降", "降低", "减少", "缩减", "压减", "下滑"],
        &["fall", "decrease", "decline", "drop", "reduction", "fell"],
    ],
];

/// English words that say the value rose by the number that follows.
pub const RISES_EN: &[&str] = &[
    "up", "up by", "rose by", "rose", "rising by", "a rise of", "rise of", "increased by", "an increase of",
    "increase of", "grew by", "grew", "growth of", "growing by", "climbed by", "went up by", "raised by", "gained",
    "climbed", "increased", "increasing by", "expanded by", "widened by", "swelled by", "jumped by", "soared by",
    "improved by", "a gain of", "gain of",
];

/// Further English words that say the value fell by the number that follows.
pub const FALL_RATES_EN: &[&str] = &[
    "shrank by", "shrinking by", "shrank", "dropped", "dropping by", "declined", "declining by", "decreasing by",
    "slid by", "slipped by", "dipped by", "contracted by", "lowered by", "narrowed by", "reducing by", "cutting by",
    "went down by", "a fall by", "lost",
];

/// English words behind a figure that say the value rose, or fell, by it.
pub const RISES_AFTER_EN: &[&str] = &["increase", "rise", "growth", "higher", "more than", "up on"];
pub const FALLS_AFTER_EN: &[&str] =
    &["decrease", "fall", "drop", "reduction", "decline", "lower", "less than", "fewer than", "down on"];

/// Words in front of a figure that say the value came to stand at it.
pub const LEVELS_ZH: &[&str] = &[
    "增长到", "增长至", "增加到", "增加至", "提高到", "提高至", "提升到", "提升至", "上升到", "上升至", "升至", "增至",
    "下降到", "下降至", "降到", "降至", "减少到", "减少至", "降低到", "降低至", "减至", "扩大到",
];
pub const LEVELS_EN: &[&str] = &[
    "rose to", "rising to", "increased to", "increasing to", "grew to", "fell to", "falling to", "decreased to",
    "dropped to", "declined to", "up to", "down to", "raised to", "cut to", "reduced to", "to reach", "climbed to",
    "expanded to", "improved to", "shrank to", "lowered to", "went up to", "went down to", "widened to", "narrowed to",
];

/// In the name of an indicator: it is a change and no level.
pub const NAMES_OF_CHANGES: [&[&str]; 2] = [
    &[
        "增长", "增幅", "增加", "增减", "变化", "增量", "涨幅", "降幅", "下降", "减少", "降低", "提高", "提升",
        "比上年", "同比",
    ],
    &["growth", "increase", "change", "rise", "decrease", "reduction", "decline", "fall in", "drop in", "year on year"],
];

/// In the name of an indicator: it may count what was added, saved or taken away, so that a word of change says nothing
/// against it.
pub const NAMES_OF_ADDITIONS: [&[&str]; 2] = [
    &[
        "新", "增", "减", "降", "升", "扩", "提", "补", "改", "招", "引进", "消除", "化解", "取消", "压", "缩", "节",
        "涨", "调", "差",
    ],
    &[
        "new", "add", "more", "less", "extra", "saved", "saving", "cut", "removed", "closed", "recruit", "extended",
        "expanded", "built", "gap", "difference", "waived", "lower", "raise", "improve",
    ],
];

/// To what a figure is related: a stretch of time, or each of many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    Year,
    Term,
    Month,
    Week,
    Day,
    Pupil,
    Teacher,
    Person,
    School,
    Class,
    Household,
}

impl Base {
    /// Whether two of them answer the same question, so that only one can be right.
    pub fn rivals(self, other: Base) -> bool {
        self != other && self.is_time() == other.is_time()
    }

    /// Whether it is a stretch of time.
    pub fn is_time(self) -> bool {
        match self {
            Base::Year | Base::Term | Base::Month | Base::Week | Base::Day => true,
            Base::Pupil | Base::Teacher | Base::Person | Base::School | Base::Class | Base::Household => false,
        }
    }
}

/// How a base is written around a number or in the name of a unit.
pub const BASES_ZH: &[(&str, Base)] = &[
    ("每年", Base::Year),
    ("年平均", Base::Year),
    ("年薪", Base::Year),
    ("年均", Base::Year),
    ("每学年", Base::Year),
    ("/年", Base::Year),
    ("·年", Base::Year),
    ("/学年", Base::Year),
    ("每学期", Base::Term),
    ("/学期", Base::Term),
    ("每月", Base::Month),
    ("月均", Base::Month),
    ("月平均", Base::Month),
    ("月薪", Base::Month),
    ("/月", Base::Month),
    ("·月", Base::Month),
    ("每个月", Base::Month),
    ("每周", Base::Week),
    ("/周", Base::Week),
    ("每天", Base::Day),
    ("每日", Base::Day),
    ("日均", Base::Day),
    ("/天", Base::Day),
    ("/日", Base::Day),
    ("每生", Base::Pupil),
    ("生均", Base::Pupil),
    ("/生", Base::Pupil),
    ("每名学生", Base::Pupil),
    ("每师", Base::Teacher),
    ("师均", Base::Teacher),
    ("每名教师", Base::Teacher),
    ("每人", Base::Person),
    ("人均", Base::Person),
    ("/人", Base::Person),
    ("每校", Base::School),
    ("校均", Base::School),
    ("每所", Base::School),
    ("每班", Base::Class),
    ("班均", Base::Class),
    ("每户", Base::Household),
    ("户均", Base::Household),
];
pub const BASES_EN: &[(&str, Base)] = &[
    ("a year", Base::Year),
    ("per year", Base::Year),
    ("each year", Base::Year),
    ("every year", Base::Year),
    ("per annum", Base::Year),
    ("annually", Base::Year),
    ("annual", Base::Year),
    ("yearly", Base::Year),
    ("a school year", Base::Year),
    ("a term", Base::Term),
    ("per term", Base::Term),
    ("each term", Base::Term),
    ("a semester", Base::Term),
    ("per semester", Base::Term),
    ("a month", Base::Month),
    ("per month", Base::Month),
    ("each month", Base::Month),
    ("every month", Base::Month),
    ("monthly", Base::Month),
    ("a week", Base::Week),
    ("per week", Base::Week),
    ("each week", Base::Week),
    ("weekly", Base::Week),
    ("a day", Base::Day),
    ("per day", Base::Day),
    ("each day", Base::Day),
    ("daily", Base::Day),
    ("per pupil", Base::Pupil),
    ("per student", Base::Pupil),
    ("per child", Base::Pupil),
    ("each pupil", Base::Pupil),
    ("each student", Base::Pupil),
    ("a pupil", Base::Pupil),
    ("a student", Base::Pupil),
    ("per teacher", Base::Teacher),
    ("each teacher", Base::Teacher),
    ("a teacher", Base::Teacher),
    ("per head", Base::Person),
    ("per capita", Base::Person),
    ("per person", Base::Person),
    ("per school", Base::School),
    ("each school", Base::School),
    ("a school", Base::School),
    ("per class", Base::Class),
    ("a class", Base::Class),
    ("per household", Base::Household),
    ("a household", Base::Household),
];

/// Among how many a rank or a total holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum RankScope {
    County,
    City,
    Province,
    Country,
}

/// How a scope is written in front of a rank or a total.
pub const SCOPES_ZH: &[(&str, RankScope)] = &[
    ("全国", RankScope::Country),
    ("国内", RankScope::Country),
    ("全省", RankScope::Province),
    ("省内", RankScope::Province),
    ("全市", RankScope::City),
    ("市内", RankScope::City),
    ("全县", RankScope::County),
    ("全区", RankScope::County),
    ("县内", RankScope::County),
    ("区内", RankScope::County),
];
pub const SCOPES_EN: &[(&str, RankScope)] = &[
    ("in the country", RankScope::Country),
    ("in the nation", RankScope::Country),
    ("in China", RankScope::Country),
    ("nationwide", RankScope::Country),
    ("nationally", RankScope::Country),
    ("of the country", RankScope::Country),
    ("in the province", RankScope::Province),
    ("province-wide", RankScope::Province),
    ("provincewide", RankScope::Province),
    ("provincially", RankScope::Province),
    ("of the province", RankScope::Province),
    ("in the city", RankScope::City),
    ("citywide", RankScope::City),
    ("city-wide", RankScope::City),
    ("in the county", RankScope::County),
    ("in the district", RankScope::County),
];

/// Words with which a part of a sentence begins that speaks of a whole.
pub const WHOLES_ZH: &[(&str, RankScope)] = &[
    ("全国", RankScope::Country),
    ("全省", RankScope::Province),
    ("全市", RankScope::City),
    ("全县", RankScope::County),
];
/// How a Chinese part of a sentence says that the next speaks of a whole: what stands around the whole.
pub const SEEN_AS_WHOLE_ZH: &[(&str, &str)] = &[
    ("从", "看"),
    ("从", "来看"),
    ("从", "的情况看"),
    ("就", "而言"),
    ("就", "来说"),
    ("在", "范围内"),
    ("", "范围内"),
    ("放眼", ""),
    ("", "来看"),
];
/// English verbs between what a figure is of and the figure.
pub const LINKS_EN: &[&str] = &[
    "reached", "has reached", "had reached", "reaches", "is", "was", "are", "were", "stood at", "stands at", "came to",
    "comes to", "amounted to", "totalled", "totaled", "numbered", "equalled", "had", "has",
];
pub const WHOLES_EN: &[(&str, RankScope)] = &[
    ("Nationwide", RankScope::Country),
    ("Across the country", RankScope::Country),
    ("In the country as a whole", RankScope::Country),
    ("The country’s", RankScope::Country),
    ("China’s", RankScope::Country),
    ("Across the province", RankScope::Province),
    ("Province-wide", RankScope::Province),
    ("The province’s", RankScope::Province),
    ("In the province", RankScope::Province),
    ("Across the city", RankScope::City),
    ("Citywide", RankScope::City),
    ("The city’s", RankScope::City),
    ("In the city", RankScope::City),
];
/// English wholes that have or are as many as the figure says.
pub const WHOLE_SUBJECTS_EN: &[(&str, RankScope)] = &[
    ("The country", RankScope::Country),
    ("The nation", RankScope::Country),
    ("China", RankScope::Country),
    ("The province", RankScope::Province),
];
/// Words behind a whole that make it no more than a standard of comparison or a name.
pub const NO_WHOLES: &[&str] = &[
    "率先", "首", "第", "前", "平均", "排", "统一", "要求", "规定", "标准", "评", "最", "先进", "通报", "推广", "会",
    "中小学", "范围", "文明", "优秀", "教育系统先进", "领先", "average", "standard", "requirement", "first", "rule",
];

/// Words in front of a whole that the figure is a share of, or is held against.
pub const COMPARES_WITH_WHOLES: &[&str] = &[
    "占", "占到", "比", "较", "于", "与", "和", "超过", "超", "面向", "向", "由", "从", "被", "入选", "成为", "作为",
    "对", "覆盖", "服务", "辐射",
];

/// Words between a scope or qualifier and its number that change nothing.
pub const FILLERS_ZH: &[&str] = &[
    "共", "共有", "共计", "有", "达", "达到", "为", "的", "总", "排名", "排", "排在", "居", "位居", "位列", "列",
    "名列", "约", "均", "已", "第",
];

/// Words in front of a year or a place that make it one of comparison or a beginning.
pub const COMPARED_ZH: &[&str] = &[
    "比", "较", "与", "和", "同", "对比", "相比", "自", "从", "由", "于", "截至", "到", "至", "距", "高于", "低于",
    "多于", "少于", "超过", "以", "相较", "比照", "按", "按照", "根据", "依据", "对", "向", "给", "赴", "及", "、",
];
pub const COMPARED_EN: &[&str] = &[
    "than", "than in", "with", "from", "since", "of", "by", "to", "until", "till", "against", "on", "over", "between",
    "and", "as in", "compared to", "before", "after", "under", "or", "for", "per", "beyond", "level of", "than the",
    "-", "–",
];
/// Words behind a year that make it a beginning or a name.
pub const SINCE_ZH: &[&str] = &[
    "以来", "起", "年以来", "年起", "年底以来", "年以前", "年前", "以前", "至今", "年至今", "年开始", "开始", "年后",
    "后", "年度评价", "年评价", "年的评价", "—", "–", "至", "版", "届", "级",
];
/// Words behind a place in English that make it part of a name or only an origin.
pub const SINCE_EN: &[&str] = &["onwards", "on,", "to", "–", "-", "evaluation", "report", "plan", "edition"];

/// Words that join a figure with the next.
pub const JOINS_ZH: &[&str] = &["、", "和", "与", "及"];
pub const JOINS_EN: &[&str] = &[" and ", " or "];
/// Words behind a figure with which something begins that it does not count.
pub const LEADS_BEHIND_ZH: &[&str] =
    &["由", "被", "向", "给", "比", "同", "对", "以", "从", "在", "到", "为", "经", "用"];
pub const LEADS_BEHIND_EN: &[&str] = &[
    " to ", " from ", " by ", " with ", " than ", " for ", " of which ", " of whom ", " that ", " who ", " which ",
    " as ", " on ", " after ", " before ",
];

/// In the name of a breakdown: the figure counts what was added, or all there are.
pub const PARTS_OF_CHANGES: [&[&str]; 2] = [&["新增", "新认定", "净增"], &["总数", "总量", "期末"]];

/// Money of other countries; amounts of the data are in yuan.
pub const OTHER_MONEY: &[&str] =
    &["美元", "欧元", "英镑", "日元", "港元", "港币", "韩元", "dollar", "euro", "sterling", "yen", "US$"];

/// Words in front of a Chinese number that look like a qualifier and belong to another word.
pub const NO_QUALIFIER_ZH: &[(&str, &[&str])] = &[
    ("近", &["附", "最", "靠", "临", "邻", "就", "远", "接", "相"]),
    ("约", &["节", "签", "违", "公", "条", "特", "合", "集", "预", "制", "大"]),
    ("超", &["高"]),
    ("不到", &["得", "找", "看", "想", "等", "达"]),
    ("超过", &["不", "未", "没"]),
    ("高于", &["不", "未"]),
    ("低于", &["不", "得"]),
    ("少于", &["不"]),
    ("多于", &["不"]),
];
/// English words that qualify a number only where nothing else stands in front of them.
pub const NO_QUALIFIER_EN: &[&str] = &["some", "within", "under", "over", "up to", "above", "below", "around"];

/// Words with which a text means a place without its name.
pub const ANY_PLACE: &[&str] = &[
    "全市", "全县", "全区", "全省", "全国", "该市", "该县", "该区", "该省", "本市", "本省", "本县", "本区", "当地",
    "我市", "我省", "我县", "我区", "某市", "某县", "某区", "the city", "the county", "the district", "the province",
    "the country", "a city", "a county", "a district", "this city", "this county", "its ", "here", "national",
    "provincial", "municipal",
];
