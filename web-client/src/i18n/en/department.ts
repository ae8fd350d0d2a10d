import type { Same } from '../same';
import type zh from '../zh/department';

const en: Same<typeof zh> = {};
export default en;
