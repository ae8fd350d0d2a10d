//! Every rule a scenario file is held to, by a stable word. `docs/scenario.md` explains each with its
//! remedy; a test holds the two lists together.

use super::diagnostic::Severity;
use exercise::lint::LintRule;
use serde::{Serialize, Serializer};

macro_rules! rules {
    ($($(#[$meta:meta])* $name:ident = $word:literal $severity:ident [$zh:literal, $en:literal],)*) => {
        /// A rule for scenario files.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Rule {
            $($(#[$meta])* $name,)*
            /// A rule over the whole list and its time.
            Planner(LintRule),
        }
        impl Rule {
            /// Every rule of files, in the order of the document; those of the planner are
            /// [`LintRule::ALL`].
            pub const OF_FILES: &'static [Self] = &[$(Self::$name,)*];
            /// The stable word of the rule.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$name => $word,)*
                    Self::Planner(rule) => rule.word(),
                }
            }
            /// Whether a file that breaks it is refused.
            #[must_use]
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                    Self::Planner(rule) => rule.severity(),
                }
            }
            /// What to do, in Chinese and English; the planner's rules say it with each finding.
            #[must_use]
            pub const fn remedy(self) -> Option<(&'static str, &'static str)> {
                match self {
                    $(Self::$name => Some(($zh, $en)),)*
                    Self::Planner(_) => None,
                }
            }
            /// Every rule.
            pub fn all() -> impl Iterator<Item = Self> {
                Self::OF_FILES.iter().copied().chain(LintRule::ALL.iter().copied().map(Self::Planner))
            }
        }
    };
}

rules! {
    /// The file is larger than a scenario can be.
    FileSize = "file_size" Error ["附件另行上传，不要粘贴进文件", "attach files instead of pasting them"],
    /// The bytes are not UTF-8.
    Encoding = "encoding" Error ["另存为UTF-8", "save as UTF-8"],
    /// Not YAML or JSON.
    Syntax = "syntax" Error ["查看该处及其上方是否缺少引号或括号", "look there and above for a missing quote or bracket"],
    /// More than one document.
    Documents = "documents" Error ["一个文件只放一个脚本", "one file, one scenario"],
    /// An anchor, alias, merge key or tag: everything stands where it is used.
    Alias = "alias" Error ["在使用处直接写出", "write it out where it is used"],
    /// Nested deeper than any field of the form.
    Nesting = "nesting" Error ["去掉多余的括号", "take out brackets that do nothing"],
    /// More values than any scenario holds.
    Nodes = "nodes" Error ["拆分脚本", "split the scenario"],
    /// The same key twice in one mapping.
    DuplicateKey = "duplicate_key" Error ["删去其一", "remove one"],
    /// A key that the form does not know.
    UnknownField = "unknown_field" Error ["改正拼写", "correct the spelling"],
    /// A key that must be there.
    MissingField = "missing_field" Error ["补上", "add it"],
    /// A text where a number belongs, a list where a text belongs …
    WrongType = "wrong_type" Error ["改为该处要求的类型", "give what belongs there"],
    /// Not one of the words of a closed list.
    UnknownWord = "unknown_word" Error ["使用列出的词", "use one of the words of the list"],
    /// A code that is too long or holds other characters than letters, digits, `.`, `_`, `-`.
    Code = "code" Error ["只用字母、数字、点、下划线、连字符，最多40个", "letters, digits, `.`, `_`, `-`; at most 40"],
    /// An empty or too long text, or one with control characters.
    Text = "text" Error ["缩短或重写", "shorten or retype it"],
    /// A number outside its range.
    NumberRange = "number_range" Error ["检查数值和单位", "check the number and its unit"],
    /// Fits the form and is refused by the type all the same.
    Invalid = "invalid" Error ["按提示修改", "do as the message says"],
    /// Written for another version of the form.
    SchemaVersion = "schema_version" Error ["改为当前版本", "write it for this version"],
    /// More rows, seats, departments, recipients or choices than the program takes.
    Limit = "limit" Error ["减少或拆分", "take some out, or split it"],
    /// Two things with the same name.
    DuplicateId = "duplicate_id" Error ["改其中一个的名字", "rename one"],
    /// A name that nothing in the file has.
    UnknownRef = "unknown_ref" Error ["改正名称，或补上所指的内容", "correct the name, or add what it names"],
    /// Nobody takes part.
    NoDepartment = "no_department" Warning ["在草稿中添加参演单位", "add the departments in the draft"],
    /// A department that nobody can sit in.
    NoSeat = "no_seat" Error ["至少安排一个席位", "give it at least one seat"],
    /// No seat of a role without which the exercise cannot be run or resumed.
    MissingRole = "missing_role" Error ["增加该席位", "add the seat"],
    /// A seat or department in a part that it cannot play.
    WrongRole = "wrong_role" Error ["换成可以担任的席位", "use a seat that can do this"],
    /// A phase that ends before it begins.
    PhaseOrder = "phase_order" Error ["改正开始和结束", "correct start and end"],
    /// Not the name of a time zone.
    TimeZone = "time_zone" Error ["使用IANA时区名", "use the IANA name"],
    /// A row that must be delivered to somebody.
    NoRecipient = "no_recipient" Error ["填写受导单位", "say to whom: `to`"],
    /// A value that has not the form of its fact.
    FactValue = "fact_value" Error ["按该要素的格式填写", "give a value of the form of its fact"],
    /// A position that is not on the site, or a site that is none.
    OffSite = "off_site" Error ["改正位置或场地范围", "correct the position, or the bounds of the site"],
    /// A drawing of the site that is not one.
    SitePlan = "site_plan" Error ["换一张SVG或GeoJSON图", "give a drawing in SVG or GeoJSON"],
    /// A lead or deciding seat that does not receive the row.
    NotRecipient = "not_recipient" Error ["加入受导单位，或改写别的单位", "add it to `to`, or name another"],
    /// A row with nothing to read.
    NoBody = "no_body" Error ["填写内容", "say something: `body`"],
    /// A row that does not say what should happen.
    NoExpectedAction = "no_expected_action" Error ["填写预期行动", "say what should happen: `expected_action`"],
    /// A trigger that serves no task.
    NoTask = "no_task" Error ["对应到关键任务，或改为背景信息", "name its tasks, or make it contextual"],
    /// A task that no row serves.
    TaskUnused = "task_unused" Error ["在导调信息中引用，或删去该任务", "name it in a row, or take it out"],
    /// A contingency that comes whatever happens.
    NoCondition = "no_condition" Error ["写明何时才需要它，或改为触发信息", "say when it is needed, or make it a trigger"],
    /// A decision with several recipients, and nobody named whose choice counts.
    NoDecider = "no_decider" Error ["写明由谁决定", "say who decides: `decided_by`"],
    /// An acknowledgement by a named seat, and no such seat among the recipients.
    AckSeat = "ack_seat" Error ["改为受导单位的席位", "name a seat of one of its recipients"],
    /// Two templates of the same kind.
    DuplicateTemplate = "duplicate_template" Error ["只保留一条", "keep one"],
    /// Rows that wait for each other.
    Cycle = "cycle" Error ["打破循环，例如用 any 加一个时间", "break the circle, for instance with `any` and a time"],
    /// A condition that can never be true.
    Unreachable = "unreachable" Error ["改为可能发生的条件", "wait for something that can happen"],
    /// A condition too deep or too large to be read as a sentence.
    ConditionSize = "condition_size" Error ["拆成两条", "split the row"],
    /// A text in one language only.
    MissingLanguage = "missing_language" Warning ["补上另一种语言", "add the other language"],
    /// A box for control says the same as the text that players get.
    SameText = "same_text" Warning ["检查是否贴错了栏目", "see whether it was pasted into the wrong box"],
    /// What looks like a real telephone number, identity number or mailbox.
    RealNumber = "real_number" Warning ["改写为岗位或值班室，或使用保留的域名", "name a post or a duty desk, or use a reserved domain"],
    /// A row planned outside its phase.
    OutsidePhase = "outside_phase" Warning ["移动这条信息或阶段", "move the row or the phase"],
    /// A row whose planned moment and condition disagree.
    OffsetMismatch = "offset_mismatch" Warning ["改为一致", "make them equal"],
    /// Limits that overtake each other.
    TargetOrder = "target_order" Warning ["按签收、回复、完成的顺序设置", "put the limits in this order"],
    /// A condition of a row that is only released by hand, or the other way round.
    ReleaseMismatch = "release_mismatch" Warning ["改为手动下发，或写明条件", "release it by hand, or give it a condition"],
    /// No template for the start, the end or a real emergency.
    MissingTemplate = "missing_template" Warning ["增加模板", "add a row that is the template"],
    /// A field that has no effect where it stands.
    NoEffect = "no_effect" Warning ["删去，或补上使它生效的内容", "remove it, or add what makes it count"],
}

impl Rule {
    /// Whether a list that is still planned may break it: what approval, and not the form, stands in the
    /// way of.
    #[must_use]
    pub const fn may_stand_in_a_draft(self) -> bool {
        match self {
            Self::FileSize
            | Self::Encoding
            | Self::Syntax
            | Self::Documents
            | Self::Alias
            | Self::Nesting
            | Self::Nodes
            | Self::DuplicateKey
            | Self::UnknownField
            | Self::MissingField
            | Self::WrongType
            | Self::UnknownWord
            | Self::Code
            | Self::Text
            | Self::NumberRange
            | Self::Invalid
            | Self::SchemaVersion
            | Self::Limit
            | Self::DuplicateId
            | Self::TimeZone
            | Self::FactValue
            | Self::OffSite
            | Self::SitePlan
            | Self::ConditionSize => false,
            Self::UnknownRef
            | Self::NoDepartment
            | Self::NoSeat
            | Self::MissingRole
            | Self::WrongRole
            | Self::PhaseOrder
            | Self::NoRecipient
            | Self::NotRecipient
            | Self::NoBody
            | Self::NoExpectedAction
            | Self::NoTask
            | Self::TaskUnused
            | Self::NoCondition
            | Self::NoDecider
            | Self::AckSeat
            | Self::DuplicateTemplate
            | Self::Cycle
            | Self::Unreachable
            | Self::MissingLanguage
            | Self::SameText
            | Self::RealNumber
            | Self::OutsidePhase
            | Self::OffsetMismatch
            | Self::TargetOrder
            | Self::ReleaseMismatch
            | Self::MissingTemplate
            | Self::NoEffect
            | Self::Planner(_) => true,
        }
    }
}

impl Serialize for Rule {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
