//! What a department makes of one delivery: when it acknowledges, answers, finishes, or does not.
//!
//! Everything is in seconds from the release, not from what came before, so that a slow line does
//! not add up; and nothing comes close to a limit: a department is clearly in time or clearly late.
//! Branches of a drill therefore never hang on which of two frames came first.

use super::super::chance::Chance;
use super::super::crew::Crew;
use super::temperament::Temperament;

/// How far from a limit everything stays, in seconds: 1.25 s of wall time at sixty times the pace.
const MARGIN: f64 = 75.0;
/// What is overlooked is acknowledged at the earliest, seconds after release.
const OVERLOOKED_FROM: f64 = 330.0;

/// Limits of a delivery in seconds, as the client shows them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Limits {
    pub(super) acknowledge: Option<f64>,
    pub(super) respond: Option<f64>,
    pub(super) complete: Option<f64>,
}

/// What a delivery asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Asked {
    pub(super) answer: bool,
    pub(super) completion: bool,
    pub(super) limits: Limits,
}

/// What is done with a delivery, in seconds from its release.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Conduct {
    pub(super) acknowledge: f64,
    pub(super) begin: Option<f64>,
    pub(super) ask: Option<f64>,
    pub(super) answer: Option<f64>,
    pub(super) finish: Option<f64>,
    pub(super) decline: Option<f64>,
    pub(super) tell: Option<f64>,
}

/// In time: at the latest `MARGIN` before the limit, or at 70 % of a short one; clearly late where
/// it cannot be done before `earliest`.
fn in_time(at: f64, limit: Option<f64>, earliest: f64) -> f64 {
    let Some(limit) = limit else { return at.max(earliest) };
    let last = (limit - MARGIN).max(limit * 0.7);
    if earliest > last { earliest.max(limit + MARGIN) } else { at.min(last).max(earliest) }
}

/// Late: `MARGIN` and more behind the limit.
fn late(chance: &mut Chance, limit: f64) -> f64 {
    limit + MARGIN + chance.within(30.0, 150.0)
}

/// What the department at a position of the directory does with its delivery of a number.
pub(super) fn of(root: Chance, crew: Crew, department: u64, number: u32, asked: Asked) -> Conduct {
    let careful = crew.is_careful();
    let temperament = if careful { Temperament::CAREFUL } else { Temperament::of(root, department) };
    let delivery = root.about("department", department).about("delivery", u64::from(number));
    let draw = |question| delivery.about(question, 0);
    let slips = |question, share| !careful && draw(question).yes(share);
    let limits = asked.limits;
    let prompt = draw("acknowledge").log_normal(24.0 * temperament.pace, 0.6, 5.0, 90.0);
    let overlooked = temperament.overlooks == Some(number) && limits.acknowledge.is_some();
    let acknowledge = if overlooked {
        OVERLOOKED_FROM + draw("overlooked").within(0.0, 120.0)
    } else {
        // One in eight is a little late, which is no more than a mark.
        let limit = limits.acknowledge.filter(|_| !slips("hesitates", 0.12));
        limit.map_or(prompt, |limit| prompt.min(limit * 0.7))
    };
    let mut conduct = Conduct { acknowledge, ..Conduct::default() };
    if number > 10 && asked.answer && slips("declines", 0.02) {
        conduct.decline = Some(acknowledge + draw("decline").within(15.0, 40.0));
        return conduct;
    }
    if asked.answer || asked.completion {
        conduct.begin = draw("begins").yes(0.6).then(|| acknowledge + draw("begin").within(6.0, 15.0));
        conduct.ask = slips("asks", 0.07).then(|| acknowledge + draw("ask").within(8.0, 20.0));
        work(&mut conduct, &temperament, number, asked, draw, slips);
    }
    conduct
}

/// The answer and the end of the work.
fn work(
    conduct: &mut Conduct,
    temperament: &Temperament,
    number: u32,
    asked: Asked,
    draw: impl Fn(&'static str) -> Chance,
    slips: impl Fn(&'static str, f64) -> bool,
) {
    let Limits { respond, complete, .. } = asked.limits;
    let after = conduct.acknowledge + 8.0;
    let deaf = temperament.deaf_to == Some(number) && (respond.is_some() || complete.is_some());
    let takes = draw("answer").log_normal(90.0 * temperament.pace, 0.45, 40.0, 240.0);
    let mut answered = conduct.acknowledge + takes;
    if asked.answer {
        answered = match respond {
            Some(limit) if slips("dawdles", 0.10) => late(&mut draw("dawdle"), limit),
            limit => in_time(answered, limit.or(complete.map(|limit| limit * 0.6)), after),
        };
        conduct.answer = (!deaf).then_some(answered);
    }
    if asked.completion {
        let takes = draw("finish").log_normal(220.0 * temperament.pace, 0.4, 120.0, 540.0);
        let finished = match complete {
            Some(limit) if slips("overruns", 0.14) => late(&mut draw("overrun"), limit).max(answered + 20.0),
            limit => in_time(answered + takes, limit, answered + 10.0),
        };
        let left = complete.is_some() && slips("leaves", 0.05);
        conduct.finish = (!deaf && !left).then_some(finished);
        conduct.tell = conduct.finish.filter(|_| draw("tells").yes(0.18)).map(|at| at + 15.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: Asked = Asked {
        answer: true,
        completion: true,
        limits: Limits { acknowledge: Some(60.0), respond: Some(300.0), complete: Some(900.0) },
    };

    fn many() -> impl Iterator<Item = Conduct> {
        (0..40).flat_map(|department| {
            (1..50).map(move |number| of(Chance::of(3), Crew::default(), department, number, ASKED))
        })
    }

    #[test]
    fn what_is_done_is_clearly_in_time_or_clearly_late() {
        for conduct in many() {
            for (at, limit) in [(conduct.answer, 300.0), (conduct.finish, 900.0)] {
                assert!(at.is_none_or(|at: f64| (at - limit).abs() >= MARGIN), "{at:?} is near {limit}");
            }
        }
    }

    #[test]
    fn a_careful_crew_is_in_time_with_everything() {
        for conduct in (0..40)
            .flat_map(|department| (1..50).map(move |n| (department, n)))
            .map(|(department, number)| of(Chance::of(3), Crew::CAREFUL, department, number, ASKED))
        {
            assert!(conduct.acknowledge <= 60.0 && conduct.decline.is_none(), "{conduct:?}");
            assert!(conduct.answer.is_some_and(|at| at < 300.0), "{conduct:?}");
            assert!(conduct.finish.is_some_and(|at| at < 900.0), "{conduct:?}");
        }
    }

    #[test]
    fn things_happen_in_order() {
        for conduct in many() {
            let answer = conduct.answer.unwrap_or(conduct.acknowledge + 1.0);
            assert!(conduct.acknowledge >= 5.0 && answer > conduct.acknowledge);
            assert!(conduct.finish.is_none_or(|finish| finish > answer));
            assert!(conduct.ask.is_none_or(|ask| ask > conduct.acknowledge));
        }
    }

    #[test]
    fn most_work_is_done_and_every_weakness_is_met() {
        let all: Vec<Conduct> = many().collect();
        let share = |test: &dyn Fn(&Conduct) -> bool| {
            all.iter().filter(|conduct| test(conduct)).count() as f64 / all.len() as f64
        };
        assert!(share(&|one| one.finish.is_some_and(|at| at < 900.0)) > 0.7);
        for (what, test) in [
            ("overlooks", (|one: &Conduct| one.acknowledge >= OVERLOOKED_FROM) as fn(&Conduct) -> bool),
            ("dawdles", |one| one.answer.is_some_and(|at| at > 300.0)),
            ("overruns", |one| one.finish.is_some_and(|at| at > 900.0)),
            ("is deaf", |one| one.answer.is_none() && one.decline.is_none()),
            ("leaves open", |one| one.answer.is_some() && one.finish.is_none()),
            ("declines", |one| one.decline.is_some()),
            ("asks", |one| one.ask.is_some()),
            ("tells", |one| one.tell.is_some()),
        ] {
            let share = share(&test);
            assert!(share > 0.0 && share < 0.25, "{what}: {share}");
        }
    }

    #[test]
    fn what_asks_nothing_is_acknowledged_and_nothing_else() {
        let conduct = of(Chance::of(3), Crew::default(), 0, 2, Asked::default());
        assert_eq!(conduct, Conduct { acknowledge: conduct.acknowledge, ..Conduct::default() });
    }
}
