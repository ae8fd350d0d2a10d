import { useOutbox } from '../../../sync';
import { WriteState } from '../WriteState';
import { useLedgerWords } from './words';

/** Claims and promises on their way or refused: a form that closed must not take its words with it. */
export function Unsent() {
  const { t } = useLedgerWords();
  const entries = useOutbox().filter((entry) => entry.state !== 'recorded');
  return (
    <ul className="stack">
      {entries.map((entry) => {
        const { command } = entry;
        if (command.type !== 'record_claim' && command.type !== 'make_commitment') return null;
        return (
          <li key={entry.id} className="card stack ledger-item ledger-unsent">
            <strong>{t(command.type === 'record_claim' ? 'unsent.claim' : 'unsent.promise')}</strong>
            <p className="prewrap">{command.text}</p>
            <WriteState entry={entry} />
            {entry.state === 'rejected' ? <p className="small quiet">{t('unsent.again')}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}
