use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

use tempfile::TempDir;
use tokio::net::TcpStream;

use super::web::built_web;
use super::{eventually, free_port};

/// A community to generate. The same figures make the same community.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demo {
    /// Households, over ten grids.
    pub households: u32,
    /// Communities of the subdistrict, this one among them.
    pub communities: u32,
    /// Of the generator.
    pub seed: u64,
}

impl Demo {
    /// Six doors a grid: enough to merge, quick to send.
    pub const SMALL: Self = Self {
        households: 60,
        communities: 1,
        seed: 7,
    };
    /// The same, and fourteen communities beside it.
    pub const SUBDISTRICT: Self = Self {
        communities: 15,
        ..Self::SMALL
    };
    /// What a grid member really carries: three hundred doors.
    pub const FULL: Self = Self {
        households: 3_000,
        ..Self::SMALL
    };
}

/// Somebody of the demo community who can log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// What they are: `网格员`.
    pub role: String,
    /// What they answer for: `第 3 网格`.
    pub area: String,
    /// Their name.
    pub name: String,
    /// For login and password.
    pub login: String,
    /// For login and password.
    pub password: String,
    /// For one device.
    pub code: String,
}

impl Login {
    /// Somebody of whom only login and password are known.
    #[must_use]
    pub fn with_password(login: &str, password: &str) -> Self {
        Self {
            role: String::new(),
            area: String::new(),
            name: String::new(),
            login: login.to_owned(),
            password: password.to_owned(),
            code: String::new(),
        }
    }

    /// Out of the table that `sync-server demo` prints.
    fn of_table(table: &str) -> Vec<Self> {
        let cells = |line: &str| -> Vec<String> {
            let cells = line.split("  ").map(str::trim);
            let cells = cells.filter(|cell| !cell.is_empty());
            cells.map(str::to_owned).collect()
        };
        let rows = table.lines().map(cells).skip(1);
        rows.filter_map(|cells| {
            let [role, area, name, login, password, code] = cells.try_into().ok()?;
            Some(Self {
                role,
                area,
                name,
                login,
                password,
                code,
            })
        })
        .collect()
    }
}

/// The hub as a process of its own, on a database of its own. Stopped when dropped.
#[derive(Debug)]
pub struct TestServer {
    folder: TempDir,
    port: u16,
    logins: Vec<Login>,
    web: Option<PathBuf>,
    process: Mutex<Option<Child>>,
    /// How far its clock runs ahead when it is started next, in milliseconds.
    ahead: AtomicI64,
}

impl TestServer {
    /// A running hub with demo data and no web app.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn start(demo: Demo) -> Self {
        Self::prepare(demo, None).and_serve().await
    }

    /// A running hub that serves the built web app, too.
    ///
    /// # Panics
    /// If `CHUANMEN_WEB` does not name the built app, or the hub does not start.
    pub async fn start_with_web(demo: Demo) -> Self {
        Self::start_with_web_at(demo, &built_web()).await
    }

    /// A running hub that serves the web app in a folder of the test's own.
    ///
    /// # Panics
    /// If it does not start.
    pub async fn start_with_web_at(demo: Demo, web: &Path) -> Self {
        Self::prepare(demo, Some(web.to_owned())).and_serve().await
    }

    fn prepare(demo: Demo, web: Option<PathBuf>) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the hub");
        let made = Command::new(program())
            .args(["demo", "--all-logins", "--database"])
            .arg(folder.path().join("hub.db"))
            .args(["--households", &demo.households.to_string()])
            .args(["--communities", &demo.communities.to_string()])
            .args(["--seed", &demo.seed.to_string()])
            .output()
            .expect("sync-server demo runs");
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "sync-server demo: {said}");
        let logins = Login::of_table(&String::from_utf8_lossy(&made.stdout));
        assert!(!logins.is_empty(), "sync-server demo printed no logins");
        Self {
            folder,
            port: free_port(),
            logins,
            web,
            process: Mutex::new(None),
            ahead: AtomicI64::new(0),
        }
    }

    async fn and_serve(self) -> Self {
        self.serve().await;
        self
    }

    /// Starts it (again), on the same port and file, and waits until it answers.
    ///
    /// # Panics
    /// If it is running, or ends before it answers.
    pub async fn serve(&self) {
        let log = File::options()
            .create(true)
            .append(true)
            .open(self.log_file())
            .expect("a log");
        let mut command = Command::new(program());
        command
            .arg("serve")
            .arg("--database")
            .arg(self.database())
            .args(["--listen", &format!("127.0.0.1:{}", self.port)])
            // Every device of a test enrols from one address.
            .args(["--enrol-rate", "0"])
            // The tests' own word for the built app is the hub's, too.
            .env_remove("CHUANMEN_WEB")
            .env(
                "CHUANMEN_CLOCK_AHEAD",
                self.ahead.load(Ordering::SeqCst).to_string(),
            )
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a log"))
            .stderr(log);
        if let Some(web) = &self.web {
            command.arg("--web").arg(web);
        }
        let child = command.spawn().expect("sync-server serve runs");
        let before = self.process.lock().expect("the process").replace(child);
        assert!(before.is_none(), "the hub was running");
        eventually("the hub listens", async || {
            assert!(!self.has_ended(), "the hub ended: {}", self.log());
            TcpStream::connect(("127.0.0.1", self.port)).await.ok()
        })
        .await;
    }

    /// So many days pass for the hub while it is stopped; whoever syncs learns its time.
    pub fn pass_days(&self, days: i64) {
        self.ahead.fetch_add(days * 86_400_000, Ordering::SeqCst);
    }

    fn has_ended(&self) -> bool {
        let mut process = self.process.lock().expect("the process");
        process
            .as_mut()
            .and_then(|child| child.try_wait().ok().flatten())
            .is_some()
    }

    /// Stops it as an operator does (SIGTERM) and waits until it is gone.
    ///
    /// # Panics
    /// If it is not running, or ends with an error.
    pub fn stop(&self) {
        let mut child = self.take();
        let told = Command::new("kill").arg(child.id().to_string()).status();
        assert!(told.expect("kill runs").success(), "SIGTERM was not sent");
        let status = child.wait().expect("the hub ends");
        assert!(status.success(), "the hub ended badly: {}", self.log());
    }

    /// Stops it as a power cut does (SIGKILL).
    ///
    /// # Panics
    /// If it is not running.
    pub fn kill(&self) {
        let mut child = self.take();
        child.kill().expect("SIGKILL is sent");
        child.wait().expect("the hub ends");
    }

    fn take(&self) -> Child {
        let child = self.process.lock().expect("the process").take();
        child.expect("the hub is running")
    }

    /// Process id, to look at its memory.
    ///
    /// # Panics
    /// If it is not running.
    #[must_use]
    pub fn pid(&self) -> u32 {
        let process = self.process.lock().expect("the process");
        process.as_ref().expect("the hub is running").id()
    }

    /// Where it listens.
    #[must_use]
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// `127.0.0.1:<port>`
    #[must_use]
    pub fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// `http://127.0.0.1:<port>`
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address())
    }

    /// Everybody who can log in.
    #[must_use]
    pub fn logins(&self) -> &[Login] {
        &self.logins
    }

    /// The first one with this role.
    ///
    /// # Panics
    /// If the demo made none.
    #[must_use]
    pub fn login(&self, role: &str) -> &Login {
        let mut logins = self.logins.iter();
        let found = logins.find(|login| login.role == role);
        found.unwrap_or_else(|| panic!("no {role}"))
    }

    /// Has the first grid member answer for every grid: their lists are as long as the community.
    ///
    /// # Panics
    /// If the demo made none.
    #[must_use]
    pub fn answering_for_every_grid(&self) -> &Login {
        let login = self.login("网格员");
        let grids = (1..=10).map(|number| format!("第 {number} 网格"));
        for area in grids.filter(|grid| *grid != login.area) {
            let who = ["account", "grant", "--login", &login.login];
            let what = ["--role", "grid_member", "--area", &area];
            let _ = self.command(&[who, what].concat());
        }
        login
    }

    /// Runs another command of the program on this hub's database: `account`, `device`, …
    ///
    /// # Panics
    /// If it fails.
    #[must_use]
    pub fn command(&self, words: &[&str]) -> String {
        let mut program = Command::new(program());
        program.args(words).arg("--database").arg(self.database());
        let made = program.output().expect("sync-server runs");
        let said = String::from_utf8_lossy(&made.stderr);
        assert!(made.status.success(), "sync-server {words:?}: {said}");
        String::from_utf8_lossy(&made.stdout).into_owned()
    }

    /// Runs a command of the program that must fail, and returns what it says of it.
    ///
    /// # Panics
    /// If it succeeds.
    #[must_use]
    pub fn fails(&self, words: &[&str]) -> String {
        let made = Command::new(program()).args(words).output();
        let made = made.expect("sync-server runs");
        assert!(!made.status.success(), "sync-server {words:?} succeeded");
        String::from_utf8_lossy(&made.stderr).into_owned()
    }

    /// Its database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.folder.path().join("hub.db")
    }

    fn log_file(&self) -> PathBuf {
        self.folder.path().join("hub.log")
    }

    /// What it said so far.
    #[must_use]
    pub fn log(&self) -> String {
        fs::read_to_string(self.log_file()).unwrap_or_default()
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        let child = self.process.get_mut().ok().and_then(Option::take);
        if let Some(mut child) = child {
            // Best effort: the folder goes with it either way.
            let _ = child.kill();
            let _ = child.wait();
        }
        if std::thread::panicking() {
            let log = self.log();
            let tail: Vec<&str> = log.lines().rev().take(30).collect();
            eprintln!("the hub's last words, newest first:\n{}", tail.join("\n"));
        }
    }
}

/// The hub's program: `CHUANMEN_SERVER`, or what cargo built beside this test.
fn program() -> PathBuf {
    if let Some(program) = std::env::var_os("CHUANMEN_SERVER") {
        return program.into();
    }
    let test = std::env::current_exe().expect("this test's file");
    let beside = test.ancestors().skip(1).take(2);
    let built = beside.map(|folder| folder.join("sync-server"));
    built
        .into_iter()
        .find(|program: &PathBuf| Path::is_file(program))
        .expect("no hub to test: cargo build -p chuanmen-server, or set CHUANMEN_SERVER")
}
