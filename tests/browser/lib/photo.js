/** Photos of the journeys: small pictures, no two alike, made without any library. */
import { crc32, deflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A PNG of 48 × 48 whose stripes count `n`: still different from every other once it is a JPEG. */
export function photo(n) {
  const side = 48;
  const lines = [];
  for (let y = 0; y < side; y += 1) {
    const line = Buffer.alloc(1 + side * 3);
    for (let x = 0; x < side; x += 1) {
      const lit = (n >> Math.floor(x / 8)) & 1;
      line.fill(lit ? 220 : 40, 1 + x * 3, 1 + x * 3 + 2);
      line[1 + x * 3 + 2] = (y * 5) & 255;
    }
    lines.push(line);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(side, 0);
  head.writeUInt32BE(side, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.concat(lines));
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]);
}
