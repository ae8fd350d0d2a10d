import { useEffect } from 'react';
import { waiting } from '../../lib/drill/notes';
import { useKeys } from '../../lib/keys';
import { exerciseTime } from '../../lib/time';
import { openWindow } from '../../lib/windows';
import { useExercise, useItems, useOutbox, useYou } from '../../sync';
import {
  ConnectionChip,
  DeviceCheckButton,
  EmergencyButton,
  ExerciseClock,
  LanguageSwitch,
  TextSize,
  ThemeSwitch,
} from '../../ui';
import { ReplayButton } from '../../ui/drill/ReplayButton';
import { useMedia } from '../../ui/drill/useMedia';
import { Detail, DetailSheet } from './Detail';
import { PANES, type Pane, useDesk, VIEWS, type View } from './desk';
import { NarrowGuide, WideGuide } from './Guide';
import { Improve } from './Improve';
import { KeyLine, KeysSheet } from './Keys';
import { LedgerButton } from './Ledger';
import { MapButton } from './Map';
import { Measures } from './Measures';
import { MediaButton } from './Media';
import { NoteSheet } from './NoteSheet';
import { Notes } from './Notes';
import { Picture } from './Picture';
import { PublishSheet } from './PublishSheet';
import { markTime, openNote, useEvaluationWords } from './picture';
import { RateSheet } from './RateSheet';
import { Receipts } from './Receipts';
import { Reconcile } from './Reconcile';
import { RelayButton } from './Relay';
import { ResourceButton } from './Resources';
import { Tasks } from './Tasks';
import { Timeline } from './Timeline';
import { Times } from './Times';
import './evaluation.css';
import './guide.css';

/** How long the way to a mark's words stands there, in milliseconds. */
const MARKED_FOR = 20_000;

/** From this width on everything is in sight at once; below it one pane at a time. */
const SIDE_BY_SIDE = '(min-width: 1100px)';

/** The evaluators' screen: what happens, the guide with ratings, measures, reconciliation, improvement. */
export function Evaluation() {
  const wide = useMedia(SIDE_BY_SIDE);
  const { lang } = useEvaluationWords();
  const noting = useDesk((desk) => desk.noting);
  const rating = useDesk((desk) => desk.rating);
  const publishing = useDesk((desk) => desk.publishing);
  const help = useDesk((desk) => desk.help);
  const turnHelp = useDesk((desk) => desk.turnHelp);
  const keys = noting === null && rating === null && publishing === null && !help;
  useKeys(
    {
      O: () => openNote(),
      C: () => openNote({ camera: true }),
      '.': () => markTime(lang),
      '?': () => turnHelp(true),
    },
    keys,
  );
  return (
    <div className={wide ? 'eva eva-wide' : 'eva'}>
      <Header wide={wide} />
      {wide ? <Wide keys={keys} /> : <Narrow keys={keys} />}
      <Marked />
      {noting ? <NoteSheet key={noting.device} noting={noting} /> : null}
      {rating ? <RateSheet key={rating} objective={rating} /> : null}
      {publishing ? <PublishSheet key={publishing} note={publishing} /> : null}
      {help ? <KeysSheet onClose={() => turnHelp(false)} /> : null}
    </div>
  );
}

function Header({ wide }: { wide: boolean }) {
  const words = useEvaluationWords();
  const { t } = words;
  const exercise = useExercise();
  const you = useYou();
  return (
    <header className="eva-header">
      <h1>{words.in(exercise?.title)}</h1>
      <span className="eva-you">
        {you.seat} {you.name ?? ''}
        {you.watches ? <span className="quiet"> {t('header.watches', { dept: you.watches })}</span> : null}
      </span>
      {wide ? null : <span className="eva-private">{t('header.private')}</span>}
      <ExerciseClock />
      <ConnectionChip />
      <Unsent />
      <span className="eva-ways">
        <LedgerButton />
        <RelayButton />
        <ResourceButton />
        <MediaButton />
        <MapButton />
      </span>
      <EmergencyButton />
      {wide ? <NoteButton /> : null}
    </header>
  );
}

function NoteButton() {
  const { t } = useEvaluationWords();
  return (
    <button
      type="button"
      className="primary eva-note-button"
      aria-keyshortcuts="O"
      onClick={() => openNote()}
    >
      {t('note.quick')} <kbd>O</kbd>
    </button>
  );
}

/** A photo or the moment alone: each is one tap. */
function Quick() {
  const { t, lang } = useEvaluationWords();
  return (
    <span className="eva-quick">
      <button type="button" aria-keyshortcuts="C" onClick={() => openNote({ camera: true })}>
        {t('note.photo')} <kbd>C</kbd>
      </button>
      <button type="button" aria-keyshortcuts="." onClick={() => markTime(lang)}>
        {t('note.mark')} <kbd>.</kbd>
      </button>
    </span>
  );
}

/** What waits for a network: notes are what an evaluator fears for, so they are counted by name. */
function Unsent() {
  const { t } = useEvaluationWords();
  const { notes, photos, other } = waiting(useOutbox());
  if (notes + other === 0) return null;
  const words = [
    notes > 0 ? t('header.unsent', { n: notes }) : '',
    photos > 0 ? t('header.unsent_photos', { n: photos }) : '',
    other > 0 ? t('header.unsent_other', { n: other }) : '',
  ];
  return <span className="chip soon">▲ {words.filter(Boolean).join(' · ')}</span>;
}

/** The moment that was just marked: its words may follow, or not. */
function Marked() {
  const { t } = useEvaluationWords();
  const marked = useDesk((desk) => desk.marked);
  const setMarked = useDesk((desk) => desk.setMarked);
  useEffect(() => {
    if (!marked) return;
    const timer = setTimeout(() => setMarked(null), MARKED_FOR);
    return () => clearTimeout(timer);
  }, [marked, setMarked]);
  return (
    <div className="eva-marked" role="status">
      {marked ? (
        <p className="row">
          <span>✓ {t('note.marked', { at: exerciseTime(marked.exercise) })}</span>
          <button
            type="button"
            onClick={() => {
              setMarked(null);
              openNote({ ...marked, at: marked });
            }}
          >
            {t('note.words')}
          </button>
          <button type="button" className="plain" onClick={() => setMarked(null)}>
            ✕<span className="visually-hidden">{t('note.close')}</span>
          </button>
        </p>
      ) : null}
    </div>
  );
}

const AFTER: ReadonlySet<string> = new Set(['ended', 'aborted', 'evaluating', 'reported', 'closed']);

/** While it is played one watches; afterwards one rates. */
function useView(): View {
  const chosen = useDesk((desk) => desk.view);
  const status = useExercise()?.status ?? '';
  return chosen ?? (AFTER.has(status) ? 'guide' : 'watch');
}

function Wide({ keys }: { keys: boolean }) {
  const { t } = useEvaluationWords();
  const view = useView();
  const look = useDesk((desk) => desk.look);
  const row = useDesk((desk) => desk.row);
  useKeys(Object.fromEntries(VIEWS.map((name, at) => [String(at + 1), () => look(name)])), keys);
  return (
    <>
      <nav className="eva-views" aria-label={t('pane.label')}>
        {VIEWS.map((name, at) => (
          <button
            key={name}
            type="button"
            aria-current={view === name ? 'page' : undefined}
            aria-keyshortcuts={String(at + 1)}
            onClick={() => look(name)}
          >
            {t(`pane.${name}`)} <kbd>{at + 1}</kbd>
          </button>
        ))}
        <ReplayButton />
        <span className="eva-private">{t('header.private')}</span>
        <Quick />
        <details className="eva-display">
          <summary>{t('pane.display')}</summary>
          <Look />
        </details>
      </nav>
      <WideView view={view} keys={keys} />
      {row && view !== 'watch' ? <DetailSheet row={row} /> : null}
      <KeyLine view={view} />
    </>
  );
}

function WideView({ view, keys }: { view: View; keys: boolean }) {
  switch (view) {
    case 'watch':
      return <Watch />;
    case 'guide':
      return <WideGuide keys={keys} />;
    case 'reconcile':
      return (
        <main id="main" className="eva-whole">
          <Reconcile keys={keys} />
        </main>
      );
    case 'measures':
      return (
        <main id="main" className="eva-whole">
          <Measures keys={keys} />
        </main>
      );
    case 'improve':
      return (
        <main id="main" className="eva-whole">
          <Improve wide />
        </main>
      );
  }
}

function Watch() {
  const row = useDesk((desk) => desk.row);
  return (
    <main id="main" className="eva-panes">
      <div className="eva-pane">
        <Tasks />
      </div>
      <div className="eva-pane">
        <Receipts />
        <PictureOrTimes />
      </div>
      <div className="eva-pane">
        {row ? <Detail row={row} /> : <Timeline />}
        <Notes />
      </div>
    </main>
  );
}

/** Both are looked at now and then: they share the room below the receipts. */
function PictureOrTimes() {
  const { t } = useEvaluationWords();
  const facts = useItems('picture').length > 0;
  const lower = useDesk((desk) => desk.lower);
  const turn = useDesk((desk) => desk.turn);
  if (!facts) return <Times />;
  return (
    <>
      <fieldset className="eva-turn">
        <legend className="visually-hidden">{t('pane.label')}</legend>
        {(['picture', 'times'] as const).map((name) => (
          <button key={name} type="button" aria-pressed={lower === name} onClick={() => turn(name)}>
            {t(`pane.${name}`)}
          </button>
        ))}
      </fieldset>
      {lower === 'picture' ? <Picture /> : <Times />}
    </>
  );
}

function Narrow({ keys }: { keys: boolean }) {
  const { t } = useEvaluationWords();
  const pane = useDesk((desk) => desk.pane);
  const show = useDesk((desk) => desk.show);
  const row = useDesk((desk) => desk.row);
  return (
    <>
      <main id="main" className="eva-one">
        <One pane={pane} keys={keys} />
        <Look />
      </main>
      <div className="eva-foot">
        <p className="eva-foot-quick">
          <NoteButton />
          <Quick />
        </p>
        <nav className="eva-tabs" aria-label={t('pane.label')}>
          {PANES.map((name) => (
            <button
              key={name}
              type="button"
              aria-current={pane === name ? 'page' : undefined}
              onClick={() => show(name)}
            >
              {t(`pane.${name}`)}
            </button>
          ))}
        </nav>
      </div>
      {row ? <DetailSheet row={row} /> : null}
    </>
  );
}

function One({ pane, keys }: { pane: Pane; keys: boolean }) {
  switch (pane) {
    case 'guide':
      return <NarrowGuide keys={keys} />;
    case 'notes':
      return <Notes />;
    case 'receipts':
      return <Receipts />;
    case 'timeline':
      return <Timeline />;
    case 'picture':
      return <Picture />;
    case 'measures':
      return <Measures keys={keys} />;
    case 'reconcile':
      return <Reconcile keys={keys} />;
    case 'improve':
      return <Improve />;
  }
}

function Look() {
  const { t } = useEvaluationWords();
  const exercise = useExercise();
  return (
    <footer className="eva-look">
      {exercise ? (
        <button type="button" onClick={() => openWindow(`/x/${exercise.id}/paper`, 'startex-paper')}>
          {t('paper')}
        </button>
      ) : null}
      <DeviceCheckButton />
      <LanguageSwitch />
      <TextSize />
      <ThemeSwitch />
    </footer>
  );
}
