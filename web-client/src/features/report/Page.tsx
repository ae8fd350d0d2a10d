/** The report as a page: headings, sentences that can be chosen and changed in place, tables, bars. */
import { createContext, type KeyboardEvent, useContext, useMemo } from 'react';
import {
  isByHand,
  isUnevidenced,
  lineKey,
  newSentence,
  type Piece,
  piecesOf,
  step,
  walkable,
} from '../../lib/drill/draft';
import { useWords } from '../../lib/drill/useWords';
import { uuid } from '../../lib/uuid';
import type {
  BarChart,
  DocumentDraft,
  DocumentSection,
  DocumentTable,
  Evidence,
  Sentence,
} from '../../protocol';
import { useMay } from '../../sync';
import { Scroll } from '../../ui/drill/Scroll';
import { useHeading } from './Contents';
import { useDesk } from './desk';
import { Editor } from './Editor';
import { goTo } from './Report';
import { useReportWords } from './words';

/**
 * The one sentence or line at which Tab stops: a report has hundreds, and whoever works by keyboard would never get
 * past them. From it arrows lead to the others.
 */
const Stop = createContext<string | null>(null);

function useStop(pieces: readonly Piece[]): string | null {
  const chosen = useDesk((desk) => desk.chosen);
  return pieces.some((piece) => piece.key === chosen) ? chosen : (pieces[0]?.key ?? null);
}

/** Up and down from a piece that has the focus, also where single keys are switched off. */
function walkBy(pieces: readonly Piece[]): (event: KeyboardEvent<HTMLElement>) => void {
  return (event) => {
    const at = (event.target as HTMLElement).dataset.piece;
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : undefined;
    if (at === undefined || by === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const next = step(pieces, at, by);
    if (next) goTo(next.key);
  };
}

export function Page({ draft }: { draft: DocumentDraft }) {
  const { t, say } = useReportWords();
  const { document } = draft;
  const pieces = useMemo(() => walkable(piecesOf(document)), [document]);
  const stop = useStop(pieces);
  const changed = new Set(draft.changes.filter((one) => one.after !== null).map((one) => one.key));
  return (
    <Scroll className="rep-desk" label={t('pane.page')}>
      <article
        className="rep-sheet"
        lang={document.language === 'zh' ? 'zh-CN' : 'en'}
        onKeyDown={walkBy(pieces)}
      >
        <p className="rep-banner">{document.banner}</p>
        <h2 className="rep-title">{document.title}</h2>
        {document.subtitle ? <p className="rep-subtitle">{document.subtitle}</p> : null}
        <p className="rep-source" lang={undefined}>
          {t('made', { made: document.source.made, n: document.source.commits })}
          {document.source.head ? ` · ${t('head', { head: document.source.head.slice(0, 12) })}` : ''}
        </p>
        <Stop value={stop}>
          {document.sections.map((section) => (
            <Section key={section.key} section={section} changed={changed} />
          ))}
        </Stop>
        <p className="rep-banner">
          {say(`common:document.${document.kind}`)} · {document.banner}
        </p>
      </article>
    </Scroll>
  );
}

function Section({ section, changed }: { section: DocumentSection; changed: ReadonlySet<string> }) {
  const { t } = useWords('report');
  const level = Math.min(3, Math.max(1, section.level));
  const Heading = `h${level + 2}` as 'h3' | 'h4' | 'h5';
  const named = section.number !== '' || section.heading !== '';
  return (
    <section id={`rep-${section.key}`} className="rep-section">
      {named ? (
        <Heading className={`rep-h${level}`}>
          {section.number}
          {section.heading}
          {section.inferred ? <span className="rep-mark">{t('mark.inferred')}</span> : null}
        </Heading>
      ) : null}
      {section.blocks.map((block) => {
        if (block.type === 'table') return <Table key={block.key} table={block} />;
        if (block.type === 'chart') return <Chart key={block.key} chart={block} />;
        // A paragraph goes by its first sentence; one without any is not made.
        const name = block.sentences[0]?.key ?? '';
        return <Paragraph key={name} sentences={block.sentences} changed={changed} />;
      })}
      <Adding section={section} />
    </section>
  );
}

function Paragraph({ sentences, changed }: { sentences: readonly Sentence[]; changed: ReadonlySet<string> }) {
  const editing = useDesk((desk) => desk.editing);
  const at = editing?.type === 'sentence' ? sentences.findIndex((one) => one.key === editing.key) : -1;
  const edited = at < 0 ? undefined : sentences[at];
  // A field cannot stand within a paragraph: the text parts around it.
  if (!edited) return <Words sentences={sentences} changed={changed} />;
  return (
    <>
      <Words sentences={sentences.slice(0, at)} changed={changed} />
      <Editor editing={{ type: 'sentence', key: edited.key }} before={edited.text} />
      <Words sentences={sentences.slice(at + 1)} changed={changed} />
    </>
  );
}

function Words({ sentences, changed }: { sentences: readonly Sentence[]; changed: ReadonlySet<string> }) {
  if (sentences.length === 0) return null;
  return (
    <p className="rep-words">
      {sentences.map((sentence) => (
        <SentenceText key={sentence.key} sentence={sentence} changed={changed.has(sentence.key)} />
      ))}
    </p>
  );
}

/** A sentence is chosen by a click or by keys; its marks say by words what its line says by its look. */
function SentenceText({ sentence, changed }: { sentence: Sentence; changed: boolean }) {
  const { t } = useReportWords();
  const chosen = useDesk((desk) => desk.chosen === sentence.key);
  const stop = useContext(Stop) === sentence.key;
  const choose = useDesk((desk) => desk.choose);
  const edit = useDesk((desk) => desk.edit);
  const may = useMay('edit_sentence');
  const open = isUnevidenced(sentence);
  const marks = [
    isByHand(sentence) ? t(`mark.${sentence.origin}`) : '',
    sentence.origin === 'plan' ? t('mark.plan') : '',
    sentence.given ? t('mark.given') : '',
    open ? t('mark.unevidenced') : '',
    changed ? t('mark.changed') : '',
  ].filter(Boolean);
  const look = ['rep-sentence', open ? 'rep-open-text' : '', isByHand(sentence) ? 'rep-hand-text' : ''];
  return (
    <>
      <a
        href={`#${sentence.key}`}
        data-piece={sentence.key}
        tabIndex={stop ? 0 : -1}
        className={look.filter(Boolean).join(' ')}
        aria-current={chosen || undefined}
        onClick={(event) => {
          event.preventDefault();
          choose(sentence.key);
        }}
        onDoubleClick={() => may.ok && edit({ type: 'sentence', key: sentence.key })}
      >
        {sentence.text}
      </a>
      {marks.map((mark) => (
        <span key={mark} className="rep-mark">
          {mark}
        </span>
      ))}{' '}
    </>
  );
}

/** What a line or a bar rests on is opened by the number of its commits. */
function Rests({ name, evidence }: { name: string; evidence: readonly Evidence[] }) {
  const { t } = useReportWords();
  const chosen = useDesk((desk) => desk.chosen === name);
  const stop = useContext(Stop) === name;
  const choose = useDesk((desk) => desk.choose);
  if (evidence.length === 0) return null;
  const count = new Set(evidence.map((one) => one.seq)).size;
  return (
    <a
      href={`#${name}`}
      data-piece={name}
      tabIndex={stop ? 0 : -1}
      className="rep-rests num"
      aria-current={chosen || undefined}
      onClick={(event) => {
        event.preventDefault();
        choose(name);
      }}
    >
      {t('table.rests', { n: count })}
    </a>
  );
}

function Table({ table }: { table: DocumentTable }) {
  const { t } = useReportWords();
  const rests = table.rows.some((row) => row.evidence.length > 0);
  return (
    <Scroll className="rep-table" label={table.caption}>
      <table className="drill-table">
        <caption>{table.caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.head} scope="col" className={column.number ? 'num' : undefined}>
                {column.head}
              </th>
            ))}
            {rests ? <th scope="col">{t('table.evidence')}</th> : null}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, place) => {
            const name = lineKey(table.key, place);
            return (
              <tr key={name}>
                {row.cells.map((cell, column) => (
                  <td
                    key={table.columns[column]?.head ?? cell}
                    className={table.columns[column]?.number ? 'num prewrap' : 'prewrap'}
                  >
                    {cell}
                  </td>
                ))}
                {rests ? (
                  <td>
                    <Rests name={name} evidence={row.evidence} />
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Bars with their values and what each rests on; the value is text, the bar only its look. */
function Chart({ chart }: { chart: BarChart }) {
  const longest = Math.max(1, chart.target ?? 0, ...chart.bars.map((bar) => bar.value ?? 0));
  return (
    <figure className="rep-chart">
      <figcaption>
        {chart.caption} <span className="quiet">{chart.unit}</span>
      </figcaption>
      <ul>
        {chart.bars.map((bar, place) => {
          const name = lineKey(chart.key, place);
          return (
            <li key={name}>
              <span>{bar.label}</span>
              <span className="rep-track" aria-hidden="true">
                <span className="rep-bar-fill" style={{ width: `${(100 * (bar.value ?? 0)) / longest}%` }} />
              </span>
              <span className="num">{bar.text}</span>
              <Rests name={name} evidence={bar.evidence} />
            </li>
          );
        })}
      </ul>
    </figure>
  );
}

function Adding({ section }: { section: DocumentSection }) {
  const { t } = useReportWords();
  const heading = useHeading();
  const editing = useDesk((desk) => desk.editing);
  const edit = useDesk((desk) => desk.edit);
  const may = useMay('edit_sentence');
  if (editing?.type === 'new' && editing.section === section.key)
    return <Editor editing={editing} before="" />;
  if (!may.ok || editing) return null;
  return (
    <p className="rep-add no-print">
      <button
        type="button"
        className="link"
        aria-label={`${t('sentence.add')}: ${heading(section)}`}
        onClick={() => edit({ type: 'new', section: section.key, key: newSentence(section.key, uuid()) })}
      >
        + {t('sentence.add')}
      </button>
    </p>
  );
}
