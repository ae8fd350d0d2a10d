/** Over the report: which one, which draft, files, and what is done with the whole of it. */
import { useState } from 'react';
import { Link } from 'wouter';
import type { DocumentDraft } from '../../protocol';
import { useExercise, useMay, useYou } from '../../sync';
import { documentUrl } from '../../sync/rest';
import { ConnectionChip, EmergencyButton, LanguageSwitch, TextSize, ThemeSwitch } from '../../ui';
import { ActButton } from '../../ui/drill/ActButton';
import { useAct } from '../../ui/drill/act';
import { Fate } from '../../ui/drill/Fate';
import { KINDS, useDesk } from './desk';
import { useReportWords, useZone } from './words';

const FORMATS = ['html', 'docx', 'xlsx', 'json'] as const;

interface Props {
  draft: DocumentDraft | undefined;
  reading: boolean;
  again: () => void;
  wide: boolean;
}

export function Header({ draft, reading, again, wide }: Props) {
  const words = useReportWords();
  const { t } = words;
  const exercise = useExercise();
  const you = useYou();
  return (
    <header className="rep-header">
      <div className="rep-bar">
        <Link href={`/x/${exercise?.id ?? ''}`}>{t('back')}</Link>
        <h1>
          {t('title')} <span className="quiet">{words.in(exercise?.title)}</span>
        </h1>
        <span className="rep-you">
          {you.seat} {you.name ?? ''}
        </span>
        <ConnectionChip />
        <EmergencyButton />
        {wide ? (
          <details className="rep-look">
            <summary>{words.say('common:action.settings')}</summary>
            <Look />
          </details>
        ) : null}
      </div>
      <div className="rep-bar">
        <Which />
        <Standing draft={draft} />
        {wide ? <Whole {...{ draft, reading, again, wide }} /> : null}
      </div>
      {wide ? null : (
        <details className="rep-more">
          <summary>{words.say('common:action.more')}</summary>
          <div className="rep-bar">
            <Whole {...{ draft, reading, again, wide }} />
            <Look />
          </div>
        </details>
      )}
    </header>
  );
}

/** What is done with the whole report. */
function Whole({ draft, reading, again }: Props) {
  const { t } = useReportWords();
  return (
    <>
      <Putting draft={draft} />
      <button type="button" className="plain" aria-busy={reading} onClick={again}>
        {reading ? t('reading') : t('again')}
      </button>
      <Files />
    </>
  );
}

function Look() {
  return (
    <span className="row">
      <LanguageSwitch />
      <TextSize />
      <ThemeSwitch />
    </span>
  );
}

/** Which report in which language; the address says so, too, and can be passed on. */
function Which() {
  const { t, say } = useReportWords();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const open = useDesk((desk) => desk.open);
  const turn = (nextKind: typeof kind, nextLanguage: typeof language) => {
    open(nextKind, nextLanguage);
    history.replaceState(history.state, '', `?kind=${nextKind}&lang=${nextLanguage}`);
  };
  return (
    <>
      <select
        aria-label={t('kind_label')}
        value={kind}
        onChange={(event) => turn(KINDS.find((one) => one === event.target.value) ?? kind, language)}
      >
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {say(`common:document.${one}`)}
          </option>
        ))}
      </select>
      <select
        aria-label={t('language_label')}
        value={language}
        onChange={(event) => turn(kind, event.target.value === 'en' ? 'en' : 'zh')}
      >
        <option value="zh">{say('improve:document.in.zh')}</option>
        <option value="en">{say('improve:document.in.en')}</option>
      </select>
    </>
  );
}

function Standing({ draft }: { draft: DocumentDraft | undefined }) {
  const { t } = useReportWords();
  if (!draft) return null;
  const { source } = draft.document;
  return (
    <>
      <span className="chip idle">{t('draft', { n: source.draft })}</span>
      {source.approved ? (
        <span className="chip good">
          <span aria-hidden="true">✓</span>
          {t('approved', { who: source.approved })}
        </span>
      ) : (
        <span className="chip off">
          <span aria-hidden="true">○</span>
          {t('not_approved')}
        </span>
      )}
    </>
  );
}

/** Puts the draft down; the director goes on to what differs before he approves. */
function Putting({ draft }: { draft: DocumentDraft | undefined }) {
  const { t } = useReportWords();
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  const show = useDesk((desk) => desk.show);
  const may = useMay('put_draft');
  const approve = useMay('approve_document');
  const [put, setPut] = useState<number>();
  const zone = useZone();
  const act = useAct(() => setPut(draft?.document.source.draft));
  if (!draft || may.why === 'role') return null;
  return (
    <>
      <ActButton
        may={may}
        busy={act.busy}
        onAct={() => {
          setPut(undefined);
          act.give({ type: 'put_draft', document: kind, language });
        }}
      >
        {t('put')}
      </ActButton>
      {act.entry?.state === 'rejected' ? <Fate entry={act.entry} zone={zone} /> : null}
      <span role="status" className="quiet">
        {put === undefined ? null : t('put_done', { n: put })}
      </span>
      {approve.why === 'role' || draft.document.source.approved ? null : (
        <button type="button" className="primary" onClick={() => show('changes')}>
          {t('review')}
        </button>
      )}
      {may.why === 'status' ? <span className="quiet small">{t('closed')}</span> : null}
    </>
  );
}

function Files() {
  const { t, say } = useReportWords();
  const id = useExercise()?.id;
  const kind = useDesk((desk) => desk.kind);
  const language = useDesk((desk) => desk.language);
  if (!id) return null;
  return (
    <nav className="rep-files" aria-label={t('files')}>
      {FORMATS.map((format) => (
        <a
          key={format}
          href={documentUrl(id, kind, format, language)}
          {...(format === 'html' ? { target: '_blank', rel: 'noreferrer' } : { download: true })}
          aria-label={t('file_of', { format: t(`format.${format}`), kind: say(`common:document.${kind}`) })}
        >
          {t(`format.${format}`)}
        </a>
      ))}
    </nav>
  );
}
