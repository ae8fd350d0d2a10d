/** One action with everything it says, its steps so far, who answers for it, and where it may go next. */
import { useState } from 'react';
import { byWhom } from '../../../lib/drill/entry';
import { isClosed, needsReason, nextStages } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import { calendarDate, wallTime } from '../../../lib/time';
import type { ActionItem } from '../../../protocol';
import { useMay } from '../../../sync';
import { ActButton } from '../ActButton';
import { useAct } from '../act';
import { Fate } from '../Fate';
import { useUnits } from './ActionForm';
import { EvidenceFiles, type Picked } from './Evidence';
import { DayField, TextField, UnitField } from './Fields';

export function ActionMore({ action, zone }: { action: ActionItem; zone: string }) {
  const { t } = useWords('improve');
  const may = useMay('move_action');
  const facts = (['cause', 'verifier', 'proof'] as const).filter((name) => action[name] !== null);
  return (
    <div className="improve-detail">
      {facts.map((name) => (
        <p key={name} className="prewrap">
          <b>{t(`action.${name}`)}</b> {action[name]}
        </p>
      ))}
      <Steps action={action} zone={zone} />
      {may.why === 'role' || isClosed(action) ? null : (
        <>
          <Move action={action} zone={zone} />
          <Assign key={`${action.unit}${action.person}${action.due}`} action={action} zone={zone} />
        </>
      )}
    </div>
  );
}

function Steps({ action, zone }: { action: ActionItem; zone: string }) {
  const { t, say, lang, in: text } = useWords('improve');
  const when = (wall: number) => `${calendarDate(wall, zone, lang)} ${wallTime(wall, zone)}`;
  return (
    <ol className="improve-steps">
      <li>
        <span className="num quiet">{when(action.rung.at.wall)}</span> {t('opened')}{' '}
        <span className="quiet">{byWhom(action.rung.by, say)}</span>
      </li>
      {action.steps.map((step) => (
        <li key={`${step.to}${step.rung.at.wall}`}>
          <span className="num quiet">{when(step.rung.at.wall)}</span> <b>{t(`stage.${step.to}`)}</b>{' '}
          {step.check ? (
            <span className="quiet">
              {t('recheck.in', { title: text(step.check.exercise_title), seq: step.check.seq })}{' '}
              {step.check.seat}
            </span>
          ) : (
            <span className="quiet">{byWhom(step.rung.by, say)}</span>
          )}{' '}
          {step.note}
          {step.files.map((file, at) => (
            <a key={file} href={`/f/${file}`} target="_blank" rel="noreferrer">
              {' '}
              {t('evidence', { n: at + 1 })}
            </a>
          ))}
        </li>
      ))}
    </ol>
  );
}

function Move({ action, zone }: { action: ActionItem; zone: string }) {
  const { t } = useWords('improve');
  const may = useMay('move_action');
  const [note, setNote] = useState('');
  const [picked, pick] = useState<readonly Picked[]>([]);
  const act = useAct(() => {
    setNote('');
    pick([]);
  });
  const words = note.trim();
  return (
    <div className="improve-move">
      <label>
        {t('move.note')}
        <input maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
      <EvidenceFiles picked={picked} onChange={pick} />
      <p className="row">
        {nextStages(action.stage).map((to) => (
          <ActButton
            key={to}
            may={may}
            tone={to === 'verified' ? 'main' : 'plain'}
            notNow={needsReason(to) && words === '' ? t('reason_first') : undefined}
            busy={act.busy}
            onAct={() =>
              act.give({
                type: 'move_action',
                action: action.id,
                to,
                ...(words ? { note: words } : {}),
                files: picked.map(({ file }) => file),
              })
            }
          >
            {t(`move.${to}`)}
          </ActButton>
        ))}
      </p>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

function Assign({ action, zone }: { action: ActionItem; zone: string }) {
  const { t } = useWords('improve');
  const may = useMay('assign_action');
  const act = useAct();
  const units = useUnits();
  const [form, set] = useState({
    unit: action.unit ?? '',
    person: action.person ?? '',
    due: action.due ?? '',
    verifier: action.verifier ?? '',
  });
  const field = (name: 'unit' | 'person' | 'due' | 'verifier') => ({
    label: t(`action.${name}`),
    value: form[name],
    onChange: (value: string) => set((now) => ({ ...now, [name]: value })),
  });
  // What is left out stays as it is.
  const given = (['unit', 'person', 'due', 'verifier'] as const).filter(
    (name) => form[name].trim() !== '' && form[name].trim() !== (action[name] ?? ''),
  );
  return (
    <details open={action.stage === 'open' || undefined}>
      <summary>{t('assign.title')}</summary>
      <div className="improve-form">
        <UnitField {...field('unit')} units={units} />
        <TextField {...field('person')} />
        <DayField {...field('due')} />
        <TextField {...field('verifier')} />
        <ActButton
          may={may}
          notNow={given.length === 0 ? t('assign.nothing') : undefined}
          busy={act.busy}
          onAct={() =>
            act.give({
              type: 'assign_action',
              action: action.id,
              ...Object.fromEntries(given.map((name) => [name, form[name].trim()])),
            })
          }
        >
          {t('assign.save')}
        </ActButton>
      </div>
      <Fate entry={act.entry} zone={zone} />
    </details>
  );
}
