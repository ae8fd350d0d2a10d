import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';

interface DialogProps {
  title: string;
  onClose: () => void;
  children: ReactNode;
  /** From below on a phone. */
  sheet?: boolean;
  /** For tables: as wide as the window allows. */
  wide?: boolean;
}

/** A modal on the native element: focus stays inside, Esc closes, focus returns. */
export function Dialog({ title, onClose, children, sheet, wide }: DialogProps) {
  const { t } = useTranslation();
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (dialog && !dialog.open) dialog.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={ref}
      className={sheet ? 'sheet' : wide ? 'wide' : undefined}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="dialog-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="plain" onClick={onClose} aria-label={t('action.close')}>
          ✕
        </button>
      </div>
      {children}
    </dialog>
  );
}

/** A dialog that comes from below on a phone. */
export function Sheet(props: Omit<DialogProps, 'sheet' | 'wide'>) {
  return <Dialog {...props} sheet />;
}
