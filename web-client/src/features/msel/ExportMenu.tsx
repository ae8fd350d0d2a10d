import { useExercise } from '../../sync';
import { mselFileUrl } from '../../sync/msel';
import { useMselWords } from './words';

const FORMATS = ['xlsx', 'csv'] as const;
const LANGUAGES = ['zh', 'en'] as const;

/** The list as a file, in either language. */
export function ExportMenu() {
  const { t } = useMselWords();
  const id = useExercise()?.id;
  if (!id) return null;
  return (
    <details className="msel-menu">
      <summary>{t('head.export')}</summary>
      <nav className="msel-menu-body" aria-label={t('head.export')}>
        {FORMATS.flatMap((format) =>
          LANGUAGES.map((language) => (
            <a key={format + language} href={mselFileUrl(id, format, language)} download>
              {t(`head.${format}`)} · {t(`lang.${language}`)}
            </a>
          )),
        )}
      </nav>
    </details>
  );
}
