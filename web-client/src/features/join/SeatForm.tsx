import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import type { LookAnswer, Session } from '../../protocol';
import { signIn } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { Notice } from './Door';
import { complete, firstPerson, NameField, ReadField, rememberName } from './PersonFields';

interface Props {
  answer: LookAnswer;
  onIn: (session: Session) => void;
}

function About({ answer }: { answer: LookAnswer }) {
  const { t } = useTranslation(['common', 'join']);
  const pick = usePick();
  return (
    <p>
      <strong>{pick(answer.title)}</strong>
      <br />
      <span className="quiet small">{t('join:status', { status: t(`status.${answer.status}`) })}</span>
    </p>
  );
}

/** A seat card: who sits down is asked; the card binds with the tap and not before. */
export function CardForm({ answer, secret, onIn }: Props & { secret: string }) {
  const { t } = useTranslation(['common', 'join']);
  const pick = usePick();
  const [person, setPerson] = useState(firstPerson);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const { seat } = answer;
  // Nobody sits at a wall.
  const nameless = seat?.role === 'WALL';
  const take = async (event: FormEvent) => {
    event.preventDefault();
    if (!nameless && !complete(person)) {
      setPerson({ ...person, tried: true });
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      onIn(await signIn({ with: 'seat_card', secret, name: nameless ? null : rememberName(person) }));
    } catch (failed) {
      setError(failed);
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void take(event)} noValidate>
      <About answer={answer} />
      {seat ? (
        <dl className="card facts">
          <dt>{t('join:seat')}</dt>
          <dd>
            <strong>
              {seat.code} {pick(seat.name)}
            </strong>
          </dd>
          <dt>{t('join:role')}</dt>
          <dd>{t(`role.${seat.role}`)}</dd>
        </dl>
      ) : null}
      {nameless ? null : (
        <>
          <NameField person={person} change={setPerson} />
          <Notice />
          <ReadField person={person} change={setPerson} />
        </>
      )}
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('join:looking') : t('join:take')}
      </button>
    </form>
  );
}

/** The room code opens the waiting room: name, department and seat are wishes. */
export function RoomForm({ answer, code, onIn }: Props & { code: string }) {
  const { t } = useTranslation(['common', 'join']);
  const [person, setPerson] = useState(firstPerson);
  const [wish, setWish] = useState<Wish>({ department: '', seat: '' });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const ask = async (event: FormEvent) => {
    event.preventDefault();
    if (!complete(person)) {
      setPerson({ ...person, tried: true });
      return;
    }
    setBusy(true);
    setError(undefined);
    try {
      const name = rememberName(person);
      onIn(
        await signIn({
          with: 'room_code',
          code,
          name,
          department: wish.department || null,
          seat: wish.seat || null,
        }),
      );
    } catch (failed) {
      setError(failed);
      setBusy(false);
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void ask(event)} noValidate>
      <About answer={answer} />
      <NameField person={person} change={setPerson} />
      <Wishes answer={answer} wish={wish} change={setWish} />
      <Notice />
      <ReadField person={person} change={setPerson} />
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <button type="submit" className="primary" disabled={busy}>
        {busy ? t('join:looking') : t('join:ask')}
      </button>
      <p className="quiet small">{t('join:ask_hint')}</p>
    </form>
  );
}

interface Wish {
  department: string;
  seat: string;
}

interface WishesProps {
  answer: LookAnswer;
  wish: Wish;
  change: (wish: Wish) => void;
}

/** Department and seat: wishes, a controller decides. */
function Wishes({ answer, wish, change }: WishesProps) {
  const { t } = useTranslation(['common', 'join']);
  const pick = usePick();
  const id = useId();
  const { department, seat } = wish;
  const seats = answer.departments.find((entry) => entry.code === department)?.seats ?? [];
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-unit`}>{t('join:unit')}</label>
        <select
          id={`${id}-unit`}
          value={department}
          onChange={(event) => change({ department: event.target.value, seat: '' })}
        >
          <option value="">{t('join:anyUnit')}</option>
          {answer.departments.map((entry) => (
            <option key={entry.code} value={entry.code}>
              {entry.code} {pick(entry.name)}
            </option>
          ))}
        </select>
      </div>
      <div className="field">
        <label htmlFor={`${id}-seat`}>{t('join:seat')}</label>
        <select
          id={`${id}-seat`}
          value={seat}
          onChange={(event) => change({ department, seat: event.target.value })}
        >
          <option value="">{t('join:anySeat')}</option>
          {seats.map((entry) => (
            <option key={entry.code} value={entry.code}>
              {entry.code} {pick(entry.name)}
            </option>
          ))}
        </select>
      </div>
    </>
  );
}
