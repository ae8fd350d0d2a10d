/** Stars: moments worth talking about. What the record itself singles out; people add theirs. Pure. */
import type { StarItem } from '../../protocol';
import type { Picture } from './film';
import type { Lane } from './lanes';
import type { Line } from './line';

export type StarKind =
  | 'own'
  | 'pinned'
  | 'first_report'
  | 'rumour'
  | 'answered'
  | 'statement'
  | 'late'
  | 'longest'
  | 'pause';

export interface Star {
  key: string;
  kind: StarKind;
  at: number;
  /** The row that it is about. */
  row: string | undefined;
  department: string | undefined;
  /** Words that somebody wrote. */
  text: string | undefined;
  /** A span that it speaks of, in milliseconds. */
  span?: number;
  /** The item, where a person put it: it can be taken away. */
  id?: string;
}

const star = (kind: StarKind, key: string, at: number, more: Partial<Star> = {}): Star => ({
  key: `${kind}/${key}`,
  kind,
  at,
  row: undefined,
  department: undefined,
  text: undefined,
  ...more,
});

/** The stars of a drill by its last picture, in the order of time; those outside of play are left out. */
export function starsOf(picture: Picture, lanes: readonly Lane[], line: Line): Star[] {
  const bars = lanes.flatMap((lane) => lane.bars);
  const stars: Star[] = [];
  const report = picture.of('report')[0];
  if (report)
    stars.push(
      star('first_report', report.id, line.place(report.submitted.at), { department: report.department }),
    );
  for (const post of picture.of('post')) {
    const row = post.row ?? undefined;
    stars.push(star('rumour', post.id, line.place(post.appeared.at), { row }));
    if (post.answered)
      stars.push(
        star('answered', post.id, line.place(post.answered), {
          row,
          span: line.place(post.answered) - line.place(post.appeared.at),
        }),
      );
  }
  const statement = picture.of('published')[0];
  if (statement)
    stars.push(
      star('statement', statement.id, line.place(statement.published), { department: statement.department }),
    );
  const late = bars
    .filter((bar) => bar.late.length > 0)
    .sort((a, b) => (a.late[0]?.at ?? 0) - (b.late[0]?.at ?? 0))[0];
  if (late?.late[0])
    stars.push(star('late', late.id, late.late[0].at, { row: late.row, department: late.department }));
  const waited = bars
    .filter((bar) => bar.acknowledged !== undefined)
    .map((bar) => ({ bar, span: (bar.acknowledged ?? 0) - (bar.received ?? bar.from) }))
    .sort((a, b) => b.span - a.span)[0];
  if (waited && waited.span > 0)
    stars.push(
      star('longest', waited.bar.id, waited.bar.from, {
        row: waited.bar.row,
        department: waited.bar.department,
        span: waited.span,
      }),
    );
  for (const pause of line.pauses)
    stars.push(star('pause', String(pause.from), pause.from, { span: pause.to - pause.from }));
  for (const entry of picture.of('entry'))
    if (entry.pinned)
      stars.push(
        star('pinned', entry.id, line.place(entry.at), {
          row: entry.row ?? undefined,
          text: entry.text ?? undefined,
        }),
      );
  return stars.filter(({ at }) => at >= 0 && at <= line.length).sort((a, b) => a.at - b.at);
}

/** With those that people put, in the order of time. */
export function withOwn(stars: readonly Star[], items: readonly StarItem[], line: Line): Star[] {
  const own = items.map(({ id, at, title }) => star('own', id, line.place(at), { text: title, id }));
  return [...stars, ...own].filter(({ at }) => at >= 0 && at <= line.length).sort((a, b) => a.at - b.at);
}
