// Child of exchange.ts: imports one file and prints the peak memory of the process.
import { join } from 'node:path';
import { openSecondConnection } from '../../db/desk/open.ts';
import { systemEnvironment } from '../../db/store/environment.ts';
import { importBundle } from '../../electron/services/exchange/import-bundle.ts';
import { previewBundle } from '../../electron/services/exchange/preview-bundle.ts';

const [folder = '', file = '', keysText = ''] = process.argv.slice(2);
const keys = JSON.parse(keysText);
const second = openSecondConnection(folder, systemEnvironment('0.0.0-bench', join(import.meta.dirname, '..', '..', 'db', 'migrations')));
const { staged } = await previewBundle(second, { keys }, file);
importBundle(second, { keys, staged, fileName: 'all' });
second.close();
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
