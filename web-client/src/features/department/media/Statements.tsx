import { isOpen } from '../../../lib/drill/media';
import { useWords } from '../../../lib/drill/useWords';
import { exerciseTime } from '../../../lib/time';
import type { PublishedItem, StatementItem } from '../../../protocol';
import { useItems, useMay, useYou } from '../../../sync';
import { Chip, StageChip, StatementBody } from '../../../ui/drill/Media';
import { StatementActs } from '../../../ui/drill/StatementActs';
import { useZone } from '../words';

interface Props {
  onEdit: (statement: StatementItem) => void;
  onCorrect: (statement: StatementItem) => void;
}

/** Statements that this department works on or decides about, and what others have published. */
export function Statements({ onEdit, onCorrect }: Props) {
  const { t } = useWords('media');
  const statements = useItems('statement');
  const known = new Set(statements.map(({ id }) => id));
  const others = useItems('published').filter(({ id }) => !known.has(id));
  return (
    <section className="stack" aria-label={t('statements')}>
      {statements.length === 0 ? <p className="quiet empty">{t('none.statements')}</p> : null}
      <ul className="stack">
        {[...statements].reverse().map((statement) => (
          <Statement key={statement.id} statement={statement} onEdit={onEdit} onCorrect={onCorrect} />
        ))}
      </ul>
      {others.length > 0 ? (
        <>
          <h2>{t('published')}</h2>
          <ul className="stack">
            {[...others].reverse().map((one) => (
              <Published key={one.id} published={one} />
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Statement({ statement, onEdit, onCorrect }: Props & { statement: StatementItem }) {
  const { t } = useWords('media');
  const you = useYou();
  const zone = useZone();
  const mayEdit = useMay('revise_statement');
  const mayCorrect = useMay('draft_statement');
  const own = statement.department === you.department;
  return (
    <li className="card stack ledger-item">
      <div className="row spread">
        <strong>{t('statement.number', { department: statement.department, n: statement.number })}</strong>
        <StageChip statement={statement} />
      </div>
      <StatementBody statement={statement} />
      <StatementActs statement={statement} zone={zone}>
        {own && isOpen(statement) ? (
          <button type="button" disabled={!mayEdit.ok} onClick={() => onEdit(statement)}>
            {t('statement.edit')}
          </button>
        ) : null}
        {own && statement.stage === 'published' ? (
          <button type="button" disabled={!mayCorrect.ok} onClick={() => onCorrect(statement)}>
            {t('statement.correctOpen')}
          </button>
        ) : null}
      </StatementActs>
    </li>
  );
}

function Published({ published }: { published: PublishedItem }) {
  const words = useWords('media');
  const { t } = words;
  return (
    <li className="card stack ledger-item">
      <div className="row spread">
        <strong>{published.department}</strong>
        <Chip sign={published.corrected_by ? ['✓', 'idle'] : ['✓', 'good']}>
          {t(published.corrected_by ? 'stage.corrected' : 'stage.published')}
        </Chip>
      </div>
      <p className="prewrap">{words.in(published.text)}</p>
      <p className="small quiet">
        {t('statement.publishedAt', { at: exerciseTime(published.published.exercise) })}
      </p>
    </li>
  );
}
