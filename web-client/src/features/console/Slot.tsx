import type { ReactNode } from 'react';
import { callBack, type PaneName, popOut, usePanes } from './panes';
import { useConsoleWords } from './picture';
import './panes.css';

/** The place of a pane in the desk: the pane, or the word that it stands in a window of its own. */
export function Slot({ pane, children }: { pane: PaneName; children: ReactNode }) {
  const { t } = useConsoleWords();
  const out = usePanes((panes) => panes.out[pane] !== undefined);
  const name = t(`go.place.${pane}`);
  if (out) {
    return (
      <p className="con-slot-out">
        <span>↗ {t('windows.out', { pane: name })}</span>
        <button type="button" onClick={() => callBack(pane)}>
          {t('windows.back')}
        </button>
      </p>
    );
  }
  return (
    <div className={`con-slot con-slot-${pane}`}>
      {children}
      <button
        type="button"
        className="con-slot-pop"
        title={t('windows.pop', { pane: name })}
        onClick={() => popOut(pane, t)}
      >
        <span aria-hidden="true">↗</span>
        <span className="visually-hidden">{t('windows.pop', { pane: name })}</span>
      </button>
    </div>
  );
}
