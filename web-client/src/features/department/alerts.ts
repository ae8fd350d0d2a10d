/** Sound, vibration, title and announcements: one alarm for one action, one summary for a burst, none for old news. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { notify } from '../../lib/browser';
import { muted } from '../../lib/mute';
import { play, type Tone, vibrate } from '../../lib/sound';
import type { DeliveryId, InjectItem, LetterItem } from '../../protocol';
import { looksAs, now, useExercise, useItems, useYou } from '../../sync';
import { announce } from '../../ui';
import { useTitle } from '../../ui/title';
import { isRead } from './local';
import { groupOf, mustAcknowledge, nextDue, URGENT } from './model';
import { useInjectName, usePartyName } from './words';

/** How often an alarm says itself again, and how many times, as long as nobody reacts. */
interface Repeat {
  every: number;
  times: number;
}
const NEW: Repeat = { every: 20_000, times: 3 };
const URGENTLY: Repeat = { every: 15_000, times: 8 };
const OVERDUE_EVERY = 120_000;
/** Frames that belong together come within this. */
const GATHER = 400;

/** Sounds and vibrates, unless the seat is muted, or only looked through. */
function sound(tone: Tone): void {
  if (muted() || looksAs()) return;
  play(tone);
  vibrate(tone);
}

/** What happened to an inject that a person should hear of. */
export interface News {
  fresh: InjectItem[];
  answered: InjectItem[];
  returned: InjectItem[];
  nudged: InjectItem[];
  /** Put before one seat of the department by name. */
  called: InjectItem[];
}

/** What is new between two lists. Pure; the first list of a page is never news. */
export function newsOf(before: readonly InjectItem[], after: readonly InjectItem[]): News {
  const known = new Map(before.map((inject) => [inject.delivery, inject]));
  const news: News = { fresh: [], answered: [], returned: [], nudged: [], called: [] };
  const answers = (inject: InjectItem) =>
    inject.clarifications.filter((question) => question.answer !== null).length;
  for (const inject of after) {
    const old = known.get(inject.delivery);
    if (old === inject) continue;
    if (!old) {
      news.fresh.push(inject);
      continue;
    }
    if (answers(inject) > answers(old)) news.answered.push(inject);
    if (inject.returned && inject.returned.at.wall !== old.returned?.at.wall) news.returned.push(inject);
    if (inject.nudged && inject.nudged.wall !== old.nudged?.wall) news.nudged.push(inject);
    if (inject.deputy && inject.deputy.at.wall !== old.deputy?.at.wall) news.called.push(inject);
  }
  return news;
}

export interface Unheard {
  inject: InjectItem;
  since: number;
  told: number;
}

/** Which alarms say themselves again now. Pure. */
export function dueAgain(unheard: readonly Unheard[], wall: number): Unheard[] {
  return unheard.filter(({ inject, since, told }) => {
    const repeat = (inject.priority ?? 0) >= URGENT ? URGENTLY : NEW;
    return told < repeat.times && wall - since >= repeat.every * told;
  });
}

/** Stands once in the department's screen. */
export function useAlerts(): void {
  useInjectAlerts();
  useOverdueAlert();
  useLetterAlerts();
  useWaitingTitle();
}

function useInjectAlerts(): void {
  const { t } = useTranslation('department');
  const name = useInjectName();
  const you = useYou();
  const ready = useExercise() !== undefined;
  const injects = useItems('inject');
  const before = useRef<readonly InjectItem[]>(undefined);
  const unheard = useRef(new Map<DeliveryId, Unheard>());
  const words = useRef({ t, name });
  words.current = { t, name };

  useEffect(() => {
    if (!ready) return;
    if (before.current === undefined) {
      // Joining late: what is there was there before.
      before.current = injects;
      return;
    }
    // A burst is told once, as one: the comparison waits until it is over.
    const timer = setTimeout(() => {
      const news = newsOf(before.current ?? [], injects);
      before.current = injects;
      tell(news, words.current.t, words.current.name, you.seat);
      for (const inject of news.fresh)
        unheard.current.set(inject.delivery, { inject, since: Date.now(), told: 1 });
    }, GATHER);
    return () => clearTimeout(timer);
  }, [injects, ready, you.seat]);

  useEffect(() => {
    const timer = setInterval(() => {
      for (const [delivery, entry] of unheard.current) {
        const current = injects.find((inject) => inject.delivery === delivery);
        const urgent = (entry.inject.priority ?? 0) >= URGENT;
        const heard = !current || (urgent ? !mustAcknowledge(current, you.seat) : isRead(delivery));
        if (heard || groupOf(current, you.seat, new Set()) === 'done') unheard.current.delete(delivery);
      }
      const again = dueAgain([...unheard.current.values()], Date.now());
      if (again.length === 0) return;
      for (const entry of again) entry.told += 1;
      sound(again.some((entry) => (entry.inject.priority ?? 0) >= URGENT) ? 'urgent' : 'inject');
    }, 1_000);
    return () => clearInterval(timer);
  }, [injects, you.seat]);
}

type Words = ReturnType<typeof useTranslation<'department'>>['t'];

function tell(news: News, t: Words, name: (inject: InjectItem) => string, seat: string): void {
  const { fresh, answered, returned, nudged } = news;
  const mine = news.called.find((inject) => inject.deputy?.seat === seat);
  if (mine) {
    // Whom control calls by name hears it above everything else that came with it.
    sound('called');
    announce(t('alert.called', { title: name(mine) }), 'assertive');
    if (document.visibilityState === 'hidden') void notify(t('alert.notification'), 'inject');
    return;
  }
  const [first] = fresh;
  if (first) {
    const urgent = fresh.find((inject) => (inject.priority ?? 0) >= URGENT);
    sound(urgent ? 'urgent' : 'inject');
    const one = urgent
      ? t('alert.urgent', { title: name(urgent) })
      : t('alert.inject', { title: name(first) });
    announce(
      fresh.length > 1 ? t('inbox.newOnes', { count: fresh.length }) : one,
      urgent ? 'assertive' : 'polite',
    );
    if (document.visibilityState === 'hidden' && !looksAs()) void notify(t('alert.notification'), 'inject');
    return;
  }
  const [back] = returned;
  const [reminded] = nudged;
  if (back) announce(t('alert.returned', { title: name(back) }), 'assertive');
  else if (reminded) announce(t('alert.nudged', { title: name(reminded) }), 'assertive');
  else if (answered.length > 0) announce(t('alert.answered'));
  if (back || reminded) sound('inject');
  else if (answered.length > 0) sound('message');
}

/** One low tone when an own limit passes, then every two minutes while one is missed. */
function useOverdueAlert(): void {
  const { t } = useTranslation('department');
  const name = useInjectName();
  const injects = useItems('inject');
  const exercise = useExercise();
  const running = exercise?.clock.running ?? false;
  const told = useRef<{ late: Set<DeliveryId>; at: number }>(undefined);
  const words = useRef({ t, name });
  words.current = { t, name };
  useEffect(() => {
    if (!exercise) return;
    const look = () => {
      const { exercise: time } = now();
      const late = injects.filter((inject) => (nextDue(inject)?.at ?? Number.POSITIVE_INFINITY) < time);
      const ids = new Set(late.map((inject) => inject.delivery));
      const first = told.current === undefined;
      const known = told.current ?? { late: ids, at: Date.now() };
      const fresh = late.find((inject) => !known.late.has(inject.delivery));
      const again = late.length > 0 && running && Date.now() - known.at >= OVERDUE_EVERY;
      told.current = { late: ids, at: known.at };
      if (first || (!fresh && !again)) return;
      told.current.at = Date.now();
      sound('overdue');
      if (fresh)
        announce(words.current.t('alert.overdue', { title: words.current.name(fresh) }), 'assertive');
    };
    look();
    const timer = setInterval(look, 1_000);
    return () => clearInterval(timer);
  }, [injects, exercise, running]);
}

function useLetterAlerts(): void {
  const { t } = useTranslation('department');
  const nameOf = usePartyName();
  const you = useYou();
  const ready = useExercise() !== undefined;
  const letters = useItems('letter');
  const known = useRef<ReadonlySet<string>>(undefined);
  const words = useRef({ t, nameOf });
  words.current = { t, nameOf };
  useEffect(() => {
    if (!ready) return;
    const before = known.current;
    known.current = new Set(letters.map((letter) => letter.id));
    if (!before) return;
    const own = (letter: LetterItem) =>
      typeof letter.from !== 'string' && letter.from.department === you.department;
    const fresh = letters.filter((letter) => !before.has(letter.id) && !own(letter));
    const [first] = fresh;
    if (!first) return;
    sound('message');
    const one = words.current.t('alert.message', { from: words.current.nameOf(first.from) });
    announce(fresh.length > 1 ? words.current.t('messages.unread', { count: fresh.length }) : one);
  }, [letters, ready, you.department]);
}

function useWaitingTitle(): void {
  const you = useYou();
  useTitle(useItems('inject').filter((inject) => mustAcknowledge(inject, you.seat)).length);
}
