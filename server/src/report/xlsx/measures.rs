//! The sheet of measures 指标: every number behind the report, as it was reckoned, for whoever reckons on.

use super::Cells;
use crate::report::flow::Flow;
use protocol::document::{Document, Language};
use protocol::measure::{Measure, MeasureCode as M, MeasurePart as P, MeasureUnit as U};
use rust_xlsxwriter::{Workbook, XlsxError};

/// A word in both languages.
type Word = (&'static str, &'static str);

const SHEET: Word = ("指标", "Measures");
const HEADS: [Word; 11] = [
    ("编号", "Code"),
    ("指标", "Measure"),
    ("对象", "Of"),
    ("项", "Part"),
    ("数值", "Value"),
    ("单位", "Unit"),
    ("n", "n"),
    ("目标", "Target"),
    ("达标", "Met"),
    ("不计入的离线毫秒", "Off line, not counted (ms)"),
    ("依据（记录号）", "Rests on (record no.)"),
];
const WIDTHS: [f64; 11] = [7.0, 24.0, 20.0, 18.0, 12.0, 14.0, 6.0, 12.0, 8.0, 12.0, 40.0];
const WHOLE: Word = ("全场", "exercise");

const fn name(code: M) -> Word {
    match code {
        M::M01 => ("下发偏差", "Release deviation"),
        M::M02 => ("送达时延", "Delivery latency"),
        M::M03 => ("签收时长", "Time to acknowledge"),
        M::M04 => ("按时签收", "Acknowledged in time"),
        M::M05 => ("回复时长", "Time to answer"),
        M::M06 => ("按时办完", "Completed in time"),
        M::M07 => ("漏办迟办", "Late or missed"),
        M::M08 => ("报告链", "Report chain"),
        M::M09 => ("首报要素", "First report complete"),
        M::M10 => ("续报节奏", "Update rhythm"),
        M::M11 => ("转达保真度与时长", "Relay: facts kept, time"),
        M::M12 => ("口径不一致持续时间", "Contradiction upheld for"),
        M::M13 => ("预案熟悉度", "Plan familiarity"),
        M::M14 => ("到位时长", "Time to arrive"),
        M::M15 => ("装备", "Equipment"),
        M::M16 => ("救护链", "Medical chain"),
        M::M17 => ("传言时长", "Life of a rumour"),
        M::M18 => ("发布把关", "Statement gates"),
        M::M19 => ("承诺", "Commitments"),
        M::M20 => ("决策时长", "Time to decide"),
        M::M21 => ("并发负荷", "Open at once"),
        M::M22 => ("备用导调信息使用", "Contingencies used"),
        M::M23 => ("请求澄清", "Clarifications"),
        M::M24 => ("未实施", "Not played"),
        M::M25 => ("评估覆盖率", "Evaluation coverage"),
        M::M26 => ("评估一致性", "Evaluators agree"),
        M::M27 => ("离线时间", "Time off line"),
        M::M28 => ("暂停", "Pauses"),
        M::M29 => ("报告周期", "Report lead time"),
        M::M30 => ("整改闭环率", "Actions closed"),
    }
}

const fn part(part: P) -> Word {
    match part {
        P::Value => ("数值", "value"),
        P::Median => ("中位数", "median"),
        P::P95 => ("第95百分位", "95th percentile"),
        P::Worst => ("最大", "longest"),
        P::Mean => ("平均", "mean"),
        P::Total => ("合计", "total"),
        P::Never => ("未送达", "never delivered"),
        P::Time => ("用时", "time taken"),
        P::Acknowledged => ("签收", "acknowledged"),
        P::Responded => ("回复", "answered"),
        P::Completed => ("办完", "completed"),
        P::Detected => ("已发现", "noticed"),
        P::Verified => ("已核实", "verified"),
        P::FirstStatement => ("已首次回应", "first statement"),
        P::Corrected => ("已更正", "corrected"),
        P::Logged => ("已登记", "logged"),
        P::Checklist => ("清单核对完整", "checklist complete"),
        P::Complete => ("五项齐全", "all five fields"),
        P::BeyondAuthority => ("超出权限", "beyond authority"),
        P::Kept => ("已兑现", "kept"),
        P::ReadBack => ("已复述确认", "read back"),
        P::Approved => ("先批准后发布", "approved before release"),
        P::Figures => ("数字与已确认的一致", "figures match"),
        P::PersonalData => ("已核对个人信息", "personal data checked"),
        P::Draft => ("草稿", "draft"),
        P::TwoEvaluators => ("两名以上评估员", "two or more evaluators"),
        P::Repeated => ("重复发现", "repeat findings"),
    }
}

const fn unit(unit: U) -> Word {
    match unit {
        U::ExerciseMs => ("毫秒（演练时间）", "ms of exercise time"),
        U::WallMs => ("毫秒（实际时间）", "ms of wall time"),
        U::Count => ("个", "count"),
        U::OfN => ("其中", "of n"),
        U::YesNo => ("是否", "yes or no"),
    }
}

/// Writes the sheet; a document without measures has none.
pub(super) fn write(book: &mut Workbook, document: &Document, flow: &Flow<'_>) -> Result<(), XlsxError> {
    if document.measures.is_empty() {
        return Ok(());
    }
    let pick = |(zh, en): Word| if document.language == Language::Zh { zh } else { en };
    let mut sheet = Cells::new(book, document, pick(SHEET), pick(SHEET), &WIDTHS)?;
    sheet.heads(&HEADS.map(pick))?;
    for one in &document.measures {
        line(&mut sheet, one, pick, flow.words.yes_no)?;
    }
    sheet.filter(HEADS.len())
}

fn line(
    sheet: &mut Cells<'_>,
    one: &Measure,
    pick: impl Fn(Word) -> &'static str,
    [yes, no]: [&str; 2],
) -> Result<(), XlsxError> {
    sheet.text(one.code.word())?;
    sheet.text(pick(name(one.code)))?;
    sheet.text(one.of.id.as_deref().unwrap_or(pick(WHOLE)))?;
    sheet.text(pick(part(one.part)))?;
    sheet.number(one.value)?;
    sheet.text(pick(unit(one.unit)))?;
    sheet.number(Some(f64::from(one.n)))?;
    sheet.number(one.target)?;
    sheet.text(one.met.map_or("", |met| if met { yes } else { no }))?;
    sheet.figure(&one.not_counted_ms.to_string())?;
    let rests: Vec<String> = one.evidence.iter().map(|evidence| evidence.seq.to_string()).collect();
    sheet.text(&rests.join(", "))?;
    sheet.next()
}
