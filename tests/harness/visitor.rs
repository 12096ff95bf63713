//! What people do with the app, screen by screen.

use super::{Door, Login, Screen};

/// Words for a visit's way through the screens.
#[expect(async_fn_in_trait, reason = "only this package's tests call it")]
pub trait Visitor: Screen {
    /// Enrols with a one-time code and waits until everything has arrived.
    async fn enrol_by_code(&self, login: &Login) {
        self.fill("登记码", &login.code).await;
        self.press("登记").await;
        self.all_arrived().await;
    }

    /// Enrols with login and password and waits until everything has arrived.
    async fn enrol_by_password(&self, login: &Login) {
        self.press("账号密码").await;
        self.fill("账号", &login.login).await;
        self.fill("密码", &login.password).await;
        self.press("登记").await;
        self.all_arrived().await;
    }

    /// Waits at 我的 until the receipt says that both sides have all.
    async fn all_arrived(&self) {
        self.go("我的").await;
        self.sees("一条不差").await;
    }

    /// From the tab to a household by its building's board.
    async fn find_by_board(&self, door: &Door) {
        let view = &door.view;
        self.go("走访").await;
        self.press(&format!("{}…", view.building_name)).await;
        if !view.unit.is_empty() {
            // A building with one unit has no choice of units.
            self.try_press(&format!("{} 单元…", view.unit)).await;
        }
        self.press(&format!("{}…", view.room)).await;
        self.sees(&view.residents[0].name).await;
    }

    /// At a household: records a visit that met somebody, with a need and a wish.
    async fn record_visit(&self, need: &str, wish: &str) {
        self.press("开始走访").await;
        self.press("见到人").await;
        self.press("记诉求").await;
        self.fill("要什么", need).await;
        self.press("记心愿").await;
        self.fill("盼什么", wish).await;
        self.press("保存走访").await;
        self.sees("已存好，有网自动传。").await;
    }
}

impl<S: Screen> Visitor for S {}
