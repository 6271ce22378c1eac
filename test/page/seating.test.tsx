// The seating plan on the screen: what stands where, and that the sentence says the same.
import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { type Seated, tablePlan } from '../../electron/services/briefing/protocol.ts';
import { Seating } from '../../renderer/workbench/record/seating.tsx';
import { show, stubDesk } from './desk-stub.tsx';

const visit = '00000000-0000-4000-8000-000000000001';
const person = (name: string, order: number, interprets = false): Seated => ({
  id: `00000000-0000-4000-8000-0000000001${name.charCodeAt(0)}`,
  name,
  post: '',
  order,
  interprets,
  chosen: null,
  chosenBy: null,
  chosenOn: null,
});
const guests = [person('A', 1), person('B', 2), person('C', 3), person('D', 4), person('E', 5, true)];
const hosts = [person('a', 1), person('b', 2), person('c', 3), person('e', 4, true)];

describe('the seating plan', () => {
  it('draws the second at the right hand of each head, heads face to face, interpreters behind', async () => {
    const calls = stubDesk({ seating: () => tablePlan(guests, hosts), commit: () => ({ rows: [], names: {}, tables: [] }) });
    const { user } = await show(<Seating visit={visit} onClose={() => undefined} />);
    const places = (await screen.findAllByRole('listitem')).map((item) => [
      item.querySelector('strong')?.textContent,
      item.style.gridColumn,
      item.style.gridRow,
    ]);
    expect(places).toEqual([
      ['D', '1', '2'],
      ['B', '2', '2'],
      ['A', '3', '2'],
      ['E', '3', '1'],
      ['C', '4', '2'],
      ['c', '2', '1'],
      ['a', '3', '1'],
      ['e', '3', '2'],
      ['b', '4', '1'],
    ]);
    expect(screen.getByText(/右が次席.*左が三席.*通訳は首席の後ろ/)).toBeTruthy();
    // A step to the right of the page is a step to the left hand of a guest, and to the right hand of a host.
    const step = async (name: string) =>
      user.click(within(screen.getByText(name).closest('li') ?? document.body).getByRole('button', { name: `${name} を右へ` }));
    await step('B');
    await step('a');
    expect(calls.filter(({ channel }) => channel === 'commit').map(({ input }) => input)).toMatchObject([
      { mutations: [{ set: { seat: 0 } }] },
      { mutations: [{ set: { seat: 1 } }] },
    ]);
  });
});
