//! The three ways to ask: with a body, with bytes as they are, with nothing.

use chuanmen_wire::{Codec, Effort};
use reqwest::RequestBuilder;
use reqwest::header::CONTENT_TYPE;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::HttpTransport;
use super::answer::answered;
use crate::sync::{Hub, TransportError, packing};

impl HttpTransport {
    /// Sends a body, packed for a line that is slow or not, and reads the answer's. Says how large
    /// the body was as JSON and on its way.
    pub(super) async fn post<B: Serialize, A: DeserializeOwned>(
        &self,
        url: &str,
        token: Option<&str>,
        body: &B,
        packed: Option<(Codec, bool)>,
    ) -> Result<(A, (usize, usize)), TransportError> {
        let json =
            serde_json::to_vec(body).map_err(|why| TransportError::NoHub(why.to_string()))?;
        let length = json.len();
        let packed = packed.map(|(codec, slow)| (codec, Effort::of(length, slow)));
        let (request, travelled) = packing::put(self.client.post(url), json, packed)?;
        let answer = answered(request, token).await?;
        let answer = serde_json::from_slice(&answer);
        let answer = answer.map_err(|why| TransportError::NoHub(why.to_string()))?;
        Ok((answer, (length, travelled)))
    }

    /// Sends bytes as they are.
    pub(super) async fn bytes<A: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        hub: &Hub,
        bytes: Vec<u8>,
    ) -> Result<A, TransportError> {
        let request = request.header(CONTENT_TYPE, "application/octet-stream");
        self.plain(request.body(bytes), hub).await
    }

    /// Asks for something without a body.
    pub(super) async fn plain<A: DeserializeOwned>(
        &self,
        request: RequestBuilder,
        hub: &Hub,
    ) -> Result<A, TransportError> {
        let answer = answered(packing::plain_answer(request), Some(&hub.token)).await?;
        serde_json::from_slice(&answer).map_err(|why| TransportError::NoHub(why.to_string()))
    }
}
