// Filters, the preview of an edit of many cells, and conflicts: what each reports to the rest of the program.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { columnOf, tableOf } from '../../db/catalog/index.ts';
import type { Condition, Conflict } from '../../electron/contract/records.ts';
import { ConflictCard } from '../../renderer/screens/exchange/conflict-card.tsx';
import { EditPreview } from '../../renderer/workbench/edit-preview.tsx';
import { FilterButton } from '../../renderer/workbench/grid/filter-popover.tsx';
import type { Plan } from '../../renderer/workbench/use-edits.ts';
import { show, stubDesk } from './desk-stub.tsx';

function visitColumn(name: string) {
  const found = columnOf(tableOf('visit'), name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}

beforeEach(() => void stubDesk({}));

describe('the filter of a column', () => {
  const open = async (name: string, label: string, condition?: Condition) => {
    const onChange = vi.fn();
    const shown = await show(<FilterButton column={visitColumn(name)} label={label} condition={condition} onChange={onChange} />);
    await shown.user.click(screen.getByRole('button', { name: `「${label}」で絞り込む` }));
    return { ...shown, onChange, dialog: within(await screen.findByRole('dialog')) };
  };

  it('finds text that contains or lacks what was typed, and closes', async () => {
    const { user, onChange, dialog } = await open('titleJa', '件名');
    await user.click(dialog.getByRole('radio', { name: '含まない' }));
    await user.type(dialog.getByRole('textbox'), '表敬{Enter}');
    expect(onChange.mock.calls).toEqual([[{ lacks: '表敬' }]]);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('reads dates as the office writes them, and says when it cannot', async () => {
    const { user, onChange, dialog } = await open('date', '日付');
    const from = dialog.getByRole('textbox', { name: '日付: から' });
    await user.type(from, 'きのう{Enter}');
    expect(dialog.getByRole('alert')).toBeTruthy();
    expect(onChange).not.toHaveBeenCalled();
    await user.clear(from);
    await user.type(from, 'R8.4.1{Enter}');
    expect(onChange.mock.calls).toEqual([[{ from: '2026-04-01' }]]);
  });

  it('narrows to the words that are ticked, or to all others', async () => {
    stubDesk({
      terms: () => [
        { key: 'courtesy', name: '表敬訪問' },
        { key: 'inspection', name: '視察' },
      ],
    });
    const { user, onChange, dialog } = await open('kind', '種別');
    await user.click(await dialog.findByRole('checkbox', { name: '表敬訪問' }));
    await user.click(dialog.getByRole('checkbox', { name: '選んだもの以外' }));
    await user.click(dialog.getByRole('button', { name: '適用' }));
    expect(onChange.mock.calls).toEqual([[{ not: ['courtesy'] }]]);
  });

  it('shows the condition there is, and gives the focus back after Esc', async () => {
    const { user, onChange, dialog } = await open('titleJa', '件名', { contains: '視察' });
    expect((dialog.getByRole('textbox') as HTMLInputElement).value).toBe('視察');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: '「件名」で絞り込む' })));
    expect(onChange).not.toHaveBeenCalled();
  });
});

describe('the preview of an edit', () => {
  const plan = (counts: Plan['counts']): Plan =>
    ({
      plan: 1,
      counts,
      missing: [],
      records: { changed: counts.change, created: counts.create },
      corrected: 0,
      cells: [
        { kind: 'refused', row: 2, name: '記録', column: 'startTime', from: '', to: '夕方', code: 'notTime', details: {} },
        { kind: 'change', row: 1, name: '記録', column: 'titleJa', from: '前', to: '後' },
      ],
    }) as Plan;

  it('shows every cell with what it becomes or why it cannot, and changes only when confirmed', async () => {
    const [onConfirm, onCancel] = [vi.fn(), vi.fn()];
    const { user } = await show(<EditPreview table="visit" plan={plan({ change: 1, create: 0, refused: 1 })} onConfirm={onConfirm} onCancel={onCancel} />);
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows[1]).toMatch(/夕方.*14:30/);
    expect(rows[2]).toMatch(/前後/);
    expect(onConfirm).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: '入れられるセルだけ変更する' }));
    expect(onConfirm).toHaveBeenCalledTimes(1);
  });

  it('confirms nothing when every cell is refused, and Esc cancels', async () => {
    const onCancel = vi.fn();
    const { user } = await show(<EditPreview table="visit" plan={plan({ change: 0, create: 0, refused: 1 })} onConfirm={vi.fn()} onCancel={onCancel} />);
    expect((screen.getByRole('button', { name: '入れられるセルだけ変更する' }) as HTMLButtonElement).disabled).toBe(true);
    await user.keyboard('{Escape}');
    expect(onCancel).toHaveBeenCalledTimes(1);
  });
});

describe('a conflict', () => {
  const side = (head: string, deskName: string, titleJa: string, shown: boolean) => ({
    head,
    desk: deskName,
    deskName,
    author: '見本 花子',
    at: Date.UTC(2026, 6, 1),
    values: { titleJa },
    shown,
  });
  const conflict = {
    key: 'visit:1:titleJa',
    table: 'visit',
    id: '1',
    register: 'titleJa',
    columns: ['titleJa'],
    base: { titleJa: '会談' },
    sides: [side('a1', '国際課1', '表敬訪問', true), side('b1', '国際課2', '公式訪問', false)],
  } as unknown as Conflict;
  const written = { rows: [], names: {}, tables: [] };

  it('shows what it was and what each desk wrote, and takes the side that is chosen', async () => {
    const calls = stubDesk({ settleConflict: () => written as never });
    const { user } = await show(<ConflictCard conflict={conflict} names={{ '1': '記録' }} onGo={vi.fn()} />);
    expect(screen.getByRole('article').textContent).toMatch(/会談.*国際課1.*表敬訪問.*国際課2.*公式訪問/);
    const [, second] = screen.getAllByRole('button', { name: 'この値にする' });
    await user.click(second as HTMLElement);
    await screen.findByRole('button', { name: '元に戻す' });
    expect(calls.filter(({ channel }) => channel === 'settleConflict').map(({ input }) => input)).toEqual([{ key: 'visit:1:titleJa', by: { take: 'b1' } }]);
  });

  it('takes another value, begun with the one that is shown', async () => {
    const calls = stubDesk({ settleConflict: () => written as never });
    const { user } = await show(<ConflictCard conflict={conflict} names={{}} onGo={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: '別の値を入力する' }));
    const field = screen.getByRole('textbox') as HTMLInputElement;
    expect(field.value).toBe('表敬訪問');
    await user.type(field, '・視察{Enter}');
    await waitFor(() => expect(calls.map(({ input }) => input)).toContainEqual({ key: 'visit:1:titleJa', by: { set: { titleJa: '表敬訪問・視察' } } }));
  });
});
