import type { Same } from '../same';
import type zh from '../zh/evaluation';

const en: Same<typeof zh> = {};
export default en;
