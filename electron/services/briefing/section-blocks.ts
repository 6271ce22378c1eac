// The text of a section as blocks to print: lines, headings, tables, pictures.

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] }
  | { readonly kind: 'photo'; readonly hash: string; readonly text: string };

const photo = /^\[photo:([0-9a-f]{64})\]\s*(.*)$/;

/** Consecutive lines with tabs are one table; empty lines separate blocks and are not printed. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let rows: string[][] = [];
  const endTable = () => {
    if (rows.length > 0) blocks.push({ kind: 'table', rows });
    rows = [];
  };
  for (const line of text.split(/\r?\n/)) {
    if (line.includes('\t')) {
      const cells = line.split('\t').map((cell) => cell.trim());
      rows.push([cells[0] ?? '', cells[1] ?? '', cells.slice(2).join(' ')]);
      continue;
    }
    endTable();
    const picture = photo.exec(line.trim());
    if (picture) blocks.push({ kind: 'photo', hash: picture[1] ?? '', text: picture[2] ?? '' });
    else if (/^■\s*/.test(line)) blocks.push({ kind: 'heading', text: line.replace(/^■\s*/, '') });
    else if (line.trim() !== '') blocks.push({ kind: 'text', text: line.trimEnd() });
  }
  endTable();
  return blocks;
}
