/** 控制台的其他窗口：纸质材料、单位视角、分屏、锁屏；并入控制台的词语。 */
export default {
  windows: {
    paper: '纸质材料、席卡…',
    as: '以 {{who}} 视角查看',
    as_short: '其视角',
    blocked: '浏览器阻止了新窗口，请允许本站打开窗口。',
  },
} as const;
