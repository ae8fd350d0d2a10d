/** The map of the site with its table: look, put, move, remove, confirm. Phone, desk and console alike. */
import { useCallback, useId, useMemo, useRef, useState } from 'react';
import { valueWords } from '../../lib/drill/facts';
import { type Drawn, drawn, ended, standing } from '../../lib/drill/site';
import { useWords, type Words } from '../../lib/drill/useWords';
import type { FactItem, FeatureItem, PictureItem, Position, SiteItem } from '../../protocol';
import { clock, useConnection, useExercise, useItems, useMay } from '../../sync';
import { useAct } from '../drill/act';
import { Fate } from '../drill/Fate';
import type { Draft } from './engine';
import { FeatureForm } from './FeatureForm';
import { EndedList, FeatureTable, PlaceTable } from './FeatureTable';
import { MapCanvas, type MapHandle } from './MapCanvas';
import { spotNow, useFeatureDraft } from './useFeatureDraft';

/** Nothing is written, something new is, or what takes the place of another. */
type Writing = undefined | 'new' | FeatureItem;

export function MapBoard({ zone }: { zone: string }) {
  const { t } = useWords('map');
  const [site] = useItems('site');
  if (!site) return <p className="quiet">{t('none')}</p>;
  return <Board zone={zone} site={site} />;
}

function Board({ zone, site }: { zone: string; site: SiteItem }) {
  const words = useWords('map');
  const { t } = words;
  const id = useId();
  const exercise = useExercise();
  const { state } = useConnection();
  const items = useItems('feature');
  const placeItems = useItems('place');
  const may = useMay('put_feature');
  const [chosen, setChosen] = useState<string | null>(null);
  const [writing, setWriting] = useState<Writing>();
  const before = writing === 'new' ? undefined : writing;
  const drafting = useFeatureDraft(before);
  const map = useRef<MapHandle | null>(null);
  const act = useAct(({ command }) => {
    if (command.type === 'put_feature') drafting.drop();
  });
  const stands = useMemo(() => standing(items), [items]);
  const features = useMemo(() => stands.map(drawn), [stands]);
  const places = useNamed(words, features);
  const draft = useMemo(
    () => (writing ? draftOf(drafting.draft, placeItems) : undefined),
    [writing, drafting.draft, placeItems],
  );
  const handle = useCallback((next: MapHandle | null) => {
    map.current = next;
  }, []);
  if (!exercise) return null;
  const tap = (at: Position) => {
    if (writing) drafting.add(at);
  };
  const send = (word: string) => {
    const live = state === 'live' || state === 'reloaded';
    // Off line it is recorded later than it is seen: then the moment must travel with it.
    const command = drafting.command(word, live ? null : clock.now());
    if (!command) return;
    act.give(command);
    // Off line the outbox keeps it; on line it stays in the form until it is recorded.
    if (!live) drafting.drop();
    setWriting(undefined);
  };
  return (
    <div className={writing ? 'map-board map-writing' : 'map-board'}>
      <section className="map-pane" aria-label={t('title')}>
        <div className="map-frame">
          <MapCanvas
            exercise={exercise.id}
            site={site}
            places={places}
            features={features}
            chosen={chosen}
            draft={draft}
            label={`${t('marker')} · ${words.in(site.name)}`}
            describedBy={`${id}-hint`}
            onTap={tap}
            onChoose={(next) => (writing ? undefined : setChosen(next))}
            handle={handle}
          />
          <span className="map-marker" aria-hidden="true">
            {t('marker')}
          </span>
          {writing ? <span className="map-cross" aria-hidden="true" /> : null}
        </div>
        <div className="map-bar">
          {may.why === 'role' || writing ? null : (
            <button type="button" className="primary" disabled={!may.ok} onClick={() => setWriting('new')}>
              ＋ {t('put')}
            </button>
          )}
          <button type="button" onClick={() => map.current?.whole()}>
            {t('whole')}
          </button>
          <Fate entry={act.entry} zone={zone} />
        </div>
        <p id={`${id}-hint`} className="small quiet">
          {t('hint')} {t('typed')} {site.credit ? t('credit', { who: words.in(site.credit) }) : ''}
        </p>
      </section>
      <div className="map-side">
        {writing ? (
          <FeatureForm
            key={before?.id ?? ''}
            drafting={drafting}
            before={before}
            busy={act.busy}
            onCentre={() => map.current && drafting.add(map.current.centre())}
            onSend={send}
            onClose={() => setWriting(undefined)}
          />
        ) : null}
        <section aria-labelledby={`${id}-list`}>
          <h3 id={`${id}-list`}>
            {t('list.title')} <span className="quiet num">{stands.length}</span>
          </h3>
          <FeatureTable
            items={stands}
            hands={{
              act,
              zone,
              chosen,
              onShow: (next, shape) => {
                setChosen(next);
                if (next) map.current?.goTo(shape);
              },
              onMove: setWriting,
            }}
          />
          <EndedList items={ended(items)} zone={zone} />
        </section>
        <section aria-labelledby={`${id}-places`}>
          <h3 id={`${id}-places`}>{t('places.title')}</h3>
          <PlaceTable places={placeItems} onShow={(shape) => map.current?.goTo(shape)} />
        </section>
      </div>
    </div>
  );
}

/** What is being written, as the map draws it: a place that was chosen or degrees that were typed too. */
function draftOf(
  draft: Parameters<typeof spotNow>[0],
  places: readonly { key: string; position: Position }[],
): Draft | undefined {
  if (draft.way === 'tap') return { form: draft.form, corners: draft.corners };
  const spot = spotNow(draft);
  if (spot?.type === 'point') return { form: 'point', corners: [spot.at] };
  const place = spot?.type === 'place' ? places.find((one) => one.key === spot.place) : undefined;
  return place ? { form: 'point', corners: [place.position] } : undefined;
}

/** Places with what is confirmed of the facts that belong to them. */
function useNamed(words: Words, features: readonly Drawn[]) {
  const places = useItems('place');
  const facts: readonly (FactItem | PictureItem)[] = [...useItems('fact'), ...useItems('picture')];
  const told = new Map<string, string[]>();
  for (const { place, confirmed, form, name } of facts) {
    if (!place || !confirmed) continue;
    const said = `${words.in(name)} ${valueWords(form, confirmed.value, words.in, true)}`;
    told.set(place, [...(told.get(place) ?? []), said]);
  }
  // Where something stands, its own words stand too: two names on one spot cannot be read.
  const spot = ({ lon, lat }: Position) => `${lon} ${lat}`;
  const taken = new Set(features.map(({ shape }) => (shape.type === 'point' ? spot(shape.at) : '')));
  const named = places.map(({ key, name, position }) => ({
    key,
    name: taken.has(spot(position)) ? '' : [words.in(name), ...(told.get(key) ?? [])].join('\n'),
    at: position,
  }));
  const text = JSON.stringify(named);
  // Facts change often, what the map writes beside a place seldom: the same words are the same list.
  return useMemo(() => JSON.parse(text) as typeof named, [text]);
}
