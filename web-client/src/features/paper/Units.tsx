import { useItems } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { type Unit, useUnits } from './read';
import { Ruled, Sheet } from './Sheet';
import { usePaperWords } from './words';

const STEPS = ['keep', 'code', 'speak', 'form', 'clock', 'real'] as const;
/** Lines for phases: control announces them, and no page tells them ahead. */
const PHASES = 5;

/** A page for each department, made of what it may see itself. */
export function Units() {
  const { t } = usePaperWords();
  const { units, error } = useUnits();
  if (error) return <ProblemNote problem={asProblem(error)} />;
  if (!units) return <p className="quiet">{t('unit.reading')}</p>;
  return units.map((unit) => <Page key={unit.code} unit={unit} />);
}

function Page({ unit }: { unit: Unit }) {
  const words = usePaperWords();
  const { t, say } = words;
  const departments = useItems('department');
  const own = departments.find((one) => one.code === unit.code);
  const { briefing, exercise } = unit;
  const others = departments.filter((one) => one.code !== unit.code);
  return (
    <Sheet title={`${unit.code} ${words.in(own?.name)} · ${t('unit.title')}`}>
      <div className="unit">
        <Part title={t('unit.duty')} text={words.in(briefing?.duty)} />
        <Part title={t('unit.authority')} text={words.in(briefing?.authority)} />
        <h2>{t('unit.seats')}</h2>
        <table className="ruled" aria-label={t('unit.seats')}>
          <Heads first={t('unit.name')} person={t('unit.person')} />
          <tbody>
            {unit.mates.map((mate) => (
              <tr key={mate.code}>
                <th scope="row">{mate.code}</th>
                <td>{words.in(mate.name)}</td>
                <td>{mate.person ?? ''}</td>
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        {briefing?.cards?.map((card) => (
          <Part key={card.seat} title={`${card.seat} · ${t('unit.card')}`} text={words.in(card.text)} />
        ))}
        <h2>{t('unit.contacts')}</h2>
        <table className="ruled" aria-label={t('unit.contacts')}>
          <Heads first={t('unit.name')} person={t('unit.person')} />
          <tbody>
            {(['control', 'safety', 'simulation'] as const).map((role) => (
              <tr key={role}>
                <th scope="row" />
                <td>{t(`unit.${role}`)}</td>
                <td />
                <td />
              </tr>
            ))}
            {others.map((other) => (
              <tr key={other.code}>
                <th scope="row">{other.code}</th>
                <td>{words.in(other.name)}</td>
                <td />
                <td />
              </tr>
            ))}
          </tbody>
        </table>
        <div className="unit-two">
          <div>
            <h2>{t('unit.phases')}</h2>
            <Ruled heads={[t('unit.phase'), t('unit.began')]} lines={PHASES} label={t('unit.phases')} />
            {briefing && briefing.report_facts.length > 0 ? (
              <Part
                title={t('unit.facts')}
                text={briefing.report_facts.map((fact) => words.in(fact.name)).join(' · ')}
              />
            ) : null}
          </div>
          <div>
            <h2>{t('unit.offline')}</h2>
            <ol className="numbered">
              {STEPS.map((step) => (
                <li key={step}>{t(`unit.steps.${step}`)}</li>
              ))}
            </ol>
          </div>
        </div>
        {exercise && exercise.rules.length > 0 ? (
          <>
            <h2>{t('unit.rules')}</h2>
            <ol className="numbered unit-rules">
              {exercise.rules.map((rule) => (
                <li key={rule.zh ?? rule.en}>{words.in(rule)}</li>
              ))}
            </ol>
          </>
        ) : null}
        <p className="visually-hidden">{say('common:banner.only')}</p>
      </div>
    </Sheet>
  );
}

function Heads({ first, person }: { first: string; person: string }) {
  const { t } = usePaperWords();
  return (
    <thead>
      <tr>
        <th scope="col">{t('unit.seat')}</th>
        <th scope="col">{first}</th>
        <th scope="col">{person}</th>
        <th scope="col">{t('unit.reach')}</th>
      </tr>
    </thead>
  );
}

function Part({ title, text }: { title: string; text: string }) {
  if (!text) return null;
  return (
    <>
      <h2>{title}</h2>
      <p>{text}</p>
    </>
  );
}
