/** The twin of the map: what stands on it as a real table, and what may be done about each. */
import { useId, useState } from 'react';
import { positionWords, SIGNS, seenOf, waits } from '../../lib/drill/site';
import { useWords } from '../../lib/drill/useWords';
import { wallMinute } from '../../lib/time';
import type { FeatureItem, PlaceItem, Shape } from '../../protocol';
import { useExercise, useItems, useMay, useYou } from '../../sync';
import { ActButton } from '../drill/ActButton';
import { Age, useAge } from '../drill/Age';
import type { Act } from '../drill/act';
import { useWhere } from './where';

interface Hands {
  act: Act;
  zone: string;
  chosen: string | null;
  onShow: (id: string | null, shape: Shape) => void;
  onMove: (item: FeatureItem) => void;
}

const COLUMNS = ['what', 'where', 'who', 'when', 'state', 'acts'] as const;

export function FeatureTable({ items, hands }: { items: readonly FeatureItem[]; hands: Hands }) {
  const { t } = useWords('map');
  if (items.length === 0) return <p className="quiet">{t('list.empty')}</p>;
  return (
    // Roles are named because a narrow screen lays the rows out as cards, which would take them away.
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <table className="map-table" role="table" aria-label={t('list.title')}>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <thead role="rowgroup">
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tr role="row">
          {COLUMNS.map((name) => (
            // biome-ignore lint/a11y/noRedundantRoles: see above
            <th key={name} scope="col" role="columnheader">
              {t(`list.${name}`)}
            </th>
          ))}
        </tr>
      </thead>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <tbody role="rowgroup">
        {items.map((item) => (
          <Line key={item.id} item={item} hands={hands} />
        ))}
      </tbody>
    </table>
  );
}

function useWho(item: FeatureItem): string {
  const { t, in: pick } = useWords('map');
  const name = useItems('department').find((one) => one.code === item.owner)?.name;
  return item.owner === null ? t('list.control') : pick(name) || item.owner;
}

function Line({ item, hands }: { item: FeatureItem; hands: Hands }) {
  const { t } = useWords('map');
  const where = useWhere(item);
  const who = useWho(item);
  const { millis } = useAge(seenOf(item), null);
  const open = waits(item);
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <tr role="row" className={hands.chosen === item.id ? 'map-chosen' : undefined} data-feature={item.id}>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <th scope="row" role="rowheader">
        <span className="map-sign" aria-hidden="true">
          {SIGNS[item.feature_kind]}
        </span>{' '}
        {item.label} <span className="small quiet">{t(`kind.${item.feature_kind}`)}</span>
        {item.note ? <p className="small prewrap">{item.note}</p> : null}
      </th>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <td role="cell">{where}</td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <td role="cell">
        <b>{who}</b> <span className="small quiet">{item.rung.by?.seat ?? ''}</span>
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <td role="cell">
        <span className="num">{wallMinute(item.rung.at.wall, hands.zone)}</span>{' '}
        <Age millis={millis} old={false} />
        {item.seen_at ? (
          <span className="small quiet"> {t('list.seen', { at: wallMinute(item.seen_at, hands.zone) })}</span>
        ) : null}
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <td role="cell">
        {item.confirmed ? <span className="chip good">✓ {t('list.confirmed')}</span> : null}
        {open ? <span className="chip">? {t('list.reported')}</span> : null}{' '}
        <span className="small quiet">{t(`audienceShort.${item.audience}`)}</span>
      </td>
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <td role="cell">
        <Acts item={item} hands={hands} />
      </td>
    </tr>
  );
}

function Acts({ item, hands }: { item: FeatureItem; hands: Hands }) {
  const { t } = useWords('map');
  const you = useYou();
  const command = useExercise()?.command;
  const put = useMay('put_feature');
  const confirm = useMay('confirm_feature');
  const [removing, setRemoving] = useState(false);
  const own = put.why !== 'role' && item.owner === you.department;
  const confirms = you.department === null || you.department === command;
  const shown = hands.chosen === item.id;
  return (
    <div className="map-acts">
      <button
        type="button"
        aria-pressed={shown}
        onClick={() => hands.onShow(shown ? null : item.id, item.shape)}
      >
        {t('list.show')}
        <span className="visually-hidden"> {item.label}</span>
      </button>
      {waits(item) && confirms && confirm.why !== 'role' ? (
        <ActButton
          may={confirm}
          busy={hands.act.busy}
          onAct={() => hands.act.give({ type: 'confirm_feature', feature: item.id })}
        >
          ✓ {t('list.confirm')}
          <span className="visually-hidden"> {item.label}</span>
        </ActButton>
      ) : null}
      {own ? (
        <>
          <button type="button" onClick={() => hands.onMove(item)}>
            {t('list.move')}
            <span className="visually-hidden"> {item.label}</span>
          </button>
          <button type="button" aria-expanded={removing} onClick={() => setRemoving(!removing)}>
            {t('list.remove')}
            <span className="visually-hidden"> {item.label}</span>
          </button>
        </>
      ) : null}
      {removing ? <Remove item={item} act={hands.act} done={() => setRemoving(false)} /> : null}
    </div>
  );
}

/** What is taken off ends for a reason. */
function Remove({ item, act, done }: { item: FeatureItem; act: Act; done: () => void }) {
  const { t } = useWords('map');
  const id = useId();
  const may = useMay('remove_feature');
  const [reason, setReason] = useState('');
  const words = reason.trim();
  const give = () => {
    if (!words) return;
    act.give({ type: 'remove_feature', feature: item.id, reason: words });
    done();
  };
  return (
    <form
      className="map-remove"
      onSubmit={(event) => {
        event.preventDefault();
        give();
      }}
    >
      <label htmlFor={id}>{t('list.removeAsk', { label: item.label })}</label>
      <input id={id} maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
      <ActButton may={may} notNow={words ? undefined : t('list.removeWhy')} busy={act.busy} onAct={give}>
        {t('list.remove')}
      </ActButton>
    </form>
  );
}

/** What does not stand any more: its owner, control and evaluators are still told why. */
export function EndedList({ items, zone }: { items: readonly FeatureItem[]; zone: string }) {
  const { t } = useWords('map');
  if (items.length === 0) return null;
  return (
    <details className="map-ended">
      <summary>
        {t('list.ended')} <span className="num">{items.length}</span>
      </summary>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <span className="num">{wallMinute(item.ended?.noted.at.wall ?? 0, zone)}</span>{' '}
            <s>
              {SIGNS[item.feature_kind]} {item.label}
            </s>{' '}
            {t(item.ended?.by ? 'list.moved' : 'list.removed', { why: item.ended?.noted.text ?? '' })}
          </li>
        ))}
      </ul>
    </details>
  );
}

export function PlaceTable({
  places,
  onShow,
}: {
  places: readonly PlaceItem[];
  onShow: (shape: Shape) => void;
}) {
  const words = useWords('map');
  if (places.length === 0) return <p className="quiet">{words.t('places.none')}</p>;
  return (
    <ul className="map-places">
      {places.map((place) => (
        <li key={place.key}>
          <button
            type="button"
            title={positionWords(place.position)}
            onClick={() => onShow({ type: 'point', at: place.position })}
          >
            {words.in(place.name)}
            {place.restricted ? <span className="small quiet"> · {words.t('places.restricted')}</span> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
