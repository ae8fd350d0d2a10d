/** One's own rating of a task, why, and the behaviours to watch for. Everything here may wait for a network. */
import { useState } from 'react';
import { sendKey } from '../../lib/keys';
import type { BehaviourSeen, Rating, TaskItem } from '../../protocol';
import { useDraft, useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { useBehaviours, useEvaluation, useOwn } from './guide';
import { useEvaluationWords, useZone } from './picture';
import { RatingGroup } from './RatingGroup';

export function RatingBox({ task }: { task: TaskItem }) {
  const { t } = useEvaluationWords();
  const zone = useZone();
  const own = useOwn(task.id);
  const open = useEvaluation()?.reconciliation !== null;
  const toRating = useDesk((desk) => desk.toRating);
  const may = useMay('rate_task');
  const act = useAct();
  const [chosen, choose] = useState<Rating | null>(null);
  const [draft, write, drop] = useDraft(`rating ${task.id}`);
  const [touched, touch] = useState(false);
  const rating = chosen ?? own.rating;
  const note = touched || draft ? draft : (own.note ?? '');
  const changed = (chosen !== null && chosen !== own.rating) || (note.trim() !== (own.note ?? '') && touched);
  const save = () => {
    if (rating === null || !may.ok || act.busy) return;
    const why = note.trim();
    act.give({ type: 'rate_task', task: task.id, rating, ...(why ? { note: why } : {}) });
    choose(null);
    touch(false);
    drop();
  };
  if (task.settled) return <Settled task={task} />;
  return (
    <form className="eva-rate" onSubmit={(event) => event.preventDefault()} onKeyDown={sendKey(save)}>
      <RatingGroup
        legend={
          <>
            {t('guide.rate', { task: task.id })} <kbd>R</kbd>
          </>
        }
        value={rating}
        onChange={choose}
        focus={toRating}
      />
      <label>
        {t('rating.why')}
        <textarea
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => {
            touch(true);
            write(event.target.value);
          }}
        />
      </label>
      <ActButton
        may={may}
        tone="main"
        hint="Ctrl+⏎"
        notNow={rating === null ? t('rating.choose') : changed ? undefined : t('guide.saved')}
        busy={act.busy && changed}
        onAct={save}
      >
        {t('rating.save')}
      </ActButton>
      {own.waiting ? (
        <p className="drill-fate" role="status">
          ↑ {t('guide.waiting')}
        </p>
      ) : (
        <Fate entry={act.entry} zone={zone} />
      )}
      <p className="quiet small">{t(open ? 'guide.open' : 'guide.alone')}</p>
    </form>
  );
}

function Settled({ task }: { task: TaskItem }) {
  const { t } = useEvaluationWords();
  const own = useOwn(task.id);
  const { settled } = task;
  if (!settled) return null;
  return (
    <div className="eva-rate">
      <p>
        <span className="chip good">
          <span aria-hidden="true">✓</span>
          {t('guide.settled', { rating: t(`rating.${settled.rating}.short`) })}
        </span>
      </p>
      {settled.note ? <p className="prewrap">{settled.note}</p> : null}
      {own.rating ? (
        <p className="quiet">{t('guide.own', { rating: t(`rating.${own.rating}.short`) })}</p>
      ) : null}
    </div>
  );
}

const SEEN: readonly BehaviourSeen[] = ['yes', 'partly', 'no', 'not_seen'];
const SHAPES: Record<BehaviourSeen, string> = { yes: '✓', partly: '◐', no: '✕', not_seen: '–' };

/** What can be seen of people's conduct: yes, partly, no, not seen; nobody is given a score. */
export function Behaviours({ task }: { task: TaskItem }) {
  const words = useEvaluationWords();
  const { t } = words;
  const zone = useZone();
  const may = useMay('mark_behaviour');
  const act = useAct();
  const marked = useBehaviours(task.id);
  if (task.behaviours.length === 0) return null;
  return (
    <section className="eva-behaviours" aria-label={t('behaviour.title')}>
      <h3>{t('behaviour.title')}</h3>
      <ul>
        {task.behaviours.map(({ key, name }) => {
          const own = marked.get(key);
          return (
            <li key={key}>
              <span id={`behaviour-${key}`}>{words.in(name)}</span>
              <fieldset className="segments" aria-labelledby={`behaviour-${key}`}>
                {SEEN.map((seen) => (
                  <button
                    key={seen}
                    type="button"
                    aria-pressed={own?.seen === seen}
                    disabled={!may.ok || task.settled !== null}
                    onClick={() => act.give({ type: 'mark_behaviour', task: task.id, behaviour: key, seen })}
                  >
                    <span aria-hidden="true">{SHAPES[seen]}</span> {t(`behaviour.${seen}`)}
                  </button>
                ))}
              </fieldset>
              {own?.waiting ? <span className="quiet small">↑ {t('guide.waiting')}</span> : null}
            </li>
          );
        })}
      </ul>
      {act.entry?.state === 'rejected' ? <Fate entry={act.entry} zone={zone} /> : null}
    </section>
  );
}
