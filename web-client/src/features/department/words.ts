/** How things are called on this screen. */
import { useTranslation } from 'react-i18next';
import { usePick } from '../../i18n/use';
import { wallTime } from '../../lib/time';
import type { By, InjectItem, Party, SeatCode } from '../../protocol';
import { useExercise, useItems, useYou } from '../../sync';

export function useZone(): string {
  return useExercise()?.time_zone ?? 'Asia/Shanghai';
}

/** `14:52:17` in the exercise's zone. */
export function useWall(): (at: number) => string {
  const zone = useZone();
  return (at) => wallTime(at, zone);
}

/** What an inject is called: its title, or who speaks by which way. */
export function useInjectName(): (inject: InjectItem) => string {
  const { t } = useTranslation('department');
  const pick = usePick();
  return (inject) =>
    pick(inject.title) || [t(`channel.${inject.channel}`), pick(inject.from)].filter(Boolean).join(' · ');
}

/** A department, control or the simulation cell by name. */
export function usePartyName(): (party: Party) => string {
  const { t } = useTranslation('common');
  const pick = usePick();
  const departments = useItems('department');
  return (party) => {
    if (party === 'control' || party === 'simulation') return t(`party.${party}`);
    const found = departments.find((item) => item.code === party.department);
    return pick(found?.name) || party.department;
  };
}

/** Who did it: name and seat, the own one as such. */
export function useWho(): (by: By | null | undefined) => string {
  const { t } = useTranslation(['department', 'common']);
  const you = useYou();
  const mates = useItems('mate');
  const nameOf = (seat: SeatCode) => mates.find((mate) => mate.code === seat)?.person;
  return (by) => {
    if (!by) return '';
    if (by.via) {
      return t('detail.told', { told: by.told ?? '', via: t(`common:via.${by.via}`) });
    }
    if (!by.seat) return '';
    const name = by.name ?? nameOf(by.seat) ?? (by.seat === you.seat ? you.name : null);
    const robot = by.robot ? ` · ${t('detail.robot')}` : '';
    return (name ? `${name} (${by.seat})` : by.seat) + robot;
  };
}
