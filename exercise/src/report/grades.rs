//! Ratings, scores and coverage in words, and praise only where they bear it out.

use super::pen::{Pen, row};
use crate::area::evaluation::score::{self, ObjectiveScore};
use crate::area::inject::Rung;
use crate::evidence::{of_rung, once};
use protocol::document::{DocumentTable, Evidence, EvidenceKind, Sentence, SentenceNature as Nature};
use protocol::evaluation::{BehaviourSeen, Grade};
use protocol::ids::ObjectiveId;
use protocol::vocab::Rating;

impl Pen<'_> {
    /// A rating in full: M still achieves the objective.
    pub(super) fn rating(&self, rating: Rating) -> String {
        match rating {
            Rating::Performed => self.pick("P 顺利完成", "P performed without challenges"),
            Rating::Some => self.pick("S 基本完成，有改进空间", "S performed with some challenges"),
            Rating::Major => self.pick("M 完成但问题明显", "M performed with major challenges"),
            Rating::Unable => self.pick("U 未能完成", "U unable to be performed"),
            Rating::NotObserved => self.pick("未观察到", "not observed"),
        }
    }

    pub(super) fn grade(&self, grade: Grade) -> String {
        match grade {
            Grade::Excellent => self.pick("优", "excellent"),
            Grade::Good => self.pick("良", "good"),
            Grade::Fair => self.pick("中", "fair"),
            Grade::Poor => self.pick("差", "poor"),
        }
    }

    /// A score with one digit; a dash where there is none.
    #[expect(clippy::unused_self, reason = "said the same in both languages, and called like its neighbours")]
    pub(super) fn score(&self, score: Option<f64>) -> String {
        score.map_or_else(|| "–".into(), |score| format!("{score:.1}"))
    }

    /// What an objective's ratings rest on.
    pub(super) fn rating_evidence(&self, objective: &ObjectiveId) -> Vec<Evidence> {
        let tasks = self.state.tasks.iter().filter(|(_, task)| task.objective == *objective);
        let mut evidence: Vec<Evidence> = tasks
            .filter_map(|(id, _)| Some((id, score::of_task(self.state, id)?)))
            .flat_map(|(id, grade)| {
                let of = |rung: &Rung| of_rung(rung, EvidenceKind::Rating, id);
                grade.rungs.iter().map(of).collect::<Vec<_>>()
            })
            .collect();
        if let Some((_, rung, _)) = self.state.objectives.get(objective).and_then(|one| one.rating.as_ref()) {
            evidence.push(of_rung(rung, EvidenceKind::Rating, objective));
        }
        once(evidence)
    }

    /// The lead evaluator's rating of an objective, where he gave one.
    pub(super) fn final_rating(&self, objective: &ObjectiveId) -> Option<Rating> {
        self.state.objectives.get(objective)?.rating.as_ref().map(|(rating, ..)| *rating)
    }

    /// Enough of it was observed to conclude anything.
    pub(super) fn is_covered(&self, score: &ObjectiveScore) -> bool {
        let from = u32::from(self.state.scenario.settings.scale.coverage_from);
        score.tasks > 0 && score.observed * 100 >= score.tasks * from
    }

    /// A conclusion on an objective: praise, where it is offered, if its rating is P or its grade 优 and
    /// coverage suffices, the numbers where not, and that nothing can be concluded where too little was observed.
    pub(super) fn conclusion(&self, key: &str, objective: &ObjectiveId, praise: Option<(&str, &str)>) -> Sentence {
        let score = score::of_objective(self.state, objective);
        let name = self.objective_name(objective);
        let evidence = self.rating_evidence(objective);
        let observed = self.share(f64::from(score.observed), score.tasks);
        if !self.is_covered(&score) {
            let text = self.pick(
                format!("关于“{name}”，关键任务{observed}有观察评级，本次演练不足以作出评价。"),
                format!("On “{name}” {observed} critical tasks were observed and rated: too few to conclude anything."),
            );
            return self.say(key, Nature::Missing, text, evidence);
        }
        let rating = self.final_rating(objective);
        let earned = rating.map_or(score.grade == Some(Grade::Excellent), |rating| rating == Rating::Performed);
        let graded = rating.map(|rating| self.rating(rating));
        let grade = score.grade.map_or_else(|| "–".into(), |grade| self.grade(grade));
        let points = self.score(score.score);
        let words = match (&graded, self.language) {
            (Some(rating), protocol::text::Language::Zh) => format!("评级为{rating}（得分{points}，{grade}）"),
            (Some(rating), protocol::text::Language::En) => format!("rated {rating} (score {points}, {grade})"),
            (None, protocol::text::Language::Zh) => format!("按任务评级折算得分{points}（{grade}），评估组长尚未评级"),
            (None, protocol::text::Language::En) => {
                format!("its tasks add up to a score of {points} ({grade}); the lead evaluator has not rated it")
            }
        };
        let text = if let Some(praise) = praise.filter(|_| earned) {
            self.pick(format!("“{name}”{words}：{}。", praise.0), format!("“{name}”: {words}; {}.", praise.1))
        } else {
            self.pick(format!("“{name}”{words}。"), format!("“{name}”: {words}."))
        };
        self.say(key, Nature::Conclusion, text, evidence)
    }

    /// Objectives with rating, score, grade and coverage.
    pub(super) fn objectives_table(&self, key: &str) -> DocumentTable {
        let mut table = self.table(
            key,
            ("演练目标评级", "Ratings of the objectives"),
            &[
                ("目标", "Objective", 34, false),
                ("评级", "Rating", 26, false),
                ("得分", "Score", 10, true),
                ("等次", "Grade", 10, false),
                ("已观察任务", "Tasks observed", 14, true),
            ],
        );
        for objective in &self.state.scenario.objectives {
            let score = score::of_objective(self.state, &objective.id);
            let rating = self.final_rating(&objective.id);
            let rating = rating.map_or_else(|| self.pick("未评级", "not rated"), |rating| self.rating(rating));
            let capped = if score.capped {
                self.pick("（受安全关键任务限制）", " (held down by a safety-critical task)")
            } else {
                String::new()
            };
            let grade = score.grade.map_or_else(|| "–".into(), |grade| self.grade(grade));
            let cells = vec![
                format!("{} {}", objective.id, self.name(&objective.name)),
                rating,
                self.score(score.score),
                format!("{grade}{capped}"),
                format!("{}/{}", score.observed, score.tasks),
            ];
            table.rows.push(row(cells, self.rating_evidence(&objective.id)));
        }
        table
    }

    /// Behaviours that were watched for: how many evaluators saw what. Never a score of a person.
    pub(super) fn behaviours_table(&self, key: &str, tasks: &[protocol::ids::TaskId]) -> Option<DocumentTable> {
        let mut table = self.table(
            key,
            ("行为要点观察", "Behaviours watched for"),
            &[
                ("任务", "Task", 10, false),
                ("行为要点", "Behaviour", 44, false),
                ("是", "Yes", 8, true),
                ("部分", "Partly", 8, true),
                ("否", "No", 8, true),
                ("未看到", "Not seen", 10, true),
            ],
        );
        for id in tasks {
            let Some(task) = self.state.tasks.get(id) else { continue };
            for behaviour in &task.spec.behaviours {
                let marks = || self.state.evaluation.of(id).filter_map(|(_, one)| one.behaviours.get(&behaviour.key));
                let count = |seen| marks().filter(|watched| watched.seen == seen).count().to_string();
                let evidence: Vec<Evidence> =
                    marks().map(|watched| of_rung(&watched.rung, EvidenceKind::Rating, id)).collect();
                if evidence.is_empty() {
                    continue;
                }
                let seen = [BehaviourSeen::Yes, BehaviourSeen::Partly, BehaviourSeen::No, BehaviourSeen::NotSeen];
                let cells = [id.to_string(), self.name(&behaviour.name)].into_iter().chain(seen.map(count)).collect();
                table.rows.push(row(cells, evidence));
            }
        }
        (!table.rows.is_empty()).then_some(table)
    }
}
