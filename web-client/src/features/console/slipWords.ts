// What a code from a department's phone says, as one text: for the controller's eyes and for the log.

import { positionWords } from '../../lib/drill/site';
import type { Slip } from '../../lib/drill/slip';
import type { Words } from '../../lib/drill/useWords';
import type { Spot } from '../../protocol';
import { useItems } from '../../sync';
import { useChoiceName } from './AnswerText';
import { useConsoleWords, useRow } from './picture';

type Command = Slip['command'];
type Named = (value: string) => string;

export function useSlipWords(slip: Slip): string {
  const words = useConsoleWords();
  const row = useRow(slip.row ?? null);
  const choice = useChoiceName(row);
  const asked = useItems('plan')[0]?.report_facts ?? [];
  const facts = [...useItems('fact'), ...asked];
  const fact = (key: string) => {
    const known = facts.find((one) => one.key === key);
    return known ? words.in(known.name) : key;
  };
  const things = useItems('resource');
  const thing = (key: string) => words.in(things.find((one) => one.key === key)?.name) || key;
  const what = words.t(`slip.command.${slip.command.type}`);
  const about = slip.row ? ` ${slip.row}` : '';
  const content = contentOf(slip.command, words, choice, fact, thing);
  return content ? `${what}${about}: ${content}` : `${what}${about}`;
}

function contentOf(command: Command, words: Words, choice: Named, fact: Named, thing: Named): string {
  const { t, say } = words;
  switch (command.type) {
    case 'respond_inject': {
      const files = command.files?.length ?? 0;
      return join([
        say(`common:progress.${command.progress}`),
        command.choice ? t('answer.chosen', { choice: choice(command.choice) }) : '',
        command.ticked?.length ? `☑ ${command.ticked.map(choice).join(' · ')}` : '',
        command.number == null ? '' : String(command.number),
        command.text ?? '',
        files > 0 ? t('slip.files', { n: files }) : '',
      ]);
    }
    case 'submit_report':
      return join([
        say(`common:report.${command.kind}`),
        command.text,
        ...(command.facts ?? []).map(({ key, value }) => `${fact(key)}: ${value}`),
        command.gaps?.length ? t('inbox.gaps', { gaps: command.gaps.map(fact).join('、') }) : '',
      ]);
    case 'send_message':
      return command.text;
    case 'ask_control':
      return command.text;
    case 'report_fact':
      return join([`${fact(command.fact)}: ${command.value}`, command.source ?? '']);
    case 'withdraw_fact':
    case 'decline_inject':
      return command.reason;
    case 'complete_delivery':
      return command.text ?? '';
    case 'record_claim':
      return join([command.from, command.text]);
    case 'answer_claim':
      return command.text;
    case 'make_commitment':
      return join([
        command.text,
        command.person ?? '',
        command.due ?? '',
        command.told_by ?? '',
        command.checker ?? '',
        command.reason ?? '',
      ]);
    case 'verify_post':
      return join([say(`common:finding.${command.finding}`), command.source]);
    case 'draft_statement':
    case 'revise_statement':
      return join([
        command.text.zh ?? '',
        command.text.en ?? '',
        ...(command.figures ?? []).map((figure) => `${fact(figure.fact)}: ${figure.value}`),
      ]);
    case 'notice_post':
    case 'return_statement':
      return command.note ?? '';
    case 'object_to_statement':
    case 'approve_statement':
    case 'withdraw_statement':
      return command.reason ?? '';
    case 'settle_commitment':
      return join([say(`ledger:state.${command.outcome}`), command.note ?? '']);
    case 'move_resource':
      return join([
        `${thing(command.resource)} → ${say(`record.resource_state.${command.to}`)}`,
        command.note ?? '',
      ]);
    case 'use_supply':
      return `${thing(command.resource)} − ${command.amount}`;
    case 'report_fault':
      return join([thing(command.resource), command.text ?? '']);
    case 'tick_checklist':
      return `${command.ticked ? '✓' : '○'} ${command.item}`;
    case 'request_resource':
      return join([command.what, command.amount ? `× ${command.amount}` : '', command.note ?? '']);
    case 'grant_resource':
      return join([command.resource ? thing(command.resource) : '', command.note ?? '']);
    case 'refuse_resource':
      return command.reason;
    case 'withdraw_resource_request':
    case 'pass_fault':
    case 'fix_fault':
      return command.note ?? '';
    case 'put_feature':
      return join([command.label, spotWords(command.spot), command.note ?? '', command.reason ?? '']);
    case 'remove_feature':
      return command.reason;
    case 'report_departure':
    case 'hand_over_resource':
    case 'return_resource':
    case 'read_back_claim':
    case 'acknowledge_inject':
    case 'take_back_acknowledgement':
    case 'begin_inject':
    case 'confirm_report':
    case 'confirm_fact':
    case 'cosign_statement':
    case 'publish_statement':
      return '';
  }
}

/** Where: the place's short name, or each corner; the map itself is not needed to take it in. */
function spotWords(spot: Spot): string {
  if (spot.type === 'place') return spot.place;
  const corners = spot.type === 'point' ? [spot.at] : spot.type === 'line' ? spot.along : spot.around;
  return corners.map(positionWords).join('; ');
}

function join(parts: readonly string[]): string {
  return parts.filter((part) => part.trim() !== '').join(' · ');
}
