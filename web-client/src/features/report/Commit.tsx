/** A commit of the record in words: its number and times, who, and what it says. */
import { commitName } from '../../lib/drill/draft';
import { entrySentence } from '../../lib/drill/entry';
import { exerciseTime, wallTime } from '../../lib/time';
import type { EvidenceCommit, EvidenceLine } from '../../protocol';
import { partsOf, useEvidenceNames, useReportWords, useZone } from './words';

export function CommitHead({ commit }: { commit: EvidenceCommit }) {
  const { t, say } = useReportWords();
  const zone = useZone();
  const { by, role } = commit;
  const who =
    by?.seat && role
      ? t('behind.of', { seat: by.seat, role: say(`common:role.${role}`) })
      : t('behind.system');
  return (
    <p className="rep-commit">
      <b className="num">{commitName(commit.seq)}</b>{' '}
      <span className="num">{exerciseTime(commit.at.exercise)}</span>{' '}
      <time className="num quiet" dateTime={new Date(commit.at.wall).toISOString()}>
        {wallTime(commit.at.wall, zone)}
      </time>{' '}
      <span className="quiet">{who}</span>
    </p>
  );
}

export function CommitLines({ commit }: { commit: EvidenceCommit }) {
  const { t } = useReportWords();
  return (
    <ul>
      {commit.lines.map((line) => (
        <Said key={`${line.fact} ${line.row} ${line.department} ${line.text}`} commit={commit} line={line} />
      ))}
      {commit.more > 0 ? <li className="quiet">{t('behind.more', { n: commit.more })}</li> : null}
    </ul>
  );
}

function Said({ commit, line }: { commit: EvidenceCommit; line: EvidenceLine }) {
  const { t, say } = useReportWords();
  const names = useEvidenceNames();
  const parts = entrySentence(partsOf(commit, line), say, names(line));
  return (
    <li>
      {parts.map((part, index) => {
        const key = `${index}${part.text}`;
        return part.strong ? <b key={key}>{part.text}</b> : <span key={key}>{part.text}</span>;
      })}
      {line.withheld ? <span className="quiet">（{t('behind.withheld')}）</span> : null}
    </li>
  );
}
