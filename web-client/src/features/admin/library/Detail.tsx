/** One scenario of the library: its versions, tags, copies and files. */
import { type FormEvent, useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { useLanguage, usePick } from '../../../i18n/use';
import { copyName, isShortName, readTags } from '../../../lib/drill/library';
import type { ScenarioSummary, ScenarioVersion } from '../../../protocol';
import {
  createExercise,
  duplicateScenario,
  labelScenario,
  listScenarios,
  packageUrl,
  restoreScenario,
  scenarioVersions,
} from '../../../sync';
import { asProblem, ConfirmButton, Dialog, ProblemNote } from '../../../ui';
import { ShortName } from './Import';
import { About } from './Library';
import { useSaved } from './words';

export function Detail({ id }: { id: string }) {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const [, go] = useLocation();
  const [all, setAll] = useState<ScenarioSummary[]>();
  const [versions, setVersions] = useState<ScenarioVersion[]>([]);
  const [copying, setCopying] = useState(false);
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>();
  const read = useCallback(async () => {
    const [used, away, told] = await Promise.all([
      listScenarios(),
      listScenarios({ archived: true }),
      scenarioVersions(id),
    ]);
    setAll([...used, ...away]);
    setVersions(told);
  }, [id]);
  useEffect(() => void read().catch(setError), [read]);
  /** Does something, says that it is done, shows what became of it. */
  const run = async (work: () => Promise<string>) => {
    setSaid('');
    try {
      const done = await work();
      setError(undefined);
      await read();
      setSaid(done);
    } catch (failed) {
      setError(failed);
    }
  };
  const create = async () => {
    try {
      go(`/admin/${(await createExercise({ scenario: id, carry: [] })).id}`);
    } catch (failed) {
      setError(failed);
    }
  };
  const scenario = all?.find((one) => one.id === id);
  const label = (archived: boolean, tags: string[], done: string) =>
    run(async () => {
      await labelScenario(id, { tags, archived });
      return done;
    });
  const restore = (version: number) =>
    run(async () => t('library.restored', { version: (await restoreScenario(id, version)).version }));
  return (
    <section className="stack admin-library">
      <div>
        <Link href="/admin/library">{t('library.back')}</Link>
      </div>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      {!scenario && !error ? <p className="quiet">{t('common:app.loading')}</p> : null}
      <p role="status">{said}</p>
      {scenario ? (
        <>
          <div>
            <h2>
              {pick(scenario.title)}{' '}
              {scenario.archived ? <span className="chip idle">{t('library.isArchived')}</span> : null}
            </h2>
            <About scenario={scenario} />
          </div>
          <div className="row">
            <ConfirmButton
              className="primary"
              ask={t('createAsk')}
              confirm={t('create')}
              onConfirm={() => void create()}
            >
              {t('create')}
            </ConfirmButton>
            <button type="button" onClick={() => setCopying(true)}>
              {t('library.duplicate')}
            </button>
            <a className="button" href={packageUrl(id)} download title={t('library.exportHint')}>
              {t('library.export')}
            </a>
            {scenario.bundled ? null : (
              <button
                type="button"
                onClick={() =>
                  void label(
                    !scenario.archived,
                    scenario.tags,
                    t(scenario.archived ? 'library.unarchiveDone' : 'library.archiveDone'),
                  )
                }
              >
                {t(scenario.archived ? 'library.unarchive' : 'library.archive')}
              </button>
            )}
          </div>
          {scenario.bundled ? (
            <p className="quiet">{t('library.bundledStays')}</p>
          ) : (
            <TagsForm
              key={scenario.tags.join(',')}
              tags={scenario.tags}
              onSave={(tags) => void label(scenario.archived, tags, t('library.tagsSaved'))}
            />
          )}
          <Versions id={id} list={versions} onRestore={(version) => void restore(version)} />
          {copying ? (
            <Copy
              scenario={scenario}
              taken={(all ?? []).map((one) => one.id)}
              onClose={() => setCopying(false)}
              onDone={(copy) => {
                setCopying(false);
                go(`/admin/library/${encodeURIComponent(copy.id)}`);
              }}
            />
          ) : null}
        </>
      ) : null}
    </section>
  );
}

function TagsForm({ tags, onSave }: { tags: readonly string[]; onSave: (tags: string[]) => void }) {
  const { t } = useTranslation('admin');
  const language = useLanguage();
  const [text, setText] = useState(tags.join(language === 'zh' ? '，' : ', '));
  const id = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSave(readTags(text));
  };
  return (
    <form className="admin-filters" onSubmit={send}>
      <div className="field grow">
        <label htmlFor={id}>{t('library.tags')}</label>
        <input
          id={id}
          value={text}
          aria-describedby={`${id}-hint`}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
      <button type="submit">{t('library.saveTags')}</button>
      <span id={`${id}-hint`} className="quiet small admin-hint">
        {t('library.tagsHint')}
      </span>
    </form>
  );
}

interface VersionsProps {
  id: string;
  list: readonly ScenarioVersion[];
  onRestore: (version: number) => void;
}

function Versions({ id, list, onRestore }: VersionsProps) {
  const { t } = useTranslation('admin');
  const pick = usePick();
  const saved = useSaved();
  const newest = list[0]?.version;
  if (newest === undefined || newest === 0) return null;
  return (
    <>
      <h3>{t('library.versions')}</h3>
      <ol className="stack admin-versions">
        {list.map((one) => (
          <li key={one.version} className="card row spread">
            <div className="grow">
              <strong>{t('library.version', { version: one.version })}</strong>{' '}
              {one.version === newest ? <span className="chip good">{t('library.newest')}</span> : null}
              {one.note ? <div>{one.note}</div> : null}
              <div className="quiet small">
                {[
                  pick(one.title),
                  t('rows', { rows: one.rows }),
                  one.drafts > 0 ? t('library.drafts', { drafts: one.drafts }) : '',
                  saved(one.saved, one.by),
                ]
                  .filter((part) => part !== '')
                  .join(' · ')}
              </div>
            </div>
            <div className="row">
              <a className="button" href={packageUrl(id, one.version)} download>
                {t('library.exportVersion', { version: one.version })}
              </a>
              {one.version === newest ? null : (
                <ConfirmButton
                  ask={t('library.restoreAsk', { version: one.version })}
                  confirm={t('library.restoreOf', { version: one.version })}
                  onConfirm={() => onRestore(one.version)}
                >
                  {t('library.restore')}
                  <span className="visually-hidden"> {t('library.version', { version: one.version })}</span>
                </ConfirmButton>
              )}
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}

interface CopyProps {
  scenario: ScenarioSummary;
  taken: readonly string[];
  onClose: () => void;
  onDone: (copy: ScenarioSummary) => void;
}

function Copy({ scenario, taken, onClose, onDone }: CopyProps) {
  const { t } = useTranslation('admin');
  const [id, setId] = useState(() => copyName(scenario.id, taken));
  const named = (title: string | undefined, lng: string) =>
    title ? t('library.copyOf', { title, lng }) : '';
  const [zh, setZh] = useState(named(scenario.title.zh, 'zh'));
  const [en, setEn] = useState(named(scenario.title.en, 'en'));
  const [error, setError] = useState<unknown>();
  const field = useId();
  const send = async (event: FormEvent) => {
    event.preventDefault();
    try {
      const title = { ...(zh.trim() ? { zh: zh.trim() } : {}), ...(en.trim() ? { en: en.trim() } : {}) };
      onDone(await duplicateScenario(scenario.id, { id, title }));
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <Dialog title={t('library.duplicate')} onClose={onClose}>
      <form className="stack" onSubmit={(event) => void send(event)}>
        <ShortName value={id} onChange={setId} />
        <div className="field">
          <label htmlFor={`${field}-zh`}>{t('library.titleZh')}</label>
          <input id={`${field}-zh`} lang="zh-CN" value={zh} onChange={(event) => setZh(event.target.value)} />
        </div>
        <div className="field">
          <label htmlFor={`${field}-en`}>{t('library.titleEn')}</label>
          <input id={`${field}-en`} lang="en" value={en} onChange={(event) => setEn(event.target.value)} />
        </div>
        {error ? <ProblemNote problem={asProblem(error)} /> : null}
        <button type="submit" className="primary" disabled={!isShortName(id) || !(zh.trim() || en.trim())}>
          {t('library.duplicateGo')}
        </button>
      </form>
    </Dialog>
  );
}
