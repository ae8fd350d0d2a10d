/** What this device calls itself: browser family with its major version, and the system. No more than that is told. */

const BROWSERS: readonly (readonly [name: string, sign: RegExp])[] = [
  // Those that also call themselves Chrome come before it.
  ['WeChat', /MicroMessenger\/(\d+)/],
  ['DingTalk', /DingTalk\/(\d+)/],
  ['Edge', /Edg(?:A|iOS)?\/(\d+)/],
  ['Opera', /OPR\/(\d+)/],
  ['Firefox', /(?:Firefox|FxiOS)\/(\d+)/],
  ['Chrome', /(?:Chrome|CriOS)\/(\d+)/],
  ['Safari', /Version\/(\d+).*Safari/],
];

const SYSTEMS: readonly (readonly [name: string, sign: RegExp])[] = [
  ['HarmonyOS', /OpenHarmony|HarmonyOS/],
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
];

/** "Chrome 126 · Android"; what is not known is left out. */
export function clientName(agent: string = navigator.userAgent): string {
  const browser = BROWSERS.flatMap(([name, sign]) => {
    const version = sign.exec(agent)?.[1];
    return version ? [`${name} ${version}`] : [];
  })[0];
  const system = SYSTEMS.find(([, sign]) => sign.test(agent))?.[0];
  return [browser ?? 'browser', system].filter(Boolean).join(' · ');
}
