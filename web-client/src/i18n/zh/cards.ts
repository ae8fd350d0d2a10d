/** 席卡，管理员与导调员共用。 */
export default {
  role: { title: '岗位卡：在岗者须知道的预案要点' },
  room: '房间代码',
  roomHint: '打开等候室，不能直接入座',
  print: '打印席卡（A4，每页 10 张）',
  bound: '已使用',
  free: '未使用',
  scan: '扫码就座',
  key: '核对指纹',
  address: '地址',
  code: '房间',
  keep: '请妥善保管席卡：持卡者可就座。',
  some: '此处只列出您可以发放的席卡；其余由演练总指挥或管理员打印。',
  refresh: '刷新',
} as const;
