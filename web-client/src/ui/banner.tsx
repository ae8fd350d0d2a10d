import { useTranslation } from 'react-i18next';

/** On every screen, every print: this is an exercise. Cannot be dismissed. */
export function ExerciseBanner({ rehearsal }: { rehearsal?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="banner" role="note">
      {t('banner.only')}
      <span className="other" aria-hidden="true">
        {t('banner.other')}
      </span>
      {rehearsal ? <span className="other">{t('banner.rehearsal')}</span> : null}
    </div>
  );
}
