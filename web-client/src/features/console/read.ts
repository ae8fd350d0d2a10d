// Which letters this desk has read: a fact of this desk alone, kept on this device.
import { create } from 'zustand';
import { readSetting, writeSetting } from '../../lib/storage';

/** Letters remembered as read: more than a long exercise brings to one desk. */
const KEPT = 2_000;

interface Read {
  read: ReadonlySet<string>;
  mark: (keys: readonly string[]) => void;
}

function kept(): ReadonlySet<string> {
  try {
    const list: unknown = JSON.parse(readSetting('inbox-read') ?? '[]');
    return new Set(Array.isArray(list) ? list.filter((key) => typeof key === 'string') : []);
  } catch {
    return new Set();
  }
}

export const useRead = create<Read>((set, get) => ({
  read: kept(),
  mark: (keys) => {
    const read = new Set([...get().read, ...keys]);
    writeSetting('inbox-read', JSON.stringify([...read].slice(-KEPT)));
    set({ read });
  },
}));
