//! Situation reports 情况报告: what a department knows, where it has it from, and what it does not
//! know yet.

use super::super::agenda::Own;
use super::{Scene, Wish, act, forms, words};
use protocol::command::ReportedFact;
use protocol::ids::FactKey;
use protocol::item::{BriefingItem, InjectItem, Item};
use protocol::text::Language;
use protocol::vocab::ReportKind;

/// Characters of a clause that is quoted as a fact.
const CLAUSE_MAX: usize = 40;

fn briefing<'a>(scene: &Scene<'a>) -> Option<&'a BriefingItem> {
    let code = scene.you.department.as_ref()?;
    let Item::Briefing(briefing) = scene.memory.find(&format!("briefing/{code}"))? else { return None };
    Some(briefing)
}

/// Whether the own department is incident command: it confirms reports and writes none.
pub(super) fn confirms(scene: &Scene<'_>) -> bool {
    briefing(scene).is_some_and(|briefing| briefing.confirms_reports)
}

/// When the first report is due: minutes after the first inject that wants an answer.
pub(super) fn first(scene: &Scene<'_>, inject: &InjectItem) -> Own {
    let order = scene.you.department.as_ref().map_or(0, |code| scene.department_order(code));
    let takes = scene.chance().about("first report", order).within(150.0, 330.0);
    scene.now.of(inject.released.exercise).plus(takes)
}

/// Reports of the own department so far.
pub(super) fn submitted(scene: &Scene<'_>) -> u32 {
    let ours = |item: &&Item| matches!(item, Item::Report(report) if Some(&report.department) == scene.you.department.as_ref());
    u32::try_from(scene.memory.items().filter(ours).count()).unwrap_or(u32::MAX)
}

/// The report of a number.
pub(super) fn write(scene: &Scene<'_>, number: u32) -> Option<Wish> {
    let kind = if number == 1 { ReportKind::First } else { ReportKind::FollowUp };
    compose(scene, kind, number)
}

/// The last one, after ENDEX.
pub(super) fn closing(scene: &Scene<'_>) -> Option<Wish> {
    compose(scene, ReportKind::Closing, submitted(scene) + 1)
}

fn compose(scene: &Scene<'_>, kind: ReportKind, number: u32) -> Option<Wish> {
    let received = received(scene);
    let latest = received.last()?;
    let language = forms::language(&latest.body, scene.part.language);
    let order = scene.you.department.as_ref().map_or(0, |code| scene.department_order(code));
    let mut chance = scene.chance().about("report", order).about("number", u64::from(number));
    let opening = words::REPORT.pick(&mut chance, language);
    let measure = words::MEASURE.pick(&mut chance, language);
    let next = words::NEXT.pick(&mut chance, language);
    let source = quote(latest, language);
    let text = match language {
        Language::Zh => format!("{opening}最新情况：{source}。{measure}{next}"),
        Language::En => format!("{opening}Latest: {source}. {measure}{next}"),
    };
    let (mut facts, mut gaps): (Vec<ReportedFact>, Vec<FactKey>) = (Vec::new(), Vec::new());
    // The longer it goes on, the more is known.
    let usual = (0.55 + 0.08 * f64::from(number)).min(0.95);
    let known = if scene.part.crew.knows_the_plan() { scene.share(usual) } else { usual / 2.0 };
    for fact in briefing(scene).map(|briefing| briefing.report_facts.as_slice()).unwrap_or_default() {
        let from = received.get(chance.index(received.len()));
        let value = from.filter(|_| chance.yes(known)).and_then(|inject| act::label(&quote(inject, language)));
        match value {
            Some(value) => facts.push(ReportedFact { key: fact.key.clone(), value }),
            None => gaps.push(fact.key.clone()),
        }
    }
    act::report(kind, &text, facts, gaps)
}

/// What the department has received, by number.
fn received<'a>(scene: &Scene<'a>) -> Vec<&'a InjectItem> {
    let inject = |item: &'a Item| if let Item::Inject(inject) = item { Some(inject.as_ref()) } else { None };
    let mut received: Vec<_> = scene.memory.items().filter_map(inject).collect();
    received.sort_by_key(|inject| inject.number);
    received
}

/// The first clause of an inject with its number, as people refer to it.
fn quote(inject: &InjectItem, language: Language) -> String {
    let clause = inject.body.get(language).split(['。', '；', '，', '.', ';', ',', '\n']).next().unwrap_or_default();
    let clause: String = clause.trim().chars().take(CLAUSE_MAX).collect();
    match language {
        Language::Zh => format!("据第{}号信息，{clause}", inject.number),
        Language::En => format!("inject {}: {clause}", inject.number),
    }
}
