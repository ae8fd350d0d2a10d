import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WRITTEN } from '../../lib/drill/slip';
import type { Command } from '../../protocol';
import { clock, disk, type Entry, isLocal, outbox, useItems, useOutbox } from '../../sync';
import { Dialog } from '../../ui';
import { aboutDelivery } from './model';
import { WriteState } from './WriteState';
import { useWall } from './words';

const QrCode = lazy(() => import('../../ui/qr').then((module) => ({ default: module.QrCode })));

/** Bytes that a code at middle error correction still holds and a phone still reads from a screen. */
const QR_BYTES_MAX = 1_600;

/** What is not settled: waiting, on its way, or not accepted and not yet read. */
export function useUnsettled(): readonly Entry[] {
  return useOutbox().filter((entry) => entry.state !== 'recorded');
}

const NAMED = [...WRITTEN, 'declare_emergency', 'confirm_resume', 'answer_feedback'] as const;
type Named = (typeof NAMED)[number];

function named(type: Command['type']): Named | 'other' {
  return NAMED.find((name) => name === type) ?? 'other';
}

/** The words of a command, for the person who wrote it. */
function wordsOf(command: Command): string {
  if ('label' in command) return command.label;
  if ('text' in command && command.text) {
    const { text } = command;
    return typeof text === 'string' ? text : [text.zh, text.en].filter(Boolean).join('\n');
  }
  if ('reason' in command && command.reason) return command.reason;
  if ('note' in command && command.note) return command.note;
  return '';
}

/** What is kept on this device until the server has it. */
export function OutboxView() {
  const { t } = useTranslation('department');
  const entries = useUnsettled();
  const [showing, setShowing] = useState(false);
  // What nobody is to read with a name on it is not shown as a code to anybody.
  const waiting = entries.filter(
    (entry) => entry.state !== 'rejected' && entry.command.type !== 'answer_feedback',
  );
  return (
    <section className="card stack" aria-labelledby="outbox-title">
      <div className="row spread">
        <h2 id="outbox-title">
          {t('outbox.title')} {entries.length > 0 ? <span className="count">{entries.length}</span> : null}
        </h2>
        <span className="small quiet">{disk.durable ? t('outbox.kept') : t('outbox.notDurable')}</span>
      </div>
      {entries.length === 0 ? <p className="quiet">{t('outbox.empty')}</p> : null}
      <ul className="stack">
        {entries.map((entry) => (
          <Line key={entry.id} entry={entry} />
        ))}
      </ul>
      {waiting.length > 0 ? (
        <button type="button" onClick={() => setShowing(true)}>
          {t('outbox.qr')}
        </button>
      ) : null}
      {showing ? <Codes entries={waiting} onClose={() => setShowing(false)} /> : null}
    </section>
  );
}

function Line({ entry }: { entry: Entry }) {
  const { t } = useTranslation('department');
  const wall = useWall();
  const injects = useItems('inject');
  const about = aboutDelivery(entry);
  const owed = 'files' in entry.command ? entry.command.files.filter(isLocal).length : 0;
  const inject = about ? injects.find((item) => item.delivery === about) : undefined;
  return (
    <li className="outbox-line">
      <div className="grow">
        <strong>{t(`outbox.command.${named(entry.command.type)}`)}</strong>{' '}
        {inject ? t('detail.number', { number: inject.number }) : ''}{' '}
        <span className="small quiet">
          {wall(entry.written)} · {entry.seat}
        </span>
        <p className="excerpt">{wordsOf(entry.command)}</p>
        {owed > 0 ? <p className="small">↑ {t('outbox.files', { n: owed })}</p> : null}
        <WriteState entry={entry} />
      </div>
      {entry.state === 'waiting' && !entry.submitted ? (
        <button type="button" onClick={() => outbox.cancel(entry.id)}>
          {t('outbox.cancel')}
        </button>
      ) : null}
      {entry.state === 'rejected' ? (
        <button type="button" onClick={() => outbox.dismiss(entry.id)}>
          {t('outbox.dismiss')}
        </button>
      ) : null}
    </li>
  );
}

/** What a controller's reader needs: the same fields that the wire carries, the time by the server's clock. */
export function qrText(entry: Entry): string {
  const { id, seat, command, written } = entry;
  return JSON.stringify({ id, seat, command, happened_at: clock.now(written) });
}

/** One entry after the other as a code, for a dead network. */
function Codes({ entries, onClose }: { entries: readonly Entry[]; onClose: () => void }) {
  const { t } = useTranslation('department');
  const [at, setAt] = useState(0);
  const entry = entries[Math.min(at, entries.length - 1)];
  if (!entry) return null;
  const text = qrText(entry);
  const fits = new TextEncoder().encode(text).length <= QR_BYTES_MAX;
  return (
    <Dialog title={t('outbox.qrTitle')} onClose={onClose}>
      <div className="stack">
        <p>
          <strong>{t(`outbox.command.${named(entry.command.type)}`)}</strong> {entry.seat}
        </p>
        {fits ? (
          <Suspense fallback={null}>
            <QrCode className="qr-big" text={text} label={t('outbox.qrTitle')} />
          </Suspense>
        ) : (
          <p>{t('outbox.qrLong')}</p>
        )}
        <p className="excerpt">{wordsOf(entry.command)}</p>
        <p className="small quiet">{t('outbox.qrHint')}</p>
        {entries.length > 1 ? (
          <button type="button" className="primary" onClick={() => setAt((at + 1) % entries.length)}>
            {t('outbox.next', { at: Math.min(at, entries.length - 1) + 1, all: entries.length })}
          </button>
        ) : null}
      </div>
    </Dialog>
  );
}
