//! Where simulations are played, one after the other.

use std::cell::RefCell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::rc::Rc;
use std::sync::Arc;

use chuanmen_core::simulation::{Fault, Simulation};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use super::clock::Time;
use super::hub::{Form, HubHost, Letter};
use super::town::Town;
use super::world::World;

/// Where simulations are played, one after the other: one for each thread.
pub struct Stage {
    simulation: Arc<Simulation>,
    pub(super) runtime: Rc<Runtime>,
    pub(super) town: Town,
    folder: TempDir,
}

/// A simulation in which every promise was kept.
pub struct Outcome {
    /// What happened, line by line; the same for the same seed.
    pub trace: Vec<String>,
    /// Transactions in the hub at the end.
    pub taken: usize,
}

/// A simulation in which a promise was broken.
pub struct Failure {
    /// Which.
    pub what: String,
    /// What happened until then.
    pub trace: Vec<String>,
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage {
    /// A stage.
    ///
    /// # Panics
    /// When there is no room for one.
    #[must_use]
    pub fn new() -> Self {
        let memory = std::path::Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            tempfile::tempdir_in(memory)
        } else {
            tempfile::tempdir()
        };
        let folder = folder.expect("a folder");
        let simulation = Arc::new(Simulation::default());
        simulation.enter();
        simulation.begin(0, None);
        let inside = Arc::clone(&simulation);
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .max_blocking_threads(1)
            .on_thread_start(move || inside.enter())
            .build();
        let stage = Self {
            town: Town::build(folder.path()),
            runtime: Rc::new(runtime.expect("a runtime")),
            simulation,
            folder,
        };
        stage.warm_up();
        stage
    }

    /// What a process draws once must not be drawn from the first seed.
    fn warm_up(&self) {
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let time = Time::noon();
        let hub = HubHost::new(folder.path(), &self.town.hub, &time, &self.runtime);
        hub.deliver(&Letter {
            token: "nobody".to_owned(),
            body: Vec::new(),
            form: Form::Json,
            broken: false,
        });
    }

    /// Plays a seed, with a fault planted or none.
    ///
    /// # Errors
    /// The first promise that was broken.
    ///
    /// # Panics
    /// When there is no room for it; what panics in the simulation is a failure.
    pub fn play(&self, seed: u64, fault: Option<&Fault>) -> Result<Outcome, Failure> {
        self.simulation.enter();
        self.simulation.begin(seed, fault.cloned());
        let folder = tempfile::tempdir_in(self.folder.path()).expect("a folder");
        let trace = RefCell::new(Vec::new());
        let played = catch_unwind(AssertUnwindSafe(|| {
            let mut world = World::new(self, seed, folder.path());
            let done = catch_unwind(AssertUnwindSafe(|| world.play()));
            trace.replace(world.shared.trace.borrow().lines().to_vec());
            let done = done.unwrap_or_else(|panic| Err(said(&*panic)));
            done.map(|()| world.shared.ledger.borrow().count())
        }));
        let trace = trace.into_inner();
        match played.unwrap_or_else(|panic| Err(said(&*panic))) {
            Ok(taken) => Ok(Outcome { trace, taken }),
            Err(what) => Err(Failure { what, trace }),
        }
    }
}

fn said(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("without a word"))
}
