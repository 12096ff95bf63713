use chuanmen_core::domain::{AreaId, HouseholdId};
use rusqlite::{Connection, Rows, Statement};

use crate::storage::StorageError;

pub(in crate::queries) const UNCORRECTED: &str = include_str!("uncorrected.sql");

/// SQL with what makes a household stand in the place of `{stands}`.
pub(in crate::queries) fn stands(sql: &str) -> String {
    sql.replace("{stands}", include_str!("stands.sql"))
}

/// Whether a household is there to be written about.
pub(crate) fn is_standing(
    connection: &Connection,
    household: HouseholdId,
) -> Result<bool, StorageError> {
    let sql = stands(
        "SELECT EXISTS (SELECT 1 FROM record
             WHERE id = ?1 AND +kind = 'household' AND {stands})",
    );
    let found = connection
        .prepare_cached(&sql)?
        .query_row([household.to_string()], |row| row.get(0))?;
    Ok(found)
}

/// A set of households to read about.
#[derive(Debug, Clone)]
pub(crate) enum Which {
    /// Every one on this device.
    All,
    /// Those behind these doors.
    Of(Vec<HouseholdId>),
}

/// A list of ids is looked up one by one: past some hundreds, reading all is faster.
const MANY: usize = 500;

impl Which {
    /// These, and others too where they are many: whoever asks leaves those out.
    pub(crate) fn at_least(households: impl IntoIterator<Item = HouseholdId>) -> Self {
        let households: Vec<_> = households.into_iter().collect();
        if households.len() > MANY {
            Self::All
        } else {
            Self::Of(households)
        }
    }

    /// One household.
    pub(crate) fn one(household: HouseholdId) -> Self {
        Self::Of(vec![household])
    }

    /// The households of a building.
    pub(crate) fn in_building(
        connection: &Connection,
        building: AreaId,
    ) -> Result<Self, StorageError> {
        let mut statement = connection.prepare_cached(&stands(
            "SELECT id FROM record WHERE kind = 'household' AND building = ?1 AND {stands}",
        ))?;
        let mut rows = statement.query([building.to_string()])?;
        let mut households = Vec::new();
        while let Some(row) = rows.next()? {
            households.extend(super::super::read::id::<HouseholdId>(row, 0)?);
        }
        Ok(Self::Of(households))
    }

    /// The households of a floor of a unit; none where floors are not told apart.
    pub(crate) fn on_floor(
        connection: &Connection,
        building: AreaId,
        unit: &str,
        floor: i64,
    ) -> Result<Self, StorageError> {
        let mut statement = connection.prepare_cached(
            "SELECT id FROM record WHERE kind = 'household' AND building = ?1
                 AND COALESCE(unit, '') = ?2 AND floor = ?3 AND floor <> 0 AND NOT deleted",
        )?;
        let mut rows = statement.query((building.to_string(), unit, floor))?;
        let mut households = Vec::new();
        while let Some(row) = rows.next()? {
            households.extend(super::super::read::id::<HouseholdId>(row, 0)?);
        }
        Ok(Self::Of(households))
    }

    /// The SQL that says where the households of this set live.
    pub(in crate::queries) fn places(&self) -> String {
        stands(match self {
            Self::All => include_str!("places.sql"),
            Self::Of(_) => include_str!("places_of.sql"),
        })
    }

    /// The SQL with this set in the place of `{which}`, for what names a household as `home`.
    pub(in crate::queries) fn sql(&self, sql: &str) -> String {
        let which = match self {
            Self::All => "?1 IS NULL",
            Self::Of(_) => "home IN (SELECT value FROM json_each(?1))",
        };
        sql.replace("{which}", which)
            .replace("{uncorrected}", UNCORRECTED)
    }

    /// Runs what [`Which::places`] or [`Which::sql`] gave.
    pub(in crate::queries) fn rows<'s>(
        &self,
        statement: &'s mut Statement<'_>,
    ) -> Result<Rows<'s>, StorageError> {
        let ids = match self {
            Self::All => None,
            Self::Of(households) => {
                let ids = serde_json::to_string(households);
                Some(ids.map_err(|why| StorageError::corrupt("ids", why))?)
            }
        };
        Ok(statement.query([ids])?)
    }
}
