// 100,000 visits in the real window: no blank rows, no frozen page, no frozen main process; memory as with a hundred.
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openReader } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { compile } from '../../db/queries/compile.ts';
import { type ListRequest, listStatements } from '../../db/queries/list.ts';
import { catchUp } from '../../db/store/search-index.ts';
import { sampleHosts, sampleVisit } from '../../electron/services/sample/visits.ts';
import { newDesk } from '../../electron/services/setup/new-desk.ts';
import { environment, resources } from '../fresh-desk.ts';
import { exportAs, frames, goTo, openWindow, saveTo, settled } from './desk-app.ts';

const base = mkdtempSync(join(tmpdir(), 'desk-many-'));
const many = join(base, 'many');
const rows = 100_000;

beforeAll(() => {
  const desk = newDesk({ folder: many, name: '国際課1', author: '見本 花子', sample: true }, resources, environment);
  const hosts = sampleHosts();
  for (let from = 0; from < rows; from += 20_000)
    commit(
      desk,
      '見本 花子',
      Array.from({ length: 20_000 }, (_, at) => ({ kind: 'create', table: 'visit', set: sampleVisit(1_000 + from + at, hosts) })),
    );
  catchUp(desk.db);
  desk.close();
}, 120_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

async function openMany(): Promise<{ app: ElectronApplication; page: Page }> {
  const folder = join(mkdtempSync(join(base, 'copy-')), 'desk');
  cpSync(many, folder, { recursive: true }); // closed: the file is whole
  const { app, page } = await openWindow({ folder });
  await goTo(page, '要人来訪');
  await page.getByText('100,070件').waitFor();
  await settled(page);
  return { app, page };
}

/** Main-thread tasks of the page over 50 ms, by the browser's own measure. */
const watchLongTasks = (page: Page) =>
  page.evaluate(() => {
    const seen: number[] = [];
    Object.assign(window, { longTasks: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.push(Math.round(entry.duration));
    }).observe({ entryTypes: ['longtask'] });
  });
const longTasks = (page: Page) => page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks.splice(0)); // put there by watchLongTasks

/**
 * What this machine takes at the moment for an empty call and for drawing the very same grid without any of our code:
 * a copy of its elements laid over it. Milliseconds until the picture is there.
 */
const bareDrawing = async (page: Page) =>
  median(
    await page.evaluate(async () => {
      const took: number[] = [];
      for (let round = 0; round < 15; round++) {
        const grid = document.querySelector<HTMLElement>('.grid');
        if (!grid) throw new Error('no grid');
        const { left, top, width, height } = grid.getBoundingClientRect();
        const started = performance.now();
        await window.desk.undoState({});
        const copy = grid.cloneNode(true) as HTMLElement; // a copy of an element is one
        Object.assign(copy.style, { position: 'fixed', left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` });
        document.body.append(copy);
        await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
        took.push(performance.now() - started);
        copy.remove();
        await new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next)));
      }
      return took;
    }),
  );

/** How much slower than 60 pictures a second this machine draws a grid: 1 on an idle office PC. */
const paceOf = async (page: Page) => Math.max(1, (await bareDrawing(page)) / (2_000 / 60));

/** How late the main process's own clock was, at worst, since it was asked to watch. */
const watchMain = (app: ElectronApplication) =>
  app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks');
    const histogram = monitorEventLoopDelay({ resolution: 5 });
    histogram.enable();
    Object.assign(globalThis, { deskHistogram: histogram });
  });
const worstDelay = (app: ElectronApplication) =>
  app.evaluate(() => {
    const { deskHistogram } = globalThis as unknown as { deskHistogram: { max: number; reset: () => void } }; // put there by watchMain
    const worst = deskHistogram.max / 1e6;
    deskHistogram.reset();
    return worst;
  });

/** Does something while a thread of the main process's own counts to nowhere. */
async function whileThreadSpins(app: ElectronApplication, act: () => Promise<void>): Promise<void> {
  await app.evaluate(() => {
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    Object.assign(globalThis, { deskSpinner: new Worker('for (;;);', { eval: true }) });
  });
  await act();
  await app.evaluate(() => (globalThis as unknown as { deskSpinner: { terminate: () => Promise<number> } }).deskSpinner.terminate()); // put there above
}

const waiting = (page: Page) => page.locator('.grid-wait').count();

/** Milliseconds from a real click or key arriving in the page to other rows painted. */
async function untilPainted(page: Page, act: () => Promise<unknown>): Promise<number> {
  await page.evaluate(() => {
    const rows = () => [...document.querySelectorAll('.grid-body .grid-row')].map((row) => row.textContent).join('|');
    const before = rows();
    let started = 0;
    for (const type of ['click', 'input']) {
      const note = ({ timeStamp }: Event) => {
        started ||= timeStamp;
      };
      document.addEventListener(type, note, { capture: true, once: true });
    }
    const watch = async () => {
      const begun = performance.now();
      while (started === 0 || rows() === before || document.querySelector('.grid-wait')) {
        if (performance.now() - begun > 10_000) return Number.POSITIVE_INFINITY;
        await new Promise((next) => requestAnimationFrame(next));
      }
      await new Promise((next) => requestAnimationFrame(next));
      return performance.now() - started;
    };
    Object.assign(window, { painted: watch() });
  });
  await act();
  return page.evaluate(() => (window as unknown as { painted: Promise<number> }).painted); // put there above
}
/** Between two pictures of a screen with 60 a second, and what a key waits for at most twice. */
const frameMs = 1_000 / 30;

/** Notes for every key how long after its press the next picture was there. */
const watchKeys = (page: Page) =>
  page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { keyTimes: times });
    addEventListener('keydown', ({ timeStamp }) => requestAnimationFrame(() => requestAnimationFrame(() => times.push(performance.now() - timeStamp))), true);
  });
const keyTimes = (page: Page) => page.evaluate(() => (window as unknown as { keyTimes: number[] }).keyTimes.splice(0)); // put there by watchKeys

/** A field of the browser and nothing else, over everything. */
const bareField = (page: Page, shown: boolean) =>
  page.evaluate((isShown) => {
    document.getElementById('bare-field')?.remove();
    if (!isShown) return;
    const field = Object.assign(document.createElement('textarea'), { id: 'bare-field', value: 'text\n'.repeat(40) });
    Object.assign(field.style, { position: 'fixed', inset: '0', zIndex: '99' });
    document.body.append(field);
    field.focus();
  }, shown);

const headingOf = (page: Page, label: string) =>
  page
    .locator('.heading-button')
    .filter({ hasText: new RegExp(`^${label}`) })
    .first();
/** Brings a heading to where a hand can press it: columns beyond the edge are not drawn, and scrolling there is not what is measured. */
async function showHeading(page: Page, label: string): Promise<void> {
  await page.locator('.grid').evaluate((box) => box.scrollTo({ left: 0 }));
  await headingOf(page, label).scrollIntoViewIfNeeded();
  await settled(page);
}
const sortBy = (page: Page, label: string) => () => headingOf(page, label).click();
const applyFilter = (page: Page) => () => page.locator('.filter-form button[type=submit]').click();
const searchFor = (page: Page, word: string) => () => page.locator('.search input').fill(word);

const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]) => sorted(values)[Math.floor(values.length / 2)] ?? Number.NaN;
const p95 = (values: readonly number[]) => sorted(values)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN;

/** A figure once it has stopped falling: garbage is collected a while after it was made. */
async function steady(measure: () => Promise<number>): Promise<number> {
  let lowest = await measure();
  for (let unchanged = 0; unchanged < 4; unchanged++) {
    await after(500);
    const now = await measure();
    if (now < lowest * 0.99) unchanged = -1;
    lowest = Math.min(lowest, now);
  }
  return lowest;
}

/** Other programs of a shared machine only ever slow a measurement: the limit is held against the best of three rounds. */
async function bestOf(rounds: number, measure: () => Promise<number>, limit: number): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds && best > limit; round++) best = Math.min(best, await measure());
  return best;
}

describe('100,000 visits', () => {
  it('scroll by wheel and by dragging without blank rows or frozen threads', { timeout: 90_000 }, async () => {
    const { app, page } = await openMany();
    await watchLongTasks(page);
    await watchMain(app);
    const grid = await page.locator('.grid').boundingBox();
    if (!grid) throw new Error('no grid');
    let blank = 0;
    const scroll = async () => {
      await page.mouse.move(grid.x + 400, grid.y + 300);
      for (let step = 0; step < 60; step++) {
        await page.mouse.wheel(0, 1_200);
        await frames(page);
        blank += await waiting(page);
      }
      // The scrollbar from top to bottom; the picture is looked at where the hand rests.
      const bar = { x: grid.x + grid.width - 7, from: grid.y + 44, to: grid.y + grid.height - 30 };
      await page.locator('.grid').evaluate((box) => box.scrollTo({ top: 0 }));
      await page.mouse.move(bar.x, bar.from);
      await page.mouse.down();
      for (let step = 1; step <= 12; step++) {
        await page.mouse.move(bar.x, bar.from + ((bar.to - bar.from) * step) / 12, { steps: 3 });
        await frames(page, 9);
        blank += await waiting(page);
      }
      await page.mouse.up();
      await page.locator('.cell-field').focus();
      await page.keyboard.press('Control+End');
      await page.locator('[data-row="100069"]').waitFor();
    };
    // Long tasks beyond one, and how late the main process was, as multiples of what this machine allows just now.
    const measure = async () => {
      const pace = await paceOf(page);
      await longTasks(page);
      await worstDelay(app);
      await scroll();
      const frozen = (await longTasks(page)).filter((took) => took > 50 * pace);
      const late = (await worstDelay(app)) / (100 * pace);
      console.log(`pace ${pace.toFixed(2)}, tasks over ${(50 * pace).toFixed(0)} ms: ${frozen.join(' ') || 'none'}; main ${late.toFixed(2)} of its limit`);
      return Math.max(frozen.length > 1 ? frozen.length : 0, late);
    };
    expect(await bestOf(3, measure, 1)).toBeLessThanOrEqual(1);
    expect(blank).toBe(0);
  });

  it('follow keys as an empty page does: moving, drawing a range, typing into a cell', { timeout: 90_000 }, async () => {
    const { page } = await openMany();
    await watchKeys(page);
    await watchLongTasks(page);
    const keys = [
      ...Array(12).fill('ArrowDown'),
      ...Array(6).fill('ArrowRight'),
      ...Array(8).fill('Shift+ArrowDown'),
      ...Array(6).fill('ArrowUp'),
      ...'kotoba',
    ];
    const press = async () => {
      for (const key of keys) {
        await page.keyboard.press(key);
        await frames(page);
      }
      return p95(await keyTimes(page));
    };
    const ratio = async () => {
      const pace = await paceOf(page);
      await bareField(page, true);
      const bare = await press();
      await bareField(page, false);
      await page.locator('[data-row="3"] [data-column="0"]').click();
      await page.keyboard.press('Control+Home');
      await keyTimes(page);
      await longTasks(page);
      const table = await press();
      const frozen = (await longTasks(page)).filter((took) => took > 50 * pace);
      await page.keyboard.press('Escape');
      process.stdout.write(
        `key to picture: p95 ${Math.round(table)} ms, bare field ${Math.round(bare)}; tasks over ${Math.round(50 * pace)} ms: ${frozen.join(' ')}\n`,
      );
      return frozen.length > 0 ? Number.POSITIVE_INFINITY : table / Math.max(frameMs, bare);
    };
    expect(await bestOf(3, ratio, 2)).toBeLessThanOrEqual(2);
  });

  it('sort, filter and search in hardly more than the bare SQL and the bare drawing', { timeout: 90_000 }, async () => {
    const { page } = await openMany();
    const { db, close } = openReader(many, environment);
    const bare = (request: Omit<ListRequest, 'table'>) => {
      const { sql, parameters } = compile(listStatements({ table: 'visit', limit: 100, today: '2026-11-23', ...request }).window);
      const times = Array.from({ length: 5 }, () => {
        const started = performance.now();
        db.all(sql, ...parameters);
        return performance.now() - started;
      });
      return median(times);
    };
    const drawing = await bareDrawing(page);
    const ours: number[] = [];
    const ratios: number[] = [];
    const report: string[] = [];
    const measure = async (what: string, act: () => Promise<unknown>, request: Omit<ListRequest, 'table'>) => {
      const took = await untilPainted(page, act);
      const plain = bare(request);
      ours.push(took);
      ratios.push(took / (plain + drawing));
      report.push(`${what}: ${took.toFixed(0)} ms, bare ${plain.toFixed(0)} + drawing ${drawing.toFixed(0)}`);
      await settled(page);
    };
    for (const [label, column] of [
      ['件名', 'titleJa'],
      ['種別', 'kind'],
      ['相手先', 'partner'],
      ['場所', 'place'],
      ['代表者の格', 'leaderRank'],
      ['開始', 'startTime'],
    ] as const) {
      await showHeading(page, label);
      await measure(`sort ${label}`, sortBy(page, label), { sort: [{ column }] });
    }
    for (const [word, key] of [
      ['視察', 'inspection'],
      ['式典・行事', 'ceremony'],
    ] as const) {
      await page.getByRole('button', { name: '「種別」で絞り込む' }).click();
      for (const box of await page.locator('.choices input:checked').all()) await box.uncheck();
      await page.getByRole('checkbox', { name: word }).check();
      await measure(`filter ${word}`, applyFilter(page), { filter: { kind: key }, sort: [{ column: 'startTime' }] });
    }
    await page.getByRole('button', { name: '絞り込みを解除' }).click();
    await showHeading(page, '日付');
    await untilPainted(page, sortBy(page, '日付'));
    await settled(page);
    for (const word of ['ベルリン', 'ニュー', 'ロ', '視察', 'ローマ']) await measure(`search ${word}`, searchFor(page, word), { search: word });
    close();
    console.log(report.join('\n'));
    // Times depend on the machine; what must hold anywhere is how they stand to the bare work in the same run.
    console.log(`to painted rows: p95 ${p95(ours).toFixed(0)} ms; median ratio ${median(ratios).toFixed(2)}`);
    expect(median(ratios)).toBeLessThan(2.5); // 1.7 to 1.8 on an idle machine
    // A filter also closes its form, a search asks for rows and then for the count: two pictures instead of one.
    expect(p95(sorted(ratios).slice(0, -2))).toBeLessThan(5); // of thirteen, two slips of a noisy neighbour
  });

  it('can be exported with progress, stopped in the middle without a trace, and the window answers meanwhile', { timeout: 90_000 }, async () => {
    const { app, page } = await openMany();
    const file = join(base, 'stopped.xlsx');
    await saveTo(app, file);
    const scrollTo = async (part: number) => {
      await page.locator('.grid').evaluate((box, to) => box.scrollTo({ top: box.scrollHeight * to }), part);
      await settled(page);
      await page.locator('.grid-cell').first().waitFor();
    };
    // What the main process takes for the same rows while any thread is busy, with nothing of ours in it.
    await watchMain(app);
    await whileThreadSpins(app, () => scrollTo(0.4));
    const bare = Math.max(await worstDelay(app), 100); // nobody notices less
    await exportAs(page, 'Excel (.xlsx)');
    await page.getByText(/出力しています: [\d,]+ \/ 100,070件/).waitFor();
    await scrollTo(0.5);
    await page.getByRole('button', { name: '中止' }).click();
    await page.getByText('中止しました').waitFor();
    const worst = await worstDelay(app);
    console.log(`main at worst ${worst.toFixed(0)} ms late during an export, ${bare.toFixed(0)} with a busy thread`);
    expect(worst / bare).toBeLessThan(3);
    expect([existsSync(file), existsSync(`${file}.part`)]).toEqual([false, false]);
  });

  it('take no more memory than a hundred', { timeout: 90_000 }, async () => {
    const used = async (app: ElectronApplication) =>
      app.evaluate(({ app: program }) => program.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0) / 1024);
    const few = await openWindow();
    await goTo(few.page, '要人来訪');
    await few.page.getByText('70件').waitFor();
    const small = await steady(() => used(few.app));
    await few.close();
    const { app, page } = await openMany();
    for (let step = 0; step < 20; step++) {
      await page.locator('.grid').evaluate((box, part) => box.scrollTo({ top: box.scrollHeight * part }), step / 20);
      await frames(page, 4);
    }
    const large = await steady(() => used(app));
    console.log(`memory of all processes: ${small.toFixed(0)} MB with 70 rows, ${large.toFixed(0)} MB with 100,070 (${(large / small).toFixed(2)})`);
    expect(large / small).toBeLessThan(1.3);
  });
});
