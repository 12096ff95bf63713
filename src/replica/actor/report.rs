use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::de::DeserializeOwned;

use chuanmen_core::domain::{AreaId, MeetingId};
use chuanmen_core::report::{Only, Overview, Shape, Subdistrict, Table};
use jiff::civil::Date;

use super::{Clock, Engine};
use crate::api::{
    Ask, CachedReport, FileBytes, MeetingQuery, Notice, Outcome, ReplicaError, ReportRequest,
};
use crate::storage::ReportKey;
use crate::sync::{ReportFormat, ReportSubject, Transport};

impl<T: Transport, C: Clock> Engine<T, C> {
    pub(super) async fn pull_overview(
        &self,
        community: Option<AreaId>,
        grid: Option<AreaId>,
        month: Date,
    ) -> Result<Outcome, ReplicaError> {
        let subject = ReportSubject {
            name: None,
            community,
            format: ReportFormat::Json,
            grid,
            month,
            only: Only::default(),
            shape: Shape::default(),
        };
        let overview: Overview = parse(&self.pull(&subject).await?)?;
        let kept = CachedReport::Overview(overview.clone());
        let request = ReportRequest::overview(community, grid, month);
        self.keep(&ReportKey::of(&request), &kept)?;
        Ok(Outcome::Overview(Box::new(overview)))
    }

    pub(super) async fn pull_table(&self, request: ReportRequest) -> Result<Outcome, ReplicaError> {
        let body = self.pull(&subject(&request, ReportFormat::Json)).await?;
        let table: Table = parse(&body)?;
        let kept = CachedReport::Table(table.clone());
        self.keep(&ReportKey::of(&request), &kept)?;
        Ok(Outcome::Table(Box::new(table)))
    }

    pub(super) async fn export_xlsx(
        &self,
        request: ReportRequest,
    ) -> Result<Outcome, ReplicaError> {
        let body = self.pull(&subject(&request, ReportFormat::Xlsx)).await?;
        let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        Ok(file(&request, "xlsx", media, &body))
    }

    pub(super) async fn export_csv(&self, request: ReportRequest) -> Result<Outcome, ReplicaError> {
        let body = self.pull(&subject(&request, ReportFormat::Csv)).await?;
        Ok(file(&request, "csv", "text/csv; charset=utf-8", &body))
    }

    pub(super) async fn export_minutes(&self, meeting: MeetingId) -> Result<Outcome, ReplicaError> {
        let known = self.answer(MeetingQuery { meeting }.into_query())?;
        let known = MeetingQuery::from_answer(known).ok_or(ReplicaError::NotFound)?;
        let hub = self.hub()?;
        let community = self.store.borrow().session().map(|me| me.community);
        let community = community.ok_or(ReplicaError::NotEnrolled)?;
        let body = self.transport.minutes(&hub, community, meeting).await?;
        Ok(Outcome::File(FileBytes {
            name: format!("联席会议纪要-{}.docx", known.row.on),
            media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
                .to_owned(),
            base64: BASE64_STANDARD.encode(body),
        }))
    }

    pub(super) async fn pull_subdistrict(&self, month: Date) -> Result<Outcome, ReplicaError> {
        let request = ReportRequest {
            name: Subdistrict::report_name(),
            community: None,
            grid: None,
            month,
            only: Only::default(),
            shape: Shape::default(),
        };
        let body = self.pull(&subject(&request, ReportFormat::Json)).await?;
        let view: Subdistrict = parse(&body)?;
        let kept = CachedReport::Subdistrict(view.clone());
        self.keep(&ReportKey::of(&request), &kept)?;
        Ok(Outcome::Subdistrict(Box::new(view)))
    }

    pub(super) async fn pull_forms(&self) -> Result<Outcome, ReplicaError> {
        let forms = self.transport.forms(&self.hub()?).await?;
        Ok(Outcome::Forms(forms))
    }

    async fn pull(&self, subject: &ReportSubject) -> Result<Vec<u8>, ReplicaError> {
        let hub = self.hub()?;
        Ok(self.transport.report(&hub, subject).await?)
    }

    fn keep(&self, key: &ReportKey, report: &CachedReport) -> Result<(), ReplicaError> {
        let wall = self.clock.wall();
        self.store.borrow_mut().keep_report(key, report, wall)?;
        self.tell(&Notice::Changed);
        Ok(())
    }
}

fn subject(request: &ReportRequest, format: ReportFormat) -> ReportSubject {
    ReportSubject {
        name: Some(request.name.clone()),
        community: request.community,
        format,
        grid: request.grid,
        month: request.month,
        only: request.only.clone(),
        shape: request.shape.clone(),
    }
}

/// A body that is no report comes from something that is no hub.
fn parse<R: DeserializeOwned>(body: &[u8]) -> Result<R, ReplicaError> {
    serde_json::from_slice(body).map_err(|_| ReplicaError::Offline)
}

/// `诉求台账-2026-11.xlsx`
fn file(request: &ReportRequest, extension: &str, media_type: &str, body: &[u8]) -> Outcome {
    let title = request.name.title();
    let month = request.month.strftime("%Y-%m");
    Outcome::File(FileBytes {
        name: format!("{title}-{month}.{extension}"),
        media_type: media_type.to_owned(),
        base64: BASE64_STANDARD.encode(body),
    })
}
