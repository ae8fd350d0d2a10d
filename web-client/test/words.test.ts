/** 中文 and English are both complete, and every code of the protocol has words. */
import { describe, expect, it } from 'vitest';
import {
  COMMANDS,
  DELIVERY_STAGES,
  EXERCISE_STATUSES,
  INJECT_STATUSES,
  PROBLEM_CODES,
  ROLES,
} from '../src/protocol';

type Tree = { [key: string]: string | Tree };
const zh = import.meta.glob<{ default: Tree }>('../src/i18n/zh/*.ts', { eager: true });
const en = import.meta.glob<{ default: Tree }>('../src/i18n/en/*.ts', { eager: true });

function leaves(tree: Tree, at = ''): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === 'string') found.set(at + key, value);
    else for (const [inner, text] of leaves(value, `${at}${key}.`)) found.set(inner, text);
  }
  return found;
}

const holes = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1]).sort();
const words = (modules: typeof zh, name: string) => leaves(modules[name]?.default ?? {});

describe('words', () => {
  it('has every file in both languages', () => {
    const names = (modules: typeof zh) => Object.keys(modules).map((path) => path.split('/').at(-1));
    expect(names(en)).toEqual(names(zh));
    expect(names(zh).length).toBeGreaterThan(5);
  });

  it.each(Object.keys(zh))('%s has the same keys and holes in English, and no empty text', (path) => {
    const chinese = words(zh, path);
    const english = words(en, path.replace('/zh/', '/en/'));
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    for (const [key, text] of chinese) {
      expect(text.trim(), key).not.toBe('');
      expect(english.get(key)?.trim(), key).not.toBe('');
      expect(holes(english.get(key) ?? ''), key).toEqual(holes(text));
    }
  });

  it('explains every problem code', () => {
    const known = words(zh, '../src/i18n/zh/problems.ts');
    for (const code of PROBLEM_CODES) expect(known.has(code), code).toBe(true);
  });

  it('names every stage, state and role', () => {
    const known = words(zh, '../src/i18n/zh/common.ts');
    for (const word of DELIVERY_STAGES) expect(known.has(`stage.${word}`), word).toBe(true);
    for (const word of INJECT_STATUSES) expect(known.has(`row.${word}`), word).toBe(true);
    for (const word of EXERCISE_STATUSES) expect(known.has(`status.${word}`), word).toBe(true);
    for (const word of ROLES) expect(known.has(`role.${word}`), word).toBe(true);
    expect(COMMANDS.length).toBeGreaterThan(30);
  });
});
