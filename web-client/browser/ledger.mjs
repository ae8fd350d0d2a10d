// Claims and promises for the scenes: every state once, with words as long as people write them.
import * as items from '../test/items.mjs';
import { control, upsert } from './control.mjs';
import { exercise, injects, you } from './scene.mjs';

const MIN = 60_000;
const START = Date.now() - 52 * MIN;
const stamp = (exercise) => ({ wall: START + exercise, exercise });
const by = (seat, name) => ({ seat, name, via: null, told: null, robot: false });
const rung = (minutes, seat = 'XF-2', name = '王敏') => ({
  at: stamp(minutes * MIN),
  by: by(seat, name),
  happened_at: null,
});
const noted = (minutes, text, seat = 'XF-2') => ({ at: stamp(minutes * MIN), by: by(seat, '王敏'), text });

export const CLAIMS = [
  items.claim(1, {
    text: '拖欠三个月的过渡费什么时候发？要一个具体日期。',
    recorded: rung(12),
    read_back: rung(13),
    answered: noted(20, '区里今天核对欠发清单，明天上午给出日期。'),
  }),
  items.claim(2, {
    text: '安置房的开工时间一拖再拖，请公开施工计划。',
    recorded: rung(15),
    read_back: rung(16),
  }),
  items.claim(3, {
    text: '请领导出来当面谈，不要“正在研究”。',
    from: '老年居民（模拟）',
    recorded: rung(30),
  }),
];

const FULL = {
  person: '接待科科长',
  due: '今天17时前',
  told_by: '在接待大厅公示，并电话告知居民代表',
  checker: '督查组',
  complete: true,
};

export const PROMISES = [
  items.commitment(1, {
    text: '公布欠发过渡费的清单和补发日期',
    made: rung(18),
    ...FULL,
    due_at: 50 * MIN,
    overdue: true,
    confirmed: rung(19, 'SIM', '周岚'),
    claim: CLAIMS[0].id,
    beyond_authority: true,
    judged: noted(25, '补发日期要由财政部门定', 'LC'),
  }),
  items.commitment(2, {
    text: '安排五名居民代表与分管副区长见面',
    made: rung(22),
    person: '信访局副局长',
    due: '一小时内',
    due_at: 80 * MIN,
  }),
  items.commitment(3, { text: '提供饮水和座椅', made: rung(24), ...FULL, due_at: 95 * MIN, owner: 'JD' }),
  items.commitment(4, {
    text: '每半小时向现场群众通报一次进展',
    made: rung(26),
    ...FULL,
    outcome: 'kept',
    settled: noted(45, '已通报两次'),
    confirmed: rung(27, 'SIM', '周岚'),
    beyond_authority: false,
    judged: noted(30, '', 'LC'),
  }),
  items.commitment(5, {
    text: '派车送三位老人回家',
    made: rung(28),
    outcome: 'broken',
    settled: noted(44, '车辆未到'),
  }),
  items.commitment(6, {
    text: '明天上午答复开工时间',
    made: rung(31),
    outcome: 'changed',
    settled: noted(40, '建设单位要先核对施工计划'),
  }),
];
PROMISES.push(
  items.commitment(7, {
    text: '后天下午答复开工时间，并公开施工计划',
    made: rung(40),
    ...FULL,
    replaces: PROMISES[5].id,
    reason: '建设单位要先核对施工计划',
    claim: CLAIMS[1].id,
  }),
);

const PLAYER = ['record_claim', 'read_back_claim', 'answer_claim', 'make_commitment', 'settle_commitment'];
const CONTROL = ['confirm_commitment', 'settle_commitment', 'judge_commitment'];
const MAY = {
  LC: CONTROL,
  SIM: ['confirm_commitment'],
  ACT: ['confirm_commitment'],
  EVA: ['judge_commitment'],
};

/** A department with its ledger; `seat` and `it` as its scene takes them. */
export function department(over = {}) {
  const seat = you();
  const it = exercise();
  // Players never see whether a promise was judged.
  const promises = PROMISES.map((item) => ({ ...item, beyond_authority: null, judged: null }));
  return {
    seat: { ...seat, may: [...seat.may, ...PLAYER] },
    it: { ...it, gates: [...it.gates, ...PLAYER] },
    items: [...injects(), ...CLAIMS, ...promises],
    ...over,
  };
}

/** Control, evaluators and the residents' side with the same ledger. */
export function others(role, list = [...CLAIMS, ...PROMISES]) {
  const scene = control(role === 'ACT' ? 'SIM' : role);
  const may = MAY[role] ?? [];
  const seat = { ...scene.seat, role, seat: role === 'ACT' ? 'ACT-1' : scene.seat.seat };
  seat.may = [...seat.may, ...may];
  const seen = role === 'SIM' || role === 'ACT' ? list.filter((item) => item.kind === 'commitment') : list;
  const sent = scene.frames.map((frame) => {
    if (frame.type === 'welcome') return { ...frame, you: seat };
    if (frame.type !== 'snapshot') return frame;
    const more = frame.channel === 'group' ? seen.map(upsert) : [];
    const given = frame.items.map((one) =>
      one.item.kind === 'exercise'
        ? { ...one, item: { ...one.item, gates: [...one.item.gates, ...CONTROL] } }
        : one,
    );
    return { ...frame, items: [...given, ...more] };
  });
  return { ...scene, seat, frames: sent };
}
