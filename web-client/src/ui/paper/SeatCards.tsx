import '../../i18n/ns/cards';
import { useCallback, useEffect, useState } from 'react';
import { usePick } from '../../i18n/use';
import { useWords } from '../../lib/drill/useWords';
import type { SeatCards as Cards, ExerciseId, SeatCard } from '../../protocol';
import { seatCards } from '../../sync';
import { asProblem, ProblemNote } from '../problem';
import { QrCode } from '../qr';
import './seat-cards.css';

/** Cards on an A4 page: two by five of 90 × 54 mm. */
const A_PAGE = 10;

/** Seat cards of an exercise as they are cut out, and what goes with them. A card is a way in. */
export function SeatCards({ id, some }: { id: ExerciseId; some?: boolean }) {
  const { t, say } = useWords('cards');
  const pick = usePick();
  const [cards, setCards] = useState<Cards>();
  const [error, setError] = useState<unknown>();
  const read = useCallback(() => {
    seatCards(id).then(setCards, setError);
  }, [id]);
  useEffect(read, [read]);
  if (error) return <ProblemNote problem={asProblem(error)} />;
  if (!cards) return <p className="quiet">{say('common:app.loading')}</p>;
  const pages = Array.from({ length: Math.ceil(cards.cards.length / A_PAGE) }, (_, page) =>
    cards.cards.slice(page * A_PAGE, (page + 1) * A_PAGE),
  );
  return (
    <>
      <section className="card no-print">
        <h2>{pick(cards.title)}</h2>
        <p>
          {t('room')}: <strong className="room">{room(cards)}</strong>{' '}
          <span className="quiet small">{t('roomHint')}</span>
        </p>
        {cards.fingerprint ? (
          <p className="small quiet">
            {t('key')}: {cards.fingerprint}
          </p>
        ) : null}
        <p className="small">{t('keep')}</p>
        {some ? <p className="small">{t('some')}</p> : null}
        <div className="row">
          <button type="button" onClick={read}>
            {t('refresh')}
          </button>
          <button type="button" className="primary" onClick={() => window.print()}>
            {t('print')}
          </button>
        </div>
      </section>
      {pages.map((page) => (
        <ul key={page[0]?.seat.code} className="seat-cards">
          {page.map((card) => (
            <Card key={card.seat.code} card={card} all={cards} />
          ))}
        </ul>
      ))}
      <RoleCards all={cards} />
    </>
  );
}

/** What whoever sits in a seat must know of the plan, on pages of its own: a card with a way in has no room. */
function RoleCards({ all }: { all: Cards }) {
  const { t, say } = useWords('cards');
  const pick = usePick();
  const some = all.cards.filter(({ role_card }) => role_card);
  if (some.length === 0) return null;
  return (
    <section className="role-cards" aria-label={t('role.title')}>
      <h2>{t('role.title')}</h2>
      <ul>
        {some.map(({ seat, role_card }) => (
          <li key={seat.code} className="role-card">
            <div className="seat-card-banner">
              {say('common:banner.only')} <span aria-hidden="true">{say('common:banner.other')}</span>
            </div>
            <h3>
              <span className="seat-code">{seat.code}</span> {pick(seat.name)}
            </h3>
            {(['zh', 'en'] as const).map((language) =>
              role_card?.[language] ? (
                <p key={language} lang={language === 'zh' ? 'zh-CN' : 'en'} className="prewrap">
                  {role_card[language]}
                </p>
              ) : null,
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

const room = ({ code }: Cards) => `${code.slice(0, 3)} ${code.slice(3)}`;

/** As much of a fingerprint as a person compares: the first ten bytes, in two lines of five. */
function shortKey(fingerprint: string): string {
  return fingerprint.split(':').slice(0, 10).join(':');
}

function Card({ card, all }: { card: SeatCard; all: Cards }) {
  const { t, say } = useWords('cards');
  const pick = usePick();
  const url = new URL(card.url, location.href);
  return (
    <li className="seat-card">
      <div className="seat-card-banner">
        {say('common:banner.only')} <span aria-hidden="true">{say('common:banner.other')}</span>
      </div>
      <QrCode text={url.href} label={`${t('scan')} ${card.seat.code}`} />
      <div className="seat-card-text">
        <strong className="seat-code">{card.seat.code}</strong>
        <span className="seat-card-name">{pick(card.seat.name)}</span>
        <span>{say(`common:role.${card.seat.role}`)}</span>
        <span className="seat-card-title">{pick(all.title)}</span>
      </div>
      <div className="seat-card-foot">
        <span>{url.host}</span>
        <span>
          {t('code')} <b>{room(all)}</b>
        </span>
        {all.fingerprint ? (
          <span className="seat-card-key">
            {t('key')} {shortKey(all.fingerprint)}
          </span>
        ) : null}
        <span className="no-print">{t(card.bound ? 'bound' : 'free')}</span>
      </div>
    </li>
  );
}
