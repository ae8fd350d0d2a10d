import { describe, expect, it } from 'vitest';
import { departmentSeats, nextAutomatic, reachOf, suggestions } from '../../src/lib/drill/upcoming';
import { row, seat } from './made';

const heard = (code: string, connections: number, at = 100) => ({
  seat: code,
  connections,
  round_trip_ms: 20,
  heard: at,
});

describe('what comes next', () => {
  it('lists automatic rows, soonest first, without templates, held rows and expected actions', () => {
    const next = nextAutomatic([
      row({ id: 'b', due: 2_000 }),
      row({ id: 'a', due: 1_000 }),
      row({ id: 'hand', release: 'manual', due: 500 }),
      row({ id: 'held', status: 'held', due: 500 }),
      row({ id: 'expected', inject_kind: 'expected_action', due: 500 }),
      row({ id: 'template', template: 'endex', due: 500 }),
      row({ id: 'unknown', due: null }),
    ]);
    expect(next.map((r) => r.id)).toEqual(['a', 'b']);
  });

  it('suggests armed rows that are not automatic, the longest waiting first', () => {
    const at = (wall: number) => ({ wall, exercise: wall });
    const list = suggestions([
      row({ id: 'late', status: 'armed', release: 'suggest', armed: at(9) }),
      row({ id: 'early', status: 'armed', release: 'manual', armed: at(1) }),
      row({ id: 'auto', status: 'armed', armed: at(0) }),
    ]);
    expect(list.map((r) => r.id)).toEqual(['early', 'late']);
  });
});

describe('whom a row reaches', () => {
  const seats = [
    seat('XF-1'),
    seat('XF-2', { presence: 'lost' }),
    seat('XF-3', { presence: 'vacant' }),
    seat('GA-1'),
    seat('CTL-XF', { role: 'CTL', department: null, watches: 'XF' }),
  ];
  const codes = (list: { code: string }[]) => list.map((s) => s.code);

  it('counts the seats of a department and single seats, each once, and nobody else', () => {
    const reach = reachOf([{ department: 'XF' }, { seat: 'XF-1' }, { seat: 'GA-1' }], seats);
    expect(codes(reach.live)).toEqual(['XF-1', 'GA-1']);
    expect(codes(reach.offline)).toEqual(['XF-2']);
    expect(codes(reach.vacant)).toEqual(['XF-3']);
    expect(reach.to).toEqual(['XF', 'XF-1', 'GA-1']);
  });

  it('believes the younger presence frame rather than the journalled state', () => {
    const presence = { seats: [heard('XF-2', 1), heard('XF-1', 0)], waiting: [], looking: [], cells: [] };
    const reach = reachOf([{ department: 'XF' }], seats, presence);
    expect(codes(reach.live)).toEqual(['XF-2']);
    expect(codes(reach.offline)).toEqual(['XF-1']);
  });

  it('tells of a department how many are there and when it was last heard', () => {
    const presence = {
      seats: [heard('XF-1', 1, 200), heard('XF-2', 0, 300)],
      waiting: [],
      looking: [],
      cells: [],
    };
    expect(departmentSeats('XF', seats, presence)).toEqual({ all: 3, taken: 2, live: 1, heard: 300 });
    expect(departmentSeats('SS', seats, presence)).toEqual({ all: 0, taken: 0, live: 0, heard: null });
  });
});
