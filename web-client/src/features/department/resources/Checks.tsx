import { byWhom } from '../../../lib/drill/entry';
import { exerciseTime } from '../../../lib/time';
import type { CheckView } from '../../../protocol';
import { submit, useItems, useMay, useYou } from '../../../sync';
import { ConfirmButton } from '../../../ui';
import { Departure } from '../../../ui/drill/Resource';
import { WriteState } from '../WriteState';
import { onItsWay, usePending, useResourceWords } from './words';

/** What is checked before this department departs: one tap an entry, then the departure. */
export function Checks() {
  const { t } = useResourceWords();
  const { department } = useYou();
  const may = useMay('report_departure');
  const list = useItems('checklist').find((one) => one.department === department);
  const leaving = usePending((command) => command.type === 'report_departure');
  if (!list) return null;
  const missing = list.items.filter((item) => item.ticked === null).length;
  return (
    <section className="card stack" aria-labelledby="checks-title">
      <div className="row spread">
        <h2 id="checks-title">{t('check.title')}</h2>
        <span className="num">
          {t('check.progress', { n: list.items.length - missing, all: list.items.length })}
        </span>
      </div>
      <ul className="resource-ticks">
        {list.items.map((item) => (
          <Tick key={item.key} item={item} />
        ))}
      </ul>
      {list.complete ? (
        <p className="small">✓ {t('check.complete', { at: exerciseTime(list.complete.at.exercise) })}</p>
      ) : null}
      {list.departed ? (
        <p>
          <Departure list={list} />
        </p>
      ) : (
        <ConfirmButton
          className={missing === 0 ? 'primary' : ''}
          disabled={!may.ok || onItsWay(leaving)}
          ask={missing === 0 ? t('check.departAll') : t('check.departAsk', { n: missing })}
          confirm={t('check.depart')}
          onConfirm={() => submit({ type: 'report_departure' })}
        >
          {t('check.depart')}
          {missing > 0 ? ` · ${t('check.open', { n: missing })}` : ''}
        </ConfirmButton>
      )}
      {leaving ? <WriteState entry={leaving} /> : null}
    </section>
  );
}

function Tick({ item }: { item: CheckView }) {
  const words = useResourceWords();
  const { t, say } = words;
  const may = useMay('tick_checklist');
  const pending = usePending((command) => command.type === 'tick_checklist' && command.item === item.key);
  const ticked = item.ticked !== null;
  const busy = onItsWay(pending);
  return (
    <li>
      <button
        type="button"
        className={`resource-tick ${busy ? 'resource-unsent' : ''}`}
        aria-pressed={ticked}
        disabled={!may.ok || busy}
        onClick={() => submit({ type: 'tick_checklist', item: item.key, ticked: !ticked })}
      >
        <span aria-hidden="true">{ticked ? '☑' : '☐'}</span>
        <span>
          {words.in(item.name)}
          {item.ticked ? (
            <small>
              {t('check.ticked', {
                at: exerciseTime(item.ticked.at.exercise),
                who: item.ticked.by ? byWhom(item.ticked.by, say) : '',
              })}
            </small>
          ) : null}
        </span>
      </button>
      {pending ? <WriteState entry={pending} /> : null}
    </li>
  );
}
