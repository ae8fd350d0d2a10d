/** `(2) …` in the title: the only thing that a page in the background still shows. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useYou } from '../sync';

export function useTitle(waiting: number): void {
  const { t } = useTranslation();
  const { seat } = useYou();
  const banner = t('banner.only');
  useEffect(() => {
    const before = document.title;
    document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${banner} · ${seat}`;
    return () => {
      document.title = before;
    };
  }, [waiting, banner, seat]);
}
