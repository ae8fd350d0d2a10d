//! What the renderers say themselves, in the two languages: marks, labels, heads of lists.

use protocol::document::{DocumentKind, EvidenceKind, Language, SentenceNature, SentenceOrigin};

/// The renderers' own words in one language.
pub(super) struct Words {
    /// For `lang` attributes.
    pub(super) tag: &'static str,
    /// Head of the list of what sentences rest on, and of its column in tables.
    pub(super) evidence: &'static str,
    /// Column of references in a table.
    pub(super) reference: &'static str,
    /// Head of the legend of marks.
    pub(super) legend: &'static str,
    /// Head of the block that says what the report was made from.
    pub(super) proof: &'static str,
    /// The section goes further than the model it follows.
    pub(super) inferred: &'static str,
    /// Nothing bears the sentence out.
    pub(super) unevidenced: &'static str,
    /// Mark of a sentence whose evidence somebody found.
    pub(super) given: &'static str,
    /// Before a mark that holds for a whole paragraph.
    pub(super) whole_paragraph: &'static str,
    /// Around a mark.
    pub(super) brackets: (&'static str, &'static str),
    /// Between label and text.
    pub(super) colon: &'static str,
    /// Between parts of an enumeration.
    pub(super) comma: &'static str,
    /// Around what says more.
    pub(super) parentheses: (&'static str, &'static str),
    /// Before how many of the same kind there are.
    pub(super) times: &'static str,
    /// Between parts that are long.
    pub(super) semicolon: &'static str,
    /// What is counted.
    pub(super) unit: &'static str,
    /// Between parts of a list of words.
    pub(super) list_comma: &'static str,
    /// Before the number of a table.
    pub(super) table: &'static str,
    /// Before the number of a chart.
    pub(super) figure: &'static str,
    /// Between the number of a table and its caption.
    pub(super) after_number: &'static str,
    /// Between the number of a section and its heading.
    pub(super) after_section: &'static str,
    /// The line of the target.
    pub(super) target: &'static str,
    /// How the target is drawn.
    pub(super) target_line: &'static str,
    /// How what is beyond the target is drawn.
    pub(super) beyond: &'static str,
    /// Before a number of the record.
    pub(super) record: &'static str,
    /// Lines of the proof: exercise, commits, head, made, draft, approved.
    pub(super) proof_lines: [&'static str; 6],
    /// Of a corrective action: problem, cause, unit, person, verifier, proof, exercise.
    pub(super) action_lines: [&'static str; 7],
    /// In place of an approval.
    pub(super) not_approved: &'static str,
    /// In place of a hash.
    pub(super) no_head: &'static str,
    /// Heads of the sheet of sentences: section, heading, text, nature, origin, evidence, borne out.
    pub(super) sentence_heads: [&'static str; 7],
    /// Heads of the sheet of charts: chart, unit, target, label, value, in words, evidence.
    pub(super) chart_heads: [&'static str; 7],
    /// Heads of the sheet of evidence: number, commit, time, what, id.
    pub(super) evidence_heads: [&'static str; 5],
    /// Names of the sheets: about, sentences, charts, evidence.
    pub(super) sheets: [&'static str; 4],
    /// Around the number of a page and the count of pages.
    pub(super) page_of: (&'static str, &'static str, &'static str),
    /// Yes and no.
    pub(super) yes_no: [&'static str; 2],
}

const ZH: Words = Words {
    tag: "zh-CN",
    evidence: "依据",
    reference: "依据",
    legend: "标记说明",
    proof: "来源与校验",
    inferred: "推定",
    unevidenced: "无记录依据",
    given: "依据由人工找出",
    whole_paragraph: "本段",
    brackets: ("〔", "〕"),
    colon: "：",
    comma: "，",
    parentheses: ("（", "）"),
    times: " ×",
    semicolon: "；",
    unit: "单位",
    list_comma: "、",
    table: "表",
    figure: "图",
    after_number: "　",
    after_section: "",
    target: "目标",
    target_line: "虚线",
    beyond: "浅色或斜纹：超出目标线的部分",
    record: "记录 ",
    proof_lines: ["演练编号", "记录条数", "记录链校验值", "记录截至", "稿次", "批准"],
    action_lines: ["问题", "原因", "责任单位", "责任人", "验收人", "完成标志", "演练"],
    not_approved: "未批准",
    no_head: "未记录",
    sentence_heads: ["章节", "标题", "语句", "性质", "来源", "依据", "有依据"],
    chart_heads: ["图", "单位", "目标", "对象", "数值", "说明", "依据"],
    evidence_heads: ["序号", "记录号", "演练时间", "类别", "编号"],
    sheets: ["说明", "语句", "图表数据", "依据"],
    page_of: ("第 ", " 页，共 ", " 页"),
    yes_no: ["是", "否"],
};

const EN: Words = Words {
    tag: "en",
    evidence: "Evidence",
    reference: "Ref.",
    legend: "Marks",
    proof: "Source and verification",
    inferred: "inferred",
    unevidenced: "no evidence in the record",
    given: "evidence found by hand",
    whole_paragraph: "this paragraph",
    brackets: ("[", "]"),
    colon: ": ",
    comma: ", ",
    parentheses: (" (", ")"),
    times: " ×",
    semicolon: "; ",
    unit: "Unit",
    list_comma: ", ",
    table: "Table ",
    figure: "Figure ",
    after_number: ". ",
    after_section: " ",
    target: "Target",
    target_line: "dashed line",
    beyond: "light or hatched: beyond the target line",
    record: "record no. ",
    proof_lines: ["Exercise", "Commits of the record", "Hash of the record", "Record up to", "Draft", "Approved"],
    action_lines: ["Problem", "Cause", "Unit", "Person", "Verified by", "Proof", "Exercise"],
    not_approved: "not approved",
    no_head: "not recorded",
    sentence_heads: ["Section", "Heading", "Sentence", "Nature", "Origin", "Evidence", "Borne out"],
    chart_heads: ["Chart", "Unit", "Target", "Bar", "Value", "In words", "Evidence"],
    evidence_heads: ["No.", "Record no.", "Exercise time", "Kind", "Id"],
    sheets: ["About", "Sentences", "Chart figures", "Evidence"],
    page_of: ("Page ", " of ", ""),
    yes_no: ["yes", "no"],
};

impl Words {
    /// The words of a language.
    pub(super) const fn of(language: Language) -> &'static Self {
        match language {
            Language::Zh => &ZH,
            Language::En => &EN,
        }
    }

    /// Whether these are the Chinese ones.
    pub(super) fn is_chinese(&self) -> bool {
        self.tag == ZH.tag
    }

    fn pick(&self, zh: &'static str, en: &'static str) -> &'static str {
        if self.is_chinese() { zh } else { en }
    }

    /// What a sentence is.
    pub(super) fn nature(&self, nature: SentenceNature) -> &'static str {
        match nature {
            SentenceNature::Fact => self.pick("事实", "Fact"),
            SentenceNature::Analysis => self.pick("分析", "Analysis"),
            SentenceNature::Conclusion => self.pick("结论", "Conclusion"),
            SentenceNature::Measure => self.pick("措施", "Measure"),
            SentenceNature::Missing => self.pick("未记录", "Not recorded"),
        }
    }

    /// Where a sentence comes from.
    pub(super) fn origin(&self, origin: SentenceOrigin) -> &'static str {
        match origin {
            SentenceOrigin::Record => self.pick("自动生成", "from the record"),
            SentenceOrigin::Plan => self.pick("计划", "planned"),
            SentenceOrigin::Edited => self.pick("人工修改", "edited by hand"),
            SentenceOrigin::Typed => self.pick("人工填报", "entered by hand"),
        }
    }

    /// What the mark of an origin means, for the legend.
    pub(super) fn origin_meaning(&self, origin: SentenceOrigin) -> &'static str {
        match origin {
            SentenceOrigin::Record => self.pick("由演练记录自动生成", "made from the record of the exercise"),
            SentenceOrigin::Plan => {
                self.pick("出自演练方案，不是实际发生的情况", "taken from the plan, not from what happened")
            }
            SentenceOrigin::Edited => self.pick("自动生成后经人工修改", "made from the record, then changed by hand"),
            SentenceOrigin::Typed => self.pick("人工填写，不出自演练记录", "typed in, not taken from the record"),
        }
    }

    /// What the mark of an inferred section means.
    pub(super) fn inferred_meaning(&self) -> &'static str {
        self.pick(
            "报告范本未写到此处，本节按体例推定",
            "the model of this report ends before; the section follows its manner",
        )
    }

    /// What the mark of evidence found by hand means.
    pub(super) fn given_meaning(&self) -> &'static str {
        self.pick(
            "所附记录由撰写人从演练记录中找出，不是自动生成",
            "the writer found in the record what bears the sentence out",
        )
    }

    /// What the mark of an unevidenced sentence means.
    pub(super) fn unevidenced_meaning(&self) -> &'static str {
        self.pick(
            "演练记录中没有可以佐证的内容，文字下加线标出",
            "nothing in the record bears it out; the words are underlined",
        )
    }

    /// What the labels before sentences mean.
    pub(super) fn label_meaning(&self) -> &'static str {
        self.pick("标在语句之前；未标的语句是事实", "stand before sentences; a sentence without a label states a fact")
    }

    /// Up to when the record goes that the report was made from.
    pub(super) fn made(&self, when: &str) -> String {
        if self.is_chinese() { format!("记录截至 {when}") } else { format!("record up to {when}") }
    }

    /// What a piece of evidence is.
    pub(super) fn evidence_kind(&self, kind: EvidenceKind) -> &'static str {
        match kind {
            EvidenceKind::Commit => self.pick("记录", "record"),
            EvidenceKind::Row => self.pick("导调信息", "inject"),
            EvidenceKind::Delivery => self.pick("送达", "delivery"),
            EvidenceKind::Task => self.pick("关键任务", "critical task"),
            EvidenceKind::Observation => self.pick("观察记录", "observation"),
            EvidenceKind::Rating => self.pick("评级", "rating"),
            EvidenceKind::SituationReport => self.pick("情况报告", "situation report"),
            EvidenceKind::FactReport => self.pick("事实上报", "report of a fact"),
            EvidenceKind::Post => self.pick("传言或来电", "post or call"),
            EvidenceKind::Statement => self.pick("发布稿", "statement"),
            EvidenceKind::Claim => self.pick("诉求", "claim"),
            EvidenceKind::Commitment => self.pick("承诺", "commitment"),
            EvidenceKind::RelayTick => self.pick("转达判定", "relay check"),
            EvidenceKind::Fault => self.pick("装备故障", "equipment fault"),
            EvidenceKind::Clarification => self.pick("澄清", "clarification"),
            EvidenceKind::Seat => self.pick("席位", "seat"),
            EvidenceKind::Finding => self.pick("发现", "finding"),
            EvidenceKind::Recheck => self.pick("核查项", "recheck"),
            EvidenceKind::Action => self.pick("整改措施", "improvement action"),
        }
    }

    /// What the report is called.
    pub(super) fn kind(&self, kind: DocumentKind) -> &'static str {
        match kind {
            DocumentKind::Summary => self.pick("演练总结报告", "Summary report"),
            DocumentKind::Evaluation => self.pick("演练评估报告", "Evaluation report"),
            DocumentKind::Aar => self.pick("演练后报告与改进计划", "After-action report and improvement plan"),
        }
    }

    /// `第 2 稿`, `Draft 2`.
    pub(super) fn draft(&self, number: u32) -> String {
        if self.is_chinese() { format!("第 {number} 稿") } else { format!("Draft {number}") }
    }
}
