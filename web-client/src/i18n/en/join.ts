import type { Same } from '../same';
import type zh from '../zh/join';

const en: Same<typeof zh> = {
  title: 'Join the drill',
};
export default en;
