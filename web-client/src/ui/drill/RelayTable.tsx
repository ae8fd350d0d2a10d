/** All hops of a relay test side by side, as a real table: where a fact went lost is read along its line. */
import { useId } from 'react';
import { byWhom } from '../../lib/drill/entry';
import { countHeard, HEARD_SIGNS, hopsOf } from '../../lib/drill/relay';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { Heard, RelayFactView, RelayItem } from '../../protocol';
import { Scroll } from './Scroll';

export function RelayTable({ relay }: { relay: RelayItem }) {
  const words = useWords('relay');
  const { t } = words;
  const title = useId();
  const hops = hopsOf(relay);
  return (
    <>
      <h4 id={title}>{t('table')}</h4>
      <Scroll className="relay-scroll" label={t('table')}>
        <table className="relay-table" aria-labelledby={title}>
          <thead>
            <tr>
              <th scope="col">{t('what')}</th>
              {hops.map(({ id, hop }) => (
                <th key={id} scope="col">
                  {hop.department}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {relay.key_facts.map((fact, place) => (
              <tr key={words.in(fact)}>
                <th scope="row">{words.in(fact)}</th>
                {hops.map(({ id, hop }) => (
                  <Cell key={id} fact={hop.facts[place]} />
                ))}
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('heard.kept')}</th>
              {hops.map(({ id, hop }) => {
                const counts = countHeard(hop.facts);
                return (
                  <td key={id} className="num" title={t('counts', { ...counts })}>
                    {counts.kept}/{hop.facts.length}
                  </td>
                );
              })}
            </tr>
          </tfoot>
        </table>
      </Scroll>
    </>
  );
}

function Cell({ fact }: { fact: RelayFactView | undefined }) {
  const { t, say } = useWords('relay');
  const by = fact?.ticked
    ? t('by', { who: byWhom(fact.ticked.by, say), at: exerciseTime(fact.ticked.at.exercise) })
    : undefined;
  return (
    <td title={by}>
      <HeardSign heard={fact?.heard ?? null} />
      {fact?.said ? <small className="relay-said">{fact.said}</small> : null}
    </td>
  );
}

/** What became of a fact, as shape and word. */
function HeardSign({ heard }: { heard: Heard | null }) {
  const { t } = useWords('relay');
  if (heard === null) return <span className="quiet">· {t('heard.open')}</span>;
  const [shape, tone] = HEARD_SIGNS[heard];
  return (
    <span className={`chip ${tone}`}>
      <span aria-hidden="true">{shape}</span>
      {t(`heard.${heard}`)}
    </span>
  );
}
