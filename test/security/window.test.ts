// Electron's recommendations, each tried from inside the page.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { describe, expect, it } from 'vitest';
import { fileFor } from '../../electron/security/page-files.ts';
import { openWindow } from '../e2e/desk-app.ts';
import { root } from '../fresh-desk.ts';

describe('the page', () => {
  it('has no Node, one frozen bridge of known methods, and no way to raw channels', async () => {
    const { page } = await openWindow({ stock: 'reference' });
    const seen = await page.evaluate(() => ({
      node: [
        typeof (globalThis as Record<string, unknown>).require,
        typeof (globalThis as Record<string, unknown>).process,
        typeof (globalThis as Record<string, unknown>).Buffer,
      ],
      frozen: Object.isFrozen(window.desk),
      names: Object.keys(window.desk).sort(),
      origin: location.origin,
    }));
    expect(seen.node).toEqual(['undefined', 'undefined', 'undefined']);
    expect(seen.frozen).toBe(true);
    const { channels } = await import('../../electron/contract/channels.ts');
    expect(seen.names).toEqual([...channels, 'onChanged', 'onCommand', 'onProgress', 'pathOf'].sort());
    expect(seen.origin).toBe('desk://app');
  });

  it('reaches no network: a server on this very machine is never asked', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    try {
      const { page, app } = await openWindow({ stock: 'reference', expected: /.*/ });
      const results = await page.evaluate(async (address) => {
        const attempt = (work: () => Promise<unknown>) =>
          work().then(
            () => 'reached',
            () => 'refused',
          );
        return [
          await attempt(() => fetch(address)),
          await attempt(() => fetch('https://example.com/')),
          await attempt(
            () =>
              new Promise((resolve, reject) => {
                const image = new Image();
                image.onload = resolve;
                image.onerror = reject;
                image.src = `${address}/x.png`;
              }),
          ),
          await attempt(
            () =>
              new Promise((resolve, reject) => {
                const socket = new WebSocket(address.replace('http', 'ws'));
                socket.onopen = resolve;
                socket.onerror = reject;
              }),
          ),
          await attempt(async () => {
            if (!navigator.sendBeacon(address)) throw new Error('refused');
            await new Promise((resolve) => setTimeout(resolve, 300));
            throw new Error('whether it left is counted by the server');
          }),
        ];
      }, `http://127.0.0.1:${port}`);
      expect(results).toEqual(['refused', 'refused', 'refused', 'refused', 'refused']);
      // Past the page's policy: the session itself refuses.
      const bySession = await app.evaluate(
        async ({ session }, address) =>
          session.defaultSession.fetch(address).then(
            () => 'reached',
            () => 'refused',
          ),
        `http://127.0.0.1:${port}`,
      );
      expect(bySession).toBe('refused');
      expect(asked).toBe(0);
    } finally {
      server.close();
    }
  });

  it('cannot leave, open a window, frame or script of another kind', async () => {
    const { page, app } = await openWindow({ stock: 'reference', expected: /.*/ });
    await page.evaluate(() => {
      for (const href of ['https://example.com/', 'desk://app.example/', 'desk://app/../index.html', 'file:///etc/passwd', 'javascript:document.title="x"']) {
        const link = document.createElement('a');
        link.href = href;
        document.body.append(link);
        link.click();
        link.target = '_blank';
        link.click();
        link.remove();
      }
      window.open('https://example.com/');
      const frame = document.createElement('iframe');
      frame.src = 'desk://app/index.html';
      document.body.append(frame);
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.body.append(script);
    });
    await page.waitForFunction(() => document.readyState === 'complete');
    expect(page.url()).toBe('desk://app/index.html');
    expect(app.windows()).toHaveLength(1);
    expect(await page.evaluate(() => (window as unknown as { injected?: boolean }).injected)).toBeUndefined();
    const policy = await page.evaluate(async () => (await fetch('desk://app/index.html')).headers.get('content-security-policy'));
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('unsafe');
  });

  it('is granted no permission', async () => {
    const { page } = await openWindow({ stock: 'reference', expected: /.*/ });
    const answers = await page.evaluate(async () => ({
      notifications: await Notification.requestPermission(),
      camera: await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
      place: await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          () => resolve('denied'),
        ),
      ),
      clipboard: await navigator.clipboard.readText().then(
        () => 'granted',
        () => 'denied',
      ),
    }));
    expect(answers).toEqual({ notifications: 'denied', camera: 'denied', place: 'denied', clipboard: 'denied' });
  });

  it('is answered with a refusal for anything a channel does not take', async () => {
    const { page } = await openWindow({ stock: 'reference' });
    const codes = await page.evaluate(async () => {
      const desk = window.desk as unknown as Record<string, (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>>;
      const inputs: [string, unknown][] = [
        ['list', undefined],
        ['list', { table: 'visit', limit: 1e9 }],
        ['list', { table: 'visit', extra: 1 }],
        ['list', { table: 'sqlite_schema' }],
        ['list', { table: '__proto__' }],
        ['list', { table: 'visit', filter: { 'id) OR 1=1 --': 'x' } }],
        ['list', { table: 'visit', sort: [{ column: 'constructor' }] }],
        ['record', { table: 'visit', id: "' OR 1=1" }],
        ['commit', { mutations: [] }],
        ['commit', { mutations: [{ kind: 'set', table: 'visit', id: 'x', set: {} }] }],
        ['issueSheet', { period: '../../x' }],
        ['saveSettings', { theme: 'neon' }],
      ];
      return Promise.all(inputs.map(async ([channel, input]) => (await desk[channel]?.(input))?.error?.code));
    });
    expect(codes).toEqual([
      'badRequest',
      'badRequest',
      'badRequest',
      'unknownTable',
      'unknownTable',
      'unknownColumn',
      'unknownColumn',
      'badRequest',
      'badRequest',
      'badRequest',
      'badRequest',
      'badRequest',
    ]);
  });

  it('is the only one that is answered: another window with the same bridge is refused', async () => {
    const { app } = await openWindow({ stock: 'reference' });
    const code = await app.evaluate(
      async ({ BrowserWindow }, preload) => {
        const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
        await other.loadURL('desk://app/index.html');
        const reply = await other.webContents.executeJavaScript('window.desk.list({ table: "partner" })');
        other.destroy();
        return reply.ok ? 'answered' : `${reply.error.code} ${reply.error.details.what}`;
      },
      join(root, 'out', 'preload', 'preload.cjs'),
    );
    expect(code).toBe('badRequest sender');
  });

  it('runs with the settings that were decided', async () => {
    const { app } = await openWindow({ stock: 'reference' });
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): Record<string, unknown> } | undefined;
      return contents?.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webSecurity: true, webviewTag: false });
    expect(preferences?.allowRunningInsecureContent ?? false).toBe(false);
    expect(preferences?.experimentalFeatures ?? false).toBe(false);
  });
});

describe('the scheme', () => {
  const folder = '/srv/page';
  it.each([
    'desk://app/..%2f..%2fetc/passwd',
    'desk://app/%2e%2e/%2e%2e/etc/passwd.js',
    'desk://app/..%5c..%5cwindows.js',
    'desk://app/a%00.js',
    'desk://other/index.html',
    'desk://app.evil/index.html',
    'https://app/index.html',
    'desk://app/secret.sqlite',
    'desk://app/%',
    'not a url',
  ])('serves nothing for %s', (url) => {
    const file = fileFor(url, 'GET', folder);
    expect(file === undefined || file.startsWith(`${folder}/`)).toBe(true);
    if (/sqlite|evil|other|https|%5c|%00|%2f|not a|%$/.test(url)) expect(file).toBeUndefined();
  });
  it('serves the page, and only to GET', () => {
    expect(fileFor('desk://app/index.html', 'GET', folder)).toBe('/srv/page/index.html');
    expect(fileFor('desk://app/index.html', 'POST', folder)).toBeUndefined();
  });
});

describe('the packaged program', () => {
  it('has its fuses set', async () => {
    const packaged = process.env.DESK_TEST_PACKAGED ?? '';
    const wire = await getCurrentFuseWire(packaged);
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    for (const fuse of off) expect([fuse, wire[fuse]]).toEqual([fuse, FuseState.DISABLE]);
    expect(wire[FuseV1Options.OnlyLoadAppFromAsar]).toBe(FuseState.ENABLE);
  });
  it('is set up to be handed out without inspection, strictly', () => {
    const source = readFileSync(new URL('../../electron/dev/after-pack.mjs', import.meta.url), 'utf8');
    expect(source).toContain('[FuseV1Options.EnableNodeCliInspectArguments]: forTests');
    expect(source).toContain('strictlyRequireAllFuses: !forTests');
  });
});
