export default {
  title: '加入演练',
} as const;
