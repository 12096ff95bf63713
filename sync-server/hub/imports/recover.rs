use std::ops::ControlFlow;

use crate::hub::{Hub, HubError};
use crate::store::ImportState;

impl Hub {
    /// Takes back what is written of lists that somebody at a desk had confirmed and that the hub
    /// was writing, or taking back, when it stopped. For a hub that starts: nothing is written yet.
    /// Lists of the command line are left alone, which may be at work on them. Returns how many.
    ///
    /// # Errors
    /// The store's; what was taken back by then stays so.
    pub fn take_back_unfinished(&self) -> Result<usize, HubError> {
        let communities = self.store.read()?.communities()?;
        let mut taken = 0;
        for (_, community) in communities {
            for row in self.imports(community)? {
                let unfinished = matches!(row.state, ImportState::Running | ImportState::Cancelled);
                if !unfinished || row.author.is_none() {
                    continue;
                }
                let mut on = |_| ControlFlow::Continue(());
                let undone = self.undo_import(community, row.id, None, &mut on)?;
                let removed = undone.removed;
                tracing::warn!(import = %row.id, removed, "an unfinished import was taken back");
                taken += 1;
            }
        }
        Ok(taken)
    }
}
