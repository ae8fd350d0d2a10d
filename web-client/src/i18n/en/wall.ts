import type { Same } from '../same';
import type zh from '../zh/wall';

const en: Same<typeof zh> = {};
export default en;
