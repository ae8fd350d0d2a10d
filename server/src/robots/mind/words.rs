//! What robots say: plain, polite, and always recognisable as part of an exercise by its screens.
//! Put together from short phrases, so that a hundred answers do not read the same.

use super::super::chance::Chance;
use protocol::text::Language;

/// Phrases of one kind in both languages.
pub(super) struct Phrases {
    zh: &'static [&'static str],
    en: &'static [&'static str],
}

impl Phrases {
    /// Whether a text holds one of them.
    pub(super) fn are_in(&self, text: &str) -> bool {
        self.zh.iter().chain(self.en).any(|phrase| text.contains(phrase.trim()))
    }
    pub(super) fn pick(&self, chance: &mut Chance, language: Language) -> &'static str {
        let phrases = match language {
            Language::Zh => self.zh,
            Language::En => self.en,
        };
        phrases.get(chance.index(phrases.len())).copied().unwrap_or_default()
    }
}

/// Beginning of an answer.
pub(super) const RECEIVED: Phrases = Phrases {
    zh: &["收到。", "已收悉。", "明白，马上办。", "收到，已报带队负责人。"],
    en: &["Received. ", "Understood. ", "Received, on it now. ", "Received; our team leader knows. "],
};
/// Beginning of an answer by somebody who does not know the plan.
pub(super) const UNSURE: Phrases = Phrases {
    zh: &["预案里怎么规定的不太清楚。", "这一项职责归谁记不清了。", "没有看过这一节预案。"],
    en: &[
        "Not sure what the plan says. ",
        "We do not remember whose duty this is. ",
        "We have not read this part of the plan. ",
    ],
};
/// What is being done.
pub(super) const MEASURE: Phrases = Phrases {
    zh: &[
        "已安排两名人员到现场核实，先听群众把话说完。",
        "已与现场人员通话，情况正在逐项核对。",
        "按预案分工处置，先照顾老人、儿童和需要帮助的人。",
        "已指定专人负责，并告知在场群众下一次说明的时间。",
        "已通知相关岗位，通道和安全由专人看护。",
        "已向本部门负责人报告，未核实的内容先不对外说。",
    ],
    en: &[
        "Two of us are on the way to check; we listen first. ",
        "We have spoken to our people on the spot and are checking point by point. ",
        "Acting by the plan; older people, children and anyone who needs help come first. ",
        "One named person is in charge and has told the people here when they will hear more. ",
        "The posts concerned know; somebody looks after the passage and everyone's safety. ",
        "Our head of office knows; nothing unverified goes out. ",
    ],
};
/// What comes next.
pub(super) const NEXT: Phrases = Phrases {
    zh: &["10分钟内续报。", "有变化立即报告。", "核实后补充具体数字。", "办结后回复。"],
    en: &[
        "More within 10 minutes.",
        "We report any change at once.",
        "Figures follow once they are checked.",
        "We answer again when it is done.",
    ],
};
/// End of the work.
pub(super) const DONE: Phrases = Phrases {
    zh: &[
        "已办完：人员到位，现场平稳，已当面告知。",
        "已办结，结果已告知相关群众并登记。",
        "已完成，双人核对无误，记录已留存。",
        "事项已处理，后续由联络员跟踪。",
    ],
    en: &[
        "Done: people in place, calm on the spot, those concerned were told face to face.",
        "Done; the people concerned know the result and it is registered.",
        "Complete, checked by two, record kept.",
        "Dealt with; our liaison follows it up.",
    ],
};
/// A question to control.
pub(super) const ASK: Phrases = Phrases {
    zh: &["请明确：此项由我部门牵头还是配合？", "请说明具体位置和现场联系人。", "请确认完成时限从何时起算。"],
    en: &[
        "Do we lead on this or support?",
        "Please name the exact place and the contact on site.",
        "From when does the time limit count?",
    ],
};
/// Control's answer.
pub(super) const CLARIFIED: Phrases = Phrases {
    zh: &["按预案职责和现场实际处理，以本条信息内容为准。", "请以信息正文为准，其余由现场判断。"],
    en: &[
        "Act by the plan and by what you find; the text of the inject stands.",
        "The text stands as written; the rest is for you to judge on site.",
    ],
};
/// Why a department says that something is not for it.
pub(super) const DECLINE: Phrases = Phrases {
    zh: &["此项不属本部门职责，建议转牵头部门。"],
    en: &["This is outside our duty; we suggest the lead department."],
};
/// Why control closes what was declined.
pub(super) const CLOSED: Phrases =
    Phrases { zh: &["已转由其他参演单位办理。"], en: &["Another department takes care of it."] };
/// A word to another department.
pub(super) const TELL: Phrases = Phrases {
    zh: &["我部门已完成一项处置，请注意衔接，对外口径保持一致。", "通报进展：事项已办完，如需配合请告知。"],
    en: &[
        "We have finished one task; please link up with us and let us speak with one voice.",
        "For your information: done on our side. Tell us if you need support.",
    ],
};
/// An answer to a word of another department.
pub(super) const THANKS: Phrases =
    Phrases { zh: &["收到，谢谢通报，我们按此衔接。"], en: &["Thank you, noted; we act accordingly."] };
/// What control says when somebody writes to it.
pub(super) const CONTROL: Phrases = Phrases { zh: &["导调组收到。"], en: &["Control has your message."] };
/// What somebody who is simulated says.
pub(super) const PERSONA: Phrases = Phrases {
    zh: &["刚才说的情况请尽快给个准信，我们在等。", "麻烦说清楚谁负责、什么时候有结果。", "好的，我等你们的消息。"],
    en: &[
        "Please let us know soon; we are waiting.",
        "Who is responsible, and when will there be a result?",
        "All right, I will wait to hear from you.",
    ],
};
/// What is missing in an answer.
pub(super) const RETURNED: Phrases = Phrases {
    zh: &["请补充时间、责任人和核实方式。", "请写明依据和下一步。"],
    en: &[
        "Please add the time, who is responsible and how it was checked.",
        "Please add the reason and the next step.",
    ],
};
/// An evaluator's note of a fact.
pub(super) const FACT: Phrases = Phrases {
    zh: &["签收后立即在组内传达，分工明确。", "先口头处置，后补书面回复。", "回复前与现场核对过一次。"],
    en: &[
        "Passed on within the team right after the acknowledgement; tasks were clear.",
        "Acted first, wrote the answer afterwards.",
        "Checked once with the people on site before answering.",
    ],
};
/// An evaluator's note of something good.
pub(super) const STRENGTH: Phrases = Phrases {
    zh: &["先倾听后解释，语气平和。", "主动照顾需要帮助的人。", "未核实的内容没有对外说。"],
    en: &[
        "Listened before explaining, calm tone.",
        "Looked after people in need without being asked.",
        "Said nothing that was not verified.",
    ],
};
/// An evaluator's note of something to improve.
pub(super) const IMPROVE: Phrases = Phrases {
    zh: &["回复缺少时间和责任人。", "与其他部门衔接慢，口径未及时统一。", "超过时限后才回复，未说明原因。"],
    en: &[
        "The answer named neither a time nor a person.",
        "Slow to link up with other departments; messages were not aligned in time.",
        "Answered after the limit without saying why.",
    ],
};
/// What the lead evaluator found on a task that went wrong.
pub(super) const FINDING: Phrases = Phrases {
    zh: &["未在规定时限内完成，过程记录不完整。", "职责衔接不清，处置晚于要求。"],
    en: &[
        "Not finished within its limit, and the record of it is incomplete.",
        "Who hands over to whom was unclear, and it was done later than asked.",
    ],
};
/// Why it was so.
pub(super) const CAUSE: Phrases = Phrases {
    zh: &["岗位人员对本环节的步骤和时限不够熟悉。", "预案没有写明由谁牵头。"],
    en: &["The people in charge did not know its steps and limits well enough.", "The plan does not say who leads."],
};
/// What is to be done about it.
pub(super) const REMEDY: Phrases = Phrases {
    zh: &["组织一次专题桌面推演，逐岗核对步骤和时限。", "修订岗位职责卡，并在下次演练中复核。"],
    en: &[
        "Hold a table-top exercise on it and go through steps and limits post by post.",
        "Revise the role cards and check them in the next exercise.",
    ],
};
/// Beginning of a situation report.
pub(super) const REPORT: Phrases = Phrases {
    zh: &["现场总体可控，", "处置按预案进行，", "各岗位在位，"],
    en: &["The situation is under control. ", "We act by the plan. ", "All posts are manned. "],
};
/// The safety officer's line before the start.
pub(super) const SAFETY: Phrases = Phrases {
    zh: &["开演前安全检查：急救包、饮水、遮阴、通道均已确认。"],
    en: &["Safety check before the start: first-aid kit, water, shade and passages confirmed."],
};
/// The row that control makes up in mid-drill.
pub(super) const AD_HOC_TITLE: Phrases =
    Phrases { zh: &["随机抽查：联络畅通"], en: &["Spot check: lines of contact"] };
/// Its text.
pub(super) const AD_HOC: Phrases = Phrases {
    zh: &["请确认本部门现场人员均能联系上，并注意防暑、饮水和休息。"],
    en: &["Please confirm that you can reach all your people on site, and mind the heat, water and rest."],
};
/// What was said in place of a key fact.
pub(super) const MISHEARD: Phrases =
    Phrases { zh: &["说法不同，数字记不清了"], en: &["said otherwise, not sure of the figure"] };
/// Incident command sends a statement back.
pub(super) const FIGURE: Phrases = Phrases {
    zh: &["数字与指挥部已确认的不一致，请改后再报。", "有一处数字与态势不符，请核对后重报。"],
    en: &[
        "A figure differs from what command has confirmed; please mend it and come back.",
        "One figure does not agree with the picture; check it and send it again.",
    ],
};
/// Incident command approves although something is open.
pub(super) const ALL_THE_SAME: Phrases = Phrases {
    zh: &["先发布已知部分，其余核实后续报。", "群众在等，先回应，数据随后补充。"],
    en: &[
        "What we know goes out now; the rest follows once it is checked.",
        "People are waiting: we answer now and add figures later.",
    ],
};
