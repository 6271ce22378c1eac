// Editors of values: what Enter, Tab and Esc do, what is refused, and that a value which changed meanwhile is never overwritten.
import { screen, waitFor } from '@testing-library/react';
import { useEffect, useRef } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { columnOf, tableOf } from '../../db/catalog/index.ts';
import { Refused } from '../../renderer/bridge/bridge.ts';
import { CellText, type CellTextHandle } from '../../renderer/workbench/editors/cell-text.tsx';
import { Editor } from '../../renderer/workbench/editors/editor.tsx';
import type { EditorProps } from '../../renderer/workbench/editors/editor-props.ts';
import { ValueField } from '../../renderer/workbench/editors/value-field.tsx';
import { Refusal, show, stubDesk } from './desk-stub.tsx';

function column(name: string, table: 'visit' | 'agreement' | 'partner' = 'visit') {
  const found = columnOf(tableOf(table), name);
  if (!found) throw new Error(`no column ${name}`);
  return found;
}

/** A cell of the table: the field that is always there, and what makes an editor of it. */
function Cell(props: EditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const handle = useRef<CellTextHandle>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <textarea
        ref={field}
        aria-label={props.label}
        onInput={(event) => handle.current?.type(event.currentTarget.value)}
        onKeyDown={(event) => handle.current?.onKeyDown(event)}
        onBlur={() => handle.current?.onBlur()}
      />
      <CellText {...props} field={field} handle={handle} onFillRange={() => false} />
    </>
  );
}

function cell(props: Partial<EditorProps> = {}) {
  const { onSave, onDone, given } = editor(props);
  return { onSave, onDone, element: <Cell {...given} /> };
}

function editor(props: Partial<EditorProps> = {}) {
  const onSave = vi.fn<EditorProps['onSave']>(async () => undefined);
  const onDone = vi.fn();
  const given = { column: column('titleJa'), label: '件名', value: '表敬訪問', names: {}, inForm: false, onSave, onDone, ...props };
  return { onSave, onDone, given, element: <Editor {...given} /> };
}

const paris = { id: 'paris', name: 'パリ市' };
const rome = { id: 'rome', name: 'ローマ市' };

beforeEach(() => {
  stubDesk({ lookup: ({ search }) => [paris, rome].filter(({ name }) => name.includes(search)) });
});

describe('text', () => {
  it('saves with Enter and goes down, and saves nothing that was not changed', async () => {
    const { onSave, onDone, element } = cell();
    const { user } = await show(element);
    await user.clear(screen.getByRole('textbox'));
    await user.keyboard('公式訪問{Enter}');
    await waitFor(() => expect(onDone.mock.calls).toEqual([['down']]));
    expect(onSave.mock.calls).toEqual([['公式訪問']]);
  });

  it('leaves without saving when nothing was typed', async () => {
    const { onSave, onDone, element } = cell();
    const { user } = await show(element);
    await user.keyboard('{Tab}');
    expect(onDone.mock.calls).toEqual([['right']]);
    expect(onSave).not.toHaveBeenCalled();
  });

  it('gives up with Esc, and losing the focus then saves nothing', async () => {
    const { onSave, onDone, element } = cell();
    const { user } = await show(element);
    await user.keyboard('公式{Escape}');
    (document.activeElement as HTMLElement).blur();
    expect(onDone.mock.calls).toEqual([['stay']]);
    expect(onSave).not.toHaveBeenCalled();
  });

  it('shows the refusal of a value that changed meanwhile, and does not save again when the focus goes', async () => {
    const details = { table: 'visit', column: 'titleJa', author: '別人', theirs: 'あ', mine: 'い' };
    const onSave = vi.fn<EditorProps['onSave']>().mockRejectedValue(new Refused({ code: 'stale', details, id: '1' }));
    const { onDone, element } = cell({ onSave });
    const { user } = await show(element);
    await user.keyboard('公式訪問{Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/別人/);
    (document.activeElement as HTMLElement).blur();
    expect(onSave).toHaveBeenCalledTimes(1);
    expect(onDone).not.toHaveBeenCalled();
  });
});

describe('dates', () => {
  it('reads the styles of the office', async () => {
    const { onSave, onDone, element } = cell({ column: column('date'), label: '日付', value: null });
    const { user } = await show(element);
    await user.keyboard('R8.5.1{Enter}');
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(onSave.mock.calls).toEqual([['2026-05-01']]);
  });

  it('says what is wrong with anything else, and stays', async () => {
    const { onSave, onDone, element } = cell({ column: column('date'), label: '日付', value: null });
    const { user } = await show(element);
    await user.keyboard('来週{Enter}');
    await screen.findByRole('alert');
    expect(screen.getByRole('textbox').getAttribute('aria-invalid')).toBe('true');
    expect(onSave).not.toHaveBeenCalled();
    expect(onDone).not.toHaveBeenCalled();
  });
});

describe('choices', () => {
  it('saves the record that is chosen', async () => {
    const { onSave, onDone, element } = editor({ column: column('partner'), label: '相手先', value: null, initial: 'ロ' });
    const { user } = await show(element);
    await screen.findByRole('option', { name: 'ローマ市' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(onDone.mock.calls).toEqual([['down']]));
    expect(onSave.mock.calls).toEqual([['rome']]);
  });

  it('puts the name that is the same first, then those that begin with what was typed', async () => {
    stubDesk({ lookup: () => ['東京都庁', '新東京', '東京'].map((name) => ({ id: name, name })) });
    const { element } = editor({ column: column('partner'), label: '相手先', value: null, initial: '東京' });
    await show(element);
    await screen.findByRole('option', { name: '東京' });
    expect(screen.getAllByRole('option').map((option) => option.textContent)).toEqual(['東京', '東京都庁', '新東京']);
  });

  it('saves of several links only what was added and removed', async () => {
    const { onSave, element } = editor({ column: column('partners', 'agreement'), label: '相手先', value: ['paris'], names: { paris: 'パリ市' } });
    const { user } = await show(element);
    await user.click(await screen.findByRole('option', { name: 'ローマ市' }));
    await user.click(screen.getByRole('option', { name: 'パリ市' }));
    await user.click(screen.getByRole('button', { name: '選択を終える' }));
    await waitFor(() => expect(onSave.mock.calls).toEqual([[{ add: ['rome'], remove: ['paris'] }]]));
  });

  it('makes a record of what was typed, begun with that text', async () => {
    const { element } = editor({ column: column('partner'), label: '相手先', value: null });
    const { user } = await show(element);
    await user.keyboard('リヨン市');
    await user.click(await screen.findByRole('button', { name: /リヨン市/ }));
    const dialog = await screen.findByRole('dialog');
    expect([...dialog.querySelectorAll('input')].map((field) => field.value)).toContain('リヨン市');
  });
});

describe('a value field', () => {
  it('gives a value that can be read, and the reason of one that cannot', async () => {
    const onValue = vi.fn();
    const { user } = await show(<ValueField column={column('date')} label="日付" problem={undefined} first onValue={onValue} />);
    await user.keyboard('2026/5/');
    expect(onValue.mock.lastCall?.[1]).toBeTruthy();
    await user.keyboard('1');
    expect(onValue.mock.lastCall).toEqual(['2026-05-01']);
  });

  it('opens its list by typing, closes it with the choice, and has the focus again', async () => {
    const onValue = vi.fn();
    const { user } = await show(<ValueField column={column('partner')} label="相手先" problem={undefined} first onValue={onValue} />);
    await user.keyboard('パ');
    await screen.findByRole('option', { name: 'パリ市' });
    await user.keyboard('{Enter}');
    await waitFor(() => expect(onValue.mock.calls).toEqual([['paris']]));
    const field = screen.getByRole('combobox', { name: '相手先' });
    await waitFor(() => expect((field as HTMLInputElement).value).toBe('パリ市'));
    expect(document.activeElement).toBe(field);
    // A second Enter, with the list closed, adds nothing.
    await user.keyboard('{Enter}');
    expect(onValue.mock.calls).toEqual([['paris']]);
    expect(screen.queryByRole('option')).toBeNull();
  });

  it('keeps what was typed and is no choice, and says so', async () => {
    const onValue = vi.fn();
    const { user } = await show(<ValueField column={column('partner')} label="相手先" problem={undefined} first onValue={onValue} />);
    await user.keyboard('リヨン');
    await user.tab();
    await waitFor(() => expect(onValue.mock.lastCall).toEqual([null, '一覧にありません。一覧から選んでください。']));
    expect((screen.getByRole('combobox', { name: '相手先' }) as HTMLInputElement).value).toBe('リヨン');
  });

  it('takes the best match with Tab also before the list is there, and keeps it', async () => {
    const lookup = async ({ search }: { search: string }) => {
      await new Promise((done) => setTimeout(done, search === '' ? 0 : 40));
      return [paris, rome].filter(({ name }) => name.includes(search));
    };
    stubDesk({ lookup: lookup as never });
    const onValue = vi.fn();
    const { user } = await show(
      <>
        <ValueField column={column('partner')} label="相手先" problem={undefined} first onValue={onValue} />
        <button type="button">次</button>
      </>,
    );
    await user.keyboard('ロ{Tab}');
    const field = screen.getByRole('combobox', { name: '相手先' }) as HTMLInputElement;
    await waitFor(() => expect(field.value).toBe('ローマ市'));
    await new Promise((done) => setTimeout(done, 100));
    expect(onValue.mock.lastCall).toEqual(['rome']);
  });

  it('has its old choice again, and reports it, when a search is given up', async () => {
    const onValue = vi.fn();
    const begin = [{ key: 'rome', name: 'ローマ市' }];
    const { user } = await show(<ValueField column={column('partner')} label="相手先" problem={undefined} first chosen={begin} onValue={onValue} />);
    await user.keyboard('リヨン');
    await user.tab();
    await waitFor(() => expect(onValue.mock.lastCall?.[0]).toBeNull());
    await user.click(screen.getByRole('combobox', { name: '相手先' }));
    await user.keyboard('x{Escape}');
    expect((screen.getByRole('combobox', { name: '相手先' }) as HTMLInputElement).value).toBe('ローマ市');
    await waitFor(() => expect(onValue.mock.lastCall).toEqual(['rome']));
  });

  it('takes a name that was typed in full, without the list', async () => {
    const onValue = vi.fn();
    const { user } = await show(
      <>
        <ValueField column={column('partner')} label="相手先" problem={undefined} first onValue={onValue} />
        <button type="button">次</button>
      </>,
    );
    await user.keyboard('ローマ市');
    await user.click(screen.getByRole('button', { name: '次' }));
    await waitFor(() => expect(onValue.mock.lastCall).toEqual(['rome']));
  });

  it('reports when the options cannot be read', async () => {
    stubDesk({
      lookup: () => {
        throw new Refusal('notFound');
      },
    });
    const { user } = await show(<ValueField column={column('partner')} label="相手先" problem={undefined} first onValue={vi.fn()} />);
    await user.keyboard('パ');
    await screen.findByText(/その記録は見つかりません/);
  });
});

describe('dates of the person', () => {
  it('are offered for editing in the style that was chosen, and nothing is saved when nothing was typed', async () => {
    const { onSave, onDone, element } = cell({ column: column('date'), label: '日付', value: '2026-12-28' });
    const { user } = await show(element, { dates: 'era' });
    expect((screen.getByRole('textbox') as HTMLInputElement).value).toBe('令和8年12月28日');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(onSave).not.toHaveBeenCalled();
  });

  it('need no year, and a weekday must be the right one', async () => {
    const { onSave, onDone, element } = cell({ column: column('date'), label: '日付', value: null });
    const { user } = await show(element);
    await user.keyboard('12/3(金){Enter}');
    expect((await screen.findByRole('alert')).textContent).toMatch(/木曜日/);
    await user.keyboard('{Backspace}{Backspace}木）{Enter}');
    await waitFor(() => expect(onDone).toHaveBeenCalled());
    expect(onSave.mock.calls).toEqual([['2026-12-03']]);
  });

  it('that are not as they were typed are said in that style', async () => {
    const { element } = cell({ column: column('date'), label: '日付', value: null });
    const { user } = await show(element);
    await user.keyboard('昭和64年1月8日{Enter}');
    await screen.findByText(/1989年1月8日/);
  });
});
