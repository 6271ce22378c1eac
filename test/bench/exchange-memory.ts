// Child of exchange.ts: takes one file in and says the most memory the process had.
import { join } from 'node:path';
import { openBeside, realWorld } from '../../db/desk.ts';
import { accept, look } from '../../electron/services/exchange/receive.ts';

const [folder = '', file = '', keysText = ''] = process.argv.slice(2);
const keys = JSON.parse(keysText);
const beside = openBeside(folder, realWorld('0.0.0-bench', join(import.meta.dirname, '..', '..', 'db', 'migrations')));
const { staged } = await look(beside, { keys }, file);
accept(beside, keys, staged, 'all');
beside.close();
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
