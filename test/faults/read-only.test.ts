import { failingDisk } from './failing-disk.ts';

failingDisk('read-only from there on', { FAULT_ERRNO: 'EROFS' });
