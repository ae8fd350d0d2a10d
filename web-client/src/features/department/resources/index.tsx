/** The department's equipment and supplies 装备物资: what is broken, what is checked, what there is, who asks for it. */
import '../../../i18n/ns/resource';
import { useItems, useYou } from '../../../sync';
import { FaultsChip } from '../../../ui/drill/Resource';
import { Checks } from './Checks';
import { Faults, useOurFaults } from './Faults';
import { Requests, useWaiting } from './Requests';
import { Things } from './Things';
import { useResourceWords } from './words';

export function Resources() {
  const { department } = useYou();
  const departed = useItems('checklist').find((one) => one.department === department)?.departed;
  return (
    <div className="stack">
      <Faults />
      {departed ? null : <Checks />}
      <Requests />
      <Things />
      {departed ? <Checks /> : null}
    </div>
  );
}

/** What waits for a hand: open faults and requests to answer. */
export function useResourceWork(): number {
  return useOurFaults().length + useWaiting();
}

/** Open faults and requests to answer, for the button of a desk. */
export function ResourcesWait() {
  const { t } = useResourceWords();
  const faults = useOurFaults().length;
  const waiting = useWaiting();
  return (
    <>
      {faults > 0 ? <FaultsChip n={faults} /> : null}
      {waiting > 0 ? (
        <span className="chip soon">
          <span aria-hidden="true">▲ {waiting}</span>
          <span className="visually-hidden">{t('request.waits', { n: waiting })}</span>
        </span>
      ) : null}
    </>
  );
}
