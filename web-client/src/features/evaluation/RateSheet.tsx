import { useState } from 'react';
import type { Rating } from '../../protocol';
import { useItem, useItems, useMay } from '../../sync';
import { Dialog } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useEvaluationWords, useZone } from './picture';

const RATINGS: readonly Rating[] = ['P', 'S', 'M', 'U', 'not_observed'];

/** The final rating of an objective, with the whole wording of each grade beside it. */
export function RateSheet({ objective }: { objective: string }) {
  const words = useEvaluationWords();
  const { t } = words;
  const zone = useZone();
  const rate = useDesk((desk) => desk.rate);
  const plan = useItems('plan')[0];
  const view = plan?.objectives.find((one) => one.id === objective);
  const item = useItem(`rating/${objective}`);
  const before = item?.kind === 'objective_rating' ? item : undefined;
  const notes = useItems('observation').filter(
    (note) => note.task !== null && view?.tasks.includes(note.task) === true,
  );
  const may = useMay('rate_objective');
  const act = useAct(() => rate(null));
  const [rating, setRating] = useState<Rating | null>(before?.rating ?? null);
  const [note, setNote] = useState(before?.note ?? '');
  const save = () => {
    if (rating === null) return;
    act.give({
      type: 'rate_objective',
      objective,
      rating,
      ...(note.trim() ? { note: note.trim() } : {}),
    });
  };
  return (
    <Dialog title={`${objective} ${words.in(view?.name)}`} onClose={() => rate(null)}>
      <div className="eva-sheet">
        <fieldset className="eva-grades">
          <legend>{t('rating.title')}</legend>
          {RATINGS.map((one) => (
            <label key={one} className={rating === one ? 'eva-grade eva-grade-on' : 'eva-grade'}>
              <input type="radio" name="rating" checked={rating === one} onChange={() => setRating(one)} />
              <span>
                <b>{t(`rating.${one}.title`)}</b>
                <span className="eva-grade-text">{t(`rating.${one}.text`)}</span>
              </span>
            </label>
          ))}
        </fieldset>
        {notes.length > 0 ? (
          <details>
            <summary>{t('rating.notes', { n: notes.length })}</summary>
            <ul>
              {notes.map((one) => (
                <li key={one.id}>
                  <b>{one.task}</b> {t(`note.kind.${one.observation_kind}`)}: {one.text}
                </li>
              ))}
            </ul>
          </details>
        ) : null}
        <label>
          {t('rating.why')}
          <textarea rows={2} maxLength={500} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <ActButton
          may={may}
          tone="main"
          notNow={rating === null ? t('rating.choose') : undefined}
          busy={act.busy}
          onAct={save}
        >
          {t('rating.save')}
        </ActButton>
        <Fate entry={act.entry} zone={zone} />
      </div>
    </Dialog>
  );
}
