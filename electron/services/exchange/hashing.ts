// A stream that is hashed while it passes.
import { createHash } from 'node:crypto';
import { Transform } from 'node:stream';

/** `onBytes` is called for every chunk. `sha` is called once, after the stream has ended: SHA-256, hexadecimal. */
export function hashing(onBytes: (bytes: number) => void = () => undefined): { readonly through: Transform; readonly sha: () => string } {
  const hash = createHash('sha256');
  const through = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      hash.update(chunk);
      onBytes(chunk.length);
      next(null, chunk);
    },
  });
  return { through, sha: () => hash.digest('hex') };
}
