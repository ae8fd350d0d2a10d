// Whether the list can be edited here and now, and if not, why, in words.
import { useExercise, useMay } from '../../sync';
import { useMselWords } from './words';

export interface CanEdit {
  ok: boolean;
  /** A sentence; also where it may be edited, but not be recorded yet. */
  why: string | undefined;
}

export function useCanEdit(): CanEdit {
  const { t, say } = useMselWords();
  const may = useMay('edit_msel_cells');
  const status = useExercise()?.status;
  if (may.ok) return { ok: true, why: undefined };
  const why = may.why ?? 'loading';
  const reason = t(`why.${why}`, { status: say(`common:status.${status ?? 'draft'}`) });
  return why === 'off_line' ? { ok: true, why: reason } : { ok: false, why: t('why.read_only', { reason }) };
}
