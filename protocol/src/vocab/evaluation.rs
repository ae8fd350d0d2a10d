//! Words of those who evaluate.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Whether a task was done during play 任务节点.
    TaskOutcome {
        /// 完成
        Done = "done",
        /// 未完成
        NotDone = "not_done",
    }
    /// Performance rating, HSEEP 评级.
    Rating {
        /// 顺利完成
        Performed = "P",
        /// 基本完成，有改进空间
        Some = "S",
        /// 完成但问题明显: the objective is still achieved.
        Major = "M",
        /// 未能完成
        Unable = "U",
        /// 未观察到: a value, not a gap.
        NotObserved = "not_observed",
    }
    /// Kind of evaluator's note 观察记录.
    ObservationKind {
        /// 事实
        Fact = "fact",
        /// 好的做法
        Strength = "strength",
        /// 待改进
        Improvement = "improvement",
    }
}
