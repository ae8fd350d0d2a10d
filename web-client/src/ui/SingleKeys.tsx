import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setSingleKeys, singleKeysOn } from '../lib/keys';

/** Turns keys without Ctrl or Alt on and off, for whoever dictates or presses by accident. */
export function SingleKeys({ className = 'row' }: { className?: string }) {
  const { t } = useTranslation('common');
  const [on, setOn] = useState(singleKeysOn);
  return (
    <label className={className}>
      <input
        type="checkbox"
        checked={on}
        onChange={(event) => {
          setSingleKeys(event.target.checked);
          setOn(event.target.checked);
        }}
      />
      {t('keys.single')}
    </label>
  );
}
