// A tar of files and small texts, as a stream. Every entry says its size first, so that a reader can refuse early.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { pack } from 'tar-stream';

export type ArchiveEntry = { readonly name: string; readonly text: string } | { readonly name: string; readonly size: number; readonly from: string };

/** Owner only, and always the same bytes for the same content. */
const plain = { mode: 0o600, mtime: new Date(0) };

/** The entries as a tar stream, in their order. */
export function tarOf(entries: readonly ArchiveEntry[]): AsyncIterable<Uint8Array> {
  const tar = pack();
  const add = (entry: ArchiveEntry) =>
    new Promise<void>((resolve, reject) => {
      const done = (error?: Error | null) => (error ? reject(error) : resolve());
      if ('text' in entry) tar.entry({ name: entry.name, ...plain }, entry.text, done);
      else pipeline(createReadStream(entry.from), tar.entry({ name: entry.name, size: entry.size, ...plain }, done)).catch(reject);
    });
  const run = async () => {
    for (const entry of entries) await add(entry);
    tar.finalize();
  };
  run().catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  return tar as unknown as AsyncIterable<Uint8Array>; // a stream of buffers; its types say nothing of its chunks
}
