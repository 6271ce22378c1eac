// A picture of the size of a portrait, made from numbers: PNG, eight bits of colour, not easily packed.
import { crc32, deflateSync } from 'node:zlib';

function chunk(type: string, body: Buffer): Buffer {
  const name = Buffer.from(type, 'latin1');
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(Buffer.concat([name, body])));
  return Buffer.concat([head, name, body, check]);
}

/** @param width, height  pixels */
export function portrait(width: number, height: number, seed: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const lines = Buffer.alloc(height * (width * 3 + 1));
  let state = seed + 1;
  for (let at = 0; at < lines.length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    lines[at] = at % (width * 3 + 1) === 0 ? 0 : 120 + ((state >>> 24) % 60);
  }
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
