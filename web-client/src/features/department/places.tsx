/** The places of a department: one list for the phone's tabs, the middle of a desk, its keys and their list. */
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { useItems } from '../../sync';
import { Ledger, LedgerWaits } from './ledger';
import { MapPage } from './MapPage';
import { Messages } from './Messages';
import { MediaPage, MediaWaits } from './media';
import { ReportPage } from './ReportPage';
import { Resources, ResourcesWait } from './resources';
import { SeatPage } from './Seat';

/** Its part of the address; the title is `tabs.` and this. */
export type Tab = Place['name'];

type Place =
  /** The list of injects itself stands at no other place. */
  | { name: 'inbox'; Page?: undefined }
  /** On a desk always in sight, or a sheet. */
  | { name: 'report' | 'messages' | 'seat'; Page: ComponentType }
  | InTheMiddle;

/** On a desk it opens in the middle: by its key, and by a button that says what waits there. */
interface InTheMiddle {
  name: 'media' | 'ledger' | 'map' | 'resources';
  Page: ComponentType;
  key: string;
  Waits?: ComponentType;
}

/** In the order of the phone's tabs. */
const PLACES: readonly Place[] = [
  { name: 'inbox' },
  { name: 'report', Page: ReportPage },
  { name: 'media', Page: MediaPage, key: 'V', Waits: MediaWaits },
  { name: 'ledger', Page: Ledger, key: 'L', Waits: LedgerWaits },
  { name: 'map', Page: MapPage, key: 'G' },
  { name: 'resources', Page: Resources, key: 'E', Waits: ResourcesWait },
  { name: 'messages', Page: Messages },
  { name: 'seat', Page: SeatPage },
];

/** Places with a key of their own on a desk. */
export const DESK_PLACES = PLACES.filter((place): place is InTheMiddle => 'key' in place);

/** A place by its part of the address. */
export function placeNamed(name: string | undefined): Place | undefined {
  return PLACES.find((place) => place.name === name);
}

/** The places there are: a scenario without a site has no map. */
export function useTabs(): Tab[] {
  const site = useItems('site').length > 0;
  return PLACES.map(({ name }) => name).filter((name) => name !== 'map' || site);
}

/** On a desk: buttons that open a place in the middle, and close it again. */
export function PlaceButtons({ at, turn }: { at: Tab; turn: (name: Tab) => void }) {
  const { t } = useTranslation('department');
  const there = useTabs();
  return DESK_PLACES.filter(({ name }) => there.includes(name)).map(({ name, key, Waits }) => (
    <button
      key={name}
      type="button"
      aria-pressed={at === name}
      aria-keyshortcuts={key}
      onClick={() => turn(name)}
    >
      {t(`tabs.${name}`)} {Waits ? <Waits /> : null}
    </button>
  ));
}
