// Records what the lead controller's desk is shown of a drill that robots play: the items that alarms rest on,
// with the exercise time at which each came, for test/drill/drill.test.ts.
//
//   startex demo --speed 60 --exit-at-end --links links.json &
//   node web-client/test/golden/record.mjs links.json web-client/test/golden/petition-desk.json.gz
import { readFile, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
// Node 20 has no WebSocket of its own; jsdom, which the unit tests run in, brings this one.
import { WebSocket } from 'undici';

const [, , links, out] = process.argv;
const KINDS = new Set(['row', 'delivery', 'seat', 'fact', 'commitment', 'fault', 'resource_request', 'clarification', 'message', 'report', 'post', 'statement', 'plan', 'department', 'exercise']);
/** Fields that no alarm reads, and that are most of the bytes. */
const LONG = ['body', 'background', 'controller_note', 'evaluation_note', 'expected_action', 'actor_card', 'key_facts', 'story', 'rules', 'attachments', 'decision', 'response', 'gates', 'objectives', 'phases'];

const { base, exercise, seats } = JSON.parse(await readFile(links, 'utf8'));
const { token } = seats.find(({ role }) => role === 'LC');
const url = `${base.replace('http', 'ws')}/api/v1/exercises/${exercise}/live`;
const socket = new WebSocket(url, { protocols: ['startex.v1'], headers: { authorization: `Bearer ${token}` } });
const lines = [];
let clock;

function exerciseAt(wall) {
  if (!clock) return 0;
  const at = clock.running ? clock.anchor_exercise + Math.max(0, wall - clock.anchor_wall) * clock.rate : clock.anchor_exercise;
  return clock.until === null ? at : Math.min(at, clock.until);
}

function take(upserts, remove) {
  for (const { item } of upserts) if (item.kind === 'exercise') clock = item.clock;
  const items = upserts.filter(({ item }) => KINDS.has(item.kind));
  for (const { item } of items) for (const field of LONG) if (field in item) item[field] = Array.isArray(item[field]) ? [] : null;
  if (items.length + remove.length === 0) return;
  lines.push({ at: Math.round(exerciseAt(Date.now())), upsert: items, remove });
}

socket.onopen = () => {
  socket.send(JSON.stringify({ type: 'hello' }));
  setInterval(() => socket.readyState === 1 && socket.send(JSON.stringify({ type: 'ping', t0: Date.now() })), 10_000);
};
socket.onmessage = ({ data }) => {
  const frame = JSON.parse(data);
  if (frame.type === 'snapshot') take(frame.items, []);
  if (frame.type === 'update') take(frame.upsert, frame.remove);
};
socket.onclose = async () => {
  await writeFile(out, gzipSync(JSON.stringify(lines), { level: 9 }));
  console.log(`${lines.length} frames, up to T+${Math.round((lines.at(-1)?.at ?? 0) / 60_000)} min`);
  process.exit(0);
};
