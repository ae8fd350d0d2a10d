import { useWords } from '../../lib/drill/useWords';
import { wallTime } from '../../lib/time';
import type { Stamp } from '../../protocol';

/** As much of an outbox entry as its fate needs. */
export interface Given {
  state: 'waiting' | 'sending' | 'recorded' | 'rejected';
  at: Stamp | null;
  problem: { code: string; detail: string | null } | null;
}

/** What became of a command: sending, recorded at, or why not. Nothing looks done before "recorded". */
export function Fate({
  entry,
  zone,
  quiet = false,
}: {
  entry: Given | undefined;
  zone: string;
  quiet?: boolean;
}) {
  const { say } = useWords('record');
  if (!entry) return null;
  if (entry.state === 'rejected') {
    return (
      <p className="drill-fate drill-fate-no" role="alert">
        <span aria-hidden="true">✕ </span>
        {say(`problems:${entry.problem?.code ?? 'internal'}`)}
        {entry.problem?.detail ? <small> {entry.problem.detail}</small> : null}
      </p>
    );
  }
  if (entry.state === 'recorded') {
    if (quiet) return null;
    const time = entry.at ? wallTime(entry.at.wall, zone) : '';
    return (
      <p className="drill-fate" role="status">
        {say('common:write.recorded', { time })}
      </p>
    );
  }
  return (
    <p className="drill-fate" role="status">
      {say(`common:write.${entry.state}`)}
    </p>
  );
}
