/** Blocks of cells: how they come from a sheet program and go back, and how keys move in them. */
import { describe, expect, it } from 'vitest';
import { blockOf, moved, pasteExtent, stepped } from '../../src/lib/msel/select';
import { parseTsv, toHtml, toTsv } from '../../src/lib/msel/tsv';

describe('a block on the clipboard', () => {
  it.each([
    ['one cell', 'a', [['a']]],
    ['nothing', '', [['']]],
    [
      'Windows line ends, the last one too',
      'a\tb\r\nc\td\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['an old Mac', 'a\rb', [['a'], ['b']]],
    ['a line break and quotes in a cell', '"a\r\nb ""c"""\td', [['a\nb "c"', 'd']]],
    ['a quote that is part of a text', '"Who" asks\tb', [['"Who" asks', 'b']]],
    ['a quote that never ends', '"open\tb', [['"open', 'b']]],
    [
      'empty cells',
      '\t\nb\t',
      [
        ['', ''],
        ['b', ''],
      ],
    ],
    ['an empty line between two', 'a\n\nb', [['a'], [''], ['b']]],
  ])('%s', (_, text, cells) => {
    expect(parseTsv(text)).toEqual(cells);
  });

  it('comes back as it went', () => {
    const block = [
      ['a\tb', 'c\nd', '"quoted"'],
      ['', '演练', 'x'],
    ];
    expect(parseTsv(toTsv(block))).toEqual(block);
  });

  it('is a table for programs that read one, with nothing of it taken for markup', () => {
    expect(toHtml([['<b>', 'a\nb']])).toBe(
      '<table><tr><td>&lt;b&gt;</td><td>a<br style="mso-data-placement:same-cell">b</td></tr></table>',
    );
  });
});

const extent = { rows: 5, columns: 3, page: 2 };

describe('the cursor', () => {
  it('goes by arrows and pages, and no further than the list', () => {
    const from = { row: 2, column: 1 };
    expect(moved(from, 'ArrowUp', false, extent)).toEqual({ row: 1, column: 1 });
    expect(moved(from, 'ArrowRight', true, extent)).toEqual({ row: 2, column: 2 });
    expect(moved(from, 'PageDown', false, extent)).toEqual({ row: 4, column: 1 });
    expect(moved({ row: 4, column: 2 }, 'ArrowDown', false, extent)).toEqual({ row: 4, column: 2 });
    expect(moved(from, 'Home', true, extent)).toEqual({ row: 0, column: 0 });
    expect(moved(from, 'x', false, extent)).toBeUndefined();
  });

  it('goes on at the next row by Tab, and out of the grid at its end', () => {
    const alone = (row: number, column: number) => blockOf({ row, column }, { row, column });
    expect(stepped({ row: 0, column: 2 }, 'column', 1, alone(0, 2), extent)).toEqual({ row: 1, column: 0 });
    expect(stepped({ row: 1, column: 0 }, 'column', -1, alone(1, 0), extent)).toEqual({ row: 0, column: 2 });
    expect(stepped({ row: 4, column: 2 }, 'column', 1, alone(4, 2), extent)).toBeUndefined();
    expect(stepped({ row: 0, column: 0 }, 'column', -1, alone(0, 0), extent)).toBeUndefined();
  });

  it('goes round inside a block', () => {
    const block = { top: 1, bottom: 2, left: 0, right: 1 };
    const round = [{ row: 1, column: 0 }];
    for (let n = 0; n < 4; n += 1) {
      const last = round.at(-1) ?? { row: 0, column: 0 };
      round.push(stepped(last, 'column', 1, block, extent) ?? last);
    }
    expect(round.map(({ row, column }) => `${row}${column}`)).toEqual(['10', '11', '20', '21', '10']);
    expect(stepped({ row: 2, column: 0 }, 'row', 1, block, extent)).toEqual({ row: 1, column: 1 });
  });
});

describe('what is pasted', () => {
  it('fills a block that it fits in whole, and is itself anywhere else', () => {
    expect(pasteExtent({ rows: 1, columns: 1 }, { top: 0, bottom: 2, left: 0, right: 1 })).toEqual({
      rows: 3,
      columns: 2,
    });
    expect(pasteExtent({ rows: 2, columns: 1 }, { top: 0, bottom: 3, left: 0, right: 0 })).toEqual({
      rows: 4,
      columns: 1,
    });
    expect(pasteExtent({ rows: 2, columns: 2 }, { top: 0, bottom: 2, left: 0, right: 1 })).toEqual({
      rows: 2,
      columns: 2,
    });
  });
});
