import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ExerciseId } from '../../protocol';
import { SeatCards } from '../../ui/paper/SeatCards';

/** Seat cards of an exercise, with the way back to the list. */
export function Cards({ id }: { id: ExerciseId }) {
  const { t } = useTranslation('admin');
  return (
    <>
      <div className="no-print">
        <Link href="/admin">{t('back')}</Link>
      </div>
      <SeatCards id={id} />
    </>
  );
}
