// Rules of precedence as a proposal that an officer may override: who sits where, which flag hangs where, and why.
// Rules vary by country and occasion; the sources are the practice of Japanese offices (right side of the head is higher,
// heads in the middle, interpreters not counted; the guest's flag in the higher place; many flags by their short names in
// the United Nations).
import { unitedNationsName } from './protocol-countries.ts';

export interface Seated {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  /** Order of precedence on its side, from 1. */
  readonly order: number;
  readonly interprets: boolean;
  /** Place chosen by an officer: 0 is the middle, positive to the head's right, negative to the left. */
  readonly chosen: number | null;
  readonly chosenBy: string | null;
  readonly chosenOn: string | null;
}

export interface Seat {
  /** 0 is the head's place, positive to the head's right as the head sits. */
  readonly position: number;
  readonly person: Seated;
  /** Set by an officer, not by the rule. */
  readonly byHand: boolean;
  /** On a chair behind the table. */
  readonly behind: boolean;
}

/** 0, 1, -1, 2, -2 …: the middle, then right and left of it in turn. */
const turn = (step: number): number => (step % 2 === 1 ? (step + 1) / 2 : 0 - step / 2) || 0;

/**
 * Places along one side of the table, seen from that side: the first in the middle, the second at the first's right, the
 * third at the left, and so on; of an even number the last sits at the right end. Interpreters sit behind the first and
 * are not counted. Of two people whom officers have put on one place, the one of higher rank has it.
 */
export function seats(side: readonly Seated[]): Seat[] {
  const ranked = [...side].sort((a, b) => a.order - b.order);
  const seated = new Map<number, Seat>();
  for (const person of ranked)
    if (person.chosen !== null && !seated.has(person.chosen)) seated.set(person.chosen, { position: person.chosen, person, byHand: true, behind: false });
  const placed = new Set([...seated.values()].map(({ person }) => person));
  let step = 0;
  for (const person of ranked) {
    if (placed.has(person) || person.interprets) continue;
    while (seated.has(turn(step))) step += 1;
    seated.set(turn(step), { position: turn(step), person, byHand: false, behind: false });
  }
  const head = [...seated.values()].filter(({ person }) => !person.interprets).sort((a, b) => a.person.order - b.person.order)[0]?.position ?? 0;
  const behind = ranked
    .filter((person) => person.interprets && !placed.has(person))
    .map((person, at): Seat => ({ position: head - turn(at), person, byHand: false, behind: true }));
  return [...seated.values(), ...behind].sort((a, b) => b.position - a.position || Number(a.behind) - Number(b.behind));
}

export interface PlannedSeat extends Seat {
  /** Column of the drawing, from 1 at the left. */
  readonly column: number;
}

/** The table from above: guests at the far side, looking down the page, hosts at the near side, looking up. */
export interface TablePlan {
  readonly columns: number;
  /** From left to right as drawn. */
  readonly guests: readonly PlannedSeat[];
  readonly hosts: readonly PlannedSeat[];
}

/** Both sides face to face: the hosts' right is the right of the drawing, the guests' right its left. */
export function tablePlan(guests: readonly Seated[], hosts: readonly Seated[]): TablePlan {
  const [far, near] = [seats(guests), seats(hosts)];
  const across = [...near.map(({ position }) => position), ...far.map(({ position }) => -position)];
  const left = Math.min(0, ...across);
  const drawn = (side: readonly Seat[], direction: 1 | -1): PlannedSeat[] =>
    side.map((seat) => ({ ...seat, column: direction * seat.position - left + 1 })).sort((a, b) => a.column - b.column || Number(a.behind) - Number(b.behind));
  return { columns: Math.max(0, ...across) - left + 1, guests: drawn(far, -1), hosts: drawn(near, 1) };
}

export interface Flag {
  readonly country: string;
  readonly nameEn: string;
  readonly own: boolean;
}

export type FlagRule = 'guestFirst' | 'alphabet' | 'hostFirst' | 'alphabetAbroad';

/**
 * Flags from left to right as the public sees them. Two: at home the guest's on the left, which is the higher place;
 * abroad the host's, as most countries do. More: by their short names in the United Nations, the host's among them.
 * @param where  at home, or abroad, where the host's rule holds and this is only what is usual
 */
export function flagOrder(flags: readonly Flag[], where: 'home' | 'abroad' = 'home'): { readonly flags: readonly Flag[]; readonly rule: FlagRule } {
  if (flags.length <= 2) return { flags: [...flags].sort((a, b) => Number(a.own) - Number(b.own)), rule: where === 'home' ? 'guestFirst' : 'hostFirst' };
  const inOrder = new Intl.Collator('en').compare;
  return {
    flags: [...flags].sort((a, b) => inOrder(unitedNationsName(a.nameEn), unitedNationsName(b.nameEn))),
    rule: where === 'home' ? 'alphabet' : 'alphabetAbroad',
  };
}
