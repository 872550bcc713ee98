use super::*;
use crate::figure::lexicon::kinds::Scale;

fn framed<'t>(text: &'t str, figure: &str, lang: Lang) -> Framed<'t> {
    let at = text.find(figure).expect("the figure");
    Framed::new(text, at..at + figure.len(), lang)
}

#[test]
fn words_around_a_figure_say_which_way_it_went() {
    use Lang::{En, Zh};
    use ValueCourse::{Fall, Rise};
    for (text, figure, lang, expected) in [
        ("支出比上年增长5.2%。", "5.2%", Zh, Some(Rise)),
        ("支出比上年下降了5.2%。", "5.2%", Zh, Some(Fall)),
        ("支出下降到5.2%。", "5.2%", Zh, None),
        ("减少3所。支出为5.2%", "5.2%", Zh, None),
        ("a decrease of 5.2% on the year", "5.2%", En, Some(Fall)),
        ("spending grew by 5.2%", "5.2%", En, Some(Rise)),
        ("a 5.2% decline", "5.2%", En, Some(Fall)),
        ("it fell to 5.2%", "5.2%", En, None),
    ] {
        assert_eq!(framed(text, figure, lang).direction(), expected, "{text}");
    }
}

#[test]
fn a_level_is_told_from_a_change() {
    use Lang::{En, Zh};
    for (text, lang, expected) in [
        ("入园率提高到91%", Zh, Some(Measured::Level)),
        ("入园率提高91%", Zh, Some(Measured::Change)),
        ("入园率为91%", Zh, None),
        ("the rate rose to 91%", En, Some(Measured::Level)),
        ("the rate rose by 91%", En, Some(Measured::Change)),
    ] {
        assert_eq!(framed(text, "91%", lang).kind(), expected, "{text}");
    }
    assert_eq!(kind_of_name("教育支出增长率", "Growth of spending"), Some(Measured::Change));
    assert_eq!(kind_of_name("教育支出", "Education spending"), Some(Measured::Level));
    assert_eq!(kind_of_name("新建校舍面积", "Floor space built"), None);
}

#[test]
fn bases_scopes_and_qualifiers_stand_at_the_figure() {
    use Lang::{En, Zh};
    assert_eq!(framed("每生每年600元", "600元", Zh).bases(), [Base::Year, Base::Pupil]);
    assert_eq!(framed("每月开一次会，发600元", "600元", Zh).bases(), []);
    assert_eq!(framed("600 yuan per pupil a year", "600 yuan", En).bases(), [Base::Pupil, Base::Year]);
    assert_eq!(framed("综合得分全国排名第3", "第3", Zh).scope(), Some(RankScope::Country));
    assert_eq!(framed("it came third in the province", "third", En).scope(), Some(RankScope::Province));
    for (text, figure, lang, whole) in [
        ("惠及全国21万个家庭", "21万个", Zh, Some(RankScope::Country)),
        ("经费占全省的12%", "12%", Zh, None),
        ("比全市高出12%", "12%", Zh, None),
        ("it serves 9 schools in the province", "9 schools", En, Some(RankScope::Province)),
        ("it is 12% of the province", "12%", En, None),
    ] {
        assert_eq!(framed(text, figure, lang).adjoining_whole(), whole, "{text}");
    }
    let about = framed("建成近532辆左右", "532辆", Zh).qualifiers();
    assert_eq!(about, (Some(Qualifier::About), Some(Qualifier::About)));
    assert_eq!(framed("附近532辆", "532辆", Zh).qualifiers(), (None, None));
    assert_eq!(framed("almost 532 buses", "532 buses", En).qualifiers().0, Some(Qualifier::About));
}

#[test]
fn the_order_of_a_ratio_is_read() {
    for (text, turned) in
        [("1:13.5", Some(false)), ("约190∶1", Some(true)), ("16 to 1", Some(true)), ("1:1", None), ("3:2", None)]
    {
        assert_eq!(ratio_turned(text), turned, "{text}");
    }
}

#[test]
fn words_belong_to_the_figure_that_they_stand_at() {
    use Lang::{En, Zh};
    for (text, figure, lang, expected) in [
        ("小学5所，初中共8所", "8所", Zh, ("初中共", "")),
        ("小学5所、初中8所", "8所", Zh, ("初中", "")),
        ("培训校长30名和教师90名", "90名", Zh, ("教师", "")),
        ("接收3人，由高校培养", "3人", Zh, ("接收", "")),
        ("5 primary schools and 8 junior highs", "8 junior highs", En, ("", "")),
        ("growth was 2% in towns and 3% in villages", "2%", En, ("growth was ", " in towns")),
        ("they allot 70% of places to villages", "70%", En, ("they allot ", " of places")),
    ] {
        assert_eq!(framed(text, figure, lang).near(), expected, "{text}");
    }
}

#[test]
fn kinds_of_things_exclude_each_other_on_their_own_scale() {
    use Lang::{En, Zh};
    let told = |one: &str, other: &str, lang| Kinds::of(one, lang).contradicts(Kinds::of(other, lang));
    for (one, other, lang, expected) in [
        ("初中学生", "小学在校学生数", Zh, Some(Scale::Stage)),
        ("中小学", "小学在校学生数", Zh, None),
        ("小学化倾向", "初中数", Zh, None),
        ("民办园", "公办幼儿园数", Zh, Some(Scale::Sector)),
        ("公办园", "公办幼儿园数", Zh, None),
        ("乡村教师", "城镇教师", Zh, Some(Scale::Locality)),
        ("招聘学生", "招聘教师数", Zh, Some(Scale::Person)),
        ("县级市", "市级先进", Zh, None),
        ("secondary vocational schools", "senior highs and vocational schools", En, None),
        ("junior highs", "primary schools", En, Some(Scale::Stage)),
        ("kindergartens", "schools", En, Some(Scale::Institution)),
        ("public spending", "private schools", En, None),
        ("pupils recruited", "teachers recruited", En, Some(Scale::Person)),
    ] {
        assert_eq!(told(one, other, lang), expected, "{one}: {other}");
    }
    assert_eq!(teachers_first("专任师生比"), Some(true));
    assert_eq!(teachers_first("the pupil–teacher ratio was"), Some(false));
    assert_eq!(teachers_first("招生比例"), None);
}

#[test]
fn heads_say_which_way_their_values_went() {
    for (head, expected) in [
        ("增长率", Some(ValueCourse::Rise)),
        ("降幅（%）", Some(ValueCourse::Fall)),
        ("增长或下降", None),
        ("学校数", None),
        ("Growth", Some(ValueCourse::Rise)),
        ("Fall on the year", Some(ValueCourse::Fall)),
        ("Waterfalls", None),
    ] {
        assert_eq!(course_of_head(head), expected, "{head}");
    }
}

#[test]
fn the_whole_of_a_sentence_is_read() {
    use Lang::{En, Zh};
    use RankScope::{County, Province};
    for (text, figure, lang, expected) in [
        ("从全省看，专任教师9人", "9人", Zh, Some(Province)),
        ("全县校车9辆", "9辆", Zh, Some(County)),
        ("在全省推广，教师9人", "9人", Zh, None),
        ("The share in the province reached 9%", "9%", En, Some(Province)),
        ("the best share in the province, 9%", "9%", En, None),
        ("9% in the county-seat towns", "9%", En, None),
    ] {
        let framed = framed(text, figure, lang);
        assert_eq!(framed.whole().or_else(|| framed.adjoining_whole()), expected, "{text}");
    }
}

#[test]
fn a_name_is_the_subject_where_its_part_of_the_sentence_begins() {
    use Lang::{En, Zh};
    for (text, name, lang, expected) in [
        ("2020年，甲市投入9万元", "甲市", Zh, true),
        ("2020年甲市投入9万元", "甲市", Zh, true),
        ("截至2020年，甲市投入9万元", "甲市", Zh, true),
        ("比甲市多投入9万元", "甲市", Zh, false),
        ("甲市和乙市投入9万元", "甲市", Zh, false),
        ("In 2020 Alpha’s spending came to 9", "Alpha", En, true),
        ("In 2020, Alpha spent 9", "Alpha", En, true),
        ("It spent more than Alpha", "Alpha", En, false),
        ("Alpha University spent 9", "Alpha", En, false),
    ] {
        let at = text.find(name).expect("the name");
        assert_eq!(is_subject(text, &(at..at + name.len()), lang), expected, "{text}");
    }
}
