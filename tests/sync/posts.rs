//! Two volunteers sign up for one seat while neither has a signal.

use chuanmen_core::domain::{PostId, PostStep};
use chuanmen_replica::api::{
    Command, PostForm, PostQuery, PostView, PostsQuery, ReplicaError, SignUpStand,
};
use chuanmen_tests::harness::{Demo, Device, TestServer};
use jiff::civil::{date, time};

const TITLE: &str = "最后一个名额";

async fn take(device: &Device, post: PostId, step: PostStep) {
    device.send(Command::TakePostStep { post, step }).await;
}

async fn see(device: &Device, post: PostId) -> PostView {
    device.ask(PostQuery { post }).await
}

async fn find(device: &Device) -> PostId {
    let rows = device.ask(PostsQuery {}).await.rows;
    rows.iter().find(|row| row.title == TITLE).unwrap().id
}

#[tokio::test]
async fn the_first_to_arrive_has_the_last_seat_and_the_other_has_it_when_it_is_given_up() {
    let server = TestServer::start(Demo::SMALL).await;
    let supervisor = Device::supervisor(&server).await;
    let form = PostForm {
        title: Some(TITLE.into()),
        on: Some(date(2099, 12, 5)),
        from: Some(time(9, 0, 0, 0)),
        to: Some(time(11, 0, 0, 0)),
        seats: Some(1),
        ..PostForm::default()
    };
    supervisor
        .send(Command::SavePost { post: None, form })
        .await;
    supervisor.sync().await;
    let mut volunteers = server.logins().iter();
    let mut volunteers = volunteers.by_ref().filter(|login| login.role == "志愿者");
    let early = Device::ready(&server, volunteers.next().unwrap()).await;
    let late = Device::ready(&server, volunteers.next().unwrap()).await;
    let post = find(&early).await;

    early.line.cut();
    late.line.cut();
    // The one who is late is the first to say so, and the second to be heard.
    take(&late, post, PostStep::SignUp).await;
    take(&early, post, PostStep::SignUp).await;
    assert_eq!(see(&late, post).await.row.mine, Some(SignUpStand::Asked));
    early.line.mend();
    early.sync().await;
    late.line.mend();
    late.sync().await;
    let waiting = Some(SignUpStand::Waiting { ahead: 0 });
    assert_eq!(see(&early, post).await.row.mine, Some(SignUpStand::Held));
    assert_eq!(see(&late, post).await.row.mine, waiting);
    // Nobody but the desk is told who else is on the rota.
    assert_eq!(see(&late, post).await.rota, None);
    assert_eq!(see(&late, post).await.row.taken, 2);

    take(&early, post, PostStep::Withdraw).await;
    early.sync().await;
    late.sync().await;
    supervisor.sync().await;
    assert_eq!(see(&early, post).await.row.mine, None);
    assert_eq!(see(&late, post).await.row.mine, Some(SignUpStand::Held));
    let rota = see(&supervisor, post).await.rota.unwrap();
    assert_eq!(rota.len(), 2);
    // Its day has not come.
    let mark = Command::MarkRota {
        post,
        account: rota[1].account,
        minutes: Some(60),
    };
    let refused = supervisor.try_send(mark).await;
    assert_eq!(refused.unwrap_err(), ReplicaError::StepNotPossible);
}
