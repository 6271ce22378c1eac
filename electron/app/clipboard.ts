// Cells onto the system's clipboard, as text and as HTML.
import electron from 'electron';

/** Up to Electron 40 `write` took both forms as an object; the development runtime still does. */
interface OlderClipboard {
  write(data: { readonly text: string; readonly html: string }): void;
}

export function writeCells(cells: { readonly text: string; readonly html: string }): Promise<void> {
  if (typeof electron.ClipboardItem === 'function')
    return electron.clipboard.write([new electron.ClipboardItem({ 'text/plain': cells.text, 'text/html': cells.html })]);
  (electron.clipboard as unknown as OlderClipboard).write(cells); // its own typings know the newer form only
  return Promise.resolve();
}
