/**
 * The report of a drill that was played: the lead evaluator looks behind a sentence, changes its words, puts
 * a draft down and changes more; the director reads what differs and approves; the files say what was written.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { Drill, until } from '../lib/drill.js';

let drill;
let director;
let lead;
let player;
/** The sentence that is worked on: its name and what the record says. */
let name;
let said;

const FIRST = '演练自上午开始，全程未使用真实号码。';
const SECOND = '演练按计划开始并结束，全程未使用真实号码。';
const ADDED = '当日小雨，码头栈道湿滑。';

before(async () => {
  drill = await Drill.start();
  await drill.prepare('browser-journeys', resolve(import.meta.dirname, '../scenario.yaml'));
  director = await drill.seated('赵敏', 'DIR');
  await drill.advance(director, 'running');
  player = await drill.seated('孙丽', 'XF-1', { device: 'phone' });
  await player.page.getByText('家属求助').first().waitFor();
  const inject = await until('an inject', async () => (await drill.items(player, 'inject'))[0]);
  await drill.command(player, { type: 'acknowledge_inject', delivery: inject.delivery });
  await drill.command(director, { type: 'end_exercise' });
  await drill.command(director, { type: 'begin_evaluation' });
  lead = await drill.seated('吴桐', 'LEV');
});
after(() => drill?.stop());

const address = (person, path) => `${person.base}/api/v1/exercises/${drill.exercise}/${path}`;
const reportAt = (person, ask = '?kind=summary&lang=zh') =>
  person.page.goto(`${person.base}/x/${drill.exercise}/report${ask}`);
const draft = async (person) =>
  (await person.context.request.get(address(person, 'reports/summary/draft?lang=zh'))).json();
const sentencesOf = ({ document }) =>
  document.sections
    .flatMap((section) => section.blocks)
    .flatMap((block) => (block.type === 'paragraph' ? block.sentences : []));
const piece = (person, key) => person.page.locator(`[data-piece="${key}"]`);

test('the lead evaluator opens the report and looks behind a sentence', async () => {
  await reportAt(lead);
  await lead.page.locator('.rep-sheet').waitFor();
  // A sentence that rests on the moment at which play began.
  const sentences = sentencesOf(await draft(lead));
  const found = sentences.find((one) => one.evidence.length > 0 && one.origin === 'record');
  assert.ok(found, 'a sentence with evidence');
  ({ key: name, text: said } = found);
  await piece(lead, name).click();
  const commits = lead.page.locator('.rep-commits > li');
  await commits.first().waitFor();
  assert.equal(await commits.count(), new Set(found.evidence.map((one) => one.seq)).size);
  const first = found.evidence[0];
  await commits
    .first()
    .getByText(`L-${String(first.seq).padStart(4, '0')}`)
    .waitFor();
  const way = await commits.first().getByRole('link').getAttribute('href');
  assert.equal(way, `/x/${drill.exercise}/replay?t=${first.at}`);
  const text = await lead.page.locator('.rep-behind').innerText();
  await lead.page.screenshot({ path: 'out/report-evidence.png' });
  assert.ok(!text.includes('赵敏') && !text.includes('孙丽'), 'a report says roles');
});

test('its words are changed by keys, and it is marked by hand', async () => {
  await lead.page.keyboard.press('e');
  await lead.page.locator('#rep-words').fill(FIRST);
  await lead.page.keyboard.press('Control+Enter');
  await piece(lead, name).filter({ hasText: FIRST }).waitFor();
  const paragraph = lead.page.locator('.rep-words').filter({ has: piece(lead, name) });
  await paragraph.getByText('人工修改', { exact: true }).first().waitFor();
  await lead.page.locator('.rep-original').getByText(said).waitFor();
  const edited = sentencesOf(await draft(lead)).find((one) => one.key === name);
  assert.deepEqual([edited.text, edited.origin], [FIRST, 'edited']);
});

test('a draft is put down; what is changed after it is a difference', async () => {
  await lead.page.getByRole('button', { name: '存为一稿' }).click();
  await lead.page.getByText('第 1 稿已存下。').waitFor();
  await lead.page.getByText('第 2 稿', { exact: true }).waitFor();
  assert.deepEqual((await draft(lead)).changes, []);
  await piece(lead, name).click();
  await lead.page.keyboard.press('e');
  await lead.page.locator('#rep-words').fill(SECOND);
  await lead.page.keyboard.press('Control+Enter');
  await piece(lead, name).filter({ hasText: SECOND }).waitFor();
  await lead.page
    .getByRole('button', { name: /^在本节加一句/ })
    .first()
    .click();
  await lead.page.keyboard.type(ADDED);
  await lead.page.keyboard.press('Control+Enter');
  await lead.page.locator('.rep-sentence').filter({ hasText: ADDED }).waitFor();
  const open = lead.page.locator('.rep-contents .rep-quote');
  await open.filter({ hasText: ADDED }).waitFor();
});

test('the director sees what differs, also what is changed while he reads, and approves', async () => {
  await reportAt(director);
  await director.page.getByRole('button', { name: '查看改动并批准' }).click();
  const changes = director.page.locator('.rep-diff');
  await changes.filter({ hasText: FIRST }).filter({ hasText: SECOND }).waitFor();
  await changes.filter({ hasText: '新增' }).filter({ hasText: ADDED }).waitFor();
  assert.equal(await changes.count(), 2);
  await director.page.screenshot({ path: 'out/report-differences.png' });
  // Somebody writes while he reads: it stands there without his asking.
  const of = { document: 'summary', language: 'zh' };
  const extra = `${name.split('.').slice(0, 1)[0]}.nothing`;
  await drill.command(lead, { type: 'edit_sentence', ...of, sentence: extra, text: '没有这一节。' });
  await director.page.getByText('找不到对应语句的修改').waitFor();
  await drill.command(lead, { type: 'restore_sentence', ...of, sentence: extra });
  await director.page.getByText('找不到对应语句的修改').waitFor({ state: 'detached' });
  await director.page.getByRole('button', { name: '批准这份报告' }).click();
  await director.page.getByText(/与第 1 稿有 2 处差别/).waitFor();
  await director.page.waitForTimeout(600);
  await director.page.getByRole('button', { name: '批准', exact: true }).click();
  await director.page
    .getByText(/已批准：DIR/)
    .first()
    .waitFor();
  await lead.page
    .getByText(/已批准：DIR/)
    .first()
    .waitFor();
});

test('the files say what was written', async () => {
  const file = async (format) => {
    const answer = await lead.context.request.get(address(lead, `reports/summary.${format}?lang=zh`));
    assert.equal(answer.status(), 200, format);
    return answer.body();
  };
  const page = (await file('html')).toString();
  for (const words of [SECOND, ADDED]) assert.ok(page.includes(words), words);
  assert.ok(!page.includes(FIRST) && page.includes('人工修改') && page.includes('人工填报'));
  const folder = await mkdtemp(join(tmpdir(), 'startex-report-'));
  try {
    const path = join(folder, 'summary.docx');
    await writeFile(path, await file('docx'));
    const script =
      'import sys,zipfile;print(zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode())';
    const text = execFileSync('python3', ['-c', script, path], { encoding: 'utf8', maxBuffer: 1 << 26 });
    for (const words of [SECOND, ADDED]) assert.ok(text.includes(words), words);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('whoever changes it after that voids the approval, and a player reads none of it', async () => {
  await drill.command(lead, {
    type: 'restore_sentence',
    document: 'summary',
    language: 'zh',
    sentence: name,
  });
  await director.page.locator('.chip').filter({ hasText: '未批准' }).waitFor();
  for (const path of ['reports/summary/draft?lang=zh', 'evidence?commits=1'])
    assert.equal((await player.context.request.get(address(player, path))).status(), 403);
});

test('no page complained', () => {
  assert.deepEqual(drill.faults(), []);
});
