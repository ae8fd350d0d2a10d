import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { usePick } from '../../i18n/use';
import type { ExerciseId, SeatCard, SeatCards } from '../../protocol';
import { seatCards } from '../../sync';
import { asProblem, ProblemNote } from '../../ui';
import { QrCode } from '../../ui/qr';

/** Seat cards of an exercise, 90 × 54 mm, ten on an A4 page. */
export function Cards({ id }: { id: ExerciseId }) {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const [cards, setCards] = useState<SeatCards>();
  const [error, setError] = useState<unknown>();
  const read = useCallback(() => {
    seatCards(id).then(setCards, setError);
  }, [id]);
  useEffect(read, [read]);
  if (error) return <ProblemNote problem={asProblem(error)} />;
  if (!cards) return <p className="quiet">{t('common:app.loading')}</p>;
  return (
    <>
      <div className="row spread no-print">
        <Link href="/admin">{t('back')}</Link>
        <div className="row">
          <button type="button" onClick={read}>
            {t('refresh')}
          </button>
          <button type="button" className="primary" onClick={() => window.print()}>
            {t('print')}
          </button>
        </div>
      </div>
      <section className="card no-print">
        <h2>{pick(cards.title)}</h2>
        <p>
          {t('room')}: <strong className="room">{`${cards.code.slice(0, 3)} ${cards.code.slice(3)}`}</strong>{' '}
          <span className="quiet small">{t('roomHint')}</span>
        </p>
        {cards.fingerprint ? (
          <p className="small quiet">
            {t('fingerprint')}: {cards.fingerprint}
          </p>
        ) : null}
        <p className="small">{t('keep')}</p>
      </section>
      <ul className="cards">
        {cards.cards.map((card) => (
          <Card key={card.seat.code} card={card} all={cards} />
        ))}
      </ul>
    </>
  );
}

function Card({ card, all }: { card: SeatCard; all: SeatCards }) {
  const { t } = useTranslation(['admin', 'common']);
  const pick = usePick();
  const host = new URL(card.url, location.href).host;
  return (
    <li className="seat-card">
      <div className="seat-card-banner">
        {t('common:banner.only')} <span aria-hidden="true">{t('common:banner.other')}</span>
      </div>
      <QrCode text={new URL(card.url, location.href).href} label={t('scan')} />
      <div className="seat-card-text">
        <strong className="seat-code">{card.seat.code}</strong>
        <span>{pick(card.seat.name)}</span>
        <span className="small">{t(`common:role.${card.seat.role}`)}</span>
        <span className="small">{pick(all.title)}</span>
        <span className="small quiet">
          {t('address')} {host}
        </span>
        {all.fingerprint ? <span className="tiny">{all.fingerprint}</span> : null}
        <span className="small no-print">{t(card.bound ? 'bound' : 'free')}</span>
      </div>
    </li>
  );
}
