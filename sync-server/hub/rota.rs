//! Who signed up for the community's posts: steps asked for in their authors' own scopes, which the
//! hub keeps in the order in which it hears of them where only supervisors see them. Everybody is
//! told how many have signed up; each is told of their own place, and of nobody else's.

use chuanmen_core::UnixMillis;
use chuanmen_core::domain::{
    AccountId, FieldsBuilder, Kind, Post, Scope, SignUp, SignUpId, fold_rota, taken,
};
use chuanmen_core::merge::{HybridClock, RecordId};

use super::board::{Entries, Pen, Touched};
use crate::store::{CommunityKey, Digest, StoreError, WriteTxn};

/// Writes what is to be known of the rotas that were touched, and returns the entries that tell of
/// it.
pub(super) fn tell_of_rotas(
    txn: &mut dyn WriteTxn,
    community: CommunityKey,
    touched: &Touched,
    clock: &mut HybridClock,
    now: UnixMillis,
) -> Result<Entries, StoreError> {
    if touched.posts.is_empty() {
        return Ok(Entries::new());
    }
    let mut pen = Pen::new(txn, community, clock, now)?;
    for post in &touched.posts {
        tell_of(&mut pen, *post)?;
    }
    Ok(pen.entries())
}

fn tell_of(pen: &mut Pen<'_>, id: RecordId) -> Result<(), StoreError> {
    let shared = Scope::Community(pen.home());
    let record = pen.record(shared, id)?.filter(|it| it.kind == Kind::Post);
    let Some(post) = record.as_ref().and_then(Post::read) else {
        return Ok(());
    };
    let Some(desk) = pen.find(Scope::Desk(pen.home())) else {
        return Ok(());
    };
    let events = pen
        .read()
        .events_of(pen.community(), desk, &[id].into())?
        .into_iter();
    let rota = fold_rota(post.seats, events.map(|row| row.event));
    let count = taken(&rota);
    if count != post.taken {
        let counted = FieldsBuilder::new().set(Post::TAKEN, count).build();
        pen.write(shared, Kind::Post, id, counted)?;
    }
    for place in &rota {
        let told = SignUp::of(sign_up_of(id, place.account), post.id, place);
        let fields = told.fields();
        pen.tell(place.account, Kind::SignUp, told.id.into(), fields)?;
    }
    Ok(())
}

/// What somebody is told of their place on a rota: always the same.
fn sign_up_of(post: RecordId, account: AccountId) -> SignUpId {
    let hash = Digest::of("sign-up", format!("{post} {account}").as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash.0[..16]);
    SignUpId(uuid::Builder::from_custom_bytes(id).into_uuid())
}
