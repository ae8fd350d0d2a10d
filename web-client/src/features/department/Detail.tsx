import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { useKeys } from '../../lib/keys';
import type { Choice, InjectItem } from '../../protocol';
import { shown, submit, useItems, useMay, useOutbox, useYou } from '../../sync';
import { ConfirmButton, Countdown, StageChip } from '../../ui';
import { AckButton } from './AckButton';
import { Asking, type Open, Questions } from './Asking';
import { AckNote, Ladder } from './Ladder';
import { ClaimFromInject } from './ledger';
import { markRead } from './local';
import { lastEntry, mustAcknowledge, openDuties, over, URGENT } from './model';
import { ReplyForm } from './ReplyForm';
import { Staging } from './Staging';
import { WriteState } from './WriteState';
import { useInjectName, useWall, useWho } from './words';

/** One inject with everything that can be done about it. */
export function Detail({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation(['department', 'common']);
  const name = useInjectName();
  const you = useYou();
  const field = useRef<HTMLTextAreaElement>(null);
  const extra = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState<Open>();
  const acknowledge = useMay('acknowledge_inject');
  const { delivery } = inject;
  const must = mustAcknowledge(inject, you.seat);
  useEffect(() => {
    shown(delivery);
    markRead(delivery);
    setOpen(undefined);
  }, [delivery]);
  useKeys({
    A: () => {
      if (must && acknowledge.ok) submit({ type: 'acknowledge_inject', delivery });
    },
    R: () => {
      if (extra.current) extra.current.open = true;
      field.current?.focus();
    },
    Q: () => setOpen('ask'),
  });
  // A call shows its form once it was answered; what is only for information has none.
  const ringing = must && inject.channel === 'phone';
  const replies = !over(inject) && !ringing && (inject.duties.length > 0 || inject.answer !== null);
  // An answer that nobody asked for is possible, and out of the way.
  const asked =
    inject.duties.includes('respond') || inject.duties.includes('complete') || inject.answer !== null;
  const form = replies ? <ReplyForm key={delivery} inject={inject} field={field} /> : null;
  return (
    <article className="detail stack" aria-labelledby="detail-title">
      <header className="stack">
        <div className="row">
          <StageChip stage={inject.stage} />
          {inject.priority !== null && inject.priority >= URGENT ? (
            <span className="chip late">{t('detail.priority')}</span>
          ) : null}
          <span className="quiet">{t('detail.number', { number: inject.number })}</span>
        </div>
        <h2 id="detail-title">{name(inject)}</h2>
        <Facts inject={inject} />
      </header>
      <Notes inject={inject} />
      <Staging inject={inject} />
      <Attachments inject={inject} />
      <div className="main-action">
        <AckButton inject={inject} />
      </div>
      <AckNote inject={inject} />
      {over(inject) ? null : <Asking inject={inject} open={open} setOpen={setOpen} />}
      {ringing ? null : <ClaimFromInject inject={inject} />}
      <Questions inject={inject} />
      {replies ? <Work inject={inject} /> : null}
      <LastAnswer inject={inject} />
      {form && !asked ? (
        <details ref={extra}>
          <summary>{t('reply.title')}</summary>
          {form}
        </details>
      ) : (
        form
      )}
      <Ladder inject={inject} />
    </article>
  );
}

/** Times and limits. */
function Facts({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  const wall = useWall();
  const open = openDuties(inject);
  return (
    <dl className="facts small">
      <div>
        <dt>{t('detail.sent')}</dt>
        <dd>{wall(inject.released.wall)}</dd>
      </div>
      {inject.rungs.delivered ? (
        <div>
          <dt>{t('detail.received')}</dt>
          <dd>{wall(inject.rungs.delivered.at.wall)}</dd>
        </div>
      ) : null}
      {inject.location ? (
        <div>
          <dt>{t('detail.place')}</dt>
          <dd>{pick(inject.location)}</dd>
        </div>
      ) : null}
      {inject.duties.map((duty) => {
        const due = inject.deadlines[duty];
        if (due === null || !open.includes(duty)) return null;
        return (
          <div key={duty}>
            <dt>{t(`common:duty.${duty}`)}</dt>
            <dd>
              <Countdown due={due} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** Recalled, corrected, reminded, declined: what changes how the text is to be read. */
function Notes({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const wall = useWall();
  const injects = useItems('inject');
  const corrected = inject.corrects ? injects.find((other) => other.delivery === inject.corrects) : undefined;
  return (
    <>
      {inject.stage === 'recalled' ? (
        <p className="problem">{t('detail.recalled', { reason: inject.closed?.text ?? '' })}</p>
      ) : null}
      {inject.corrects ? (
        <p className="card">
          {corrected ? t('detail.corrects', { number: corrected.number }) : t('detail.correctsOld')}
        </p>
      ) : null}
      {inject.nudged && openDuties(inject).length > 0 ? (
        <p className="small">▲ {t('detail.nudged', { time: wall(inject.nudged.wall) })}</p>
      ) : null}
      {inject.deputy && openDuties(inject).length > 0 ? (
        <p className="card">
          ▲ {t('detail.called', { seat: inject.deputy.seat, time: wall(inject.deputy.at.wall) })}
        </p>
      ) : null}
      {inject.declined ? (
        <p className="card">{t('detail.declinedNote', { reason: inject.declined.text })}</p>
      ) : null}
    </>
  );
}

const SHOWN_AS_PICTURE = /^image\/(png|jpeg|webp|gif)$/;

function Attachments({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  if (inject.attachments.length === 0) return null;
  return (
    <section aria-label={t('detail.attachments')} className="stack">
      {inject.attachments.map((file) => (
        <a key={file.file} href={`/f/${file.file}`} target="_blank" rel="noreferrer" className="attachment">
          {SHOWN_AS_PICTURE.test(file.media_type) ? (
            <img src={`/f/${file.file}`} alt={pick(file.caption) || file.name} loading="lazy" />
          ) : (
            <span aria-hidden="true">▤</span>
          )}
          <span>
            {file.name}{' '}
            <span className="quiet small">{t('common:file.size', { kb: Math.ceil(file.bytes / 1024) })}</span>
            {file.caption ? <span className="attachment-caption">{pick(file.caption)}</span> : null}
          </span>
        </a>
      ))}
    </section>
  );
}

/** Begin, and report complete. */
function Work({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation(['department', 'common']);
  const begin = useMay('begin_inject');
  const complete = useMay('complete_delivery');
  const entries = useOutbox();
  const { delivery, stage } = inject;
  const begun = lastEntry(entries, 'begin_inject', delivery);
  const completed = lastEntry(entries, 'complete_delivery', delivery);
  const canBegin = stage === 'acknowledged' && begun?.state !== 'sending' && begun?.state !== 'waiting';
  const canComplete = inject.duties.includes('complete') && openDuties(inject).includes('complete');
  if (!canBegin && !canComplete && !begun && !completed) return null;
  return (
    <div className="row">
      {canBegin ? (
        <button type="button" disabled={!begin.ok} onClick={() => submit({ type: 'begin_inject', delivery })}>
          {t('detail.begin')}
        </button>
      ) : null}
      {canComplete ? (
        <ConfirmButton
          disabled={!complete.ok}
          ask={t('detail.completeAsk')}
          confirm={t('detail.complete')}
          onConfirm={() => submit({ type: 'complete_delivery', delivery })}
        >
          {t('detail.complete')}
        </ConfirmButton>
      ) : null}
      {begun && begun.state !== 'recorded' ? <WriteState entry={begun} /> : null}
      {completed && completed.state !== 'recorded' ? <WriteState entry={completed} /> : null}
    </div>
  );
}

/** What was answered, as recorded, and what control said to it. */
function LastAnswer({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation(['department', 'common']);
  const pick = usePick();
  const wall = useWall();
  const who = useWho();
  const { answer, returned } = inject;
  if (!answer) return null;
  const options: Choice[] = [...inject.decision];
  if (inject.response?.type === 'choice' || inject.response?.type === 'checklist')
    options.push(...inject.response.of);
  const called = (value: string) => pick(options.find((option) => option.value === value)?.text) || value;
  const sentBack = returned !== null && returned.at.wall >= answer.rung.at.wall;
  return (
    <section className="card stack">
      <h3>{t('reply.last')}</h3>
      <p className="small quiet">
        {t('common:write.recorded', { time: wall(answer.rung.at.wall) })} · {who(answer.rung.by)} ·{' '}
        {t(`common:progress.${answer.progress}`)}
        {answer.rung.happened_at === null
          ? ''
          : ` · ${t('detail.writtenAt', { time: wall(answer.rung.happened_at) })}`}
        {answer.round > 0 ? ` · ${t('reply.round', { round: answer.round })}` : ''}
      </p>
      {answer.choice ? <p>{called(answer.choice)}</p> : null}
      {answer.ticked.length > 0 ? <p>{answer.ticked.map(called).join('、')}</p> : null}
      {answer.number === null ? null : <p>{answer.number}</p>}
      {answer.text ? <p className="prewrap">{answer.text}</p> : null}
      {answer.files.map((file, index) => (
        <a key={file} href={`/f/${file}`} target="_blank" rel="noreferrer">
          {t('detail.attachments')} {index + 1}
        </a>
      ))}
      {sentBack ? (
        <p className="problem" role="alert">
          {t('reply.returned', { time: wall(returned.at.wall), text: returned.text })}
        </p>
      ) : null}
      {inject.rungs.accepted ? <p>✓ {t('reply.accepted')}</p> : null}
    </section>
  );
}
