use chuanmen_core::domain::{NeedId, Party, Satisfaction};
use chuanmen_replica::api::{Command, NeedRow};
use dioxus::prelude::*;

use crate::ui::components::{
    Button, ButtonLook, CheckRow, Checked, Failure, Field, IconName, RadioRow, RadioRows, TextArea,
};
use crate::ui::hooks::{use_send, use_snack};
use crate::ui::text::{party_name, t};

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
    /// A number.
    pub(in crate::ui::screens) number: bool,
    /// Words for everybody, proposed so.
    pub(in crate::ui::screens) text: Option<String>,
    /// Into which of these needs.
    pub(in crate::ui::screens) into: Vec<NeedRow>,
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
        } else if ask.number && self.number.is_none() {
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
            }
            if ask.satisfaction {
                RadioRows { label: t!("satisfaction"), rows: grades, chosen: grade,
                    onchoose: move |index: usize| {
                        taken.write().satisfaction = satisfaction_words().get(index).map(|(grade, _)| *grade);
                    } }
            }
            if ask.number {
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
    use super::*;

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
