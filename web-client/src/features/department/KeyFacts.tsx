import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { seenOf, valueWords } from '../../lib/drill/facts';
import type { PictureItem, Sighting } from '../../protocol';
import { submit, useConnection, useItems, useMay, useOutbox, useYou } from '../../sync';
import { Age, useAge } from '../../ui/drill/Age';
import { Differs } from '../../ui/drill/PictureTable';
import { FactForm } from './FactForm';
import { reportAgain, useGiven, useOwn, usePicture } from './useFact';
import { WriteState } from './WriteState';
import { usePartyName } from './words';
import './facts.css';

/** What we must know, and what else there is to know; for incident command, what every department says. */
export function KeyFacts() {
  const { t } = useTranslation('department');
  const facts = usePicture();
  const command = useItems('briefing')[0]?.confirms_reports ?? false;
  const [writing, setWriting] = useState<string>();
  const [all, setAll] = useState(false);
  if (facts.length === 0) return null;
  const near = facts.filter((fact) => command || fact.asked || fact.sightings.length > 0);
  const shown = all ? facts : near;
  const fact = facts.find((one) => one.key === writing);
  return (
    <section className="card stack key-facts" aria-labelledby="key-facts">
      <h2 id="key-facts">{t(command ? 'fact.titleCommand' : 'fact.title')}</h2>
      <ul>
        {shown.map((one) => (
          <Line key={one.key} fact={one} command={command} onReport={() => setWriting(one.key)} />
        ))}
      </ul>
      {shown.length === 0 ? <p className="quiet">{t('fact.nothingAsked')}</p> : null}
      {near.length < facts.length ? (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('fact.fewer') : t('fact.more', { n: facts.length - near.length })}
        </button>
      ) : null}
      {fact ? <FactForm fact={fact} onClose={() => setWriting(undefined)} /> : null}
    </section>
  );
}

interface LineProps {
  fact: PictureItem;
  command: boolean;
  onReport: () => void;
}

function Line({ fact, command, onReport }: LineProps) {
  const { t } = useTranslation('department');
  const pick = usePick();
  const own = useOwn(fact);
  const given = useGiven(fact.key);
  const may = useMay('report_fact');
  const { state } = useConnection();
  const live = state === 'live' || state === 'reloaded';
  const { millis, old } = useAge(own ? seenOf(own) : undefined, fact.old_after);
  const { confirmed } = fact;
  const other = confirmed && (!own || own.value !== confirmed.value) ? confirmed : undefined;
  const words = (sighting: Sighting) => valueWords(fact.form, sighting.value, pick);
  return (
    <li className={old ? 'key-fact key-fact-old' : 'key-fact'}>
      <div className="row spread">
        <span className="key-fact-name">
          {pick(fact.name)}
          {fact.asked ? <span className="small quiet"> · {t('fact.asked')}</span> : null}
        </span>
        {fact.disagree ? <Differs /> : null}
      </div>
      {command && own ? null : (
        <p className="key-fact-own">
          {own ? (
            <>
              <strong>{words(own)}</strong> <Age millis={millis} old={old} />
              {own.confirmed ? <span className="pic-confirmed"> ✓ {t('fact.confirmed')}</span> : null}
            </>
          ) : (
            <span className="quiet">{t(command ? 'fact.weUnknown' : 'fact.unknown')}</span>
          )}
        </p>
      )}
      {other && !command ? (
        <p className="key-fact-other">
          ✓ {t('fact.command', { value: words(other), dept: other.department })}
        </p>
      ) : null}
      {command ? <Others fact={fact} /> : null}
      {given ? (
        <p className="row small">
          {valueWords(fact.form, given.command.value, pick)} <WriteState entry={given} />
        </p>
      ) : null}
      <div className="row">
        <button type="button" className="grow" disabled={!may.ok} onClick={onReport}>
          {t('fact.open')}
        </button>
        {own ? (
          <button
            type="button"
            className="grow"
            disabled={!may.ok || given !== undefined}
            onClick={() => reportAgain(fact, own.value, live)}
          >
            {t('fact.still')}
          </button>
        ) : null}
      </div>
    </li>
  );
}

/** Every department's value beside the others, each to be confirmed with one tap. */
function Others({ fact }: { fact: PictureItem }) {
  return (
    <ul className="key-fact-all">
      {fact.sightings.map((sighting) => (
        <Other key={sighting.department} fact={fact} sighting={sighting} />
      ))}
    </ul>
  );
}

function Other({ fact, sighting }: { fact: PictureItem; sighting: Sighting }) {
  const { t } = useTranslation('department');
  const pick = usePick();
  const you = useYou();
  const nameOf = usePartyName();
  const may = useMay('confirm_fact');
  const asked = useOutbox()
    .filter((entry) => entry.command.type === 'confirm_fact' && entry.command.report === sighting.report)
    .at(-1);
  const { millis, old } = useAge(seenOf(sighting), fact.old_after);
  const on = asked?.state === 'sending' || asked?.state === 'waiting';
  const name = sighting.department === you.department ? t('fact.ours') : nameOf(sighting);
  const value = valueWords(fact.form, sighting.value, pick, true);
  return (
    <li className={old ? 'key-fact-cell pic-old' : 'key-fact-cell'}>
      <span className="small">
        <b>{sighting.department}</b> <span className="quiet">{name}</span>
      </span>
      <strong>
        {fact.disagree ? <span aria-hidden="true">◆ </span> : null}
        {value}
      </strong>
      <Age millis={millis} old={old} />
      {sighting.source ? (
        <span className="small quiet">{t('fact.from', { source: sighting.source })}</span>
      ) : null}
      {sighting.confirmed ? (
        <span className="pic-confirmed">✓ {t('fact.confirmed')}</span>
      ) : (
        <button
          type="button"
          disabled={!may.ok || on}
          onClick={() => submit({ type: 'confirm_fact', report: sighting.report })}
        >
          {t('fact.confirm')}
          <span className="visually-hidden">
            {' '}
            {sighting.department} {pick(fact.name)} {value}
          </span>
        </button>
      )}
      {asked && asked.state !== 'recorded' ? <WriteState entry={asked} /> : null}
    </li>
  );
}
