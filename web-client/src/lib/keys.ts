import { type KeyboardEvent as ReactKeyboardEvent, useEffect, useRef } from 'react';
import { readSetting, writeSetting } from './storage';

/** Single-letter keys can be switched off (WCAG 2.1.4). */
export function singleKeysOn(): boolean {
  return readSetting('single-keys') !== 'off';
}

export function setSingleKeys(on: boolean): void {
  writeSetting('single-keys', on ? 'on' : 'off');
}

/** Whether the event is part of composing Chinese, Japanese or Korean text. */
export function composing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229 || event.key === 'Process';
}

/** Whether the key goes into a field. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return (
    target instanceof HTMLInputElement &&
    !['button', 'checkbox', 'radio', 'submit', 'reset', 'file', 'range', 'color'].includes(target.type)
  );
}

/** `Ctrl+Enter`, `Shift+S`. ⌘ counts as Ctrl. */
export function keyName(event: KeyboardEvent): string {
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  const letter = event.key.length === 1;
  // "?" and "/" say by themselves whether Shift was needed; letters do not.
  if (event.shiftKey && (!letter || /^[a-z]$/i.test(event.key))) parts.push('Shift');
  parts.push(letter ? event.key.toUpperCase() : event.key);
  return parts.join('+');
}

/** Two keys one after the other are named with a space: `G Q`. `G *` is any other second key. */
export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/** How long a first key waits for its second, in milliseconds. */
const SECOND_KEY_WITHIN = 3_000;

const MODIFIERS: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta', 'CapsLock']);

/** The key that was pressed before, as long as it waits for a second one. */
class FirstKey {
  private name: string | undefined;
  private at = 0;

  /** What this key means after the one before it; undefined where none waits. */
  followedBy(name: string, map: KeyMap): KeyMap[string] | undefined {
    const first = this.name;
    this.name = undefined;
    if (first === undefined || performance.now() - this.at > SECOND_KEY_WITHIN) return undefined;
    // A second key never falls through to what it does alone: `G S` must not skip a row.
    return map[`${first} ${name}`] ?? map[`${first} *`] ?? (() => undefined);
  }

  /** Remembers the key if two-key names begin with it. */
  keep(name: string, map: KeyMap): void {
    if (!Object.keys(map).some((key) => key.startsWith(`${name} `))) return;
    this.name = name;
    this.at = performance.now();
  }

  forget(): void {
    this.name = undefined;
  }
}

/**
 * Keys of a screen. Single keys never act while somebody types or composes, nor when switched off;
 * keys with Ctrl act in fields too (`Ctrl+Enter` sends). What is handled is not passed on.
 */
export function useKeys(map: KeyMap, on = true): void {
  const latest = useRef(map);
  latest.current = map;
  const first = useRef(new FirstKey());
  useEffect(() => {
    const { current: before } = first;
    before.forget();
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || composing(event) || event.repeat || MODIFIERS.has(event.key)) return;
      const name = keyName(event);
      const plain = !(event.ctrlKey || event.metaKey || event.altKey);
      const second = before.followedBy(name, latest.current);
      const handler = (plain && !typing(event.target) ? second : undefined) ?? latest.current[name];
      if (!handler) return;
      if (plain && event.key !== 'Escape') {
        if (typing(event.target)) return;
        if (event.key.length === 1 && !singleKeysOn()) return;
        // On a button Enter and Space are the button's own.
        if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLButtonElement) return;
      }
      event.preventDefault();
      if (!second) before.keep(name, latest.current);
      handler(event);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [on]);
}

/** Ctrl+Enter (⌘ on a Mac) inside a form sends it; the form with the focus, and no other. */
export function sendKey(send: () => void): (event: ReactKeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || composing(event.nativeEvent)) return;
    event.preventDefault();
    event.stopPropagation();
    send();
  };
}
