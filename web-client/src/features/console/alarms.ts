// The alarms of this desk: what waits, what is new, and the one sound for it.
import { useEffect, useMemo, useRef } from 'react';
import { create } from 'zustand';
import { notify } from '../../lib/browser';
import { type Concern, concerns, type Heard, hear } from '../../lib/drill/alarms';
import { noticed } from '../../lib/drill/facts';
import { isMine } from '../../lib/drill/queue';
import { muted } from '../../lib/mute';
import { play, type Tone } from '../../lib/sound';
import type { Command, FactItem } from '../../protocol';
import { everyBeat, useExercise, useItems, useNow, useYou } from '../../sync';
import { announce } from '../../ui';
import { useTitle } from '../../ui/title';
import { useInbox } from './Inbox';
import { useLoad } from './Load';
import { useConsoleWords } from './picture';

/** How often it is looked: what comes within this is told together. */
const LOOK_EVERY_MS = 500;

const TONES: Record<Concern['kind'], Tone> = {
  lost: 'lost',
  overdue: 'overdue',
  contradiction: 'question',
  promise: 'overdue',
  fault: 'overdue',
  request: 'question',
  rumour: 'overdue',
  approval: 'question',
  question: 'question',
  suggested: 'inject',
  overload: 'message',
  stale: 'message',
};

/** Who can do nothing about it need not hear of it. */
const ANSWERS: Record<Concern['kind'], Command['type']> = {
  lost: 'release_seat',
  overdue: 'nudge_inject',
  contradiction: 'confirm_fact',
  promise: 'settle_commitment',
  fault: 'set_resource',
  request: 'grant_resource',
  rumour: 'log_reach',
  approval: 'approve_statement',
  question: 'answer_clarification',
  suggested: 'release_inject',
  overload: 'defer_inject',
  stale: 'send_message',
};

interface Bell {
  /** Everything that waits now. */
  waiting: readonly Concern[];
  /** What came since the list was last looked at. */
  unseen: ReadonlySet<string>;
  looked: () => void;
}

export const useBell = create<Bell>((set) => ({
  waiting: [],
  unseen: new Set(),
  looked: () => set({ unseen: new Set() }),
}));

/** What waits for this seat: a controller who watches one department hears of that one. */
function useConcerns(): readonly Concern[] {
  const you = useYou();
  const rows = useItems('row');
  const deliveries = useItems('delivery');
  const seats = useItems('seat');
  const facts = useItems('fact');
  const promises = useItems('commitment');
  const faults = useItems('fault');
  const requests = useItems('resource_request');
  const posts = useItems('post');
  const statements = useItems('statement');
  const { entries: letters } = useInbox();
  const { load: loads } = useLoad();
  const old = useOldFacts(facts);
  const exercise = useExercise();
  const { status, command } = exercise ?? {};
  const inPlay = status === 'running' || status === 'paused';
  return useMemo(() => {
    if (!inPlay) return [];
    const { seat, watches } = you;
    const mine = new Set(rows.filter((row) => isMine(row, { seat, watches })).map((row) => row.id));
    const ours = (concern: Concern) =>
      you.may.includes(ANSWERS[concern.kind]) &&
      (watches === null ||
        concern.departments.includes(watches) ||
        (concern.kind === 'suggested' && mine.has(concern.row)));
    return concerns({
      rows,
      deliveries,
      seats,
      letters,
      facts,
      promises,
      faults,
      requests,
      loads,
      old,
      posts,
      statements,
      commanded: Boolean(command),
      seat,
    }).filter(ours);
  }, [
    inPlay,
    you,
    rows,
    deliveries,
    seats,
    letters,
    facts,
    promises,
    faults,
    requests,
    loads,
    old,
    posts,
    statements,
    command,
  ]);
}

/** Facts of which some department's value is older than its limit; the same list while none becomes old. */
function useOldFacts(facts: readonly FactItem[]): readonly FactItem[] {
  const rate = useExercise()?.clock.rate ?? 1;
  const { exercise } = useNow(10_000);
  const old = facts.filter((fact) => noticed([fact], exercise, rate).old > 0);
  const mark = old.map((fact) => fact.key).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark says whether the list is another one
  return useMemo(() => old, [facts, mark]);
}

/** Stands once in the console, apart: it looks at everything, and nothing else is drawn anew for it. */
export function Alarms(): null {
  const { t } = useConsoleWords();
  const waiting = useConcerns();
  const exercise = useExercise();
  const heard = useRef<Heard>(undefined);
  const latest = useRef({ waiting, t, ready: false, emergency: false });
  latest.current = {
    waiting,
    t,
    ready: exercise !== undefined,
    emergency: exercise?.emergency != null,
  };
  useEffect(() => {
    // What waits no more needs no look.
    const here = new Set(waiting.map((concern) => concern.key));
    const unseen = new Set([...useBell.getState().unseen].filter((key) => here.has(key)));
    useBell.setState({ waiting, unseen });
  }, [waiting]);
  useEffect(() => {
    const look = () => {
      const { waiting, t, ready, emergency } = latest.current;
      if (!ready) return;
      const result = hear(heard.current, waiting, Date.now());
      heard.current = result.heard;
      if (result.fresh.length === 0) return;
      const here = result.heard.known;
      const unseen = [...useBell.getState().unseen].filter((key) => here.has(key));
      useBell.setState({ unseen: new Set([...unseen, ...result.fresh.map((concern) => concern.key)]) });
      // While somebody is in danger nothing else asks for attention.
      if (!result.sound || emergency) return;
      announce(t('alarm.news', { count: result.fresh.length, what: t(`alarm.kind.${result.sound}`) }));
      if (!muted()) play(TONES[result.sound]);
      if (document.visibilityState === 'hidden') void notify(t('alarm.notification'), 'alarm');
    };
    // With what else is drawn at that moment: an announcement is no paint of its own.
    return everyBeat(LOOK_EVERY_MS, look);
  }, []);
  useTitle(waiting.length);
  return null;
}
