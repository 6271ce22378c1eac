/** A text as one cell of tabular text: in quotation marks where it holds what parts cells, as Excel writes it. */
export const quotedCell = (text: string): string => (/[\t\r\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
