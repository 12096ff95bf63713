use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::num::NonZeroU32;

use axum::extract::{ConnectInfo, FromRequestParts};
use axum::http::request::Parts;
use chuanmen_core::protocol::ErrorCode;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::ApiError;
use crate::state::AppState;

/// Peers remembered before those that have been quiet are forgotten.
const MANY_PEERS: usize = 10_000;

/// Slows down whoever guesses codes or passwords: so many tries a minute per peer.
pub(crate) struct EnrolPace(DefaultKeyedRateLimiter<IpAddr>);

impl EnrolPace {
    /// So many tries a minute, all of which may come at once.
    #[must_use]
    pub(crate) fn per_minute(tries: NonZeroU32) -> Self {
        Self(RateLimiter::keyed(Quota::per_minute(tries)))
    }

    /// Counts a try.
    ///
    /// # Errors
    /// 429 when there were too many.
    pub(crate) fn check(&self, peer: Peer) -> Result<(), ApiError> {
        if self.0.len() > MANY_PEERS {
            self.0.retain_recent();
        }
        self.0
            .check_key(&peer.0)
            .map_err(|_| ApiError::new(ErrorCode::TooManyRequests, "too many tries; wait a minute"))
    }
}

/// Who is at the other end of the line, as far as limits are concerned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Peer(IpAddr);

impl Peer {
    /// One subscriber has 2^64 addresses of IPv6: count its network.
    fn new(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(
                address.to_bits() & !u128::from(u64::MAX),
            )),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

impl FromRequestParts<AppState> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Self, Self::Rejection> {
        // The last address is the one that our own proxy wrote; those before it anybody can.
        let forwarded = || {
            let header = parts.headers.get("x-forwarded-for")?.to_str().ok()?;
            header.rsplit(',').next()?.trim().parse().ok()
        };
        let connected = || {
            let ConnectInfo(address) = parts.extensions.get::<ConnectInfo<SocketAddr>>()?;
            Some(address.ip())
        };
        let forwarded = state.behind_proxy.then(forwarded).flatten();
        let address = forwarded.or_else(connected);
        Ok(Self::new(
            address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)),
        ))
    }
}
