import { useState } from 'react';
import { readValue } from '../../lib/drill/facts';
import type { AskedFact, FactForm, FactKey, ReportItem, ReportKind } from '../../protocol';
import {
  type Entry,
  type May,
  outbox,
  submit,
  useDraft,
  useItems,
  useMay,
  useOutbox,
  useYou,
} from '../../sync';

interface Draft {
  kind: ReportKind | '';
  text: string;
  facts: Record<FactKey, string>;
}

const BLANK: Draft = { kind: '', text: '', facts: {} };

function readDraft(kept: string): Draft {
  if (!kept) return BLANK;
  try {
    return { ...BLANK, ...(JSON.parse(kept) as Partial<Draft>) };
  } catch {
    return { ...BLANK, text: kept };
  }
}

/** What is sent for a fact: a value as the server reads it, words as they are. */
function plain(form: FactForm | undefined, text: string): string {
  const value = form ? readValue(form, text) : undefined;
  return value === undefined ? text.trim() : String(value);
}

/** The newest report of the own department. */
export function useLastReport(): ReportItem | undefined {
  const you = useYou();
  return useItems('report')
    .filter((report) => report.department === you.department)
    .at(-1);
}

export interface Report {
  kind: ReportKind;
  text: string;
  /** Key facts that are asked for. */
  asked: readonly AskedFact[];
  /** What is written for a fact; a follow-up starts from what was known. */
  known: (key: FactKey) => string;
  change: (to: Partial<Draft>) => void;
  setFact: (key: FactKey, value: string) => void;
  /** The form of a fact of the common picture, so that what is written can be read as its value. */
  formOf: (key: FactKey) => FactForm | undefined;
  /** Facts whose words are no value of their form, once sending was tried. */
  unreadable: readonly FactKey[];
  /** The words are missing and sending was tried. */
  wrong: boolean;
  send: () => void;
  may: May;
  /** The last report that this device gave. */
  sent: Entry | undefined;
  takeUp: () => void;
}

/** A situation report while it is being written. */
export function useReport(onSent: (() => void) | undefined): Report {
  const you = useYou();
  const may = useMay('submit_report');
  const asked = useItems('briefing')[0]?.report_facts ?? [];
  const last = useLastReport();
  const [kept, keep, drop] = useDraft(`${you.seat}/report`);
  const [wrong, setWrong] = useState(false);
  const [tried, setTried] = useState(false);
  const draft = readDraft(kept);
  const kind = draft.kind || (last ? 'follow_up' : 'first');
  const sent = useOutbox()
    .filter((entry) => entry.command.type === 'submit_report')
    .at(-1);
  const pictures = useItems('picture');
  const formOf = (key: FactKey) => pictures.find((fact) => fact.key === key)?.form;
  const readable = (key: FactKey, text: string) => {
    const form = formOf(key);
    return !form || text.trim() === '' || readValue(form, text) !== undefined;
  };
  const known = (key: FactKey) => {
    const before = last?.facts.find((fact) => fact.key === key)?.value ?? '';
    return draft.facts[key] ?? (readable(key, before) ? before : '');
  };
  const unreadable = asked.map(({ key }) => key).filter((key) => !readable(key, known(key)));
  const change = (to: Partial<Draft>) => {
    setWrong(false);
    setTried(false);
    keep(JSON.stringify({ ...draft, ...to }));
  };
  return {
    kind,
    text: draft.text,
    asked,
    known,
    change,
    setFact: (key, value) => change({ facts: { ...draft.facts, [key]: value } }),
    formOf,
    unreadable: tried ? unreadable : [],
    wrong,
    may,
    sent,
    send() {
      const text = draft.text.trim();
      setWrong(!text);
      setTried(true);
      if (!text || unreadable.length > 0 || !may.ok) return;
      const written = asked.map((fact) => ({
        key: fact.key,
        value: plain(formOf(fact.key), known(fact.key)),
      }));
      const facts = written.filter((fact) => fact.value);
      const gaps = written.filter((fact) => !fact.value).map((fact) => fact.key);
      submit({ type: 'submit_report', kind, text, facts, gaps });
      drop();
      onSent?.();
    },
    takeUp() {
      if (sent?.command.type !== 'submit_report') return;
      const { kind: before, text, facts } = sent.command;
      const values = Object.fromEntries((facts ?? []).map((fact) => [fact.key, fact.value]));
      keep(JSON.stringify({ kind: before, text, facts: values } satisfies Draft));
      outbox.dismiss(sent.id);
    },
  };
}
