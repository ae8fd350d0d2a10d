//! Words of the site and of what people put on its map.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// Kind of a place 地点类别.
    PlaceKind {
        /// 出入口
        Entrance = "entrance",
        /// 通道
        Passage = "passage",
        /// 房间
        Room = "room",
        /// 服务台、值班台
        Desk = "desk",
        /// 遮阴、休息处
        Shelter = "shelter",
        /// 场院、广场
        OpenArea = "open_area",
        /// 其他
        Other = "other",
    }
    /// Kind of something on the map 标绘类别.
    FeatureKind {
        /// 警戒线: a line that protects.
        Cordon = "cordon",
        /// 通道: a way that is kept open.
        Passage = "passage",
        /// 阻塞: a way that is not open.
        Blockage = "blockage",
        /// 救护点
        AidPoint = "aid_point",
        /// 保障点: water, shade, seats.
        Supply = "supply",
        /// 人群聚集
        Gathering = "gathering",
        /// 危险隐患
        Hazard = "hazard",
        /// 力量: people of a department at work.
        Unit = "unit",
        /// 车辆
        Vehicle = "vehicle",
        /// 其他
        Other = "other",
    }
    /// Who is shown something on the map.
    FeatureAudience {
        /// The department that put it there, control and evaluators 本部门.
        Own = "own",
        /// Every department, control, evaluators and the leaders' wall; the players' wall once command
        /// has confirmed it 各部门.
        Departments = "departments",
        /// Control alone 仅导调组.
        Control = "control",
    }
}
