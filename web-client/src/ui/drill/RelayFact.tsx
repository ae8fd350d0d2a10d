/** One key fact at one hop: three answers, one tap each; what was said instead can be noted with a changed one. */
import { useState } from 'react';
import { type FactHere, HEARD, HEARD_SIGNS } from '../../lib/drill/relay';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime } from '../../lib/time';
import type { Heard, RelayWriting } from '../../protocol';
import type { May } from '../../sync';

interface Props {
  text: string;
  fact: FactHere;
  /** The writing that a proposal rests on. */
  source: RelayWriting | null;
  may: May;
  give: (heard: Heard, said?: string) => void;
}

export function RelayFact({ text, fact, source, may, give }: Props) {
  const { t, say } = useWords('relay');
  return (
    <li className="relay-fact">
      <div>
        <p className="relay-text">
          <b>{text}</b>
          {fact.waits ? <span className="chip off">↑ {t('waits')}</span> : null}
          {fact.said ? <span className="relay-said">{t('said_short', { text: fact.said })}</span> : null}
        </p>
        {source ? <Proposal source={source} /> : null}
      </div>
      <fieldset className="segments relay-answers" aria-label={text}>
        {HEARD.map((heard) => (
          <button
            key={heard}
            type="button"
            className={fact.heard === heard ? `relay-${HEARD_SIGNS[heard][1]}` : undefined}
            aria-pressed={fact.heard === heard}
            disabled={!may.ok}
            title={may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`)}
            onClick={() => (fact.heard === heard ? undefined : give(heard))}
          >
            <span aria-hidden="true">{HEARD_SIGNS[heard][0]}</span> {t(`heard.${heard}`)}
          </button>
        ))}
      </fieldset>
      {fact.heard === 'changed' && may.ok ? <Said key={fact.said} said={fact.said} give={give} /> : null}
    </li>
  );
}

/** A proposal says that it is one, and what it rests on. */
function Proposal({ source }: { source: RelayWriting }) {
  const { t } = useWords('relay');
  const kind = Object.keys(source.source)[0] ?? 'message';
  return (
    <p className="relay-proposal">
      <span className="chip moving">
        <span aria-hidden="true">◔</span>
        {t('proposal')}
      </span>{' '}
      <span className="quiet">
        {t('proposal_why', { source: t(`source.${kind}`) })}{' '}
        <span className="num">{exerciseTime(source.at.exercise)}</span>
      </span>
    </p>
  );
}

function Said({ said, give }: { said: string | null; give: Props['give'] }) {
  const { t } = useWords('relay');
  const [text, write] = useState(said ?? '');
  const words = text.trim();
  return (
    <div className="relay-said-form">
      <label>
        {t('said')}
        <input value={text} maxLength={120} onChange={(event) => write(event.target.value)} />
      </label>
      <button type="button" disabled={words === '' || words === said} onClick={() => give('changed', words)}>
        {t('said_save')}
      </button>
    </div>
  );
}
