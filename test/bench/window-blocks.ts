// How long the window and the main process are blocked while a bundle of 100,000 operations is imported, exported and backed up:
// the longest stretch in which neither could have answered a key. Measured from inside, and compared with the same window at rest.
import { join } from 'node:path';
import { type ElectronApplication, _electron as electron, type Page } from 'playwright-core';
import { createDesk, openReader } from '../../db/desk/open.ts';
import type { Environment } from '../../db/store/environment.ts';
import { searchBehind } from '../../db/store/search-index.ts';
import { briefingFor } from '../../electron/services/briefing/briefings.ts';
import { ownerOnly, ownKeys } from '../../electron/services/exchange/keys.ts';
import { passphrase } from '../../electron/services/exchange/passphrase.ts';
import { prepareBundle } from '../../electron/services/exchange/send.ts';
import { writeBundle } from '../../electron/services/exchange/write-bundle.ts';
import { newDesk } from '../../electron/services/setup/new-desk.ts';
import { wordsIn } from '../../electron/words.ts';
import { chromiumSwitches } from '../chromium-switches.ts';
import { bigVisit } from './desk-work.ts';
import { fillWithPeople } from './exchange-desk.ts';
import type { Line } from './line.ts';

/** Longest that a person does not notice (window), and longest that the window does not notice (main), ms. */
const limits = { window: 50, main: 100 } as const;
const restMs = 4_000;

interface Gaps {
  longest: number;
}
type Bridge = Record<
  string,
  (input: object) => Promise<{ ok: boolean; value: { token: string; report?: { applied: number } | null } | null; error?: unknown }>
>;

/** Both processes note the longest time between two turns of a timer that would like to run at once. */
async function listen(app: ElectronApplication, page: Page): Promise<() => Promise<{ window: number; main: number }>> {
  const watch = () => {
    const gaps: Gaps = { longest: 0 };
    (globalThis as unknown as { gaps: Gaps }).gaps = gaps;
    let last = performance.now();
    setInterval(() => {
      const now = performance.now();
      gaps.longest = Math.max(gaps.longest, now - last);
      last = now;
    }, 4);
  };
  await app.evaluate(watch);
  await page.evaluate(watch);
  const taken = () => {
    const { gaps } = globalThis as unknown as { gaps: Gaps };
    const { longest } = gaps;
    gaps.longest = 0;
    return longest;
  };
  return async () => ({ window: await page.evaluate(taken), main: await app.evaluate(taken) });
}

export async function windowBlocks(root: string, work: string, environment: Environment): Promise<Line[]> {
  const executablePath = process.env.DESK_TEST_ELECTRON;
  if (!executablePath) throw new Error('run through `npm run bench`');
  const source = createDesk(join(work, 'blocks-source'), '甲', environment);
  fillWithPeople(source);
  const phrase = passphrase(environment.random);
  const file = join(work, 'blocks.citydesk');
  const keys = await ownKeys(join(work, 'blocks-keys'), source.id, ownerOnly);
  const { plan } = prepareBundle(source, keys, { full: true, author: 'bench', passphrase: phrase });
  await writeBundle(source.db, { folder: source.folder, plan, file, replace: true });
  source.close();
  const folder = join(work, 'blocks-window');
  const receiver = newDesk({ folder, name: '乙', author: 'bench', sample: true }, join(root, 'resources'), environment);
  const briefing = briefingFor(receiver, {
    author: 'bench',
    subject: { table: 'visit', id: await bigVisit(receiver, work, 30, 10) },
    language: 'ja',
    setting: { words: wordsIn, dates: 'era' },
  });
  receiver.close();
  const env = { ...(process.env as Record<string, string>), XDG_DATA_HOME: join(work, 'blocks-data') };
  const app = await electron.launch({ executablePath, args: [...chromiumSwitches, root, '--data', folder], env });
  const lines: Line[] = [];
  try {
    const page = await app.firstWindow();
    await page.locator('.card').first().waitFor();
    await page.locator('nav.side').getByRole('button', { name: '相手先', exact: true }).click();
    await new Promise((done) => setTimeout(done, restMs)); // what a start still does afterwards is not measured here
    const longest = await listen(app, page);
    const during = async (what: string, work: () => Promise<unknown>) => {
      await longest();
      await work();
      const { window, main } = await longest();
      lines.push({ what: `window, longest block while ${what} ÷ 50 ms`, ours: window, bare: limits.window, allowed: what === 'at rest' ? undefined : 1 });
      lines.push({ what: `main process, longest block while ${what} ÷ 100 ms`, ours: main, bare: limits.main, allowed: what === 'at rest' ? undefined : 1 });
    };
    // A refusal must end the measuring: it would be quick, and mean nothing.
    const ask = async (channel: string, input: object) => {
      const reply = await page.evaluate(([name, given]) => (window as unknown as { desk: Bridge }).desk[name as string]?.(given as object), [
        channel,
        input,
      ] as const);
      if (!reply?.ok || reply.value === null) throw new Error(`${channel}: ${JSON.stringify(reply?.error ?? reply)}`);
      return reply.value;
    };
    await during('at rest', () => new Promise((done) => setTimeout(done, restMs)));
    const saveTo = (name: string) =>
      app.evaluate(
        ({ dialog }, filePath) => {
          dialog.showSaveDialog = async () => ({ canceled: false, filePath });
        },
        join(work, name),
      );
    await saveTo('blocks.docx');
    await during('a briefing with 12 portraits goes to Word', () => ask('exportBriefing', { id: briefing, format: 'docx' }));
    // Chromium prints from a hidden window: what that alone costs is the baseline.
    await longest();
    await app.evaluate(async ({ BrowserWindow }) => {
      const unseen = new BrowserWindow({ show: false });
      await unseen.loadURL('about:blank');
      await unseen.webContents.printToPDF({});
      unseen.destroy();
    });
    const bare = (await longest()).main;
    await saveTo('blocks.pdf');
    await ask('exportBriefing', { id: briefing, format: 'pdf' });
    const ours = (await longest()).main;
    lines.push({
      what: 'main process, longest block while it goes to PDF ÷ printing an empty page (100 ms at least)',
      ours,
      bare: Math.max(limits.main, bare),
      allowed: 1.5,
    });
    await during('100,000 operations are looked at and taken in', async () => {
      const { token } = await ask('previewBundle', { file, passphrase: phrase, job: 'look' });
      const { report } = await ask('importBundle', { token, trust: true, job: 'accept' });
      if ((report?.applied ?? 0) < 100_000) throw new Error(`only ${report?.applied} operations were taken in`);
    });
    await during('the search index catches up', async () => {
      for (let behind = 1; behind > 0; ) {
        await new Promise((done) => setTimeout(done, 500));
        behind = behindNow(folder, environment);
      }
    });
    await during('a file of them is written', async () => {
      await saveTo('blocks-out.citydesk');
      await ask('sendBundle', { desks: [], full: true, passphrase: phrase, job: 'send' });
    });
    await during('a backup is made', () => ask('backUpNow', {}));
  } finally {
    await app.close();
  }
  return lines;
}

/** Operations that the search index of a desk has not indexed, read by a second connection. */
function behindNow(folder: string, environment: Environment): number {
  const reader = openReader(folder, environment);
  try {
    return searchBehind(reader.db);
  } finally {
    reader.close();
  }
}
