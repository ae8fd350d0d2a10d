// Blocks of cells as sheet programs put them on the clipboard: tabs between cells, quotes around line breaks.

/** The cells of a block, line by line. A block always has at least one cell. */
export function parseTsv(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  let cell = '';
  let at = 0;
  const endCell = () => {
    line.push(cell);
    cell = '';
  };
  const endLine = () => {
    endCell();
    lines.push(line);
    line = [];
  };
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"' && cell === '') {
      const [inside, next] = quoted(text, at);
      if (next > at) {
        cell = inside;
        at = next;
        continue;
      }
    }
    if (sign === '\t') endCell();
    else if (sign === '\n') endLine();
    else if (sign === '\r') {
      // Windows ends lines with both; a lone one is an old Mac's.
      if (text[at + 1] !== '\n') endLine();
    } else cell += sign;
    at += 1;
  }
  // Sheet programs end the last line, too: that is no empty line more.
  if (cell !== '' || line.length > 0) endLine();
  return lines.length > 0 ? lines : [['']];
}

/** A quoted cell from its first quote on; it stays as it is where the quote is only part of a text. */
function quoted(text: string, from: number): [inside: string, next: number] {
  let inside = '';
  let at = from + 1;
  while (at < text.length) {
    if (text[at] !== '"') {
      inside += text[at];
      at += 1;
    } else if (text[at + 1] === '"') {
      inside += '"';
      at += 2;
    } else {
      const after = text[at + 1];
      const ends = after === undefined || after === '\t' || after === '\n' || after === '\r';
      return ends ? [inside.replace(/\r\n?/g, '\n'), at + 1] : ['', from];
    }
  }
  return ['', from];
}

/** The block for the clipboard. */
export function toTsv(lines: readonly (readonly string[])[]): string {
  return lines.map((line) => line.map(quote).join('\t')).join('\r\n');
}

function quote(cell: string): string {
  return /[\t\n\r]/.test(cell) || cell.startsWith('"') ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** The same as a table, for programs that read that: line breaks stay inside their cell. */
export function toHtml(lines: readonly (readonly string[])[]): string {
  const cell = (text: string) =>
    `<td>${text
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(/\r?\n/g, '<br style="mso-data-placement:same-cell">')}</td>`;
  return `<table>${lines.map((line) => `<tr>${line.map(cell).join('')}</tr>`).join('')}</table>`;
}
