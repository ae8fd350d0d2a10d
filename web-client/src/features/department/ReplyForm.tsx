import { type RefObject, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { sendKey } from '../../lib/keys';
import type { Choice, InjectItem, Progress } from '../../protocol';
import { useConnection } from '../../sync';
import { BLANK, type Draft } from './answer';
import { Files } from './Files';
import { type Reply, useReply } from './useReply';
import { WriteState } from './WriteState';

const PROGRESS: readonly Progress[] = ['done', 'doing', 'need_help'];

interface Props {
  inject: InjectItem;
  field: RefObject<HTMLTextAreaElement | null>;
}

/** The answer in the form that was asked for. Never times out; kept every two seconds. */
export function ReplyForm({ inject, field }: Props) {
  const { t } = useTranslation('department');
  const id = useId();
  const reply = useReply(inject);
  const { draft, change, wrong, send } = reply;
  const optional = inject.response && inject.response.type !== 'text' ? t('reply.optional') : '';
  return (
    <form
      className="stack reply"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={sendKey(send)}
    >
      <h3 id={`${id}-title`}>{inject.answer ? t('reply.again') : t('reply.title')}</h3>
      <AskedFor inject={inject} draft={draft} change={change} />
      <HowFar draft={draft} change={change} />
      <div className="field">
        <label htmlFor={`${id}-text`}>
          {t('reply.text')} <span className="quiet small">{optional}</span>
        </label>
        <textarea
          id={`${id}-text`}
          ref={field}
          value={draft.text}
          maxLength={4000}
          aria-invalid={wrong === 'missingText'}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => change({ text: event.target.value })}
        />
      </div>
      <Files files={draft.files} onChange={(files) => change({ files })} />
      <p id={`${id}-wrong`} className="field" role="status">
        {wrong ? <span className="wrong">{t(`reply.${wrong}`)}</span> : null}
      </p>
      <SendRow reply={reply} />
    </form>
  );
}

/** What became of the last one, and the key to send this one. */
function SendRow({ reply }: { reply: Reply }) {
  const { t } = useTranslation(['department', 'common']);
  const { state } = useConnection();
  const { sent, may, takeUp } = reply;
  const live = state === 'live' || state === 'reloaded';
  return (
    <>
      {sent && sent.state !== 'recorded' ? <WriteState entry={sent} /> : null}
      {sent?.state === 'rejected' ? (
        <button type="button" onClick={takeUp}>
          {t('reply.takeUp')}
        </button>
      ) : null}
      <div className="row spread">
        <button type="submit" className="primary grow" disabled={!may.ok}>
          {live ? t('reply.send') : t('reply.sendLater')}
        </button>
        <span className="small quiet">{may.why ? t(`common:why.${may.why}`) : t('reply.draft')}</span>
      </div>
    </>
  );
}

/** The fields of the decision or form, beside the words that are always possible. */
function AskedFor({ inject, draft, change }: PartProps & { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const id = useId();
  const { response, decision } = inject;
  return (
    <>
      {decision.length > 0 ? (
        <Options
          name={`${id}-decision`}
          legend={t('reply.decision')}
          of={decision}
          draft={draft}
          change={change}
        />
      ) : null}
      {response?.type === 'choice' ? (
        <Options
          name={`${id}-choice`}
          legend={t('reply.choice')}
          of={response.of}
          draft={draft}
          change={change}
        />
      ) : null}
      {response?.type === 'checklist' ? <Checklist of={response.of} draft={draft} change={change} /> : null}
      {response?.type === 'number' ? <NumberField response={response} draft={draft} change={change} /> : null}
    </>
  );
}

function HowFar({ draft, change }: PartProps) {
  const { t } = useTranslation(['department', 'common']);
  const id = useId();
  return (
    <fieldset className="stack">
      <legend>{t('reply.what')}</legend>
      <div className="row">
        {PROGRESS.map((progress) => (
          <label key={progress} className="tick">
            <input
              type="radio"
              name={`${id}-progress`}
              checked={draft.progress === progress}
              onChange={() => change({ progress })}
            />
            {t(`common:progress.${progress}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface PartProps {
  draft: Draft;
  change: (to: Partial<Draft>) => void;
}

function Options({
  of,
  legend,
  name,
  draft,
  change,
}: PartProps & { of: Choice[]; legend: string; name: string }) {
  const pick = usePick();
  return (
    <fieldset className="stack">
      <legend>{legend}</legend>
      {of.map((option) => (
        <label key={option.value} className="tick option">
          <input
            type="radio"
            name={name}
            checked={draft.choice === option.value}
            onChange={() =>
              change({ choice: option.value, progress: draft === BLANK ? 'done' : draft.progress })
            }
          />
          {pick(option.text)}
        </label>
      ))}
    </fieldset>
  );
}

function Checklist({ of, draft, change }: PartProps & { of: Choice[] }) {
  const { t } = useTranslation('department');
  const pick = usePick();
  return (
    <fieldset className="stack">
      <legend>{t('reply.checklist')}</legend>
      {of.map((entry) => (
        <label key={entry.value} className="tick option">
          <input
            type="checkbox"
            checked={draft.ticked.includes(entry.value)}
            onChange={(event) =>
              change({
                ticked: event.target.checked
                  ? [...draft.ticked, entry.value]
                  : draft.ticked.filter((value) => value !== entry.value),
              })
            }
          />
          {pick(entry.text)}
        </label>
      ))}
    </fieldset>
  );
}

function NumberField({
  response,
  draft,
  change,
}: PartProps & { response: Extract<NonNullable<InjectItem['response']>, { type: 'number' }> }) {
  const { t } = useTranslation('department');
  const pick = usePick();
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>
        {t('reply.number')}{' '}
        <span className="quiet small">{t('reply.unit', { unit: pick(response.unit) })}</span>
      </label>
      <input
        id={id}
        inputMode="decimal"
        value={draft.number}
        onChange={(event) => change({ number: event.target.value })}
      />
    </div>
  );
}
