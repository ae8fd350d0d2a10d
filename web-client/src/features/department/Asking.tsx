import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sendKey } from '../../lib/keys';
import type { InjectItem } from '../../protocol';
import { submit, useDraft, useMay, useOutbox, useYou } from '../../sync';
import { aboutDelivery } from './model';
import { WriteState } from './WriteState';
import { useWall, useWho } from './words';

export type Open = 'ask' | 'decline' | undefined;

interface Props {
  inject: InjectItem;
  open: Open;
  setOpen: (open: Open) => void;
}

/** Two answers that are as good as doing it: a question to control, and "not for us". */
export function Asking({ inject, open, setOpen }: Props) {
  const { t } = useTranslation(['department', 'common']);
  const ask = useMay('ask_control');
  const decline = useMay('decline_inject');
  const declined = inject.declined !== null;
  return (
    <div className="stack">
      <div className="row">
        <button
          type="button"
          disabled={!ask.ok}
          aria-expanded={open === 'ask'}
          title={ask.why ? t(`common:why.${ask.why}`) : undefined}
          onClick={() => setOpen(open === 'ask' ? undefined : 'ask')}
        >
          {t('ask.open')}
        </button>
        {declined ? null : (
          <button
            type="button"
            disabled={!decline.ok}
            aria-expanded={open === 'decline'}
            title={decline.why ? t(`common:why.${decline.why}`) : undefined}
            onClick={() => setOpen(open === 'decline' ? undefined : 'decline')}
          >
            {t('decline.open')}
          </button>
        )}
      </div>
      {open ? <Words key={open} inject={inject} kind={open} onSent={() => setOpen(undefined)} /> : null}
    </div>
  );
}

interface WordsProps {
  inject: InjectItem;
  kind: 'ask' | 'decline';
  onSent: () => void;
}

function Words({ inject, kind, onSent }: WordsProps) {
  const { t } = useTranslation('department');
  const id = useId();
  const you = useYou();
  const { delivery } = inject;
  const [text, write, drop] = useDraft(`${you.seat}/${kind}/${delivery}`);
  const [wrong, setWrong] = useState(false);
  const send = () => {
    const words = text.trim();
    if (!words) {
      setWrong(true);
      return;
    }
    if (kind === 'ask') submit({ type: 'ask_control', delivery, text: words });
    else submit({ type: 'decline_inject', delivery, reason: words });
    drop();
    onSent();
  };
  return (
    <form
      className="stack card"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onSent();
        } else sendKey(send)(event);
      }}
    >
      <label htmlFor={id}>{t(kind === 'ask' ? 'ask.text' : 'decline.reason')}</label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: it opens because the person asked to write
        autoFocus
        value={text}
        maxLength={kind === 'ask' ? 4000 : 500}
        aria-invalid={wrong}
        onChange={(event) => {
          write(event.target.value);
          setWrong(false);
        }}
      />
      {wrong ? (
        <p className="field" role="alert">
          <span className="wrong">{t('reply.missingText')}</span>
        </p>
      ) : null}
      <button type="submit" className="primary">
        {t(kind === 'ask' ? 'ask.send' : 'decline.send')}
      </button>
    </form>
  );
}

/** Questions and answers, with those that are on their way. */
export function Questions({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const wall = useWall();
  const who = useWho();
  const underway = useOutbox().filter(
    (entry) =>
      (entry.command.type === 'ask_control' || entry.command.type === 'decline_inject') &&
      aboutDelivery(entry) === inject.delivery &&
      entry.state !== 'recorded',
  );
  if (inject.clarifications.length === 0 && underway.length === 0) return null;
  return (
    <section className="stack">
      <h3>{t('ask.title')}</h3>
      {inject.clarifications.map((question) => (
        <div key={question.id} className="card stack">
          <p className="prewrap">{question.text}</p>
          <p className="small quiet">
            {wall(question.asked.at.wall)} {who(question.asked.by)}
          </p>
          {question.answer === null ? (
            <p className="quiet">{t('ask.waiting')}</p>
          ) : (
            <p className="prewrap answer">
              <strong>{t('ask.answer')}</strong>{' '}
              <span className="small quiet">{question.answered ? wall(question.answered.wall) : ''}</span>
              <br />
              {question.answer}
            </p>
          )}
        </div>
      ))}
      {underway.map((entry) => (
        <div key={entry.id} className="card stack">
          <p className="prewrap">
            {entry.command.type === 'ask_control' ? entry.command.text : null}
            {entry.command.type === 'decline_inject' ? entry.command.reason : null}
          </p>
          <WriteState entry={entry} />
        </div>
      ))}
    </section>
  );
}
