/** The written reports, made from the record at the moment they are opened: a page that prints, a Word
 *  file, a workbook and the data with its proof, in both languages. */
import { useWords } from '../../../lib/drill/useWords';
import { openWindow } from '../../../lib/windows';
import type { DocumentKind } from '../../../protocol';
import { useExercise, useItems, useMay } from '../../../sync';
import { documentUrl } from '../../../sync/rest';
import { Scroll } from '../Scroll';

const KINDS: readonly DocumentKind[] = ['summary', 'evaluation', 'aar'];
const LANGUAGES = ['zh', 'en'] as const;
const FILES = ['docx', 'xlsx', 'json'] as const;

type Language = (typeof LANGUAGES)[number];

/** How far it is; it is approved where its text and its differences can be read. */
function State({ kind, language }: { kind: DocumentKind; language: Language }) {
  const { t } = useWords('improve');
  const written = useItems('written').find((one) => one.document === kind && one.language === language);
  if (written?.approved) return <span className="chip good">✓ {t('document.approved')}</span>;
  return (
    <span className="quiet">
      {t('document.draft_n', { n: written?.draft ?? 1 })}
      {written?.edited ? ` · ${t('document.edited_n', { n: written.edited })}` : ''}
    </span>
  );
}

export function Documents() {
  const { t } = useWords('improve');
  const exercise = useExercise();
  const may = useMay('edit_sentence');
  if (!exercise || may.why === 'role') return null;
  return (
    <section aria-labelledby="improve-documents">
      <div className="improve-bar">
        <h3 id="improve-documents">{t('document.title')}</h3>
      </div>
      <p className="quiet">{t('document.hint')}</p>
      <Scroll className="improve-scroll" label={t('document.title')}>
        <table className="drill-table improve-table improve-documents">
          <thead>
            <tr>
              <th scope="col">{t('document.which')}</th>
              <th scope="col">{t('document.language')}</th>
              <th scope="col">{t('document.read')}</th>
              <th scope="col">{t('document.files')}</th>
              <th scope="col">{t('document.edit')}</th>
              <th scope="col">{t('document.state')}</th>
            </tr>
          </thead>
          <tbody>
            {KINDS.flatMap((kind) =>
              LANGUAGES.map((language) => {
                const name = `${t(`document.kind.${kind}`)} · ${t(`document.in.${language}`)}`;
                return (
                  <tr key={`${kind} ${language}`}>
                    <th scope="row" data-label={t('document.which')} className="improve-text">
                      {t(`document.kind.${kind}`)}
                    </th>
                    <td data-label={t('document.language')}>{t(`document.in.${language}`)}</td>
                    <td data-label={t('document.read')}>
                      <a
                        href={documentUrl(exercise.id, kind, 'html', language)}
                        target="_blank"
                        rel="noreferrer"
                        aria-label={`${t('document.open')} · ${name}`}
                      >
                        {t('document.open')}
                      </a>
                    </td>
                    <td data-label={t('document.files')}>
                      <div className="improve-formats">
                        {FILES.map((format) => (
                          <a
                            key={format}
                            href={documentUrl(exercise.id, kind, format, language)}
                            download
                            aria-label={`${t(`document.format.${format}`)} · ${name}`}
                          >
                            {t(`document.format.${format}`)}
                          </a>
                        ))}
                      </div>
                    </td>
                    <td data-label={t('document.edit')}>
                      <button
                        type="button"
                        className="link"
                        aria-label={`${t('document.work')} · ${name}`}
                        onClick={() =>
                          openWindow(
                            `/x/${exercise.id}/report?kind=${kind}&lang=${language}`,
                            'startex-report',
                          )
                        }
                      >
                        {t('document.work')}
                      </button>
                    </td>
                    <td data-label={t('document.state')}>
                      <State kind={kind} language={language} />
                    </td>
                  </tr>
                );
              }),
            )}
          </tbody>
        </table>
      </Scroll>
    </section>
  );
}
