/** What is written: in pieces, in order, and back again. */
import { describe, expect, it } from 'vitest';
import { addCommands, editCommands } from '../../src/lib/msel/chunks';
import { did, inverse, NO_HISTORY, redo, type Step, UNDO_MAX, undo } from '../../src/lib/msel/history';
import { placesOf, reordered, shifted } from '../../src/lib/msel/order';
import { FRAME_BYTES_MAX } from '../../src/protocol';

const cell = (row: string, text: string) => ({ row, field: 'title_zh', to: { text }, seen: 1 });

describe('a large paste', () => {
  it('goes in pieces that fit a frame, all of one gesture, nothing left out', () => {
    const cells = Array.from({ length: 12_000 }, (_, n) => cell(`row-${n}`, `人群分流到东门 ${n}`));
    const commands = editCommands(cells, 'g', false);
    expect(commands.length).toBeGreaterThan(6);
    const sent = commands.flatMap((command) => (command.type === 'edit_msel_cells' ? command.cells : []));
    expect(sent).toEqual(cells);
    for (const command of commands) {
      expect(new TextEncoder().encode(JSON.stringify(command)).length).toBeLessThan(FRAME_BYTES_MAX - 512);
      expect('gesture' in command && command.gesture).toBe('g');
      expect('strict' in command).toBe(false);
    }
  });

  it('puts each piece of new rows behind the one before', () => {
    const rows = Array.from({ length: 900 }, (_, n) => ({
      row: `row-${n}`,
      cells: { title_zh: { text: 'x'.repeat(300) } },
    }));
    const commands = addCommands(rows, 'before', 'g');
    expect(commands.length).toBeGreaterThan(2);
    let behind: string | undefined = 'before';
    for (const command of commands) {
      if (command.type !== 'add_msel_rows') throw new Error(command.type);
      expect(command.after).toBe(behind);
      behind = command.rows.at(-1)?.row;
    }
  });
});

describe('the order of rows', () => {
  const order = ['a', 'b', 'c', 'd', 'e'];

  it('takes a change that is on its way, twice with the same result', () => {
    const move = { type: 'move', rows: ['b', 'd'], after: 'e' } as const;
    const once = reordered(order, move);
    expect(once).toEqual(['a', 'c', 'e', 'b', 'd']);
    expect(reordered(once, move)).toEqual(once);
    expect(reordered(order, { type: 'remove', rows: ['a'] })).toEqual(['b', 'c', 'd', 'e']);
    expect(reordered(order, { type: 'add', rows: ['x'], after: null })).toEqual(['x', ...order]);
    expect(reordered(order, { type: 'add', rows: ['x'], after: 'gone' })).toEqual([...order, 'x']);
  });

  it('moves rows by one place as a block, and not over the edge', () => {
    expect(shifted(order, new Set(['b', 'c']), 1)).toBe('d');
    expect(shifted(order, new Set(['b', 'c']), -1)).toBeNull();
    expect(shifted(order, new Set(['a']), -1)).toBeUndefined();
    expect(shifted(order, new Set(['e']), 1)).toBeUndefined();
  });

  it('knows where rows stood', () => {
    expect([...placesOf(order, ['a', 'c', 'd'])]).toEqual([
      [null, ['a']],
      ['b', ['c', 'd']],
    ]);
  });
});

const step = (text: string): Step => ({
  gesture: 'g',
  cells: [{ row: 'r', field: 'title_zh', before: { text: '' }, after: { text } }],
  rows: [],
});

describe('undo', () => {
  it('goes back step by step, and forth again', () => {
    let history = did(did(NO_HISTORY, step('a')), step('b'));
    const [back, after] = undo(history);
    expect(back?.cells[0]?.after).toEqual({ text: '' });
    expect(back?.cells[0]?.before).toEqual({ text: 'b' });
    const [forth, again] = redo(after);
    expect(forth?.cells[0]?.after).toEqual({ text: 'b' });
    history = again;
    expect(history.done).toHaveLength(2);
    expect(redo(history)[0]).toBeUndefined();
  });

  it('forgets what was undone once something new is done, and keeps a hundred steps', () => {
    let history = NO_HISTORY;
    for (let n = 0; n < UNDO_MAX + 5; n += 1) history = did(history, step(`${n}`));
    expect(history.done).toHaveLength(UNDO_MAX);
    [, history] = undo(history);
    history = did(history, step('new'));
    expect(history.undone).toEqual([]);
  });

  it('brings rows back to where each of them stood, whatever there was between', () => {
    const rows: Step = {
      gesture: 'g',
      cells: [],
      rows: [
        {
          forth: [{ type: 'remove', rows: ['a', 'c'] }],
          back: [
            { type: 'restore', rows: ['a'], after: null },
            { type: 'restore', rows: ['c'], after: 'b' },
          ],
        },
      ],
    };
    expect(inverse(rows).rows[0]?.forth).toHaveLength(2);
    expect(inverse(inverse(rows))).toEqual(rows);
  });
});
