import { hasPin, lock } from '../../lib/lock';
import { useItems, useYou } from '../../sync';
import { Dialog } from '../../ui';
import { useDesk } from './desk';
import { callBack, PANES, popOut, usePanes } from './panes';
import { useConsoleWords, useDepartments } from './picture';
import { LOOKS, openEyes, openPaper } from './windows';

/** Locks at once where a PIN is there, else asks for one. */
export function lockDesk(): void {
  if (hasPin()) lock();
  else useDesk.getState().open({ type: 'lock' });
}

/** What can be opened beside the desk: panes on a second screen, departments' views, paper; and the lock. */
export function WindowsSheet() {
  const { t } = useConsoleWords();
  const open = useDesk((desk) => desk.open);
  const out = usePanes((panes) => panes.out);
  const you = useYou();
  const seats = useItems('seat');
  const departments = useDepartments();
  const [site] = useItems('site');
  // A scenario without a site has no map.
  const panes = PANES.filter((pane) => pane !== 'map' || site !== undefined);
  return (
    <Dialog title={t('windows.title')} onClose={() => open(null)}>
      <div className="con-sheet">
        <fieldset className="con-steps">
          <legend>{t('windows.panes')}</legend>
          <div className="con-acts">
            {panes.map((pane) =>
              out[pane] === undefined ? (
                <button key={pane} type="button" onClick={() => popOut(pane, t)}>
                  ↗ {t(`go.place.${pane}`)}
                </button>
              ) : (
                <button key={pane} type="button" aria-pressed="true" onClick={() => callBack(pane)}>
                  {t('windows.back')}: {t(`go.place.${pane}`)}
                </button>
              ),
            )}
          </div>
        </fieldset>
        {LOOKS.has(you.role) ? (
          <fieldset className="con-steps">
            <legend>{t('windows.eyes')}</legend>
            <div className="con-acts">
              {departments.map(({ code, name }) => {
                const seat = seats.find((one) => one.role === 'PLY' && one.department === code);
                return seat ? (
                  <button key={code} type="button" title={name} onClick={() => openEyes(seat.code, t)}>
                    ◉ {code}
                  </button>
                ) : null;
              })}
            </div>
          </fieldset>
        ) : null}
        <fieldset className="con-steps">
          <legend>{t('lock.title')}</legend>
          <div className="con-acts">
            <button type="button" aria-keyshortcuts="Control+Alt+L" onClick={() => open({ type: 'lock' })}>
              ■ {t('lock.title')}…
            </button>
            <button type="button" onClick={() => openPaper(t)}>
              {t('windows.paper')}
            </button>
          </div>
        </fieldset>
      </div>
    </Dialog>
  );
}
