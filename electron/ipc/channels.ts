// Channel names, nothing else: the sandboxed preload is one small file and imports only this.
export const channels = [
  'start',
  'createDesk',
  'retry',
  'list',
  'record',
  'history',
  'commit',
  'undo',
  'redo',
  'undoState',
  'lookup',
  'terms',
  'saveSettings',
  'groups',
  'copyCells',
  'planEdit',
  'applyEdit',
  'exportTable',
  'cancelJob',
  'attachFile',
  'saveAttachment',
  'importOpen',
  'importText',
  'importPlan',
  'importApply',
  'importClose',
  'issueSheet',
  'home',
  'revealLast',
] as const;
export type ChannelName = (typeof channels)[number];

/** Messages towards the window. */
export const events = ['changed', 'command', 'progress'] as const;
export type EventName = (typeof events)[number];
