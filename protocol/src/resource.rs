//! Resources 装备物资: equipment and supplies of departments, their faults, the requests between
//! departments, and the checklists before departure. Words, scenario form and items of one area.

use crate::command::Party;
use crate::ids::{CheckKey, DepartmentCode, FaultId, ResourceKey, ResourceRequestId};
use crate::item::{Noted, Rung, items};
use crate::text::Bilingual;
use crate::time::Stamp;
use crate::vocab::words;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

words! {
    /// What a resource is.
    ResourceKind {
        /// 装备: used again and again; it may fail.
        Equipment = "equipment",
        /// 物资: used up.
        Supplies = "supplies",
    }
    /// State of a resource.
    ResourceState {
        /// 计划: by the plan, not checked yet.
        Planned = "planned",
        /// 可用
        Available = "available",
        /// 已调配: somebody is to use it.
        Assigned = "assigned",
        /// 使用中
        InUse = "in_use",
        /// 故障
        Failed = "failed",
        /// 已恢复: fixed, or supplied again.
        Restored = "restored",
        /// 已用完
        UsedUp = "used_up",
    }
    /// How far a request for a resource is.
    RequestStage {
        /// 待答复
        Asked = "asked",
        /// 已同意
        Granted = "granted",
        /// 未同意
        Refused = "refused",
        /// 已移交
        HandedOver = "handed_over",
        /// 已归还
        Returned = "returned",
        /// 已撤回: by who asked, before anybody answered.
        Withdrawn = "withdrawn",
    }
}

impl ResourceState {
    /// The states that may follow by the hand of a department. What failed is restored first, what
    /// has left the plan never returns to it; a fault is reported, not set.
    #[must_use]
    pub const fn next(self) -> &'static [Self] {
        use ResourceState as S;
        match self {
            S::Planned => &[S::Available, S::Assigned, S::InUse],
            S::Available => &[S::Assigned, S::InUse, S::UsedUp],
            S::Assigned | S::Restored => &[S::Available, S::InUse, S::UsedUp],
            S::InUse => &[S::Available, S::UsedUp],
            S::Failed | S::UsedUp => &[S::Restored],
        }
    }

    /// Whether it can be used or handed over.
    #[must_use]
    pub const fn is_usable(self) -> bool {
        !matches!(self, Self::Failed | Self::UsedUp)
    }
}

/// A resource of a department.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct Resource {
    /// Short name.
    pub key: ResourceKey,
    /// What it is.
    pub name: Bilingual,
    /// The department that holds it.
    pub department: DepartmentCode,
    /// Equipment or supplies.
    pub kind: ResourceKind,
    /// How much there is, where it is counted.
    #[serde(default)]
    pub amount: Option<u32>,
    /// What is counted.
    #[serde(default)]
    pub unit: Option<Bilingual>,
    /// The resource whose backup 备用 it is.
    #[serde(default)]
    pub backup_of: Option<ResourceKey>,
    /// Its failure is told on the leaders' wall.
    #[serde(default)]
    pub important: bool,
}

/// What a department checks before it departs 出动前装备清单.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
pub struct Checklist {
    /// The department.
    pub department: DepartmentCode,
    /// The entries, in order.
    pub items: Vec<CheckEntry>,
}

/// An entry of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields = nullable)]
pub struct CheckEntry {
    /// Short name within the list.
    pub key: CheckKey,
    /// What is checked.
    pub name: Bilingual,
    /// The department's resource that is available once this is ticked.
    #[serde(default)]
    pub resource: Option<ResourceKey>,
}

items! {
    /// One change of a resource.
    ResourceChangeView {
        /// The state after it.
        state: ResourceState,
        /// When and who.
        rung: Rung,
        /// How much was used with it.
        used: Option<u32>,
        /// In words.
        note: Option<String>,
    }
    /// A resource.
    ResourceItem {
        /// Short name.
        key: ResourceKey,
        /// Position in the list.
        order: u32,
        /// What it is.
        name: Bilingual,
        /// The department that holds it.
        department: DepartmentCode,
        /// Equipment or supplies.
        resource_kind: ResourceKind,
        /// State.
        state: ResourceState,
        /// Since when it is in that state, and by whom.
        since: Rung,
        /// How much the plan says there is, where it is counted.
        amount: Option<u32>,
        /// How much the holding department has now.
        left: Option<u32>,
        /// What is counted.
        unit: Option<Bilingual>,
        /// Used so far.
        used: u32,
        /// With other departments now.
        lent: u32,
        /// The resource whose backup it is, if the viewer sees that one.
        backup_of: Option<ResourceKey>,
        /// The failed resource in whose place it is in use.
        replaces: Option<ResourceKey>,
        /// The department it was handed to as a whole.
        with: Option<DepartmentCode>,
        /// Its failure matters to leaders.
        important: bool,
        /// States that may follow by the hand of who has it.
        next: Vec<ResourceState>,
        /// The last changes, the latest first.
        changes: Vec<ResourceChangeView>,
    }
    /// What stands in for a failed resource.
    BackupView {
        /// The resource.
        resource: ResourceKey,
        /// Since when, and by whom.
        on: Rung,
    }
    /// A fault 故障 of a resource.
    FaultItem {
        /// Its id.
        id: FaultId,
        /// Running number.
        number: u32,
        /// What failed.
        resource: ResourceKey,
        /// Who had it.
        department: DepartmentCode,
        /// When it failed, and by whose word; nobody's where the story did it.
        occurred: Rung,
        /// What is wrong.
        text: Option<String>,
        /// Reported by a department.
        reported: Option<Rung>,
        /// Passed to logistics.
        passed: Option<Noted>,
        /// Fixed.
        fixed: Option<Noted>,
        /// What stands in for it.
        backup: Option<BackupView>,
    }
    /// A request for a resource.
    ResourceRequestItem {
        /// Its id.
        id: ResourceRequestId,
        /// Running number.
        number: u32,
        /// Who asks.
        department: DepartmentCode,
        /// Who is asked.
        to: Party,
        /// What is needed.
        what: String,
        /// How much.
        amount: Option<u32>,
        /// What for.
        note: Option<String>,
        /// When and who.
        asked: Rung,
        /// How far it is.
        stage: RequestStage,
        /// Granted or refused: when, who and in words.
        answered: Option<Noted>,
        /// What is or will be handed over.
        resource: Option<ResourceKey>,
        /// How much was granted.
        granted: Option<u32>,
        /// Handed over.
        handed_over: Option<Rung>,
        /// Back again.
        returned: Option<Rung>,
        /// How much came back.
        returned_amount: Option<u32>,
        /// Withdrawn: when, who and in words.
        withdrawn: Option<Noted>,
    }
    /// An entry of a checklist.
    CheckView {
        /// Short name.
        key: CheckKey,
        /// What is checked.
        name: Bilingual,
        /// The resource it is about.
        resource: Option<ResourceKey>,
        /// Checked.
        ticked: Option<Rung>,
    }
    /// A department's checklist before departure.
    ChecklistItem {
        /// The department.
        department: DepartmentCode,
        /// The entries.
        items: Vec<CheckView>,
        /// Since when all are ticked.
        complete: Option<Rung>,
        /// When it departed.
        departed: Option<Rung>,
        /// It was complete when the department departed; none before that.
        before_departure: Option<bool>,
    }
    /// An important resource that has failed, on the leaders' wall.
    WallFaultItem {
        /// Short name.
        key: ResourceKey,
        /// What it is.
        name: Bilingual,
        /// The department that holds it.
        department: DepartmentCode,
        /// Since when.
        since: Stamp,
        /// A backup is on.
        backup_on: bool,
    }
}
