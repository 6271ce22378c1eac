// Seats at a table and the order of flags, as the program proposes them.
import { describe, expect, it } from 'vitest';
import { flagOrder, type Seated, seats } from '../../electron/services/briefing/protocol.ts';

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

describe('seats', () => {
  it('put heads in the middle, the second at the right, the third at the left, and do not count interpreters', () => {
    const people = [seated(1), seated(2), seated(3), seated(4), seated(5, { interprets: true })];
    expect(seats(people).map(({ position, person }) => [position, person.order])).toEqual([
      [2, 4],
      [1, 2],
      [0, 1],
      [-1, 3],
      [-2, 5],
    ]);
  });
  it('follow the order of precedence, not the order of entry', () => {
    expect(seats([seated(3), seated(1), seated(2)]).map(({ position, person }) => [position, person.order])).toEqual([
      [1, 2],
      [0, 1],
      [-1, 3],
    ]);
  });
  it('put interpreters beyond the last place at the left, one after the other', () => {
    const people = [seated(1), seated(2, { interprets: true }), seated(3), seated(4), seated(5, { interprets: true })];
    expect(seats(people).map(({ position, person }) => [position, person.order])).toEqual([
      [1, 3],
      [0, 1],
      [-1, 4],
      [-2, 2],
      [-3, 5],
    ]);
    expect(seats([seated(1, { interprets: true })]).map(({ position }) => position)).toEqual([-1]);
  });
  it('leave the middle to the person an officer has put there', () => {
    const placed = seats([seated(1), seated(2, { chosen: 0 }), seated(3)]);
    expect(placed.map(({ position, person, byHand }) => [position, person.order, byHand])).toEqual([
      [1, 1, false],
      [0, 2, true],
      [-1, 3, false],
    ]);
  });
  it('keep the place an officer has chosen, and say so', () => {
    const placed = seats([seated(1), seated(2), seated(3, { chosen: 1, chosenBy: '見本 花子', chosenOn: day })]);
    expect(placed.find(({ person }) => person.order === 3)).toMatchObject({ position: 1, byHand: true });
    expect(placed.find(({ person }) => person.order === 2)?.position).toBe(-1);
  });
});

describe('seats chosen by an officer', () => {
  it('are kept by interpreters too, who are seated once', () => {
    const placed = seats([seated(1), seated(2, { interprets: true, chosen: 2 })]);
    expect(placed.map(({ position, person, byHand }) => [position, person.order, byHand])).toEqual([
      [2, 2, true],
      [0, 1, false],
    ]);
  });
  it('take their place from the order, and only theirs', () => {
    const placed = seats([seated(1), seated(2), seated(3), seated(4, { chosen: -1 }), seated(5, { interprets: true })]);
    expect(placed.map(({ position, person, byHand }) => [position, person.order, byHand])).toEqual([
      [2, 3, false],
      [1, 2, false],
      [0, 1, false],
      [-1, 4, true],
      [-2, 5, false],
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
});
