// Channels of the exchange between desks, conflicts and backups.
import { tableOf } from '../../db/catalog/index.ts';
import { conflictNames, contestedRecords } from '../../db/exchange/conflicts.ts';
import { requireTable } from '../../db/queries/filter.ts';
import type { Sent } from '../contract/exchange.ts';
import type { ExchangeSession } from '../session/exchange-session.ts';
import type { HandlerContext } from './handler-context.ts';
import type { Handlers } from './router.ts';

export function exchangeHandlers({ session, shell, language, written }: HandlerContext, exchange: ExchangeSession) {
  return {
    exchangeState: () => exchange.state(),
    newPassphrase: () => ({ passphrase: exchange.newPassphrase() }),
    sendBundle: async ({ job, ...options }) => {
      const name = [session.state().kind === 'ready' ? (session.desk().local('deskName') ?? '') : '', session.today()].join('_');
      let sent: Sent | undefined;
      const file = await shell.saveFile(`${name}.citydesk`, async (to) => {
        sent = await exchange.send(to, options, shell.progress(job));
      });
      return file === undefined ? null : (sent ?? null);
    },
    chooseBundles: async () => ({ files: await shell.askFiles('bundles') }),
    previewBundle: ({ file, passphrase, job }) => exchange.preview(file, passphrase, shell.progress(job)),
    importBundle: ({ token, trust, job }) => exchange.import(token, trust, shell.progress(job)),
    discardBundle: ({ token }) => {
      exchange.discard(token);
      return null;
    },
    withdrawBundle: ({ bundle }) => {
      exchange.withdraw(bundle);
      return null;
    },
    salvageBundle: ({ bundle }) => ({ records: exchange.salvage(bundle) }),
    conflicts: () => {
      const found = exchange.conflicts();
      return { ...found, names: conflictNames(session.desk().db, found, language()) };
    },
    contested: ({ table }) => ({ count: contestedRecords(session.desk().db, tableOf(requireTable(table).name).name) }),
    settleConflict: ({ key, by }) => written(exchange.settle(key, by)),
    settleBy: ({ table, desk }) => ({ settled: exchange.settleBy(requireTable(table).name, desk), tables: [tableOf(requireTable(table).name).name] }),
    retireDesk: ({ record: id, retired }) => written(exchange.retire(id, retired)),
    reregister: async ({ name }) => {
      const renamed = await exchange.reregister(name);
      return { state: session.state(), renamed };
    },
    backUpNow: async () => ({ file: (await exchange.backUpNow()).file }),
    backUpOut: async ({ passphrase }) => {
      const parts = [session.desk().local('deskName') ?? '', session.today()].join('_');
      let files = 0;
      const file = await shell.saveFile(`${parts}.citydesk-backup`, async (to) => {
        files = (await exchange.backUpOut(to, passphrase)).files;
      });
      return file === undefined ? null : { file, files };
    },
    backupFacts: ({ file }) => exchange.backupFacts(file),
    restoreBackup: ({ file }) => {
      exchange.restore(file);
      shell.settingsChanged();
      return session.state();
    },
  } satisfies Partial<Handlers>;
}
