/** Paper: what a drill goes on with when screens are dark, printed by the browser. */
import '../../i18n/ns/paper';
import '../../i18n/ns/record';
import './paper.css';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Role } from '../../protocol';
import { useExercise, useYou } from '../../sync';
import { LanguageSwitch } from '../../ui';
import { SeatCards } from '../../ui/paper/SeatCards';
import { Forms } from './Forms';
import { RunningOrder } from './RunningOrder';
import { Units } from './Units';
import { usePaperWords } from './words';

const PARTS = ['order', 'units', 'forms', 'cards'] as const;
type Part = (typeof PARTS)[number];

/** What a role may print; the server gives the cards and the departments' pages to nobody else. */
function partsOf(role: Role): readonly Part[] {
  if (role === 'DIR' || role === 'LC' || role === 'CTL') return PARTS;
  return ['order', 'forms'];
}

export default function Paper() {
  const { t } = usePaperWords();
  const you = useYou();
  const exercise = useExercise();
  const [part, setPart] = useState<Part>('order');
  if (!exercise) return null;
  return (
    <main id="main" className="paper">
      <header className="paper-bar no-print">
        <Link href={`/x/${exercise.id}`}>{t('back')}</Link>
        <h1>{t('title')}</h1>
        <fieldset className="paper-parts">
          <legend className="visually-hidden">{t('parts')}</legend>
          {partsOf(you.role).map((one) => (
            <button key={one} type="button" aria-pressed={one === part} onClick={() => setPart(one)}>
              {t(`part.${one}`)}
            </button>
          ))}
        </fieldset>
        <LanguageSwitch />
        {part === 'cards' ? null : (
          <button
            type="button"
            className="primary"
            aria-keyshortcuts="Control+P"
            onClick={() => window.print()}
          >
            {t('print')}
          </button>
        )}
        <p className="quiet small">{t(`about.${part}`)}</p>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a narrow screen scrolls the sheet sideways, by keys too */}
      <section className="paper-sheets" tabIndex={0} aria-label={t(`part.${part}`)}>
        {part === 'order' ? <RunningOrder /> : null}
        {part === 'units' ? <Units /> : null}
        {part === 'forms' ? <Forms /> : null}
        {part === 'cards' ? <SeatCards id={exercise.id} some={you.role !== 'DIR'} /> : null}
      </section>
    </main>
  );
}
