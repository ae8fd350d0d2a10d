// A condition tree as one sentence, so that a controller reads why a row is due instead of decoding a rule.
import type { Condition } from '../../protocol';
import { spanWords, tPlus } from './time';
import type { Say } from './words';

/** What a sentence needs to know of the drill: what a chosen value is called. */
export interface ConditionNames {
  choice?: (row: string, value: string) => string | undefined;
}

/** The sentence of a condition, in the language of `say`. */
export function conditionSentence(condition: Condition, say: Say, names: ConditionNames = {}): string {
  return sentence(condition, say, names, false);
}

function sentence(condition: Condition, say: Say, names: ConditionNames, inside: boolean): string {
  switch (condition.type) {
    case 'time':
      return say('condition.time', { at: tPlus(condition.at * 1000) });
    case 'after': {
      const moment = say(`condition.event.${condition.event}`, { ref: condition.ref });
      if (condition.delay === 0) return say('condition.after_now', { moment });
      return say('condition.after', { moment, delay: spanWords(condition.delay, say) });
    }
    case 'done':
      return say('condition.done', { ref: condition.ref });
    case 'not_done':
      return say('condition.not_done', { ref: condition.ref, by: tPlus(condition.by * 1000) });
    case 'no_ack':
    case 'no_response': {
      const gaps = {
        ref: condition.ref,
        dept: condition.dept ?? '',
        within: spanWords(condition.within, say),
      };
      return say(`condition.${condition.type}${condition.dept ? '_of' : ''}`, gaps);
    }
    case 'decision': {
      const choice = names.choice?.(condition.ref, condition.value) ?? condition.value;
      return say('condition.decision', { ref: condition.ref, choice });
    }
    case 'manual':
      return say('condition.manual');
    case 'all':
    case 'any':
      return joined(condition, say, names, inside);
  }
}

function joined(
  group: Extract<Condition, { of: unknown }>,
  say: Say,
  names: ConditionNames,
  inside: boolean,
): string {
  const [only, ...others] = group.of;
  if (only === undefined) return say(`condition.empty_${group.type}`);
  if (others.length === 0) return sentence(only, say, names, inside);
  const parts = group.of.map((part) => sentence(part, say, names, true));
  // Chinese joins without a space, but a number or a Latin code wants one before it.
  const words = parts.join(say(`condition.${group.type}`)).replace(/([且或])(?=[A-Za-z0-9])/g, '$1 ');
  return inside ? say('condition.group', { words }) : words;
}

/** Rows and tasks that a condition names, each once, in order. */
export function namedIn(condition: Condition): string[] {
  const found = new Set<string>();
  const walk = (part: Condition) => {
    if (part.type === 'all' || part.type === 'any') part.of.forEach(walk);
    else if ('ref' in part) found.add(part.ref);
  };
  walk(condition);
  return [...found];
}
