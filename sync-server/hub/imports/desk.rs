//! Files that were read and wait to be confirmed, and how far those are that were. They are kept
//! in memory: what nobody confirmed is nowhere once the hub stops.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Access, AccountId, AreaId};
use chuanmen_core::protocol::{
    ImportMatching, ImportPreview, ImportProgress, ImportStage, ImportsResponse, UndoneImport,
};
use tokio::runtime::Handle;
use uuid::Uuid;

use super::desk_views::{listed, meanings, preview, undone};
use super::{ImportOf, Progress};
use crate::hub::oversight::oversight;
use crate::hub::{Hub, HubError, Session};
use crate::import::{ImportKind, Limits, Meanings, Sheet, read};
use crate::store::{CommunityKey, ImportId, ImportState};

/// How long a file is kept without being confirmed, in ms.
pub const FILE_VALID: i64 = 30 * UnixMillis::MINUTE;

/// Files kept at the same time, over all communities.
const FILES: usize = 16;

/// Characters of a file's name that are kept.
const NAME: usize = 100;

/// The files.
#[derive(Default)]
pub(crate) struct Desk {
    files: Mutex<BTreeMap<Uuid, Kept>>,
}

/// A file of somebody's.
struct Kept {
    account: AccountId,
    community: CommunityKey,
    list: Arc<List>,
    until: UnixMillis,
    run: Arc<Run>,
}

/// What a file holds.
struct List {
    area: AreaId,
    name: String,
    kind: ImportKind,
    sheet: Sheet,
}

/// How far it is.
struct Run {
    stopped: AtomicBool,
    at: Mutex<ImportProgress>,
}

impl Run {
    fn waiting() -> Self {
        Self {
            stopped: AtomicBool::new(false),
            at: Mutex::new(ImportProgress {
                stage: ImportStage::Waiting,
                done: 0,
                of: 0,
            }),
        }
    }

    fn at(&self) -> MutexGuard<'_, ImportProgress> {
        self.at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_running(&self) -> bool {
        self.at().stage == ImportStage::Running
    }
}

/// What runs has failed when this is dropped, unless it ended otherwise before.
struct Ending(Arc<Run>);

impl Drop for Ending {
    fn drop(&mut self) {
        let mut at = self.0.at();
        if at.stage == ImportStage::Running {
            at.stage = ImportStage::Failed;
        }
    }
}

impl Desk {
    /// The files that are still good.
    fn files(&self, now: UnixMillis) -> MutexGuard<'_, BTreeMap<Uuid, Kept>> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        files.retain(|_, kept| now < kept.until || kept.run.is_running());
        files
    }

    fn find(
        &self,
        session: &Session,
        file: Uuid,
        now: UnixMillis,
    ) -> Result<(Arc<List>, Arc<Run>, UnixMillis), HubError> {
        let files = self.files(now);
        let kept = files
            .get(&file)
            .filter(|kept| kept.account == session.account && kept.community == session.community);
        let kept = kept.ok_or(HubError::NotFound)?;
        Ok((Arc::clone(&kept.list), Arc::clone(&kept.run), kept.until))
    }
}

impl Hub {
    /// Whether somebody may import into their own community.
    ///
    /// # Errors
    /// [`HubError::NotGranted`] for everybody but its supervisors, or the store's.
    pub fn may_import(&self, session: &Session) -> Result<(), HubError> {
        let read = self.store.read()?;
        match oversight(&*read, session, session.community, session.area)? {
            Some(Access::Write) => Ok(()),
            _ => Err(HubError::NotGranted),
        }
    }

    /// Reads a file and keeps it until it is confirmed or [`FILE_VALID`] is over; another one that
    /// the same account had waiting is forgotten. Nothing is written.
    ///
    /// # Errors
    /// [`HubError::NotGranted`]; [`HubError::ImportUnreadable`] for what is no list;
    /// [`HubError::ImportBusy`] when too many are kept already; or the store's.
    pub fn keep_import_file(
        &self,
        session: &Session,
        kind: ImportKind,
        name: &str,
        bytes: &[u8],
    ) -> Result<ImportPreview, HubError> {
        self.may_import(session)?;
        let sheet = read(bytes, &Limits::default())
            .map_err(|fault| HubError::ImportUnreadable { fault })?;
        let plain = name.chars().filter(|c| !c.is_control());
        let list = List {
            area: session.area,
            name: plain.take(NAME).collect(),
            kind,
            sheet,
        };
        let (file, now) = (self.fresh_id()?, self.now());
        let until = now.plus(FILE_VALID);
        let preview = self.preview(file, &list, until, &Meanings::new())?;
        let mut files = self.desk.files(now);
        files.retain(|_, kept| kept.account != session.account || kept.run.is_running());
        if files.len() >= FILES {
            return Err(HubError::ImportBusy);
        }
        files.insert(
            file,
            Kept {
                account: session.account,
                community: session.community,
                list: Arc::new(list),
                until,
                run: Arc::new(Run::waiting()),
            },
        );
        Ok(preview)
    }

    /// Judges a kept file once more, with columns as somebody says. Nothing is written.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], [`HubError::NotFound`], [`HubError::Invalid`] for a field that
    /// there is not, or the store's.
    pub fn check_import_file(
        &self,
        session: &Session,
        file: Uuid,
        matching: ImportMatching,
    ) -> Result<ImportPreview, HubError> {
        self.may_import(session)?;
        let said = meanings(matching)?;
        let (list, _, until) = self.desk.find(session, file, self.now())?;
        self.preview(file, &list, until, &said)
    }

    fn preview(
        &self,
        file: Uuid,
        list: &List,
        until: UnixMillis,
        said: &Meanings,
    ) -> Result<ImportPreview, HubError> {
        let matching = self.match_import(list.area, list.kind, &list.sheet, said)?;
        let plan = self.check_import(list.area, &list.sheet, &matching)?;
        Ok(preview((file, until), &list.name, &matching, &plan))
    }

    /// Begins to write a kept file, on a thread of its own.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], [`HubError::NotFound`], [`HubError::Invalid`] if there is
    /// nothing to write, [`HubError::ImportBusy`] while another list is written, or the store's.
    pub fn run_import_file(
        self: &Arc<Self>,
        session: &Session,
        file: Uuid,
        matching: ImportMatching,
    ) -> Result<ImportProgress, HubError> {
        self.may_import(session)?;
        let said = meanings(matching)?;
        let (list, run, _) = self.desk.find(session, file, self.now())?;
        let matching = self.match_import(list.area, list.kind, &list.sheet, &said)?;
        if !matching.is_usable() {
            return Err(HubError::Invalid("the columns do not make a list".into()));
        }
        let begun = {
            // Under one lock: of two that are confirmed at once, one waits for its turn.
            let files = self.desk.files(self.now());
            let mut own = files
                .values()
                .filter(|kept| kept.community == session.community);
            if own.any(|kept| kept.run.is_running()) {
                return Err(HubError::ImportBusy);
            }
            let mut at = run.at();
            if at.stage != ImportStage::Waiting {
                return Err(HubError::NotFound);
            }
            at.stage = ImportStage::Running;
            at.clone()
        };
        let of = ImportOf {
            file: list.name.clone(),
            author: Some(session.account),
        };
        let hub = Arc::clone(self);
        let by = session.account;
        tokio::task::spawn_blocking(move || {
            // Even if it panics, nobody waits for it forever.
            let _ending = Ending(Arc::clone(&run));
            let stage = hub.write_file(&list, of, &matching, &said, &run);
            let stage = stage.unwrap_or_else(|error| {
                tracing::error!(%error, "an import broke off");
                ImportStage::Failed
            });
            tracing::info!(%by, import = list.kind.as_str(), stage = stage.as_str(), "import ended");
            run.at().stage = stage;
        });
        Ok(begun)
    }

    fn write_file(
        self: &Arc<Self>,
        list: &List,
        of: ImportOf,
        matching: &crate::import::Matching,
        said: &Meanings,
        run: &Run,
    ) -> Result<ImportStage, HubError> {
        let mut turn = self.turn();
        let mut watch = |progress: Progress| {
            {
                let mut at = run.at();
                (at.done, at.of) = (progress.done, progress.of);
            }
            // Whoever wants to write meanwhile comes first.
            turn = None;
            turn = self.turn();
            if run.stopped.load(Ordering::Relaxed) {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        };
        let sheet = (&list.sheet, matching);
        let by = of.author;
        let done = self.run_import(list.area, of, sheet, said, &mut watch)?;
        if done.state != ImportState::Cancelled {
            return Ok(ImportStage::Done);
        }
        self.undo_import(list.area, done.id, by, &mut |_| ControlFlow::Continue(()))?;
        Ok(ImportStage::Cancelled)
    }

    /// A turn to write, in the order in which all ask; none if the hub is stopping.
    fn turn(&self) -> Option<tokio::sync::SemaphorePermit<'_>> {
        Handle::current().block_on(self.writers.acquire()).ok()
    }

    /// How far a kept file is.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], [`HubError::NotFound`], or the store's.
    pub fn import_progress(
        &self,
        session: &Session,
        file: Uuid,
    ) -> Result<ImportProgress, HubError> {
        self.may_import(session)?;
        let (_, run, _) = self.desk.find(session, file, self.now())?;
        let at = run.at().clone();
        Ok(at)
    }

    /// Stops the writing of a kept file, which takes back what was written; or forgets one that
    /// waits.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], [`HubError::NotFound`], or the store's.
    pub fn cancel_import_file(
        &self,
        session: &Session,
        file: Uuid,
    ) -> Result<ImportProgress, HubError> {
        self.may_import(session)?;
        let (_, run, _) = self.desk.find(session, file, self.now())?;
        // The lock on the stage: it cannot begin between the look and the word.
        let mut at = run.at();
        match at.stage {
            ImportStage::Waiting => at.stage = ImportStage::Cancelled,
            ImportStage::Running => run.stopped.store(true, Ordering::Relaxed),
            _ => {}
        }
        Ok(at.clone())
    }

    /// The lists that were imported into the supervisor's own community.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], or the store's.
    pub fn imported_lists(&self, session: &Session) -> Result<ImportsResponse, HubError> {
        self.may_import(session)?;
        let rows = self.imports(session.area)?;
        let read = self.store.read()?;
        let accounts = read.accounts(session.community)?;
        Ok(listed(rows, &accounts))
    }

    /// Takes back what an import of the supervisor's own community added.
    ///
    /// # Errors
    /// [`HubError::NotGranted`], [`HubError::NotFound`], [`HubError::ImportBusy`] while a list is
    /// being written, or the store's.
    pub fn undo_imported(
        &self,
        session: &Session,
        import: ImportId,
    ) -> Result<UndoneImport, HubError> {
        self.may_import(session)?;
        let mut rows = self.imports(session.area)?.into_iter();
        if !rows.any(|row| row.id == import) {
            return Err(HubError::NotFound);
        }
        let busy = self
            .desk
            .files(self.now())
            .values()
            .any(|kept| kept.community == session.community && kept.run.is_running());
        if busy {
            return Err(HubError::ImportBusy);
        }
        let mut turn = self.turn();
        let done = self.undo_import(session.area, import, Some(session.account), &mut |_| {
            turn = None;
            turn = self.turn();
            ControlFlow::Continue(())
        })?;
        tracing::info!(by = %session.account, %import, removed = done.removed, "import undone");
        Ok(undone(&done))
    }
}
