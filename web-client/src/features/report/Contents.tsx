/** At the left: sections with how they are, sentences that nothing bears out, what was left out. */

import {
  contentsOf,
  isByHand,
  leftOut,
  orphaned,
  type SectionState,
  unevidencedOf,
} from '../../lib/drill/draft';
import { useWords } from '../../lib/drill/useWords';
import type { DocumentDraft, DocumentSection, HandEdit } from '../../protocol';
import { useMay } from '../../sync';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useDesk } from './desk';
import { goTo } from './Report';
import { useReportWords, useZone } from './words';

export function Contents({ draft }: { draft: DocumentDraft }) {
  const { t } = useReportWords();
  const unevidenced = unevidencedOf(draft.document);
  const find = useDesk((desk) => desk.find);
  const give = useMay('give_evidence');
  const out = leftOut(draft);
  const lost = orphaned(draft);
  return (
    <aside className="rep-contents" aria-label={t('contents.title')}>
      <nav aria-labelledby="rep-contents">
        <h2 id="rep-contents">{t('contents.title')}</h2>
        <ul>
          {contentsOf(draft).map((state) => (
            <Line key={state.section.key} state={state} />
          ))}
        </ul>
      </nav>
      <section aria-labelledby="rep-unevidenced">
        <h2 id="rep-unevidenced">
          {t('lists.unevidenced')} <span className="num quiet">{unevidenced.length}</span>
        </h2>
        {unevidenced.length === 0 ? <p className="quiet small">✓ {t('lists.none')}</p> : null}
        <ul>
          {unevidenced.map((piece) => (
            <li key={piece.key}>
              <button type="button" className="rep-quote" onClick={() => goTo(piece.key)}>
                {piece.text}
              </button>
              {piece.sentence && isByHand(piece.sentence) && give.ok ? (
                <button
                  type="button"
                  className="plain small"
                  aria-label={`${t('find.open')}: ${piece.text}`}
                  onClick={() => find(piece.key)}
                >
                  {t('find.open')}
                </button>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      {out.length > 0 ? <Edits title={t('lists.out')} edits={out} /> : null}
      {lost.length > 0 ? <Edits title={t('lists.lost')} why={t('lists.lost_why')} edits={lost} /> : null}
    </aside>
  );
}

/** Number and heading as one reads them; a section without either stands before the first heading. */
export function useHeading(): (section: DocumentSection) => string {
  const { t } = useWords('report');
  return (section) => `${section.number}${section.heading}`.trim() || t('contents.whole');
}

function Line({ state }: { state: SectionState }) {
  const { t } = useReportWords();
  const heading = useHeading();
  const { section, unevidenced, byHand, missing } = state;
  const show = useDesk((desk) => desk.show);
  return (
    <li className={`rep-line rep-level-${section.level}`}>
      <button
        type="button"
        className="plain"
        onClick={() => {
          show('page');
          requestAnimationFrame(() =>
            document.getElementById(`rep-${section.key}`)?.scrollIntoView({ block: 'start' }),
          );
        }}
      >
        <span className="rep-heading">{heading(section)}</span>
        {unevidenced > 0 ? (
          <span className="rep-mark rep-open">{t('contents.unevidenced', { n: unevidenced })}</span>
        ) : null}
        {byHand > 0 ? <span className="rep-mark">{t('contents.by_hand', { n: byHand })}</span> : null}
        {missing > 0 ? <span className="rep-mark quiet">{t('contents.missing', { n: missing })}</span> : null}
      </button>
    </li>
  );
}

function Edits({ title, why, edits }: { title: string; why?: string; edits: readonly HandEdit[] }) {
  return (
    <section aria-label={title}>
      <h2>
        {title} <span className="num quiet">{edits.length}</span>
      </h2>
      {why ? <p className="quiet small">{why}</p> : null}
      <ul>
        {edits.map((edit) => (
          <Edit key={edit.sentence} edit={edit} />
        ))}
      </ul>
    </section>
  );
}

function Edit({ edit }: { edit: HandEdit }) {
  const { t } = useReportWords();
  const zone = useZone();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const may = useMay('restore_sentence');
  const act = useAct();
  return (
    <li className="rep-edit">
      <span className={edit.text === null ? 'rep-gone' : undefined}>
        {edit.text ?? edit.generated ?? edit.sentence}
      </span>
      {may.why === 'role' ? null : (
        <ActButton
          may={may}
          busy={act.busy}
          onAct={() =>
            act.give({ type: 'restore_sentence', document: kind, language, sentence: edit.sentence })
          }
        >
          {t('sentence.restore')}
        </ActButton>
      )}
      {act.entry?.state === 'rejected' ? <Fate entry={act.entry} zone={zone} /> : null}
    </li>
  );
}
