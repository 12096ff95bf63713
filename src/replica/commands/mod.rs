//! What each command writes: checked, put into one transaction, saved durably. One file per group.

pub(crate) mod amend;
mod area;
mod bundle;
mod campaign;
mod catalogue;
mod checklist;
mod conflict;
mod desk;
mod draft;
mod feedback;
mod health;
mod household;
mod lists;
mod meeting;
mod need;
mod organisation;
mod outbox;
pub(crate) mod picture;
mod points;
mod post;
mod posting;
mod resident;
mod round;
mod task;
mod typed;
mod visit;
mod wish;

#[cfg(test)]
mod tests;

use chuanmen_core::UnixMillis;

use crate::api::{Command, Outcome, ReplicaError};
use crate::storage::Store;
use desk::Desk;

/// What became of a command that was handed to [`handle`].
#[derive(Debug)]
pub enum Handled {
    /// It is done, durably.
    Here(Outcome),
    /// It needs the hub or the engine; nothing was done.
    NotLocal(Box<Command>),
}

/// What a revoked device delivers for the last time, and which saves are in it; none if nothing
/// waits.
///
/// # Errors
/// The database's.
pub(crate) fn last_bundle(
    store: &mut Store,
    wall: UnixMillis,
) -> Result<Option<bundle::Made>, ReplicaError> {
    bundle::made(&mut Desk::new(store, wall))
}

/// Does a command that needs nothing but this device's database, while the wall clock says `wall`.
///
/// # Errors
/// [`ReplicaError::Invalid`] for what was typed, [`ReplicaError::NotFound`],
/// [`ReplicaError::StepNotPossible`], [`ReplicaError::NotEnrolled`], or the database's. Whatever
/// it is, nothing was written.
pub fn handle(
    store: &mut Store,
    command: Command,
    wall: UnixMillis,
) -> Result<Handled, ReplicaError> {
    let desk = &mut Desk::new(store, wall);
    let outcome = match command {
        Command::RecordVisit { household, visit } => visit::record(desk, household, visit),
        Command::SaveDraft { household, visit } => draft::save(desk, household, &visit),
        Command::DropDraft { household } => draft::drop(desk, household),
        Command::KeepResidentForm {
            household,
            resident,
            form,
        } => draft::keep_resident(desk, household, resident, form.as_ref()),
        Command::DiscardDraft { form } => draft::discard(desk, form),
        Command::RestoreDraft { form } => draft::restore(desk, form),
        Command::Amend { transaction } => amend::amend(desk, transaction),
        Command::SendFeedback(form) => feedback::send(desk, &form),
        Command::RaiseNeed { household, need } => need::raise(desk, household, &need),
        Command::RaiseCommonNeed { area, need } => need::raise_common(desk, area, &need),
        Command::TakeNeedStep(step) => need::take_step(desk, step),
        Command::RaiseWish { household, wish } => wish::raise(desk, household, &wish),
        Command::TakeWishStep(step) => wish::take_step(desk, step),
        Command::TakePostingStep {
            posting,
            step,
            note,
        } => posting::take_step(desk, posting, &step, &note),
        Command::TakeTaskStep { task, step, note } => task::take_step(desk, task, &step, &note),
        Command::AddResident {
            household,
            resident,
        } => resident::add(desk, household, &resident),
        Command::EditResident(edit) => resident::edit(desk, &edit),
        Command::MoveOut { resident } => resident::leave(desk, resident),
        Command::MergeResidents { resident, twin } => resident::merge(desk, resident, twin),
        Command::MoveResident {
            resident,
            household,
            relation,
        } => resident::relocate(desk, resident, household, relation),
        Command::AddHousehold(form) => household::add(desk, &form),
        Command::EditHousehold(edit) => household::edit(desk, &edit),
        Command::MoveHousehold { household, door } => household::relocate(desk, household, &door),
        Command::RemoveHousehold { household } => household::remove(desk, household),
        Command::SplitHousehold(split) => household::split(desk, &split),
        Command::MergeHouseholds { household, twin } => household::merge(desk, household, twin),
        Command::Reveal { resident } => resident::reveal(desk, resident),
        Command::SaveOrganisation { organisation, form } => {
            organisation::save(desk, organisation, &form)
        }
        Command::KeepOrganisationForm { organisation, form } => {
            organisation::keep(desk, organisation, form.as_ref())
        }
        Command::CallAt { organisation, call } => organisation::call(desk, organisation, &call),
        Command::KeepCall { organisation, call } => {
            organisation::keep_call(desk, organisation, call.as_ref())
        }
        Command::RaiseOrganisationNeed { organisation, need } => {
            organisation::raise_need(desk, organisation, &need)
        }
        Command::RevealContact { organisation } => organisation::reveal(desk, organisation),
        Command::SaveQuestion { item, question } => checklist::save(desk, item, &question),
        Command::MoveQuestion { item, up } => checklist::shift(desk, item, up),
        Command::RetireQuestion { item, retired } => checklist::retire(desk, item, retired),
        Command::SaveArea { area, form } => area::save(desk, area, &form),
        Command::RetireArea { area } => area::retire(desk, area),
        Command::SaveCareTag { tag, form } => catalogue::save_tag(desk, tag, &form),
        Command::SaveVisitRule { every } => catalogue::save_rule(desk, &every),
        Command::SaveNeedCategory { category, form } => {
            catalogue::save_category(desk, category, &form)
        }
        Command::SaveGuide { guide, form } => catalogue::save_guide(desk, guide, &form),
        Command::SaveGuides { guides } => catalogue::save_guides(desk, &guides),
        Command::RetireEntry { kind, id, retired } => catalogue::retire(desk, &kind, id, retired),
        Command::SavePointsRule { rule, form } => catalogue::save_points_rule(desk, rule, &form),
        Command::SaveReward { reward, form } => catalogue::save_reward(desk, reward, &form),
        Command::TakePoints { account, form } => points::take(desk, account, &form),
        Command::SavePost { post, form } => post::save(desk, post, &form),
        Command::TakePostStep { post, step } => post::take_step(desk, post, &step),
        Command::MarkRota {
            post,
            account,
            minutes,
        } => post::mark(desk, post, account, minutes),
        Command::SaveHealthSession { session, form } => health::save_session(desk, session, &form),
        Command::Book { session, resident } => health::book(desk, session, resident),
        Command::MarkBooking { booking, state } => health::mark(desk, booking, &state),
        Command::LookAtHealth { resident } => health::look(desk, resident),
        Command::Measure { resident, form } => health::measure(desk, resident, &form),
        Command::KeepMeasurement { resident, form } => {
            health::keep_form(desk, resident, form.as_ref())
        }
        Command::WithdrawMeasurement {
            measurement,
            reason,
        } => health::withdraw(desk, measurement, &reason),
        Command::SignFamilyDoctor { resident, form } => health::sign(desk, resident, &form),
        Command::EndSigning { signing, reason } => health::end(desk, signing, &reason),
        Command::SaveCampaign { campaign, form } => campaign::save(desk, campaign, &form),
        Command::AwaitResource { need, awaits } => lists::await_resource(desk, need, awaits),
        Command::SaveResource { resource, form } => lists::save_resource(desk, resource, &form),
        Command::SaveProject { project, form } => lists::save_project(desk, project, &form),
        Command::SaveMeeting { meeting, form } => meeting::save(desk, meeting, &form),
        Command::TakeMeetingStep {
            meeting,
            step,
            note,
        } => meeting::take_step(desk, meeting, &step, &note),
        Command::PassResolution { meeting, form } => meeting::pass(desk, meeting, &form),
        Command::SettleConflict {
            kind,
            id,
            field,
            choice,
        } => conflict::settle(desk, &kind, id, &field, choice),
        Command::KeepPhoto { photo, thumb } => picture::keep_photo(desk, &photo, &thumb),
        Command::KeepSignature { strokes } => picture::keep_signature(desk, &strokes),
        Command::Undo { transaction } => outbox::undo(desk, transaction),
        Command::Resend { transaction } => outbox::resend(desk, transaction),
        Command::ExportBundle => bundle::export(desk),
        Command::TakeIn { name, base64 } => bundle::take_in(desk, &name, &base64),
        Command::DropCarried { id } => bundle::drop(desk, id),
        Command::Opened { household } => round::opened(desk, household),
        Command::Round(step) => round::take(desk, step),
        Command::Prefer(preference) => desk
            .store
            .set_preference(preference)
            .map(|()| Outcome::Done)
            .map_err(ReplicaError::from),
        Command::Enrol { .. }
        | Command::SyncNow
        | Command::FetchPicture { .. }
        | Command::SendPhotosAgain
        | Command::Wake
        | Command::WatchReports
        | Command::PullOverview { .. }
        | Command::PullAudit(_)
        | Command::PullForms
        | Command::PullTokens
        | Command::MakeToken { .. }
        | Command::RevokeToken { .. }
        | Command::PullPeople
        | Command::AddPerson { .. }
        | Command::ChangeGrants { .. }
        | Command::OfferEnrolment { .. }
        | Command::Import(_)
        | Command::RevokeDevice { .. }
        | Command::PullLeavings
        | Command::Decide { .. }
        | Command::PullTable(_)
        | Command::PullSubdistrict { .. }
        | Command::ExportXlsx(_)
        | Command::ExportCsv(_)
        | Command::ExportMinutes { .. }
        | Command::TakeOver
        | Command::Unlock { .. }
        | Command::UnlockOnline { .. }
        | Command::SetPin { .. }
        | Command::RemovePin { .. }
        | Command::Lock => return Ok(Handled::NotLocal(Box::new(command))),
    };
    outcome.map(Handled::Here)
}
