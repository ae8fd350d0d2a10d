import { useId, useState } from 'react';
import { backupsOf, isBare, isUsable, keeper, openFaults } from '../../../lib/drill/resources';
import type { FaultItem } from '../../../protocol';
import { submit, useDraft, useItems, useMay, useYou } from '../../../sync';
import { FaultSteps, useResourceName } from '../../../ui/drill/Resource';
import { WriteState } from '../WriteState';
import { onItsWay, usePending, useResourceWords } from './words';

/** Faults that are not fixed, with what helps at once: the backup, the log, the word to logistics. */
export function Faults() {
  const { t } = useResourceWords();
  const open = useOurFaults();
  if (open.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="faults-title">
      <h2 id="faults-title">{t('fault.title')}</h2>
      <ul className="stack">
        {open.map((fault) => (
          <Broken key={fault.id} fault={fault} />
        ))}
      </ul>
    </section>
  );
}

/** Open faults of what this department holds or has: incident command sees others' too, and leaves them to them. */
export function useOurFaults(): FaultItem[] {
  const { department } = useYou();
  const resources = useItems('resource');
  return openFaults(useItems('fault')).filter(
    (fault) =>
      fault.department === department ||
      resources.find((one) => one.key === fault.resource)?.department === department,
  );
}

function Broken({ fault }: { fault: FaultItem }) {
  const { t } = useResourceWords();
  const name = useResourceName();
  const { department } = useYou();
  const resources = useItems('resource');
  const move = useMay('move_resource');
  const pending = usePending((command) => {
    if (command.type === 'report_fault') return command.resource === fault.resource;
    return (command.type === 'pass_fault' || command.type === 'fix_fault') && command.fault === fault.id;
  });
  const backups = backupsOf(fault.resource, resources, department);
  const using = usePending(
    (command) =>
      command.type === 'move_resource' &&
      (command.replaces === fault.resource || backups.some((one) => one.key === command.resource)),
  );
  return (
    <li className={`card stack resource-card ${isBare(fault) ? 'resource-failed' : ''}`}>
      <strong>
        <span aria-hidden="true">◆ </span>
        {name(fault.resource)}
      </strong>
      {fault.text ? <p className="prewrap">{fault.text}</p> : null}
      <FaultSteps fault={fault} />
      {fault.backup === null ? (
        <div className="resource-acts">
          {backups.map((one) => (
            <button
              key={one.key}
              type="button"
              className="primary"
              disabled={!move.ok || onItsWay(using)}
              onClick={() =>
                submit({ type: 'move_resource', resource: one.key, to: 'in_use', replaces: fault.resource })
              }
            >
              ▶ {t('fault.backupOn', { name: name(one.key) })}
            </button>
          ))}
          <Other fault={fault} off={!move.ok || onItsWay(using)} />
        </div>
      ) : null}
      {using ? <WriteState entry={using} /> : null}
      <Log fault={fault} off={onItsWay(pending)} />
      {pending ? <WriteState entry={pending} /> : null}
    </li>
  );
}

/** Anything else that stands in for it. */
function Other({ fault, off }: { fault: FaultItem; off: boolean }) {
  const words = useResourceWords();
  const { t } = words;
  const id = useId();
  const { department } = useYou();
  const [open, setOpen] = useState(false);
  const [key, setKey] = useState('');
  const others = useItems('resource').filter(
    (one) => one.key !== fault.resource && isUsable(one) && keeper(one) === department,
  );
  if (others.length === 0) return null;
  return (
    <>
      <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
        {t('fault.other')}
      </button>
      {open ? (
        <div className="resource-count">
          <div className="field">
            <label htmlFor={id}>{t('fault.choose')}</label>
            <select id={id} value={key} onChange={(event) => setKey(event.target.value)}>
              <option value="" />
              {others.map((one) => (
                <option key={one.key} value={one.key}>
                  {words.in(one.name)}
                </option>
              ))}
            </select>
          </div>
          <button
            type="button"
            disabled={off || !key}
            onClick={() => {
              submit({ type: 'move_resource', resource: key, to: 'in_use', replaces: fault.resource });
              setOpen(false);
            }}
          >
            {t('fault.putOn')}
          </button>
        </div>
      ) : null}
    </>
  );
}

/** Logged, passed to logistics, fixed: one after the other. */
function Log({ fault, off }: { fault: FaultItem; off: boolean }) {
  const { t } = useResourceWords();
  const id = useId();
  const you = useYou();
  const report = useMay('report_fault');
  const fix = useMay('fix_fault');
  const [text, write, drop] = useDraft(`${you.seat}/fault/${fault.id}`);
  if (fault.reported === null) {
    return (
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const words = text.trim();
          submit({ type: 'report_fault', resource: fault.resource, ...(words ? { text: words } : {}) });
          drop();
        }}
      >
        <div className="field">
          <label htmlFor={id}>{t('fault.reportAsk')}</label>
          <input id={id} maxLength={500} value={text} onChange={(event) => write(event.target.value)} />
        </div>
        <button type="submit" disabled={!report.ok || off}>
          {t('fault.report')}
        </button>
      </form>
    );
  }
  return (
    <div className="resource-acts">
      {fault.passed === null ? (
        <button
          type="button"
          disabled={!fix.ok || off}
          onClick={() => submit({ type: 'pass_fault', fault: fault.id })}
        >
          {t('fault.pass')}
        </button>
      ) : null}
      <button
        type="button"
        disabled={!fix.ok || off}
        onClick={() => submit({ type: 'fix_fault', fault: fault.id })}
      >
        ✓ {t('fault.fix')}
      </button>
    </div>
  );
}
