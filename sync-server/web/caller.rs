use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use chuanmen_core::protocol::ErrorCode;

use super::ApiError;
use crate::auth::Token;
use crate::hub::{Hub, Leaver, Session};
use crate::state::AppState;

/// The enrolled device that calls, known by its bearer token. Taken from the head of a request,
/// so that a stranger's body is not even read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub(crate) Session);

impl FromRequestParts<AppState> for Caller {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let token = token(parts)?;
        let session = state
            .hub
            .reading(move |hub| hub.authenticate(&token))
            .await?;
        Ok(Self(session))
    }
}

/// Who reads reports: an enrolled device, or a program with a token that reads them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader(pub(crate) Session);

impl FromRequestParts<AppState> for Reader {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let token = token(parts)?;
        let job = move |hub: &Hub| hub.authenticate_reader(&token);
        Ok(Self(state.hub.reading(job).await?))
    }
}

/// A revoked device that leaves behind what it has.
#[derive(Debug, Clone)]
pub(crate) struct Leaving(pub(crate) Leaver);

impl FromRequestParts<AppState> for Leaving {
    type Rejection = ApiError;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        let token = token(parts)?;
        let leaver = state.hub.reading(move |hub| hub.leaver(&token)).await?;
        Ok(Self(leaver))
    }
}

fn token(parts: &Parts) -> Result<Token, ApiError> {
    let value = parts.headers.get(header::AUTHORIZATION);
    value
        .and_then(|value| value.to_str().ok())
        .and_then(Token::from_header)
        .ok_or_else(|| ApiError::new(ErrorCode::Unauthorized, "a device's token is needed"))
}
