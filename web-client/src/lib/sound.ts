/** Tones, made on the spot so that nothing is downloaded. Browsers stay silent until a tap unlocks them. */

export type Tone =
  | 'inject'
  | 'urgent'
  | 'overdue'
  | 'message'
  | 'question'
  | 'lost'
  | 'called'
  | 'emergency'
  | 'test';

interface Note {
  hertz: number;
  /** Seconds from the start of the sound. */
  at: number;
  /** Seconds. */
  long: number;
  /** 0 to 1. */
  loud: number;
}

const rising = (at: number): Note[] => [
  { hertz: 660, at, long: 0.18, loud: 0.5 },
  { hertz: 880, at: at + 0.2, long: 0.18, loud: 0.5 },
];

const SIREN_LONG = 10;

/** A two-tone signal of ten seconds. */
const siren: Note[] = Array.from({ length: 20 }, (_, index) => ({
  hertz: index % 2 === 0 ? 740 : 587,
  at: index * 0.5,
  long: 0.48,
  loud: 0.7,
}));

export const NOTES: Record<Tone, readonly Note[]> = {
  inject: rising(0),
  test: rising(0),
  urgent: [...rising(0), ...rising(0.5), ...rising(1)],
  overdue: [{ hertz: 330, at: 0, long: 0.6, loud: 0.5 }],
  message: [{ hertz: 520, at: 0, long: 0.25, loud: 0.2 }],
  // At the console: somebody asks, and a department that fell silent.
  question: [
    { hertz: 587, at: 0, long: 0.14, loud: 0.4 },
    { hertz: 587, at: 0.2, long: 0.14, loud: 0.4 },
  ],
  lost: [
    { hertz: 494, at: 0, long: 0.25, loud: 0.5 },
    { hertz: 370, at: 0.28, long: 0.4, loud: 0.5 },
  ],
  // A deputy is called by name: three rising steps, like nothing else here.
  called: [523, 659, 784].map((hertz, step) => ({ hertz, at: step * 0.22, long: 0.2, loud: 0.55 })),
  emergency: siren,
};

let context: AudioContext | undefined;
let stopCurrent: (() => void) | undefined;
/** Audio time until which the siren sounds: nothing else may silence it. */
let sirenUntil = 0;

/** Must be called from a tap or key press. Says whether sound is possible now. */
export async function unlockSound(): Promise<boolean> {
  try {
    context ??= new AudioContext();
    if (context.state !== 'running') await context.resume();
    return context.state === 'running';
  } catch {
    return false;
  }
}

/** Whether a tap has unlocked sound on this page. */
export function soundReady(): boolean {
  return context?.state === 'running';
}

/** Plays a tone in place of whatever is sounding, except a siren; says whether it could. */
export function play(tone: Tone): boolean {
  if (context?.state !== 'running') return false;
  if (tone !== 'emergency' && context.currentTime < sirenUntil) return false;
  stopSound();
  const output = context.createGain();
  output.connect(context.destination);
  const start = context.currentTime + 0.02;
  if (tone === 'emergency') sirenUntil = start + SIREN_LONG;
  for (const note of NOTES[tone]) {
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = note.hertz;
    const begin = start + note.at;
    // Short ramps: a tone that starts at full loudness clicks.
    gain.gain.setValueAtTime(0, begin);
    gain.gain.linearRampToValueAtTime(note.loud, begin + 0.01);
    gain.gain.setValueAtTime(note.loud, begin + note.long - 0.03);
    gain.gain.linearRampToValueAtTime(0, begin + note.long);
    oscillator.connect(gain).connect(output);
    oscillator.start(begin);
    oscillator.stop(begin + note.long);
  }
  stopCurrent = () => output.disconnect();
  return true;
}

/** Silences what is sounding. */
export function stopSound(): void {
  stopCurrent?.();
  stopCurrent = undefined;
  sirenUntil = 0;
}

const BUZZ: Record<Tone, number | number[]> = {
  inject: [200, 100, 200],
  test: [200, 100, 200],
  urgent: [400, 100, 400, 100, 400],
  overdue: 400,
  message: 80,
  question: 80,
  lost: 400,
  called: [200, 80, 200, 80, 400],
  emergency: [1000, 200, 1000, 200, 1000, 200, 1000],
};

/** Vibrates where the device can (not on iOS, and never before the first tap). */
export function vibrate(tone: Tone): void {
  try {
    if (navigator.userActivation?.hasBeenActive !== false) navigator.vibrate?.(BUZZ[tone]);
  } catch {
    // A web view may forbid it; the screen says the same.
  }
}
