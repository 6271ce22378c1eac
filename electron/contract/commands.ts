// Commands of the menu, which the page carries out.

/** Screens in the order of the navigation. */
export const screenNames = ['home', 'partners', 'agreements', 'visits', 'trips', 'council', 'networks', 'briefings', 'sync', 'settings'] as const;
export type ScreenName = (typeof screenNames)[number];

export const commandNames = [
  'new',
  'import',
  'export',
  'print',
  'undo',
  'redo',
  'find',
  'selectAll',
  'back',
  'forward',
  'keys',
  'about',
  'save',
  'palette',
] as const;
export type CommandName = (typeof commandNames)[number] | `go:${ScreenName}`;
