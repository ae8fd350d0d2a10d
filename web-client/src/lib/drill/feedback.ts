// The questionnaire: what was filled in, as answers; how a value is called.
import type { Bilingual, FeedbackAnswer, FeedbackQuestion } from '../../protocol';

/** What stands in the form: a step, the value of a choice or words, by the question's key. */
export type Filled = Partial<Record<string, string>>;

/** The same bound as the server's for a remark. */
export const WORDS_MAX = 500;

/** What was filled in, in the order of the questions; what was passed over is not there. */
export function answersOf(questions: readonly FeedbackQuestion[], filled: Filled): FeedbackAnswer[] {
  return questions.flatMap(({ key, form }): FeedbackAnswer[] => {
    const value = filled[key]?.trim();
    if (!value) return [];
    return [{ question: key, value: form.type === 'scale' ? Number(value) : value }];
  });
}

/** The form as it was left on this device; what cannot be read is blank. */
export function filledOf(kept: string): Filled {
  try {
    const read: unknown = JSON.parse(kept || '{}');
    return typeof read === 'object' && read !== null ? (read as Filled) : {};
  } catch {
    return {};
  }
}

/** Steps of a scale, from low to high. */
export const STEPS = ['1', '2', '3', '4', '5'] as const;

/** What a counted value is called: the ends of a scale and choices have words. */
export function valueName(
  question: FeedbackQuestion,
  value: string,
  words: (text: Bilingual) => string,
): string {
  const { form } = question;
  if (form.type === 'choice') {
    const choice = form.of.find((one) => one.value === value);
    return choice ? words(choice.text) : value;
  }
  if (form.type !== 'scale') return value;
  if (value === STEPS[0]) return `${value} ${words(form.low)}`;
  return value === STEPS.at(-1) ? `${value} ${words(form.high)}` : value;
}
