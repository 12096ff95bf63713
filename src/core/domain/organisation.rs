use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{AreaId, Fields, FieldsBuilder, OrganisationId};
use crate::merge::{FieldName, Record, Scalar, Value};
use crate::text_enum::text_enum;

text_enum! {
    /// What an organisation is.
    pub enum Trade {
        /// 商铺
        Shop => "shop",
        /// 餐饮
        Restaurant => "restaurant",
        /// 住宿
        Lodging => "lodging",
        /// 企业
        Company => "company",
        /// 学校、幼儿园
        School => "school",
        /// 医院、诊所、药店
        Clinic => "clinic",
        /// 机关单位
        Government => "government",
        /// 物业公司
        PropertyCompany => "property_company",
        /// 其他
        Unsorted => "other",
    }
}

/// Where an organisation is. Merged as one: two people's halves of an address are no address.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Site {
    /// The building it stands in; none for a market, a stall or a house of its own. With one, it
    /// lies in that building's grid.
    pub building: Option<AreaId>,
    /// What else finds it: `1 栋底商 3 号`, `曼听路 18 号`.
    pub address: String,
}

/// Whom to ask for. Merged as one: nobody is reached under another's number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Full name.
    pub name: String,
    /// Their own telephone, digits only; masked on screens.
    pub phone: String,
}

/// A shop, a company, a school: what a grid holds beside its households (单位).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Which.
    pub id: OrganisationId,
    /// As on its sign.
    pub name: String,
    /// What it is.
    pub trade: Trade,
    /// Where it is.
    pub site: Site,
    /// Its own telephone, digits only, for everybody to know.
    pub phone: String,
    /// Whom to ask for.
    pub contact: Contact,
    /// Whether it has a party organisation.
    pub party_organisation: bool,
    /// How many work there, if somebody asked.
    pub employees: Option<i64>,
    /// What a visitor should know.
    pub note: String,
    /// Out of business (歇业): kept with its visits and needs, shown last.
    pub closed: bool,
}

impl Organisation {
    /// Reads an organisation; none without a name.
    #[must_use]
    pub fn read(record: &Record) -> Option<Self> {
        let fields = Fields(&record.fields);
        let within = |group, member| match fields.within(group, member) {
            Some(Scalar::Text(text)) => text.clone(),
            _ => String::new(),
        };
        Some(Self {
            id: record.id.into(),
            name: fields.text("name")?.to_owned(),
            trade: fields.word("kind").unwrap_or(Trade::Unsorted),
            site: Site {
                building: within("place", "building").parse().ok(),
                address: within("place", "address"),
            },
            phone: fields.string("phone"),
            contact: Contact {
                name: within("contact", "name"),
                phone: within("contact", "phone"),
            },
            party_organisation: fields.flag("party_organisation"),
            employees: fields.int("employees").filter(|count| *count >= 0),
            note: fields.string("note"),
            closed: fields.flag("closed"),
        })
    }

    /// Its fields.
    #[must_use]
    pub fn fields(&self) -> BTreeMap<FieldName, Value> {
        FieldsBuilder::new()
            .set("name", self.name.as_str())
            .set("kind", self.trade.as_str())
            .maybe("place", self.site.value())
            .text("phone", &self.phone)
            .maybe("contact", self.contact.value())
            .maybe(
                "party_organisation",
                self.party_organisation.then_some(true),
            )
            .maybe("employees", self.employees)
            .text("note", &self.note)
            .maybe("closed", self.closed.then_some(true))
            .build()
    }
}

impl Site {
    /// The group value of field `place`; none if nothing is known.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        let building = self.building.map(|id| id.to_string());
        group([
            ("building", building.as_deref().unwrap_or_default()),
            ("address", &self.address),
        ])
    }
}

impl Contact {
    /// The group value of field `contact`; none if nobody is known.
    #[must_use]
    pub fn value(&self) -> Option<Value> {
        group([("name", &self.name), ("phone", &self.phone)])
    }
}

/// A group of those members that say something; none if none does.
fn group<const N: usize>(members: [(&'static str, &str); N]) -> Option<Value> {
    let said = members.into_iter().filter(|(_, text)| !text.is_empty());
    let said: BTreeMap<_, _> = said
        .map(|(name, text)| (FieldName::known(name), Scalar::from(text)))
        .collect();
    (!said.is_empty()).then_some(Value::Group(said))
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::UnixMillis;
    use crate::domain::{AccountId, Host, HouseholdId, Kind, Outcome, Purpose, Visit, VisitId};
    use crate::merge::{Patch, RecordId, ReplicaId, Stamp};

    fn record(kind: Kind, fields: BTreeMap<FieldName, Value>) -> Record {
        let stamp = Stamp::new(UnixMillis(1_795_406_400_000), 0, ReplicaId::HUB);
        let id = RecordId(Uuid::from_u128(1));
        Record::from_patch(&Patch::create(kind, id, fields), stamp)
    }

    fn shop() -> Organisation {
        Organisation {
            id: OrganisationId(Uuid::from_u128(1)),
            name: "玉香傣味园".into(),
            trade: Trade::Restaurant,
            site: Site {
                building: Some(AreaId(Uuid::from_u128(2))),
                address: "1 栋底商 3 号".into(),
            },
            phone: "06915550123".into(),
            contact: Contact {
                name: "玉香".into(),
                phone: "10000000001".into(),
            },
            party_organisation: true,
            employees: Some(6),
            note: "下午三点后人少".into(),
            closed: true,
        }
    }

    #[test]
    fn an_organisation_is_read_as_it_was_written() {
        let shop = shop();
        assert_eq!(
            Organisation::read(&record(Kind::Organisation, shop.fields())),
            Some(shop)
        );
    }

    #[test]
    fn what_is_not_known_is_not_written_and_without_a_name_it_is_none() {
        let bare = Organisation {
            trade: Trade::Shop,
            site: Site::default(),
            phone: String::new(),
            contact: Contact::default(),
            party_organisation: false,
            employees: None,
            note: String::new(),
            closed: false,
            ..shop()
        };
        let names: Vec<_> = bare
            .fields()
            .into_keys()
            .map(|name| name.to_string())
            .collect();
        assert_eq!(names, ["kind", "name"]);
        let nameless = FieldsBuilder::new().set("kind", "shop").build();
        assert_eq!(
            Organisation::read(&record(Kind::Organisation, nameless)),
            None
        );
    }

    #[test]
    fn words_of_a_newer_version_stay_and_what_cannot_be_reads_as_unknown() {
        let fields = FieldsBuilder::new()
            .set("name", "曼听小院")
            .set("kind", "homestay")
            .set("employees", -3)
            .set("place", "曼听路")
            .build();
        let read = Organisation::read(&record(Kind::Organisation, fields)).unwrap();
        assert_eq!(read.trade.as_str(), "homestay");
        assert_eq!((read.employees, read.site), (None, Site::default()));
    }

    #[test]
    fn a_visit_is_at_a_household_as_ever_or_at_an_organisation_and_never_nowhere() {
        let visit = |host| Visit {
            id: VisitId(Uuid::from_u128(1)),
            host,
            visitor: AccountId(Uuid::from_u128(4)),
            started_at: UnixMillis(1),
            ended_at: UnixMillis(2),
            purpose: Purpose::Safety,
            outcome: Outcome::Met,
            unchanged: false,
            answers: BTreeMap::new(),
            note: String::new(),
            corrects: None,
            campaign: None,
            photos: Vec::new(),
            signature: None,
        };
        let home = Host::Household(HouseholdId(Uuid::from_u128(5)));
        let shop = Host::Organisation(OrganisationId(Uuid::from_u128(6)));
        for (host, field, other) in [
            (home, "household", "organisation"),
            (shop, "organisation", "household"),
        ] {
            let written = record(Kind::Visit, visit(host).fields());
            assert!(written.fields.contains_key(field) && !written.fields.contains_key(other));
            assert_eq!(Visit::read(&written), Some(visit(host)));
        }
        let mut nowhere = visit(home).fields();
        nowhere.remove("household");
        assert_eq!(Visit::read(&record(Kind::Visit, nowhere)), None);
    }
}
