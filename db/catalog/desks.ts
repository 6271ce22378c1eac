import { defineTable, namedBy } from './table.ts';

/** A desk of the office as the others know it: its name and public keys. Each desk writes its own record when it first exports. */
export const desk = defineTable({
  name: 'desk',
  plural: 'desks',
  columns: {
    deskId: { kind: 'text', required: true, max: 32, search: false, indexed: true, width: 16 },
    name: { kind: 'text', required: true, max: 60, label: 'deskName', width: 24 },
    host: { kind: 'text', width: 16 },
    /** Ed25519 public key, hex. */
    signKey: { kind: 'text', max: 64, search: false, group: 'keys' },
    /** age recipient, `age1…`. */
    recipient: { kind: 'text', search: false, group: 'keys' },
    /** No longer in use: exports do not wait for it. */
    retired: { kind: 'flag', label: 'deskRetired', width: 10 },
    note: { kind: 'longText', width: 30 },
  },
  naming: namedBy('name'),
  order: ['name'],
});
