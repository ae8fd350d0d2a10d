//! The list as played as a workbook: rows with planned and actual moments, and the ladder of every
//! delivery, in both languages.

use super::cells::{Cells, Top};
use exercise::played::{PlayedDelivery, PlayedRow, Step};
use exercise::report::{BANNER, WallWords};
use protocol::scenario::Recipient;
use protocol::text::{Bilingual, Language};
use protocol::time::ExerciseTime;
use protocol::vocab::{DeliveryStage, Duty, InjectStatus, Progress};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Writes the list; the same list gives the same bytes.
pub(crate) fn workbook(rows: &[PlayedRow], title: &Bilingual, wall: &dyn WallWords) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(
        &DocProperties::new()
            .set_title(title.get(Language::Zh))
            .set_subject(BANNER)
            .set_author("Startex")
            .set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?),
    );
    for language in [Language::Zh, Language::En] {
        let say = Say(language);
        let top = Top { language, banner: BANNER, title: title.get(language) };
        list(&mut book, rows, say, &top, wall)?;
        deliveries(&mut book, rows, say, &top)?;
    }
    book.save_to_buffer()
}

/// Picks words of a language.
#[derive(Clone, Copy)]
struct Say(Language);

impl Say {
    const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self.0 {
            Language::Zh => zh,
            Language::En => en,
        }
    }

    const fn status(self, status: InjectStatus) -> &'static str {
        match status {
            InjectStatus::Scheduled => self.pick("计划中", "planned"),
            InjectStatus::Armed => self.pick("待下发", "armed"),
            InjectStatus::Held => self.pick("暂缓", "held"),
            InjectStatus::Released => self.pick("已下发", "released"),
            InjectStatus::Complete => self.pick("已完成", "complete"),
            InjectStatus::Missed => self.pick("未完成", "missed"),
            InjectStatus::Skipped => self.pick("已跳过", "skipped"),
            InjectStatus::Recalled => self.pick("已撤回", "recalled"),
            InjectStatus::NotPlayed => self.pick("未演练", "not played"),
            InjectStatus::Obsolete => self.pick("已作废", "obsolete"),
        }
    }

    const fn stage(self, stage: DeliveryStage) -> &'static str {
        match stage {
            DeliveryStage::Queued => self.pick("待送达", "queued"),
            DeliveryStage::Sent => self.pick("已下发", "sent"),
            DeliveryStage::Delivered => self.pick("已送达", "delivered"),
            DeliveryStage::Seen => self.pick("已查看", "seen"),
            DeliveryStage::Acknowledged => self.pick("已签收", "acknowledged"),
            DeliveryStage::InProgress => self.pick("处置中", "in hand"),
            DeliveryStage::Responded => self.pick("已回复", "responded"),
            DeliveryStage::Completed => self.pick("已办完", "completed"),
            DeliveryStage::Accepted => self.pick("已认可", "accepted"),
            DeliveryStage::Closed => self.pick("已结", "closed"),
            DeliveryStage::Recalled => self.pick("已撤回", "recalled"),
            DeliveryStage::Cancelled => self.pick("已取消", "cancelled"),
        }
    }

    const fn duty(self, duty: Duty) -> &'static str {
        match duty {
            Duty::Acknowledge => self.pick("签收", "acknowledge"),
            Duty::Respond => self.pick("回复", "reply"),
            Duty::Complete => self.pick("办完", "complete"),
        }
    }

    const fn progress(self, progress: Progress) -> &'static str {
        match progress {
            Progress::Done => self.pick("已办完", "done"),
            Progress::Doing => self.pick("正在办", "doing"),
            Progress::NeedHelp => self.pick("需要支援", "needs help"),
        }
    }
}

fn recipient(to: &Recipient) -> &str {
    match to {
        Recipient::Department(code) => code.as_str(),
        Recipient::Seat(code) => code.as_str(),
    }
}

/// The moment on the exercise clock and the seat; nothing where it was not reached.
fn by(step: Option<&Step>) -> String {
    step.map_or_else(String::new, |step| match &step.seat {
        Some(seat) => format!("{} {seat}", step.at.exercise.on_clock()),
        None => step.at.exercise.on_clock(),
    })
}

fn list(
    book: &mut Workbook,
    rows: &[PlayedRow],
    say: Say,
    top: &Top<'_>,
    wall: &dyn WallWords,
) -> Result<(), XlsxError> {
    let name = say.pick("事件清单", "List");
    let heads = [
        say.pick("编号", "No."),
        say.pick("内容", "Inject"),
        say.pick("接收单位", "To"),
        say.pick("计划", "Planned"),
        say.pick("实际", "Actual"),
        say.pick("实际时间", "Wall time"),
        say.pick("完成", "Completed"),
        say.pick("结果", "Outcome"),
        say.pick("说明", "Remark"),
        say.pick("决定", "Decision"),
    ];
    let widths = [9.0, 40.0, 18.0, 13.0, 18.0, 10.0, 13.0, 12.0, 30.0, 14.0];
    let mut sheet = Cells::under(book, top, name, say.pick("演练实施的事件清单", "The list as played"), &widths)?;
    sheet.heads(&heads)?;
    for row in rows {
        let to: Vec<&str> = row.deliveries.iter().map(|delivery| recipient(&delivery.to)).collect();
        sheet.text(row.id.as_str())?;
        sheet.text(row.title.get(say.0))?;
        sheet.text(&to.join(" "))?;
        sheet.text(&row.planned.map_or_else(String::new, ExerciseTime::on_clock))?;
        sheet.text(&by(row.released.as_ref()))?;
        sheet.text(&row.released.as_ref().map_or_else(String::new, |step| wall.time(step.at.wall)))?;
        sheet.text(&row.completed.map_or_else(String::new, |at| at.exercise.on_clock()))?;
        sheet.text(say.status(row.status))?;
        sheet.text(row.settled.as_ref().map_or("", |remark| &remark.text))?;
        sheet.text(row.decision.as_ref().map_or("", |choice| choice.as_str()))?;
        sheet.next()?;
    }
    sheet.filter(heads.len())
}

fn deliveries(book: &mut Workbook, rows: &[PlayedRow], say: Say, top: &Top<'_>) -> Result<(), XlsxError> {
    let name = say.pick("送达与办理", "Deliveries");
    let heads = [
        say.pick("编号", "No."),
        say.pick("接收单位", "To"),
        say.stage(DeliveryStage::Sent),
        say.stage(DeliveryStage::Delivered),
        say.stage(DeliveryStage::Acknowledged),
        say.stage(DeliveryStage::Responded),
        say.stage(DeliveryStage::Completed),
        say.pick("办理情况", "Progress"),
        say.pick("回复内容", "Answer"),
        say.pick("状态", "Stage"),
        say.pick("超时", "Overdue"),
        say.pick("办结说明", "Closed"),
    ];
    let widths = [9.0, 10.0, 13.0, 18.0, 18.0, 18.0, 18.0, 10.0, 40.0, 12.0, 16.0, 24.0];
    let caption = say.pick("各单位送达、签收、回复与办结", "Each delivery: received, acknowledged, answered, closed");
    let mut sheet = Cells::under(book, top, name, caption, &widths)?;
    sheet.heads(&heads)?;
    for (row, delivery) in rows.iter().flat_map(|row| row.deliveries.iter().map(move |delivery| (row, delivery))) {
        sheet.text(row.id.as_str())?;
        sheet.text(recipient(&delivery.to))?;
        for stage in [
            DeliveryStage::Sent,
            DeliveryStage::Delivered,
            DeliveryStage::Acknowledged,
            DeliveryStage::Responded,
            DeliveryStage::Completed,
        ] {
            sheet.text(&by(rung(delivery, stage)))?;
        }
        let answer = delivery.answer.as_ref();
        let overdue: Vec<&str> = delivery.overdue.iter().map(|duty| say.duty(*duty)).collect();
        sheet.text(answer.map_or("", |answer| say.progress(answer.progress)))?;
        sheet.text(&answer.map_or_else(String::new, answered))?;
        sheet.text(say.stage(delivery.stage))?;
        sheet.text(&overdue.join(" "))?;
        sheet.text(&delivery.closed.as_ref().map_or_else(String::new, |closed| {
            format!("{} {}", by(Some(&closed.step)), closed.text).trim_end().to_owned()
        }))?;
        sheet.next()?;
    }
    sheet.filter(heads.len())
}

fn rung(delivery: &PlayedDelivery, stage: DeliveryStage) -> Option<&Step> {
    delivery.rungs.iter().find(|reached| reached.stage == stage).map(|reached| &reached.step)
}

/// All that an answer says, a part a line.
fn answered(answer: &exercise::played::PlayedAnswer) -> String {
    let mut parts: Vec<String> = answer.text.iter().cloned().collect();
    parts.extend(answer.choice.iter().chain(&answer.ticked).map(|value| value.as_str().to_owned()));
    parts.extend(answer.number.map(|number| number.to_string()));
    parts.join("\n")
}
