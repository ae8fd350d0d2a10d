import { useConsoleWords } from './picture';

/** What came while the list was held still, and the way to let it in. Stands before the list, over its first row. */
export function NewRows({ count, take }: { count: number; take: () => void }) {
  const { t } = useConsoleWords();
  if (count === 0) return null;
  return (
    <div className="con-new">
      <button type="button" className="con-waiting" onClick={take}>
        {t('queue.waiting', { count })} <span aria-hidden="true">↑</span>
      </button>
    </div>
  );
}
