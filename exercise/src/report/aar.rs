//! The after-action report with its improvement plan, as HSEEP sets it out: overview, core capabilities
//! with ratings, strengths and areas for improvement, improvement plan, participants.

use super::pen::{Pen, row};
use super::{again, annex, basics, evaluation};
use crate::area::evaluation::score;
use crate::evidence::of_commit;
use protocol::document::{DocumentSection, DocumentTable};

pub(super) fn sections(pen: &Pen<'_>) -> Vec<DocumentSection> {
    let mut overview = pen.section("aar.1", 1, &pen.pick("一、", "1 "), "演练概况", "Exercise overview");
    overview.table(overview_table(pen));
    overview.paragraph(basics::opening(pen, "aar.1"));
    let mut list = vec![overview.done()];
    let mut capabilities =
        pen.section("aar.2", 1, &pen.pick("二、", "2 "), "核心能力分析", "Analysis of core capabilities");
    capabilities.table(summary_table(pen));
    list.push(capabilities.done());
    for (objective, place) in pen.state.scenario.objectives.iter().zip(1_usize..) {
        let name = pen.name(&objective.name);
        let number = pen.pick(format!("{place}. "), format!("2.{place} "));
        let mut section = pen.section(&format!("aar.2.{}", objective.id), 2, &number, &name, &name);
        evaluation::one_objective(pen, &mut section, &objective.id);
        list.push(section.done());
    }
    let mut plan = pen.section("aar.a", 1, &pen.pick("附录一 ", "Appendix A "), "改进计划", "Improvement plan");
    plan.table(annex::actions_table(pen, "aar.a.table"));
    plan.lines(again::lines(pen, "aar.a"));
    list.push(plan.done());
    let mut people = pen.section("aar.b", 1, &pen.pick("附录二 ", "Appendix B "), "参与单位", "Participants");
    people.table(basics::people_of(pen, "aar.b.table"));
    list.push(people.done());
    let mut played =
        pen.section("aar.c", 1, &pen.pick("附录三 ", "Appendix C "), "实施的事件清单", "The list as played");
    played.table(annex::as_played(pen, "aar.c.table"));
    played.paragraph(annex::how(pen, "aar.c"));
    list.push(played.done());
    list
}

fn overview_table(pen: &Pen<'_>) -> DocumentTable {
    let mut table = pen.table(
        "aar.1.table",
        ("演练概况", "Overview"),
        &[("项目", "Item", 24, false), ("内容", "Content", 76, false)],
    );
    let scenario = &pen.state.scenario;
    let unset = || pen.pick("未记录", "not recorded");
    let time = match (&pen.state.startex, &pen.state.endex) {
        (Some(start), Some(end)) => {
            let (from, to) = (pen.wall.time(start.at.wall), pen.wall.time(end.at.wall));
            format!("{} {from}–{to}", pen.wall.day(start.at.wall, pen.language))
        }
        _ => unset(),
    };
    let optional = |text: Option<&protocol::text::Bilingual>| text.map_or_else(unset, |text| pen.name(text));
    let capabilities: Vec<String> =
        scenario.objectives.iter().filter_map(|one| Some(pen.name(one.capability.as_ref()?))).collect();
    let objectives: Vec<String> =
        scenario.objectives.iter().map(|one| format!("{} {}", one.id, pen.name(&one.name))).collect();
    let units: Vec<String> = scenario.departments.iter().map(|one| pen.name(&one.name)).collect();
    let evidence: Vec<_> = pen.state.startex.iter().chain(&pen.state.endex).map(of_commit).collect();
    for (zh, en, text, rests) in [
        ("演练名称", "Exercise name", pen.name(&scenario.title), Vec::new()),
        ("时间", "Dates", time, evidence),
        ("组织单位", "Sponsor", optional(scenario.organiser.as_ref()), Vec::new()),
        ("地点", "Place", scenario.site.as_ref().map_or_else(unset, |site| pen.name(&site.name)), Vec::new()),
        ("目的", "Purpose", optional(scenario.aim.as_ref()), Vec::new()),
        ("情景", "Scenario", optional(scenario.story.as_ref()), Vec::new()),
        ("核心能力", "Core capabilities", capabilities.join("\n"), Vec::new()),
        ("演练目标", "Objectives", objectives.join("\n"), Vec::new()),
        ("参演单位", "Participating organisations", units.join("\n"), Vec::new()),
    ] {
        table.rows.push(row(vec![pen.pick(zh, en), text], rests));
    }
    table
}

/// Objective × capability × P/S/M/U.
fn summary_table(pen: &Pen<'_>) -> DocumentTable {
    let mut table = pen.table(
        "aar.2.table",
        ("核心能力表现汇总", "Summary of core capability performance"),
        &[
            ("目标", "Objective", 36, false),
            ("核心能力", "Core capability", 26, false),
            ("评级", "Rating", 26, false),
            ("已观察任务", "Tasks observed", 12, true),
        ],
    );
    for objective in &pen.state.scenario.objectives {
        let own = score::of_objective(pen.state, &objective.id);
        let rating = pen
            .final_rating(&objective.id)
            .map_or_else(|| pen.pick("未评级", "not rated"), |rating| pen.rating(rating));
        let capability = objective.capability.as_ref().map_or_else(|| "–".into(), |name| pen.name(name));
        let cells = vec![
            format!("{} {}", objective.id, pen.name(&objective.name)),
            capability,
            rating,
            format!("{}/{}", own.observed, own.tasks),
        ];
        table.rows.push(row(cells, pen.rating_evidence(&objective.id)));
    }
    table
}
