// Sets the fuses of the packed program. electron-builder's own setting knows eight of nine; strict mode here fails the
// day Electron adds one.
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/** Fuse → [on?, reason]. The test copy alone may be inspected: Playwright attaches through it. */
export const fuses = (forTests) => ({
  [FuseV1Options.RunAsNode]: false, // the program is no Node to run other people's scripts with
  [FuseV1Options.EnableCookieEncryption]: false, // no cookies are kept; on would ask for a keychain
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false, // no flags slipped in by the environment
  [FuseV1Options.EnableNodeCliInspectArguments]: forTests,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: process.platform !== 'linux', // Windows and macOS check the archive
  [FuseV1Options.OnlyLoadAppFromAsar]: true, // otherwise the check above can be walked around
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false, // there is no such snapshot
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false, // the page comes from desk://
  // The default. The development runtime is older than this fuse.
  ...(forTests ? {} : { [FuseV1Options.WasmTrapHandlers]: true }),
});

export default async function afterPack(context) {
  const { appOutDir, packager } = context;
  const name = packager.executableName ?? packager.appInfo.productFilename;
  const executable =
    { win32: join(appOutDir, `${name}.exe`), darwin: join(appOutDir, `${packager.appInfo.productFilename}.app`) }[context.electronPlatformName] ??
    join(appOutDir, name);
  const forTests = process.env.DESK_PACKAGE_FOR_TESTS === '1';
  // The development runtime is older than the last fuse; what is handed out must know all nine.
  await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: !forTests, ...fuses(forTests) });
  const binding = process.env.DESK_PACKAGE_BINDING;
  if (forTests && binding) {
    const folder = join(appOutDir, 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds');
    if (existsSync(folder)) for (const file of readdirSync(folder)) copyFileSync(binding, join(folder, file));
  }
}
