/** Submitting, approving, returning; what stands in the way of approval in words, each with the way to it. */
import { useState } from 'react';
import { columnOf } from '../../lib/msel/columns';
import { calendarDate, wallMinute } from '../../lib/time';
import type { Command } from '../../protocol';
import { useExercise, useItems, useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { goToCell } from './goToField';
import { faultsOf } from './Panel';
import { useSheet } from './sheet';
import { columnName, useCellWords, useMselWords, usePlanWords, useZone } from './words';
import { owes, useWrites } from './writes';

/** Faults named at once; more of them are counted. */
const SHOWN = 60;

export function ReviewSheet() {
  const { t } = useMselWords();
  const status = useExercise()?.status;
  const open = useDesk((desk) => desk.open);
  const next = (useItems('msel')[0]?.versions.length ?? 0) + 1;
  const state =
    status === 'draft'
      ? 'draft'
      : status === 'review'
        ? 'in_review'
        : status === 'approved'
          ? 'approved'
          : 'running';
  return (
    <Dialog title={t('review.title')} onClose={() => open(null)}>
      <div className="stack msel-sheet">
        <p>{t(`review.${state}`, { n: next })}</p>
        <Steps next={next} />
        {state === 'draft' || state === 'in_review' ? <Missing /> : null}
        <Versions />
      </div>
    </Dialog>
  );
}

function Steps({ next }: { next: number }) {
  const { t } = useMselWords();
  const zone = useZone();
  const act = useAct();
  const owed = useWrites(owes);
  const notNow = owed ? t('review.sending') : undefined;
  return (
    <div className="row">
      <Step
        act={act}
        command={{ type: 'submit_for_review' }}
        notNow={notNow}
        text={t('review.submit')}
        main
      />
      <Step
        act={act}
        command={{ type: 'approve_exercise' }}
        notNow={notNow}
        text={t('review.approve', { n: next })}
        main
      />
      <Return act={act} />
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}

/** Back to draft, with the reason that its planners read. */
function Return({ act }: { act: ReturnType<typeof useAct> }) {
  const { t } = useMselWords();
  const may = useMay('return_to_draft');
  const status = useExercise()?.status;
  const [reason, setReason] = useState('');
  if (may.why === 'role' || status === 'draft') return null;
  return (
    <div className="row">
      <input
        className="grow"
        aria-label={t('review.reason')}
        placeholder={t('review.reason')}
        maxLength={500}
        value={reason}
        disabled={!may.ok}
        onChange={(event) => setReason(event.target.value)}
      />
      <ActButton
        may={may}
        notNow={may.ok && reason.trim() === '' ? t('review.reason_first') : undefined}
        busy={act.busy}
        onAct={() => act.give({ type: 'return_to_draft', reason: reason.trim() })}
      >
        {t('review.return')}
      </ActButton>
    </div>
  );
}

interface StepProps {
  act: ReturnType<typeof useAct>;
  command: Command;
  text: string;
  notNow?: string | undefined;
  main?: boolean;
}

/** A step that this role never takes is not offered; one it cannot take now says why. */
function Step({ act, command, text, notNow, main }: StepProps) {
  const may = useMay(command.type);
  if (may.why === 'role') return null;
  return (
    <ActButton
      may={may}
      notNow={may.ok ? notNow : undefined}
      tone={main && may.ok ? 'main' : 'plain'}
      busy={act.busy}
      onAct={() => act.give(command)}
    >
      {text}
    </ActButton>
  );
}

/** All faults of the list, with the cell of each. */
function Missing() {
  const words = useCellWords();
  const { t } = words;
  const sheet = useSheet((one) => one);
  const all = sheet.order.flatMap((id) => {
    const row = sheet.rows.get(id);
    return row ? faultsOf(row).map((one) => ({ ...one, id, number: row.cells.id?.text ?? '–' })) : [];
  });
  if (all.length === 0) return <p>✓ {t('review.none')}</p>;
  return (
    <>
      <p>{t('review.missing')}</p>
      <ul className="msel-missing">
        {all.slice(0, SHOWN).map(({ id, number, field, fault, word }) => (
          <li key={id + field + fault + (word ?? '')}>
            <button type="button" className="link" title={t('review.go')} onClick={() => goToCell(id, field)}>
              <b>{number}</b>{' '}
              {t('read_as', { name: columnName(columnOf(field), words), fault: t(`fault.${fault}`) })}
              {word ? `: ${word}` : ''}
            </button>
          </li>
        ))}
      </ul>
      {all.length > SHOWN ? <p className="quiet">{t('review.more', { count: all.length - SHOWN })}</p> : null}
    </>
  );
}

function Versions() {
  const { t, lang } = useMselWords();
  const zone = useZone();
  const plan = usePlanWords();
  const open = useDesk((desk) => desk.open);
  const versions = useItems('msel')[0]?.versions ?? [];
  if (versions.length === 0) return null;
  return (
    <section>
      <h3>{t('review.versions')}</h3>
      <ul>
        {[...versions].reverse().map(({ version, rows, frozen }) => (
          <li key={version}>
            {t('review.version', {
              n: version,
              rows,
              who: frozen.by?.seat ?? '',
              at: `${calendarDate(frozen.at.wall, zone, lang)} ${wallMinute(frozen.at.wall, zone)}`,
            })}{' '}
            <button type="button" className="link" onClick={() => open({ type: 'compare', version })}>
              {plan.t('compare.open')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
