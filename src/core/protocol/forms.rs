use serde::{Deserialize, Serialize};

/// What `GET /v1/report-forms` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormsResponse {
    /// By name.
    pub forms: Vec<FormName>,
}

/// A form that can be filled: `GET /v1/reports/{name}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormName {
    /// What it is called: `12345工单`.
    pub name: String,
    /// Why it cannot be filled, for whoever looks after its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<String>,
}
