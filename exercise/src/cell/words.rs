//! The words of the closed lists as sheets have them: the code, one word in each language, and what
//! other people's files write in their place.

use super::fold::bare;
use protocol::msel::MselColumn;
use protocol::text::Language;

/// A word: as the form has it, in Chinese, in English, and what else is read as it.
pub(super) struct Word {
    pub(super) code: &'static str,
    zh: &'static str,
    en: &'static str,
    also: &'static [&'static str],
}

const fn word(code: &'static str, zh: &'static str, en: &'static str, also: &'static [&'static str]) -> Word {
    Word { code, zh, en, also }
}

const KINDS: &[Word] = &[
    word(
        "contextual",
        "背景信息",
        "Contextual",
        &["context", "background", "information", "info", "背景", "情境", "情景"],
    ),
    word(
        "trigger",
        "触发信息",
        "Trigger",
        &["inject", "event", "triggering", "action", "injection", "触发", "导调信息", "情景事件", "注入"],
    ),
    word(
        "contingency",
        "备用导调信息",
        "Contingency",
        &["contingency inject", "contingent", "backup", "备用", "备用信息", "应变"],
    ),
    word("expected_action", "预期行动", "Expected action", &["expected", "expected player action", "预期", "预期动作"]),
    word(
        "admin",
        "导调通知",
        "Administrative",
        &["administrative", "administration", "control", "通知", "管理", "行政"],
    ),
    word("actor_cue", "群众演员提示", "Actor cue", &["actor", "role player", "cue", "演员", "演员提示", "群众演员"]),
    word("ad_hoc", "随机导调", "Ad hoc", &["ad-hoc inject", "surprise", "随机", "临时"]),
];

const CHANNELS: &[Word] = &[
    word("system", "系统", "System", &["in app", "platform", "startex", "平台", "系统推送", "书面", "in system"]),
    word(
        "phone",
        "电话",
        "Phone",
        &[
            "phone call",
            "telephone",
            "cell",
            "cell phone",
            "mobile",
            "call",
            "tel",
            "landline",
            "手机",
            "来电",
            "座机",
            "电话通知",
        ],
    ),
    word(
        "radio",
        "对讲机",
        "Radio",
        &["radio call", "walkie talkie", "handset", "vhf", "uhf", "无线电", "电台", "手台", "对讲"],
    ),
    word(
        "in_person",
        "当面",
        "In person",
        &[
            "face to face",
            "in-person",
            "person",
            "verbal",
            "verbally",
            "oral",
            "runner",
            "live",
            "actor",
            "role player",
            "口头",
            "现场",
            "面对面",
            "演员",
        ],
    ),
    word("email", "邮件", "Email", &["e-mail", "mail", "电子邮件", "邮箱"]),
    word(
        "social",
        "社交媒体",
        "Social media",
        &["social", "twitter", "x", "facebook", "weibo", "wechat", "微博", "微信", "网络", "舆情", "抖音"],
    ),
    word(
        "paper",
        "纸质",
        "Paper",
        &["handout", "hard copy", "hardcopy", "printed", "letter", "fax", "note", "文件", "书面材料", "纸条", "传真"],
    ),
    word(
        "broadcast",
        "广播",
        "Broadcast",
        &["pa", "pa system", "public address", "loudspeaker", "tv", "news", "announcement", "喇叭", "扩音", "电视"],
    ),
    word("other", "其他", "Other", &["any", "misc", "varies", "其它"]),
];

const ACK_POLICIES: &[Word] = &[
    word(
        "any_member",
        "任一席位签收",
        "Any member",
        &["any", "anyone", "one", "任一", "任一席位", "任一席位签收即可", "任何人"],
    ),
    word(
        "named_role",
        "指定席位签收",
        "Named seat",
        &["named role", "named", "role", "指定", "指定岗位", "指定岗位签收"],
    ),
    word(
        "every_member",
        "每个席位签收",
        "Every member",
        &["every", "all", "everyone", "all members", "每个席位", "全员", "每个席位均须签收"],
    ),
    word(
        "for_information",
        "仅供知悉",
        "For information",
        &["fyi", "info", "information", "none", "nobody", "no receipt", "知悉", "无须签收", "无需签收", "不需签收"],
    ),
];

const STAGINGS: &[Word] = &[
    word("screen", "屏幕", "On screen", &["screen", "屏上", "屏幕呈现"]),
    word("people", "真人", "By people", &["people", "actors", "真人呈现", "演员"]),
];

const RELEASES: &[Word] = &[
    word("auto", "自动", "Automatic", &["automatic", "automatically", "timed", "time", "按时", "定时", "自动下发"]),
    word(
        "suggest",
        "建议",
        "Suggest",
        &["suggested", "confirm", "semi automatic", "conditional", "确认后", "由导调员确认", "建议下发"],
    ),
    word("manual", "手动", "Manual", &["manually", "by hand", "hand", "人工", "人工下发", "手动下发"]),
];

const TEMPLATES: &[Word] = &[
    word("startex", "演练开始", "STARTEX", &["start", "start of exercise"]),
    word("endex", "演练结束", "ENDEX", &["end", "end of exercise"]),
    word("real_emergency", "真实险情", "Real emergency", &["real", "no duff", "real world emergency"]),
];

const EVENTS: &[Word] = &[
    word("released", "下发", "released", &["下发后", "release", "发出后"]),
    word("acknowledged", "签收", "acknowledged", &["签收后", "ack", "acked"]),
    word("responded", "回复", "responded", &["回复后", "response", "answered"]),
    word("complete", "完成", "complete", &["完成后", "completed", "办结后"]),
];

/// The closed list of a column; empty for a column without one.
pub(super) const fn list(column: MselColumn) -> &'static [Word] {
    match column {
        MselColumn::Kind => KINDS,
        MselColumn::Channel => CHANNELS,
        MselColumn::AckPolicy => ACK_POLICIES,
        MselColumn::Staging => STAGINGS,
        MselColumn::Release => RELEASES,
        MselColumn::Template => TEMPLATES,
        _ => &[],
    }
}

fn search(list: &'static [Word], text: &str) -> Option<&'static str> {
    let sought = bare(text);
    let is = |known: &str| bare(known) == sought;
    let strict = list.iter().find(|word| [word.code, word.zh, word.en].into_iter().any(is));
    strict.or_else(|| list.iter().find(|word| word.also.iter().copied().any(is))).map(|word| word.code)
}

/// What a text stands for in the list of a column: where it names several ways, the first one.
pub(super) fn find(column: MselColumn, text: &str) -> Option<&'static str> {
    let whole = search(list(column), text);
    if whole.is_some() || column != MselColumn::Channel {
        return whole;
    }
    let parts: Option<Vec<_>> =
        text.split(['/', '、', ',', '，', ';', '；', '&', '+']).map(|part| search(CHANNELS, part)).collect();
    parts?.first().copied()
}

/// A moment of a row.
pub(super) fn event(text: &str) -> Option<&'static str> {
    search(EVENTS, text)
}

/// The word of a column's list as people of a language read it; the code itself for one that is not in it.
pub(super) fn shown(column: MselColumn, code: &str, language: Language) -> &str {
    let known = list(column).iter().find(|word| word.code == code);
    known.map_or(code, |word| match language {
        Language::Zh => word.zh,
        Language::En => word.en,
    })
}
