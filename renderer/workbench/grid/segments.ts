// Rows on the screen and places in the list are the same until groups put headings between them and fold rows away. Pure.
import type { Group } from '../../../electron/contract/records.ts';

export type Line = { readonly kind: 'record'; readonly position: number } | { readonly kind: 'group'; readonly at: number };

export interface Segments {
  /** Lines on the screen, headings included. */
  readonly count: number;
  line(index: number): Line;
  /** The line of a record; undefined while it is folded away. */
  lineOf(position: number): number | undefined;
  /** Places of the records among these lines, as intervals. */
  places(from: number, to: number): { from: number; to: number }[];
}

export const ungrouped = (total: number): Segments => ({
  count: total,
  line: (position) => ({ kind: 'record', position }),
  lineOf: (position) => position,
  places: (from, to) => (Math.min(to, total - 1) < from ? [] : [{ from, to: Math.min(to, total - 1) }]),
});

/** @param total  records in the list; those after the last group belong to it */
export function grouped(groups: readonly Group[], total: number, folded: ReadonlySet<string>): Segments {
  const starts: { line: number; position: number; open: number }[] = [];
  let line = 0;
  let position = 0;
  for (const [at, group] of groups.entries()) {
    const size = at === groups.length - 1 ? Math.max(group.count, total - position) : group.count;
    const open = folded.has(groupId(group)) ? 0 : size;
    starts.push({ line, position, open });
    line += 1 + open;
    position += size;
  }
  const count = line;
  const segmentOf = (index: number): number => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle]?.line ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  const lineAt = (index: number): Line => {
    const at = segmentOf(index);
    const start = starts[at];
    if (!start || index === start.line) return { kind: 'group', at };
    return { kind: 'record', position: start.position + index - start.line - 1 };
  };
  return {
    count,
    line: lineAt,
    lineOf: (position) => {
      const start = starts.find((one) => position >= one.position && position < one.position + one.open);
      return start && start.line + 1 + position - start.position;
    },
    places: (from, to) => {
      const found: { from: number; to: number }[] = [];
      for (let at = segmentOf(from); at < starts.length; at++) {
        const start = starts[at];
        if (!start || start.line > to) break;
        const first = Math.max(from, start.line + 1);
        const last = Math.min(to, start.line + start.open);
        if (first > last) continue;
        const [begin, end] = [start.position + first - start.line - 1, start.position + last - start.line - 1];
        const before = found[found.length - 1];
        if (before && before.to === begin - 1) before.to = end;
        else found.push({ from: begin, to: end });
      }
      return found;
    },
  };
}

/** Names a group for folding. */
export const groupId = ({ key }: Group): string => JSON.stringify(key);
