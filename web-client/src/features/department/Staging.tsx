import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage, usePick } from '../../i18n/use';
import { pickedLanguage } from '../../lib/bilingual';
import type { InjectItem } from '../../protocol';
import { useOutbox, useYou } from '../../sync';
import { ChannelSign } from './ChannelSign';
import { lastEntry, mustAcknowledge } from './model';

/** The same inject in the dress of its channel: a call that rings, a radio message, a visitor who speaks. */
export function Staging({ inject }: { inject: InjectItem }) {
  const { t } = useTranslation('department');
  const pick = usePick();
  const language = useLanguage();
  const you = useYou();
  const entries = useOutbox();
  const { channel } = inject;
  const from = pick(inject.from);
  const given = lastEntry(entries, 'acknowledge_inject', inject.delivery);
  const answered = given && given.state !== 'rejected';
  const ringing = channel === 'phone' && mustAcknowledge(inject, you.seat) && !answered;
  const body = (
    <div className="words prewrap" lang={pickedLanguage(inject.body, language)}>
      {pick(inject.body)}
    </div>
  );
  const head: ReactNode = (
    <div className="stage-head">
      <span className="sign">
        <ChannelSign channel={channel} size={ringing ? 36 : 22} />
      </span>
      <div className="grow">
        <div className="small">
          {channel === 'phone' ? t(ringing ? 'staging.ringing' : 'staging.inCall') : t(`channel.${channel}`)}
          {channel === 'system' ? null : ` · ${t('staging.simulated')}`}
        </div>
        {from ? <strong className="speaker">{from}</strong> : null}
      </div>
    </div>
  );
  return (
    <section
      className={`staging by-${channel} ${ringing ? 'ringing' : ''}`}
      aria-label={t(`channel.${channel}`)}
    >
      {head}
      {ringing ? <p className="quiet">{t('staging.hidden')}</p> : body}
    </section>
  );
}
