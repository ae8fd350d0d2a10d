import type { ReactNode } from 'react';
import { Blank, Ruled, Sheet } from './Sheet';
import { usePaperWords } from './words';

/** Lines that fit on a page, by form. */
const RECEIPTS = 18;
const ENTRIES = 24;
const OBSERVATIONS = 15;
/** Commitments on a page. */
const PROMISES = 2;

type Kind = 'receipt' | 'report' | 'log' | 'promise' | 'observation';

/** One page of each form that a department, a controller or an evaluator goes on with by hand. */
export function Forms() {
  return (
    <>
      <Receipts />
      <Report />
      <Log />
      <Promises />
      <Observations />
    </>
  );
}

function Form({ kind, children }: { kind: Kind; children: ReactNode }) {
  const { t } = usePaperWords();
  return (
    <Sheet title={t(`form.${kind}`)}>
      <div className="form">
        <div className="blanks">
          <Blank name={t('form.unit')} />
          <Blank name={t('form.seat')} />
          <Blank name={t('form.person')} />
          <Blank name={t('form.date')} />
          <span className="blank-name">{t('form.sheet')}</span>
        </div>
        {children}
        <p className="form-hint">{t(`form.hint.${kind}`)}</p>
      </div>
    </Sheet>
  );
}

function Receipts() {
  const { t } = usePaperWords();
  const heads = ['number', 'got', 'way', 'said', 'sign', 'done'].map((head) => t(`form.${head}`));
  return (
    <Form kind="receipt">
      <Ruled heads={heads} lines={RECEIPTS} label={t('form.receipt')} />
    </Form>
  );
}

function Report() {
  const { t } = usePaperWords();
  return (
    <Form kind="report">
      <Blank name={t('form.kind')}>
        <span>{t('form.kinds')}</span>
      </Blank>
      <Blank name={t('form.when')} />
      <Blank name={t('form.where')} />
      <Blank name={t('form.what')} lines={5} />
      <Blank name={t('form.people')} lines={2} />
      <Blank name={t('form.demand')} lines={3} />
      <Blank name={t('form.did')} lines={4} />
      <Blank name={t('form.need')} lines={3} />
      <Blank name={t('form.next')} />
      <Blank name={t('form.gave')} />
    </Form>
  );
}

function Log() {
  const { t } = usePaperWords();
  return (
    <Form kind="log">
      <Ruled
        heads={[t('form.at'), t('form.number'), t('form.entry')]}
        lines={ENTRIES}
        label={t('form.log')}
      />
    </Form>
  );
}

function Promises() {
  const { t } = usePaperWords();
  return (
    <Form kind="promise">
      {Array.from({ length: PROMISES }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: empty forms are told apart by nothing else
        <div key={index} className="promise">
          <Blank name={t('form.claim')} lines={2} />
          <h2>{t('form.parts')}</h2>
          <Blank name={`1 ${t('form.text')}`} lines={2} />
          <Blank name={`2 ${t('form.who')}`} />
          <Blank name={`3 ${t('form.due')}`} />
          <Blank name={`4 ${t('form.told')}`} />
          <Blank name={`5 ${t('form.checker')}`} />
          <Blank name={t('form.made')} />
          <Blank name={t('form.confirmed')}>
            <span>{t('form.confirmBy')}</span>
          </Blank>
        </div>
      ))}
    </Form>
  );
}

function Observations() {
  const { t } = usePaperWords();
  return (
    <Form kind="observation">
      <Ruled
        heads={[t('form.at'), t('form.task'), t('form.saw')]}
        lines={OBSERVATIONS}
        label={t('form.observation')}
      />
      <Blank name={t('form.rating')}>
        <span>{t('form.ratings')}</span>
      </Blank>
    </Form>
  );
}
