/** Imports go one way: protocol → lib → i18n → sync → ui → features → app; features never meet. */
import { describe, expect, it } from 'vitest';

const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  eager: true,
  query: '?raw',
  import: 'default',
});
const LEVELS = ['protocol', 'lib', 'i18n', 'sync', 'ui', 'features', 'app'];

function resolve(from: string, to: string): string {
  const parts = from.split('/').slice(0, -1);
  for (const step of to.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

interface Import {
  from: string;
  to: string;
}

const imports: Import[] = [];
for (const [path, text] of Object.entries(sources)) {
  const from = path.replace('../src/', '');
  for (const match of text.matchAll(/(?:from|import|import\()\s*'([^']+)'/g)) {
    const target = match[1] ?? '';
    imports.push({ from, to: target.startsWith('.') ? resolve(from, target) : target });
  }
}

describe('import zones', () => {
  it('reads the sources', () => {
    expect(imports.length).toBeGreaterThan(60);
  });

  it('goes down only', () => {
    for (const { from, to } of imports) {
      const source = LEVELS.indexOf(from.split('/')[0] ?? '');
      const target = LEVELS.indexOf(to.split('/')[0] ?? '');
      expect(source, `${from} is outside the zones`).toBeGreaterThanOrEqual(0);
      if (target >= 0) expect(target, `${from} imports ${to}`).toBeLessThanOrEqual(source);
    }
  });

  it('keeps features apart', () => {
    for (const { from, to } of imports) {
      const [zone, feature] = from.split('/');
      const [targetZone, targetFeature] = to.split('/');
      if (zone === 'features' && targetZone === 'features') {
        expect(targetFeature, `${from} imports ${to}`).toBe(feature);
      }
    }
  });

  it('keeps React out of sync, but for its hooks', () => {
    for (const { from, to } of imports) {
      if (!from.startsWith('sync/') || from === 'sync/hooks.ts' || from === 'sync/index.ts') continue;
      expect(to === 'react' || to.startsWith('react-'), `${from} imports ${to}`).toBe(false);
    }
  });

  it('keeps files short', () => {
    for (const [path, text] of Object.entries(sources)) {
      if (!path.includes('/protocol/')) expect(text.split('\n').length, path).toBeLessThanOrEqual(400);
    }
  });
});
