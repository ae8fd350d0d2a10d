import { type FormEvent, useCallback, useEffect, useState } from 'react';
import { useWords } from '../../lib/drill/useWords';
import { wallTime } from '../../lib/time';
import type { Kiosk, KioskKind, KioskLink } from '../../protocol';
import { listKiosks, makeKiosk, revokeKiosk, useExercise } from '../../sync';
import { asProblem, ConfirmButton, Dialog, ProblemNote } from '../../ui';
import { QrCode } from '../../ui/qr';
import { useDesk } from './desk';
import { useZone } from './picture';
import './roll.css';

/** How often the list asks when its screens were last used. */
const ASK_EVERY_MS = 10_000;

/** Links of screens and feeds: made here, shown once, listed with when they were last used, taken back. */
export function KioskSheet() {
  const { t } = useWords('rollcall');
  const open = useDesk((desk) => desk.open);
  const exercise = useExercise()?.id;
  const [kiosks, setKiosks] = useState<readonly Kiosk[]>();
  const [made, setMade] = useState<KioskLink>();
  const [error, setError] = useState<unknown>();
  const load = useCallback(() => {
    if (exercise) listKiosks(exercise).then(setKiosks, setError);
  }, [exercise]);
  useEffect(() => {
    load();
    const timer = setInterval(load, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [load]);
  const doing = async (what: Promise<unknown>) => {
    setError(undefined);
    try {
      await what;
    } catch (failed) {
      setError(failed);
    }
    load();
  };
  if (!exercise) return null;
  return (
    <Dialog title={t('kiosks.title')} onClose={() => open(null)}>
      <div className="con-sheet con-kiosks">
        <p className="quiet">{t('kiosks.about')}</p>
        <Make onMake={(name, opens) => void doing(makeKiosk(exercise, { name, opens }).then(setMade))} />
        {made ? <Link key={made.kiosk.id} link={made} /> : null}
        {error ? <ProblemNote problem={asProblem(error)} /> : null}
        {kiosks?.length === 0 ? <p className="quiet">{t('kiosks.none')}</p> : null}
        <ul className="con-kiosk-list">
          {kiosks?.map((kiosk) => (
            <Line
              key={kiosk.id}
              kiosk={kiosk}
              onRevoke={() => {
                if (made?.kiosk.id === kiosk.id) setMade(undefined);
                void doing(revokeKiosk(exercise, kiosk.id));
              }}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

const KINDS: readonly KioskKind[] = ['players', 'leaders', 'feed'];

function Make({ onMake }: { onMake: (name: string, opens: KioskKind) => void }) {
  const { t } = useWords('rollcall');
  const [name, setName] = useState('');
  const [opens, setOpens] = useState<KioskKind>('players');
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim()) return;
    onMake(name.trim(), opens);
    setName('');
  };
  return (
    <form className="con-kiosk-make" onSubmit={make}>
      <label>
        {t('kiosks.name')}
        <input value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
      </label>
      <label>
        {t('kiosks.opens')}
        <select value={opens} onChange={(event) => setOpens(event.target.value as KioskKind)}>
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {t(`kiosks.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="primary" disabled={name.trim() === ''}>
        {t('kiosks.make')}
      </button>
    </form>
  );
}

/** The one time that a link is shown. */
function Link({ link }: { link: KioskLink }) {
  const { t } = useWords('rollcall');
  const [page, setPage] = useState(0);
  const [copied, setCopied] = useState(false);
  const address = link.url === null ? link.token : page === 0 ? link.url : `${link.url}&page=${page}`;
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address);
      setCopied(true);
    } catch {
      // Without HTTPS a page may not copy: the text stands there to be selected.
    }
  };
  return (
    <section className="card con-kiosk-link" aria-live="polite">
      <p>
        <b>{link.kiosk.name}</b> · {t('kiosks.once')}
      </p>
      {link.url === null ? (
        <p>{t('kiosks.token')}</p>
      ) : (
        <label>
          {t('kiosks.page')}
          <select
            value={page}
            onChange={(event) => {
              setPage(Number(event.target.value));
              setCopied(false);
            }}
          >
            <option value={0}>{t('kiosks.pages')}</option>
            {[1, 2, 3].map((one) => (
              <option key={one} value={one}>
                {t('kiosks.onePage', { page: one })}
              </option>
            ))}
          </select>
        </label>
      )}
      <code className="con-kiosk-address">{address}</code>
      <div className="con-acts">
        <button type="button" onClick={() => void copy()}>
          {copied ? `✓ ${t('kiosks.copied')}` : t('kiosks.copy')}
        </button>
      </div>
      {link.url === null ? null : <QrCode text={address} label={link.kiosk.name} />}
    </section>
  );
}

function Line({ kiosk, onRevoke }: { kiosk: Kiosk; onRevoke: () => void }) {
  const { t } = useWords('rollcall');
  const zone = useZone();
  const at = (wall: number) => wallTime(wall, zone);
  return (
    <li className={kiosk.revoked === null ? 'con-kiosk' : 'con-kiosk con-kiosk-revoked'}>
      <span aria-hidden="true">{kiosk.revoked !== null ? '⊘' : kiosk.seen === null ? '○' : '●'}</span>
      <span className="con-kiosk-words">
        <b>{kiosk.name}</b> {t(`kiosks.kind.${kiosk.opens}`)} {kiosk.seat ?? ''}
        <span className="quiet small">
          {t('kiosks.made', { who: kiosk.made_by ?? t('kiosks.admin'), time: at(kiosk.created) })} ·{' '}
          {kiosk.seen === null ? t('kiosks.never') : t('kiosks.seen', { time: at(kiosk.seen) })}
          {kiosk.revoked === null ? '' : ` · ${t('kiosks.revoked', { time: at(kiosk.revoked) })}`}
        </span>
      </span>
      {kiosk.revoked === null ? (
        <ConfirmButton
          className="drill-act"
          ask={t('kiosks.revoke_ask', { name: kiosk.name })}
          confirm={t('kiosks.revoke')}
          onConfirm={onRevoke}
        >
          {t('kiosks.revoke')}
        </ConfirmButton>
      ) : null}
    </li>
  );
}
