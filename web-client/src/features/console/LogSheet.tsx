import { useState } from 'react';
import { exerciseTime } from '../../lib/time';
import { now } from '../../sync';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { useConsoleWords } from './picture';
import { TextAct } from './TextAct';

/** A line of the position log, or a star: the moment it is about stands above the field. */
export function LogSheet({ pinned, row }: { pinned: boolean; row: string | null }) {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const selected = useDesk((desk) => desk.selected);
  const [opened] = useState(() => ({ device: Date.now(), exercise: now().exercise }));
  const [about, setAbout] = useState(row !== null);
  const subject = row ?? selected;
  return (
    <Dialog title={t(pinned ? 'log.pin' : 'log.write')} onClose={() => open(null)}>
      <div className="con-sheet">
        <p className="num">{exerciseTime(opened.exercise)}</p>
        {subject ? (
          <label className="con-check">
            <input type="checkbox" checked={about} onChange={(event) => setAbout(event.target.checked)} />
            {t('log.about', { row: subject })}
          </label>
        ) : null}
        <TextAct
          name={pinned ? 'pin' : 'log'}
          label={t('log.text')}
          word="write_log"
          button={t(pinned ? 'log.pin' : 'log.write')}
          make={(text) => ({
            type: 'write_log',
            text,
            pinned,
            ...(about && subject ? { row: subject } : {}),
          })}
          focus
          opened={opened.device}
          done={() => open(null)}
        />
      </div>
    </Dialog>
  );
}
