// A row of an approved exercise as cells: the list is read where it cannot be edited any more.

import { spanShort } from '../../lib/msel/cells';
import { exerciseTime } from '../../lib/time';
import type { Bilingual, MselCell, Recipient, RowItem } from '../../protocol';

const code = (to: Recipient): string => ('department' in to ? to.department : to.seat);

/** Cells of a row that is played, the empty ones left out. */
export function frozenCells(row: RowItem): Record<string, MselCell> {
  const cells: Record<string, MselCell> = {};
  const put = (field: string, text: string | number | null | undefined, value?: unknown) => {
    if (text === null || text === undefined || text === '') return;
    cells[field] = { text: String(text), version: 1, ...(value === undefined ? {} : { value }) };
  };
  const both = (base: string, text: Bilingual | null | undefined) => {
    put(`${base}_zh`, text?.zh);
    put(`${base}_en`, text?.en);
  };
  const list = <T>(field: string, value: readonly T[]) => value.length > 0 && put(field, ' ', value);
  put('id', row.id);
  put('kind', row.inject_kind);
  put('offset', row.planned === null || row.planned === undefined ? '' : exerciseTime(row.planned));
  put('phase', row.phase);
  both('title', row.title);
  both('player_title', row.player_title);
  both('body', row.body);
  both('from', row.from);
  put('to', row.to.map(code).join(' '));
  put('lead', row.lead);
  put('ack_policy', row.ack_policy);
  put('ack_seat', row.ack_seat);
  put('channel', row.channel);
  put('staging', row.staging);
  put('controller', row.controller);
  both('actor_card', row.actor_card);
  both('expected_action', row.expected_action);
  for (const limit of ['acknowledge', 'respond', 'complete'] as const) {
    const seconds = row.targets[limit];
    put(`target_${limit}`, seconds === null || seconds === undefined ? '' : spanShort(seconds));
  }
  list('key_facts', row.key_facts);
  if (row.response) put('response', ' ', row.response);
  list('decision', row.decision);
  put('decided_by', row.decided_by ? code(row.decided_by) : '');
  put('when', ' ', row.when);
  put('release', row.release);
  put('tasks', row.tasks.join(' '));
  put('priority', row.priority);
  both('location', row.location);
  list('attachments', row.attachments);
  both('controller_note', row.controller_note);
  both('background', row.background);
  both('evaluation_note', row.evaluation_note);
  put('template', row.template);
  return cells;
}
