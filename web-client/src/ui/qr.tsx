import { useMemo } from 'react';
import { encode } from 'uqr';

/** Light modules around the code: scanners need four. */
const MARGIN = 4;

/** A QR code drawn by this page itself: no picture address, so no exception in the content policy. */
export function QrCode({
  text,
  label,
  className = 'qr',
}: {
  text: string;
  label: string;
  className?: string;
}) {
  const { size, path } = useMemo(() => {
    const code = encode(text, { ecc: 'M', border: MARGIN });
    let drawn = '';
    for (const [y, row] of code.data.entries()) {
      for (const [x, dark] of row.entries()) if (dark) drawn += `M${x} ${y}h1v1h-1z`;
    }
    return { size: code.size, path: drawn };
  }, [text]);
  return (
    <svg
      className={className}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
