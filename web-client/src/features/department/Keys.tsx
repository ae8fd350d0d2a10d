/** The sheet that lists the keys of a department's screen. */
import { useTranslation } from 'react-i18next';
import { Dialog, KeyList, SingleKeys } from '../../ui';
import { DESK_PLACES } from './places';

/** What the keys do; single ones can be switched off. */
export function Keys({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['department', 'common']);
  const list: [string, string][] = [
    ['↑ ↓ / J K', t('keys.move')],
    ['A', t('keys.acknowledge')],
    ['R', t('keys.reply')],
    ['Q', t('keys.ask')],
    ['Ctrl+Enter', t('keys.send')],
    ['Shift+S', t('keys.report')],
    ...DESK_PLACES.map(({ name, key }): [string, string] => [key, t(`keys.${name}`)]),
    ['M', t('keys.mute')],
    ['P', t('keys.print')],
    ['Esc', t('keys.back')],
    ['?', t('keys.help')],
  ];
  return (
    <Dialog title={t('common:keys.title')} onClose={onClose}>
      <KeyList keys={list} />
      <SingleKeys className="tick" />
    </Dialog>
  );
}
