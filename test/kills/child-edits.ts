// Child of edits.test.ts: edits as fast as it can and prints each edit that was acknowledged, until it is killed.
import { writeSync } from 'node:fs';
import { openDesk } from '../../db/desk/open.ts';
import { commit } from '../../db/log/commit.ts';
import { systemEnvironment } from '../../db/store/environment.ts';
import { reportTransactions } from './child-transactions.ts';

const [folder = '', migrations = '', round = ''] = process.argv.slice(2);
const desk = openDesk(folder, systemEnvironment('0.0.0-test', migrations));
reportTransactions();
for (let n = 0; ; n++) {
  const name = `都市 ${round}-${n}`;
  commit(desk, '試験', [
    { kind: 'create', table: 'partner', set: { nameJa: name, kind: 'city' } },
    { kind: 'create', table: 'agreement', set: { titleJa: name, kind: 'other' } },
  ]);
  writeSync(1, `${name}\n`);
}
