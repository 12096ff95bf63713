use std::path::{Path, PathBuf};

use jiff::civil::Date;
use tempfile::TempDir;

use chuanmen_core::domain::{HouseholdId, NeedStep, Outcome as Met, Urgency, WishKind};
use chuanmen_core::protocol::Credential;
use chuanmen_core::report::{Cell, ReportName, Table};
use chuanmen_replica::Replica;
use chuanmen_replica::actor::ReplicaConfig;
use chuanmen_replica::api::{
    Ask, BoardQuery, Command, HouseholdQuery, HouseholdView, NeedDraft, NeedsQuery, Outcome,
    PlacesQuery, ReplicaError, ReportRequest, SyncQuery, TakeNeedStep, VisitDraft, WishDraft,
};

use super::{Login, Proxy, TestServer};

/// A named person's device: a real replica on a file of its own, and its own line to the hub.
pub struct Device {
    /// Where it keeps everything. Before the folder, so that it is closed first.
    replica: Option<Replica>,
    /// Its line to the hub.
    pub line: Proxy,
    folder: PathBuf,
    /// Removes the folder, unless it is somebody else's.
    own: Option<TempDir>,
}

/// A household on a device, and one who lives there.
#[derive(Debug, Clone)]
pub struct Door {
    /// Which.
    pub household: HouseholdId,
    /// As its owner sees it.
    pub view: HouseholdView,
}

impl Device {
    /// A device that belongs to nobody yet.
    ///
    /// # Panics
    /// If its replica does not open.
    pub async fn fresh(server: &TestServer) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the device");
        let mut device = Self::kept_in(folder.path(), &server.address()).await;
        device.own = Some(folder);
        device
    }

    /// A device that keeps everything in `folder`, as it left it. Whoever it was enrolled for, it
    /// goes on by the line that it was enrolled through.
    ///
    /// # Panics
    /// If its replica does not open.
    pub async fn kept_in(folder: &Path, hub: &str) -> Self {
        Self {
            replica: Some(open(folder)),
            line: Proxy::to(hub).await,
            folder: folder.to_owned(),
            own: None,
        }
    }

    /// A device of the person with this login, not synchronised yet.
    ///
    /// # Panics
    /// If the hub does not take it.
    pub async fn enrolled(server: &TestServer, login: &Login) -> Self {
        let device = Self::fresh(server).await;
        device.enrol(login, &device.line.url()).await;
        device
    }

    /// As [`Device::ready`], but through a line of somebody else's.
    pub async fn ready_through(server: &TestServer, login: &Login, url: &str) -> Self {
        let device = Self::fresh(server).await;
        device.enrol(login, url).await;
        device.sync().await;
        device
    }

    /// Makes it a device of the person with this login, at the hub with this address.
    ///
    /// # Panics
    /// If the hub does not take it.
    pub async fn enrol(&self, login: &Login, hub: &str) {
        let enrol = Command::Enrol {
            hub: hub.to_owned(),
            credential: Credential::Password {
                login: login.login.clone(),
                password: login.password.clone(),
            },
            device_name: format!("{}的手机", login.name),
        };
        self.send(enrol).await;
    }

    /// A device of the person with this login that has everything granted to it.
    pub async fn ready(server: &TestServer, login: &Login) -> Self {
        let device = Self::enrolled(server, login).await;
        device.sync().await;
        device
    }

    /// The grid member of the demo's first grid.
    pub async fn alice(server: &TestServer) -> Self {
        Self::ready(server, server.login("网格员")).await
    }

    /// An informant of the same grid.
    ///
    /// # Panics
    /// If the demo made none.
    pub async fn bob(server: &TestServer) -> Self {
        Self::ready(server, Self::bobs(server)).await
    }

    /// How bob logs in.
    ///
    /// # Panics
    /// If the demo made no informant in alice's grid.
    #[must_use]
    pub fn bobs(server: &TestServer) -> &Login {
        let area = &server.login("网格员").area;
        let mut colleagues = server.logins().iter();
        let bob = colleagues.find(|login| login.role == "网格信息员" && login.area == *area);
        bob.expect("an informant in alice's grid")
    }

    /// The community's supervisor.
    pub async fn supervisor(server: &TestServer) -> Self {
        Self::ready(server, server.login("社区")).await
    }

    fn replica(&self) -> &Replica {
        self.replica.as_ref().expect("the device is on")
    }

    /// Switches it off; nobody has its files open then.
    ///
    /// # Panics
    /// If it is off.
    pub async fn switch_off(&mut self) {
        let replica = self.replica.take().expect("the device is on");
        replica.close().await;
    }

    /// Switches it off and on again.
    ///
    /// # Panics
    /// If its replica does not open.
    pub async fn restart(&mut self) {
        self.switch_off().await;
        self.replica = Some(open(&self.folder));
    }

    /// Carries out a command, or says why not.
    ///
    /// # Errors
    /// The replica's own.
    pub async fn try_send(&self, command: Command) -> Result<Outcome, ReplicaError> {
        self.replica().send(command).await
    }

    /// Carries out a command.
    ///
    /// # Panics
    /// If it cannot.
    pub async fn send(&self, command: Command) -> Outcome {
        let said = format!("{command:?}");
        self.try_send(command).await.expect(&said)
    }

    /// Answers a query.
    ///
    /// # Panics
    /// If it cannot.
    pub async fn ask<Q: Ask>(&self, query: Q) -> Q::View {
        self.try_ask(query).await.expect("an answer")
    }

    /// Answers a query, or says why not.
    ///
    /// # Errors
    /// The replica's own.
    pub async fn try_ask<Q: Ask>(&self, query: Q) -> Result<Q::View, ReplicaError> {
        self.replica().ask(query).await
    }

    /// Synchronises until nothing is left on either side, however often that fails on the way.
    ///
    /// # Panics
    /// If it is not done after a hundred tries.
    pub async fn sync(&self) {
        let mut why = None;
        for _ in 0..100 {
            match self.try_send(Command::SyncNow).await {
                Ok(_) => {
                    let view = self.ask(SyncQuery {}).await;
                    assert!(view.bootstrapped, "done and yet not all there: {view:?}");
                    return;
                }
                Err(error) => why = Some(error),
            }
        }
        panic!("not synchronised after a hundred tries: {why:?}");
    }

    /// Every household on the device, by building.
    pub async fn doors(&self) -> Vec<Door> {
        let mut doors = Vec::new();
        for compound in self.ask(PlacesQuery {}).await.compounds {
            for building in compound.buildings {
                let building = building.id;
                let board = self.ask(BoardQuery { building }).await;
                let floors = board.units.into_iter().flat_map(|unit| unit.floors);
                for cell in floors.flat_map(|floor| floor.cells) {
                    let household = cell.household;
                    let view = self.ask(HouseholdQuery { household }).await;
                    doors.push(Door { household, view });
                }
            }
        }
        doors
    }

    /// The first household that somebody lives in.
    ///
    /// # Panics
    /// If there is none.
    pub async fn door(&self) -> Door {
        let mut doors = self.doors().await.into_iter();
        let door = doors.find(|door| !door.view.residents.is_empty());
        door.expect("a household with residents")
    }

    /// Records a visit with a need and a wish whose texts hold `mark`.
    pub async fn visit(&self, household: HouseholdId, mark: &str) {
        let visit = VisitDraft {
            outcome: Some(Met::Met),
            note: format!("走访{mark}"),
            needs: vec![NeedDraft {
                category: "public_facility".to_owned(),
                text: format!("诉求{mark}"),
                urgency: Urgency::Normal,
            }],
            wishes: vec![WishDraft {
                resident: None,
                kind: WishKind::Goods,
                text: format!("心愿{mark}"),
                needed_by: None,
            }],
            ..VisitDraft::default()
        };
        self.send(Command::RecordVisit { household, visit }).await;
    }

    /// Settles on the spot each need whose text holds `mark`.
    pub async fn resolve(&self, mark: &str) {
        for need in self.ask(NeedsQuery {}).await {
            if need.text.contains(mark) {
                let step = TakeNeedStep {
                    need: need.id,
                    step: NeedStep::Resolve,
                    note: format!("办好{mark}"),
                    party: None,
                    satisfaction: None,
                    into: None,
                    contact: false,
                    department: String::new(),
                };
                self.send(Command::TakeNeedStep(step)).await;
            }
        }
    }

    /// A report of the running month, from the hub.
    ///
    /// # Panics
    /// If the hub does not give it.
    pub async fn report(&self, name: ReportName, month: Date) -> Table {
        let request = ReportRequest {
            shape: Default::default(),
            community: None,
            only: Default::default(),
            name,
            grid: None,
            month,
        };
        match self.send(Command::PullTable(request)).await {
            Outcome::Table(table) => *table,
            other => panic!("a table, not {other:?}"),
        }
    }

    /// Where the device keeps everything.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// How many rows of a table have a cell that holds `mark`.
#[must_use]
pub fn marked(table: &Table, mark: &str) -> usize {
    let holds = |cell: &Cell| matches!(cell, Cell::Text(text) if text.contains(mark));
    table
        .rows
        .iter()
        .filter(|row| row.iter().any(holds))
        .count()
}

fn open(folder: &Path) -> Replica {
    let directory = folder.to_owned();
    Replica::start(ReplicaConfig { directory }).expect("the replica opens")
}
