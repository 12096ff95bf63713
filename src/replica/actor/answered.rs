use std::cell::RefCell;

use chuanmen_core::{UnixMillis, china_date, china_hour};
use jiff::civil::Date;

use crate::api::{Answer, Query};

/// How many answers are kept. A screen asks two or three of these questions.
const KEPT: usize = 4;

/// Answers about every door of this device, kept until anything is written or the hour turns: who
/// goes back to Today from a household that was only looked at need not wait for all of it again,
/// nor does the next screen in the queue behind it.
#[derive(Debug, Default)]
pub(super) struct Answered(RefCell<Vec<(Query, Moment, Answer)>>);

/// What an answer depends on beside its question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// Rows that this connection has ever written.
    written: u64,
    /// A greeting and a good time to call depend on the hour.
    hour: (Date, i64),
}

impl Moment {
    /// Now, with so many rows written.
    pub(super) fn new(written: u64, now: UnixMillis) -> Self {
        Self {
            written,
            hour: (china_date(now), china_hour(now)),
        }
    }
}

impl Answered {
    /// The answer, if it still holds.
    pub(super) fn get(&self, query: &Query, moment: Moment) -> Option<Answer> {
        let mut kept = self.0.borrow_mut();
        kept.retain(|(_, then, _)| *then == moment);
        let found = kept.iter().find(|(asked, ..)| asked == query);
        found.map(|(.., answer)| answer.clone())
    }

    /// Keeps an answer, if it took every door to find.
    pub(super) fn keep(&self, query: Query, moment: Moment, answer: &Answer) {
        if !is_of_every_door(&query) {
            return;
        }
        let mut kept = self.0.borrow_mut();
        if kept.len() >= KEPT {
            kept.remove(0);
        }
        kept.push((query, moment, answer.clone()));
    }
}

/// Whether every door is read for it.
const fn is_of_every_door(query: &Query) -> bool {
    matches!(
        query,
        Query::TodayQuery(_)
            | Query::CampaignsQuery(_)
            | Query::CareQuery(_)
            | Query::PlacesQuery(_)
            | Query::AreaTreeQuery(_)
            | Query::NeedsQuery(_)
            | Query::DispatchQuery(_)
            | Query::WishesQuery(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{CampaignsQuery, CareList, CareQuery, SessionQuery, TodayQuery};

    const NOW: UnixMillis = UnixMillis(1_795_406_400_000);

    fn campaigns() -> (Query, Answer) {
        let query = Query::CampaignsQuery(CampaignsQuery {});
        (query, Answer::CampaignsQuery(Box::default()))
    }

    #[test]
    fn an_answer_holds_until_anything_is_written_or_the_hour_turns() {
        let answered = Answered::default();
        let (query, answer) = campaigns();
        let moment =
            |written, minutes| Moment::new(written, NOW.plus(minutes * UnixMillis::MINUTE));
        let keep = || answered.keep(query.clone(), moment(7, 0), &answer);
        keep();
        assert_eq!(answered.get(&query, moment(7, 1)), Some(answer.clone()));
        assert_eq!(answered.get(&query, moment(8, 1)), None);
        keep();
        assert_eq!(answered.get(&query, moment(7, 60)), None);
        keep();
        let other = Query::TodayQuery(TodayQuery {});
        assert_eq!(answered.get(&other, moment(7, 0)), None);
    }

    #[test]
    fn only_what_takes_every_door_is_kept_and_little_of_it() {
        let answered = Answered::default();
        let moment = Moment::new(7, NOW);
        let (_, answer) = campaigns();
        let session = Query::SessionQuery(SessionQuery {});
        answered.keep(session.clone(), moment, &answer);
        assert_eq!(answered.get(&session, moment), None);
        let lists = [CareList::Unseen, CareList::Elders];
        let lists = lists.map(|list| Query::CareQuery(CareQuery { list }));
        for _ in 0..KEPT {
            for query in &lists {
                answered.keep(query.clone(), moment, &answer);
            }
        }
        assert_eq!(answered.0.borrow().len(), KEPT);
    }
}
