//! Server-sent events, as far as the hub uses them: which lines name an event, and how a body is
//! read piece by piece.

use reqwest::Response;

use super::TransportError;
use super::http::offline;

/// The longest line that is looked at; the hub's are short.
const LONGEST: usize = 256;

/// Reads lines out of pieces that may be cut anywhere.
#[derive(Debug, Default)]
pub(super) struct Events {
    line: Vec<u8>,
}

impl Events {
    /// Takes in a piece, and says whether a change was told in it.
    pub(super) fn take(&mut self, piece: &[u8]) -> bool {
        let mut changed = false;
        for byte in piece {
            match byte {
                b'\n' | b'\r' => {
                    let line = self.line.strip_prefix(b"event:");
                    changed |= line.is_some_and(|name| name.trim_ascii() == b"changed");
                    self.line.clear();
                }
                byte if self.line.len() < LONGEST => self.line.push(*byte),
                _ => {}
            }
        }
        changed
    }
}

/// The pieces of a body, as they arrive. Dropping it ends the request.
#[cfg(not(target_family = "wasm"))]
pub(super) struct Pieces(Response);

#[cfg(not(target_family = "wasm"))]
impl Pieces {
    pub(super) const fn of(response: Response) -> Self {
        Self(response)
    }

    /// The next one; none at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let piece = self.0.chunk().await.map_err(offline)?;
        Ok(piece.map(Into::into))
    }
}

/// The pieces of a body, as they arrive. Dropping it ends the request.
#[cfg(target_family = "wasm")]
pub(super) struct Pieces(
    futures_util::stream::LocalBoxStream<'static, Result<Vec<u8>, TransportError>>,
);

#[cfg(target_family = "wasm")]
impl Pieces {
    pub(super) fn of(response: Response) -> Self {
        use futures_util::StreamExt as _;
        let pieces = response.bytes_stream();
        let pieces = pieces.map(|piece| piece.map(Into::into).map_err(offline));
        Self(pieces.boxed_local())
    }

    /// The next one; none at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        use futures_util::StreamExt as _;
        self.0.next().await.transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_heard_wherever_the_line_is_cut_and_a_comment_is_none() {
        let mut events = Events::default();
        assert!(!events.take(b": listening\n\n:\n\n"));
        assert!(!events.take(b"event: cha"));
        assert!(events.take(b"nged\ndata: \n\n"));
        assert!(!events.take(b"data: changed\n\n"));
        assert!(!events.take(&[b'x'; 4 * LONGEST]));
        assert!(events.take(b"\r\nevent:changed\r\n"));
    }
}
