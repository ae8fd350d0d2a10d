/** The relay sheet of control and evaluators: a tick list for each hop, and all hops side by side. */
import { useId, useState } from 'react';
import { factsHere, hopFor, hopsOf, relayDue, relayTook, tickAll } from '../../lib/drill/relay';
import { spanWords } from '../../lib/drill/time';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime, took } from '../../lib/time';
import type { RelayItem } from '../../protocol';
import { useItems, useMay, useOutbox, useYou } from '../../sync';
import { Countdown } from '../clock';
import { useAct } from './act';
import { Fate } from './Fate';
import { RelayFact } from './RelayFact';
import { RelayTable } from './RelayTable';
import './relay.css';

/** Every relay test of the exercise, the named one alone where one is named. */
export function RelayBoard({ zone, row }: { zone: string; row?: string | undefined }) {
  const { t } = useWords('relay');
  const relays = useItems('relay').filter((relay) => row === undefined || relay.row === row);
  return (
    <div className="relay-board">
      <p className="quiet">{t('about')}</p>
      {relays.length === 0 ? <p>{t('none')}</p> : null}
      {relays.map((relay) => (
        <One key={relay.row} relay={relay} zone={zone} />
      ))}
    </div>
  );
}

function One({ relay, zone }: { relay: RelayItem; zone: string }) {
  const words = useWords('relay');
  const { t, say } = words;
  const { watches } = useYou();
  const [chosen, choose] = useState<number | null>(null);
  const hop = chosen ?? hopFor(relay, watches);
  const due = relayDue(relay);
  const span = relayTook(relay);
  const last = relay.hops.at(-1)?.at ?? null;
  return (
    <section className="relay-one" aria-label={`${relay.row} ${words.in(relay.title)}`}>
      <h3>
        <span className="num">{relay.row}</span> {words.in(relay.title)}
      </h3>
      {relay.released === null ? (
        <p>{t('not_yet')}</p>
      ) : (
        <p className="row relay-when">
          <span className="num">{t('released', { at: exerciseTime(relay.released.exercise) })}</span>
          {relay.within === null ? null : (
            <span className="quiet">{t('within', { span: spanWords(relay.within, say) })}</span>
          )}
          {due !== null && last === null ? (
            <span>
              {t('due')} <Countdown due={due} />
            </span>
          ) : null}
          {span === null ? null : <b className="num">{t('took', { span: took(span) })}</b>}
          {due !== null && last !== null ? (
            <span className={`chip ${last <= due ? 'good' : 'late'}`}>
              <span aria-hidden="true">{last <= due ? '✓' : '◆'}</span>
              {t(last <= due ? 'in_time' : 'too_late')}
            </span>
          ) : null}
        </p>
      )}
      {relay.released === null ? null : (
        <>
          <fieldset className="segments relay-hops">
            <legend className="visually-hidden">{t('hops')}</legend>
            {hopsOf(relay).map(({ id, hop: one, place }) => (
              <button key={id} type="button" aria-pressed={place === hop} onClick={() => choose(place)}>
                <b>
                  {place > 0 ? '→ ' : ''}
                  {one.department}
                </b>{' '}
                <span className="num">{one.at === null ? '–' : exerciseTime(one.at)}</span>
              </button>
            ))}
          </fieldset>
          <Hop key={hop} relay={relay} hop={hop} zone={zone} />
          <RelayTable relay={relay} />
        </>
      )}
    </section>
  );
}

/** One hop: each fact in one tap, and the two taps that do several at once. */
function Hop({ relay, hop, zone }: { relay: RelayItem; hop: number; zone: string }) {
  const words = useWords('relay');
  const { t } = words;
  const outbox = useOutbox();
  const may = useMay('tick_relay');
  const act = useAct();
  const name = useId();
  const departments = useItems('department');
  const view = relay.hops[hop];
  if (!view) return null;
  const facts = factsHere(relay, hop, outbox);
  const proposed = facts.flatMap((fact, place) => (fact.proposed === null ? [] : [place]));
  const open = facts.flatMap((fact, place) => (fact.heard === null ? [place] : []));
  const department = departments.find((one) => one.code === view.department);
  const together = (places: readonly number[]) => act.give(tickAll(relay, hop, places, 'kept'));
  return (
    <div className="relay-hop">
      <h4 id={name}>
        {t('hop', { n: hop + 1 })} · {view.department} {words.in(department?.name)}
        <span className="quiet num">
          {' '}
          {view.at === null ? t('not_heard') : t('heard_at', { at: exerciseTime(view.at) })}
        </span>
      </h4>
      <ol className="relay-facts" aria-labelledby={name}>
        {facts.map((fact, place) => (
          <RelayFact
            // biome-ignore lint/suspicious/noArrayIndexKey: a fact is named by its place
            key={place}
            text={words.in(relay.key_facts[place])}
            fact={fact}
            source={fact.proposed === null ? null : (view.writings[fact.proposed] ?? null)}
            may={may}
            give={(heard, said) =>
              act.give({
                type: 'tick_relay',
                row: relay.row,
                hop,
                heard: [{ fact: place, heard, ...(said ? { said } : {}) }],
              })
            }
          />
        ))}
      </ol>
      {may.ok ? (
        <p className="row">
          {proposed.length > 0 ? (
            <button type="button" onClick={() => together(proposed)}>
              {t('take', { n: proposed.length })}
            </button>
          ) : null}
          {open.length > 1 ? (
            <button type="button" onClick={() => together(open)}>
              {t('rest', { n: open.length })}
            </button>
          ) : null}
        </p>
      ) : null}
      <Fate entry={act.entry} zone={zone} />
      <Writings relay={relay} hop={hop} />
    </div>
  );
}

/** What the hop wrote: the reader judges for himself what a proposal rests on. */
function Writings({ relay, hop }: { relay: RelayItem; hop: number }) {
  const { t } = useWords('relay');
  const writings = relay.hops[hop]?.writings ?? [];
  if (writings.length === 0) return <p className="quiet small">{t('no_writings')}</p>;
  return (
    <details className="relay-writings">
      <summary>
        {t('writings')} <span className="num">{writings.length}</span>
      </summary>
      <ul>
        {writings.map((writing) => {
          const kind = Object.keys(writing.source)[0] ?? 'message';
          return (
            <li key={JSON.stringify(writing.source)}>
              <span className="num">{exerciseTime(writing.at.exercise)}</span>{' '}
              <span className="quiet">{t(`source.${kind}`)}</span>{' '}
              <span className="prewrap">{writing.text}</span>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
