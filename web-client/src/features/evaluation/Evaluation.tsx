import { useKeys } from '../../lib/keys';
import { openWindow } from '../../lib/windows';
import { useExercise, useItems, useOutbox, useYou } from '../../sync';
import {
  ConnectionChip,
  EmergencyButton,
  ExerciseClock,
  LanguageSwitch,
  TextSize,
  ThemeSwitch,
} from '../../ui';
import { useMedia } from '../../ui/drill/useMedia';
import { Detail, DetailSheet } from './Detail';
import { PANES, type Pane, useDesk } from './desk';
import { LedgerButton } from './Ledger';
import { MediaButton } from './Media';
import { NoteSheet } from './NoteSheet';
import { Notes } from './Notes';
import { Picture } from './Picture';
import { openNote, useEvaluationWords } from './picture';
import { RateSheet } from './RateSheet';
import { Receipts } from './Receipts';
import { RelayButton } from './Relay';
import { ResourceButton } from './Resources';
import { Tasks } from './Tasks';
import { Timeline } from './Timeline';
import { Times } from './Times';
import './evaluation.css';

/** From this width on everything is in sight at once; below it one pane at a time. */
const SIDE_BY_SIDE = '(min-width: 1100px)';

/** The evaluators' dashboard: what happens, who has what, how long it took, and the notes. */
export function Evaluation() {
  const wide = useMedia(SIDE_BY_SIDE);
  const noting = useDesk((desk) => desk.noting);
  const rating = useDesk((desk) => desk.rating);
  const keys: readonly [string, () => void][] = [['O', () => openNote()]];
  useKeys(Object.fromEntries(keys), noting === null && rating === null);
  return (
    <div className={wide ? 'eva eva-wide' : 'eva'}>
      <Header />
      {wide ? <Wide /> : <Narrow />}
      {noting ? <NoteSheet key={noting.device} noting={noting} /> : null}
      {rating ? <RateSheet key={rating} objective={rating} /> : null}
    </div>
  );
}

function Header() {
  const words = useEvaluationWords();
  const { t } = words;
  const exercise = useExercise();
  const you = useYou();
  const unsent = useOutbox().filter((entry) => entry.state === 'waiting' || entry.state === 'sending').length;
  return (
    <header className="eva-header">
      <h1>{words.in(exercise?.title)}</h1>
      <span className="eva-you">
        {you.seat} {you.name ?? ''}
        {you.watches ? <span className="quiet"> {t('header.watches', { dept: you.watches })}</span> : null}
      </span>
      <span className="eva-private">{t('header.private')}</span>
      <ExerciseClock />
      <ConnectionChip />
      {unsent > 0 ? <span className="chip soon">▲ {t('header.unsent', { n: unsent })}</span> : null}
      <LedgerButton />
      <RelayButton />
      <ResourceButton />
      <MediaButton />
      <EmergencyButton />
      <button
        type="button"
        className="primary eva-note-button"
        aria-keyshortcuts="O"
        onClick={() => openNote()}
      >
        {t('note.quick')} <kbd>O</kbd>
      </button>
    </header>
  );
}

function Wide() {
  const row = useDesk((desk) => desk.row);
  return (
    <main id="main" className="eva-panes">
      <div className="eva-pane">
        <Tasks />
        <Look />
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

function Narrow() {
  const { t } = useEvaluationWords();
  const pane = useDesk((desk) => desk.pane);
  const show = useDesk((desk) => desk.show);
  const row = useDesk((desk) => desk.row);
  return (
    <>
      <main id="main" className="eva-one">
        <One pane={pane} />
        <Look />
      </main>
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
      {row ? <DetailSheet row={row} /> : null}
    </>
  );
}

function One({ pane }: { pane: Pane }) {
  switch (pane) {
    case 'receipts':
      return <Receipts />;
    case 'timeline':
      return <Timeline />;
    case 'picture':
      return <Picture />;
    case 'times':
      return <Times />;
    case 'tasks':
      return <Tasks />;
    case 'notes':
      return <Notes />;
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
      <LanguageSwitch />
      <TextSize />
      <ThemeSwitch />
    </footer>
  );
}
