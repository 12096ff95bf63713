//! The subdistrict's view.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{Kind, Scope};
use chuanmen_core::report::{Overview, Subdistrict};

use crate::auth::Token;
use crate::hub::Session;

use super::town::{COMMUNITY, Phone, SISTER, Town, accepted, area, grid, new};

const PATH: &str = "/v1/subdistrict?month=2026-11";

/// What an open page shows in the end: it asks again until nothing is missing.
async fn view(town: &Town) -> Subdistrict {
    loop {
        let view = glance(town, PATH).await;
        if view.uncounted == 0 {
            return view;
        }
    }
}

/// What is answered at once.
async fn glance(town: &Town, path: &str) -> Subdistrict {
    let phone = town.phone("subdistrict");
    town.json(phone.get(path)).await.1
}

fn row(view: &Subdistrict, base: u128) -> &Overview {
    let mut rows = view.communities.iter();
    rows.find(|row| row.area == Some(area(base))).unwrap()
}

/// How many needs are open in the community and in its sister, as the view has it.
fn open(view: &Subdistrict) -> [u32; 2] {
    [COMMUNITY, SISTER].map(|base| row(view, base).totals.open_needs)
}

/// A need more in the sister community.
async fn raise_in_sister(town: &Town, sister: &mut Phone, low: u128) {
    let need = new(Kind::Need, low, &[("text", "路灯不亮")]);
    let saved = sister.saves(Scope::Grid(area(SISTER + 1)), vec![need]);
    accepted(&town.sync(sister, vec![saved]).await.answers[0]);
}

/// Who looks from above.
fn session(town: &Town) -> Session {
    let token = format!("Bearer {}", town.phone("subdistrict").token);
    let token = Token::from_header(&token).unwrap();
    town.hub.authenticate(&token).unwrap()
}

/// Counts ahead all that is due; says how often it counted.
fn count_ahead(town: &Town) -> usize {
    let watched = town.hub.watched().unwrap();
    let counted = std::iter::from_fn(|| Some(town.hub.count_next(&watched).unwrap()));
    counted.take_while(|counted| *counted).count()
}

async fn raise(town: &Town, alice: &mut Phone, low: u128) {
    let need = new(Kind::Need, low, &[("text", "路灯不亮")]);
    let saved = alice.saves(grid(1), vec![need]);
    accepted(&town.sync(alice, vec![saved]).await.answers[0]);
}

#[tokio::test]
async fn each_communitys_line_is_what_its_own_overview_says() {
    let town = Town::new();
    raise(&town, &mut town.phone("member"), 1).await;
    let view = view(&town).await;
    let phone = town.phone("subdistrict");
    for base in [COMMUNITY, SISTER] {
        let path = format!(
            "/v1/reports/overview?month=2026-11&community={}",
            area(base)
        );
        let (_, overview): (_, Overview) = town.json(phone.get(&path)).await;
        assert_eq!(*row(&view, base), overview.as_a_whole());
    }
    assert_eq!(view.communities.len(), 2);
    assert_eq!(open(&view), [1, 0]);
}

#[tokio::test]
async fn a_line_is_counted_again_when_something_changed_and_after_an_hour() {
    let town = Town::new();
    let mut alice = town.phone("member");
    raise(&town, &mut alice, 1).await;
    let first = view(&town).await;
    town.clock.pass(UnixMillis::MINUTE);
    let kept = view(&town).await;
    assert_eq!(row(&kept, SISTER).at, row(&first, SISTER).at);
    raise(&town, &mut alice, 2).await;
    let changed = view(&town).await;
    assert_eq!(row(&changed, COMMUNITY).totals.open_needs, 2);
    assert_eq!(row(&changed, SISTER).at, row(&first, SISTER).at);
    town.clock.pass(60 * UnixMillis::MINUTE);
    let later = view(&town).await;
    assert!(row(&later, SISTER).at > row(&first, SISTER).at);
}

#[tokio::test]
async fn what_a_phone_delivers_long_after_it_was_saved_is_counted_again() {
    let town = Town::new();
    let (mut alice, mut neighbour) = (town.phone("member"), town.phone("neighbour"));
    let need = new(Kind::Need, 1, &[("text", "路灯不亮")]);
    let old = alice.saves(grid(1), vec![need]);
    town.clock.pass(UnixMillis::MINUTE);
    let need = new(Kind::Need, 2, &[("text", "井盖响")]);
    let later = neighbour.saves(grid(2), vec![need]);
    accepted(&town.sync(&neighbour, vec![later]).await.answers[0]);
    assert_eq!(open(&view(&town).await), [1, 0]);
    accepted(&town.sync(&alice, vec![old]).await.answers[0]);
    assert_eq!(open(&view(&town).await), [2, 0]);
}

#[tokio::test]
async fn where_several_changed_at_once_one_is_counted_and_the_others_soon_after() {
    let town = Town::new();
    let (mut alice, mut sister) = (town.phone("member"), town.phone("sister"));
    assert_eq!(open(&view(&town).await), [0, 0]);
    town.clock.pass(UnixMillis::MINUTE);
    raise(&town, &mut alice, 1).await;
    raise_in_sister(&town, &mut sister, 2).await;
    let mut first = open(&view(&town).await);
    first.sort_unstable();
    assert_eq!(first, [0, 1]);
    count_ahead(&town);
    let all = view(&town).await;
    assert_eq!(open(&all), [1, 1]);
}

#[tokio::test]
async fn whoever_was_given_figures_from_before_is_told_when_they_were_counted() {
    let town = Town::new();
    let (mut alice, mut sister) = (town.phone("member"), town.phone("sister"));
    view(&town).await;
    let above = session(&town);
    let mut listener = town.hub.listen(&above).unwrap().unwrap();
    let overseen = town.hub.supervised(&above).unwrap();
    raise(&town, &mut alice, 1).await;
    raise_in_sister(&town, &mut sister, 2).await;
    assert!(listener.is_news(&overseen));
    view(&town).await;
    count_ahead(&town);
    assert!(listener.is_news(&overseen));
    // Nobody waits any more: nothing is told.
    raise(&town, &mut alice, 3).await;
    assert!(listener.is_news(&overseen));
    count_ahead(&town);
    assert!(!listener.is_news(&overseen));
}

#[tokio::test]
async fn what_was_never_counted_is_left_out_said_so_and_told_of_when_it_was() {
    let town = Town::new();
    let above = session(&town);
    let mut listener = town.hub.listen(&above).unwrap().unwrap();
    let overseen = town.hub.supervised(&above).unwrap();
    let month = "2026-11-01".parse().unwrap();
    let first = town.hub.subdistrict(&above, month).unwrap();
    assert_eq!((first.communities.len(), first.uncounted), (1, 1));
    assert!(!listener.is_news(&overseen));
    count_ahead(&town);
    assert!(listener.is_news(&overseen));
    let whole = town.hub.subdistrict(&above, month).unwrap();
    assert_eq!((whole.communities.len(), whole.uncounted), (2, 0));
}

#[tokio::test]
async fn a_month_that_is_not_counted_ahead_is_counted_first_once_somebody_asks() {
    let town = Town::new();
    let long_ago = "/v1/subdistrict?month=2024-05";
    assert_eq!(glance(&town, long_ago).await.uncounted, 1);
    let watched = town.hub.watched().unwrap();
    assert!(town.hub.count_next(&watched).unwrap());
    assert_eq!(glance(&town, long_ago).await.uncounted, 0);
}

#[tokio::test]
async fn a_community_that_cannot_be_counted_keeps_nobody_from_the_others() {
    let town = Town::new();
    raise_in_sister(&town, &mut town.phone("sister"), 1).await;
    let above = session(&town);
    let month = "2026-11-01".parse().unwrap();
    let db = rusqlite::Connection::open(town.folder.path().join("hub.db")).unwrap();
    let write = |fields: &str| {
        let changed = "UPDATE record SET fields = ? WHERE kind = 'need'";
        db.execute(changed, [fields]).unwrap()
    };
    let read = "SELECT fields FROM record WHERE kind = 'need'";
    let before: String = db.query_row(read, [], |row| row.get(0)).unwrap();
    assert_eq!(write("?"), 1);
    // Whoever asks first, and tries it, is answered too.
    let asked = [(); 2].map(|()| town.hub.subdistrict(&above, month).unwrap());
    assert_eq!(asked.map(|view| view.uncounted), [1, 1]);
    let watched = town.hub.watched().unwrap();
    // Each is tried once; what fails is not tried again at once.
    let tried = (0..100).map(|_| town.hub.count_next(&watched));
    let tried: Vec<_> = tried
        .take_while(|next| !matches!(next, Ok(false)))
        .collect();
    assert!(tried.len() < 100);
    assert!(tried.iter().any(Result::is_err));
    let view = town.hub.subdistrict(&above, month).unwrap();
    assert_eq!((view.communities.len(), view.uncounted), (1, 1));
    assert_eq!(row(&view, COMMUNITY).totals.open_needs, 0);
    // A file is whole or is not there.
    assert!(town.hub.subdistrict_now(&above, month).is_err());

    write(&before);
    town.clock.pass(5 * UnixMillis::MINUTE);
    count_ahead(&town);
    let whole = town.hub.subdistrict(&above, month).unwrap();
    assert_eq!(open(&whole), [0, 1]);
}

#[tokio::test]
async fn a_file_is_counted_anew_however_much_has_changed() {
    let town = Town::new();
    let (mut alice, mut sister) = (town.phone("member"), town.phone("sister"));
    view(&town).await;
    raise(&town, &mut alice, 1).await;
    raise_in_sister(&town, &mut sister, 2).await;
    let above = session(&town);
    let month = "2026-11-01".parse().unwrap();
    let now = town.hub.subdistrict_now(&above, month).unwrap();
    assert_eq!(open(&now), [1, 1]);
}

#[tokio::test]
async fn what_was_counted_ahead_is_only_read() {
    let town = Town::new();
    raise(&town, &mut town.phone("member"), 1).await;
    count_ahead(&town);
    town.clock.pass(30 * UnixMillis::MINUTE);
    let before = view(&town).await;
    assert_eq!(open(&before), [1, 0]);
    assert!(before.at < town.hub.now());
    // Before they are too old to be given, they are counted once more.
    town.clock.pass(20 * UnixMillis::MINUTE);
    count_ahead(&town);
    assert_eq!(view(&town).await.at, town.hub.now());
}

#[tokio::test]
async fn nothing_of_yesterday_is_given_today() {
    let town = Town::new();
    let day = |view: &Subdistrict| row(view, SISTER).today;
    let first = view(&town).await;
    // 30 minutes at a time, until a day begins.
    for _ in 0..48 {
        town.clock.pass(30 * UnixMillis::MINUTE);
        let today = chuanmen_core::china_date(town.hub.now());
        assert_eq!(
            day(&view(&town).await),
            today.min("2026-11-30".parse().unwrap())
        );
    }
    assert!(day(&view(&town).await) > day(&first));
}

#[tokio::test]
async fn a_month_that_is_over_is_not_counted_again_until_something_changes() {
    let town = Town::new();
    // Who enrols changes something.
    let (above, mut alice) = (session(&town), town.phone("member"));
    // Three communities, one of another subdistrict, and twelve months.
    assert_eq!(count_ahead(&town), 36);
    assert_eq!(count_ahead(&town), 0);
    town.clock.pass(30 * 60 * UnixMillis::MINUTE);
    assert_eq!(count_ahead(&town), 3);
    // It stands as it stood, and says so.
    let month = "2026-10-01".parse().unwrap();
    let october = town.hub.subdistrict(&above, month).unwrap();
    assert_eq!(october.at, town.hub.now());
    raise(&town, &mut alice, 1).await;
    assert_eq!(count_ahead(&town), 12);
}

#[tokio::test]
async fn only_the_subdistricts_own_supervisors_see_it() {
    let town = Town::new();
    for login in [
        "member",
        "informant",
        "neighbour",
        "chief",
        "volunteer",
        "supervisor",
        "sister",
    ] {
        let refused = town.refused(town.phone(login).get(PATH)).await;
        assert_eq!(refused, (403, "not_granted".into()), "{login}");
    }
}

#[tokio::test]
async fn another_subdistricts_supervisor_sees_none_of_its_communities() {
    let town = Town::new();
    let (_, view): (_, Subdistrict) = town.json(town.phone("foreign").get(PATH)).await;
    let mut ids = view.communities.iter().map(|row| row.area);
    assert!(ids.all(|id| id != Some(area(COMMUNITY)) && id != Some(area(SISTER))));
}

#[tokio::test]
async fn it_is_exported_like_any_report() {
    let town = Town::new();
    let phone = town.phone("subdistrict");
    for format in ["xlsx", "csv"] {
        let answer = town
            .call(phone.get(&format!("{PATH}&format={format}")))
            .await;
        assert_eq!(answer.status(), 200, "{format}");
    }
    let refused = town.refused(phone.get("/v1/subdistrict?month=May")).await;
    assert_eq!(refused, (400, "bad_request".into()));
}
