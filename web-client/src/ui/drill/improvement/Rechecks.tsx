/** Measures of earlier exercises that are looked at again in this one: what was found then, and whether it
 *  held. Evaluators say so; the last word counts, and every word stays to be read. */
import { useState } from 'react';
import { byWhom } from '../../../lib/drill/entry';
import { RECHECK_OUTCOMES, RECHECK_SIGNS } from '../../../lib/drill/improvement';
import { useWords } from '../../../lib/drill/useWords';
import { exerciseTime } from '../../../lib/time';
import type { RecheckItem, RecheckOutcome } from '../../../protocol';
import { useItems, useMay } from '../../../sync';
import { ActButton } from '../ActButton';
import { useAct } from '../act';
import { Fate } from '../Fate';

export function Rechecks({ zone }: { zone: string }) {
  const { t } = useWords('improve');
  const rechecks = useItems('recheck');
  if (rechecks.length === 0) return null;
  const looked = rechecks.filter((one) => one.outcome !== null).length;
  return (
    <section aria-labelledby="improve-rechecks">
      <div className="improve-bar">
        <h3 id="improve-rechecks">
          {t('recheck.title')} <span className="quiet num">{`${looked} / ${rechecks.length}`}</span>
        </h3>
      </div>
      <p className="quiet">{t('recheck.hint')}</p>
      <ol className="improve-rechecks">
        {rechecks.map((one) => (
          <Recheck key={one.id} recheck={one} zone={zone} />
        ))}
      </ol>
    </section>
  );
}

function Sign({ outcome }: { outcome: RecheckOutcome | null }) {
  const { t } = useWords('improve');
  const [shape, tone] = outcome === null ? ['○', 'idle'] : RECHECK_SIGNS[outcome];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`recheck.${outcome ?? 'open'}`)}
    </span>
  );
}

function Recheck({ recheck, zone }: { recheck: RecheckItem; zone: string }) {
  const { t, say, in: text } = useWords('improve');
  const { from } = recheck;
  return (
    <li className="improve-recheck">
      <div className="improve-bar">
        <b className="improve-text">{from.measure}</b> <Sign outcome={recheck.outcome} />
      </div>
      <p className="quiet">
        {t('recheck.from', { title: text(from.exercise_title), number: from.number })} {from.problem}
        {from.unit ? ` · ${from.unit}` : ''}
        {from.reference ? ` · ${from.reference}` : ''}
      </p>
      {recheck.marks.length > 0 ? (
        <ul className="improve-steps">
          {recheck.marks.map((mark) => (
            <li key={`${mark.rung.at.wall}${mark.outcome}`}>
              <span className="num quiet">{exerciseTime(mark.rung.at.exercise)}</span>{' '}
              <b>{t(`recheck.${mark.outcome}`)}</b> <span className="quiet">{byWhom(mark.rung.by, say)}</span>{' '}
              {mark.note}
            </li>
          ))}
        </ul>
      ) : null}
      <Mark recheck={recheck} zone={zone} />
    </li>
  );
}

function Mark({ recheck, zone }: { recheck: RecheckItem; zone: string }) {
  const { t } = useWords('improve');
  const may = useMay('mark_recheck');
  const [note, setNote] = useState('');
  const act = useAct(() => setNote(''));
  if (may.why === 'role') return null;
  const words = note.trim();
  return (
    <div className="improve-move">
      <label>
        {t('recheck.note')}
        <input value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
      </label>
      <div className="row">
        {RECHECK_OUTCOMES.map((outcome) => (
          <ActButton
            key={outcome}
            may={may}
            notNow={outcome === 'not_held' && words === '' ? t('recheck.say') : undefined}
            busy={act.busy}
            pressed={recheck.outcome === outcome}
            onAct={() =>
              act.give({
                type: 'mark_recheck',
                recheck: recheck.id,
                outcome,
                note: words === '' ? null : words,
              })
            }
          >
            {t(`recheck.${outcome}`)}
          </ActButton>
        ))}
      </div>
      <Fate entry={act.entry} zone={zone} />
    </div>
  );
}
