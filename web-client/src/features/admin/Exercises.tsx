import { type ReactNode, useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useLanguage, usePick } from '../../i18n/use';
import { isClosed } from '../../lib/drill/improvement';
import { inOrder } from '../../lib/drill/library';
import { calendarDate } from '../../lib/time';
import type { BoardAction, CarryOver, ExerciseSummary, ScenarioSummary } from '../../protocol';
import { createExercise, listActions, listExercises, listScenarios } from '../../sync';
import { asProblem, ConfirmButton, ProblemNote } from '../../ui';
import { Carry } from './Carry';

/** The device's own zone: an exercise in a list has none to show times in. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What there is, and what can be made of the scenarios. */
export function Exercises() {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const language = useLanguage();
  const [exercises, setExercises] = useState<ExerciseSummary[]>();
  const [scenarios, setScenarios] = useState<ScenarioSummary[]>();
  const [openActions, setOpenActions] = useState<BoardAction[]>([]);
  const [carry, setCarry] = useState<CarryOver[]>([]);
  const [error, setError] = useState<unknown>();
  const read = useCallback(async () => {
    try {
      const [found, library, actions] = await Promise.all([listExercises(), listScenarios(), listActions()]);
      setOpenActions(actions.filter((action) => !isClosed(action)));
      setExercises(found);
      setScenarios(inOrder(library));
      setError(undefined);
    } catch (failed) {
      setError(failed);
    }
  }, []);
  useEffect(() => void read(), [read]);
  const create = async (scenario: string) => {
    try {
      await createExercise({ scenario, carry });
      setCarry([]);
      await read();
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <section className="stack">
        <div className="row spread">
          <h2>{t('exercises')}</h2>
          <div className="row">
            <Link className="button" href="/admin/library">
              {t('library.open')}
            </Link>
            <Link className="button" href="/admin/actions">
              {t('board.open')}
            </Link>
            <Link className="button" href="/admin/bring">
              {t('archive.bring')}
            </Link>
            <button type="button" onClick={() => void read()}>
              {t('refresh')}
            </button>
          </div>
        </div>
        {!exercises && !error ? <p className="quiet">{t('common:app.loading')}</p> : null}
        {exercises?.length === 0 ? <p className="quiet">{t('none')}</p> : null}
        <ul className="stack">
          {exercises?.map((exercise) => (
            <li key={exercise.id} className="card row spread">
              <div>
                <strong>{pick(exercise.title)}</strong>{' '}
                <span className="chip idle">{t(`common:status.${exercise.status}`)}</span>
                <div className="quiet small">
                  {t('created', { date: calendarDate(exercise.created, ZONE, language) })} ·{' '}
                  {t('commits', { commits: exercise.commits })}
                </div>
              </div>
              <div className="row">
                <Link className="button" href={`/admin/${exercise.id}`}>
                  {t('cards')}
                </Link>
                <Link
                  className="button"
                  href={`/admin/${exercise.id}/archive`}
                  aria-label={t('archive.openOf', { title: pick(exercise.title) })}
                >
                  {t('archive.open')}
                </Link>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <Scenarios scenarios={scenarios} create={(scenario) => void create(scenario)}>
        <Carry actions={openActions} chosen={carry} onChange={setCarry} />
      </Scenarios>
    </>
  );
}

interface ScenariosProps {
  scenarios: ScenarioSummary[] | undefined;
  create: (scenario: string) => void;
  children: ReactNode;
}

function Scenarios({ scenarios, create, children }: ScenariosProps) {
  const { t } = useTranslation('admin');
  const pick = usePick();
  return (
    <section className="stack">
      <h2>{t('fromScenario')}</h2>
      {children}
      {scenarios?.length === 0 ? <p className="quiet">{t('noScenarios')}</p> : null}
      <ul className="stack">
        {scenarios?.map((scenario) => (
          <li key={scenario.id} className="card row spread">
            <div>
              <strong>{pick(scenario.title)}</strong>
              <div className="quiet small">
                {t('rows', { rows: scenario.rows })} ·{' '}
                {t('departments', { departments: scenario.departments })}
                {scenario.bundled ? ` · ${t('bundled')}` : ''}
              </div>
            </div>
            <ConfirmButton ask={t('createAsk')} confirm={t('create')} onConfirm={() => create(scenario.id)}>
              {t('create')}
            </ConfirmButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
