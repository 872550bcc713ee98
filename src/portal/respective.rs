//! Lists whose items and numbers belong to each other one by one: 小学、初中的校数分别为5所、8所.

/// The words of such a list for one of its numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RespectiveItem<'t> {
    /// The item of the number.
    pub item: &'t str,
    /// What the last item goes on to say of all of them.
    pub shared: &'t str,
}

const RESPECTIVELY: &str = "分别";
const JOINS: [char; 5] = ['、', '和', '与', '及', '，'];
/// The most letters that stand between the word and the first number, or between two numbers.
const BETWEEN: usize = 8;

/// The item to which a number behind `before` belongs.
pub fn respective_item(before: &str) -> Option<RespectiveItem<'_>> {
    let at = before.rfind(RESPECTIVELY)?;
    let numbers = &before[at + RESPECTIVELY.len()..];
    let is_number = |c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '％' | ':' | '万' | '亿' | '元');
    let words = numbers.split(is_number).filter(|words| !words.is_empty());
    if numbers.contains(['；', '。', ';']) || words.clone().any(|words| words.chars().count() > BETWEEN) {
        return None;
    }
    let position = numbers.split(JOINS).filter(|part| part.contains(|c: char| c.is_ascii_digit())).count();
    let list = before[..at].rsplit(['；', '：', '。', '，']).next()?;
    let items: Vec<&str> = list.split(['、', '和', '与', '及']).filter(|item| !item.is_empty()).collect();
    let (item, last) = (items.get(position).filter(|_| items.len() > 1)?, items.last()?);
    // Items are built alike: what the last one has beyond that is said of all.
    let own = last.char_indices().nth(item.chars().count()).map_or(last.len(), |(at, _)| at);
    let shared = if position + 1 == items.len() { "" } else { &last[own..] };
    Some(RespectiveItem { item, shared })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_has_its_item() {
        for (before, item, shared) in [
            ("全市小学、初中在校生分别为", "全市小学", "生"),
            ("普通小学、普通中学生均经费分别为", "普通小学", "生均经费"),
            ("普通小学、普通中学生均经费分别为1.3万元、", "普通中学生均经费", ""),
            ("入园率、普惠覆盖率和公办占比分别达到86.82%、88.45%、", "公办占比", ""),
        ] {
            assert_eq!(respective_item(before), Some(RespectiveItem { item, shared }), "{before}");
        }
        for before in ["教师分别", "小学、初中共", "小学、初中分别为5所、8所；高中", "小学、初中分别为5所、8所、"]
        {
            assert_eq!(respective_item(before), None, "{before}");
        }
    }
}
