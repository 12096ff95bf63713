//! A line as the radio gives it: slow, narrow, cut at any byte, silent. Knows bytes, not messages.

use std::collections::VecDeque;
use std::future::pending;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until};

/// How fast a line is. All its connections share it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Speed {
    /// There and back, for a byte on an idle line.
    pub round_trip: Duration,
    /// Bytes a second towards the hub.
    pub up: u32,
    /// Bytes a second from it.
    pub down: u32,
}

impl Speed {
    /// 700 ms, 20 kbit/s up, 40 kbit/s down.
    pub const TWO_G: Self = Self {
        round_trip: Duration::from_millis(700),
        up: 2_500,
        down: 5_000,
    };
    /// As good as none at all.
    pub const CABLE: Self = Self {
        round_trip: Duration::ZERO,
        up: u32::MAX,
        down: u32::MAX,
    };
}

/// What befalls a connection once so many bytes have passed on it, both directions counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mishap {
    /// Both ends are reset.
    Reset(u64),
    /// Nothing passes any more; both ends are reset after a second.
    Silence(u64),
}

/// How long a line is silent.
const SILENCE: Duration = Duration::from_secs(1);
/// Bytes that travel together: small, so that connections share the line evenly.
const PARCEL: usize = 512;
/// Parcels that a direction of a connection holds before its sender has to wait.
const IN_FLIGHT: usize = 64;

/// A line to one hub. Ends when dropped.
#[derive(Debug)]
pub struct Wire {
    port: u16,
    ether: Arc<Ether>,
    task: JoinHandle<()>,
}

#[derive(Debug)]
struct Ether {
    hub: String,
    round_trip: Duration,
    up: Direction,
    down: Direction,
    mishaps: Mutex<VecDeque<Mishap>>,
    breaks: Notify,
}

/// One direction of the line, which sends one parcel after another.
#[derive(Debug)]
struct Direction {
    bytes_per_second: u32,
    delay: Duration,
    free: Mutex<Instant>,
}

impl Direction {
    fn new(bytes_per_second: u32, delay: Duration) -> Self {
        Self {
            bytes_per_second,
            delay,
            free: Mutex::new(Instant::now()),
        }
    }

    /// When a parcel that is ready now will be at the other end.
    fn arrival(&self, bytes: usize) -> Instant {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        let takes = Duration::from_secs(1) * bytes / self.bytes_per_second;
        let mut free = self.free.lock().expect("the line");
        *free = (*free).max(Instant::now()) + takes;
        *free + self.delay
    }
}

impl Wire {
    /// A line to `hub` (`127.0.0.1:<port>`).
    ///
    /// # Panics
    /// If no port is free.
    pub async fn to(hub: impl Into<String>, speed: Speed) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("its address").port();
        let ether = Arc::new(Ether {
            hub: hub.into(),
            round_trip: speed.round_trip,
            up: Direction::new(speed.up, speed.round_trip / 2),
            down: Direction::new(speed.down, speed.round_trip / 2),
            mishaps: Mutex::default(),
            breaks: Notify::new(),
        });
        let shared = Arc::clone(&ether);
        let task = tokio::spawn(async move {
            while let Ok((device, _)) = listener.accept().await {
                let ether = Arc::clone(&shared);
                // A connection that breaks is what this is for.
                tokio::spawn(async move { ether.carry(device).await.ok() });
            }
        });
        Self { port, ether, task }
    }

    /// Where a device finds the hub through this line.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Breaks every connection there is; each of the next ones suffers one of these.
    ///
    /// # Panics
    /// Never while its connections do not.
    pub fn suffer(&self, mishaps: impl IntoIterator<Item = Mishap>) {
        self.ether.mishaps.lock().expect("the line").extend(mishaps);
        self.ether.breaks.notify_waiters();
    }

    /// How many mishaps are still to come.
    ///
    /// # Panics
    /// Never while its connections do not.
    #[must_use]
    pub fn mishaps_left(&self) -> usize {
        self.ether.mishaps.lock().expect("the line").len()
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// How a connection ends.
enum End {
    Closed,
    Mishap,
}

impl Ether {
    async fn carry(&self, mut device: TcpStream) -> std::io::Result<()> {
        let mishap = self.mishaps.lock().expect("the line").pop_front();
        device.set_nodelay(true)?;
        sleep(self.round_trip).await; // the handshake
        let mut hub = TcpStream::connect(&self.hub).await?;
        hub.set_nodelay(true)?;
        let budget = Budget::until(mishap);
        let end = {
            let (from_device, to_device) = device.split();
            let (from_hub, to_hub) = hub.split();
            tokio::select! {
                end = pump(from_device, to_hub, &self.up, &budget) => end,
                end = pump(from_hub, to_device, &self.down, &budget) => end,
                () = self.breaks.notified() => End::Closed,
            }
        };
        if let (End::Mishap, Some(mishap)) = (end, mishap) {
            if let Mishap::Silence(_) = mishap {
                sleep(SILENCE).await;
            }
            device.set_zero_linger()?;
            hub.set_zero_linger()?;
        }
        Ok(())
    }
}

/// How many bytes may still pass on a connection.
struct Budget(Mutex<u64>);

impl Budget {
    fn until(mishap: Option<Mishap>) -> Self {
        Self(Mutex::new(match mishap {
            Some(Mishap::Reset(after) | Mishap::Silence(after)) => after,
            None => u64::MAX,
        }))
    }

    /// How many of `bytes` may pass.
    fn spend(&self, bytes: usize) -> usize {
        let mut left = self.0.lock().expect("the budget");
        let passed = bytes.min(usize::try_from(*left).unwrap_or(usize::MAX));
        *left -= u64::try_from(passed).unwrap_or_default();
        passed
    }
}

/// Carries one direction of a connection until it ends.
async fn pump(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    direction: &Direction,
    budget: &Budget,
) -> End {
    let (send, mut travelling) = mpsc::channel::<(Instant, Vec<u8>)>(IN_FLIGHT);
    let reading = async move {
        let mut parcel = [0; PARCEL];
        while let Ok(read @ 1..) = from.read(&mut parcel).await {
            let arrival = direction.arrival(read);
            if send.send((arrival, parcel[..read].to_vec())).await.is_err() {
                break;
            }
        }
        // What travels arrives before the connection ends.
        drop(send);
        pending::<()>().await;
    };
    let writing = async {
        while let Some((arrival, parcel)) = travelling.recv().await {
            sleep_until(arrival).await;
            let passed = budget.spend(parcel.len());
            if to.write_all(&parcel[..passed]).await.is_err() {
                return End::Closed;
            }
            if passed < parcel.len() {
                return End::Mishap;
            }
        }
        End::Closed
    };
    tokio::select! {
        end = writing => end,
        () = reading => End::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn echo() -> String {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let (mut from, mut to) = stream.split();
                let _ = tokio::io::copy(&mut from, &mut to).await;
            }
        });
        address
    }

    /// What of `said` comes back before the connection ends, or all of it.
    async fn heard(wire: &Wire, said: &[u8]) -> Vec<u8> {
        let address = ("127.0.0.1", wire.port);
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(said).await.unwrap();
        let mut heard = Vec::new();
        let mut part = [0; 64];
        while heard.len() < said.len() {
            match stream.read(&mut part).await {
                Ok(read @ 1..) => heard.extend_from_slice(&part[..read]),
                _ => break,
            }
        }
        heard
    }

    #[tokio::test]
    async fn a_connection_breaks_after_as_many_bytes_as_it_was_told() {
        let wire = Wire::to(echo().await, Speed::CABLE).await;
        wire.suffer([Mishap::Reset(15), Mishap::Silence(3)]);
        // Ten there, five of them back. The reset may overtake what had not been read.
        assert!(heard(&wire, b"0123456789").await.len() <= 5);
        assert_eq!(heard(&wire, b"0123456789").await, b"");
        assert_eq!(wire.mishaps_left(), 0);
        assert_eq!(heard(&wire, b"0123456789").await, b"0123456789");
    }

    #[tokio::test]
    async fn connections_share_the_line() {
        let direction = Direction::new(1_000, Duration::from_secs(3));
        let first = direction.arrival(1_000);
        let second = direction.arrival(500);
        assert_eq!(second - first, Duration::from_millis(500));
    }
}
