/** Puts something on the map: by a tap, at a named place, or by typed degrees; each way by keyboard too. */
import { useId, useState } from 'react';
import { audiences, KINDS, readDegrees, SIGNS } from '../../lib/drill/site';
import { useWords } from '../../lib/drill/useWords';
import { sendKey } from '../../lib/keys';
import type { FeatureItem } from '../../protocol';
import { useItems, useMay, useYou } from '../../sync';
import { ActButton } from '../drill/ActButton';
import { type Drafting, FORMS, spotNow, WAYS } from './useFeatureDraft';

interface Props {
  drafting: Drafting;
  before: FeatureItem | undefined;
  busy: boolean;
  onCentre: () => void;
  onSend: (word: string) => void;
  onClose: () => void;
}

export function FeatureForm({ drafting, before, busy, onCentre, onSend, onClose }: Props) {
  const { t, say } = useWords('map');
  const id = useId();
  const may = useMay('put_feature');
  const you = useYou();
  const { draft, change } = drafting;
  const [tried, setTried] = useState(false);
  const word = t(`kind.${draft.kind}`);
  const noSpot = spotNow(draft) === undefined;
  const noReason = before !== undefined && draft.reason.trim() === '';
  const send = () => {
    setTried(true);
    if (may.ok && !busy && !noSpot && !noReason) onSend(word);
  };
  return (
    <form
      className="map-form stack"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onKeyDown={sendKey(send)}
    >
      <div className="row spread">
        <h3 id={`${id}-title`}>{before ? t('form.move', { label: before.label }) : t('form.title')}</h3>
        <button type="button" className="plain" onClick={onClose} aria-label={say('common:action.close')}>
          ✕
        </button>
      </div>
      <div className="field">
        <label htmlFor={`${id}-kind`}>{t('kind.title')}</label>
        <select
          id={`${id}-kind`}
          value={draft.kind}
          onChange={(event) => change({ kind: event.target.value as typeof draft.kind })}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {SIGNS[kind]} {t(`kind.${kind}`)}
            </option>
          ))}
        </select>
      </div>
      <Where drafting={drafting} tried={tried} onCentre={onCentre} />
      <div className="field">
        <label htmlFor={`${id}-label`}>{t('form.label')}</label>
        <input
          id={`${id}-label`}
          value={draft.label}
          maxLength={120}
          placeholder={word}
          onChange={(event) => change({ label: event.target.value })}
        />
      </div>
      <div className="field">
        <label htmlFor={`${id}-note`}>{t('form.note')}</label>
        <input
          id={`${id}-note`}
          value={draft.note}
          maxLength={500}
          onChange={(event) => change({ note: event.target.value })}
        />
      </div>
      <fieldset className="map-choice">
        <legend>{t('audience.title')}</legend>
        {audiences(you.department).map((audience) => (
          <label key={audience} className="tick">
            <input
              type="radio"
              name={`${id}-audience`}
              checked={draft.audience === audience}
              onChange={() => change({ audience })}
            />
            {t(`audience.${audience}`)}
          </label>
        ))}
      </fieldset>
      {before ? (
        <div className="field">
          <label htmlFor={`${id}-reason`}>{t('form.reason')}</label>
          <input
            id={`${id}-reason`}
            value={draft.reason}
            maxLength={500}
            aria-invalid={tried && noReason}
            aria-describedby={`${id}-reason-hint`}
            onChange={(event) => change({ reason: event.target.value })}
          />
          <span id={`${id}-reason-hint`} className={tried && noReason ? 'wrong small' : 'small quiet'}>
            {t('form.reasonMissing')}
          </span>
        </div>
      ) : null}
      <ActButton
        may={may}
        notNow={noSpot ? t('form.missing') : undefined}
        tone="main"
        busy={busy}
        onAct={send}
      >
        {t('form.send')}
      </ActButton>
    </form>
  );
}

function Where({ drafting, tried, onCentre }: { drafting: Drafting; tried: boolean; onCentre: () => void }) {
  const { t } = useWords('map');
  const id = useId();
  const { draft, change } = drafting;
  return (
    <fieldset className="map-choice">
      <legend>{t('form.where')}</legend>
      <div className="map-ways">
        {WAYS.map((way) => (
          <button key={way} type="button" aria-pressed={draft.way === way} onClick={() => change({ way })}>
            {t(`form.way.${way}`)}
          </button>
        ))}
      </div>
      {draft.way === 'place' ? <PlaceField id={id} drafting={drafting} tried={tried} /> : null}
      {draft.way === 'tap' ? <TapField drafting={drafting} onCentre={onCentre} /> : null}
      {draft.way === 'typed' ? <TypedField id={id} drafting={drafting} tried={tried} /> : null}
    </fieldset>
  );
}

function PlaceField({ id, drafting, tried }: { id: string; drafting: Drafting; tried: boolean }) {
  const words = useWords('map');
  const places = useItems('place');
  const { draft, change } = drafting;
  return (
    <div className="field">
      <label htmlFor={`${id}-place`}>{words.t('form.place')}</label>
      <select
        id={`${id}-place`}
        value={draft.place}
        aria-invalid={tried && draft.place === ''}
        onChange={(event) => change({ place: event.target.value })}
      >
        <option value="">{words.t('form.choose')}</option>
        {places.map((place) => (
          <option key={place.key} value={place.key}>
            {words.in(place.name)}
            {place.restricted ? ` · ${words.t('places.restricted')}` : ''}
          </option>
        ))}
      </select>
    </div>
  );
}

function TapField({ drafting, onCentre }: { drafting: Drafting; onCentre: () => void }) {
  const { t } = useWords('map');
  const { draft, change } = drafting;
  const n = draft.corners.length;
  return (
    <>
      <fieldset className="map-ways">
        <legend className="visually-hidden">{t('form.shape.title')}</legend>
        {FORMS.map((form) => (
          <button
            key={form}
            type="button"
            aria-pressed={draft.form === form}
            onClick={() =>
              change({ form, corners: form === 'point' ? draft.corners.slice(-1) : draft.corners })
            }
          >
            {t(`form.shape.${form}`)}
          </button>
        ))}
      </fieldset>
      <p className="small" role="status">
        {draft.form === 'point' && n === 0 ? t('form.tapPoint') : null}
        {draft.form === 'point' && n > 0 ? <PointWords drafting={drafting} /> : null}
        {draft.form === 'point' ? null : t('form.tapCorners', { n })}
      </p>
      <div className="map-ways">
        <button type="button" onClick={onCentre}>
          ⌖ {t('form.centre')}
        </button>
        {n > 0 ? (
          <button type="button" onClick={() => change({ corners: draft.corners.slice(0, -1) })}>
            {t('form.undo')}
          </button>
        ) : null}
        {n > 1 ? (
          <button type="button" onClick={() => change({ corners: [] })}>
            {t('form.clear')}
          </button>
        ) : null}
      </div>
    </>
  );
}

function PointWords({ drafting }: { drafting: Drafting }) {
  const [at] = drafting.draft.corners;
  return at ? (
    <span className="num">
      {at.lat}, {at.lon}
    </span>
  ) : null;
}

function TypedField({ id, drafting, tried }: { id: string; drafting: Drafting; tried: boolean }) {
  const { t } = useWords('map');
  const { draft, change } = drafting;
  const parts = [
    { name: 'lat', text: draft.lat, most: 90, wrong: t('form.wrongLat'), label: t('form.lat') },
    { name: 'lon', text: draft.lon, most: 180, wrong: t('form.wrongLon'), label: t('form.lon') },
  ] as const;
  return (
    <div className="map-typed">
      {parts.map(({ name, text, most, wrong, label }) => {
        const bad = (tried || text.trim() !== '') && readDegrees(text, most) === undefined;
        return (
          <div key={name} className="field">
            <label htmlFor={`${id}-${name}`}>{label}</label>
            <input
              id={`${id}-${name}`}
              inputMode="decimal"
              maxLength={20}
              value={text}
              aria-invalid={bad}
              aria-describedby={bad ? `${id}-${name}-wrong` : undefined}
              onChange={(event) => change({ [name]: event.target.value })}
            />
            {bad ? (
              <span id={`${id}-${name}-wrong`} className="wrong small">
                {wrong}
              </span>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
