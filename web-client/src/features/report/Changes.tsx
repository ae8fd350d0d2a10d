/** What differs from the last draft, and the director's approval below it. */

import { unevidencedOf } from '../../lib/drill/draft';
import { useWords } from '../../lib/drill/useWords';
import type { DocumentDraft, DraftChange } from '../../protocol';
import { useMay } from '../../sync';
import { ConfirmButton } from '../../ui';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { useHeading } from './Contents';
import { useDesk } from './desk';
import { goTo } from './Report';
import { useReportWords, useStamp, useZone } from './words';

export function Changes({ draft }: { draft: DocumentDraft }) {
  const { t } = useReportWords();
  const stamp = useStamp();
  const { base, changes } = draft;
  return (
    <section className="rep-changes" aria-labelledby="rep-changes">
      <h2 id="rep-changes">{t('changes.title')}</h2>
      {base ? (
        <p className="quiet small">{t('changes.since', { n: base.draft, ...stamp(base.put) })}</p>
      ) : (
        <p className="quiet">{t('changes.none_put')}</p>
      )}
      {base ? (
        <p>{changes.length === 0 ? t('changes.same') : t('changes.count', { n: changes.length })}</p>
      ) : null}
      <ol className="rep-diffs">
        {changes.map((change) => (
          <Change key={`${change.key} ${change.before} ${change.after}`} change={change} draft={draft} />
        ))}
      </ol>
      <Approval draft={draft} />
    </section>
  );
}

/** Shape and word first: what was added, what reads otherwise, what is gone. */
const SIGNS = { added: '+', changed: '≠', figures: '#', gone: '−' } as const;

function Change({ change, draft }: { change: DraftChange; draft: DocumentDraft }) {
  const { t } = useReportWords();
  const heading = useHeading();
  const section = draft.document.sections.find((one) => one.key === change.section);
  return (
    <li className={`rep-diff rep-diff-${change.kind}`}>
      <p className="small">
        <b>
          <span aria-hidden="true">{SIGNS[change.kind]} </span>
          {t(`changes.kind.${change.kind}`)}
        </b>{' '}
        <span className="quiet">
          {t(`changes.part.${change.part}`)} · {section ? heading(section) : change.section}
        </span>
      </p>
      {change.before === null ? null : (
        <p>
          <span className="visually-hidden">{t('changes.before')}: </span>
          <del>{change.before}</del>
        </p>
      )}
      {change.after === null ? null : (
        <p>
          <span className="visually-hidden">{t('changes.after')}: </span>
          <ins>{change.after}</ins>
        </p>
      )}
      {change.part === 'sentence' && change.after !== null ? (
        <button type="button" className="link" onClick={() => goTo(change.key)}>
          {t('changes.show')}
        </button>
      ) : null}
    </li>
  );
}

function Approval({ draft }: { draft: DocumentDraft }) {
  const { t, say } = useWords('report');
  const zone = useZone();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const may = useMay('approve_document');
  const act = useAct();
  const { approved } = draft.document.source;
  const open = unevidencedOf(draft.document).length;
  const named = { kind: say(`common:document.${kind}`), language: say(`improve:document.in.${language}`) };
  const { base } = draft;
  const count = draft.changes.length;
  const ask = !base
    ? t('approve.ask_first', named)
    : t(count === 0 ? 'approve.ask_same' : 'approve.ask', { ...named, n: base.draft, count });
  return (
    <div className="rep-approval">
      <h3>{t('approve.title')}</h3>
      {approved ? (
        <p className="chip good">
          <span aria-hidden="true">✓</span>
          {t('approve.done', { who: approved })}
        </p>
      ) : may.why === 'role' ? (
        <p className="quiet">{t('approve.wait')}</p>
      ) : (
        <ConfirmButton
          className="primary"
          disabled={!may.ok || act.busy}
          title={may.ok ? undefined : say(`common:why.${may.why ?? 'loading'}`)}
          confirm={t('approve.confirm')}
          onConfirm={() =>
            act.give({
              type: 'approve_document',
              document: kind,
              language,
              // An edit that is not on screen yet is not approved with the rest.
              commits: draft.document.source.commits,
            })
          }
          ask={
            <>
              <p>{ask}</p>
              {open > 0 ? <p>◆ {t('approve.open', { n: open })}</p> : null}
            </>
          }
        >
          {t('approve.button')}
        </ConfirmButton>
      )}
      <p className="quiet small">{t('approve.voids')}</p>
      {act.entry?.state === 'rejected' ? <Fate entry={act.entry} zone={zone} /> : null}
    </div>
  );
}
