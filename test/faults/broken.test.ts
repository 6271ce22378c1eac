import { failingDisk } from './failing-disk.ts';

failingDisk('broken once', { FAULT_ERRNO: 'EIO', FAULT_ONCE: '1' });
