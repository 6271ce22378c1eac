// The program as it is handed out: from its archive, without the checkout.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { chromiumSwitches } from '../chromium-switches.ts';
import { cellWith, deskFolder, goTo, openWindow } from './desk-app.ts';

describe('the packaged program', () => {
  it('opens a desk and shows the city’s agreements', async () => {
    const { page, app } = await openWindow({ packaged: true, stock: 'sample' });
    expect(await app.evaluate(({ app: shell }) => shell.isPackaged)).toBe(true);
    await goTo(page, '協定・合意');
    await cellWith(page, 'ニューヨーク市との姉妹友好都市提携').waitFor();
  });

  it.runIf(process.platform === 'linux')('leaves a thread for the fonts of the system, without which a page can hang for ever', async () => {
    const { app } = await openWindow({ packaged: true, stock: 'reference' });
    const pid = await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId());
    expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toMatch(/--js-flags=--no-concurrent-sparkplug --concurrent-maglev-max-threads=1/);
  });

  it('answers on its command line, and refuses to write while a window is open', async () => {
    const folder = deskFolder('sample');
    const packaged = process.env.DESK_TEST_PACKAGED ?? '';
    const run = (...words: string[]) => {
      try {
        return {
          code: 0,
          out: execFileSync(packaged, [...chromiumSwitches, '--cli', ...words, '--data', folder, '--json'], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        };
      } catch (error) {
        const failed = error as { status: number; stdout: string };
        return { code: failed.status, out: failed.stdout };
      }
    };
    expect(JSON.parse(run('list', 'measures', '--limit', '100').out).total).toBe(76);
    const sheet = run('export', 'progress-sheet', '--period', '令和8年度第2四半期', '--out', join(folder, 'x.xlsx'));
    expect(JSON.parse(sheet.out)).toMatchObject({ measures: 76, rows: 105 });
    expect(run('council', 'issue', '--period', '令和8年度第2四半期', '--out', join(folder, 'sheets')).code).toBe(0);
    const paper = join(folder, 'x.pdf');
    const visit = JSON.parse(run('list', 'visits', '--limit', '1').out).rows[0].id;
    expect(run('export', 'briefing', '--visit', visit, '--out', paper, '--force')).toEqual({ code: 0, out: expect.stringContaining('x.pdf') });
    expect(run('export', 'briefing', '--visit', visit, '--out', join(folder, 'x.docx'), '--force').code).toBe(0);
    expect(readFileSync(paper).subarray(0, 5).toString()).toBe('%PDF-');
    const fonts = execFileSync('pdffonts', [paper], { encoding: 'utf8' }).trim().split('\n').slice(2);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.filter((line) => !/ yes (yes|no) +(yes|no) +\d+ +\d+$/.test(line))).toEqual([]); // every one embedded
    // The paper's own are fonts; Chromium writes the page's head and foot in one of the computer's.
    expect(fonts.filter((line) => /NotoSansJP\S* +CID TrueType/.test(line)).length).toBeGreaterThan(5);
    expect(execFileSync('pdftotext', [paper, '-'], { encoding: 'utf8' })).toContain('表敬訪問');
    expect(JSON.parse(run('sync', 'status').out).desk).toMatchObject({ keys: false });
    await openWindow({ packaged: true, folder });
    const refused = run('set', 'partners', 'new', 'nameJa=甲', 'kind=city');
    expect(refused.code).toBe(1);
    expect(JSON.parse(refused.out).error.code).toBe('locked');
    expect(JSON.parse(run('list', 'measures').out).total).toBe(76); // reading goes on
  });
});
