import './drill.css';
import { memo } from 'react';
import { type EntryNames, entrySentence } from '../../lib/drill/entry';
import { useWords } from '../../lib/drill/useWords';
import { exerciseTime, wallTime } from '../../lib/time';
import type { EntryItem } from '../../protocol';

interface Props {
  entry: EntryItem;
  names: EntryNames;
  zone: string;
  onRow?: (row: string) => void;
}

/** A line of the record: both clocks and a sentence; a row in it opens that row. */
export const EntryLine = memo(function EntryLine({ entry, names, zone, onRow }: Props) {
  const { say } = useWords('record');
  const parts = entrySentence(entry, say, names);
  return (
    <li className={`drill-entry drill-entry-${entry.entry_kind}`}>
      <time className="num" dateTime={new Date(entry.at.wall).toISOString()}>
        {wallTime(entry.at.wall, zone)}
      </time>
      <span className="num quiet">{exerciseTime(entry.at.exercise)}</span>
      <span className="drill-words">
        {entry.pinned ? (
          <span className="drill-pin" title={say('entry.pinned')}>
            ★<span className="visually-hidden">{say('entry.pinned')}</span>{' '}
          </span>
        ) : null}
        {parts.map((part, index) => {
          const key = `${index}${part.text}`;
          if (part.row !== undefined && onRow) {
            const row = part.row;
            return (
              // An anchor breaks with its line, a button would not.
              <a
                key={key}
                href={`#${row}`}
                className="drill-inline"
                onClick={(event) => {
                  event.preventDefault();
                  onRow(row);
                }}
              >
                {part.text}
              </a>
            );
          }
          return part.strong ? <b key={key}>{part.text}</b> : <span key={key}>{part.text}</span>;
        })}
      </span>
    </li>
  );
});
