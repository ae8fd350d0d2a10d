/** The report editor: contents, the text as a page, what stands behind a sentence, differences to the last draft. */
import { useEffect, useRef } from 'react';
import { language as screenLanguage } from '../../i18n';
import { isByHand, piecesOf, sectionStep, step, unevidencedOf, walkable } from '../../lib/drill/draft';
import { useKeys } from '../../lib/keys';
import type { DocumentDraft } from '../../protocol';
import { useMay } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { useMedia } from '../../ui/drill/useMedia';
import { Behind } from './Behind';
import { Changes } from './Changes';
import { Contents } from './Contents';
import { asked, PANES, type Pane, useDesk } from './desk';
import { Find } from './Find';
import { Header } from './Header';
import { KeyLine, KeysSheet } from './Keys';
import { Page } from './Page';
import { useReport } from './read';
import { useReportWords } from './words';
import './report.css';

/** From this width on the three parts stand side by side. */
const SIDE_BY_SIDE = '(min-width: 1100px)';

export function Report() {
  const { t } = useReportWords();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const wide = useMedia(SIDE_BY_SIDE);
  const { draft, error, reading, again } = useReport(kind, language);
  useEffect(() => {
    const { kind: wanted, language: lang } = asked(location.search);
    useDesk.getState().open(wanted, lang ?? screenLanguage());
  }, []);
  useReportKeys(draft);
  const help = useDesk((desk) => desk.help);
  const finding = useDesk((desk) => desk.finding);
  return (
    <div className={wide ? 'rep rep-wide' : 'rep'}>
      <Header draft={draft} reading={reading} again={again} wide={wide} />
      {error ? (
        <div className="rep-error stack">
          {draft ? <p>{t('stale')}</p> : null}
          <ProblemNote problem={asProblem(error)} />
        </div>
      ) : null}
      {draft ? (
        <Parts draft={draft} wide={wide} />
      ) : (
        <main id="main" className="page quiet">
          {error ? null : t('nothing')}
        </main>
      )}
      {wide ? <KeyLine /> : null}
      {draft && finding ? <Find key={finding} draft={draft} sentence={finding} /> : null}
      {help ? <KeysSheet /> : null}
    </div>
  );
}

function Parts({ draft, wide }: { draft: DocumentDraft; wide: boolean }) {
  const side = useDesk((desk) => desk.side);
  const pane = useDesk((desk) => desk.pane);
  const before = useRef(pane);
  useEffect(() => {
    // Another part begins at its beginning, not where the last one was left.
    if (!wide && before.current !== pane) document.getElementById('main')?.scrollIntoView();
    before.current = pane;
  }, [wide, pane]);
  if (!wide) {
    return (
      <>
        <main id="main" className="rep-one">
          <One pane={pane} draft={draft} />
        </main>
        <Tabs pane={pane} />
      </>
    );
  }
  return (
    <main id="main" className="rep-parts">
      <Contents draft={draft} />
      <Page draft={draft} />
      <div className="rep-side">
        <Turn draft={draft} />
        {side === 'behind' ? <Behind draft={draft} /> : <Changes draft={draft} />}
      </div>
    </main>
  );
}

function One({ pane, draft }: { pane: Pane; draft: DocumentDraft }) {
  switch (pane) {
    case 'contents':
      return <Contents draft={draft} />;
    case 'page':
      return <Page draft={draft} />;
    case 'behind':
      return <Behind draft={draft} />;
    case 'changes':
      return <Changes draft={draft} />;
  }
}

/** What stands at the right: the evidence of what is chosen, or the differences to the last draft. */
function Turn({ draft }: { draft: DocumentDraft }) {
  const { t } = useReportWords();
  const side = useDesk((desk) => desk.side);
  const show = useDesk((desk) => desk.show);
  return (
    <fieldset className="rep-turn">
      <legend className="visually-hidden">{t('pane.label')}</legend>
      {(['behind', 'changes'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={side === name} onClick={() => show(name)}>
          {t(`pane.${name}`)}
          {name === 'changes' && draft.changes.length > 0 ? (
            <span className="num"> {draft.changes.length}</span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}

function Tabs({ pane }: { pane: Pane }) {
  const { t } = useReportWords();
  const show = useDesk((desk) => desk.show);
  return (
    <nav className="rep-tabs" aria-label={t('pane.label')}>
      {PANES.map((name) => (
        <button
          key={name}
          type="button"
          aria-current={pane === name ? 'page' : undefined}
          onClick={() => show(name)}
        >
          {t(`pane.${name}`)}
        </button>
      ))}
    </nav>
  );
}

/** Brings the focus to what was chosen, so that a reader and the keys know where they are. */
export function goTo(key: string): void {
  const { choose, show } = useDesk.getState();
  choose(key);
  show('page');
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const line = document.querySelector<HTMLElement>(`[data-piece="${CSS.escape(key)}"]`);
      line?.focus({ preventScroll: true });
      line?.scrollIntoView({ block: 'nearest' });
    }),
  );
}

function useReportKeys(draft: DocumentDraft | undefined): void {
  const editing = useDesk((desk) => desk.editing);
  const help = useDesk((desk) => desk.help);
  const finding = useDesk((desk) => desk.finding);
  const may = useMay('edit_sentence');
  const give = useMay('give_evidence');
  const desk = useDesk.getState;
  const pieces = () => (draft ? walkable(piecesOf(draft.document)) : []);
  const to = (piece: { key: string } | undefined) => piece && goTo(piece.key);
  const walk = (by: 1 | -1) => () => to(step(pieces(), desk().chosen, by));
  const leap = (by: 1 | -1) => () => to(sectionStep(pieces(), desk().chosen, by));
  const keys = {
    J: walk(1),
    K: walk(-1),
    ']': leap(1),
    '[': leap(-1),
    U: () => {
      if (draft) to(nextUnevidenced(draft, desk().chosen));
    },
    E: () => {
      const { chosen, edit } = desk();
      const piece = pieces().find((one) => one.key === chosen);
      if (piece?.sentence && may.ok) edit({ type: 'sentence', key: piece.key });
    },
    F: () => {
      const { chosen, find } = desk();
      const piece = pieces().find((one) => one.key === chosen);
      if (piece?.sentence && isByHand(piece.sentence) && give.ok) find(piece.key);
    },
    D: () => desk().show('changes'),
    '?': () => desk().turnHelp(true),
    Escape: () => desk().choose(null),
  };
  // While somebody writes, the keys are those of the field.
  useKeys(keys, editing === null && finding === null && !help);
}

/** From the chosen one on, and round again from the top. */
function nextUnevidenced(draft: DocumentDraft, from: string | null): { key: string } | undefined {
  const order = piecesOf(draft.document);
  const at = order.findIndex((piece) => piece.key === from);
  const open = unevidencedOf(draft.document);
  return open.find((piece) => order.findIndex((one) => one.key === piece.key) > at) ?? open[0];
}
