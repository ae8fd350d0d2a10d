/** 以某单位视角查看时的边框。 */
export default {
  title: '您看到的就是 {{who}} 看到的',
  about: '只读：不会标记为送达或已读，也不算该席在线。要操作请回到导调控制台。',
  close: '关闭此窗口',
  others: '同单位其他席位',
} as const;
