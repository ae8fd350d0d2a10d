/** Who talked to whom: every kind of talk is counted from its sender to its receiver, at its own second. */
import { describe, expect, it } from 'vitest';
import { drillOf } from '../../src/features/replay/desk';
import {
  CONTROL,
  cellKey,
  kindsOf,
  SIMULATION,
  talkedOf,
  talkTable,
  upTo,
} from '../../src/features/replay/talk';
import { stamp, state, step } from './made';

const MINUTE = 60_000;
const by = (seat: string) => ({ seat, name: 'Li', via: null, told: null, robot: false });
const rung = (minutes: number, seat: string) => ({ at: stamp(minutes), by: by(seat), happened_at: null });
const unit = (code: string, order: number) => ({ kind: 'department', code, order, name: { en: code } });
const message = (id: string, minutes: number, from: unknown, to: unknown[]) => ({
  kind: 'message',
  id,
  sent: rung(minutes, 'XF-1'),
  from,
  persona: null,
  to,
  text: `message ${id}`,
  about: null,
});
const [XF, GA] = [{ department: 'XF' }, { department: 'GA' }];
const request = {
  kind: 'resource_request',
  id: 'r1',
  number: 1,
  department: 'GA',
  to: XF,
  what: 'loudspeaker',
  asked: rung(20, 'GA-1'),
  answered: { at: stamp(21), by: by('XF-1'), text: '' },
  handed_over: rung(25, 'XF-1'),
  returned: rung(50, 'GA-1'),
};
const clarification = {
  kind: 'clarification',
  id: 'c1',
  delivery: 'd1',
  row: 'I-03',
  department: 'XF',
  asked: rung(10, 'XF-1'),
  text: 'Is the number real?',
  answer: { at: stamp(12), by: by('CTL-XF'), text: 'No.' },
};
const hop = (department: string, minutes: number | null) => ({
  department,
  at: minutes === null ? null : minutes * MINUTE,
  facts: [],
  writings: [],
});
const relay = { kind: 'relay', row: 'I-22', hops: [hop('XF', 30), hop('GA', 33), hop('SS', null)] };

const drill = drillOf({
  seat: 'LC',
  steps: [
    step(stamp(0), [
      ['exercise', state('running')],
      ...['XF', 'GA', 'SS'].map((code, order): [string, unknown] => [
        `department/${code}`,
        unit(code, order),
      ]),
    ]),
    step(stamp(5), [['message/m1', message('m1', 5, XF, [GA, 'simulation'])]]),
    step(stamp(12), [['clarification/c1', clarification]]),
    step(stamp(33), [['relay/I-22', relay]]),
    step(stamp(50), [['resource_request/r1', request]]),
    step(stamp(60), [['exercise', state('ended', { ended: stamp(60) })]]),
    // After ENDEX people go on writing: that is not the drill.
    step(stamp(70), [['message/m2', message('m2', 70, GA, [XF])]]),
  ],
});
if (!drill) throw new Error('it started');
const talked = talkedOf(drill.end, drill.line, drill.rows);
const table = talkTable(
  drill.lanes.map((lane) => lane.department),
  talked,
);
const cell = (from: string, to: string) =>
  (table.cells.get(cellKey(from, to))?.all ?? []).map((one) => one.kind);

describe('who talked to whom', () => {
  it('counts each kind from its sender to its receiver', () => {
    expect(cell('XF', 'GA')).toEqual(['message', 'answer', 'handover', 'relay']);
    expect(cell('GA', 'XF')).toEqual(['request', 'handover']);
    expect(cell('XF', SIMULATION)).toEqual(['message']);
    expect(cell('XF', CONTROL)).toEqual(['question']);
    expect(cell(CONTROL, 'XF')).toEqual(['answer']);
    expect(cell('GA', 'SS')).toEqual([]);
    expect(talked).toHaveLength(9);
  });

  it('has a row for every department, and for others only where they talked', () => {
    expect(table.parties).toEqual(['XF', 'GA', 'SS', CONTROL, SIMULATION]);
    expect(talkTable(['XF'], []).parties).toEqual(['XF']);
    expect(table.most).toBe(4);
  });

  it('knows what had been said by a moment, and when each was', () => {
    expect(upTo(talked, 0)).toBe(0);
    expect(upTo(talked, 12 * MINUTE)).toBe(4);
    expect(upTo(talked, drill.line.length)).toBe(9);
    expect(talked.map((one) => one.at / MINUTE)).toEqual([5, 5, 10, 12, 20, 21, 25, 33, 50]);
    expect(kindsOf(talked)).toEqual([
      { kind: 'message', n: 2 },
      { kind: 'question', n: 1 },
      { kind: 'answer', n: 2 },
      { kind: 'relay', n: 1 },
      { kind: 'request', n: 1 },
      { kind: 'handover', n: 2 },
    ]);
  });
});
