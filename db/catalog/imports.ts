import { defineTable, namedBy } from './table.ts';

/** A named way of reading a kind of file: which heading fills which column, and which columns identify a record. */
export const importMapping = defineTable({
  name: 'importMapping',
  plural: 'import-mappings',
  columns: {
    table: { kind: 'text', required: true, max: 40, search: false, indexed: true, width: 16 },
    name: { kind: 'text', required: true, width: 30 },
    /** The headings it was made for, folded and joined: a file that has them all is offered this mapping. */
    headings: { kind: 'longText', required: true, search: false, group: 'mapping', width: 40 },
    definition: { kind: 'longText', required: true, search: false, group: 'mapping', width: 40 },
  },
  naming: namedBy('name'),
  order: ['table', 'name'],
  shown: ['table', 'name', 'headings'],
  rules: [{ kind: 'unique', columns: ['table', 'name'] }],
});

/** How files write the name of a record that is called otherwise here. Asked once, remembered for every desk. */
export const nameAlias = defineTable({
  name: 'nameAlias',
  plural: 'name-aliases',
  columns: {
    recordTable: { kind: 'text', required: true, max: 40, search: false, group: 'on', width: 16 },
    alias: { kind: 'text', mayName: true, required: true, indexed: true, width: 30 },
    record: { kind: 'text', required: true, max: 40, search: false, group: 'on', width: 36 },
  },
  naming: namedBy('alias'),
  order: ['recordTable', 'alias'],
  rules: [{ kind: 'unique', columns: ['recordTable', 'alias'] }],
});
