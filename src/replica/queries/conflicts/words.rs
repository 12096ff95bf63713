use std::collections::HashMap;

use chuanmen_core::domain::{
    Asks, Campaign, CitizenId, Host, HouseholdId, Numbers, Options, OrganisationId, Resident, Span,
};
use chuanmen_core::merge::{FieldName, Scalar, Value};

use super::super::homes::Homes;
use super::super::people::People;
use super::super::residents::masked_phone;
use super::super::{Areas, Catalogue};

/// Puts a field's value into words.
pub(in crate::queries) struct Words<'a> {
    pub(in crate::queries) areas: &'a Areas,
    pub(in crate::queries) catalogue: &'a Catalogue,
    pub(in crate::queries) people: &'a People,
    pub(in crate::queries) homes: &'a Homes,
    pub(in crate::queries) organisations: &'a HashMap<OrganisationId, String>,
}

impl Words<'_> {
    /// `3-2-502`, or an organisation's name; empty where it is not on this device.
    pub(super) fn host(&self, host: Host) -> String {
        match host {
            Host::Household(id) => self.homes.spot(self.areas, id),
            Host::Organisation(id) => self.organisations.get(&id).cloned().unwrap_or_default(),
        }
    }

    /// The value in words: names for ids and codes, numbers of people masked, and empty for
    /// nothing, `false` and a care tag that is not there. Words of a vocabulary (`rent`) and
    /// `true` stay as they are stored: each screen says them in its language.
    pub(in crate::queries) fn say(&self, field: &FieldName, value: &Value) -> String {
        match value {
            Value::Group(_) => self.group(field, value),
            Value::Scalar(scalar) => self.scalar(field, scalar),
        }
    }

    fn scalar(&self, field: &FieldName, scalar: &Scalar) -> String {
        match scalar {
            Scalar::Null | Scalar::Bool(false) => String::new(),
            Scalar::Bool(true) => self.chosen(field),
            Scalar::Int(number) => number.to_string(),
            Scalar::Text(text) => self.text(field.as_str(), text),
        }
    }

    /// What was chosen by a member of a set; `true` where nothing is.
    fn chosen(&self, field: &FieldName) -> String {
        let member = |set| field.member_of(set);
        let building = member(Campaign::BUILDING).and_then(|id| id.parse().ok());
        if let Some(code) = member(Resident::CARE_TAG).or(member(Campaign::TAG)) {
            self.catalogue.tag_name(code)
        } else if let Some(building) = building {
            self.areas.address(building, "")
        } else if let Some(code) = member(Campaign::ITEM) {
            let item = self.catalogue.item(code);
            item.map_or(code, |item| &item.name).to_owned()
        } else {
            "true".to_owned()
        }
    }

    fn text(&self, field: &str, text: &str) -> String {
        match field {
            "phone" => masked(text),
            "category" => self.catalogue.category_name(text),
            "household" | "merged_into" => text.parse().map_or_else(
                |_| text.to_owned(),
                |home: HouseholdId| self.homes.title(self.areas, home),
            ),
            "raised_by" | "visitor" => text
                .parse()
                .map_or_else(|_| text.to_owned(), |who| self.people.name(who)),
            "parent" => text
                .parse()
                .map_or_else(|_| text.to_owned(), |id| self.areas.name(id)),
            _ => text.to_owned(),
        }
    }

    fn group(&self, field: &FieldName, value: &Value) -> String {
        let member = |name: &str| match value.as_group().and_then(|members| members.get(name)) {
            Some(Scalar::Text(text)) => text.as_str(),
            _ => "",
        };
        match field.as_str() {
            // A household has a room, an organisation an address.
            "place" => match member("building").parse() {
                Ok(building) if !member("room").is_empty() => {
                    self.areas.title(building, member("unit"), member("room"))
                }
                Ok(building) => [
                    self.areas.address(building, ""),
                    member("address").to_owned(),
                ]
                .join(" ")
                .trim()
                .to_owned(),
                Err(_) if member("room").is_empty() => member("address").to_owned(),
                Err(_) => [member("unit"), member("room")].join("-"),
            },
            "contact" => [member("name"), &masked(member("phone"))]
                .join(" ")
                .trim()
                .to_owned(),
            "identity" => {
                let number = CitizenId::parse(member("citizen_id"));
                let number = number.map(|number| number.to_string()).unwrap_or_default();
                [number.as_str(), member("born")]
                    .join(" ")
                    .trim()
                    .to_owned()
            }
            "shown_if" => self.condition(member("item"), member("answers")),
            "asks" => asked(&Asks::of(value)),
            _ => self.members(field, value),
        }
    }

    /// `家里烧什么：煤气瓶、柴火`: after which answers a question is asked.
    fn condition(&self, code: &str, answers: &str) -> String {
        let answers = answers.lines().map(str::trim);
        match self.catalogue.item(code) {
            Some(item) => {
                let said: Vec<_> = answers.map(|answer| item.say(answer)).collect();
                format!("{}：{}", item.name, said.join("、"))
            }
            None => [&[code], &answers.collect::<Vec<_>>()[..]]
                .concat()
                .join(" "),
        }
    }

    /// A group that only newer versions know, as it stands.
    fn members(&self, field: &FieldName, value: &Value) -> String {
        let members = value.as_group().into_iter().flatten();
        let said = members.map(|(_, scalar)| self.scalar(field, scalar));
        said.filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// `one 煤气瓶、柴火`, `number 60–250 mmHg`: the word of the sort as it is stored, and what it offers.
fn asked(asks: &Asks) -> String {
    let labels = |options: &Options| {
        let labels: Vec<_> = options.iter().map(|option| &*option.label).collect();
        labels.join("、")
    };
    let (sort, offers) = match asks {
        Asks::Words { .. } => ("words", String::new()),
        Asks::One(options) => ("one", labels(options)),
        Asks::Several(options) => ("several", labels(options)),
        Asks::Number(numbers) => ("number", span(numbers)),
        Asks::Date => ("date", String::new()),
        Asks::Text => ("text", String::new()),
        Asks::Unknown(word) => (&**word, String::new()),
    };
    format!("{sort} {offers}").trim_end().to_owned()
}

fn span(numbers: &Numbers) -> String {
    let span = |span: Span| {
        let (least, most) = (span.least(), span.most());
        match (least == Span::ALL.least(), most == Span::ALL.most()) {
            (true, true) => None,
            (true, false) => Some(format!("≤ {most}")),
            (false, true) => Some(format!("≥ {least}")),
            (false, false) => Some(format!("{least}–{most}")),
        }
    };
    let usual = Some(numbers.usual).filter(|usual| *usual != numbers.range);
    let usual = usual.and_then(span).map(|usual| format!("（{usual}）"));
    let parts = [span(numbers.range), usual, Some(numbers.unit.clone())];
    let parts: Vec<_> = parts.into_iter().flatten().collect();
    parts.join(" ").trim_end().to_owned()
}

/// A telephone without its middle.
fn masked(phone: &str) -> String {
    masked_phone(phone)
        .map(|(head, tail)| format!("{head}****{tail}"))
        .unwrap_or_default()
}
