import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { sendKey } from '../../lib/keys';
import type { LetterItem, Party } from '../../protocol';
import { submit, useDraft, useItems, useMay, useOutbox, useVisible, useYou } from '../../sync';
import { markMessagesRead, useLocal } from './local';
import { WriteState } from './WriteState';
import { usePartyName, useWall } from './words';

function sameParty(a: Party, b: Party): boolean {
  return typeof a === 'string' || typeof b === 'string' ? a === b : a.department === b.department;
}

const keyOf = (party: Party) => (typeof party === 'string' ? party : `d/${party.department}`);

/** Messages of others that came after the last look. */
export function useUnread(): readonly LetterItem[] {
  const you = useYou();
  const { messagesReadTo } = useLocal();
  const own: Party = { department: you.department ?? '' };
  return useItems('letter').filter(
    (letter) => letter.at.wall > messagesReadTo && !sameParty(letter.from, own),
  );
}

/** Messages of the department: what came, what went, what is on its way. */
export function Messages() {
  const { t } = useTranslation('department');
  const letters = useItems('letter');
  const visible = useVisible();
  const latest = letters.at(-1)?.at.wall ?? 0;
  useEffect(() => {
    if (visible) markMessagesRead(latest);
  }, [visible, latest]);
  const underway = useOutbox().filter(
    (entry) => entry.command.type === 'send_message' && entry.state !== 'recorded',
  );
  return (
    <section className="stack messages" aria-labelledby="messages-title">
      <h2 id="messages-title">{t('messages.title')}</h2>
      <Compose />
      {letters.length === 0 && underway.length === 0 ? (
        <p className="quiet empty">{t('messages.none')}</p>
      ) : null}
      <ul className="stack" aria-live="off">
        {underway.map((entry) => (
          <li key={entry.id} className="letter own">
            {entry.command.type === 'send_message' ? <p className="prewrap">{entry.command.text}</p> : null}
            <WriteState entry={entry} />
          </li>
        ))}
        {[...letters].reverse().map((letter) => (
          <Letter key={letter.id} letter={letter} />
        ))}
      </ul>
    </section>
  );
}

function Letter({ letter }: { letter: LetterItem }) {
  const { t } = useTranslation('department');
  const you = useYou();
  const wall = useWall();
  const nameOf = usePartyName();
  const injects = useItems('inject');
  const own: Party = { department: you.department ?? '' };
  const called = (party: Party) => (sameParty(party, own) ? t('messages.us') : nameOf(party));
  const about = letter.about ? injects.find((inject) => inject.delivery === letter.about) : undefined;
  return (
    <li className={`letter ${sameParty(letter.from, own) ? 'own' : ''}`}>
      <p className="small quiet">
        {wall(letter.at.wall)}{' '}
        <strong>
          {t('messages.from', { from: called(letter.from), to: letter.to.map(called).join('、') })}
        </strong>
        {letter.persona ? t('messages.as', { persona: letter.persona }) : ''}
        {letter.seat ? ` ${letter.seat}` : ''}
        {about ? ` · ${t('messages.about', { number: about.number })}` : ''}
        {letter.happened_at === null
          ? ''
          : ` · ${t('messages.writtenAt', { time: wall(letter.happened_at) })}`}
      </p>
      <p className="prewrap">{letter.text}</p>
    </li>
  );
}

function Compose() {
  const { t } = useTranslation(['department', 'common']);
  const id = useId();
  const you = useYou();
  const may = useMay('send_message');
  const [text, write, drop] = useDraft(`${you.seat}/message`);
  const [to, setTo] = useState<readonly Party[]>([]);
  const [wrong, setWrong] = useState<'missingTo' | 'missingText'>();
  const send = () => {
    const words = text.trim();
    const lacks = to.length === 0 ? 'missingTo' : words ? undefined : 'missingText';
    setWrong(lacks);
    if (lacks || !may.ok) return;
    submit({ type: 'send_message', to: [...to], text: words });
    drop();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={sendKey(send)}
    >
      <Addressees
        to={to}
        change={(next) => {
          setTo(next);
          setWrong(undefined);
        }}
      />
      <div className="field">
        <label htmlFor={id}>{t('messages.text')}</label>
        <textarea
          id={id}
          rows={2}
          className="short"
          value={text}
          maxLength={4000}
          onChange={(event) => write(event.target.value)}
        />
      </div>
      {wrong ? (
        <p className="field" role="alert">
          <span className="wrong">{t(`messages.${wrong}`)}</span>
        </p>
      ) : null}
      <button type="submit" disabled={!may.ok} title={may.why ? t(`common:why.${may.why}`) : undefined}>
        {t('messages.send')}
      </button>
    </form>
  );
}

interface AddresseesProps {
  to: readonly Party[];
  change: (to: readonly Party[]) => void;
}

function Addressees({ to, change }: AddresseesProps) {
  const { t } = useTranslation(['department', 'common']);
  const you = useYou();
  const pick = usePick();
  const departments = useItems('department');
  const parties: { party: Party; name: string }[] = [
    { party: 'control', name: t('common:party.control') },
    ...departments
      .filter((item) => item.code !== you.department)
      .map((item) => ({ party: { department: item.code }, name: pick(item.name) })),
    { party: 'simulation', name: t('common:party.simulation') },
  ];
  return (
    <fieldset>
      <legend>{t('messages.to')}</legend>
      <div className="row parties">
        {parties.map(({ party, name }) => {
          const chosen = to.some((other) => sameParty(other, party));
          return (
            <button
              key={keyOf(party)}
              type="button"
              className="party"
              aria-pressed={chosen}
              onClick={() => change(chosen ? to.filter((other) => !sameParty(other, party)) : [...to, party])}
            >
              {chosen ? '✓ ' : ''}
              {name}
            </button>
          );
        })}
      </div>
    </fieldset>
  );
}
