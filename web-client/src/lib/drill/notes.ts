// Evaluators' notes: what counts as a mark of the moment alone, and how many still wait on this device.
import type { Command, ObservationItem } from '../../protocol';
import { exerciseTime } from '../time';

/** How a mark of the moment begins, in either language: the record holds words, not kinds of note. */
const MARKS = ['时间标记', 'Time mark'] as const;

export function markText(language: 'zh' | 'en', exercise: number): string {
  return `${MARKS[language === 'zh' ? 0 : 1]} ${exerciseTime(exercise)}`;
}

/** Whether a note is a mark of the moment whose words are still to follow. */
export function isMark(text: string): boolean {
  return MARKS.some((mark) => new RegExp(`^${mark} T[+−][\\d:]+$`).test(text));
}

export interface Waiting {
  notes: number;
  photos: number;
  /** Ratings, behaviours and all else. */
  other: number;
}

/** Latest first by the moment they speak of: what came late from off line stands where it belongs. */
export function byMoment(notes: readonly ObservationItem[]): ObservationItem[] {
  const moment = ({ rung }: ObservationItem) => rung.happened_at ?? rung.at.wall;
  return [...notes].sort((a, b) => moment(b) - moment(a));
}

/** What this device still owes the server. */
export function waiting(entries: readonly { state: string; command: Command }[]): Waiting {
  const sum: Waiting = { notes: 0, photos: 0, other: 0 };
  for (const { state, command } of entries) {
    if (state !== 'waiting' && state !== 'sending') continue;
    if (command.type === 'record_observation') {
      sum.notes += 1;
      sum.photos += command.files.length;
    } else sum.other += 1;
  }
  return sum;
}
