// Prints pages by Chromium: a hidden window without script or bridge shows a page that this process has put together,
// and prints it to a PDF or to a printer.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BrowserWindow } from 'electron';
import { forgetPaper, offerPaper } from '../security/paper-pages.ts';
import { escapeHtml } from '../services/print/html.ts';
import { withAuthor } from '../services/print/pdf-properties.ts';
import type { PrintedPage } from '../services/print/printed-page.ts';

/** Folder of the built page: its sheet of styles, with the fonts, is the paper's too. */
async function show(folder: string, options: PrintedPage): Promise<{ window: BrowserWindow; close: () => void }> {
  const template = await readFile(join(folder, 'paper.html'), 'utf8');
  // By functions: a text may hold `$&`, which a plain replacement would take for its own notation.
  const html = template
    .replace('<html lang="ja">', () => `<html lang="${options.language}">`)
    .replace('<title></title>', () => `<title>${escapeHtml(options.title)}</title>`)
    .replace('<!--content-->', () => options.body);
  const url = offerPaper(html, options.pictures);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, javascript: false, webviewTag: false, spellcheck: false, devTools: false },
  });
  const close = () => {
    forgetPaper(url);
    if (!window.isDestroyed()) window.destroy();
  };
  try {
    await window.loadURL(url);
  } catch (error) {
    close();
    throw error;
  }
  return { window, close };
}

/** A4, page n of m below. */
export async function paperToPdf(folder: string, options: PrintedPage): Promise<Uint8Array> {
  const { window, close } = await show(folder, options);
  try {
    const numbers = options.footer.replace('{page}', '<span class="pageNumber"></span>').replace('{pages}', '<span class="totalPages"></span>');
    const pdf = await window.webContents.printToPDF({
      generateTaggedPDF: true,
      generateDocumentOutline: true,
      landscape: options.upright === undefined,
      pageSize: 'A4',
      printBackground: true,
      margins: options.upright ? { top: 0.75, bottom: 0.75, left: 0.75, right: 0.75 } : { top: 0.45, bottom: 0.6, left: 0.4, right: 0.4 },
      displayHeaderFooter: true,
      headerTemplate: options.upright
        ? `<div style="width:100%;margin:0 0.75in;font-size:8pt;font-family:'Noto Sans JP','Noto Sans CJK JP',sans-serif;text-align:right"><b>${escapeHtml(options.upright.handling)}</b>　${escapeHtml(options.title)}</div>`
        : '<span></span>',
      footerTemplate: `<div style="width:100%;margin:0 0.4in;font-size:7pt;font-family:'Noto Sans JP','Noto Sans CJK JP',sans-serif;display:flex;justify-content:space-between"><span>${escapeHtml(options.title)}</span><span>${numbers}</span><span>${escapeHtml(options.day)}</span></div>`,
    });
    return withAuthor(pdf, options.deskName);
  } finally {
    close();
  }
}

/** Opens the system's print dialog. @returns false when the person closed it */
export async function paperToPrinter(folder: string, options: PrintedPage): Promise<boolean> {
  const { window, close } = await show(folder, options);
  try {
    return await new Promise((resolve) => window.webContents.print({ landscape: true, pageSize: 'A4', printBackground: true }, (printed) => resolve(printed)));
  } finally {
    close();
  }
}
