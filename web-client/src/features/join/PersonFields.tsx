import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { readSetting, writeSetting } from '../../lib/storage';

export interface Person {
  name: string;
  read: boolean;
  /** Set once the person tried to go on: from then on what is missing is said. */
  tried: boolean;
}

/** The name is asked once: this device knows it the next time. */
export function firstPerson(): Person {
  return { name: readSetting('name') ?? '', read: false, tried: false };
}

export function complete(person: Person): boolean {
  return person.name.trim() !== '' && person.read;
}

export function rememberName(person: Person): string {
  const name = person.name.trim();
  writeSetting('name', name);
  return name;
}

interface Props {
  person: Person;
  change: (person: Person) => void;
}

export function NameField({ person, change }: Props) {
  const { t } = useTranslation('join');
  const id = useId();
  const wrong = person.tried && person.name.trim() === '';
  return (
    <div className="field">
      <label htmlFor={id}>{t('name')}</label>
      <input
        id={id}
        value={person.name}
        maxLength={40}
        autoComplete="name"
        aria-invalid={wrong}
        aria-describedby={`${id}-note`}
        onChange={(event) => change({ ...person, name: event.target.value })}
      />
      <span id={`${id}-note`} className={wrong ? 'wrong small' : 'quiet small'}>
        {t(wrong ? 'nameMissing' : 'nameHint')}
      </span>
    </div>
  );
}

export function ReadField({ person, change }: Props) {
  const { t } = useTranslation('join');
  const id = useId();
  const wrong = person.tried && !person.read;
  return (
    <div className="field">
      <label className="tick">
        <input
          type="checkbox"
          checked={person.read}
          aria-invalid={wrong}
          aria-describedby={wrong ? id : undefined}
          onChange={(event) => change({ ...person, read: event.target.checked })}
        />
        {t('read')}
      </label>
      {wrong ? (
        <span id={id} className="wrong small">
          {t('readMissing')}
        </span>
      ) : null}
    </div>
  );
}
