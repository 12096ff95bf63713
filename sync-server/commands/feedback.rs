//! What people say about the app: read and answered.

use chuanmen_core::domain::FeedbackId;

use super::{CommandError, open_existing, say, the_community};
use crate::config::{FeedbackAnswerArgs, FeedbackListArgs};
use crate::hub::Said;

pub(super) fn list(args: &FeedbackListArgs) -> Result<(), CommandError> {
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    for said in hub.feedback(community)? {
        if args.all || said.feedback.answer.is_empty() {
            say(&told(&said))?;
        }
    }
    Ok(())
}

pub(super) fn answer(args: &FeedbackAnswerArgs) -> Result<(), CommandError> {
    let answer = args.answer.trim();
    if answer.is_empty() {
        return Err(CommandError::Usage("the answer is empty".into()));
    }
    let hub = open_existing(&args.data.database)?;
    let community = the_community(&hub, args.community)?;
    let id: FeedbackId = args.id;
    hub.answer_feedback(community, id, answer)?;
    say("answered; it arrives with the next sync")
}

/// One thing that was said, a paragraph. What people typed is kept from moving the cursor.
fn told(said: &Said) -> String {
    let it = &said.feedback;
    let plain = |text: &str| text.replace(|c: char| c.is_control() && c != '\n', " ");
    let when = chuanmen_core::china_date(it.written_at);
    let mut lines = vec![
        format!("{}  {}  {}  {when}", it.id, it.sort, said.login),
        format!("  {}", plain(&it.text).replace('\n', "\n  ")),
    ];
    let more = [
        ("contact", &it.contact),
        ("with", &it.about),
        ("answer", &it.answer),
    ];
    let more = more.into_iter().filter(|(_, text)| !text.is_empty());
    lines.extend(more.map(|(name, text)| format!("  {name}: {}", plain(text))));
    lines.join("\n")
}
