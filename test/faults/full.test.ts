import { failingDisk } from './failing-disk.ts';

failingDisk('full', { FAULT_ERRNO: 'ENOSPC' });
