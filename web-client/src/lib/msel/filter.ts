// Which rows the grid shows: by words, phase, recipient and what is wrong with them.

export interface Filter {
  text: string;
  phase: string;
  to: string;
  /** Only rows with something wrong. */
  faults: boolean;
  /** Only rows somebody commented on and nobody settled. */
  comments: boolean;
}

export const NO_FILTER: Filter = { text: '', phase: '', to: '', faults: false, comments: false };

export const filtering = (filter: Filter): boolean =>
  filter.text.trim() !== '' || filter.phase !== '' || filter.to !== '' || filter.faults || filter.comments;

export interface Filtered {
  text: (field: string) => string;
  fields: () => readonly string[];
  faulty: boolean;
  commented: boolean;
}

/** Codes as people separate them: by commas, semicolons, 、or spaces. */
export const codesOf = (text: string): string[] => text.split(/[\s,;，；、]+/).filter(Boolean);

const plain = (text: string) => text.normalize('NFKC').toLowerCase();

/** Whether a row passes. Every word has to stand somewhere in the row, in whichever column. */
export function passes(filter: Filter, row: Filtered): boolean {
  if (filter.faults && !row.faulty) return false;
  if (filter.comments && !row.commented) return false;
  if (filter.phase && row.text('phase') !== filter.phase) return false;
  // A seat counts as its department: whoever looks for XF wants what XF-1 alone gets, too.
  if (
    filter.to &&
    !codesOf(row.text('to')).some((code) => code === filter.to || code.startsWith(`${filter.to}-`))
  )
    return false;
  const words = plain(filter.text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const all = row.fields().map((field) => plain(row.text(field)));
  return words.every((word) => all.some((text) => text.includes(word)));
}
