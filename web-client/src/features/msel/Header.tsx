/** Over the list: which one, which version, what is recorded, and what is done with the whole of it. */
import { Link } from 'wouter';
import { wallTime } from '../../lib/time';
import { useConnection, useExercise, useItems, useYou } from '../../sync';
import { ConnectionChip, EmergencyButton, LanguageSwitch, TextSize, ThemeSwitch } from '../../ui';
import { useDesk } from './desk';
import { ExportMenu } from './ExportMenu';
import { ImportButton } from './ImportButton';
import { Lock } from './Lock';
import { useSheet } from './sheet';
import { useCanEdit } from './useCanEdit';
import { useMselWords, useZone } from './words';
import { letGo, tryAgain, useWrites } from './writes';

export function Header() {
  const words = useMselWords();
  const { t, say } = words;
  const exercise = useExercise();
  const you = useYou();
  const open = useDesk((desk) => desk.open);
  const can = useCanEdit();
  return (
    <header className="msel-header">
      <div className="msel-bar">
        <Link href={`/x/${exercise?.id ?? ''}/desk`}>← {t('back')}</Link>
        <h1>
          {t('title')} <span className="quiet">{words.in(exercise?.title)}</span>
        </h1>
        {exercise ? (
          <span className={`chip ${exercise.status === 'draft' ? 'moving' : 'idle'}`}>
            {say(`common:status.${exercise.status}`)}
          </span>
        ) : null}
        <Version />
        <Recorded />
        <span className="msel-push msel-bar">
          <ImportButton />
          <ExportMenu />
          <button type="button" className="primary" onClick={() => open({ type: 'review' })}>
            {t('head.review')}
          </button>
          <span className="msel-you">
            {you.seat} {you.name ?? ''}
          </span>
          <ConnectionChip />
          <EmergencyButton />
          <details className="msel-menu">
            <summary>{say('common:action.settings')}</summary>
            <div className="msel-menu-body">
              <LanguageSwitch />
              <TextSize />
              <ThemeSwitch />
            </div>
          </details>
          <button
            type="button"
            className="msel-help"
            onClick={() => open({ type: 'help' })}
            aria-keyshortcuts="F1"
          >
            ?<span className="visually-hidden"> {t('head.keys')}</span>
          </button>
        </span>
      </div>
      {can.why ? (
        <p className={can.ok ? 'msel-notice' : 'msel-notice msel-locked'} role="status">
          {can.ok ? <span aria-hidden="true">⌀</span> : <Lock />}
          {can.why}
        </p>
      ) : null}
      <Refused />
    </header>
  );
}

/** Which version it is, and whether it was changed since. */
function Version() {
  const { t } = useMselWords();
  const msel = useItems('msel')[0];
  const rows = useSheet((sheet) => sheet.order.length);
  const last = msel?.versions.at(-1);
  return (
    <span className="quiet msel-version">
      {t('head.rows', { count: rows })}
      {msel
        ? ` · ${last ? t(msel.changed ? 'head.changed' : 'head.version', { n: last.version }) : t('head.never')}`
        : null}
    </span>
  );
}

/** What of this window's changes is on the record. Nothing looks saved before it is. */
function Recorded() {
  const { t } = useMselWords();
  const zone = useZone();
  const open = useWrites(
    ({ jobs }) => jobs.filter(({ state }) => state === 'waiting' || state === 'sent').length,
  );
  const saved = useWrites((state) => state.saved);
  const { state } = useConnection();
  const line = state === 'live' || state === 'reloaded';
  return (
    <span className="msel-recorded" role="status">
      {open > 0
        ? `… ${t(line ? 'head.sending' : 'head.waiting', { count: open })}`
        : saved
          ? `✓ ${t('head.saved', { time: wallTime(saved.wall, zone) })}`
          : null}
    </span>
  );
}

/** What the server did not take stays on screen until somebody decides what becomes of it. */
function Refused() {
  const { t, say } = useMselWords();
  const failed = useWrites(({ jobs }) => jobs.filter(({ state }) => state === 'failed').length);
  const problem = useWrites(({ jobs }) => jobs.find(({ state }) => state === 'failed')?.problem ?? null);
  if (failed === 0) return null;
  return (
    <div className="problem msel-refused" role="alert">
      <span>
        <strong>✕ {t('head.failed', { count: failed })}</strong>{' '}
        {say(`problems:${problem?.code ?? 'internal'}`)}{' '}
        {problem?.detail ? <small>{problem.detail}</small> : null}
      </span>
      <button type="button" onClick={tryAgain}>
        {t('head.again')}
      </button>
      <button type="button" onClick={letGo}>
        {t('head.let_go')}
      </button>
    </div>
  );
}
