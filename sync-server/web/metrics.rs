use std::sync::OnceLock;

use chuanmen_core::protocol::Answer;
use metrics::{counter, describe_counter, describe_gauge, describe_histogram, gauge};
use metrics_exporter_prometheus::{BuildError, Matcher, PrometheusBuilder, PrometheusHandle};

use crate::memory::resident;

/// One recorder for the process: the `metrics` crate has a single place for it.
static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// Bounds of the buckets that durations fall in, in seconds.
const DURATIONS: &[f64] = &[0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0];

/// What the hub counts, for Prometheus. Counts of requests and transactions, never of people.
#[derive(Clone)]
pub(crate) struct Metrics(PrometheusHandle);

impl Metrics {
    /// The process's metrics; the first call sets them up.
    ///
    /// # Errors
    /// In practice never.
    pub(crate) fn install() -> Result<Self, BuildError> {
        if let Some(handle) = RECORDER.get() {
            return Ok(Self(handle.clone()));
        }
        let durations = Matcher::Full("chuanmen_request_seconds".into());
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(durations, DURATIONS)?
            .build_recorder();
        let handle = recorder.handle();
        // Two hubs in one process (tests) may come here together: the first one stays.
        if RECORDER.set(handle.clone()).is_ok() && metrics::set_global_recorder(recorder).is_ok() {
            describe();
        }
        Ok(Self(RECORDER.get().cloned().unwrap_or(handle)))
    }

    /// Everything in Prometheus' text form.
    #[must_use]
    pub(crate) fn render(&self) -> String {
        self.0.run_upkeep();
        self.0.render()
    }

    /// Notes how large the data and the process are, and how many devices there are.
    #[expect(clippy::cast_precision_loss, reason = "a gauge is a float")]
    pub(crate) fn note_size(&self, bytes: u64, devices: u64) {
        if let Some(resident) = resident("self") {
            gauge!("process_resident_memory_bytes").set(resident as f64);
        }
        gauge!("chuanmen_database_bytes").set(bytes as f64);
        gauge!("chuanmen_devices").set(devices as f64);
    }

    /// Notes how many keep a report open.
    pub(crate) fn note_listeners(&self, listeners: usize) {
        let listeners = u32::try_from(listeners).unwrap_or(u32::MAX);
        gauge!("chuanmen_live_listeners").set(f64::from(listeners));
    }

    /// Counts what listeners were told, and those that were turned away.
    pub(crate) fn count_live(outcome: &'static str) {
        counter!("chuanmen_live_events_total", "outcome" => outcome).increment(1);
    }

    /// Counts a sync and what was answered in it.
    pub(crate) fn count_sync(app: &str, answers: &[Answer]) {
        counter!("chuanmen_syncs_total", "app" => version_label(app)).increment(1);
        Self::count_answers(answers);
    }

    /// Counts a bundle and what was answered to what was in it; none if it was not taken in.
    pub(crate) fn count_bundle(answers: Option<&[Answer]>) {
        let taken = if answers.is_some() { "true" } else { "false" };
        counter!("chuanmen_bundles_total", "taken" => taken).increment(1);
        Self::count_answers(answers.unwrap_or_default());
    }

    /// Counts a part of a photo or signature, and the bytes that came with it.
    pub(crate) fn count_blob(outcome: &'static str, bytes: usize) {
        counter!("chuanmen_blob_parts_total", "outcome" => outcome).increment(1);
        let bytes = u64::try_from(bytes).unwrap_or(u64::MAX);
        counter!("chuanmen_blob_bytes_total").increment(bytes);
    }

    fn count_answers(answers: &[Answer]) {
        for answer in answers {
            match answer {
                Answer::Accepted { duplicate, .. } => {
                    let duplicate = if *duplicate { "true" } else { "false" };
                    counter!("chuanmen_transactions_accepted_total", "duplicate" => duplicate)
                        .increment(1);
                }
                Answer::Refused { code, .. } => {
                    let code = code.as_str().to_owned();
                    counter!("chuanmen_transactions_refused_total", "code" => code).increment(1);
                }
            }
        }
    }
}

/// What a phone says of its version, if it looks like one: anything else would let a client make
/// labels without end.
fn version_label(app: &str) -> String {
    let is_version = (1..=16).contains(&app.len())
        && app
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if is_version {
        app.to_owned()
    } else {
        "other".to_owned()
    }
}

fn describe() {
    describe_counter!("chuanmen_syncs_total", "Round trips, by version of the app");
    describe_counter!(
        "chuanmen_bundles_total",
        "Files of unsent work, taken in or not"
    );
    describe_counter!("chuanmen_transactions_accepted_total", "Transactions taken");
    describe_counter!(
        "chuanmen_transactions_refused_total",
        "Transactions refused, by reason"
    );
    describe_counter!(
        "chuanmen_blob_parts_total",
        "Parts of photos and signatures received, by what became of the whole"
    );
    describe_counter!(
        "chuanmen_blob_bytes_total",
        "Bytes of photos and signatures received"
    );
    describe_counter!(
        "chuanmen_live_events_total",
        "Changes told to open reports, and listeners turned away"
    );
    describe_gauge!("chuanmen_live_listeners", "Devices that keep a report open");
    describe_histogram!(
        "chuanmen_request_seconds",
        "Time to answer, by route and status"
    );
    describe_gauge!("chuanmen_database_bytes", "What the data takes");
    describe_gauge!(
        "process_resident_memory_bytes",
        "Memory that the process holds"
    );
    describe_gauge!("chuanmen_devices", "Devices enrolled and not revoked");
}
