/** 大屏。 */
export default {
  pause: '停止翻页',
  go_on: '继续翻页',
  page: '第 {{page}} / {{pages}} 页',
  figures: {
    title: '总体情况',
    deliveries: '已下发',
    open: '未结',
    late: '超时',
    in_time: '按时签收',
    of: '{{n}} 条中 {{part}} 条',
  },
  departments: {
    title: '单位',
    seats: '在线席位',
    doing: '正在办理',
    late_open: '超时 / 未结',
    open: '未结 {{n}}',
    idle: '暂无在办',
    from: '来自{{from}}的信息',
    there: '在线',
    nobody: '无人在线',
  },
  bulletins: { title: '最新确认情况', none: '指挥部尚未确认任何情况报告。', facts: '要素：' },
  stale: {
    live: '实时画面',
    old: '数据为 {{n}} 秒前',
    amber: '数据为 {{n}} 秒前，正在重新连接',
    veil: '自 {{at}} 起画面不再是实时的',
  },
  failed: { title: '装备故障', backup: '备用已启用', bare: '没有备用' },
  foot: {
    leaders: '数据来自各单位席位的送达与签收',
    players: '仅显示各单位报告并经指挥部确认的情况',
  },
} as const;
