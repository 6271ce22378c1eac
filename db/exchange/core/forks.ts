// A desk is a chain of writers; where it splits, a disk was copied or a backup restored (sync 2.3). Pure.

export interface ChainLink {
  readonly id: string;
  readonly desk: string;
  readonly prev: { readonly w: string; readonly n: number } | null;
  /** Highest position held. */
  readonly max: number;
  readonly opened: string;
  readonly host: string;
}

export interface Fork {
  readonly desk: string;
  /** Where the chain splits; null: the desk was set up twice under one name. */
  readonly at: { readonly w: string; readonly n: number } | null;
  /** Writers that continue from there, oldest first; with one only, the chain itself went on beyond the place. */
  readonly branches: readonly ChainLink[];
  /** The copy has since been registered as a desk of its own. */
  readonly settled: boolean;
}

export function forksOf(writers: readonly ChainLink[]): Fork[] {
  const byId = new Map(writers.map((writer) => [writer.id, writer]));
  const children = new Map<string, ChainLink[]>();
  for (const writer of writers) {
    const parent = writer.prev && byId.get(writer.prev.w);
    // A writer under another desk than the one it continues is a reregistered copy and no fork.
    if (writer.prev && parent && parent.desk !== writer.desk) continue;
    const key = writer.prev ? `${writer.prev.w}:${writer.prev.n}` : `:${writer.desk}`;
    children.set(key, [...(children.get(key) ?? []), writer]);
  }
  const movedOn = new Set(writers.filter((writer) => writer.prev && byId.get(writer.prev.w)?.desk !== writer.desk).map((writer) => writer.prev?.w));
  const leavesFrom = (start: ChainLink): boolean => {
    const seen = new Set<string>();
    const open = [start.id];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (movedOn.has(id)) return true;
      if (seen.has(id)) continue;
      seen.add(id);
      for (const writer of writers) if (writer.prev?.w === id && writer.desk === start.desk) open.push(writer.id);
    }
    return false;
  };
  const forks: Fork[] = [];
  for (const group of children.values()) {
    const first = group[0];
    if (!first) continue;
    const beyond = first.prev !== null && first.prev.n < (byId.get(first.prev.w)?.max ?? 0);
    if (group.length < 2 && !beyond) continue;
    const branches = [...group].sort((a, b) => (a.opened < b.opened ? -1 : a.opened > b.opened ? 1 : a.id < b.id ? -1 : 1));
    forks.push({ desk: first.desk, at: first.prev, branches, settled: branches.some(leavesFrom) });
  }
  return forks.sort((a, b) => ((a.branches[0]?.opened ?? '') < (b.branches[0]?.opened ?? '') ? -1 : 1));
}
