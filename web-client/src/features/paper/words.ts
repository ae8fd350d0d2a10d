import { useWords, type Words } from '../../lib/drill/useWords';

/** The words of the paper pack. */
export function usePaperWords(): Words {
  return useWords('paper');
}
