// Channels of the exchange between desks, conflicts and backups.
import { tableOf } from '../../db/catalog/index.ts';
import { conflictNames, contestedRecords } from '../../db/exchange/conflicts.ts';
import { requireTable } from '../../db/queries/filter.ts';
import type { Sent } from '../contract/exchange.ts';
import type { ExchangeSession } from '../session/exchange-session.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function exchangeHandlers({ session, window, language, written }: HandlerContext, exchange: ExchangeSession) {
  return {
    exchangeState: () => exchange.state(),
    newPassphrase: () => ({ passphrase: exchange.newPassphrase() }),
    sendBundle: async ({ job, ...options }) => {
      const name = [session.state().kind === 'ready' ? (session.desk().local('deskName') ?? '') : '', session.today()].join('_');
      let sent: Sent | undefined;
      const file = await window.saveFile(`${name}.citydesk`, async (to) => {
        sent = await exchange.send(to, options, window.progress(job));
      });
      return file === undefined ? null : (sent ?? null);
    },
    chooseBundles: async () => ({ files: await window.askFiles('bundles') }),
    previewBundle: ({ file, passphrase, job }) => exchange.preview(file, passphrase, window.progress(job)),
    importBundle: ({ token, trust, job }) => exchange.import(token, trust, window.progress(job)),
    discardBundle: ({ token }) => {
      exchange.discard(token);
      return null;
    },
    withdrawBundle: async ({ bundle }) => {
      await exchange.withdraw(bundle);
      return null;
    },
    salvageBundle: async ({ bundle }) => ({ records: await exchange.salvage(bundle) }),
    conflicts: () => {
      const found = exchange.conflicts();
      return { ...found, names: conflictNames(session.desk().db, found, language()) };
    },
    contested: ({ table }) => ({ count: contestedRecords(session.desk().db, tableOf(requireTable(table).name).name) }),
    settleConflict: async ({ key, by }) => written(await exchange.settle(key, by)),
    settleBy: async ({ table, desk }) => ({
      settled: await exchange.settleBy(requireTable(table).name, desk),
      tables: [tableOf(requireTable(table).name).name],
    }),
    retireDesk: async ({ record: id, retired }) => written(await exchange.retire(id, retired)),
    reregister: async ({ name }) => {
      const renamed = await exchange.reregister(name);
      return { state: session.state(), renamed };
    },
    backUpNow: async () => ({ file: (await exchange.backUpNow()).file }),
    backUpOut: async ({ passphrase }) => {
      const parts = [session.desk().local('deskName') ?? '', session.today()].join('_');
      let files = 0;
      const file = await window.saveFile(`${parts}.citydesk-backup`, async (to) => {
        files = (await exchange.backUpOut(to, passphrase)).files;
      });
      return file === undefined ? null : { file, files };
    },
    backupFacts: ({ file }) => exchange.backupFacts(file),
    restoreBackup: async ({ file }) => {
      await exchange.restore(file);
      window.settingsChanged();
      return session.state();
    },
  } satisfies Partial<Handlers>;
}
