use chuanmen_core::china_date;
use chuanmen_core::domain::{Need, NeedId, Party, Satisfaction};
use chuanmen_replica::api::{Command, NeedRow};
use dioxus::prelude::*;
use jiff::civil::Date;

use crate::ui::components::{
    Button, ButtonLook, CheckRow, Checked, Failure, Field, IconName, RadioRow, RadioRows, TextArea,
};
use crate::ui::hooks::{use_now, use_send, use_snack};
use crate::ui::text::{day, party_name, t};

/// The parties that a need can be dispatched to.
const PARTIES: [Party; 6] = [
    Party::PropertyCompany,
    Party::OwnersCommittee,
    Party::PartyBranch,
    Party::GridUnit,
    Party::Community,
    Party::Department,
];

/// What a step needs to be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ui::screens) struct Ask {
    /// To whom it is dispatched.
    pub(in crate::ui::screens) party: bool,
    /// To whom such things usually are.
    pub(in crate::ui::screens) suggested: Option<Party>,
    /// How content the resident is.
    pub(in crate::ui::screens) satisfaction: bool,
    /// A number, proposed so.
    pub(in crate::ui::screens) number: Option<i64>,
    /// Words for everybody, proposed so.
    pub(in crate::ui::screens) text: Option<String>,
    /// Into which of these needs.
    pub(in crate::ui::screens) into: Vec<NeedRow>,
    /// The need that is merged into one of them.
    pub(in crate::ui::screens) merged: Option<NeedRow>,
    /// Who reads the note too, in words; empty if nobody but those who see the need.
    pub(in crate::ui::screens) note_hint: String,
    /// A note; otherwise a note may be given.
    pub(in crate::ui::screens) note_required: bool,
    /// The note as far as it was written elsewhere.
    pub(in crate::ui::screens) note: String,
}

/// What was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::ui::screens) struct Taken {
    /// What to say about it.
    pub(in crate::ui::screens) note: String,
    /// To whom.
    pub(in crate::ui::screens) party: Option<Party>,
    /// 1 to 5.
    pub(in crate::ui::screens) satisfaction: Option<Satisfaction>,
    /// The number typed.
    pub(in crate::ui::screens) number: Option<i64>,
    /// The words for everybody.
    pub(in crate::ui::screens) text: String,
    /// Into which need.
    pub(in crate::ui::screens) into: Option<NeedId>,
    /// Whether the party may know whom to ask for.
    pub(in crate::ui::screens) contact: bool,
    /// Which department, of a department.
    pub(in crate::ui::screens) department: String,
}

impl Taken {
    /// What is still missing, in words for the button.
    fn missing(&self, ask: &Ask) -> Option<String> {
        if ask.party && self.party.is_none() {
            Some(t!("step-choose-party"))
        } else if !ask.into.is_empty() && self.into.is_none() {
            Some(t!("step-choose-need"))
        } else if ask.satisfaction && self.satisfaction.is_none() {
            Some(t!("step-choose-satisfaction"))
        } else if ask.number.is_some() && self.number.is_none() {
            Some(t!("step-type-number"))
        } else if ask.text.is_some() && self.text.trim().is_empty() {
            Some(t!("step-type-text"))
        } else if ask.note_required && self.note.trim().is_empty() {
            Some(t!("step-type-note"))
        } else {
            None
        }
    }
}

/// Asks, saves, and says that it is saved, with a way back.
#[component]
pub(in crate::ui::screens) fn StepForm(
    ask: Ask,
    done: String,
    command: Callback<Taken, Command>,
    onsaved: EventHandler<()>,
) -> Element {
    let sender = use_send();
    let snack = use_snack();
    let proposed = ask.text.clone().unwrap_or_default();
    let mut taken = use_signal(|| Taken {
        text: proposed,
        note: ask.note.clone(),
        party: ask.suggested.clone(),
        number: ask.number,
        ..Taken::default()
    });
    let missing = taken.read().missing(&ask);
    let line = |text: String| RadioRow {
        text,
        second: String::new(),
    };
    let parties = PARTIES
        .iter()
        .map(|party| line(party_name(party)))
        .collect::<Vec<_>>();
    let party = PARTIES
        .iter()
        .position(|party| Some(party) == taken.read().party.as_ref());
    let needs: Vec<_> = ask
        .into
        .iter()
        .map(|need| RadioRow {
            text: need.text.clone(),
            second: format!("{} · {}", need.place, need.category),
        })
        .collect();
    let now = use_now();
    let told = taken_over(&ask, taken.read().into, china_date(now));
    let ids: Vec<_> = ask.into.iter().map(|need| need.id).collect();
    let into = ids.iter().position(|id| Some(*id) == taken.read().into);
    let grades = satisfaction_words();
    let grade = grades
        .iter()
        .position(|(grade, _)| Some(*grade) == taken.read().satisfaction);
    let grades = grades
        .into_iter()
        .map(|(_, word)| line(word))
        .collect::<Vec<_>>();
    let save = move |_| {
        let done = done.clone();
        sender.send(command.call(taken.cloned()), move |outcome| {
            snack.saved(done, &outcome);
            onsaved.call(());
        });
    };
    rsx! {
        div { class: "stepform",
            if ask.party {
                RadioRows { label: t!("to-whom"), rows: parties, chosen: party,
                    onchoose: move |index: usize| taken.write().party = PARTIES.get(index).cloned() }
                if taken.read().party == Some(Party::Department) {
                    Field { id: "step-department", label: t!("which-department"),
                        placeholder: t!("which-department-example"), value: taken.read().department.clone(),
                        problem: sender.problem("department"),
                        oninput: move |typed| taken.write().department = typed }
                }
                CheckRow { title: t!("dispatch-contact"), second: t!("dispatch-contact-what"),
                    checked: if taken.read().contact { Checked::Yes } else { Checked::No },
                    ontoggle: move |()| {
                        let told = taken.peek().contact;
                        taken.write().contact = !told;
                    } }
            }
            if !ask.into.is_empty() {
                RadioRows { label: t!("into-which"), rows: needs, chosen: into,
                    onchoose: move |index: usize| taken.write().into = ids.get(index).copied() }
                if let Some(told) = told {
                    p { class: "sub", {told} }
                }
            }
            if ask.satisfaction {
                RadioRows { label: t!("satisfaction"), rows: grades, chosen: grade,
                    onchoose: move |index: usize| {
                        taken.write().satisfaction = satisfaction_words().get(index).map(|(grade, _)| *grade);
                    } }
            }
            if ask.number.is_some() {
                Field { id: "number", label: t!("wish-number-field"), value: typed_number(&taken.read()),
                    problem: sender.problem("number"),
                    oninput: move |typed: String| taken.write().number = typed.trim().parse().ok() }
            }
            if ask.text.is_some() {
                TextArea { id: "step-text", rows: 2, value: taken.read().text.clone(),
                    label: t!("wish-public-text"), hint: t!("wish-public-hint"),
                    problem: sender.problem("text"),
                    oninput: move |typed| taken.write().text = typed }
            }
            TextArea { id: "step-note", rows: 2, value: taken.read().note.clone(),
                label: if ask.note_required { t!("step-note-required") } else { t!("step-note") },
                hint: ask.note_hint.clone(),
                problem: sender.problem("note"),
                oninput: move |typed| taken.write().note = typed }
            if let Some(error) = sender.error() { Failure { error } }
            Button { look: ButtonLook::Primary, big: true, icon: IconName::Check,
                disabled: missing.is_some() || sender.busy(), onclick: save,
                {missing.unwrap_or_else(|| t!("save"))}
            }
        }
    }
}

/// What the need that is kept takes over of the one that is merged into it, in words.
fn taken_over(ask: &Ask, into: Option<NeedId>, today: Date) -> Option<String> {
    let merged = ask.merged.as_ref()?;
    let kept = ask.into.iter().find(|need| Some(need.id) == into)?;
    let of = |need: &'_ NeedRow| (need.due_on, need.urgency.clone());
    let (kept, merged) = (of(kept), of(merged));
    let (due_on, urgency) = Need::taken_over((kept.0, &kept.1), (merged.0, &merged.1));
    let due_on = due_on.map(|due| day(due, today));
    match (due_on, urgency) {
        (Some(day), Some(_)) => Some(t!("merge-takes-both", day = day)),
        (Some(day), None) => Some(t!("merge-takes-day", day = day)),
        (None, Some(_)) => Some(t!("merge-takes-urgency")),
        (None, None) => None,
    }
}

fn typed_number(taken: &Taken) -> String {
    taken
        .number
        .map(|number| number.to_string())
        .unwrap_or_default()
}

/// Most content first.
pub(in crate::ui::screens) fn satisfaction_words() -> [(Satisfaction, String); 5] {
    [
        (5, t!("satisfaction-5")),
        (4, t!("satisfaction-4")),
        (3, t!("satisfaction-3")),
        (2, t!("satisfaction-2")),
        (1, t!("satisfaction-1")),
    ]
}

#[cfg(test)]
mod tests {
    use chuanmen_core::UnixMillis;
    use chuanmen_core::domain::{NeedState, Urgency};

    use super::*;

    fn id(number: u32) -> NeedId {
        let written = format!("01930000-0000-7000-8000-{number:012}");
        written.parse().unwrap()
    }

    fn need(number: u32, due_on: Date, urgency: Urgency) -> NeedRow {
        NeedRow {
            id: id(number),
            text: "灯不亮".into(),
            category: "公共设施".into(),
            urgency,
            state: NeedState::Recorded,
            holder: None,
            department: String::new(),
            household: None,
            organisation: None,
            place: String::new(),
            due_on: Some(due_on),
            days_left: None,
            raised_at: UnixMillis(0),
            pending: false,
        }
    }

    #[test]
    fn who_merges_is_told_what_the_need_that_is_kept_takes_over() {
        let (early, late) = (Date::constant(2026, 11, 20), Date::constant(2026, 11, 27));
        let ask = Ask {
            into: vec![
                need(1, late, Urgency::Normal),
                need(2, early, Urgency::Urgent),
            ],
            merged: Some(need(3, early, Urgency::Urgent)),
            ..Ask::default()
        };
        let told = |number| taken_over(&ask, Some(id(number)), late);
        let both = told(1).unwrap();
        assert!(both.contains("11月20日") && both.contains("紧急"), "{both}");
        assert_eq!(told(2), None);
        assert_eq!(taken_over(&ask, None, late), None);
    }

    #[test]
    fn the_button_says_what_is_missing() {
        let ask = Ask {
            satisfaction: true,
            ..Ask::default()
        };
        assert!(Taken::default().missing(&ask).is_some());
        assert_eq!(
            Taken {
                satisfaction: Some(5),
                ..Taken::default()
            }
            .missing(&ask),
            None
        );
    }

    #[test]
    fn blanks_are_no_note() {
        let ask = Ask {
            note_required: true,
            ..Ask::default()
        };
        assert!(
            Taken {
                note: " \n".into(),
                ..Taken::default()
            }
            .missing(&ask)
            .is_some()
        );
    }
}
