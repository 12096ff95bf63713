use std::io;

use tokio::io::{AsyncRead, AsyncReadExt};

/// One HTTP/1.1 message as it travelled.
pub(super) struct Message {
    pub(super) bytes: Vec<u8>,
    head: usize,
}

impl Message {
    pub(super) fn len(&self) -> u64 {
        u64::try_from(self.bytes.len()).unwrap_or(u64::MAX)
    }

    pub(super) fn first_half(&self) -> &[u8] {
        &self.bytes[..self.bytes.len() / 2]
    }

    pub(super) fn starts_with(&self, start: &[u8]) -> bool {
        self.bytes.starts_with(start)
    }

    pub(super) fn closes(&self) -> bool {
        header(&self.bytes[..self.head], "connection").is_some_and(|it| it == "close")
    }
}

/// Reads one message whole; none if the other side has ended. `rest` keeps what came after it.
/// `answers` is the request that a response answers.
pub(super) async fn read_message(
    from: &mut (impl AsyncRead + Unpin),
    rest: &mut Vec<u8>,
    answers: Option<&Message>,
) -> io::Result<Option<Message>> {
    let mut bytes = std::mem::take(rest);
    let head = loop {
        if let Some(at) = find(&bytes, b"\r\n\r\n") {
            break at + 4;
        }
        if from.read_buf(&mut bytes).await? == 0 {
            return Ok(None);
        }
    };
    let end = match body(&bytes[..head], answers) {
        Body::None => head,
        Body::Length(length) => {
            while bytes.len() < head + length {
                if from.read_buf(&mut bytes).await? == 0 {
                    return Ok(None);
                }
            }
            head + length
        }
        Body::Chunks => loop {
            if let Some(end) = end_of_chunks(&bytes, head) {
                break end;
            }
            if from.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        },
        Body::UntilEnd => {
            while from.read_buf(&mut bytes).await? != 0 {}
            bytes.len()
        }
    };
    *rest = bytes.split_off(end);
    Ok(Some(Message { bytes, head }))
}

enum Body {
    None,
    Length(usize),
    Chunks,
    UntilEnd,
}

/// How a body's end is told (RFC 9112, §6.3).
fn body(head: &[u8], answers: Option<&Message>) -> Body {
    let status = head.get(9..12).unwrap_or_default();
    let empty = matches!(status, b"204" | b"304");
    if answers.is_some_and(|request| empty || request.starts_with(b"HEAD ")) {
        return Body::None;
    }
    if header(head, "transfer-encoding").is_some_and(|it| it.ends_with("chunked")) {
        return Body::Chunks;
    }
    match header(head, "content-length").and_then(|it| it.parse().ok()) {
        Some(length) => Body::Length(length),
        None if answers.is_some() => Body::UntilEnd,
        None => Body::None,
    }
}

fn header(head: &[u8], name: &str) -> Option<String> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let mut lines = head.split("\r\n").filter_map(|line| line.split_once(':'));
    let (_, value) = lines.find(|(key, _)| *key == name)?;
    Some(value.trim().to_owned())
}

/// Where the last chunk ends, if it is here. No trailers: neither side sends any.
fn end_of_chunks(bytes: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    loop {
        let line = at + find(&bytes[at..], b"\r\n")?;
        let size = std::str::from_utf8(&bytes[at..line]).ok()?;
        let size = usize::from_str_radix(size.split(';').next()?.trim(), 16).ok()?;
        at = line + 2 + size + 2;
        if at > bytes.len() {
            return None;
        }
        if size == 0 {
            return Some(at);
        }
    }
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len())
        .position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GET: &[u8] = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    const POST: &[u8] = b"POST /v1/sync HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody";
    const CHUNKS: &[u8] =
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";

    async fn first(mut bytes: &[u8], answers: Option<&Message>) -> (Vec<u8>, Vec<u8>) {
        let mut rest = Vec::new();
        let message = read_message(&mut bytes, &mut rest, answers).await;
        rest.extend_from_slice(bytes);
        (message.unwrap().unwrap().bytes, rest)
    }

    #[tokio::test]
    async fn messages_end_where_their_heads_say() {
        let two = [POST, GET].concat();
        assert_eq!(first(&two, None).await, (POST.to_vec(), GET.to_vec()));
        let request = Message {
            bytes: GET.to_vec(),
            head: GET.len(),
        };
        let more = [CHUNKS, b"x"].concat();
        let (message, rest) = first(&more, Some(&request)).await;
        assert_eq!((message, rest), (CHUNKS.to_vec(), b"x".to_vec()));
    }

    #[tokio::test]
    async fn a_message_that_breaks_off_is_none() {
        let mut cut = &POST[..POST.len() - 1];
        let message = read_message(&mut cut, &mut Vec::new(), None).await.unwrap();
        assert!(message.is_none());
    }
}
