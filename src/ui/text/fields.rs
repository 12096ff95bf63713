//! Words about the fields of a record and what stands in them.

use chuanmen_core::domain::{Kind, Sex, Urgency};

use super::lives::{party_name, wish_kind};
use super::organisations::trade;
use super::people::{housing, relation, sex, urgency};
use super::points::earned_by;
use super::t;

/// `电话`: a field by its name.
pub(crate) fn field_name(kind: &Kind, field: &str) -> String {
    match (kind, field) {
        (Kind::NeedCategory, "days") => return t!("need-category-days"),
        (Kind::NeedCategory, "working") => return t!("need-category-by-working"),
        (Kind::NeedCategory, "party") => return t!("need-category-party"),
        (Kind::VisitRule, "months") => return t!("every-in-months"),
        (Kind::VisitRule, "days") => return t!("every-in-days"),
        (Kind::CareTag, "weight") => return t!("care-tag-weight"),
        (Kind::CareTag, "restricted") => return t!("care-tag-restricted"),
        (
            Kind::CareTag | Kind::NeedCategory | Kind::Guide | Kind::PointsRule | Kind::Reward,
            "retired",
        ) => return t!("catalogue-retire"),
        (Kind::PointsRule, "points") => return t!("points-rule-points"),
        (Kind::PointsRule, "by") => return t!("points-rule-by"),
        (Kind::Reward, "price") => return t!("reward-price"),
        (Kind::Reward, "stock") => return t!("reward-stock"),
        (Kind::Reward, "taken") => return t!("reward-taken"),
        (Kind::Guide, field) => return guide_field(field),
        (Kind::Meeting, field) => return meeting_field(field),
        (Kind::Campaign, field) => return campaign_field(field),
        (Kind::ChecklistItem, "name") => return t!("question-name"),
        (Kind::Resident | Kind::Account, "name") => {}
        (_, "name") => return t!("catalogue-name"),
        _ => {}
    }
    match field {
        "name" => t!("field-name"),
        "phone" => t!("field-phone"),
        "identity" => t!("field-identity"),
        "note" => t!("field-note"),
        "place" => t!("field-place"),
        "housing" => t!("field-housing"),
        "sex" => t!("field-sex"),
        "relation" => t!("field-relation"),
        "ethnicity" => t!("field-ethnicity"),
        "family_doctor" => t!("field-family-doctor"),
        "party_member" => t!("field-party-member"),
        "household" => t!("field-household"),
        "deleted" => t!("field-deleted"),
        "contact" => t!("field-contact"),
        "employees" => t!("field-employees"),
        "party_organisation" => t!("field-party-organisation"),
        "closed" => t!("field-closed"),
        "text" => t!("field-text"),
        "category" => t!("field-category"),
        "urgency" => t!("field-urgency"),
        "due_on" => t!("field-due-on"),
        "needed_by" => t!("field-needed-by"),
        "kind" => t!("field-kind"),
        "asks" => t!("question-sort"),
        "normal" => t!("question-normal"),
        "attention" => t!("question-attention"),
        "shown_if" => t!("question-when"),
        "required" => t!("question-required"),
        "retired" => t!("question-retire"),
        "order" => t!("question-order"),
        tag if tag.starts_with("tag/") => t!("question-whom"),
        "merged_into" => t!("field-merged-into"),
        tag if tag.starts_with("care_tag/") => t!("field-care-tag"),
        tag if tag.starts_with("care_since/") => t!("field-care-since"),
        tag if tag.starts_with("care_reason/") => t!("field-care-reason"),
        _ => t!("field-other"),
    }
}

fn meeting_field(field: &str) -> String {
    match field {
        "on" => t!("meeting-day"),
        "time" => t!("meeting-time"),
        "venue" => t!("meeting-venue"),
        "chair" => t!("meeting-chair"),
        field if field.starts_with("agenda/") => t!("meeting-agenda"),
        field if field.starts_with("attendance/") => t!("attendance"),
        _ => t!("field-other"),
    }
}

fn campaign_field(field: &str) -> String {
    match field {
        "name" => t!("campaign-name"),
        "text" => t!("campaign-about"),
        "from" => t!("campaign-first-day"),
        "to" => t!("campaign-last-day"),
        "ended" => t!("campaign-end"),
        field if field.starts_with("building/") => t!("campaign-where"),
        field if field.starts_with("item/") => t!("campaign-items"),
        field if field.starts_with("tag/") => t!("campaign-whom"),
        "deleted" => t!("field-deleted"),
        _ => t!("field-other"),
    }
}

fn guide_field(field: &str) -> String {
    match field {
        "title" => t!("handbook-title"),
        "category" => t!("handbook-category"),
        "summary" => t!("guide-summary"),
        "eligibility" => t!("guide-eligibility"),
        "papers" => t!("guide-papers"),
        "place" => t!("guide-place"),
        "hours" => t!("guide-hours"),
        "phone" => t!("guide-phone"),
        "order" => t!("question-order"),
        _ => t!("field-other"),
    }
}

/// `租住`: what stands in a field, where it is a word of a vocabulary or a flag; all else as the
/// replica said it. Empty stays empty.
pub(crate) fn field_value(kind: &Kind, field: &str, said: &str) -> String {
    if said.is_empty() {
        return String::new();
    }
    match (kind, field) {
        (Kind::Household, "housing") => housing(&said.into()),
        (Kind::Resident, "sex") => sex(&Sex::from(said)),
        (Kind::Resident, "relation") => relation(&said.into()),
        (Kind::Need, "urgency") => urgency(&Urgency::from(said)),
        (Kind::Wish, "kind") => wish_kind(&said.into()),
        (Kind::Organisation, "kind") => trade(&said.into()),
        (Kind::NeedCategory, "party") => party_name(&said.into()),
        (Kind::PointsRule, "by") => earned_by(&said.into()),
        (Kind::ChecklistItem, "asks") => asked(said),
        (_, "phone" | "identity") => masked(said),
        (_, "deleted") => t!("value-deleted"),
        _ if said == "true" => t!("value-yes"),
        _ => said.to_owned(),
    }
}

/// `几样选一样：煤气瓶、柴火`: how a question is answered.
fn asked(said: &str) -> String {
    let (sort, offers) = said.split_once(' ').unwrap_or((said, ""));
    let sort = match sort {
        "words" => t!("sort-words"),
        "one" => t!("sort-one"),
        "several" => t!("sort-several"),
        "number" => t!("sort-number"),
        "date" => t!("sort-date"),
        "text" => t!("sort-text"),
        _ => t!("sort-unknown"),
    };
    match offers {
        "" => sort,
        offers => t!("sort-offers", sort = sort, offers = offers),
    }
}

/// A masked number with its mask drawn, not typed.
fn masked(said: &str) -> String {
    let parts = said.split('*').filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("••••")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::text::speak;
    use chuanmen_replica::api::Language;

    #[test]
    fn people_have_names_of_their_own_and_questions_are_asked() {
        speak(Language::Chinese);
        let named = [
            (Kind::Resident, "姓名"),
            (Kind::Organisation, "名称"),
            (Kind::CareTag, "名称"),
            (Kind::ChecklistItem, "问什么"),
        ];
        for (kind, word) in named {
            assert_eq!(field_name(&kind, "name"), word, "{kind}");
        }
    }

    #[test]
    fn no_stored_word_is_shown_as_it_is_stored() {
        speak(Language::Chinese);
        let said = [
            (Kind::Household, "housing", "rent", "租住"),
            (Kind::Resident, "sex", "female", "女"),
            (Kind::Resident, "relation", "child_in_law", "儿媳女婿"),
            (Kind::Resident, "party_member", "true", "是"),
            (Kind::Need, "urgency", "urgent", "急"),
            (Kind::Wish, "kind", "goods", "实物"),
            (Kind::Organisation, "kind", "school", "学校、幼儿园"),
            (Kind::Need, "deleted", "true", "删掉"),
            (Kind::ChecklistItem, "asks", "date", "选日子"),
            (
                Kind::ChecklistItem,
                "asks",
                "one 煤气瓶、柴火",
                "几样选一样：煤气瓶、柴火",
            ),
        ];
        for (kind, field, stored, shown) in said {
            assert_eq!(field_value(&kind, field, stored), shown, "{field}");
        }
    }

    #[test]
    fn the_mask_of_a_number_is_drawn() {
        let said = |field, stored| field_value(&Kind::Resident, field, stored);
        assert_eq!(said("phone", "138****2907"), "138••••2907");
        let identity = "1101************2X 1949-12-31";
        assert_eq!(said("identity", identity), "1101••••2X 1949-12-31");
        assert_eq!(said("note", "2 * 3"), "2 * 3");
    }

    #[test]
    fn what_a_person_typed_is_shown_as_typed_and_nothing_stays_nothing() {
        assert_eq!(field_value(&Kind::Resident, "note", "rent"), "rent");
        assert_eq!(field_value(&Kind::Household, "housing", ""), "");
    }
}
