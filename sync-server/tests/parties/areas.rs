//! Tasks where a party answers for some areas, and households that move between them.

use chuanmen_core::domain::{Kind, NeedState};
use chuanmen_core::merge::RecordId;

use super::super::moves::{Who, one};
use super::super::town::{COMMUNITY, area, community, fields, grid, id, new};
use super::{NEED, PHONE, Yard};

const IN_COMPOUND: u128 = 0x521;
const COMPOUND: u128 = 0x410;
const NORTH: u128 = 0x411;

#[tokio::test]
async fn a_task_follows_its_household_to_another_grid() {
    let mut yard = Yard::dispatched(false).await;
    yard.street.move_home().await;
    assert_eq!(yard.task().grid, area(COMMUNITY + 2));
    let resolved = yard.answers("resolve", "换了灯泡");
    assert_eq!(yard.send(&yard.company, &resolved).await, "accepted");
    let life = yard.life(grid(2), RecordId(id(NEED)));
    assert_eq!(life.state, NeedState::Resolved);
}

#[tokio::test]
async fn a_company_of_one_compound_is_told_of_what_lies_in_it_and_of_nothing_else() {
    let mut yard = Yard::new().await;
    let yard_wide = |low, level: &str, name: &str, parent: u128| {
        let mut patch = new(Kind::Area, low, &[("level", level), ("name", name)]);
        patch.set.extend(one("parent", area(parent).0.to_string()));
        patch
    };
    let areas = vec![
        yard_wide(COMPOUND, "compound", "花卉园小区", COMMUNITY + 1),
        yard_wide(NORTH, "building", "9 栋", COMPOUND),
    ];
    let areas = yard.street.supervisor.saves(community(), areas);
    yard.street.take(&areas, Who::Supervisor).await;
    let mut need = new(Kind::Need, IN_COMPOUND, &[("text", "门禁坏了")]);
    need.set.extend(one("area", area(NORTH).0.to_string()));
    let saved = yard.street.member.saves(grid(1), vec![need]);
    yard.street.take(&saved, Who::Member).await;
    let one_of_many = yard.another("huahuiyuan", &[COMPOUND]);
    for low in [NEED, IN_COMPOUND] {
        let need = RecordId(id(low));
        let supervisor = &mut yard.street.supervisor;
        let mut taken = supervisor.takes(grid(1), Kind::Need, need, "dispatch");
        taken.events[0].fields = fields(&[("party", "property_company")]);
        yard.street.take(&taken, Who::Supervisor).await;
    }
    let texts = |phone| yard.tasks(phone).into_iter().map(|task| task.text);
    assert_eq!(texts(&one_of_many).collect::<Vec<_>>(), ["门禁坏了"]);
    assert!(!yard.hears(&one_of_many).await.contains("楼道灯不亮"));
    assert_eq!(texts(&yard.company).count(), 2, "who answers for all");
}

#[tokio::test]
async fn a_task_goes_with_its_household_from_one_company_to_the_other() {
    let mut yard = Yard::new().await;
    let first = yard.another("wuye1", &[COMMUNITY + 1]);
    let second = yard.another("wuye2", &[COMMUNITY + 2]);
    let to = [("party", "property_company")];
    yard.supervisor_takes("dispatch", &to, true).await;
    assert_eq!(
        (yard.tasks(&first).len(), yard.tasks(&second).len()),
        (1, 0)
    );
    yard.street.move_home().await;
    assert_eq!(
        (yard.tasks(&first).len(), yard.tasks(&second).len()),
        (0, 1)
    );
    let heard = yard.hears(&first).await;
    assert!(!heard.contains("楼道灯不亮") && !heard.contains(PHONE));
}

#[tokio::test]
async fn of_two_areas_one_is_taken_back_with_its_tasks() {
    let mut yard = Yard::new().await;
    let both = yard.another("wuye1", &[COMMUNITY + 1, COMMUNITY + 2]);
    let to = [("party", "property_company")];
    yard.supervisor_takes("dispatch", &to, true).await;
    yard.withdraw("wuye1", COMMUNITY + 2);
    assert_eq!(yard.tasks(&both).len(), 1);
    yard.withdraw("wuye1", COMMUNITY + 1);
    assert_eq!(yard.tasks(&both), []);
}
