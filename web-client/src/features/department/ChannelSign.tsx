import type { Channel } from '../../protocol';

/** Drawn here: the signs of fonts differ from phone to phone, and some have none. */
const PATHS: Record<Channel, string> = {
  system: 'M4 5h16v11H4zM9 20h6M12 16v4',
  phone: 'M6 3h3l2 5-2 2a12 12 0 0 0 5 5l2-2 5 2v3a2 2 0 0 1-2 2A17 17 0 0 1 4 5a2 2 0 0 1 2-2z',
  radio: 'M8 9h8v12H8zM11 9V3M10 13h4M10 16h.01M14 16h.01',
  in_person: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4 21a8 8 0 0 1 16 0',
  email: 'M3 6h18v12H3zM3 7l9 6 9-6',
  social: 'M4 5h16v11H11l-5 4v-4H4z',
  paper: 'M6 3h9l4 4v14H6zM14 3v5h5M9 12h7M9 16h7',
  broadcast: 'M4 10v4h3l7 5V5l-7 5zM17 9a4 4 0 0 1 0 6M19 6a8 8 0 0 1 0 12',
  other: 'M12 8h.01M11 12h1v5h1M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18z',
};

/** The sign of a channel; its word stands beside it. */
export function ChannelSign({ channel, size = 24 }: { channel: Channel; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={size}
      height={size}
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[channel]} />
    </svg>
  );
}
