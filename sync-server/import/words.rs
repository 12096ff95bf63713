//! Words of people's lists as the domain's.

use chuanmen_core::domain::{Housing, Relation, Sex};

use super::typed::word;

/// 男, 女, and how some systems write them.
pub(super) fn sex(typed: &str) -> Option<Sex> {
    match word(typed).as_str() {
        "男" | "男性" | "1" | "M" | "m" | "male" => Some(Sex::Male),
        "女" | "女性" | "2" | "F" | "f" | "female" => Some(Sex::Female),
        _ => None,
    }
}

/// To the head of the household, as lists of the police and of communities say it (GB/T 4761).
pub(super) fn relation(typed: &str) -> Option<Relation> {
    let word = word(typed);
    let word = word.strip_prefix("户主之").unwrap_or(&word);
    let word = word.strip_prefix('之').unwrap_or(word);
    Some(match word {
        "户主" | "本人" | "本人或户主" => Relation::Head,
        "配偶" | "妻" | "妻子" | "夫" | "丈夫" | "老公" | "老婆" | "爱人" => {
            Relation::Spouse
        }
        "子" | "女" | "儿子" | "女儿" | "子女" | "独生子" | "独生女" | "长子" | "次子" | "三子"
        | "长女" | "次女" | "三女" | "二女" | "二子" | "养子" | "养女" | "继子" | "继女" => {
            Relation::Child
        }
        "儿媳" | "媳妇" | "女婿" | "儿媳或女婿" | "长媳" => Relation::ChildInLaw,
        "孙子" | "孙女" | "外孙" | "外孙子" | "外孙女" | "孙辈" | "孙" | "孙子女" => {
            Relation::Grandchild
        }
        "父" | "母" | "父亲" | "母亲" | "父母" | "岳父" | "岳母" | "公公" | "婆婆" => {
            Relation::Parent
        }
        "兄" | "弟" | "姐" | "妹" | "哥哥" | "弟弟" | "姐姐" | "妹妹" | "兄弟姐妹" | "兄弟"
        | "姐妹" => Relation::Sibling,
        "租客" | "租户" | "承租人" | "租住" => Relation::Tenant,
        word => Relation::KNOWN
            .iter()
            .find(|known| known.as_str() == word)?
            .clone(),
    })
}

/// Whose the flat is.
pub(super) fn housing(typed: &str) -> Option<Housing> {
    Some(match word(typed).as_str() {
        "自住" | "自有" | "自有住房" | "自住房" | "产权房" => Housing::Own,
        "租住" | "租赁" | "出租" | "出租房" | "租房" => Housing::Rent,
        "合租" | "合租房" | "群租" => Housing::Shared,
        "空置" | "空置房" | "无人居住" | "空房" => Housing::Vacant,
        word => Housing::KNOWN
            .iter()
            .find(|known| known.as_str() == word)?
            .clone(),
    })
}

/// Yes or no, or what a column of political status says.
pub(super) fn yes(typed: &str) -> Option<bool> {
    match word(typed).as_str() {
        "是" | "有" | "√" | "1" | "已签约" | "党员" | "中共党员" | "预备党员" | "中共预备党员" => {
            Some(true)
        }
        "否" | "无" | "不是" | "没有" | "×" | "0" | "未签约" | "群众" | "团员" | "共青团员"
        | "民主党派" | "无党派" | "无党派人士" | "少先队员" => Some(false),
        _ => None,
    }
}

/// The parts of a cell that names several things; none of those that say there is none.
pub(super) fn several(typed: &str) -> Vec<String> {
    let parts = typed.split(['、', '，', ',', ';', '；', '/', '|', '\n']);
    parts
        .map(word)
        .filter(|part| {
            !part.is_empty() && !matches!(part.as_str(), "无" | "否" | "没有" | "普通" | "-")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_lists_are_the_domains() {
        assert_eq!(sex("男 "), Some(Sex::Male));
        assert_eq!(relation("户主之妻"), Some(Relation::Spouse));
        assert_eq!(relation("长 子"), Some(Relation::Child));
        assert_eq!(relation("child_in_law"), Some(Relation::ChildInLaw));
        assert_eq!(housing("出租房"), Some(Housing::Rent));
        assert_eq!(yes("中共党员"), Some(true));
        assert_eq!(yes("群众"), Some(false));
        assert_eq!(several("独居老人、低保；无"), ["独居老人", "低保"]);
    }

    #[test]
    fn what_nobody_knows_is_none_and_not_guessed() {
        assert!(sex("不详").is_none() && relation("邻居").is_none());
        assert!(housing("公寓").is_none() && yes("也许").is_none());
    }
}
