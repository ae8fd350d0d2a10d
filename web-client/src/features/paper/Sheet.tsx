import type { ReactNode } from 'react';
import { wallMinute } from '../../lib/time';
import { now, useExercise } from '../../sync';
import { useZone } from './read';
import { usePaperWords } from './words';

interface SheetProps {
  title: string;
  /** What the sheet must not be taken for, or to whom it may not go. */
  warning?: string | undefined;
  children: ReactNode;
}

/**
 * One sheet of paper. Head and foot are those of a table, because a browser repeats these, and nothing
 * else, on every page that the sheet runs over to.
 */
export function Sheet({ title, warning, children }: SheetProps) {
  return (
    <table className="sheet" role="presentation">
      <thead>
        <tr>
          <td>
            <Head title={title} warning={warning} />
          </td>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{children}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** The banner, what exercise it is, when it was printed: on every page. */
export function Head({ title, warning }: { title: string; warning?: string | undefined }) {
  const words = usePaperWords();
  const exercise = useExercise();
  const zone = useZone();
  return (
    <div className="sheet-head">
      <p className="sheet-banner">
        <span>{words.say('common:banner.only')}</span> <span>{words.say('common:banner.other')}</span>
        {exercise?.rehearsal ? <span> {words.say('common:banner.rehearsal')}</span> : null}
      </p>
      <p className="sheet-title">
        <strong>{title}</strong>
        <span>{words.in(exercise?.title)}</span>
        {exercise && exercise.run > 1 ? <span>{words.t('run', { n: exercise.run })}</span> : null}
        <span>{words.t('printed', { at: wallMinute(now().wall, zone) })}</span>
      </p>
      {warning ? <p className="sheet-warning">▲ {warning}</p> : null}
    </div>
  );
}

/** Lines to write on, with their name. */
export function Blank({ name, lines = 1, children }: { name: string; lines?: number; children?: ReactNode }) {
  return (
    <div className="blank">
      <span className="blank-name">{name}</span>
      <span className="blank-lines">
        {children ??
          // biome-ignore lint/suspicious/noArrayIndexKey: empty lines are told apart by nothing else
          Array.from({ length: lines }, (_, line) => <span key={line} className="blank-line" />)}
      </span>
    </div>
  );
}

/** A table to be filled in by hand: heads, and so many empty lines. */
export function Ruled({ heads, lines, label }: { heads: readonly string[]; lines: number; label: string }) {
  return (
    <table className="ruled" aria-label={label}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: lines }, (_, line) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: empty lines are told apart by nothing else
          <tr key={line}>
            {heads.map((head) => (
              <td key={head} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
