// The site, its places and what stands on its map, for the scenes; and an archive of tiles made by hand.
import { control, upsert } from './control.mjs';
import { exercise, injects, you } from './scene.mjs';

const MIN = 60_000;
const START = Date.now() - 52 * MIN;
const stamp = (minutes) => ({ wall: START + minutes * MIN, exercise: minutes * MIN });
const uid = (n) => `00000000-0000-4000-8000-0000000004${String(n).padStart(2, '0')}`;
const rung = (minutes, seat = null) => ({
  at: stamp(minutes),
  by: seat ? { seat, name: '王敏', via: null, told: null, robot: false } : null,
  happened_at: null,
});

export const SITE = {
  kind: 'site',
  name: { zh: '信访接待大厅（虚构）', en: 'Petition reception hall (fictional)' },
  bounds: { west: 0.001, south: 0.001, east: 0.0022, north: 0.0018 },
  plan: { type: 'svg' },
  credit: { zh: '示意图，非实测', en: 'A sketch, not surveyed' },
};

const PLACE_NAMES = [
  ['main_entrance', '正门', 'Main entrance', 0.00153, 0.00116],
  ['east_gate', '东门', 'East gate', 0.00202, 0.00142],
  ['north_gate', '北门', 'North gate', 0.00157, 0.00174],
  ['room_102', '102接谈室', 'Meeting room 102', 0.00129, 0.00156],
];

export const PLACES = PLACE_NAMES.map(([key, zh, en, lon, lat], order) => ({
  kind: 'place',
  key,
  order,
  name: { zh, en },
  place_kind: 'entrance',
  position: { lon, lat },
  restricted: false,
}));

const feature = (n, over) => ({
  kind: 'feature',
  id: uid(n),
  feature_kind: 'blockage',
  shape: { type: 'point', at: { lon: 0.00202, lat: 0.00142 } },
  place: 'east_gate',
  label: '东门被堵',
  note: null,
  owner: 'GA',
  audience: 'departments',
  rung: rung(20),
  seen_at: null,
  confirmed: null,
  replaces: null,
  reason: null,
  ended: null,
  ...over,
});

export const FEATURES = [
  feature(1, { note: '两辆私家车和约二十人', confirmed: rung(22) }),
  feature(2, {
    feature_kind: 'cordon',
    label: '警戒线（留足进出口，不围困）',
    shape: {
      type: 'line',
      along: [
        { lon: 0.00186, lat: 0.00136 },
        { lon: 0.002, lat: 0.00136 },
        { lon: 0.002, lat: 0.00133 },
      ],
    },
    place: null,
    rung: rung(30),
  }),
  feature(3, {
    feature_kind: 'supply',
    label: '饮水、座椅、遮阴',
    owner: 'XF',
    place: null,
    shape: {
      type: 'area',
      around: [
        { lon: 0.00109, lat: 0.0013 },
        { lon: 0.00131, lat: 0.0013 },
        { lon: 0.00131, lat: 0.00119 },
        { lon: 0.00109, lat: 0.00119 },
      ],
    },
    rung: rung(35, 'XF-1'),
    seen_at: START + 33 * MIN,
  }),
  feature(4, {
    feature_kind: 'gathering',
    label: '约二十人等候',
    owner: 'XF',
    audience: 'own',
    place: 'main_entrance',
    shape: { type: 'point', at: { lon: 0.00153, lat: 0.00116 } },
    rung: rung(36, 'XF-2'),
  }),
  feature(5, {
    label: '正门半占',
    owner: 'XF',
    rung: rung(12, 'XF-2'),
    ended: { noted: { at: stamp(18), by: null, text: '群众已让开' }, by: null },
  }),
];

export const SECRET = feature(9, {
  feature_kind: 'hazard',
  label: '演员准备坐下处',
  owner: null,
  audience: 'control',
});

export const PLAN = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 800" width="1200" height="800">
<rect width="1200" height="800" fill="#eef0ea"/><rect x="220" y="180" width="560" height="280" fill="#fff" stroke="#4d5651" stroke-width="8"/>
<path d="M860 360H1020V410H860Z" fill="#e4efe6" stroke="#9bb09f" stroke-width="3"/></svg>`;

const WORDS = ['put_feature', 'remove_feature'];

/** A department with the map of the site. */
export function department(over = {}) {
  const seat = you();
  const it = exercise();
  return {
    seat: { ...seat, may: [...seat.may, ...WORDS] },
    it: { ...it, gates: [...it.gates, ...WORDS, 'confirm_feature'] },
    items: [...injects(), SITE, ...PLACES, ...FEATURES],
    ...over,
  };
}

/** The lead controller with the same map and what control keeps to itself. */
export function lead() {
  const scene = control('LC');
  const words = [...WORDS, 'confirm_feature'];
  const seat = { ...scene.seat, may: [...scene.seat.may, ...words] };
  const frames = scene.frames.map((frame) => {
    if (frame.type === 'welcome') return { ...frame, you: seat };
    if (frame.type !== 'snapshot') return frame;
    const own = [SITE, ...PLACES, ...FEATURES, SECRET].map(upsert);
    const more = frame.channel === 'group' ? own : [];
    const given = frame.items.map((one) =>
      one.item.kind === 'exercise'
        ? { ...one, item: { ...one.item, gates: [...one.item.gates, ...words] } }
        : one,
    );
    return { ...frame, items: [...given, ...more] };
  });
  return { ...scene, seat, frames };
}

/** The players' wall with what command has confirmed. */
export function wall() {
  const scene = control('WALL', { kind: 'players' });
  const shown = FEATURES.filter((one) => one.confirmed).map(
    ({ id, feature_kind, shape, label, owner, rung: put, seen_at }) => ({
      kind: 'wall_feature',
      id,
      feature_kind,
      shape,
      label,
      owner,
      at: put.at,
      seen_at,
      confirmed: true,
    }),
  );
  const frames = scene.frames.map((frame) =>
    frame.type === 'snapshot' && frame.channel === 'group'
      ? { ...frame, items: [...frame.items, ...[SITE, ...PLACES, ...shown].map(upsert)] }
      : frame,
  );
  return { ...scene, frames };
}

const varint = (n) => {
  const bytes = [];
  let rest = n;
  while (rest > 127) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return [...bytes, rest];
};
const field = (number, bytes) => [(number << 3) | 2, ...varint(bytes.length), ...bytes];
const text = (number, words) => field(number, [...new TextEncoder().encode(words)]);

/** A vector tile with one layer `water` that covers all of it. */
function tile() {
  const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n);
  const move = (x, y) => [...varint(zigzag(x)), ...varint(zigzag(y))];
  const square = [
    ...varint((1 << 3) | 1),
    ...move(0, 0),
    ...varint((3 << 3) | 2),
    ...move(4096, 0),
    ...move(0, 4096),
    ...move(-4096, 0),
    ...varint((1 << 3) | 7),
  ];
  const shape = [...[0x18, 3], ...field(4, square)];
  const layer = [...text(1, 'water'), ...field(2, shape), ...[0x28, ...varint(4096)], ...[0x78, 2]];
  return field(3, layer);
}

/** A whole PMTiles archive, version 3, without compression: the one tile of the whole Earth. */
export function archive() {
  const data = tile();
  // One entry: id 0, run of 1, its length, its offset plus one.
  const root = [...varint(1), ...varint(0), ...varint(1), ...varint(data.length), ...varint(1)];
  const meta = [...new TextEncoder().encode('{"vector_layers":[{"id":"water","fields":{}}]}')];
  const head = Buffer.alloc(127);
  head.write('PMTiles', 0, 'latin1');
  head.writeUInt8(3, 7);
  const sizes = [127, root.length, 127 + root.length, meta.length];
  const at = 127 + root.length + meta.length;
  [...sizes, at, 0, at, data.length, 1, 1, 1].forEach((n, i) => {
    head.writeBigUInt64LE(BigInt(n), 8 + 8 * i);
  });
  // Clustered; no compression inside and of tiles; vector tiles; zoom 0 to 0.
  [1, 1, 1, 1, 0, 0].forEach((n, i) => {
    head.writeUInt8(n, 96 + i);
  });
  [-180e7, -85e7, 180e7, 85e7].forEach((n, i) => {
    head.writeInt32LE(n, 102 + 4 * i);
  });
  return Buffer.concat([head, Buffer.from(root), Buffer.from(meta), Buffer.from(data)]);
}
