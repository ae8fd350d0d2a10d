/** The scenario library: found by words and tags, put away, imported, made into exercises. */
import { useCallback, useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { usePick } from '../../../i18n/use';
import { BLANK, inOrder, tagsOf } from '../../../lib/drill/library';
import type { ScenarioSummary } from '../../../protocol';
import { createExercise, listScenarios, type ScenarioFilter } from '../../../sync';
import { announce, asProblem, ConfirmButton, ProblemNote } from '../../../ui';
import { Import } from './Import';
import { useSaved } from './words';

/** Somebody who types is asked after when he pauses. */
const PAUSE_MS = 250;

export function Library() {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const [, go] = useLocation();
  const [filter, setFilter] = useState<ScenarioFilter>({});
  const [list, setList] = useState<ScenarioSummary[]>();
  const [tags, setTags] = useState<string[]>([]);
  const [error, setError] = useState<unknown>();
  const read = useCallback(async (wanted: ScenarioFilter, signal?: AbortSignal) => {
    try {
      const found = await listScenarios(wanted, signal);
      setList(inOrder(found));
      if (!wanted.tag) setTags(tagsOf(found));
      setError(undefined);
    } catch (failed) {
      if (!signal?.aborted) setError(failed);
    }
  }, []);
  useEffect(() => {
    const stop = new AbortController();
    const timer = setTimeout(() => void read(filter, stop.signal), filter.search ? PAUSE_MS : 0);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [filter, read]);
  const create = async (scenario: string) => {
    try {
      const made = await createExercise({ scenario, carry: [] });
      go(`/admin/${made.id}`);
    } catch (failed) {
      setError(failed);
    }
  };
  const imported = (scenario: ScenarioSummary) => {
    announce(t('library.imported', { title: pick(scenario.title), version: scenario.version }));
    void read(filter);
  };
  return (
    <section className="stack admin-library">
      <div>
        <Link href="/admin">{t('back')}</Link>
      </div>
      <div className="row spread">
        <h2>{t('library.title')}</h2>
        <Import taken={(list ?? []).map((one) => one.id)} onDone={imported} />
      </div>
      <p className="quiet">{t('library.intro')}</p>
      <Filters filter={filter} tags={tags} onChange={setFilter} />
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      {!list && !error ? <p className="quiet">{t('common:app.loading')}</p> : null}
      {list ? (
        <p role="status" className="quiet small">
          {list.length > 0
            ? t('library.found', { n: list.length })
            : t(filter.archived ? 'library.noneArchived' : 'library.none')}
        </p>
      ) : null}
      <ul className="stack">
        {list?.map((one) => (
          <Entry key={one.id} scenario={one} onCreate={() => void create(one.id)} />
        ))}
      </ul>
    </section>
  );
}

interface FiltersProps {
  filter: ScenarioFilter;
  tags: readonly string[];
  onChange: (filter: ScenarioFilter) => void;
}

function Filters({ filter, tags, onChange }: FiltersProps) {
  const { t } = useTranslation('admin');
  const id = useId();
  return (
    <search className="admin-filters">
      <div className="field grow">
        <label htmlFor={`${id}-s`}>{t('library.search')}</label>
        <input
          id={`${id}-s`}
          type="search"
          placeholder={t('library.searchHint')}
          value={filter.search ?? ''}
          onChange={(event) => onChange({ ...filter, search: event.target.value })}
        />
      </div>
      {tags.length > 0 || filter.tag ? (
        <div className="field">
          <label htmlFor={`${id}-t`}>{t('library.tag')}</label>
          <select
            id={`${id}-t`}
            value={filter.tag ?? ''}
            onChange={(event) => onChange({ ...filter, tag: event.target.value })}
          >
            <option value="">{t('library.anyTag')}</option>
            {tags.map((tag) => (
              <option key={tag} value={tag}>
                {tag}
              </option>
            ))}
          </select>
        </div>
      ) : null}
      <label className="admin-tick">
        <input
          type="checkbox"
          checked={filter.archived ?? false}
          onChange={(event) => onChange({ ...filter, tag: '', archived: event.target.checked })}
        />
        {t('library.archived')}
      </label>
    </search>
  );
}

/** What every screen tells of a scenario in one line. */
export function About({ scenario }: { scenario: ScenarioSummary }) {
  const { t } = useTranslation('admin');
  const saved = useSaved();
  const parts = [
    scenario.id,
    scenario.bundled ? t('bundled') : t('library.version', { version: scenario.version }),
    t('rows', { rows: scenario.rows }),
    scenario.drafts > 0 ? t('library.drafts', { drafts: scenario.drafts }) : '',
    t('departments', { departments: scenario.departments }),
    saved(scenario.saved, scenario.by),
  ];
  return <div className="quiet small">{parts.filter((part) => part !== '').join(' · ')}</div>;
}

function Entry({ scenario, onCreate }: { scenario: ScenarioSummary; onCreate: () => void }) {
  const { t } = useTranslation('admin');
  const pick = usePick();
  const title = pick(scenario.title);
  return (
    <li className="card row spread">
      <div className="grow">
        <h3>
          {title}{' '}
          {scenario.bundled && scenario.id === BLANK ? (
            <span className="chip idle">{t('library.blankFirst')}</span>
          ) : null}
        </h3>
        <About scenario={scenario} />
        <Tags tags={scenario.tags} />
      </div>
      <div className="row">
        <Link
          className="button"
          href={`/admin/library/${encodeURIComponent(scenario.id)}`}
          aria-label={t('library.detailOf', { title })}
        >
          {t('library.detail')}
        </Link>
        <ConfirmButton ask={t('library.createOf', { title })} confirm={t('create')} onConfirm={onCreate}>
          {t('create')}
          <span className="visually-hidden"> {title}</span>
        </ConfirmButton>
      </div>
    </li>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  const { t } = useTranslation('admin');
  if (tags.length === 0) return null;
  return (
    <ul className="row admin-tags" aria-label={t('library.tags')}>
      {tags.map((tag) => (
        <li key={tag} className="chip idle">
          {tag}
        </li>
      ))}
    </ul>
  );
}
