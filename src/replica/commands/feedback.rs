use chuanmen_core::domain::{Feedback, FeedbackId, FeedbackSort, Kind, Scope};
use chuanmen_core::merge::Patch;

use super::desk::Desk;
use super::typed::{invalid, required, text};
use crate::api::{FeedbackDraft, Outcome, ReplicaError, Summary};
use crate::storage::Save;

/// How long a way to reach somebody may be, in characters.
const CONTACT_CHARS: usize = 100;

/// Says something about the app. It lies in this person's own scope: only their devices and those
/// who run the hub have it.
pub(super) fn send(desk: &mut Desk<'_>, form: &FeedbackDraft) -> Result<Outcome, ReplicaError> {
    if !FeedbackSort::KNOWN.contains(&form.sort) {
        return Err(invalid("sort", "form"));
    }
    let author = desk.account()?;
    let contact = text("contact", &form.contact)?;
    if contact.chars().count() > CONTACT_CHARS {
        return Err(invalid("contact", "too_long"));
    }
    let feedback = Feedback {
        id: FeedbackId(desk.fresh_id()),
        sort: form.sort.clone(),
        text: required("text", &form.text)?,
        contact,
        author: Some(author),
        written_at: desk.now(),
        about: text("about", &form.about)?,
        answer: String::new(),
        answered_at: None,
    };
    desk.save(Save {
        scope: Scope::Account(author),
        patches: vec![Patch::create(
            Kind::Feedback,
            feedback.id.into(),
            feedback.fields(),
        )],
        events: Vec::new(),
        summary: Summary {
            feedback: 1,
            ..Summary::default()
        },
        draft: None,
    })
}
