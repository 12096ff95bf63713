//! Accounts, grants, devices and one-time codes.

use chuanmen_core::domain::{AccountId, DeviceId, Party, Role};
use chuanmen_core::merge::{RecordId, ReplicaId};
use uuid::Uuid;

use super::{NOW, TOWN, settle};
use crate::store::{AccountRow, Contact, DeviceRow, Digest, EnrolmentRow, GrantRow, Store};

pub(super) fn people_and_codes_are_kept(store: &dyn Store) {
    let (community, _) = settle(store);
    let account = AccountRow {
        community,
        id: AccountId(Uuid::from_u128(5)),
        login: "wangge1".into(),
        password: None,
        name: "杨春梅".into(),
        role: Role::Other("night_watch".into()),
    };
    let grant = GrantRow {
        id: RecordId(Uuid::from_u128(6)),
        account: account.id,
        role: Role::Party,
        area: TOWN,
        party: Some(Party::PropertyCompany),
    };
    let device = DeviceRow {
        community,
        id: DeviceId(Uuid::from_u128(8)),
        account: account.id,
        replica: ReplicaId(u64::MAX),
        name: "华为 畅享 60".into(),
        token: Digest::of("test", b"token"),
        enrolled_at: NOW,
        revoked_at: None,
        contact: None,
    };
    let contact = Contact {
        at: NOW.plus(3),
        app: "0.1.0".into(),
    };
    let code = EnrolmentRow {
        community,
        code: Digest::of("test", b"code"),
        account: account.id,
        expires_at: NOW.plus(7),
        used_at: None,
    };
    let mut txn = store.write().unwrap();
    txn.put_account(&account).unwrap();
    txn.put_grant(community, &grant).unwrap();
    txn.put_device(&device).unwrap();
    txn.put_enrolment(&code).unwrap();
    let spare = EnrolmentRow {
        code: Digest::of("test", b"spare"),
        ..code.clone()
    };
    txn.put_enrolment(&spare).unwrap();
    txn.commit().unwrap();

    let mut txn = store.write().unwrap();
    txn.use_enrolment(code.code, NOW).unwrap();
    txn.withdraw_enrolments(community, account.id).unwrap();
    txn.put_contact(community, device.id, &contact).unwrap();
    assert!(txn.revoke_device(device.id, NOW).unwrap());
    assert!(!txn.revoke_device(device.id, NOW).unwrap());
    txn.commit().unwrap();

    let read = store.read().unwrap();
    assert_eq!(
        read.account(community, account.id).unwrap(),
        Some(account.clone())
    );
    assert_eq!(
        read.account_by_login("wangge1").unwrap(),
        Some(account.clone())
    );
    assert_eq!(read.account_by_login("wangge").unwrap(), None);
    let all = read.accounts(community).unwrap();
    assert_eq!(all, std::slice::from_ref(&account));
    assert_eq!(read.grants(community, account.id).unwrap(), [grant]);
    let answers = (account.id, Party::PropertyCompany, TOWN);
    assert_eq!(read.parties(community).unwrap(), [answers].into());
    let revoked = DeviceRow {
        revoked_at: Some(NOW),
        contact: Some(contact),
        ..device.clone()
    };
    assert_eq!(
        read.device_by_token(device.token).unwrap(),
        Some(revoked.clone())
    );
    assert_eq!(read.devices(community).unwrap(), [revoked]);
    assert_eq!(read.count_devices().unwrap(), 0);
    let used = EnrolmentRow {
        used_at: Some(NOW),
        ..code.clone()
    };
    assert_eq!(read.enrolment(code.code).unwrap(), Some(used));
    assert_eq!(read.enrolment(spare.code).unwrap(), None);
}
