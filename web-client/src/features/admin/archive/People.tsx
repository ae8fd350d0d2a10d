/** Who is in the record of an exercise, by ids and seats alone; erasing one. */
import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use';
import { calendarDate, wallMinute } from '../../../lib/time';
import type { ExerciseId, PersonView } from '../../../protocol';
import { erasePerson, listPeople } from '../../../sync';
import { asProblem, Dialog, HoldButton, ProblemNote } from '../../../ui';

/** The device's own zone: an administrator reads several exercises. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** Characters of an id that tell two persons apart on a screen. */
const SHORT = 8;

export function People({ id }: { id: ExerciseId }) {
  const { t } = useTranslation(['admin', 'common']);
  const [people, setPeople] = useState<PersonView[]>();
  const [asked, setAsked] = useState<PersonView>();
  const [said, setSaid] = useState('');
  const [error, setError] = useState<unknown>();
  const read = useCallback(async () => setPeople(await listPeople(id)), [id]);
  useEffect(() => void read().catch(setError), [read]);
  const erase = async (person: PersonView, keepFiles: boolean) => {
    setAsked(undefined);
    setSaid('');
    try {
      const done = await erasePerson(id, person.person, keepFiles);
      setError(undefined);
      setSaid(t('people.done', { files: done.files }));
      await read();
    } catch (failed) {
      setError(failed);
    }
  };
  return (
    <section className="stack card">
      <h3>{t('people.title')}</h3>
      <p className="quiet">{t('people.intro')}</p>
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
      <p role="status">{said}</p>
      {!people && !error ? <p className="quiet">{t('common:app.loading')}</p> : null}
      {people?.length === 0 ? <p className="quiet">{t('people.none')}</p> : null}
      <ul className="admin-people">
        {people?.map((person) => (
          <Person key={person.person} person={person} onErase={() => setAsked(person)} />
        ))}
      </ul>
      {asked ? (
        <Erase
          person={asked}
          onClose={() => setAsked(undefined)}
          onErase={(keep) => void erase(asked, keep)}
        />
      ) : null}
    </section>
  );
}

/** When something was, in words. */
function useMoment() {
  const language = useLanguage();
  return (at: number) => `${calendarDate(at, ZONE, language)} ${wallMinute(at, ZONE)}`;
}

const seatsOf = (person: PersonView) => person.seats.map((one) => one.seat).join(' ');

function Person({ person, onErase }: { person: PersonView; onErase: () => void }) {
  const { t } = useTranslation('admin');
  const moment = useMoment();
  const short = person.person.slice(0, SHORT);
  const { erased } = person;
  return (
    <li className="row spread">
      <div>
        <strong>{seatsOf(person) || t('people.noSeat')}</strong>{' '}
        <code className="small" title={person.person}>
          {short}
        </code>
        <div className="quiet small">
          {person.seats[0] ? t('people.since', { at: moment(person.seats[0].since) }) : null}
        </div>
        {erased ? (
          <div className="small">
            {t('people.erased', { at: moment(erased.at), by: erased.by, files: erased.files })}
          </div>
        ) : (
          <div className="small">{t(person.named ? 'people.named' : 'people.unnamed')}</div>
        )}
      </div>
      {erased ? (
        <span className="chip idle">{t('people.isErased')}</span>
      ) : (
        <button
          type="button"
          className="danger"
          aria-label={t('people.eraseOf', { seats: seatsOf(person), id: short })}
          onClick={onErase}
        >
          {t('people.erase')}
        </button>
      )}
    </li>
  );
}

interface EraseProps {
  person: PersonView;
  onClose: () => void;
  onErase: (keepFiles: boolean) => void;
}

/** What goes and what stays is said before. */
function Erase({ person, onClose, onErase }: EraseProps) {
  const { t } = useTranslation('admin');
  const [keep, setKeep] = useState(false);
  return (
    <Dialog
      title={t('people.eraseOf', { seats: seatsOf(person), id: person.person.slice(0, SHORT) })}
      onClose={onClose}
    >
      <div className="stack">
        <h3>{t('people.goes')}</h3>
        <ul>
          <li>{t('people.goesName')}</li>
          <li>{t('people.goesSession')}</li>
          {keep ? null : <li>{t('people.goesFiles')}</li>}
        </ul>
        <h3>{t('people.stays')}</h3>
        <ul>
          <li>{t('people.staysRecord')}</li>
          <li>{t('people.staysText')}</li>
          <li>{t('people.staysCopies')}</li>
        </ul>
        <label className="admin-tick">
          <input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} />
          {t('people.keepFiles')}
        </label>
        <p>{t('people.final')}</p>
        <HoldButton word={t('people.word')} onDone={() => onErase(keep)}>
          {t('people.erase')}
        </HoldButton>
      </div>
    </Dialog>
  );
}
