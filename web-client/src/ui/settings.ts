/** How this device shows things: theme and text size. Kept on the device, applied at once. */
import { createStore } from 'zustand/vanilla';
import { readSetting, writeSetting } from '../lib/storage';

export type Theme = 'system' | 'light' | 'dark';
export type Size = 'normal' | 'large' | 'largest';

interface Look {
  theme: Theme;
  size: Size;
}

function among<T extends string>(value: string | undefined, known: readonly T[]): T | undefined {
  return known.find((word) => word === value);
}

export const lookStore = createStore<Look>(() => ({
  theme: among(readSetting('theme'), ['system', 'light', 'dark'] as const) ?? 'system',
  size: among(readSetting('size'), ['normal', 'large', 'largest'] as const) ?? 'normal',
}));

const dark = typeof matchMedia === 'function' ? matchMedia('(prefers-color-scheme: dark)') : undefined;

function apply(): void {
  const { theme, size } = lookStore.getState();
  const shown = theme === 'system' ? (dark?.matches ? 'dark' : 'light') : theme;
  document.documentElement.dataset.theme = shown;
  document.documentElement.dataset.size = size;
}

export function setTheme(theme: Theme): void {
  writeSetting('theme', theme);
  lookStore.setState({ theme });
}

export function setSize(size: Size): void {
  writeSetting('size', size);
  lookStore.setState({ size });
}

lookStore.subscribe(apply);
// Another window of this device was changed: a second screen looks the same.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', ({ key, newValue }) => {
    const theme = among(newValue ?? undefined, ['system', 'light', 'dark'] as const);
    const size = among(newValue ?? undefined, ['normal', 'large', 'largest'] as const);
    if (key === 'startex.theme' && theme) lookStore.setState({ theme });
    if (key === 'startex.size' && size) lookStore.setState({ size });
  });
}
dark?.addEventListener('change', apply);
apply();
