/** Speech into words, where the browser has it. Nothing is sent anywhere by this page; the browser may. */

interface Result {
  readonly isFinal: boolean;
  readonly [index: number]: { readonly transcript: string };
}
interface Recogniser {
  lang: string;
  continuous: boolean;
  interimResults: boolean;
  onresult: ((event: { resultIndex: number; results: ArrayLike<Result> }) => void) | null;
  onend: (() => void) | null;
  onerror: ((event: { error: string }) => void) | null;
  start(): void;
  stop(): void;
}

function maker(): (new () => Recogniser) | undefined {
  const here = window as unknown as Record<string, (new () => Recogniser) | undefined>;
  return here.SpeechRecognition ?? here.webkitSpeechRecognition;
}

export function canListen(): boolean {
  return typeof window !== 'undefined' && maker() !== undefined;
}

export interface Listening {
  stop(): void;
}

/** Listens until stopped; each whole phrase is handed on once. `ended` tells whether it failed. */
export function listen(
  language: 'zh' | 'en',
  heard: (words: string) => void,
  ended: (failed: boolean) => void,
): Listening | undefined {
  const Maker = maker();
  if (!Maker) return undefined;
  const recogniser = new Maker();
  let failed = false;
  recogniser.lang = language === 'zh' ? 'zh-CN' : 'en-GB';
  recogniser.continuous = true;
  recogniser.interimResults = false;
  recogniser.onresult = ({ resultIndex, results }) => {
    for (let at = resultIndex; at < results.length; at += 1) {
      const result = results[at];
      if (result?.isFinal) heard(result[0]?.transcript.trim() ?? '');
    }
  };
  recogniser.onerror = ({ error }) => {
    failed = error !== 'aborted' && error !== 'no-speech';
  };
  recogniser.onend = () => ended(failed);
  recogniser.start();
  return recogniser;
}
