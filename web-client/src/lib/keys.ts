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

/** `Ctrl+Enter`, `Shift+S`, `G Q` stays the caller's affair. ⌘ counts as Ctrl. */
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

export type KeyMap = Record<string, (event: KeyboardEvent) => void>;

/**
 * Keys of a screen. Single keys never act while somebody types or composes, nor when switched off;
 * keys with Ctrl act in fields too (`Ctrl+Enter` sends). What is handled is not passed on.
 */
export function useKeys(map: KeyMap, on = true): void {
  const latest = useRef(map);
  latest.current = map;
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || composing(event) || event.repeat) return;
      const name = keyName(event);
      const handler = latest.current[name];
      if (!handler) return;
      const modified = event.ctrlKey || event.metaKey || event.altKey;
      if (!modified && event.key !== 'Escape') {
        if (typing(event.target)) return;
        if (event.key.length === 1 && !singleKeysOn()) return;
        // On a button Enter and Space are the button's own.
        if ((event.key === 'Enter' || event.key === ' ') && event.target instanceof HTMLButtonElement) return;
      }
      event.preventDefault();
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
