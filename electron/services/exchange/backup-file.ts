// A backup that leaves this computer: database and attachments in one file, under a passphrase if one is given; and the
// way back from it, or from a bare database, into an empty folder.
import { createReadStream, createWriteStream, existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract } from 'tar-stream';
import { z } from 'zod';
import { DeskError } from '../../../db/errors.ts';
import { reapplyKept } from '../../../db/log/reapply.ts';
import { verify } from '../../../db/log/verify.ts';
import { type BackupFacts, checkDatabase, copyDatabase } from '../../../db/store/backup.ts';
import { Connection, type Reader } from '../../../db/store/connection.ts';
import { checkpoint, databaseFile, openDatabase } from '../../../db/store/database.ts';
import type { Environment } from '../../../db/store/environment.ts';
import { migrate } from '../../../db/store/migrate.ts';
import { attachmentPath } from '../files/attachments.ts';
import { removeTemporary } from '../files/temporary.ts';
import { writeWhole } from '../files/write-file.ts';
import { type ArchiveEntry, tarOf } from './archive.ts';
import { decrypted, encrypted, readHeader } from './envelope.ts';
import { hashing } from './hashing.ts';
import { workFolder } from './outbox.ts';

const aboutSchema = z.object({ citydeskBackup: z.literal(1), entries: z.array(z.object({ name: z.string(), size: z.number().int().min(0) })).max(100_000) });
const entryName = /^(backup\.json|desk\.sqlite|files\/[0-9a-f]{64})$/;

export interface WrittenBackup {
  readonly file: string;
  readonly bytes: number;
  readonly files: number;
  readonly facts: BackupFacts;
}

/** @param folder  the desk's @param file  where to @throws DeskError `fileExists`, `fileUnwritable`, `diskFull`, `backupFailed` */
export async function writeBackup(
  db: Reader,
  folder: string,
  file: string,
  options: { readonly passphrase?: string | undefined; readonly replace: boolean; readonly binding?: string | undefined },
): Promise<WrittenBackup> {
  const work = await workFolder(folder, 'backup');
  try {
    const copy = join(work, 'desk.sqlite');
    copyDatabase(db, copy, options.binding);
    const facts = checkDatabase(copy, options.binding);
    const hashes = attachmentHashes(folder);
    const content: ArchiveEntry[] = [
      { name: 'desk.sqlite', size: (await stat(copy)).size, from: copy },
      ...(await Promise.all(
        hashes.map(async (hash) => ({ name: `files/${hash}`, size: (await stat(attachmentPath(folder, hash))).size, from: attachmentPath(folder, hash) })),
      )),
    ];
    const about = { citydeskBackup: 1, entries: content.map((entry) => ({ name: entry.name, size: 'size' in entry ? entry.size : 0 })) };
    await writeWhole(
      file,
      async (part) => {
        const tar = tarOf([{ name: 'backup.json', text: JSON.stringify(about) }, ...content]);
        const bytes =
          options.passphrase === undefined
            ? Readable.from(tar)
            : Readable.fromWeb((await encrypted(tar, { passphrase: options.passphrase })) as Parameters<typeof Readable.fromWeb>[0]);
        await pipeline(bytes, createWriteStream(part, { mode: 0o600 }));
      },
      options.replace,
    );
    return { file, bytes: (await stat(file)).size, files: hashes.length, facts };
  } finally {
    await removeTemporary(work);
  }
}

function attachmentHashes(folder: string): string[] {
  const blobs = join(folder, 'files');
  if (!existsSync(blobs)) return [];
  return readdirSync(blobs).flatMap((group) => readdirSync(join(blobs, group)).filter((name) => /^[0-9a-f]{64}$/.test(name)));
}

/**
 * Makes a desk's folder from a backup. The next write there begins a new writer, so that nothing the restored desk does
 * can be confused with what the lost one did.
 * @param into  a folder that is empty or not there
 * @param options.force  take it also when its records are not those of its log
 * @throws DeskError `notEmpty`, `backupBroken`, `bundlePassphrase`, `diskFull`, `fileMissing`
 */
export async function restoreInto(
  file: string,
  into: string,
  { environment, passphrase, force = false }: { readonly environment: Environment; readonly passphrase?: string | undefined; readonly force?: boolean },
): Promise<BackupFacts> {
  if (!existsSync(file)) throw new DeskError('fileMissing', { file });
  await removeHalfRestored(into);
  if (existsSync(into) && (await readdir(into)).length > 0) throw new DeskError('notEmpty', { folder: into });
  await mkdir(into, { recursive: true, mode: 0o700 });
  // Unpacked into a temporary folder and checked there before the folder becomes a desk's.
  const work = await mkdtemp(join(into, 'restore-'));
  try {
    await unpackBackup(file, work, passphrase);
    const copy = join(work, 'desk.sqlite');
    const facts = checkDatabase(copy, environment.binding);
    if (facts.desk === '') throw new DeskError('backupBroken', { file, what: 'desk' });
    if (!force) refuseTampered(copy, file, environment);
    if (existsSync(join(work, 'files'))) await rename(join(work, 'files'), join(into, 'files'));
    await rename(copy, databaseFile(into));
    return facts;
  } catch (error) {
    if (error instanceof DeskError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new DeskError(code === 'ENOSPC' ? 'diskFull' : 'backupBroken', { file, what: code }, { cause: error });
  } finally {
    await removeTemporary(work);
  }
}

/** What a restore that was killed has left: nobody's only copy, and not to stay lying about in clear. */
async function removeHalfRestored(into: string): Promise<void> {
  const names = existsSync(into) ? await readdir(into) : [];
  if (!names.some((name) => /^restore-\w{6}$/.test(name)) || !names.every((name) => name === 'files' || /^restore-\w{6}$/.test(name))) return;
  for (const name of names) await rm(join(into, name), { recursive: true, force: true });
}

/** A backup in clear can be changed by anyone: its records must be those of its log, and its log what its desks have signed. */
function refuseTampered(copy: string, file: string, environment: Environment): void {
  const database = openDatabase(copy, environment);
  try {
    migrate(database, environment.migrations);
    const db = new Connection(database);
    reapplyKept(db);
    const [fault] = verify(db, environment).faults;
    if (fault) throw new DeskError('backupBroken', { file, what: fault.kind });
    checkpoint(database);
  } finally {
    database.close();
  }
}

async function unpackBackup(file: string, work: string, passphrase: string | undefined): Promise<void> {
  const handle = await open(file, 'r');
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(32), 0, 32, 0);
  await handle.close();
  const start = buffer.subarray(0, bytesRead).toString('latin1');
  if (start.startsWith('SQLite format 3')) return copyFile(file, join(work, 'desk.sqlite'));
  const plain = start.startsWith('age-encryption.org/')
    ? Readable.fromWeb(
        (await decrypted(createReadStream(file) as AsyncIterable<Uint8Array>, await readHeader(file), { passphrase }, file)) as Parameters<
          typeof Readable.fromWeb
        >[0],
      )
    : createReadStream(file);
  const tar = extract();
  const feed = pipeline(plain, tar);
  feed.catch(() => undefined); // the same failure reaches the loop below, which reads from this stream
  let declared: z.infer<typeof aboutSchema>['entries'] | undefined;
  let at = 0;
  for await (const entry of tar) {
    const { name, type, size } = entry.header;
    if (type !== 'file' || !entryName.test(name)) throw new DeskError('backupBroken', { file, what: 'entries' });
    if (name === 'backup.json') {
      const chunks: Buffer[] = [];
      if ((size ?? 0) > 20_000_000) throw new DeskError('backupBroken', { file, what: 'entries' });
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      declared = aboutSchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8'))).entries;
      continue;
    }
    const wanted = declared?.[at];
    at += 1;
    if (!wanted || wanted.name !== name || wanted.size !== size) throw new DeskError('backupBroken', { file, what: 'entries' });
    const to = name === 'desk.sqlite' ? join(work, name) : join(work, 'files', name.slice(6, 8), name.slice(6));
    await mkdir(dirname(to), { recursive: true, mode: 0o700 });
    const { through, sha } = hashing();
    await pipeline(Readable.from(entry), through, createWriteStream(to, { mode: 0o600, flush: true }));
    if (name.startsWith('files/') && sha() !== name.slice(6)) throw new DeskError('backupBroken', { file, what: 'hash' });
  }
  await feed;
  if (!declared || at !== declared.length) throw new DeskError('backupBroken', { file, what: 'end' });
}
