//! The transport that goes over HTTP: how a client is made; the rest is what it asks and hears.

mod answer;
mod asks;
mod line;
mod routes;

use std::time::Duration;

use reqwest::Client;

use super::TransportError;
use super::packing::Packing;

/// The hub over HTTP: `fetch` in a browser, a connection of our own elsewhere.
#[derive(Debug, Clone)]
pub struct HttpTransport {
    client: Client,
    packing: Packing,
}

/// A whole round trip, on the slowest line and with the largest body.
const PATIENCE: Duration = Duration::from_secs(120);

impl HttpTransport {
    /// A transport.
    ///
    /// # Errors
    /// When the system's certificates cannot be read.
    pub fn new() -> Result<Self, TransportError> {
        let client = Self::builder().build();
        let client = client.map_err(|why| TransportError::Offline(why.to_string()))?;
        Ok(Self {
            client,
            packing: Packing::default(),
        })
    }

    #[cfg(not(target_family = "wasm"))]
    fn builder() -> reqwest::ClientBuilder {
        // Another part of the process may have chosen already; any provider will do.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder().connect_timeout(Duration::from_secs(10))
    }

    #[cfg(target_family = "wasm")]
    fn builder() -> reqwest::ClientBuilder {
        Client::builder()
    }
}

pub(super) fn offline(why: reqwest::Error) -> TransportError {
    TransportError::Offline(why.without_url().to_string())
}
