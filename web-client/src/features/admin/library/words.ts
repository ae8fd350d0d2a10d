/** What the library tells of a scenario, in words. */
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/use';
import { calendarDate, wallMinute } from '../../../lib/time';
import type { SavedBy } from '../../../protocol';

/** The device's own zone: a library has none to show times in. */
const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A function that says when something was saved and by whom; empty where that is not known. */
export function useSaved(): (saved: number | null, by: SavedBy | null) => string {
  const { t } = useTranslation('admin');
  const language = useLanguage();
  const who = (by: SavedBy) =>
    'account' in by ? by.account : t('library.seat', { seat: by.seat.seat, role: by.seat.role });
  return (saved, by) => {
    if (saved === null) return '';
    const when = t('library.saved', {
      date: calendarDate(saved, ZONE, language),
      time: wallMinute(saved, ZONE),
    });
    return by ? `${when} · ${t('library.by', { who: who(by) })}` : when;
  };
}
