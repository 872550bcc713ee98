//! Words around a number inside a figure phrase: qualifiers, leads, whole phrases in words.

use crate::figure::qualifier::Qualifier::{self, About, AtLeast, AtMost, LessThan, MoreThan};

/// Qualifiers in front of a Chinese number.
pub const BEFORE_ZH: &[(&str, Qualifier)] = &[
    ("约", About),
    ("大约", About),
    ("约为", About),
    ("大概", About),
    ("近", About),
    ("将近", About),
    ("接近", About),
    ("大致", About),
    ("超", MoreThan),
    ("超过", MoreThan),
    ("超出", MoreThan),
    ("突破", MoreThan),
    ("高于", MoreThan),
    ("大于", MoreThan),
    ("多于", MoreThan),
    ("逾", MoreThan),
    ("不低于", AtLeast),
    ("不少于", AtLeast),
    ("不小于", AtLeast),
    ("至少", AtLeast),
    ("至少有", AtLeast),
    ("不下", AtLeast),
    ("不下于", AtLeast),
    ("最少", AtLeast),
    ("不超过", AtMost),
    ("不超", AtMost),
    ("未超过", AtMost),
    ("不高于", AtMost),
    ("不多于", AtMost),
    ("不大于", AtMost),
    ("至多", AtMost),
    ("不得超过", AtMost),
    ("不得低于", AtLeast),
    ("不得少于", AtLeast),
    ("不到", LessThan),
    ("不足", LessThan),
    ("低于", LessThan),
    ("少于", LessThan),
    ("小于", LessThan),
    ("未到", LessThan),
    ("未达到", LessThan),
    ("未达", LessThan),
    ("未满", LessThan),
    ("不满", LessThan),
];

/// Qualifiers behind a Chinese number, unit and measure word.
pub const AFTER_ZH: &[(&str, Qualifier)] = &[
    ("以上", AtLeast),
    ("及以上", AtLeast),
    ("或以上", AtLeast),
    ("起", AtLeast),
    ("以内", AtMost),
    ("之内", AtMost),
    ("以下", AtMost),
    ("及以下", AtMost),
    ("左右", About),
    ("上下", About),
    ("余", MoreThan),
    ("多", MoreThan),
    ("有余", MoreThan),
];

/// Qualifiers in front of an English number.
pub const BEFORE_EN: &[(&str, Qualifier)] = &[
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("approximately", About),
    ("nearly", About),
    ("almost", About),
    ("close to", About),
    ("some", About),
    ("just under", LessThan),
    ("just over", MoreThan),
    ("more than", MoreThan),
    ("over", MoreThan),
    ("above", MoreThan),
    ("exceeding", MoreThan),
    ("exceeds", MoreThan),
    ("exceed", MoreThan),
    ("exceeded", MoreThan),
    ("in excess of", MoreThan),
    ("upwards of", AtLeast),
    ("greater than", MoreThan),
    ("higher than", MoreThan),
    ("at least", AtLeast),
    ("no fewer than", AtLeast),
    ("not fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("not lower than", AtLeast),
    ("no lower than", AtLeast),
    ("a minimum of", AtLeast),
    ("at most", AtMost),
    ("up to", AtMost),
    ("no more than", AtMost),
    ("not more than", AtMost),
    ("not above", AtMost),
    ("not over", AtMost),
    ("no higher than", AtMost),
    ("not exceeding", AtMost),
    ("a maximum of", AtMost),
    ("within", AtMost),
    ("under", LessThan),
    ("below", LessThan),
    ("fewer than", LessThan),
    ("less than", LessThan),
    ("lower than", LessThan),
    ("not quite", LessThan),
    ("short of", LessThan),
];

/// Qualifiers behind an English number, unit and noun.
pub const AFTER_EN: &[(&str, Qualifier)] = &[
    ("or more", AtLeast),
    ("or above", AtLeast),
    ("or over", AtLeast),
    ("or higher", AtLeast),
    ("and above", AtLeast),
    ("and over", AtLeast),
    ("at least", AtLeast),
    ("at a minimum", AtLeast),
    ("or less", AtMost),
    ("or fewer", AtMost),
    ("or below", AtMost),
    ("at most", AtMost),
    ("or so", About),
    ("plus", AtLeast),
];

/// Words a Chinese figure phrase may begin with that change nothing in the value.
pub const LEADS_ZH: &[&str] = &[
    "达到", "已达到", "达", "已达", "可达", "高达", "多达", "共", "共计", "共有", "合计", "总计", "累计", "总共",
    "一共", "增加", "增加了", "增加到", "增长", "增长了", "增长到", "同比增长", "提高", "提高了", "提高到", "提升",
    "提升了", "提升到", "提升至", "提高至", "增至", "升至", "上升", "上升了", "上升到", "扩大到", "扩大", "新增",
    "新增加", "增幅", "降至", "降到", "下降到", "下降至", "减少到", "减少至", "降低到", "降低至", "减至", "压减到",
    "为", "是", "有", "均", "均在", "均为", "都在", "各", "各有", "在", "占", "占比", "比例", "约占", "每", "每月",
    "每年", "每人", "每生", "每天", "每周", "每学期", "每学年", "每班", "每校", "生均", "人均", "校均", "平均", "连续",
    "已连续", "满", "已满", "仅", "仅有", "仅为", "只有", "另有", "其中", "全国", "全省", "全市", "全县", "全区", "前",
    "另", "高出", "人民币", "位列", "位居", "总分", "团体总分", "折合", "得", "得分",
];

/// Words of place before a rank.
pub const RANK_LEADS_ZH: &[&str] = &[
    "居", "列", "排", "排名", "名列", "排在", "排列", "位次", "稳居", "跃居", "跻身", "并列", "荣获", "获", "获得",
    "全省排名", "省内", "市内", "国内", "省", "市", "居于", "处于", "连年",
];

/// Words that say the value fell by the number that follows.
pub const FALLS_ZH: &[&str] = &[
    "下降", "下降了", "同比下降", "减少", "减少了", "同比减少", "降低", "降低了", "缩小", "缩小了", "回落", "回落了",
    "下滑", "下滑了", "负增长", "压减", "压减了", "减", "降幅", "缩减",
];

/// Words an English figure phrase may begin with that change nothing in the value.
pub const LEADS_EN: &[&str] = &[
    "a total of", "in total", "total of", "altogether", "up", "up by", "up to a total of", "rose by", "rising by",
    "an increase of", "increase of", "increased by", "growth of", "grew by", "a rise of", "rise of", "rose to",
    "reached", "reaching", "stood at", "only", "just", "as many as", "as much as", "as few as", "as little as", "each",
    "the", "by", "to", "at", "of", "ranked", "ranks", "ranking", "came", "placed", "a", "an", "another", "all",
    "all of", "every", "averaging", "an average of", "worth", "for", "in", "equal to", "fully", "exactly", "monthly",
    "the top", "top", "additional", "an additional", "a further", "a record", "these", "its", "were", "was", "is",
    "are", "total", "those", "some of", "out of", "for more", "on average",
];

/// English words that say the value fell by the number that follows.
pub const FALLS_EN: &[&str] = &[
    "down", "down by", "fell by", "fell", "falling by", "a fall of", "fall of", "a decrease of", "decrease of",
    "decreased by", "a drop of", "drop of", "dropped by", "cut by", "a cut of", "a reduction of", "reduction of",
    "reduced by", "declined by", "a decline of",
];

/// What a whole phrase in words states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordedValue {
    /// All of them: 100 per cent.
    All,
    /// None: the number nought, whatever the unit.
    None,
    /// Half of the whole: 50 per cent.
    Half,
    /// More than half.
    OverHalf,
    /// Rank one.
    First,
}

/// Whole phrases that state a number without a numeral.
pub const WORDED_ZH: &[(&str, WordedValue)] = &[
    ("全覆盖", WordedValue::All),
    ("全部覆盖", WordedValue::All),
    ("实现全覆盖", WordedValue::All),
    ("全部", WordedValue::All),
    ("全部完成", WordedValue::All),
    ("全部达标", WordedValue::All),
    ("全面达标", WordedValue::All),
    ("全面落实", WordedValue::All),
    ("全面完成", WordedValue::All),
    ("所有", WordedValue::All),
    ("均", WordedValue::All),
    ("均已", WordedValue::All),
    ("均达到", WordedValue::All),
    ("均达标", WordedValue::All),
    ("都", WordedValue::All),
    ("已完成", WordedValue::All),
    ("100%全覆盖", WordedValue::All),
    ("零", WordedValue::None),
    ("清零", WordedValue::None),
    ("全部清零", WordedValue::None),
    ("全部消除", WordedValue::None),
    ("消除", WordedValue::None),
    ("基本消除", WordedValue::None),
    ("无", WordedValue::None),
    ("没有", WordedValue::None),
    ("无新增", WordedValue::None),
    ("未新增", WordedValue::None),
    ("零新增", WordedValue::None),
    ("未发生", WordedValue::None),
    ("没有发生", WordedValue::None),
    ("无疫情", WordedValue::None),
    ("一半", WordedValue::Half),
    ("半数", WordedValue::Half),
    ("减半", WordedValue::Half),
    ("减少一半", WordedValue::Half),
    ("半价", WordedValue::Half),
    ("过半", WordedValue::OverHalf),
    ("过半数", WordedValue::OverHalf),
    ("超半数", WordedValue::OverHalf),
    ("超过半数", WordedValue::OverHalf),
    ("首位", WordedValue::First),
    ("榜首", WordedValue::First),
    ("首名", WordedValue::First),
    ("第一", WordedValue::First),
];

/// Whole English phrases that state a number without a numeral.
pub const WORDED_EN: &[(&str, WordedValue)] = &[
    ("all", WordedValue::All),
    ("all of them", WordedValue::All),
    ("all of the", WordedValue::All),
    ("every", WordedValue::All),
    ("every one", WordedValue::All),
    ("full", WordedValue::All),
    ("full coverage", WordedValue::All),
    ("fully covered", WordedValue::All),
    ("in full", WordedValue::All),
    ("completed", WordedValue::All),
    ("fully met", WordedValue::All),
    ("none", WordedValue::None),
    ("none at all", WordedValue::None),
    ("no", WordedValue::None),
    ("nil", WordedValue::None),
    ("no new", WordedValue::None),
    ("eliminated", WordedValue::None),
    ("cleared", WordedValue::None),
    ("cleared to zero", WordedValue::None),
    ("not one", WordedValue::None),
    ("half", WordedValue::Half),
    ("halved", WordedValue::Half),
    ("by half", WordedValue::Half),
    ("half-price", WordedValue::Half),
    ("half price", WordedValue::Half),
    ("half the", WordedValue::Half),
    ("half of the", WordedValue::Half),
    ("a majority", WordedValue::OverHalf),
    ("top place", WordedValue::First),
];
