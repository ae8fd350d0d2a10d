/** Frames and items as the server writes them, for tests. */
import type {
  ChannelName,
  ExerciseItem,
  InjectItem,
  Item,
  LetterItem,
  ServerFrame,
  Start,
  Upsert,
  You,
} from '../src/protocol';
import * as items from './items.mjs';

export { EXERCISE } from './items.mjs';

export const EPOCH = '00000000-0000-4000-8000-00000000000e';

export const you: You = {
  seat: 'XF-2',
  seat_name: { zh: '信访岗副组长', en: 'Petition deputy' },
  role: 'PLY',
  department: 'XF',
  watches: null,
  wall: null,
  person: null,
  name: '王某',
  may: [
    'acknowledge_inject',
    'take_back_acknowledgement',
    'respond_inject',
    'declare_emergency',
    'send_message',
  ],
};

export function welcome(
  channels: Partial<Record<ChannelName, { n: number; start: Start }>>,
  epoch = EPOCH,
  seat: You = you,
): ServerFrame {
  return items.welcome(seat, { epoch, now: { wall: 1_000_000, exercise: 0 }, channels });
}

export function exercise(over: Partial<ExerciseItem> = {}): { kind: 'exercise' } & ExerciseItem {
  return items.exercise({
    title: { zh: '和平里信访应急演练', en: 'Hepingli petition drill' },
    clock: { rate: 1, anchor_wall: 1_000_000, anchor_exercise: 0, running: true, until: null },
    started: { wall: 1_000_000, exercise: 0 },
    gates: you.may,
    ...over,
  });
}

export function inject(number: number, over: Partial<InjectItem> = {}): { kind: 'inject' } & InjectItem {
  return items.inject(number, {
    title: { zh: `第${number}条`, en: `Inject ${number}` },
    from: { zh: '值班室', en: 'Duty office' },
    channel: 'phone',
    body: { zh: '约20人向东门移动。', en: 'About 20 people move to the east gate.' },
    released: { wall: 1_000_000, exercise: 0 },
    deadlines: { acknowledge: 60_000, respond: 180_000, complete: null },
    ...over,
  });
}

export function letter(number: number, over: Partial<LetterItem> = {}): { kind: 'letter' } & LetterItem {
  return items.letter(`00000000-0000-4000-8000-0000000002${String(number).padStart(2, '0')}`, {
    at: { wall: 1_000_000 + number, exercise: number },
    from: { department: 'GA' },
    seat: 'GA-1',
    to: [{ department: 'XF' }],
    text: `message ${number}`,
    ...over,
  });
}

export function upsert(item: Item): Upsert {
  switch (item.kind) {
    case 'inject':
      return { key: `inject/${item.delivery}`, item };
    case 'letter':
      return { key: `letter/${item.id}`, item };
    case 'exercise':
      return { key: 'exercise/it', item };
    default:
      throw new Error(`no key for ${item.kind} in this test`);
  }
}

export function snapshot(channel: ChannelName, n: number, items: Item[], last = true): ServerFrame {
  return { type: 'snapshot', channel, n, items: items.map(upsert), last };
}

export function update(channel: ChannelName, n: number, items: Item[], remove: string[] = []): ServerFrame {
  return { type: 'update', channel, n, upsert: items.map(upsert), remove };
}
