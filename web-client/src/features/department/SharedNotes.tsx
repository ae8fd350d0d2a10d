/** What evaluators saw and the lead evaluator published to this department: read after the exercise. */
import { useTranslation } from 'react-i18next';
import { useExercise, useItems } from '../../sync';
import { SharedNote } from '../../ui/drill/SharedNote';

export function SharedNotes() {
  const { t } = useTranslation('department');
  const notes = useItems('shared_note');
  const zone = useExercise()?.time_zone ?? 'Asia/Shanghai';
  if (notes.length === 0) return null;
  return (
    <section className="stack shared-notes" aria-labelledby="shared-notes-title">
      <h2 id="shared-notes-title">
        {t('notes.title')} <span className="quiet">{notes.length}</span>
      </h2>
      <p className="quiet small">{t('notes.about')}</p>
      {[...notes]
        .sort((a, b) => a.at.exercise - b.at.exercise)
        .map((note) => (
          <SharedNote
            key={note.id}
            note={note}
            zone={zone}
            kind={t(`notes.kind.${note.observation_kind}`)}
            forAll={t('notes.all')}
            photo={t('notes.photo')}
          />
        ))}
    </section>
  );
}
