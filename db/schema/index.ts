export * from './log.ts';
export * from './records.ts';
