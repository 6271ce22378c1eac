// Names of files that leave the program, as Windows and its neighbours accept them.

/** Names that Windows keeps for devices, whatever follows the first dot. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[\d¹²³])$/i;

/** Bytes of a name in UTF-8: Linux allows 255, and the name of an unfinished file or a copy is longer. */
const mostBytes = 200;
const mostLetters = 120;

/** Letters of an ending, such as `citydesk-backup`; a longer one is part of the name. */
const endingLetters = 20;

/** Without what a file system forbids, what cannot be seen, and what turns the direction of writing. Japanese stays as it is. */
const clean = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\ufffe\uffff<>:"/\\|?*]/gu, '')
    .trim();

const fits = (name: string, bytes: number): boolean => Buffer.byteLength(name) <= bytes && name.length <= mostLetters;

/** Cut at the end, at a whole letter. */
function cut(text: string, bytes: number): string {
  const letters = [...text];
  while (letters.length > 0 && !fits(letters.join(''), bytes)) letters.pop();
  return letters.join('');
}

function allowed(name: string): string {
  const closed = name.replace(/[. ]+$/, '');
  return closed === '' || closed.startsWith('.') || reserved.test(closed.split('.')[0] ?? '') ? `_${closed}` : closed;
}

/** Parts of a file name, joined by `_`. The longest part is shortened where the whole would be too long for a disk. */
export function fileName(parts: readonly string[], extension: string): string {
  const kept = parts.map(clean).filter((part) => part !== '');
  const room = mostBytes - Buffer.byteLength(extension) - 1;
  while (!fits(kept.join('_'), room)) {
    const longest = kept.reduce((at, part, other) => (part.length > (kept[at]?.length ?? 0) ? other : at), 0);
    kept[longest] = [...(kept[longest] ?? '')].slice(0, -1).join('');
  }
  return `${allowed(kept.join('_'))}.${extension}`;
}

/** The name of a file that came from elsewhere, as it may be saved: its ending stays what it is. */
export function savedName(given: string): string {
  const name = clean(given);
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot - 1 <= endingLetters ? name.slice(dot) : '';
  return allowed(`${cut(name.slice(0, name.length - ending.length), mostBytes - Buffer.byteLength(ending))}${ending}`);
}

/** Endings of programs, of scripts, of links that start programs, and of documents with macros. */
const startsPrograms =
  /\.(exe|com|scr|pif|bat|cmd|msi|msp|ps1|psm1|vbs|vbe|js|jse|wsf|wsh|hta|lnk|url|reg|cpl|jar|chm|scf|inf|iso|img|vhdx?|appx|msix|docm|dotm|xlsm|xltm|xlam|xlsb|xll|pptm|potm|ppam|ppsm|sldm|mdb|accdb|one|rtf|slk|iqy|svg|html?|mht|xht)$/i;

/** @returns whether opening such a file may start a program */
export const mayStartProgram = (name: string): boolean => startsPrograms.test(savedName(name));
