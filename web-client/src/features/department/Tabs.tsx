/** The places of a phone's screen: two rows in reach of a thumb, with what waits in each. */
import { useTranslation } from 'react-i18next';
import { useRows } from './List';
import { useLate } from './ledger';
import { useUnread } from './Messages';
import { useWaiting } from './media';
import { useUnsettled } from './Outbox';
import { type Tab, useTabs } from './places';
import { useResourceWork } from './resources';

export function Tabs({ tab, show }: { tab: Tab; show: (next: Tab) => void }) {
  const { t } = useTranslation('department');
  const inbox = useRows().filter((row) => row.group === 'toAck').length;
  const media = useWaiting();
  const counts: Record<Tab, number> = {
    inbox,
    report: 0,
    media: media.posts + media.statements,
    ledger: useLate(),
    resources: useResourceWork(),
    map: 0,
    messages: useUnread().length,
    seat: useUnsettled().length,
  };
  const tabs = useTabs();
  return (
    <nav className="tabs no-print" aria-label={t('tabs.inbox')}>
      {tabs.map((name) => (
        <button
          key={name}
          type="button"
          className="plain"
          aria-current={tab === name ? 'page' : undefined}
          onClick={() => show(name)}
        >
          {t(`tabs.${name}`)}
          {counts[name] > 0 ? <span className="badge">{counts[name]}</span> : null}
        </button>
      ))}
    </nav>
  );
}
