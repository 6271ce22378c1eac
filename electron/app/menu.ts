// The native menu, rebuilt when the language changes. Its entries are commands of the page, which knows what is in front:
// a table, a dialog, a text being typed. Keys are shown here and handled there, so that they work wherever the focus is.
import { Menu, type MenuItemConstructorOptions, type WebContents } from 'electron';
import type { Words } from '../../resources/locales/sentences.ts';
import { type CommandName, screenNames } from '../contract/commands.ts';

type Entry = MenuItemConstructorOptions;
const line: Entry = { type: 'separator' };

export function setMenu(words: Words, packaged: boolean, command: (name: CommandName) => void): void {
  const entry = (label: string, name: CommandName, accelerator?: string): Entry => ({
    label,
    click: () => command(name),
    ...(accelerator === undefined ? {} : { accelerator, registerAccelerator: false }),
  });
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      { label: words('menu.file'), submenu: fileMenu(words, entry) },
      { label: words('menu.edit'), submenu: editMenu(words, entry) },
      { label: words('menu.view'), submenu: viewMenu(words, packaged) },
      { label: words('menu.go'), submenu: goMenu(words, entry) },
      { label: words('menu.help'), submenu: [entry(words('menu.keys'), 'keys', 'F1'), line, entry(words('menu.about'), 'about')] },
    ]),
  );
}

type MakeEntry = (label: string, name: CommandName, accelerator?: string) => Entry;

const fileMenu = (words: Words, entry: MakeEntry): Entry[] => [
  entry(words('menu.new'), 'new', 'CmdOrCtrl+N'),
  line,
  entry(words('menu.import'), 'import'),
  entry(words('menu.export'), 'export'),
  entry(words('menu.print'), 'print', 'CmdOrCtrl+P'),
  line,
  { label: words('menu.quit'), role: 'quit' },
];

const editMenu = (words: Words, entry: MakeEntry): Entry[] => [
  entry(words('menu.undo'), 'undo', 'CmdOrCtrl+Z'),
  entry(words('menu.redo'), 'redo', 'CmdOrCtrl+Y'),
  line,
  ...clipboardEntries(words),
  line,
  entry(words('menu.find'), 'find', 'CmdOrCtrl+F'),
  entry(words('page.palette'), 'palette', 'CmdOrCtrl+K'),
  entry(words('menu.selectAll'), 'selectAll', 'CmdOrCtrl+A'),
];

const clipboardEntries = (words: Words): Entry[] => [
  { label: words('menu.cut'), role: 'cut' },
  { label: words('menu.copy'), role: 'copy' },
  { label: words('menu.paste'), role: 'paste' },
];

const viewMenu = (words: Words, packaged: boolean): Entry[] => [
  { label: words('menu.zoomIn'), role: 'zoomIn' },
  { label: words('menu.zoomOut'), role: 'zoomOut' },
  { label: words('menu.zoomReset'), role: 'resetZoom' },
  line,
  { label: words('menu.fullscreen'), role: 'togglefullscreen' },
  ...(packaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] satisfies Entry[])),
];

const goMenu = (words: Words, entry: MakeEntry): Entry[] => [
  entry(words('menu.back'), 'back', 'Alt+Left'),
  entry(words('menu.forward'), 'forward', 'Alt+Right'),
  line,
  ...screenNames.map((name) => entry(words(`nav.${name}`), `go:${name}`)),
];

/** Cut, copy and paste by the right button, in every field of text; tables have a menu of their own. */
export function offerTextMenu(contents: WebContents, words: () => Words): void {
  contents.on('context-menu', (_event, { isEditable, selectionText }) => {
    if (isEditable) Menu.buildFromTemplate([...clipboardEntries(words()), line, { label: words()('menu.selectAll'), role: 'selectAll' }]).popup();
    else if (selectionText.trim() !== '') Menu.buildFromTemplate([{ label: words()('menu.copy'), role: 'copy' }]).popup();
  });
}
