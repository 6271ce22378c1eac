// Dates in dialogs and cards: offered and shown in the style of the person, and read as they are typed.
import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Outputs } from '../../electron/contract/outputs.ts';
import type { Conflict } from '../../electron/contract/records.ts';
import { ConflictCard } from '../../renderer/screens/exchange/conflict-card.tsx';
import { VisitFigures } from '../../renderer/screens/visits/figures.tsx';
import { RecordHistory } from '../../renderer/workbench/record/record-history.tsx';
import { RelatedRecords } from '../../renderer/workbench/record/related-records.tsx';
import { Refusal, show, stubDesk } from './desk-stub.tsx';

const era = { dates: 'era' } as const;
const shown = () => screen.getAllByRole('textbox').map((field) => (field as HTMLInputElement).value);

describe('the figures of visits', () => {
  const refuse = () => {
    throw new Refusal('internal');
  };
  it('offer this fiscal year in the style of the person, and ask for the same days', async () => {
    const calls = stubDesk({ visitStatistics: refuse });
    await show(<VisitFigures onClose={() => undefined} />, era);
    expect(shown()).toEqual(['令和8年4月1日', '令和8年7月1日']);
    await waitFor(() => expect(calls.at(-1)?.input).toEqual({ from: '2026-04-01', until: '2026-07-01' }));
  });

  it('read a day as it is typed, and say why a text is none', async () => {
    const calls = stubDesk({ visitStatistics: refuse });
    const { user } = await show(<VisitFigures onClose={() => undefined} />, era);
    const [from] = screen.getAllByRole('textbox') as [HTMLElement];
    await user.clear(from);
    await user.type(from, '5/1');
    await waitFor(() => expect(calls.at(-1)?.input).toEqual({ from: '2026-05-01', until: '2026-07-01' }));
    await user.type(from, '(木)');
    expect((await screen.findByRole('alert')).textContent).toMatch(/金曜日/);
    await user.clear(from);
    await user.type(from, '令和8年5月');
    expect((await screen.findByRole('alert')).textContent).toMatch(/年月日/);
  });
});

describe('a conflict', () => {
  const side = (head: string, date: string, isShown: boolean): Conflict['sides'][number] =>
    ({
      head,
      deskName: head,
      author: '見本',
      at: new Date(2026, 0, 10, 3, 5).getTime(),
      values: { date },
      shown: isShown,
    }) as unknown as Conflict['sides'][number];
  const conflict = {
    key: 'k',
    table: 'visit',
    id: 'v',
    register: 'date',
    columns: ['date'],
    base: { date: '2026-01-08' },
    sides: [side('一課', '2026-01-09', true), side('二課', '2026-01-10', false)],
  } as unknown as Conflict;

  it('shows and offers every day in the style of the person', async () => {
    stubDesk({});
    const { user } = await show(<ConflictCard conflict={conflict} names={{ v: '表敬' }} onGo={() => undefined} />, era);
    const text = screen.getByRole('article').textContent ?? '';
    for (const day of ['令和8年1月8日', '令和8年1月9日', '令和8年1月10日', '令和8年1月10日 03:05']) expect(text).toContain(day);
    expect(text).not.toMatch(/2026|R8/);
    await user.click(screen.getByRole('button', { name: /別の値/ }));
    expect(shown()).toEqual(['令和8年1月9日']);
  });
});

describe('a record', () => {
  it('has the days of its history in the style of the person', async () => {
    const change = { column: 'date', from: '2026-01-09', to: '2026-01' };
    const entry = { action: 'a', at: new Date(2026, 0, 10, 3, 5).getTime(), author: '見本', kind: 'changed', why: 'edit', changes: [change] };
    stubDesk({ history: () => ({ entries: [entry], names: {} }) as unknown as Outputs['history'] });
    await show(<RecordHistory table="visit" id="v" />, era);
    await screen.findByText('令和8年1月');
    expect(document.body.textContent).toMatch(/令和8年1月10日 03:05.*令和8年1月9日/);
    expect(document.body.textContent).not.toMatch(/2026|R8/);
  });

  it('that is called by a day is called by it in that style', async () => {
    stubDesk({});
    const related = [{ table: 'agreementReview', column: 'agreement', total: 1, ids: ['r'] }] as const;
    await show(<RelatedRecords related={related} names={{ r: '2026-01-09' }} onGo={() => undefined} />, era);
    expect(screen.getByRole('button').textContent).toBe('令和8年1月9日');
  });
});
