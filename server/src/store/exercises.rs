//! The index of exercises: what is needed to list them and to let people in, without loading one.

use super::{Error, Store, code, from_json, to_json, uuid};
use protocol::ids::{DepartmentCode, ExerciseId, ScenarioId, SeatCode};
use protocol::rest::SeatView;
use protocol::scenario::Scenario;
use protocol::text::Bilingual;
use protocol::time::Timestamp;
use protocol::vocab::{Role, WallKind};
use rusqlite::{OptionalExtension as _, Row, Transaction, params};

/// An exercise as indexed.
#[derive(Clone, Debug)]
pub struct ExerciseRow {
    /// Its id.
    pub id: ExerciseId,
    /// Title.
    pub title: Bilingual,
    /// The scenario it was made from.
    pub scenario: ScenarioId,
    /// When.
    pub created: Timestamp,
    /// Code of its waiting room.
    pub room_code: String,
}

/// A seat of an exercise, as access needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatRow {
    /// Code.
    pub code: SeatCode,
    /// Name.
    pub name: Bilingual,
    /// Role.
    pub role: Role,
    /// Department of a player.
    pub department: Option<DepartmentCode>,
    /// Department that a controller or evaluator watches.
    pub watches: Option<DepartmentCode>,
    /// Which wall.
    pub wall: Option<WallKind>,
}

impl SeatRow {
    /// The seat as shown at the lobby.
    #[must_use]
    pub fn view(&self) -> SeatView {
        SeatView {
            code: self.code.clone(),
            name: self.name.clone(),
            role: self.role,
            department: self.department.clone(),
        }
    }

    /// Every seat of a scenario: departments first, in their order, then staff.
    #[must_use]
    pub fn of_scenario(scenario: &Scenario) -> Vec<Self> {
        let players = scenario.departments.iter().flat_map(|department| {
            department.seats.iter().map(|seat| Self {
                code: seat.code.clone(),
                name: seat.name.clone(),
                role: Role::Player,
                department: Some(department.code.clone()),
                watches: None,
                wall: None,
            })
        });
        let staff = scenario.staff.iter().map(|seat| Self {
            code: seat.code.clone(),
            name: seat.name.clone(),
            role: seat.role,
            department: None,
            watches: seat.watches.clone(),
            wall: (seat.role == Role::Wall).then(|| seat.wall.unwrap_or(WallKind::Players)),
        });
        players.chain(staff).collect()
    }
}

impl Store {
    /// Indexes an exercise with its departments and seats.
    ///
    /// # Errors
    /// What the database says; a room code that is in use breaks a unique index.
    pub async fn add_exercise(&self, row: ExerciseRow, scenario: &Scenario) -> Result<(), Error> {
        let roster = Roster::of_scenario(scenario);
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            insert(&transaction, &row, &roster)?;
            Ok(transaction.commit()?)
        })
        .await
    }

    /// Every exercise, newest first.
    ///
    /// # Errors
    /// What the database says.
    pub async fn exercises(&self) -> Result<Vec<ExerciseRow>, Error> {
        self.run(|db, _| {
            let mut query = db.prepare_cached(
                "SELECT id, title, scenario, created, room_code FROM exercises ORDER BY created DESC, id",
            )?;
            let mut rows = query.query([])?;
            let mut exercises = Vec::new();
            while let Some(row) = rows.next()? {
                exercises.push(read_exercise(row)?);
            }
            Ok(exercises)
        })
        .await
    }

    /// One exercise.
    ///
    /// # Errors
    /// What the database says.
    pub async fn exercise(&self, id: ExerciseId) -> Result<Option<ExerciseRow>, Error> {
        self.run(move |db, _| {
            let mut query =
                db.prepare_cached("SELECT id, title, scenario, created, room_code FROM exercises WHERE id = ?1")?;
            query.query_row([id.to_string()], |row| Ok(read_exercise(row))).optional()?.transpose()
        })
        .await
    }

    /// One seat.
    ///
    /// # Errors
    /// What the database says.
    pub async fn seat(&self, exercise: ExerciseId, seat: SeatCode) -> Result<Option<SeatRow>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(
                "SELECT code, name, role, department, watches, wall FROM seats WHERE exercise = ?1 AND code = ?2",
            )?;
            let found = query.query_row(params![exercise.to_string(), seat.as_str()], |row| Ok(read_seat(row)));
            found.optional()?.transpose()
        })
        .await
    }

    /// Every seat, in order, with whether a card or an admitted person has taken it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn seats(&self, exercise: ExerciseId, now: Timestamp) -> Result<Vec<(SeatRow, bool)>, Error> {
        self.run(move |db, _| {
            let mut query = db.prepare_cached(
                "SELECT code, name, role, department, watches, wall,
                     EXISTS (SELECT 1 FROM cards WHERE cards.exercise = seats.exercise AND cards.seat = seats.code
                             AND kind = 'card' AND device IS NOT NULL)
                  OR EXISTS (SELECT 1 FROM sessions WHERE sessions.exercise = seats.exercise
                             AND sessions.seat = seats.code AND expires > ?2)
                 FROM seats WHERE exercise = ?1 ORDER BY place",
            )?;
            let mut rows = query.query(params![exercise.to_string(), now.0])?;
            let mut seats = Vec::new();
            while let Some(row) = rows.next()? {
                seats.push((read_seat(row)?, row.get(6)?));
            }
            Ok(seats)
        })
        .await
    }

    /// Follows the plan of an exercise: title, departments and seats as they are now. Ways into a seat that
    /// is gone are taken away with it. Says whether anything was different.
    ///
    /// # Errors
    /// What the database says.
    pub async fn follow_plan(&self, id: ExerciseId, scenario: &Scenario) -> Result<bool, Error> {
        let (roster, title) = (Roster::of_scenario(scenario), scenario.title.clone());
        let before = Roster {
            departments: self.departments(id).await?,
            seats: self.seats(id, Timestamp(0)).await?.into_iter().map(|(seat, _)| seat).collect(),
        };
        if before == roster && self.exercise(id).await?.is_none_or(|row| row.title == title) {
            return Ok(false);
        }
        self.run(move |db, _| {
            let transaction = db.transaction()?;
            let exercise = id.to_string();
            transaction
                .execute("UPDATE exercises SET title = ?2 WHERE id = ?1", params![exercise, to_json(&title)?])?;
            for table in ["departments", "seats"] {
                transaction.execute(&format!("DELETE FROM {table} WHERE exercise = ?1"), [&exercise])?;
            }
            insert_roster(&transaction, id, &roster)?;
            for table in ["cards", "sessions"] {
                transaction.execute(
                    &format!(
                        "DELETE FROM {table} WHERE exercise = ?1 AND seat IS NOT NULL
                         AND seat NOT IN (SELECT code FROM seats WHERE exercise = ?1)"
                    ),
                    [&exercise],
                )?;
            }
            transaction.commit()?;
            Ok(true)
        })
        .await
    }

    /// The departments of an exercise, in order.
    ///
    /// # Errors
    /// What the database says.
    pub async fn departments(&self, exercise: ExerciseId) -> Result<Vec<(DepartmentCode, Bilingual)>, Error> {
        self.run(move |db, _| {
            let mut query =
                db.prepare_cached("SELECT code, name FROM departments WHERE exercise = ?1 ORDER BY place")?;
            let mut rows = query.query([exercise.to_string()])?;
            let mut departments = Vec::new();
            while let Some(row) = rows.next()? {
                let name = from_json(&row.get::<_, String>(1)?)?;
                departments.push((code(&row.get::<_, String>(0)?, DepartmentCode::parse)?, name));
            }
            Ok(departments)
        })
        .await
    }
}

/// Who takes part: departments and seats, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Roster {
    departments: Vec<(DepartmentCode, Bilingual)>,
    pub(super) seats: Vec<SeatRow>,
}

impl Roster {
    /// Those of a scenario.
    #[must_use]
    pub fn of_scenario(scenario: &Scenario) -> Self {
        let departments = scenario.departments.iter().map(|d| (d.code.clone(), d.name.clone())).collect();
        Self { departments, seats: SeatRow::of_scenario(scenario) }
    }
}

/// Indexes an exercise inside somebody's transaction.
pub(super) fn insert(transaction: &Transaction<'_>, row: &ExerciseRow, roster: &Roster) -> Result<(), Error> {
    transaction.execute(
        "INSERT INTO exercises VALUES (?1, ?2, ?3, ?4, ?5)",
        params![row.id.to_string(), to_json(&row.title)?, row.scenario.as_str(), row.created.0, row.room_code],
    )?;
    insert_roster(transaction, row.id, roster)
}

fn insert_roster(transaction: &Transaction<'_>, id: ExerciseId, roster: &Roster) -> Result<(), Error> {
    let Roster { departments, seats } = roster;
    let id = id.to_string();
    let mut insert = transaction.prepare_cached("INSERT INTO departments VALUES (?1, ?2, ?3, ?4)")?;
    for ((code, name), place) in departments.iter().zip(0_i64..) {
        insert.execute(params![id, code.as_str(), place, to_json(name)?])?;
    }
    let mut insert = transaction.prepare_cached("INSERT INTO seats VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?;
    for (seat, place) in seats.iter().zip(0_i64..) {
        insert.execute(params![
            id,
            seat.code.as_str(),
            place,
            to_json(&seat.name)?,
            seat.role.word(),
            seat.department.as_ref().map(DepartmentCode::as_str),
            seat.watches.as_ref().map(DepartmentCode::as_str),
            seat.wall.map(WallKind::word)
        ])?;
    }
    Ok(())
}

fn read_exercise(row: &Row<'_>) -> Result<ExerciseRow, Error> {
    Ok(ExerciseRow {
        id: ExerciseId(uuid(&row.get::<_, String>(0)?)?),
        title: from_json(&row.get::<_, String>(1)?)?,
        scenario: code(&row.get::<_, String>(2)?, ScenarioId::parse)?,
        created: Timestamp(row.get(3)?),
        room_code: row.get(4)?,
    })
}

fn read_seat(row: &Row<'_>) -> Result<SeatRow, Error> {
    let (role, wall): (String, Option<String>) = (row.get(2)?, row.get(5)?);
    let department: Option<String> = row.get(3)?;
    let watches: Option<String> = row.get(4)?;
    Ok(SeatRow {
        code: code(&row.get::<_, String>(0)?, SeatCode::parse)?,
        name: from_json(&row.get::<_, String>(1)?)?,
        role: word(Role::ALL, Role::word, &role)?,
        department: department.map(|text| code(&text, DepartmentCode::parse)).transpose()?,
        watches: watches.map(|text| code(&text, DepartmentCode::parse)).transpose()?,
        wall: wall.map(|text| word(WallKind::ALL, WallKind::word, &text)).transpose()?,
    })
}

/// A word of a closed list.
fn word<T: Copy>(all: &[T], of: fn(T) -> &'static str, text: &str) -> Result<T, Error> {
    all.iter().copied().find(|one| of(*one) == text).ok_or_else(|| Error::Corrupt(format!("{text:?} is no word")))
}
