// What a Word file says about itself: its title and who made it, in place of what its template said.
import { cleanText } from '../../../db/catalog/clean.ts';
import { escapeHtml } from '../print/html.ts';

export interface DocumentProperties {
  readonly title: string;
  /** The desk, as the office calls it. */
  readonly author: string;
  /** Milliseconds since 1970 UTC. */
  readonly at: number;
}

/** @returns the part docProps/core.xml (ISO/IEC 29500-2, core properties) */
export function coreProperties({ title, author, at }: DocumentProperties): string {
  const text = (given: string) => escapeHtml(cleanText(given));
  const time = `${new Date(at).toISOString().slice(0, 19)}Z`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">',
    `<dc:title>${text(title)}</dc:title><dc:creator>${text(author)}</dc:creator><cp:lastModifiedBy>${text(author)}</cp:lastModifiedBy>`,
    `<dcterms:created xsi:type="dcterms:W3CDTF">${time}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">${time}</dcterms:modified>`,
    '</cp:coreProperties>',
  ].join('');
}
