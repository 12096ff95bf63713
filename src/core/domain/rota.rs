use super::{AccountId, Fields, Role, StoredEvent};
use crate::UnixMillis;
use crate::text_enum::text_enum;

text_enum! {
    /// A step about a post: those of whoever signs up, and those of the desk.
    pub enum PostStep {
        /// 报名
        SignUp => "sign_up",
        /// 取消报名
        Withdraw => "withdraw",
        /// 到岗: with `account` and `minutes`.
        Serve => "serve",
        /// 未到: with `account`.
        Miss => "miss",
    }
}

impl PostStep {
    /// Whether somebody with `role` may take this step; the hub refuses it otherwise.
    #[must_use]
    pub const fn is_allowed_to(&self, role: &Role) -> bool {
        match self {
            Self::SignUp | Self::Withdraw => matches!(
                role,
                Role::Volunteer | Role::GridMember | Role::Informant | Role::BuildingChief
            ),
            Self::Serve | Self::Miss => matches!(role, Role::CommunitySupervisor),
            Self::Other(_) => false,
        }
    }
}

text_enum! {
    /// How somebody stands to a post.
    pub enum SignUpState {
        /// 已有名额
        Held => "held",
        /// 候补
        Waiting => "waiting",
        /// 已取消
        Withdrawn => "withdrawn",
        /// 已到岗
        Served => "served",
        /// 未到
        Missed => "missed",
    }
}

/// One person of a post's rota.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RotaPlace {
    /// Who.
    pub account: AccountId,
    /// When they signed up, or were entered by the desk.
    pub since: UnixMillis,
    /// How they stand.
    pub state: SignUpState,
    /// How many wait before them; 0 if they wait for no seat.
    pub ahead: i64,
    /// How long they served, in minutes: 1 to [`RotaPlace::LONGEST`]; 0 if they did not.
    pub minutes: i64,
}

impl RotaPlace {
    /// The longest that somebody serves in one day, in minutes.
    pub const LONGEST: i64 = 24 * 60;
}

/// Who signed up for a post, in the order in which the hub heard of it. The first have its seats,
/// the others wait; when somebody withdraws, the next one has the seat.
#[must_use]
pub fn fold_rota(seats: i64, events: impl IntoIterator<Item = StoredEvent>) -> Vec<RotaPlace> {
    let mut events: Vec<_> = events.into_iter().collect();
    events.sort_by_key(|event| event.order);
    let mut rota: Vec<RotaPlace> = Vec::new();
    for event in &events {
        take(&mut rota, event);
    }
    let (mut left, mut ahead) = (seats, 0);
    for place in &mut rota {
        match place.state {
            SignUpState::Withdrawn => {}
            SignUpState::Held if left <= 0 => {
                place.state = SignUpState::Waiting;
                place.ahead = ahead;
                ahead += 1;
            }
            _ => left -= 1,
        }
    }
    rota
}

/// Takes one step; what does not follow changes nothing.
fn take(rota: &mut Vec<RotaPlace>, event: &StoredEvent) {
    let fields = Fields(&event.event.fields);
    let step = PostStep::from(&*event.event.step);
    let about = match step {
        PostStep::SignUp | PostStep::Withdraw => Some(event.author),
        _ => fields.parse("account"),
    };
    let Some(account) = about else { return };
    let found = rota.iter().position(|place| place.account == account);
    let enter = |state, minutes| RotaPlace {
        account,
        since: event.effective_at(),
        state,
        ahead: 0,
        minutes,
    };
    let known = found.and_then(|at| rota.get_mut(at));
    match (step, known) {
        (PostStep::SignUp, None) => rota.push(enter(SignUpState::Held, 0)),
        (PostStep::SignUp, Some(place)) if place.state == SignUpState::Withdrawn => {
            // Whoever comes back is the last in the line.
            rota.retain(|place| place.account != account);
            rota.push(enter(SignUpState::Held, 0));
        }
        (PostStep::Withdraw, Some(place)) if place.state == SignUpState::Held => {
            place.state = SignUpState::Withdrawn;
        }
        (PostStep::Serve, known) => {
            let minutes = fields.int("minutes");
            let Some(minutes) = minutes.filter(|it| (1..=RotaPlace::LONGEST).contains(it)) else {
                return;
            };
            match known {
                Some(place) => (place.state, place.minutes) = (SignUpState::Served, minutes),
                None => rota.push(enter(SignUpState::Served, minutes)),
            }
        }
        (PostStep::Miss, Some(place)) => {
            (place.state, place.minutes) = (SignUpState::Missed, 0);
        }
        _ => {}
    }
}

/// How many of a rota stand on it, those who wait for a seat too.
#[must_use]
pub fn taken(rota: &[RotaPlace]) -> i64 {
    let standing = rota.iter();
    let standing = standing.filter(|place| place.state != SignUpState::Withdrawn);
    i64::try_from(standing.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "rota_tests.rs"]
mod tests;
