import { useExercise } from '../../sync';
import { mselFileUrl } from '../../sync/msel';
import { useDesk } from './desk';
import { useMselWords, usePlanWords } from './words';

const FORMATS = ['xlsx', 'csv'] as const;
const LANGUAGES = ['zh', 'en'] as const;

/** What was chosen closes the menu: it lies over the first rows. */
function close(event: React.MouseEvent): void {
  event.currentTarget.closest('details')?.removeAttribute('open');
}

/** The list as a file, in either language. */
export function ExportMenu() {
  const { t } = useMselWords();
  const plan = usePlanWords();
  const open = useDesk((desk) => desk.open);
  const id = useExercise()?.id;
  if (!id) return null;
  return (
    <details className="msel-menu">
      <summary>{t('head.export')}</summary>
      <nav className="msel-menu-body" aria-label={t('head.export')}>
        {FORMATS.flatMap((format) =>
          LANGUAGES.map((language) => (
            <a key={format + language} href={mselFileUrl(id, format, language)} download onClick={close}>
              {t(`head.${format}`)} · {t(`lang.${language}`)}
            </a>
          )),
        )}
        <a href={mselFileUrl(id, 'yaml')} download onClick={close}>
          YAML
        </a>
        <button
          type="button"
          className="plain"
          onClick={(event) => {
            close(event);
            open({ type: 'keep' });
          }}
        >
          {plan.t('keep.open')}
        </button>
      </nav>
    </details>
  );
}
