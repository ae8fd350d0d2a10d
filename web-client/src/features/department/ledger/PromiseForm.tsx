import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../../i18n/use';
import { missing } from '../../../lib/drill/ledger';
import { sendKey } from '../../../lib/keys';
import type { CommitmentItem } from '../../../protocol';
import { useItems, useYou } from '../../../sync';
import { Checklist, useMissing } from '../../../ui/drill/Ledger';
import { WriteState } from '../WriteState';
import { MomentField } from './MomentField';
import { type PromiseDraft, usePromise } from './usePromise';
import { useLedgerWords } from './words';

const SAID = ['person', 'due', 'told_by', 'checker'] as const;

/** A promise in five parts, its gaps always in sight; saved with gaps it says that it has them. */
export function PromiseForm({ before, onSent }: { before?: CommitmentItem; onSent: () => void }) {
  const { t } = useLedgerWords();
  const { t: common } = useTranslation(['common', 'department']);
  const id = useId();
  const promise = usePromise(before, onSent);
  const { draft, parts, change, faults, save, may, sent } = promise;
  const gaps = missing(parts).filter((part) => part !== 'text').length;
  const words = useMissing();
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={sendKey(save)}
    >
      <Authority />
      <div className="ledger-check" role="status">
        <Checklist parts={parts} />
      </div>
      <Field id={`${id}-text`} label={t('form.text')} wrong={faults.includes('text') ? t('form.noText') : ''}>
        <textarea
          id={`${id}-text`}
          rows={2}
          maxLength={4000}
          value={draft.text}
          aria-invalid={faults.includes('text')}
          onChange={(event) => change({ text: event.target.value })}
        />
      </Field>
      {SAID.map((part) => (
        <Field key={part} id={`${id}-${part}`} label={t(`form.${part}`)}>
          <input
            id={`${id}-${part}`}
            value={draft[part]}
            maxLength={120}
            placeholder={t(`form.hint.${part}`)}
            onChange={(event) => change({ [part]: event.target.value })}
          />
        </Field>
      ))}
      <MomentField draft={draft} change={change} wrong={faults.includes('moment')} />
      <Owner promise={promise} id={id} />
      <Answers promise={promise} id={id} />
      {before ? (
        <Field
          id={`${id}-reason`}
          label={t('form.reason')}
          wrong={faults.includes('reason') ? t('form.noReason') : ''}
        >
          <input
            id={`${id}-reason`}
            value={draft.reason}
            maxLength={500}
            aria-invalid={faults.includes('reason')}
            onChange={(event) => change({ reason: event.target.value })}
          />
        </Field>
      ) : null}
      <p className={gaps > 0 ? 'small' : 'small quiet'}>
        {words(parts)} {gaps > 0 ? t('form.honest') : ''}
      </p>
      <button type="submit" className="primary" disabled={!may.ok}>
        {before ? t('form.saveChange') : gaps > 0 ? t('form.saveGaps', { n: gaps }) : t('form.save')}
      </button>
      {may.why ? <p className="small quiet">{common(`why.${may.why}`)}</p> : null}
      {sent && sent.state !== 'recorded' ? <WriteState entry={sent} /> : null}
      {sent?.state === 'rejected' ? (
        <button type="button" onClick={promise.takeUp}>
          {common('department:reply.takeUp')}
        </button>
      ) : null}
    </form>
  );
}

function Field({
  id,
  label,
  wrong,
  children,
}: {
  id: string;
  label: string;
  wrong?: string;
  children: ReactNode;
}) {
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      {wrong ? <span className="wrong small">{wrong}</span> : null}
    </div>
  );
}

/** What the department may promise by itself: read before anything is promised. */
export function Authority() {
  const { t } = useLedgerWords();
  const pick = usePick();
  const authority = pick(useItems('briefing')[0]?.authority);
  return (
    <aside className="ledger-authority">
      <strong>{t('authority')}</strong>
      <p className={authority ? 'prewrap' : 'quiet'}>{authority || t('noAuthority')}</p>
    </aside>
  );
}

function Owner({ promise, id }: { promise: PromiseDraft; id: string }) {
  const { t } = useLedgerWords();
  const pick = usePick();
  const you = useYou();
  const departments = useItems('department');
  return (
    <Field id={`${id}-owner`} label={t('owner')}>
      <select
        id={`${id}-owner`}
        value={promise.draft.owner || (you.department ?? '')}
        onChange={(event) => promise.change({ owner: event.target.value })}
      >
        {departments.map(({ code, name }) => (
          <option key={code} value={code}>
            {code} {pick(name)}
          </option>
        ))}
      </select>
    </Field>
  );
}

/** Which claim it answers; left out where none was heard. */
function Answers({ promise, id }: { promise: PromiseDraft; id: string }) {
  const { t } = useLedgerWords();
  const claims = useItems('claim');
  if (claims.length === 0) return null;
  return (
    <Field id={`${id}-claim`} label={t('form.claim')}>
      <select
        id={`${id}-claim`}
        value={promise.draft.claim}
        onChange={(event) => promise.change({ claim: event.target.value })}
      >
        <option value="">{t('form.noClaim')}</option>
        {claims.map((claim) => (
          <option key={claim.id} value={claim.id}>
            {t('claimNumber', { n: claim.number })} {claim.text.slice(0, 40)}
          </option>
        ))}
      </select>
    </Field>
  );
}
