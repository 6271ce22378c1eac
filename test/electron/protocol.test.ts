// Seats at a table and the order of flags, as the program proposes them.
import { describe, expect, it } from 'vitest';
import { flagOrder, type PlannedSeat, type Seated, seats, tablePlan } from '../../electron/services/briefing/protocol.ts';
import { unitedNationsName } from '../../electron/services/briefing/protocol-countries.ts';

const day = '2026-11-25';
const seated = (order: number, more: Partial<Seated> = {}): Seated => ({
  id: String(order),
  name: `第${order}`,
  post: '',
  order,
  interprets: false,
  chosen: null,
  chosenBy: null,
  chosenOn: null,
  ...more,
});

/** What is drawn of one side, from left to right: who of the order of precedence sits there, `通` behind the head. */
const drawn = (seats: readonly PlannedSeat[], behind = false) =>
  seats.filter((seat) => seat.behind === behind).map(({ column, person }) => [column, person.order]);
const party = (count: number, interpreters = 0) => Array.from({ length: count + interpreters }, (_, at) => seated(at + 1, { interprets: at >= count }));

describe('the table from above', () => {
  // Guests look down the page: their right hand is at the left of the drawing. Hosts look up: theirs is at its right.
  const rows = [
    { count: 1, guests: [1], hosts: [1] },
    { count: 2, guests: [2, 1], hosts: [1, 2] },
    { count: 3, guests: [2, 1, 3], hosts: [3, 1, 2] },
    { count: 4, guests: [4, 2, 1, 3], hosts: [3, 1, 2, 4] },
    { count: 5, guests: [4, 2, 1, 3, 5], hosts: [5, 3, 1, 2, 4] },
    { count: 6, guests: [6, 4, 2, 1, 3, 5], hosts: [5, 3, 1, 2, 4, 6] },
    { count: 7, guests: [6, 4, 2, 1, 3, 5, 7], hosts: [7, 5, 3, 1, 2, 4, 6] },
    { count: 8, guests: [8, 6, 4, 2, 1, 3, 5, 7], hosts: [7, 5, 3, 1, 2, 4, 6, 8] },
    { count: 9, guests: [8, 6, 4, 2, 1, 3, 5, 7, 9], hosts: [9, 7, 5, 3, 1, 2, 4, 6, 8] },
  ];
  it.each(rows)('of $count a side, the second at the right hand of the head as the head sits, heads face to face', ({ count, guests, hosts }) => {
    for (const interpreters of [0, 1]) {
      const plan = tablePlan(party(count, interpreters), party(count, interpreters));
      expect(drawn(plan.guests).map(([, order]) => order)).toEqual(guests);
      expect(drawn(plan.hosts).map(([, order]) => order)).toEqual(hosts);
      const head = (side: readonly PlannedSeat[]) => side.find(({ person }) => person.order === 1)?.column;
      expect(head(plan.guests)).toBe(head(plan.hosts));
      // The interpreters are behind their heads and move nobody.
      const behind = interpreters === 0 ? [] : [[head(plan.hosts), count + 1]];
      expect([drawn(plan.guests, true), drawn(plan.hosts, true)]).toEqual([behind, behind]);
    }
  });
  it('has the heads face to face when one side has more people than the other', () => {
    const plan = tablePlan(party(2), party(5));
    expect([plan.columns, drawn(plan.guests), drawn(plan.hosts)]).toEqual([
      5,
      [
        [2, 2],
        [3, 1],
      ],
      [
        [1, 5],
        [2, 3],
        [3, 1],
        [4, 2],
        [5, 4],
      ],
    ]);
    expect(tablePlan([], [])).toEqual({ columns: 1, guests: [], hosts: [] });
  });
});

describe('one side of the table', () => {
  const places = (side: readonly Seated[]) => seats(side).map(({ position, person, behind }) => [position, person.order, behind]);
  it('has the first in the middle, and interpreters behind the first, one after the other', () => {
    expect(places([seated(1), seated(2, { interprets: true }), seated(3), seated(4), seated(5, { interprets: true })])).toEqual([
      [1, 3, false],
      [0, 1, false],
      [0, 2, true],
      [-1, 4, false],
      [-1, 5, true],
    ]);
    expect(places([seated(1, { interprets: true })])).toEqual([[0, 1, true]]);
  });
  it('follows the order of precedence, not the order of entry', () => {
    expect(places([seated(3), seated(1), seated(2)])).toEqual([
      [1, 2, false],
      [0, 1, false],
      [-1, 3, false],
    ]);
  });
  it('leaves the middle to the person an officer has put there, with the interpreter behind the head all the same', () => {
    expect(places([seated(1), seated(2, { chosen: 0 }), seated(3), seated(4, { interprets: true })])).toEqual([
      [1, 1, false],
      [1, 4, true],
      [0, 2, false],
      [-1, 3, false],
    ]);
  });
  it('keeps the place an officer has chosen, and says so', () => {
    const placed = seats([seated(1), seated(2), seated(3, { chosen: 1, chosenBy: '見本 花子', chosenOn: day })]);
    expect(placed.find(({ person }) => person.order === 3)).toMatchObject({ position: 1, byHand: true });
    expect(placed.find(({ person }) => person.order === 2)?.position).toBe(-1);
  });
  it('has interpreters at the table where an officer has put them, once', () => {
    expect(places([seated(1), seated(2, { interprets: true, chosen: 2 })])).toEqual([
      [2, 2, false],
      [0, 1, false],
    ]);
  });
  it('gives a place that two were put on to the one of higher rank', () => {
    expect(places([seated(1), seated(3, { chosen: 1 }), seated(2, { chosen: 1 })])).toEqual([
      [1, 2, false],
      [0, 1, false],
      [-1, 3, false],
    ]);
  });
});

describe('flags', () => {
  const flag = (nameEn: string, own = false) => ({ country: nameEn, nameEn, own });
  it('of one country need no order', () => {
    expect(flagOrder([flag('Japan', true)])).toEqual({ flags: [flag('Japan', true)], rule: 'guestFirst' });
  });
  it('of three countries hang by their English names', () => {
    const { flags, rule } = flagOrder([flag('Japan', true), flag('Korea'), flag('France')]);
    expect([flags.map(({ country }) => country), rule]).toEqual([['France', 'Japan', 'Korea'], 'alphabet']);
  });
  it('of two countries hang with the guest’s in the higher place, of five by their English names', () => {
    expect(flagOrder([flag('Japan', true), flag('France')]).flags.map(({ country }) => country)).toEqual(['France', 'Japan']);
    expect(flagOrder(['Japan', 'Korea', 'Brazil', 'Egypt', 'Italy'].map((name) => flag(name, name === 'Japan'))).flags.map(({ country }) => country)).toEqual([
      'Brazil',
      'Egypt',
      'Italy',
      'Japan',
      'Korea',
    ]);
  });
  it('of two countries follow who is the guest, whatever their names', () => {
    expect(flagOrder([flag('Japan', true), flag('Korea')])).toEqual({ flags: [flag('Korea'), flag('Japan', true)], rule: 'guestFirst' });
  });
  it('of one name stay in the order given', () => {
    const flags = [flag('Korea'), { ...flag('Korea'), country: 'second' }, flag('France'), { ...flag('Korea'), country: 'third' }];
    expect(flagOrder(flags).flags.map(({ country }) => country)).toEqual(['France', 'Korea', 'second', 'third']);
  });
  it('of two countries abroad hang with the host’s in the higher place', () => {
    const { flags, rule } = flagOrder([flag('Japan', true), flag('Korea')], 'abroad');
    expect([flags.map(({ country }) => country), rule]).toEqual([['Korea', 'Japan'], 'hostFirst']);
    expect(flagOrder([flag('Japan', true), flag('Korea'), flag('France')], 'abroad').rule).toBe('alphabetAbroad');
  });
  it('hang by short names in the United Nations, whatever form of a name is written', () => {
    const long = ["People's Republic of China", 'Japan', 'French Republic', 'Republic of Korea', 'Federative Republic of Brazil'];
    expect(flagOrder(long.map((name) => flag(name, name === 'Japan'))).flags.map(({ country }) => country)).toEqual([
      'Federative Republic of Brazil',
      "People's Republic of China",
      'French Republic',
      'Japan',
      'Republic of Korea',
    ]);
    expect(
      ['Vietnam', 'United Kingdom', 'Kingdom of Thailand', 'South Korea', 'Türkiye', 'Republic of the Philippines', 'United Republic of Tanzania'].map(
        unitedNationsName,
      ),
    ).toEqual([
      'Viet Nam',
      'United Kingdom of Great Britain and Northern Ireland',
      'Thailand',
      'Republic of Korea',
      'Türkiye',
      'Philippines',
      'United Republic of Tanzania',
    ]);
  });
});
