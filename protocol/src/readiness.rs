//! Words of what stands ready before STARTEX: links for screens, checks of devices, the roll call. They
//! are used by the names of [`crate::vocab`], which has no room for every list.

use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a kiosk link opens.
    KioskKind {
        /// 领导屏
        Leaders = "leaders",
        /// 参演屏
        Players = "players",
        /// 只读数据: for programs, no page.
        Feed = "feed",
    }
    /// What became of one check of a device 通联检查.
    CheckResult {
        /// 未检查
        Open = "open",
        /// 正常
        Passed = "passed",
        /// 不正常
        Failed = "failed",
        /// 设备不支持: no fault of anybody, but nothing to rely on.
        Unsupported = "unsupported",
    }
    /// Staff in the roll call.
    StaffGroup {
        /// 导调组: director and controllers.
        Control = "control",
        /// 模拟组: simulators and actors.
        Simulation = "simulation",
        /// 评估组
        Evaluation = "evaluation",
        /// 安全员
        Safety = "safety",
    }
    /// Whether a department is ready for STARTEX.
    Readiness {
        /// 就绪
        Go = "go",
        /// 待齐: somebody or something is still missing.
        Wait = "wait",
        /// 不具备
        NoGo = "no_go",
    }
}
