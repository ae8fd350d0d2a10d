import { useWords } from '../../lib/drill/useWords';
import { useItems } from '../../sync';
import { PictureTable } from '../../ui/drill/PictureTable';
import { Scroll } from '../../ui/drill/Scroll';
import { useDepartments } from './picture';

/** What each department reports of each fact, and how old it is; read only, and without the truth. */
export function Picture() {
  const { t } = useWords('picture');
  const facts = useItems('picture');
  const all = useDepartments();
  const reporting = new Set(facts.flatMap((fact) => fact.sightings.map((one) => one.department)));
  const departments = all.filter(({ code }) => reporting.has(code));
  const rows = facts.map((fact) => ({
    fact,
    cells: new Map(departments.map(({ code }) => [code, { now: of(fact.sightings, code) }])),
  }));
  return (
    <section className="eva-section" aria-label={t('title')}>
      <h2>{t('title')}</h2>
      <Scroll className="eva-scroll" label={t('caption')}>
        {facts.length === 0 ? (
          <p className="quiet">{t('empty')}</p>
        ) : (
          <PictureTable rows={rows} departments={departments} />
        )}
      </Scroll>
    </section>
  );
}

function of<T extends { department: string }>(list: readonly T[], code: string): T | null {
  return list.find((one) => one.department === code) ?? null;
}
