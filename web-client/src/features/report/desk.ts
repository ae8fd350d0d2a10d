// What one person has open at the report: which, in which language, the chosen sentence, what is edited.
import { create } from 'zustand';
import type { Language } from '../../lib/bilingual';
import type { DocumentKind } from '../../protocol';

export const KINDS = ['summary', 'evaluation', 'aar'] as const satisfies readonly DocumentKind[];

/** Parts of the screen: side by side, or one at a time on a phone. */
export const PANES = ['contents', 'page', 'behind', 'changes'] as const;
export type Pane = (typeof PANES)[number];

/** A sentence whose words are being changed, or one that is being added to a section. */
export type Editing = { type: 'sentence'; key: string } | { type: 'new'; section: string; key: string };

interface Desk {
  kind: DocumentKind;
  language: Language;
  /** The chosen sentence, line or bar. */
  chosen: string | null;
  editing: Editing | null;
  /** The sentence whose evidence is looked for. */
  finding: string | null;
  pane: Pane;
  /** What stands at the right on a desk. */
  side: 'behind' | 'changes';
  help: boolean;
  open: (kind: DocumentKind, language: Language) => void;
  choose: (key: string | null) => void;
  edit: (editing: Editing | null) => void;
  find: (key: string | null) => void;
  show: (pane: Pane) => void;
  turnHelp: (help: boolean) => void;
}

export const useDesk = create<Desk>((set) => ({
  kind: 'summary',
  language: 'zh',
  chosen: null,
  editing: null,
  finding: null,
  pane: 'page',
  side: 'behind',
  help: false,
  open: (kind, language) => set({ kind, language, chosen: null, editing: null, finding: null }),
  choose: (chosen) => set({ chosen, side: 'behind' }),
  edit: (editing) => set({ editing }),
  find: (finding) => set({ finding }),
  show: (pane) => set(pane === 'behind' || pane === 'changes' ? { pane, side: pane } : { pane }),
  turnHelp: (help) => set({ help }),
}));

/** What the address asks for: `?kind=aar&lang=en`. Anything else is the default. */
export function asked(search: string): { kind: DocumentKind; language: Language | undefined } {
  const params = new URLSearchParams(search);
  const kind = KINDS.find((one) => one === params.get('kind')) ?? 'summary';
  const lang = params.get('lang');
  return { kind, language: lang === 'zh' || lang === 'en' ? lang : undefined };
}
