/** Every key of a text that these screens ask for exists, in both languages. */
import { describe, expect, it } from 'vitest';
import enCommon from '../../src/i18n/en/common';
import enConsole from '../../src/i18n/en/console';
import enEvaluation from '../../src/i18n/en/evaluation';
import enImprove from '../../src/i18n/en/improve';
import enLedger from '../../src/i18n/en/ledger';
import enMap from '../../src/i18n/en/map';
import enMeasure from '../../src/i18n/en/measure';
import enMedia from '../../src/i18n/en/media';
import enPicture from '../../src/i18n/en/picture';
import enProblems from '../../src/i18n/en/problems';
import enRecord from '../../src/i18n/en/record';
import enRelay from '../../src/i18n/en/relay';
import enResource from '../../src/i18n/en/resource';
import enRollcall from '../../src/i18n/en/rollcall';
import enWall from '../../src/i18n/en/wall';
import zhCommon from '../../src/i18n/zh/common';
import zhConsole from '../../src/i18n/zh/console';
import zhEvaluation from '../../src/i18n/zh/evaluation';
import zhImprove from '../../src/i18n/zh/improve';
import zhLedger from '../../src/i18n/zh/ledger';
import zhMap from '../../src/i18n/zh/map';
import zhMeasure from '../../src/i18n/zh/measure';
import zhMedia from '../../src/i18n/zh/media';
import zhPicture from '../../src/i18n/zh/picture';
import zhProblems from '../../src/i18n/zh/problems';
import zhRecord from '../../src/i18n/zh/record';
import zhRelay from '../../src/i18n/zh/relay';
import zhResource from '../../src/i18n/zh/resource';
import zhRollcall from '../../src/i18n/zh/rollcall';
import zhWall from '../../src/i18n/zh/wall';

const WORDS = {
  zh: {
    common: zhCommon,
    problems: zhProblems,
    picture: zhPicture,
    record: zhRecord,
    console: zhConsole,
    evaluation: zhEvaluation,
    wall: zhWall,
    ledger: zhLedger,
    relay: zhRelay,
    resource: zhResource,
    rollcall: zhRollcall,
    map: zhMap,
    media: zhMedia,
    improve: zhImprove,
    measure: zhMeasure,
  },
  en: {
    common: enCommon,
    problems: enProblems,
    picture: enPicture,
    record: enRecord,
    console: enConsole,
    evaluation: enEvaluation,
    wall: enWall,
    ledger: enLedger,
    relay: enRelay,
    resource: enResource,
    rollcall: enRollcall,
    map: enMap,
    media: enMedia,
    improve: enImprove,
    measure: enMeasure,
  },
};

const sources = import.meta.glob<string>(
  [
    '../../src/features/{console,evaluation,wall}/*.{ts,tsx}',
    '../../src/features/department/ledger/*.{ts,tsx}',
    '../../src/features/department/resources/*.{ts,tsx}',
    '../../src/features/department/media/*.{ts,tsx}',
    '../../src/ui/drill/*.tsx',
    '../../src/ui/drill/improvement/*.tsx',
    '../../src/ui/map/*.{ts,tsx}',
    '../../src/lib/drill/*.ts',
  ],
  { eager: true, query: '?raw', import: 'default' },
);

function found(language: 'zh' | 'en', namespace: string, key: string): unknown {
  const [ns, path] = key.includes(':') ? (key.split(':') as [string, string]) : [namespace, key];
  let at: unknown = WORDS[language][ns as keyof (typeof WORDS)['zh']];
  for (const step of path.split('.')) at = (at as Record<string, unknown> | undefined)?.[step];
  return at;
}

/** The hooks that hand out the words of one namespace. */
const HOOKS: Record<string, string> = {
  Console: 'console',
  Evaluation: 'evaluation',
  Ledger: 'ledger',
  Resource: 'resource',
};
/** Files whose functions are handed `t`. */
const HANDED: Record<string, string> = {
  'features/console/panes.ts': 'console',
  'features/console/windows.ts': 'console',
  'ui/map/where.ts': 'map',
};
const TOKENS =
  /const (\w+|\{[^}]*\}) = (?:use(\w*)Words\((?:'(\w+)')?\)|(\w+));|\b(?:(\w+)\.)?(\w+)\(\s*(?:'([\w.:]+)'|`([\w.:]+)\.\$\{)/g;

/** Literal keys must be texts; a key that ends in a code must be a group of texts. */
interface Asked {
  file: string;
  namespace: string;
  key: string;
  group: boolean;
}

/** Follows what a file calls its words, from the hook to each text that is asked for. */
function askedIn(file: string, text: string): Asked[] {
  const asked: Asked[] = [];
  const words = new Map<string, string>();
  const speaks = new Map<string, string>();
  const handed = HANDED[file.replace('../../src/', '')];
  if (handed !== undefined) speaks.set('t', handed);
  for (const [, bound, hook, named, other, of, call, literal, before] of text.matchAll(TOKENS)) {
    if (bound !== undefined) {
      const namespace = other === undefined ? (named ?? HOOKS[hook ?? '']) : words.get(other);
      if (namespace === undefined) continue;
      if (!bound.startsWith('{')) words.set(bound, namespace);
      const t = /\bt\b(?:: (\w+))?/.exec(bound.startsWith('{') ? bound : '');
      if (t) speaks.set(t[1] ?? 't', namespace);
      continue;
    }
    const key = literal ?? before;
    const known = of === undefined ? speaks.get(call ?? '') : call === 't' ? words.get(of) : undefined;
    const namespace = call === 'say' ? 'record' : (known ?? (call === 't' ? 'of no known words' : undefined));
    if (namespace !== undefined && key) asked.push({ file, namespace, key, group: literal === undefined });
  }
  return asked;
}
const asked = Object.entries(sources).flatMap(([file, text]) => askedIn(file, text));

describe('keys of texts', () => {
  it('are found in the sources', () => expect(asked.length).toBeGreaterThan(250));

  it.each(['zh', 'en'] as const)('all exist in %s', (language) => {
    const wrong = asked.filter(
      ({ namespace, key, group }) => typeof found(language, namespace, key) !== (group ? 'object' : 'string'),
    );
    expect(wrong).toEqual([]);
  });
});
