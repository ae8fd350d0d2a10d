import type { Same } from '../same';
import type zh from '../zh/cards';

/** Seat cards, for the administrator and for control. */
const en: Same<typeof zh> = {
  role: { title: 'Role cards: what whoever sits there must know of the plan' },
  room: 'Room code',
  roomHint: 'opens the waiting room, seats nobody by itself',
  print: 'Print seat cards (A4, 10 a page)',
  bound: 'in use',
  free: 'free',
  scan: 'Scan to take the seat',
  key: 'Check key',
  address: 'Address',
  code: 'Room',
  keep: 'Keep the cards safe: who holds one can take the seat.',
  some: 'Only the cards that you may hand out are here; the director or an administrator prints the others.',
  refresh: 'Refresh',
};
export default en;
