import { useState } from 'react';
import { readValue } from '../../lib/drill/facts';
import { wallMinute } from '../../lib/time';
import type { Command, FactKey, FactValue, PictureItem, Sighting, Timestamp } from '../../protocol';
import {
  clock,
  type Entry,
  submit,
  useConnection,
  useDraft,
  useItems,
  useMay,
  useOutbox,
  useYou,
} from '../../sync';
import { useZone } from './words';

type ReportFactCommand = Extract<Command, { type: 'report_fact' }>;

/** When it was seen: just now, some minutes ago, or at a time of the day. */
export type SeenWhen = 'now' | 'ago_5' | 'ago_10' | 'at';
export const SEEN: readonly SeenWhen[] = ['now', 'ago_5', 'ago_10', 'at'];
const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** Facts of the picture, those that this department must know first. */
export function usePicture(): PictureItem[] {
  const facts = useItems('picture');
  return [...facts].sort((a, b) => Number(b.asked) - Number(a.asked) || a.order - b.order);
}

/** What the own department upholds. */
export function useOwn(fact: PictureItem): Sighting | undefined {
  const you = useYou();
  return fact.sightings.find((one) => one.department === you.department);
}

/** The last report of a fact that this device gave, as long as the picture does not hold it. */
export function useGiven(key: FactKey): (Entry & { command: ReportFactCommand }) | undefined {
  const found = useOutbox()
    .filter((entry) => entry.command.type === 'report_fact' && entry.command.fact === key)
    .at(-1);
  return found && found.state !== 'recorded' ? (found as Entry & { command: ReportFactCommand }) : undefined;
}

/**
 * The moment of `HH:MM` today in the exercise's zone; a time that has not come yet was yesterday's, and
 * further back than half a day nobody means: that is a slip of the finger.
 */
export function timeOfDay(text: string, now: Timestamp, zone: string): Timestamp | undefined {
  const minutes = (words: string) => {
    const [hour = Number.NaN, minute = Number.NaN] = words.split(':').map(Number);
    return hour * 60 + minute;
  };
  const back = (minutes(wallMinute(now, zone)) - minutes(text) + DAY_MINUTES) % DAY_MINUTES;
  if (!Number.isFinite(back) || back > DAY_MINUTES / 2) return undefined;
  return back === 0 ? now : Math.floor(now / MINUTE) * MINUTE - back * MINUTE;
}

interface Draft {
  text: string;
  source: string;
}

function readDraft(kept: string): Draft {
  try {
    return { text: '', source: '', ...(kept ? (JSON.parse(kept) as Partial<Draft>) : {}) };
  } catch {
    return { text: '', source: '' };
  }
}

/** A report of one fact while it is being written. */
export function useFactReport(fact: PictureItem, done: () => void) {
  const you = useYou();
  const may = useMay('report_fact');
  const zone = useZone();
  const { state } = useConnection();
  const [kept, keep, drop] = useDraft(`${you.seat}/fact/${fact.key}`);
  const draft = readDraft(kept);
  const [when, setWhen] = useState<SeenWhen>('now');
  const [time, setTime] = useState('');
  const [tried, setTried] = useState(false);
  const value = readValue(fact.form, draft.text);
  const live = state === 'live' || state === 'reloaded';

  const seenAt = (): Timestamp | null | undefined => {
    const now = clock.now();
    switch (when) {
      case 'now':
        // Off line it is recorded later than it is seen: then the moment must travel with it.
        return live ? null : now;
      case 'ago_5':
        return now - 5 * MINUTE;
      case 'ago_10':
        return now - 10 * MINUTE;
      case 'at':
        return timeOfDay(time, now, zone);
    }
  };
  const change = (to: Partial<Draft>) => {
    setTried(false);
    keep(JSON.stringify({ ...draft, ...to }));
  };
  return {
    draft,
    change,
    when,
    setWhen,
    time,
    setTime,
    may,
    wrongValue: tried && value === undefined,
    wrongTime: tried && when === 'at' && seenAt() === undefined,
    send() {
      const seen_at = seenAt();
      setTried(true);
      if (value === undefined || seen_at === undefined || !may.ok) return;
      submit({ type: 'report_fact', fact: fact.key, value, seen_at, source: draft.source.trim() || null });
      drop();
      done();
    },
  };
}

/** Reports the same value again, seen now: an old value becomes a fresh one with one tap. */
export function reportAgain(fact: PictureItem, value: FactValue, live: boolean): void {
  submit({ type: 'report_fact', fact: fact.key, value, seen_at: live ? null : clock.now(), source: null });
}
