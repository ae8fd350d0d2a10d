/** The picture of the map. Everything on it stands in the table beside it too: this is not the only way. */
import { useEffect, useRef } from 'react';
import type { Drawn } from '../../lib/drill/site';
import type { Position, Shape, SiteItem } from '../../protocol';
import { about, bearer, sitePlan } from '../../sync';
import { type Draft, type Engine, type Named, open } from './engine';

export interface MapHandle {
  centre(): Position;
  goTo(shape: Shape): void;
  whole(): void;
}

interface Props {
  exercise: string;
  site: SiteItem;
  places: readonly Named[];
  features: readonly Drawn[];
  chosen: string | null;
  draft: Draft | undefined;
  label: string;
  /** Says what the keys do, by the id of its element. */
  describedBy: string;
  onTap: (at: Position) => void;
  onChoose: (id: string | null) => void;
  scale?: number;
  handle: (handle: MapHandle | null) => void;
}

export function MapCanvas(props: Props) {
  const { exercise, site, places, features, chosen, draft, scale = 1 } = props;
  const target = useRef<HTMLDivElement>(null);
  const engine = useRef<Engine | undefined>(undefined);
  const latest = useRef(props);
  latest.current = props;
  const { west, south, east, north } = site.bounds;
  useEffect(() => {
    if (!target.current) return;
    const made = open(
      target.current,
      { west, south, east, north },
      { onTap: (at) => latest.current.onTap(at), onChoose: (id) => latest.current.onChoose(id), scale },
    );
    engine.current = made;
    latest.current.handle(made);
    let here = true;
    void about().then(
      ({ tiles }) => {
        if (here && tiles) void made.tiles(bearer());
      },
      () => undefined,
    );
    return () => {
      here = false;
      latest.current.handle(null);
      made.close();
      engine.current = undefined;
    };
  }, [west, south, east, north, scale]);
  const file = site.plan?.type === 'image' ? site.plan.file : undefined;
  const form = site.plan?.type;
  useEffect(() => {
    if (!form) return;
    let here = true;
    void sitePlan(exercise, file).then(async (blob) => {
      if (!blob || !here) return;
      const plan =
        form === 'geojson'
          ? { type: 'geojson' as const, text: await blob.text() }
          : { type: 'image' as const, url: URL.createObjectURL(blob) };
      if (here) engine.current?.plan(plan);
    });
    return () => {
      here = false;
    };
  }, [exercise, form, file]);
  useEffect(() => engine.current?.places(places), [places]);
  useEffect(() => engine.current?.features(features, chosen), [features, chosen]);
  useEffect(() => engine.current?.draft(draft), [draft]);
  return (
    <div
      ref={target}
      className="map-canvas"
      role="application"
      aria-label={props.label}
      aria-describedby={props.describedBy}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows and + − move the map, as the text beside it says
      tabIndex={0}
    />
  );
}
