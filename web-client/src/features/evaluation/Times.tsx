import { useMemo, useState } from 'react';
import { STEPS, spreads } from '../../lib/drill/medians';
import { took } from '../../lib/time';
import { useItems } from '../../sync';
import { Bars, BarsTable } from '../../ui/drill/Bars';
import { Scroll } from '../../ui/drill/Scroll';
import { useDepartments, useEvaluationWords } from './picture';

/** How long each department took: bars with values, or the same as a table. */
export function Times() {
  const { t } = useEvaluationWords();
  const deliveries = useItems('delivery');
  const departments = useDepartments();
  const [table, setTable] = useState(false);
  const figures = useMemo(() => spreads(deliveries), [deliveries]);
  return (
    <section className="eva-section" aria-label={t('pane.times')}>
      <div className="eva-bar">
        <h2>{t('pane.times')}</h2>
        <button type="button" className="drill-act" aria-pressed={table} onClick={() => setTable(!table)}>
          {t('times.table')}
        </button>
      </div>
      <Scroll className="eva-scroll" label={t('times.figures')}>
        {table ? (
          <BarsTable departments={departments} spreads={figures} />
        ) : (
          <div className="eva-bars">
            {STEPS.map((step) => (
              <Bars key={step} departments={departments} spreads={figures} step={step} />
            ))}
          </div>
        )}
        <p className="quiet small">{t('times.about')}</p>
        <Offline />
      </Scroll>
    </section>
  );
}

/** Minutes off line stand beside the times: a late receipt on a dead tablet is not the department's fault. */
function Offline() {
  const { t } = useEvaluationWords();
  const seats = useItems('seat');
  const lost = useMemo(() => {
    const sums = new Map<string, number>();
    for (const seat of seats) {
      if (seat.role !== 'PLY' || seat.lost_ms === 0) continue;
      sums.set(seat.code, seat.lost_ms);
    }
    return [...sums];
  }, [seats]);
  if (lost.length === 0) return null;
  return (
    <p className="small">
      ⌀ {t('times.offline')} {lost.map(([code, millis]) => `${code} ${took(millis)}`).join(' · ')}
    </p>
  );
}
