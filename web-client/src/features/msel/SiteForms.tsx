// Forms of the site: its box, its drawing, and positions that are typed or pointed at.
import { lazy, Suspense, useState } from 'react';
import { readDegrees, rounded } from '../../lib/drill/site';
import type { Bounds, Position, SitePlan } from '../../protocol';
import { useExercise } from '../../sync';
import { uploadFile } from '../../sync/rest';
import { asProblem, ProblemNote } from '../../ui';
import { useParts } from './options';
import { TextBox } from './TextBox';
import { usePlanWords } from './words';

const PointPicker = lazy(() => import('../../ui/map/PointPicker'));

interface Props {
  value: unknown;
  off: boolean;
  name: string;
  onChange: (value: unknown) => void;
}

interface DegreesProps {
  degrees: number;
  most: 90 | 180;
  what: string;
  off: boolean;
  onSave: (degrees: number) => void;
}

/** Degrees, typed; what is none changes nothing. */
function Degrees({ degrees, most, what, off, onSave }: DegreesProps) {
  return (
    <label className="msel-degrees">
      <span>{what}</span>
      <TextBox
        text={String(degrees)}
        disabled={off}
        onSave={(text) => {
          const read = readDegrees(text, most);
          if (read !== undefined) onSave(read);
        }}
      />
    </label>
  );
}

/** Where something is: typed, or taken from the map. */
export function PositionOf({ value, off, name, onChange }: Props) {
  const { t } = usePlanWords();
  const [open, setOpen] = useState(false);
  const at = (value as Position | undefined) ?? { lon: 0, lat: 0 };
  return (
    <fieldset className="msel-position" aria-label={name}>
      <div className="row">
        <Degrees
          degrees={at.lat}
          most={90}
          what={t('site.lat')}
          off={off}
          onSave={(lat) => onChange({ ...at, lat })}
        />
        <Degrees
          degrees={at.lon}
          most={180}
          what={t('site.lon')}
          off={off}
          onSave={(lon) => onChange({ ...at, lon })}
        />
        <button type="button" aria-expanded={open} disabled={off} onClick={() => setOpen(!open)}>
          {t(open ? 'site.close_map' : 'site.point')}
        </button>
      </div>
      {open ? <OnMap points={[at]} onPoint={onChange} /> : null}
    </fieldset>
  );
}

/** The map of the site as it is recorded, to point at. */
function OnMap({ points, onPoint }: { points: readonly Position[]; onPoint: (at: Position) => void }) {
  const { t, in: pick } = usePlanWords();
  const exercise = useExercise()?.id;
  const parts = useParts();
  if (!parts?.site || !exercise) return <p className="quiet">{t('site.no_site')}</p>;
  const { site, places } = parts;
  return (
    <Suspense fallback={<p className="quiet">{t('site.opening')}</p>}>
      <PointPicker
        exercise={exercise}
        site={site}
        places={places.map((place) => ({ key: place.key, name: pick(place.name), at: place.position }))}
        points={points}
        onPoint={onPoint}
      />
    </Suspense>
  );
}

/** Corners of a line or an area: one in a line of text, or pointed at one after the other. */
export function PositionsOf({ value, off, name, onChange }: Props) {
  const { t } = usePlanWords();
  const [open, setOpen] = useState(false);
  const points = (value as Position[] | undefined) ?? [];
  const text = points.map(({ lat, lon }) => `${lat}, ${lon}`).join('\n');
  const read = (typed: string) => {
    const lines = typed.split('\n').filter((line) => line.trim() !== '');
    const found = lines.flatMap((line): Position[] => {
      const [lat, lon] = line.split(/[,，;；\s]+/).filter(Boolean);
      const [north, east] = [readDegrees(lat ?? '', 90), readDegrees(lon ?? '', 180)];
      return north === undefined || east === undefined ? [] : [{ lat: north, lon: east }];
    });
    // A line that is no position would be lost: then nothing is taken.
    if (found.length === lines.length) onChange(found);
  };
  return (
    <fieldset className="msel-position" aria-label={name}>
      <TextBox text={text} lines disabled={off} aria-label={`${name} · ${t('site.corners')}`} onSave={read} />
      <div className="row">
        <span className="quiet small">{t('site.corners')}</span>
        <button type="button" aria-expanded={open} disabled={off} onClick={() => setOpen(!open)}>
          {t(open ? 'site.close_map' : 'site.point')}
        </button>
      </div>
      {open ? <OnMap points={points} onPoint={(at) => onChange([...points, at])} /> : null}
    </fieldset>
  );
}

const SIDES = [
  ['north', 90],
  ['south', 90],
  ['west', 180],
  ['east', 180],
] as const;

/** The box in which the site lies. */
export function BoundsOf({ value, off, name, onChange }: Props) {
  const { t } = usePlanWords();
  const bounds = value as Bounds;
  return (
    <fieldset className="msel-position" aria-label={name}>
      <div className="row">
        {SIDES.map(([side, most]) => (
          <Degrees
            key={side}
            degrees={bounds[side]}
            most={most}
            what={t(`site.${side}`)}
            off={off}
            onSave={(degrees) => onChange({ ...bounds, [side]: rounded(degrees) })}
          />
        ))}
      </div>
      <p className="quiet small">{t('site.bounds_note')}</p>
    </fieldset>
  );
}

/** Longest drawing that goes as text; a frame holds no more with what stands around it. */
const DRAWING_BYTES_MAX = 56 * 1024;
const PICTURES = 'image/png,image/jpeg,image/webp,image/svg+xml,.svg,.geojson,application/geo+json';

/** The drawing: a picture that is uploaded, an SVG or GeoJSON as text, or none and then the map ground. */
export function PlanOf({ value, off, name, onChange }: Props) {
  const { t } = usePlanWords();
  const exercise = useExercise()?.id;
  const [error, setError] = useState<unknown>();
  const [large, setLarge] = useState(false);
  const [busy, setBusy] = useState(false);
  const plan = value as SitePlan | null | undefined;
  const take = async (file: File | undefined) => {
    if (!file || !exercise) return;
    setBusy(true);
    setError(undefined);
    setLarge(false);
    try {
      const drawn = /\.svg$/i.test(file.name) || file.type === 'image/svg+xml';
      if (drawn || /\.(geo)?json$/i.test(file.name)) {
        if (file.size > DRAWING_BYTES_MAX) setLarge(true);
        else onChange({ type: drawn ? 'svg' : 'geojson', text: await file.text() });
      } else onChange({ type: 'image', file: (await uploadFile(exercise, file)).file });
    } catch (failed) {
      setError(failed);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="msel-position">
      <div className="row">
        <b>{t(`site.plan.${plan?.type ?? 'none'}`)}</b>
        {plan ? (
          <button type="button" disabled={off} onClick={() => onChange(null)}>
            {t('site.no_plan')}
          </button>
        ) : null}
      </div>
      <label className="msel-degrees">
        <span>{t('site.upload')}</span>
        <input
          type="file"
          accept={PICTURES}
          disabled={off || busy}
          aria-label={`${name} · ${t('site.upload')}`}
          onChange={(event) => void take(event.target.files?.[0])}
        />
      </label>
      {plan?.type === 'image' ? <img className="msel-plan" src={`/f/${plan.file}`} alt={name} /> : null}
      <p className="quiet small">{t('site.plan_note')}</p>
      {large ? <p className="problem">{t('site.large', { kb: DRAWING_BYTES_MAX / 1024 })}</p> : null}
      {error ? <ProblemNote problem={asProblem(error)} /> : null}
    </div>
  );
}
