/** Brings an exercise in from an archive: checked first, shown, taken in afterwards. */
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLanguage, usePick } from '../../../i18n/use';
import { archiveFault } from '../../../lib/drill/archive';
import { calendarDate } from '../../../lib/time';
import type { ArchiveCheck, ExerciseSummary } from '../../../protocol';
import { bringArchive, dropArchive, importArchive } from '../../../sync';
import { asProblem, ProblemNote } from '../../../ui';

/** The device's own zone: nothing here is of one exercise alone. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function Bring() {
  const { t } = useTranslation(['admin', 'common']);
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState<'check' | 'import'>();
  const [name, setName] = useState('');
  const [found, setFound] = useState<ArchiveCheck>();
  const [done, setDone] = useState<ExerciseSummary>();
  const [error, setError] = useState<unknown>();
  const run = async (what: 'check' | 'import', work: () => Promise<void>) => {
    setBusy(what);
    setError(undefined);
    try {
      await work();
    } catch (failed) {
      setFound(undefined);
      setError(failed);
    } finally {
      setBusy(undefined);
    }
  };
  const bring = (file: File) =>
    run('check', async () => {
      setName(file.name);
      setDone(undefined);
      setFound(undefined);
      setFound(await bringArchive(file));
    });
  const take = (archive: string) =>
    run('import', async () => {
      setDone(await importArchive(archive));
      setFound(undefined);
    });
  const drop = (archive: string) => {
    setFound(undefined);
    // What is not let go here is let go by itself in half an hour.
    void dropArchive(archive).catch(() => undefined);
  };
  return (
    <section className="stack admin-archive">
      <div>
        <Link href="/admin">{t('back')}</Link>
      </div>
      <h2>{t('archive.bring')}</h2>
      <p>{t('archive.bringHint')}</p>
      <div className="row">
        <button
          type="button"
          className={found ? undefined : 'primary'}
          disabled={busy !== undefined}
          onClick={() => input.current?.click()}
        >
          {t('archive.choose')}
        </button>
        <span className="quiet small">{name}</span>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        accept=".zip"
        aria-label={t('archive.choose')}
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) void bring(file);
        }}
      />
      <p role="status">{busy ? t(busy === 'check' ? 'archive.checking' : 'archive.importing') : null}</p>
      {error ? <Refused error={error} /> : null}
      {found ? (
        <Found
          found={found}
          busy={busy !== undefined}
          onTake={() => void take(found.archive)}
          onDrop={() => drop(found.archive)}
        />
      ) : null}
      {done ? <Done exercise={done} /> : null}
    </section>
  );
}

/** Why not, exactly, in the reader's language. */
function Refused({ error }: { error: unknown }) {
  const { t } = useTranslation('admin');
  const problem = asProblem(error);
  const { fault, rest } = archiveFault(problem.code, problem.detail);
  const said = fault ? `${t(`archive.fault.${fault}`)}${rest ? ` (${rest})` : ''}` : problem.detail;
  return <ProblemNote problem={{ ...problem, detail: said ?? null }} />;
}

interface FoundProps {
  found: ArchiveCheck;
  busy: boolean;
  onTake: () => void;
  onDrop: () => void;
}

function Found({ found, busy, onTake, onDrop }: FoundProps) {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const language = useLanguage();
  const day = (at: number) => calendarDate(at, ZONE, language);
  const lines: [string, string][] = [
    [t('archive.exercise'), pick(found.title)],
    [t('archive.id'), found.exercise],
    [t('archive.status'), t(`common:status.${found.status}`)],
    [t('archive.days'), t('archive.fromTo', { from: day(found.created), to: day(found.last) })],
    [t('archive.commits'), String(found.commits)],
    [t('archive.head'), found.head],
    [
      t('archive.files'),
      found.missing_files > 0
        ? t('archive.filesMissing', { n: found.files, missing: found.missing_files })
        : String(found.files),
    ],
    [t('archive.names'), found.names > 0 ? t('archive.namesIn', { n: found.names }) : t('archive.namesOut')],
  ];
  return (
    <section className="stack card" aria-label={t('archive.found')}>
      <h3>{t('archive.verified')}</h3>
      <dl className="admin-found">
        {lines.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {found.obstacle ? (
        <div className="problem" role="alert">
          <strong>{t(`archive.obstacle.${found.obstacle}`)}</strong>
        </div>
      ) : (
        <p>{t('archive.compare')}</p>
      )}
      <div className="row">
        {found.obstacle ? null : (
          <button type="button" className="primary" disabled={busy} onClick={onTake}>
            {t('archive.take')}
          </button>
        )}
        <button type="button" disabled={busy} onClick={onDrop}>
          {t('archive.drop')}
        </button>
      </div>
    </section>
  );
}

function Done({ exercise }: { exercise: ExerciseSummary }) {
  const { t } = useTranslation('admin');
  const pick = usePick();
  return (
    <section className="stack card" role="status">
      <p>{t('archive.done', { title: pick(exercise.title), commits: exercise.commits })}</p>
      <p className="quiet">{t('archive.doneHint')}</p>
      <div className="row">
        <Link className="button" href={`/admin/${exercise.id}`}>
          {t('cards')}
        </Link>
        <Link className="button" href={`/admin/${exercise.id}/archive`}>
          {t('archive.open')}
        </Link>
      </div>
    </section>
  );
}
