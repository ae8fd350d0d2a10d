/** The department's ledger 承诺台账: what residents asked, what was promised to them, what became of it. */
import '../../../i18n/ns/ledger';
import './ledger.css';
import { useState } from 'react';
import { usePick } from '../../../i18n/use';
import { isLate } from '../../../lib/drill/ledger';
import type { ClaimItem, CommitmentItem, InjectItem } from '../../../protocol';
import { useItems, useMay, useYou } from '../../../sync';
import { readDraft, writeDraft } from '../../../sync/drafts';
import { Dialog } from '../../../ui';
import { LateChip } from '../../../ui/drill/Ledger';
import { ClaimForm } from './ClaimForm';
import { Claims } from './Claims';
import { PromiseForm } from './PromiseForm';
import { Promises } from './Promises';
import { Unsent } from './Unsent';
import { promiseDraft } from './usePromise';
import { readKept, useLedgerWords } from './words';

/** What is being written: a claim, a promise, or one that takes the place of another. */
type Writing = 'claim' | 'promise' | CommitmentItem;
type List = 'claims' | 'promises';

export function Ledger() {
  const { t } = useLedgerWords();
  const you = useYou();
  const late = useLate();
  const [list, setList] = useState<List>(late > 0 ? 'promises' : 'claims');
  const [writing, setWriting] = useState<Writing>();
  const close = () => setWriting(undefined);
  const promise = (claim: ClaimItem) => {
    // A draft that waits there keeps its words; only what it answers is set.
    const name = promiseDraft(you.seat, undefined);
    void readDraft(name).then((kept) => {
      writeDraft(name, JSON.stringify({ ...readKept(kept, {}), claim: claim.id }));
      setWriting('promise');
    });
  };
  return (
    <div className="stack ledger">
      <New open={setWriting} />
      <Unsent />
      <Lists list={list} show={setList} late={late} />
      {list === 'claims' ? <Claims onPromise={promise} /> : <Promises onChange={setWriting} />}
      {writing === 'claim' ? (
        <Dialog sheet title={t('claim.new')} onClose={close}>
          <ClaimForm
            onSent={() => {
              setList('claims');
              close();
            }}
          />
        </Dialog>
      ) : null}
      {writing !== undefined && writing !== 'claim' ? (
        <Dialog
          sheet
          title={writing === 'promise' ? t('form.new') : t('form.change', { n: writing.number })}
          onClose={close}
        >
          <PromiseForm
            {...(writing === 'promise' ? {} : { before: writing })}
            onSent={() => {
              setList('promises');
              close();
            }}
          />
        </Dialog>
      ) : null}
    </div>
  );
}

/** The two things to write down, always in reach. */
function New({ open }: { open: (writing: Writing) => void }) {
  const { t } = useLedgerWords();
  const claim = useMay('record_claim');
  const promise = useMay('make_commitment');
  return (
    <div className="ledger-new">
      <button type="button" className="primary" disabled={!claim.ok} onClick={() => open('claim')}>
        ＋ {t('claim.new')}
      </button>
      <button type="button" className="primary" disabled={!promise.ok} onClick={() => open('promise')}>
        ＋ {t('form.new')}
      </button>
    </div>
  );
}

/** Which list is shown; a late promise is told from either. */
function Lists({ list, show, late }: { list: List; show: (list: List) => void; late: number }) {
  const { t } = useLedgerWords();
  const counts: Record<List, number> = {
    claims: useItems('claim').length,
    promises: useItems('commitment').length,
  };
  return (
    <fieldset className="ledger-lists">
      <legend className="visually-hidden">{t('title')}</legend>
      {(['claims', 'promises'] as const).map((name) => (
        <button key={name} type="button" aria-pressed={list === name} onClick={() => show(name)}>
          {t(name)} <span className="num">{counts[name]}</span>
          {name === 'promises' && late > 0 ? (
            <span className="chip late">◆ {t('late', { n: late })}</span>
          ) : null}
        </button>
      ))}
    </fieldset>
  );
}

/** How many promises of this department are late: the badge of the tab. */
export function useLate(): number {
  const you = useYou();
  return useItems('commitment').filter(
    (item) => isLate(item) && (item.department === you.department || item.owner === you.department),
  ).length;
}

/** A late promise, for the button of a desk. */
export function LedgerWaits() {
  const late = useLate();
  return late > 0 ? <LateChip n={late} /> : null;
}

/** Out of an inject: who speaks and what was said stand in the form already. */
export function ClaimFromInject({ inject }: { inject: InjectItem }) {
  const { t } = useLedgerWords();
  const pick = usePick();
  const may = useMay('record_claim');
  const [open, setOpen] = useState(false);
  if (may.why === 'role' || !inject.from) return null;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {t('claim.fromInject')}
      </button>
      {open ? (
        <Dialog sheet title={t('claim.new')} onClose={() => setOpen(false)}>
          <ClaimForm
            about={inject.delivery}
            start={{ text: pick(inject.body), from: pick(inject.from) }}
            onSent={() => setOpen(false)}
          />
        </Dialog>
      ) : null}
    </>
  );
}
