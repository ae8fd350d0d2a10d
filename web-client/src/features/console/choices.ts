// Everything the palette offers: rows, departments, what this role may do, places, how it looks.
import { setLanguage } from '../../i18n';
import type { Findable } from '../../lib/drill/palette';
import { isOpen } from '../../lib/drill/queue';
import { recipientCode } from '../../lib/drill/upcoming';
import type { Say } from '../../lib/drill/words';
import { setSingleKeys, singleKeysOn } from '../../lib/keys';
import { mute, muted } from '../../lib/mute';
import type { Command, RowItem } from '../../protocol';
import { may, useItems, useYou } from '../../sync';
import type { Act } from '../../ui/drill/act';
import { openReplay, useMayReplay } from '../../ui/drill/ReplayButton';
import { setSize, setTheme } from '../../ui/settings';
import type { Deeds } from './deeds';
import { type Sheet, useDesk } from './desk';
import { RATES } from './Header';
import { useConsoleWords, useRow } from './picture';
import { goTo, PLACES, showRow } from './places';
import { LOOKS, openEyes, openPaper } from './windows';

export type Group = 'row' | 'act' | 'place' | 'department' | 'look';

export interface Choice extends Findable {
  id: string;
  group: Group;
  /** Shown small beside the text: a recipient, a key. */
  hint?: string;
  /** Why it cannot be done now, in words. */
  why?: string | undefined;
  run: () => void;
}

/** An act by the command that it is about; offered only to a role that may give it. */
interface Deed {
  word: Command['type'];
  text: string;
  hint?: string;
  run: () => void;
}

export function useChoices(act: Act, deeds: Deeds): Choice[] {
  const rows = useItems('row');
  const departments = useItems('department');
  const seats = useItems('seat');
  const words = useConsoleWords();
  const { t, say } = words;
  const you = useYou();
  const replays = useMayReplay();
  const row = useRow(useDesk((desk) => desk.selected));
  const doable = [...rowDeeds(row, act, deeds, t), ...wholeDeeds(act, deeds, t, say)];
  const acts = doable
    .filter(({ word }) => you.may.includes(word))
    .map(({ word, ...deed }): Choice => {
      const judged = may(word);
      const why = judged.ok ? undefined : say(`common:why.${judged.why ?? 'loading'}`);
      return { ...deed, id: `act/${deed.text}`, group: 'act', also: [word.replaceAll('_', ' ')], why };
    });
  const found = rows.map(
    (one): Choice => ({
      id: `row/${one.id}`,
      group: 'row',
      text: `${one.id} ${words.in(one.title)}`,
      also: [one.id, one.title.zh, one.title.en].filter((name) => name !== undefined && name !== null),
      hint: one.to.map(recipientCode).join(' '),
      run: () => showRow(one.id),
    }),
  );
  const units = departments.map(
    ({ code, name }): Choice => ({
      id: `department/${code}`,
      group: 'department',
      text: `${code} ${words.in(name)}`,
      also: [code, name.zh, name.en].filter((one) => one !== undefined && one !== null),
      hint: t('palette.of_department'),
      run() {
        useDesk.getState().show('all');
        useDesk.getState().find(code);
        goTo('queue');
      },
    }),
  );
  const eyes = LOOKS.has(you.role)
    ? departments.flatMap(({ code, name }): Choice[] => {
        const seat = seats.find((one) => one.role === 'PLY' && one.department === code);
        if (!seat) return [];
        return [
          {
            id: `as/${code}`,
            group: 'place',
            text: t('windows.as', { who: `${code} ${words.in(name)}` }),
            also: ['view as', '视角', code],
            hint: seat.code,
            run: () => openEyes(seat.code, t),
          },
        ];
      })
    : [];
  return [...acts, ...places(t), replay(say, replays), ...eyes, ...found, ...units, ...looks(t, say)];
}

/** What can be done with the selected row, as its buttons offer it. */
function rowDeeds(row: RowItem | undefined, act: Act, deeds: Deeds, t: Say): Deed[] {
  if (!row) return [];
  const { id } = row;
  const name = (word: string) => `${t(`act.${word}`).replace(/…$/, '')} ${id}`;
  const sheet = (
    word: Command['type'],
    text: string,
    type: 'skip' | 'retire' | 'complete' | 'correct' | 'recall' | 'defer' | 'edit',
    hint?: string,
  ): Deed => ({
    word,
    text: name(text),
    ...(hint ? { hint } : {}),
    run: () => useDesk.getState().open({ type, row: id }),
  });
  if (row.status === 'skipped')
    return [
      {
        word: 'restore_inject',
        text: name('restore'),
        run: () => act.give({ type: 'restore_inject', row: id }),
      },
    ];
  if (row.status === 'released')
    return [
      { word: 'nudge_inject', text: name('nudge'), run: () => act.give({ type: 'nudge_inject', row: id }) },
      sheet('complete_inject', 'complete', 'complete'),
      sheet('correct_inject', 'correct', 'correct'),
      sheet('recall_inject', 'recall', 'recall'),
    ];
  if (!isOpen(row.status)) return [];
  const staged = row.staging === 'people';
  const held = row.status === 'held';
  return [
    row.inject_kind === 'expected_action'
      ? sheet('complete_inject', 'happened', 'complete')
      : {
          word: staged ? 'mark_staged' : 'release_inject',
          text: name(staged ? 'staged' : 'fire'),
          hint: 'F',
          run: deeds.arm,
        },
    { word: 'hold_inject', text: name(held ? 'let_go' : 'hold'), hint: 'H', run: deeds.hold },
    { word: 'defer_inject', text: name('defer5'), hint: 'D', run: deeds.defer5 },
    sheet('defer_inject', 'defer', 'defer'),
    sheet('skip_inject', 'skip', 'skip', 'S'),
    sheet('edit_inject', 'edit', 'edit', 'E'),
    sheet('retire_inject', 'retire', 'retire'),
  ];
}

/** Steps of the exercise that have a sheet of their own; the others stand in the sheet "Exercise". */
const OWN_SHEET: Partial<Record<Command['type'], Sheet>> = {
  return_to_draft: { type: 'return_to_draft' },
  restart_exercise: { type: 'restart' },
  abort_exercise: { type: 'abort' },
  shift_all: { type: 'shift' },
  jump_clock: { type: 'jump' },
};
const STEPS = [
  'submit_for_review',
  'approve_exercise',
  'return_to_draft',
  'open_standby',
  'start_exercise',
  'restart_exercise',
  'abort_exercise',
  'end_exercise',
  'undo_end',
  'begin_evaluation',
  'approve_reports',
  'close_exercise',
  'shift_all',
  'jump_clock',
] as const satisfies readonly Command['type'][];

function wholeDeeds(act: Act, deeds: Deeds, t: Say, say: Say): Deed[] {
  const resume = may('resume_exercise').ok;
  return [
    { word: 'send_ad_hoc', text: t('adhoc.title'), hint: 'N', run: deeds.adhoc },
    { word: 'write_log', text: t('log.write'), hint: 'L', run: () => deeds.log(false) },
    { word: 'write_log', text: t('log.pin'), hint: 'B', run: () => deeds.log(true) },
    resume
      ? { word: 'resume_exercise', text: t('header.resume'), hint: '⇧P', run: deeds.pause }
      : { word: 'pause_exercise', text: t('header.pause'), hint: '⇧P', run: deeds.pause },
    { word: 'record_receipt', text: t('slip.title'), run: () => useDesk.getState().open({ type: 'slip' }) },
    // A real emergency keeps its own question: held, or typed.
    {
      word: 'declare_emergency',
      text: say('common:emergency.button'),
      run: () => document.querySelector<HTMLElement>('.emergency-button')?.click(),
    },
    ...STEPS.map(
      (word): Deed => ({
        word,
        text: t(`exercise.${word}`),
        run: () => useDesk.getState().open(OWN_SHEET[word] ?? { type: 'exercise' }),
      }),
    ),
    ...RATES.map(
      (rate): Deed => ({
        word: 'set_rate',
        text: `${t('header.rate')} ×${rate}`,
        run: () => act.give({ type: 'set_rate', rate }),
      }),
    ),
  ];
}

/** Hot wash and replay, or from when on. */
function replay(say: Say, ready: boolean): Choice {
  return {
    id: 'place/replay',
    group: 'place',
    text: say('common:replay.title'),
    also: ['replay', 'hot wash', '回放', '点评'],
    hint: 'G T',
    why: ready ? undefined : say('common:replay.not_yet'),
    run: () => void openReplay(),
  };
}

function places(t: Say): Choice[] {
  const list = Object.entries(PLACES).map(
    ([letter, place]): Choice => ({
      id: `place/${place}`,
      group: 'place',
      text: t(`go.place.${place}`),
      also: [place],
      hint: `G ${letter}`,
      run: () => goTo(place),
    }),
  );
  const help: Choice = {
    id: 'place/help',
    group: 'place',
    text: t('help.title'),
    also: ['help', 'keys'],
    hint: '?',
    run: () => useDesk.getState().open({ type: 'help' }),
  };
  const paper: Choice = {
    id: 'place/paper',
    group: 'place',
    text: t('windows.paper').replace(/…$/, ''),
    also: ['paper', 'print', 'cards', '打印'],
    run: () => openPaper(t),
  };
  return [...list, help, paper];
}

function looks(t: Say, say: Say): Choice[] {
  const look = (id: string, text: string, also: readonly string[], run: () => void): Choice => ({
    id: `look/${id}`,
    group: 'look',
    text,
    also,
    run,
  });
  const theme = say('common:theme.label');
  const size = say('common:textSize.label');
  const single = singleKeysOn();
  return [
    look('zh', `${say('common:language.label')}: 中文`, ['中文', 'chinese', 'language'], () =>
      setLanguage('zh'),
    ),
    look('en', `${say('common:language.label')}: English`, ['english', '英文', '语言'], () =>
      setLanguage('en'),
    ),
    ...(['system', 'light', 'dark'] as const).map((name) =>
      look(name, `${theme}: ${say(`common:theme.${name}`)}`, [name, 'theme'], () => setTheme(name)),
    ),
    ...(['normal', 'large', 'largest'] as const).map((name) =>
      look(name, `${size}: ${say(`common:textSize.${name}`)}`, [name, 'size'], () => setSize(name)),
    ),
    look('mute', t(muted() ? 'alarm.unmute' : 'alarm.mute'), ['mute', 'sound', 'M'], () => mute(!muted())),
    look('single', t(single ? 'palette.single_off' : 'palette.single_on'), ['keys'], () =>
      setSingleKeys(!single),
    ),
  ];
}
