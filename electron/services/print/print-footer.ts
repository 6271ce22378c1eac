/**
 * A footer in Excel's own notation: left, page n of m in the middle, right. An ampersand in the text is doubled, and a
 * blank keeps a text that begins with digits from being read as a font size.
 * @param page  sentence with `&P` and `&N` in place of the numbers
 */
export function printFooter(left: string, page: string, right: string, size: number): string {
  const safe = (text: string) => ` ${text.replaceAll('&', '&&')}`;
  return `&L&${size}${safe(left)}&C&${size} ${page}&R&${size}${safe(right)}`;
}

/** The number of a paper at its upper right, as papers of a meeting carry it. */
export const printHeader = (label: string, size: number): string => `&R&"-,Bold"&${size} ${label.replaceAll('&', '&&')}`;
