import { useTranslation } from 'react-i18next';
import type { ProblemCode } from '../protocol';
import { NetworkError, type OutboxProblem, ProblemError } from '../sync';

type Code = ProblemCode | 'off_line';

/** A function that puts a problem into words. */
export function useProblemWords(): (code: Code) => string {
  const { t } = useTranslation('problems');
  return (code) => t(code, { defaultValue: t('internal') });
}

interface Shown {
  code: Code;
  detail?: string | null;
  place?: string | null;
}

/** Anything that was thrown or rejected, in words. */
export function asProblem(error: unknown): Shown {
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof NetworkError) return { code: 'off_line' };
  return { code: 'internal', detail: error instanceof Error ? error.message : null };
}

/** Why it did not work, next to what did not. */
export function ProblemNote({ problem }: { problem: Shown | OutboxProblem | undefined | null }) {
  const words = useProblemWords();
  if (!problem) return null;
  return (
    <div className="problem" role="alert">
      <strong>{words(problem.code)}</strong>
      {problem.detail ? <div className="small">{problem.detail}</div> : null}
      {problem.place ? <div className="small quiet">{problem.place}</div> : null}
    </div>
  );
}
