/** Names that Windows keeps for devices. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const longest = 120;

/** Parts of a file name, joined by `_`, without what a file system forbids. Japanese stays as it is. */
export function fileName(parts: readonly string[], extension: string): string {
  const joined = parts
    .map((part) =>
      part
        .normalize('NFC')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not stay in a name
        .replace(/[\u0000-\u001f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]/g, '')
        .trim(),
    )
    .filter((part) => part !== '')
    .join('_')
    .slice(0, longest)
    .replace(/[. ]+$/, '');
  return `${reserved.test(joined) || joined === '' ? `_${joined}` : joined}.${extension}`;
}
