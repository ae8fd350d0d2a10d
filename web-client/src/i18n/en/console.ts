import type { Same } from '../same';
import type zh from '../zh/console';

const en: Same<typeof zh> = {};
export default en;
