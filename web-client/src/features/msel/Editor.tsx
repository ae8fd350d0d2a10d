/** The editor: what is over it, the outline, the grid, the row in full, what is said below. */
import { useEffect } from 'react';
import { useKeys } from '../../lib/keys';
import { lookAtCell, useMay } from '../../sync';
import { editsLast } from '../../sync/planned';
import { useMedia } from '../../ui/drill/useMedia';
import { Coverage } from './Coverage';
import { BESIDE, type Tab, useDesk } from './desk';
import { Empty } from './Empty';
import { Foot } from './Foot';
import { focusGrid, Grid } from './Grid';
import { Header } from './Header';
import { Lanes } from './Lanes';
import { Outline } from './Outline';
import { Panel } from './Panel';
import { Parts } from './Parts';
import { useKeptRehearsal } from './rehearsal';
import { Sheets } from './Sheets';
import { useSheet } from './sheet';
import { Toolbar } from './Toolbar';
import { useDeeds } from './useGridKeys';
import { useSaidFaults } from './useSaidFaults';
import { openWrites, owes, useWrites } from './writes';
import './msel.css';
import './plan.css';

export function Editor() {
  openWrites();
  const tab = useDesk((desk) => desk.tab);
  const panel = useDesk((desk) => desk.panel);
  const outline = useDesk((desk) => desk.outline);
  const ready = useSheet((sheet) => sheet.ready);
  const empty = useSheet((sheet) => sheet.ready && sheet.order.length === 0);
  const wide = useMedia(BESIDE);
  useEditorKeys();
  useWhere();
  useUnsent();
  useSaidFaults();
  useKeptRehearsal();
  return (
    <div className="msel">
      <Header />
      <main id="main" className="msel-main">
        {(outline && wide) || tab !== 'grid' ? <Outline /> : null}
        {tab === 'grid' ? (
          <div className="msel-middle">
            <Toolbar />
            <div className="msel-work">
              <div className="msel-middle">
                {!ready || empty ? <Empty ready={ready} /> : <Grid />}
                <Foot />
              </div>
              {panel && !empty ? <Panel over={!wide} /> : null}
            </div>
          </div>
        ) : (
          <Beside tab={tab} />
        )}
      </main>
      <Sheets />
    </div>
  );
}

function Beside({ tab }: { tab: Tab }) {
  switch (tab) {
    case 'parts':
      return <Parts />;
    case 'coverage':
      return <Coverage />;
    case 'lanes':
      return <Lanes />;
    default:
      return null;
  }
}

/** Others at control see in which cell this window is. */
function useWhere(): void {
  const active = useDesk((desk) => desk.active);
  useEffect(() => {
    // A key held down passes many cells: only where it stops is told.
    const timer = setTimeout(() => lookAtCell(active), 150);
    return () => clearTimeout(timer);
  }, [active]);
  useEffect(() => () => lookAtCell(null), []);
}

/** Leaving with changes that are not recorded is asked about where this device cannot keep them. */
function useUnsent(): void {
  const owed = useWrites(owes);
  useEffect(() => {
    if (!owed) return;
    const ask = (event: BeforeUnloadEvent) => {
      if (!editsLast()) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [owed]);
}

/** Parts of the screen in the order in which F6 goes round. */
const REGIONS = ['.msel-tools', '.msel-grid', '.msel-panel'] as const;

function nextRegion(by: 1 | -1): void {
  const there = REGIONS.filter((name) => document.querySelector(name));
  const at = there.findIndex((name) => document.activeElement?.closest(name));
  const next = there[(at + by + there.length) % there.length];
  if (next === '.msel-grid') focusGrid();
  else if (next) document.querySelector<HTMLElement>(`${next} :is(input, select, button, textarea)`)?.focus();
}

function useEditorKeys(): void {
  const sheet = useDesk((desk) => desk.sheet);
  const deeds = useDeeds();
  const may = useMay('edit_msel_cells');
  const { open, set } = useDesk.getState();
  useKeys(
    {
      F6: () => nextRegion(1),
      'Shift+F6': () => nextRegion(-1),
      F1: () => open({ type: 'help' }),
      '?': () => open({ type: 'help' }),
      '/': () => document.getElementById('msel-find')?.focus(),
      'Shift+L': () => set({ tab: useDesk.getState().tab === 'lanes' ? 'grid' : 'lanes' }),
      'Ctrl+Z': () => (may.why === 'role' ? undefined : deeds.undo()),
      'Ctrl+Y': () => (may.why === 'role' ? undefined : deeds.redo()),
    },
    sheet === null,
  );
}
