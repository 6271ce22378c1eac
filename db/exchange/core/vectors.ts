// What is held: version vectors, their short form, and what a peer can be taken to have (sync 2.4). Pure.

/** Writer → highest position held without a gap. */
export type Vector = ReadonlyMap<string, number>;

/** How chains of writers hang together: writer → the place it continues. */
export type Links = (writer: string) => { readonly w: string; readonly n: number } | null | undefined;

export interface Tip {
  readonly w: string;
  readonly n: number;
}

/** What a desk said it holds, made when it exported. */
export interface Statement {
  readonly desk: string;
  readonly tip: Tip;
  /** Short form of its vector. */
  readonly frontier: Vector;
}

export const covers = (have: Vector, wanted: Vector): boolean => [...wanted].every(([w, n]) => (have.get(w) ?? 0) >= n);

/** Point by point the lower of the two: what both certainly hold. */
export function lower(a: Vector, b: Vector): Map<string, number> {
  const out = new Map<string, number>();
  for (const [w, n] of a) {
    const least = Math.min(n, b.get(w) ?? 0);
    if (least > 0) out.set(w, least);
  }
  return out;
}

/** A desk that holds any operation of a writer holds all that it continues, so those are left out. */
export function frontierOf(vector: Vector, links: Links): Map<string, number> {
  const dropped = new Set<string>();
  for (const [w] of vector) {
    const prev = links(w);
    if (prev && vector.get(prev.w) === prev.n) dropped.add(prev.w);
  }
  return new Map([...vector].filter(([w]) => !dropped.has(w)));
}

/** The whole vector behind a short form, as far as the chains are known here. */
export function expand(frontier: Vector, links: Links): Map<string, number> {
  const out = new Map<string, number>();
  for (const [w0, n0] of frontier) {
    let at: Tip | null | undefined = { w: w0, n: n0 };
    while (at && (out.get(at.w) ?? 0) < at.n) {
      out.set(at.w, at.n);
      at = links(at.w);
    }
  }
  return out;
}

/** Does the chain that ends in `tip` contain the place `point`? */
export function contains(tip: Tip, point: Tip, links: Links): boolean {
  const seen = new Set<string>();
  let at: Tip | null | undefined = tip;
  while (at) {
    if (at.w === point.w) return at.n >= point.n;
    if (seen.has(at.w)) return false;
    seen.add(at.w);
    at = links(at.w);
  }
  return false;
}

/**
 * Adds a statement to those of its desk. Kept is an antichain: after a restore, what the desk said before and what
 * it says now are both kept until it has caught up.
 */
export function withStatement<S extends Statement>(known: readonly S[], fresh: S, links: Links): readonly S[] {
  const supersedes = (a: S, b: S) => contains(a.tip, b.tip, links) || covers(expand(a.frontier, links), expand(b.frontier, links));
  if (known.some((old) => supersedes(old, fresh))) return known;
  return [...known.filter((old) => !supersedes(fresh, old)), fresh];
}

/**
 * What every one of these desks certainly holds, and we do too: a bundle may leave it out. A statement may speak of
 * operations that we do not hold (it came with a bundle that still waits), hence the limit to our own vector.
 * @param perDesk  live statements of each desk meant; a desk without any holds nothing
 */
export function heldByAll(own: Vector, perDesk: readonly (readonly Statement[])[], links: Links): Map<string, number> {
  const all = perDesk.flat();
  if (all.length === 0 || perDesk.some((statements) => statements.length === 0)) return new Map();
  return all.reduce<Map<string, number>>((least, statement) => lower(least, expand(statement.frontier, links)), new Map(own));
}
