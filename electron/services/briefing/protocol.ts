// Rules of precedence as a proposal that an officer may override: who sits where, which flag hangs where, and why.
// Rules vary by country and occasion; the sources are the practice of Japanese offices (right side of the head is higher,
// heads in the middle, interpreters not counted; the guest's flag in the higher place; many flags by English name).

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
  readonly position: number;
  readonly person: Seated;
  /** Set by an officer, not by the rule. */
  readonly byHand: boolean;
}

/**
 * Places along one side of the table, seen from that side: the first in the middle, the second at the first's right, the
 * third at the left, and so on. An interpreter sits at the first's left shoulder and is not counted.
 */
export function seats(side: readonly Seated[]): Seat[] {
  const chosen = side.filter((person) => person.chosen !== null);
  const taken = new Set(chosen.map((person) => person.chosen ?? 0));
  let step = 0;
  /** 0, 1, -1, 2, -2 … without the places that were chosen. */
  const next = (): number => {
    for (;;) {
      const position = step % 2 === 1 ? (step + 1) / 2 : -step / 2;
      step += 1;
      if (!taken.has(position)) return position === 0 ? 0 : position;
    }
  };
  const seated: Seat[] = chosen.map((person) => ({ position: person.chosen ?? 0, person, byHand: true }));
  const counted = side.filter((person) => person.chosen === null && !person.interprets).sort((a, b) => a.order - b.order);
  for (const person of counted) seated.push({ position: next(), person, byHand: false });
  // Interpreters take what is left at the ends, so that nobody of rank moves for them.
  const left = Math.min(0, ...seated.map(({ position }) => position));
  side
    .filter((person) => person.chosen === null && person.interprets)
    .forEach((person, at) => {
      seated.push({ position: left - 1 - at, person, byHand: false });
    });
  return seated.sort((a, b) => b.position - a.position);
}

export interface Flag {
  readonly country: string;
  readonly nameEn: string;
  readonly own: boolean;
}

/**
 * Flags from left to right as the public sees them. Two: the guest's on the left, which is the higher place. More: by
 * their English names, the host's among them.
 */
export function flagOrder(flags: readonly Flag[]): { readonly flags: readonly Flag[]; readonly rule: 'guestFirst' | 'alphabet' } {
  if (flags.length <= 2) return { flags: [...flags].sort((a, b) => Number(a.own) - Number(b.own)), rule: 'guestFirst' };
  return { flags: [...flags].sort((a, b) => (a.nameEn < b.nameEn ? -1 : a.nameEn > b.nameEn ? 1 : 0)), rule: 'alphabet' };
}
