import { ageIn, ageOf, isOld, valueWords } from '../../lib/drill/facts';
import { useWords, type Words } from '../../lib/drill/useWords';
import type { WallFactItem, WallSighting } from '../../protocol';
import { useExercise, useItems, useNow } from '../../sync';

/** Tiles that have room beside each other; two values of a contradiction take the room of two. */
const ROOM = 4;
/** Values of a contradiction that fit on a tile; the rest is counted. */
const VALUES = 2;

/** The few facts of the picture: for leaders what each department upholds, for players what command confirmed. */
export function Facts({ leaders }: { leaders: boolean }) {
  const { t } = useWords('picture');
  const facts = useItems('wall_fact');
  const shown = fitting(facts);
  if (shown.length === 0) return null;
  return (
    <section className="wall-facts" aria-label={t('title')}>
      {shown.map((fact) => (
        <Tile key={fact.key} fact={fact} leaders={leaders} />
      ))}
    </section>
  );
}

/** As many as have room: facts that departments differ on first, then in order. */
function fitting(facts: readonly WallFactItem[]): WallFactItem[] {
  let left = ROOM;
  return [...facts]
    .sort((a, b) => Number(b.disagree) - Number(a.disagree))
    .filter((fact) => {
      left -= fact.disagree ? 2 : 1;
      return left >= 0;
    });
}

function Tile({ fact, leaders }: { fact: WallFactItem; leaders: boolean }) {
  const words = useWords('picture');
  const unit = fact.form.type === 'number' ? words.in(fact.form.unit) : '';
  const values = distinct(fact, words.in);
  const rest = values.length - VALUES;
  // One value that all uphold needs no name but the latest reporter's, below.
  const named = leaders && fact.disagree;
  const classes = ['wall-fact'];
  if (fact.disagree) classes.push('wall-fact-differs');
  if (values.some((value) => value.said.length > LONG)) classes.push('wall-fact-words');
  return (
    <div className={classes.join(' ')}>
      <p className="wall-fact-name">
        {words.in(fact.name)} {unit ? <span className="quiet">{unit}</span> : null}
      </p>
      <p className="wall-fact-values">
        {values.slice(0, VALUES).map((value, index) => (
          <span key={value.said} className="wall-fact-value">
            {index > 0 ? <span className="wall-fact-dot"> · </span> : null}
            {named ? <small>{value.from.map((one) => one.department).join(' ')} </small> : null}
            <strong className="num">{value.said}</strong>
          </span>
        ))}
        {leaders && !fact.disagree && fact.shown.some((one) => one.confirmed) ? (
          <span className="wall-fact-confirmed">
            ✓<span className="visually-hidden"> {words.t('confirmed')}</span>
          </span>
        ) : null}
        {rest > 0 ? <small> +{rest}</small> : null}
        {fact.disagree ? (
          <strong className="wall-fact-sign" aria-hidden="true">
            {' '}
            ◆
          </strong>
        ) : null}
      </p>
      <Below fact={fact} />
    </div>
  );
}

/** Longer than this a value is words, and words are written smaller. */
const LONG = 5;

interface Value {
  said: string;
  from: WallSighting[];
}

/** Each value once, with those who uphold it. */
function distinct(fact: WallFactItem, pick: Words['in']): Value[] {
  const values: Value[] = [];
  for (const sighting of fact.shown) {
    const said = valueWords(fact.form, sighting.value, pick, true);
    const known = values.find((value) => value.said === said);
    if (known) known.from.push(sighting);
    else values.push({ said, from: [sighting] });
  }
  return values;
}

/** Where it is from and how old it is; the oldest of what is shown counts. */
function Below({ fact }: { fact: WallFactItem }) {
  const { t } = useWords('picture');
  const exercise = useExercise();
  const { exercise: now } = useNow(5_000);
  const rate = exercise?.clock.rate ?? 1;
  const oldest = Math.max(...fact.shown.map((one) => ageOf(one, now, rate)));
  const { unit, count } = ageIn(oldest);
  const old = isOld(oldest, fact.old_after);
  const from = fact.shown.map((one) => one.department).join(' ');
  return (
    <p className={old ? 'wall-fact-below wall-fact-old' : 'wall-fact-below'}>
      {/* The age first: who upholds it may be many, and is what may be cut. */}
      {old ? (
        <>
          <b>{t('old')}</b> {t(`since.${unit}`, { count })}
        </>
      ) : (
        t(`age.${unit}`, { count })
      )}
      {' · '}
      {fact.disagree ? t('disagree') : from}
    </p>
  );
}
