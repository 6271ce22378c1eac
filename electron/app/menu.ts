// The native menu, rebuilt when the language changes. Undo and redo go to the page: they act on records, or on the
// text being typed.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Words } from '../../resources/locales/sentences.ts';

export function setMenu(words: Words, packaged: boolean, command: (name: string) => void): void {
  const template: MenuItemConstructorOptions[] = [
    { label: words('menu.file'), submenu: [{ label: words('menu.quit'), role: 'quit' }] },
    {
      label: words('menu.edit'),
      submenu: [
        // Shown with their keys, which the page handles itself: in a text field they belong to the field.
        { label: words('ui.undo'), accelerator: 'CmdOrCtrl+Z', registerAccelerator: false, click: () => command('undo') },
        { label: words('ui.redo'), accelerator: 'CmdOrCtrl+Y', registerAccelerator: false, click: () => command('redo') },
        { type: 'separator' },
        { label: words('menu.cut'), role: 'cut' },
        { label: words('menu.copy'), role: 'copy' },
        { label: words('menu.paste'), role: 'paste' },
      ],
    },
    {
      label: words('menu.view'),
      submenu: [
        { label: words('menu.zoomIn'), role: 'zoomIn' },
        { label: words('menu.zoomOut'), role: 'zoomOut' },
        { label: words('menu.zoomReset'), role: 'resetZoom' },
        { type: 'separator' },
        { label: words('menu.fullscreen'), role: 'togglefullscreen' },
        ...(packaged ? [] : ([{ role: 'reload' }, { role: 'toggleDevTools' }] satisfies MenuItemConstructorOptions[])),
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
