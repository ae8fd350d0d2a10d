/** Small settings of this device. Private windows may refuse storage: then they last as long as the page. */

const memory = new Map<string, string>();

export function readSetting(name: string): string | undefined {
  try {
    return localStorage.getItem(`startex.${name}`) ?? memory.get(name);
  } catch {
    return memory.get(name);
  }
}

export function writeSetting(name: string, value: string): void {
  memory.set(name, value);
  try {
    localStorage.setItem(`startex.${name}`, value);
  } catch {
    // Kept in memory above.
  }
}
