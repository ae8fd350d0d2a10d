/** The keys of the report: a line at its foot, and the whole list. */
import { useState } from 'react';
import { setSingleKeys, singleKeysOn } from '../../lib/keys';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { useReportWords } from './words';

const KEYS = [
  ['J K', 'sentence'],
  ['[ ]', 'section'],
  ['U', 'unevidenced'],
  ['E', 'edit'],
  ['Ctrl+⏎', 'save'],
  ['D', 'differences'],
  ['Esc', 'back'],
  ['?', 'keys'],
] as const;

export function KeyLine() {
  const { t } = useReportWords();
  return (
    <footer className="rep-keys">
      {KEYS.map(([key, word]) => (
        <span key={word}>
          <kbd>{key}</kbd> {t(`keys.${word}`)}
        </span>
      ))}
    </footer>
  );
}

export function KeysSheet() {
  const { t, say } = useReportWords();
  const turnHelp = useDesk((desk) => desk.turnHelp);
  const [single, setSingle] = useState(singleKeysOn);
  return (
    <Dialog title={t('keys.title')} onClose={() => turnHelp(false)}>
      <dl className="rep-key-list">
        {KEYS.map(([key, word]) => (
          <div key={word}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{t(`keys.${word}`)}</dd>
          </div>
        ))}
      </dl>
      <label className="row">
        <input
          type="checkbox"
          checked={single}
          onChange={(event) => {
            setSingleKeys(event.target.checked);
            setSingle(event.target.checked);
          }}
        />
        {say('common:keys.single')}
      </label>
    </Dialog>
  );
}
