import { useWords } from '../../../lib/drill/useWords';
import { useOutbox } from '../../../sync';
import { WriteState } from '../WriteState';

/** Statements on their way or refused: a form that closed must not take its words with it. */
export function Unsent() {
  const words = useWords('media');
  const { t } = words;
  const entries = useOutbox().filter((entry) => entry.state !== 'recorded');
  return (
    <ul className="stack">
      {entries.map((entry) => {
        const { command } = entry;
        if (command.type !== 'draft_statement' && command.type !== 'revise_statement') return null;
        return (
          <li key={entry.id} className="card stack ledger-item ledger-unsent">
            <strong>{t('unsent.draft')}</strong>
            <p className="prewrap">{words.in(command.text)}</p>
            <WriteState entry={entry} />
            {entry.state === 'rejected' ? <p className="small quiet">{t('unsent.again')}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}
