// What an erasure has taken out of the log still stands in free pages of the file, in the search index and in the write-ahead log.
// The mark is part of the transaction that erased, so that a process that ends in between is made up for at the next start.
import type { Writer } from './connection.ts';

const mark = 'toCleanse';

const marked = (db: Writer): string[] | undefined => {
  const text = db.value<string>('SELECT value FROM local_state WHERE key = ?', mark);
  return text === undefined ? undefined : (JSON.parse(text) as string[]); // written below only
};

/** Within the transaction that erases. @param fileHash  an attachment whose record has lost its file */
export function noteErased(db: Writer, fileHash?: string): void {
  const hashes = new Set([...(marked(db) ?? []), ...(fileHash === undefined ? [] : [fileHash])]);
  db.run('INSERT INTO local_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', mark, JSON.stringify([...hashes]));
}

/**
 * After an erasure has been committed: the file is written again without what was erased.
 * @param removeFile  deletes the content of an attachment that no record names any more
 * @returns whether there was an erasure to follow
 */
export function cleanse(db: Writer, removeFile: (hash: string) => void): boolean {
  const hashes = marked(db);
  if (hashes === undefined) return false;
  for (const hash of hashes)
    if (db.value("SELECT 1 FROM sync_op WHERE tbl = 'attachment' AND instr(line, ?) > 0 LIMIT 1", hash) === undefined) removeFile(hash);
  try {
    db.immediate(() => {
      // The index keeps deleted words until its parts are joined.
      db.run("INSERT INTO search_index (search_index) VALUES ('optimize')");
      db.run('DELETE FROM local_state WHERE key = ?', mark);
    });
    if (!db.compact()) noteErased(db);
  } catch {
    // The disk has no room for a second copy, or somebody still reads: at the next start it is tried again.
    noteErased(db);
  }
  return true;
}
