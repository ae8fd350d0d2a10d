import { useDesk } from './desk';
import { useCanEdit } from './useCanEdit';
import { useMselWords } from './words';

/** Brings a sheet in. */
export function ImportButton() {
  const { t } = useMselWords();
  const open = useDesk((desk) => desk.open);
  const can = useCanEdit();
  return (
    <button
      type="button"
      disabled={!can.ok}
      title={can.ok ? undefined : can.why}
      onClick={() => open({ type: 'import' })}
    >
      {t('head.import')}
    </button>
  );
}
