// Posts and statements for the scenes: every state once, with words as long as people write them.
import * as items from '../test/items.mjs';
import { control, upsert } from './control.mjs';
import { exercise, injects, you } from './scene.mjs';

const MIN = 60_000;
const START = Date.now() - 52 * MIN;
const stamp = (exercise) => ({ wall: START + exercise, exercise });
const by = (seat, name) => ({ seat, name, via: null, told: null, robot: false });
const rung = (minutes, seat = 'XC-2', name = '周宁') => ({
  at: stamp(minutes * MIN),
  by: by(seat, name),
  happened_at: null,
});
const anchor = (minutes, count, doubles_every, cause) => ({
  at: stamp(minutes * MIN),
  count,
  ...(doubles_every ? { doubles_every } : {}),
  cause,
});

const check = (minutes, department, finding, source) => ({
  department,
  rung: rung(minutes, `${department}-1`),
  finding,
  source,
  facts: [],
});

const VIDEO = {
  text: {
    zh: '短视频（模拟）：“信访局门口老人被打伤流血！”播放3千、评论120，配图为老人坐地画面。',
    en: "Mock short video: 'Old man beaten bloody at the petition office!' 3,000 views, 120 comments.",
  },
  appeared: rung(40, 'SIM-1', '林'),
};
const CALL = {
  post_kind: 'call',
  platform: { zh: '城市新闻热线（模拟）', en: 'City news desk (simulated)' },
  author: { zh: '城市新闻记者（虚构）', en: 'A city reporter (fictional)' },
  text: {
    zh: '一问有没有人受伤、是否被打；二问安置费为什么拖了三个月；三问今天会给什么答复。',
    en: 'Was anyone hurt or beaten? Why is the allowance three months late? What will people hear today?',
  },
  appeared: rung(46, 'SIM-1', '林'),
};
const CHAT = {
  platform: { zh: '居民聊天群（模拟）', en: "Residents' chat (simulated)" },
  author: { zh: '群成员（虚构）', en: 'A member of the chat (fictional)' },
  text: {
    zh: '听说每户只补一个月，明天全体都去！',
    en: 'They say one month per household only. Everybody goes tomorrow!',
  },
  appeared: rung(20, 'SIM-1', '林'),
};

const LIFE = {
  video: {
    reach: [anchor(40, 3_000, 440, 'appeared')],
    notices: [{ department: 'XC', rung: rung(47), note: null }],
    checks: [check(50, 'XC', 'false', '公安现场岗、急救点')],
  },
  call: { reach: [anchor(46, 200, 1_200, 'appeared')], ceiling: 20_000 },
  chat: {
    reach: [anchor(20, 300, 900, 'appeared'), anchor(35, 600, 3_600, 'answered')],
    ceiling: 2_600,
    notices: [{ department: 'XC', rung: rung(22), note: null }],
    checks: [check(25, 'XC', 'partly', '涉事单位现场负责人')],
    answered: stamp(35 * MIN),
  },
};

const people = (said, confirmed, verdict) => ({ fact: 'people', said, confirmed, verdict });
export const WORDS = {
  zh: '【演练】今天上午，一位老人在接待大厅外起身时头晕摔倒，额头擦伤，意识清楚，没有发生打人的情况。',
  en: 'EXERCISE. This morning an older person got up outside the hall, felt dizzy and fell. Nobody was beaten.',
};

/** What a department holds; `department` is whose screen it is. */
export function held() {
  const video = items.feed(1, { ...VIDEO, ...LIFE.video });
  const call = items.feed(2, { ...CALL, ...LIFE.call });
  const chat = items.feed(3, { ...CHAT, ...LIFE.chat });
  const drafted = items.statement(1, {
    text: WORDS,
    drafted: rung(50.5),
    figures: [people(70, 60, 'contradicts')],
    gates: ['approval', 'contradiction', 'cosignature'],
    answers: [video.id],
    cosigners: [
      { department: 'GA', cosigned: rung(51, 'GA-1', '刘'), objected: null },
      { department: 'JD', cosigned: null, objected: null },
    ],
  });
  const waiting = items.statement(2, {
    text: { zh: '【演练】答复记者：有一位老人摔倒，已得到救治，没有人被打。' },
    drafted: rung(49),
    stage: 'cosigned',
    gates: ['approval', 'verification'],
    answers: [call.id],
  });
  const sent = items.statement(3, {
    text: { zh: '【演练】各位邻居：目前还没有任何补发方案，有结果第一时间告诉大家。' },
    drafted: rung(30),
    stage: 'published',
    approved: rung(33, 'CMD-1', '何'),
    published: rung(35),
    reason: '群众在等',
    gates: ['personal_data'],
    no_personal_data: false,
    answers: [chat.id],
  });
  return { video, call, chat, drafted, waiting, sent };
}

export const published = (over) => ({
  kind: 'published',
  id: '00000000-0000-4000-8000-000000000690',
  department: 'JD',
  text: { zh: '【演练】社区提示：东门有座椅和饮水，行动不便的老人请到102室休息。' },
  published: stamp(44 * MIN),
  corrects: null,
  corrected_by: null,
  ...over,
});

const PLAYER = [
  'notice_post',
  'verify_post',
  'draft_statement',
  'revise_statement',
  'cosign_statement',
  'object_to_statement',
  'return_statement',
  'approve_statement',
  'publish_statement',
  'withdraw_statement',
];
const CONTROL = ['write_post', 'log_reach', 'return_statement', 'approve_statement', 'publish_statement'];
const MAY = { LC: CONTROL, SIM: ['write_post', 'log_reach'] };

/** The publicity department, or incident command where it is named. */
export function department(code = 'XC', over = {}) {
  const seat = you({ seat: `${code}-1`, department: code });
  const it = exercise();
  const { video, call, chat, drafted, waiting, sent } = held();
  return {
    seat: { ...seat, may: [...seat.may, ...PLAYER] },
    it: { ...it, gates: [...it.gates, ...PLAYER] },
    items: [...injects(), video, call, chat, drafted, waiting, sent],
    ...over,
  };
}

/** Control, evaluators, the simulation cell and walls with the same media. */
export function others(role, options) {
  const scene = control(role, options);
  const may = MAY[role] ?? [];
  const seat = { ...scene.seat, may: [...scene.seat.may, ...may] };
  const { drafted, waiting, sent } = held();
  const posts = [
    items.post(1, { ...VIDEO, ...LIFE.video, row: 'I-18', unanswered: true }),
    items.post(2, { ...CALL, ...LIFE.call }),
    items.post(3, { ...CHAT, ...LIFE.chat, answers: [sent.id] }),
  ];
  const statements = role === 'SIM' ? [] : [drafted, waiting, sent];
  const group = role === 'WALL' || role === 'OBS' ? [] : [...posts, ...statements];
  const frames = scene.frames.map((frame) => {
    if (frame.type === 'welcome') return { ...frame, you: seat };
    if (frame.type !== 'snapshot') return frame;
    const more = frame.channel === 'group' ? group : frame.channel === 'all' ? [published()] : [];
    const given = frame.items.map((one) =>
      one.item.kind === 'exercise'
        ? { ...one, item: { ...one.item, gates: [...one.item.gates, ...CONTROL] } }
        : one,
    );
    return { ...frame, items: [...given, ...more.map(upsert)] };
  });
  return { ...scene, seat, frames, posts, statements };
}
