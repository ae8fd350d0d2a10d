/** Every key of a text that these screens ask for exists, in both languages. */
import { describe, expect, it } from 'vitest';
import enCommon from '../../src/i18n/en/common';
import enConsole from '../../src/i18n/en/console';
import enEvaluation from '../../src/i18n/en/evaluation';
import enLedger from '../../src/i18n/en/ledger';
import enMap from '../../src/i18n/en/map';
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
import zhLedger from '../../src/i18n/zh/ledger';
import zhMap from '../../src/i18n/zh/map';
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
  },
};

const sources = import.meta.glob<string>(
  [
    '../../src/features/{console,evaluation,wall}/*.{ts,tsx}',
    '../../src/features/department/ledger/*.{ts,tsx}',
    '../../src/features/department/resources/*.{ts,tsx}',
    '../../src/features/department/media/*.{ts,tsx}',
    '../../src/ui/drill/*.tsx',
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

/** Literal keys must be texts; a key that ends in a code must be a group of texts. */
const asked: { file: string; namespaces: string[]; key: string; group: boolean }[] = [];
for (const [file, text] of Object.entries(sources)) {
  // What many screens share has words of its own.
  // The words of the ledger are asked for by name, whichever screen it stands on.
  const ledger = /useWords\('ledger'\)|useLedgerWords\(\)/.test(text) ? 'ledger' : undefined;
  const stock = /useWords\('resource'\)|useResourceWords\(\)/.test(text) ? 'resource' : undefined;
  const relay = text.includes("useWords('relay')") ? 'relay' : (ledger ?? stock);
  const media = text.includes("useWords('media')") ? 'media' : relay;
  const map = text.includes("useWords('map')") ? 'map' : media;
  const own = text.includes("useWords('picture')") ? 'picture' : map;
  const feature = own ?? /features\/(\w+)\//.exec(file)?.[1] ?? 'record';
  for (const [, by, , literal, before] of text.matchAll(/\b(t|say)\(\s*('([\w.:]+)'|`([\w.:]+)\.\$\{)/g)) {
    // Screens of the roll call speak its words beside the console's own.
    const mixed = text.includes("useWords('rollcall')") ? ['rollcall', feature] : [feature];
    const namespaces = by === 't' ? mixed : ['record'];
    if (literal) asked.push({ file, namespaces, key: literal, group: false });
    else if (before) asked.push({ file, namespaces, key: before, group: true });
  }
}

describe('keys of texts', () => {
  it('are found in the sources', () => expect(asked.length).toBeGreaterThan(250));

  it.each(['zh', 'en'] as const)('all exist in %s', (language) => {
    for (const { file, namespaces, key, group } of asked) {
      const kinds = namespaces.map((namespace) => typeof found(language, namespace, key));
      expect(kinds, `${file}: ${namespaces} ${key}`).toContain(group ? 'object' : 'string');
    }
  });
});
