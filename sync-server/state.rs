use std::num::NonZeroU32;
use std::path::PathBuf;
use std::sync::Arc;

use tokio_util::sync::CancellationToken;

use crate::connections::Patience;
use crate::hub::Hub;
use crate::reports::Forms;
use crate::web::{EnrolPace, Metrics};

/// What every request finds: the hub, and how it is to be served.
#[derive(Clone)]
pub struct AppState {
    /// The hub.
    pub hub: Arc<Hub>,
    /// What is counted.
    pub(crate) metrics: Metrics,
    /// Whether the metrics are served beside everything else.
    pub(crate) metrics_here: bool,
    /// How often a peer may try to enrol; none for any number of times.
    pub(crate) enrol_pace: Option<Arc<EnrolPace>>,
    /// Whether a proxy of ours writes `X-Forwarded-For`.
    pub(crate) behind_proxy: bool,
    /// How long it waits for slow clients.
    pub(crate) patience: Patience,
    /// Where the built app lies, if it is served.
    pub(crate) web: Option<Arc<PathBuf>>,
    /// The forms that reports can be put into.
    pub(crate) forms: Arc<Forms>,
    /// Cancelled when the hub stops: answers that would never end do so then.
    pub(crate) stopping: CancellationToken,
}

impl AppState {
    /// A hub served as it comes: no app, no limit on enrolling, metrics beside the rest.
    ///
    /// # Errors
    /// When the process's metrics cannot be set up; in practice never.
    pub fn new(hub: Hub) -> Result<Self, metrics_exporter_prometheus::BuildError> {
        Ok(Self {
            hub: Arc::new(hub),
            metrics: Metrics::install()?,
            metrics_here: true,
            enrol_pace: None,
            behind_proxy: false,
            patience: Patience::default(),
            web: None,
            forms: Arc::default(),
            stopping: CancellationToken::new(),
        })
    }

    /// With the metrics on an address of their own, not beside the rest.
    #[must_use]
    pub const fn with_metrics_aside(mut self) -> Self {
        self.metrics_here = false;
        self
    }

    /// Behind a proxy of ours that writes `X-Forwarded-For`.
    #[must_use]
    pub const fn behind_proxy(mut self) -> Self {
        self.behind_proxy = true;
        self
    }

    /// With another patience for slow clients.
    #[must_use]
    pub const fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// With a limit on how often a peer may try to enrol.
    #[must_use]
    pub fn with_enrol_pace(mut self, tries_per_minute: NonZeroU32) -> Self {
        self.enrol_pace = Some(Arc::new(EnrolPace::per_minute(tries_per_minute)));
        self
    }

    /// With forms that reports can be put into.
    #[must_use]
    pub fn with_forms(mut self, forms: Forms) -> Self {
        self.forms = Arc::new(forms);
        self
    }

    /// With the built app in a folder.
    #[must_use]
    pub fn with_web(mut self, folder: PathBuf) -> Self {
        self.web = Some(Arc::new(folder));
        self
    }
}
