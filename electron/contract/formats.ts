// Ways out of a table, in the order in which they are offered.
export const exportFormats = ['xlsx', 'csv', 'csvShiftJis', 'pdf', 'print'] as const;
export type ExportFormat = (typeof exportFormats)[number];
