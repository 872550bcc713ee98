use super::*;

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
