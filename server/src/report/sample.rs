//! Made-up reports with everything in them that a renderer has to set: for the tests only.

use protocol::document::*;
use protocol::time::ExerciseTime;

/// A report in a language: chapters to the third level, all marks, a long table, a wide one, charts.
pub(super) fn document(language: Language) -> Document {
    let mut maker = Maker { language, sentences: 0 };
    let sections = vec![
        maker.opening(),
        maker.section(1, ("一、", "1 "), ("演练基本情况", "The exercise"), vec![]),
        maker.background(),
        maker.people(),
        maker.section(1, ("二、", "2 "), ("演练实施过程", "Conduct"), vec![]),
        maker.reporting(),
        maker.section(1, ("三、", "3 "), ("演练效果评估", "Assessment"), vec![]),
        maker.coordination(),
        maker.problems(),
        maker.unclear(),
        maker.section(1, ("四、", "4 "), ("改进措施", "Improvement"), vec![]),
        maker.measures(),
        maker.annex(),
    ];
    let title = maker.say("青槐街道群体性事件应急处置演练总结报告", "Qinghuai Street Petition Drill: Summary Report");
    let subtitle = maker.say("青槐街道应急管理办公室　2026年6月18日", "Qinghuai Street Emergency Office, 18 June 2026");
    Document {
        kind: DocumentKind::Summary,
        language,
        title,
        subtitle: Some(subtitle),
        banner: "演练 EXERCISE".to_owned(),
        sections,
        source: DocumentSource {
            exercise: "0197f3a2-5b1c-7d3e-8f4a-2b6c8d0e1f23".to_owned(),
            commits: 1_284,
            head: Some("9f3ac1d27be04415a8c6e01f5d9b7733240f6ae8c15b92d07e86431fa95bc0d1".to_owned()),
            made: maker.say("2026年6月18日 16:05", "18 June 2026, 16:05"),
            draft: 2,
            approved: None,
        },
        measures: Vec::new(),
    }
}

struct Maker {
    language: Language,
    sentences: usize,
}

use EvidenceKind as Kind;
use SentenceNature::{Analysis, Conclusion, Fact, Measure, Missing};
use SentenceOrigin::{Edited, Plan, Record, Typed};

fn evidence(seq: u64, seconds: i64, kind: Kind, id: &str) -> Evidence {
    let id = (!id.is_empty()).then(|| id.to_owned());
    Evidence { seq, at: ExerciseTime(seconds * 1_000), kind, id }
}

impl Maker {
    fn say(&self, zh: &str, en: &str) -> String {
        match self.language {
            Language::Zh => zh.to_owned(),
            Language::En => en.to_owned(),
        }
    }

    fn sentence(
        &mut self,
        (nature, origin): (SentenceNature, SentenceOrigin),
        (zh, en): (&str, &str),
        evidence: Vec<Evidence>,
    ) -> Sentence {
        self.sentences += 1;
        Sentence { key: format!("s{}", self.sentences), text: self.say(zh, en), nature, origin, evidence, given: false }
    }

    fn section(
        &self,
        level: u8,
        number: (&str, &str),
        heading: (&str, &str),
        blocks: Vec<DocumentBlock>,
    ) -> DocumentSection {
        let (number, heading) = (self.say(number.0, number.1), self.say(heading.0, heading.1));
        DocumentSection {
            key: format!("summary.{number}{heading}").replace(' ', "-"),
            level,
            number,
            heading,
            inferred: false,
            blocks,
        }
    }

    fn opening(&mut self) -> DocumentSection {
        let sentences = vec![
            self.sentence(
                (Fact, Record),
                (
                    "青槐街道应急管理办公室于2026年6月18日组织了群体性事件应急处置演练，演练从14:00开始，15:28结束，历时1小时28分。",
                    "On 18 June 2026 the Qinghuai Street Emergency Office held a petition drill; it began at 14:00 and ended at 15:28, 1 h 28 min in all.",
                ),
                vec![evidence(12, 0, Kind::Commit, ""), evidence(1_270, 5_280, Kind::Commit, "")],
            ),
            self.sentence(
                (Fact, Typed),
                (
                    "另有群众演员24人到场，不占席位。",
                    "Another 24 role players were on site without a seat of their own.",
                ),
                vec![],
            ),
        ];
        let mut opening = self.section(
            1,
            ("", ""),
            ("", ""),
            vec![DocumentBlock::Paragraph { sentences }, DocumentBlock::Paragraph { sentences: vec![] }],
        );
        opening.key = "summary.0".to_owned();
        opening
    }

    fn background(&mut self) -> DocumentSection {
        let sentences = vec![
            self.sentence(
                (Fact, Plan),
                (
                    "约60名居民因旧楼加装电梯的补偿标准到街道办事处反映诉求，其中有老人和坐轮椅的居民。",
                    "About 60 residents come to the street office about compensation for new lifts, some of them elderly or in wheelchairs.",
                ),
                vec![],
            ),
            self.sentence(
                (Fact, Plan),
                (
                    "居民提出“三个说法”：补偿怎么算、谁来定、什么时候答复 <书面> & 盖章。",
                    "They ask for \"three answers\": how it is reckoned, who decides, and when it comes <in writing> & sealed.",
                ),
                vec![],
            ),
        ];
        self.section(2, ("（一）", "1.1"), ("演练背景设定", "Background"), vec![DocumentBlock::Paragraph { sentences }])
    }

    fn people(&mut self) -> DocumentSection {
        let sentences = vec![
            self.sentence(
                (Fact, Record),
                ("共有6个部门、57人参加演练。", "Six departments with 57 people took part."),
                vec![evidence(9, -600, Kind::Seat, "GA-1"), evidence(10, -590, Kind::Seat, "XF-1")],
            ),
            self.sentence(
                (Missing, Record),
                ("观摩人员人数未记录。", "The number of observers: not recorded."),
                vec![],
            ),
        ];
        let heads = [("部门", "Department", 3, false), ("席位", "Seats", 1, true), ("到位", "Present", 1, true)];
        let departments = [
            ("指挥部", "Command", "3", "3"),
            ("公安分局", "Police", "5", "5"),
            ("信访办", "Petition office", "4", "4"),
            ("=SUM(B3:B9)", "=SUM(B3:B9)", "4", "3"),
            ("街道办事处", "Street office", "6", "5.5"),
        ];
        let rows = departments.iter().enumerate().map(|(index, (zh, en, seats, here))| DocumentRow {
            cells: vec![self.say(zh, en), (*seats).to_owned(), (*here).to_owned()],
            evidence: vec![evidence(20 + index as u64, -300, Kind::Seat, "")],
        });
        let rows = rows.collect();
        let table = self.table("people", ("各部门到位情况", "Seats by department"), &heads, rows);
        let blocks = vec![DocumentBlock::Paragraph { sentences }, DocumentBlock::Table(table)];
        self.section(2, ("（二）", "1.2"), ("参与人员", "Participants"), blocks)
    }

    fn table(
        &self,
        key: &str,
        caption: (&str, &str),
        heads: &[(&str, &str, u16, bool)],
        rows: Vec<DocumentRow>,
    ) -> DocumentTable {
        let column = |head: &(&str, &str, u16, bool)| DocumentColumn {
            head: self.say(head.0, head.1),
            width: head.2,
            number: head.3,
        };
        let columns = heads.iter().map(column).collect();
        DocumentTable { key: key.to_owned(), caption: self.say(caption.0, caption.1), columns, rows }
    }

    fn reporting(&mut self) -> DocumentSection {
        let sentences = vec![
            self.sentence(
                (Fact, Record),
                (
                    "14:02:10 门卫发现人员聚集，14:03:25 信访办接报，14:06:40 启动预案，5个部门中4个在2分钟内签收，最迟6分10秒。",
                    "The guard saw the crowd at 14:02:10; the petition office had the report at 14:03:25; the plan was activated at 14:06:40; four of five departments acknowledged within 2 min, the last after 6 min 10 s.",
                ),
                vec![
                    evidence(31, 130, Kind::Row, "I-02"),
                    evidence(33, 205, Kind::Delivery, "0f9a2b3c-1111-4222-8333-444455556666"),
                    evidence(40, 400, Kind::Task, "CT1.2"),
                    evidence(41, 410, Kind::Task, "CT1.3"),
                ],
            ),
            self.sentence(
                (Fact, Edited),
                (
                    "信息传递测试六要素到达末端5项，用时4分20秒；1项（轮椅数量）被改动。",
                    "Of six elements in the relay test five arrived after 4 min 20 s; one (the number of wheelchairs) had changed.",
                ),
                vec![evidence(231, 2_280, Kind::RelayTick, "I-22")],
            ),
        ];
        let blocks = vec![DocumentBlock::Paragraph { sentences }];
        self.section(2, ("（一）", "2.1"), ("事件报告与响应", "Report and response"), blocks)
    }

    fn coordination(&mut self) -> DocumentSection {
        let sentences = vec![
            self.sentence(
                (Fact, Record),
                (
                    "33份通知中29份按时签收，中位数26秒，最慢2分10秒。",
                    "Of 33 notices 29 were acknowledged in time; median 26 s, slowest 2 min 10 s.",
                ),
                vec![
                    evidence(231, 2_280, Kind::RelayTick, "I-22"),
                    evidence(240, 2_400, Kind::Row, "I-19"),
                    evidence(702, 3_000, Kind::Rating, "O2"),
                ],
            ),
            self.sentence(
                (Analysis, Record),
                (
                    "指挥部与信访办掌握的现场人数相差11分钟未统一，影响了后续疏散安排。",
                    "For 11 minutes command and the petition office had different head-counts, which held up the plans for leaving.",
                ),
                vec![evidence(260, 2_500, Kind::FactReport, "headcount")],
            ),
            self.sentence(
                (Conclusion, Typed),
                ("各部门之间的衔接顺畅。", "The departments worked together smoothly."),
                vec![],
            ),
        ];
        let blocks = vec![
            DocumentBlock::Paragraph { sentences },
            DocumentBlock::Chart(self.times()),
            DocumentBlock::Chart(self.shares()),
        ];
        self.section(2, ("（二）", "3.2"), ("部门协调联动能力", "Coordination between departments"), blocks)
    }

    fn times(&self) -> BarChart {
        let bar = |zh: &str, en: &str, value: Option<f64>, n: u32, seq: u64| Bar {
            label: self.say(zh, en),
            value,
            text: match value {
                Some(value) => self.say(&format!("{value}秒，n={n}"), &format!("{value} s, n = {n}")),
                None => self.say("未测得", "not measured"),
            },
            evidence: value.map(|_| evidence(seq, 2_600, Kind::Delivery, "")).into_iter().collect(),
        };
        let bars = vec![
            bar("指挥部", "Command", Some(22.0), 6, 301),
            bar("公安分局", "Police", Some(18.0), 8, 302),
            bar("信访办", "Petition office", Some(51.0), 9, 303),
            bar("社区综合服务中心", "Community service centre", Some(95.5), 5, 304),
            bar("宣传部", "Public information", None, 0, 305),
        ];
        let caption = self.say("各部门签收用时中位数", "Median time to acknowledge by department");
        BarChart { key: "c1".to_owned(), caption, unit: self.say("秒", "s"), target: Some(60.0), bars }
    }

    fn shares(&self) -> BarChart {
        let bars = [("已完成", "Done", 17.0), ("未完成", "Not done", 4.0)].map(|(zh, en, value)| Bar {
            label: self.say(zh, en),
            value: Some(value),
            text: self.say(&format!("{value}项"), &format!("{value} tasks")),
            evidence: vec![],
        });
        let caption = self.say("关键任务完成情况", "Critical tasks");
        BarChart { key: "c2".to_owned(), caption, unit: self.say("项", "tasks"), target: None, bars: bars.to_vec() }
    }

    fn problems(&mut self) -> DocumentSection {
        self.section(2, ("（三）", "3.3"), ("存在的问题", "Problems"), vec![])
    }

    fn unclear(&mut self) -> DocumentSection {
        let sentences = vec![self.sentence(
            (Fact, Record),
            (
                "14:28 现场扩音器失灵，备用设备7分30秒后到位，目标5分钟。",
                "The loudspeaker failed at 14:28; the spare was there after 7 min 30 s, target 5 min.",
            ),
            vec![
                evidence(410, 1_680, Kind::Fault, "I-13"),
                evidence(411, 2_130, Kind::Task, "CT6.2"),
                evidence(412, 2_131, Kind::Observation, "OB-7"),
            ],
        )];
        let blocks = vec![DocumentBlock::Paragraph { sentences }];
        self.section(3, ("1.", "3.3.1"), ("应急物资和装备准备不足", "Supplies and equipment"), blocks)
    }

    fn measures(&mut self) -> DocumentSection {
        let sentences = vec![self.sentence(
            (Measure, Record),
            (
                "由街道办事处于9月30日前补充便携扩音器2台，并纳入每季度检查。",
                "By 30 September the street office adds two portable loudspeakers and checks them every quarter.",
            ),
            vec![evidence(900, 5_400, Kind::Action, "A-1")],
        )];
        let heads = [
            ("问题", "Problem", 4, false),
            ("原因", "Cause", 4, false),
            ("措施", "Measure", 5, false),
            ("要素", "Element", 2, false),
            ("责任单位", "Unit", 2, false),
            ("责任人", "Owner", 2, false),
            ("时限", "Due", 2, false),
            ("验收", "Accepted by", 2, false),
        ];
        let cells = [
            ("扩音器失灵后备用设备到位慢", "The spare loudspeaker came late"),
            (
                "备用设备存放在二楼库房，钥匙由一人保管\n无交接登记",
                "It is kept upstairs and one person has the key\nno hand-over list",
            ),
            ("补充便携扩音器2台，现场存放", "Two portable loudspeakers, kept on site"),
            ("装备", "Equipment"),
            ("街道办事处", "Street office"),
            ("装备管理员", "Equipment keeper"),
            ("9月30日", "30 Sep"),
            ("应急办", "Emergency office"),
        ];
        let row = DocumentRow {
            cells: cells.iter().map(|(zh, en)| self.say(zh, en)).collect(),
            evidence: vec![evidence(900, 5_400, Kind::Action, "A-1"), evidence(880, 5_300, Kind::Finding, "F-3")],
        };
        let table = self.table("actions", ("改进计划", "Improvement plan"), &heads, vec![row.clone(), row]);
        let blocks = vec![DocumentBlock::Paragraph { sentences }, DocumentBlock::Table(table)];
        let mut section = self.section(2, ("（三）", "4.3"), ("充实应急物资装备", "Equipment"), blocks);
        section.inferred = true;
        section
    }

    fn annex(&self) -> DocumentSection {
        let heads = [
            ("时间", "Time", 2, false),
            ("编号", "Id", 1, false),
            ("内容", "What", 6, false),
            ("用时（秒）", "Seconds", 2, true),
        ];
        let rows = (1..=45_u64).map(|number| DocumentRow {
            cells: vec![
                format!("T+00:{:02}:00", number),
                format!("I-{number:02}"),
                self.say(
                    &format!("第{number}条导调信息已送达并由席位签收，内容与现场情况一致"),
                    &format!(
                        "Inject {number} was delivered and acknowledged by the seat as the situation on site had it"
                    ),
                ),
                if number % 9 == 0 { "—".to_owned() } else { (number * 3).to_string() },
            ],
            evidence: vec![evidence(1_000 + number, i64::try_from(number).unwrap_or(0) * 60, Kind::Row, "I")],
        });
        let rows = rows.collect();
        let table = self.table("timeline", ("演练时间线", "Timeline"), &heads, rows);
        self.section(1, ("附件", "Annex "), ("", ""), vec![DocumentBlock::Table(table)])
    }
}
