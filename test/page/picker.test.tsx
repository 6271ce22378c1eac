// Choosing by typing: the best match is marked and Enter takes it; with several values a second Enter ends the choice.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Picker } from '../../renderer/workbench/editors/picker.tsx';
import type { PickerProps } from '../../renderer/workbench/editors/use-picker.ts';
import { show, stubDesk } from './desk-stub.tsx';

const cities = ['ソウル特別市', 'パリ市', 'ローマ市', 'ロンドン市'].map((name, at) => ({ key: `city-${at}`, name }));
const find: PickerProps['find'] = async (typed) => cities.filter(({ name }) => name.includes(typed));

function picker(props: Partial<PickerProps> = {}) {
  const onChoose = vi.fn();
  const onCancel = vi.fn();
  const element = <Picker label="都市" chosen={[]} several={false} clearable find={find} onChoose={onChoose} onCancel={onCancel} {...props} />;
  return { onChoose, onCancel, element };
}

const marked = () => document.querySelector('[role=option][data-focused]')?.textContent;
const hasOptions = (count: number) => waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(count));

beforeEach(() => void stubDesk({}));

describe('one value', () => {
  it('marks the best match while typing, and Enter takes it', async () => {
    const { onChoose, element } = picker();
    const { user } = await show(element);
    await hasOptions(5);
    await user.keyboard('ロ');
    await hasOptions(2);
    await waitFor(() => expect(marked()).toBe('ローマ市'));
    await user.keyboard('{Enter}');
    expect(onChoose.mock.calls).toEqual([[['city-2'], 'down']]);
  });

  it('takes the best match also when Enter comes before the list does', async () => {
    const late: PickerProps['find'] = (typed) => new Promise((done) => setTimeout(() => done(find(typed)), typed === '' ? 0 : 50));
    const { onChoose, element } = picker({ find: late });
    const { user } = await show(element);
    await hasOptions(5);
    await user.keyboard('パリ{Enter}');
    expect(onChoose).not.toHaveBeenCalled();
    await waitFor(() => expect(onChoose.mock.calls).toEqual([[['city-1'], 'down']]));
  });

  it('begins with what is chosen, and the arrows go on from there', async () => {
    const { onChoose, element } = picker({ chosen: cities.slice(1, 2) });
    const { user } = await show(element);
    await waitFor(() => expect(marked()).toBe('パリ市'));
    await user.keyboard('{ArrowDown}');
    await waitFor(() => expect(marked()).toBe('ローマ市'));
    await user.keyboard('{Enter}');
    expect(onChoose.mock.calls).toEqual([[['city-2'], 'down']]);
  });

  it('is cleared by the option for no value', async () => {
    const { onChoose, element } = picker({ chosen: cities.slice(1, 2) });
    const { user } = await show(element);
    await user.click(await screen.findByRole('option', { name: 'なし' }));
    expect(onChoose.mock.calls).toEqual([[[], 'down']]);
  });

  it('takes an option that is pressed, also the chosen one again', async () => {
    const { onChoose, onCancel, element } = picker({ chosen: cities.slice(1, 2) });
    const { user } = await show(element);
    await user.click(await screen.findByRole('option', { name: 'パリ市' }));
    expect(onChoose.mock.calls).toEqual([[['city-1'], 'down']]);
    expect(onCancel).not.toHaveBeenCalled();
  });
});

describe('one value, left otherwise', () => {
  it('keeps the value when Tab leaves without typing, and goes to the side', async () => {
    const { onChoose, element } = picker({ chosen: cities.slice(1, 2) });
    const { user } = await show(element);
    await hasOptions(5);
    await user.keyboard('{Tab}');
    expect(onChoose.mock.calls).toEqual([[['city-1'], 'right']]);
  });

  it('cancels once with Esc, and when the focus goes elsewhere', async () => {
    const { onCancel, onChoose, element } = picker();
    const { user, unmount } = await show(element);
    await user.keyboard('{Escape}');
    unmount();
    expect(onCancel).toHaveBeenCalledTimes(1);
    expect(onChoose).not.toHaveBeenCalled();
  });

  it('offers to make a record of what was typed', async () => {
    const onCreate = vi.fn();
    const { onCancel, element } = picker({ onCreate });
    const { user } = await show(element);
    await user.keyboard('リヨン市');
    await screen.findByText(/条件に合う記録はありません/);
    await user.click(screen.getByRole('button', { name: /リヨン市/ }));
    expect(onCreate.mock.calls).toEqual([['リヨン市']]);
    expect(onCancel).not.toHaveBeenCalled();
  });
});

describe('several values', () => {
  it('adds the best match with Enter, and a second Enter adds nothing but ends the choice', async () => {
    const { onChoose, element } = picker({ several: true });
    const { user } = await show(element);
    await user.keyboard('ロン');
    await hasOptions(1);
    await user.keyboard('{Enter}');
    await hasOptions(4);
    expect(marked()).toBeUndefined();
    await user.keyboard('{Enter}');
    expect(onChoose.mock.calls).toEqual([[['city-3'], 'down']]);
  });

  it('marks the best match also where another match is chosen already', async () => {
    const { element } = picker({ several: true, chosen: cities.slice(3) });
    const { user } = await show(element);
    await user.keyboard('ロ');
    await hasOptions(2);
    await waitFor(() => expect(marked()).toBe('ローマ市'));
    expect(screen.getByRole('option', { name: 'ロンドン市' }).getAttribute('aria-selected')).toBe('true');
  });

  it('adds with the arrows and Enter, and a second Enter takes nothing away again', async () => {
    const { onChoose, element } = picker({ several: true });
    const { user } = await show(element);
    await hasOptions(4);
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await user.keyboard('{Enter}');
    expect(onChoose.mock.calls).toEqual([[['city-1'], 'down']]);
  });

  it('removes the last value with Backspace in the empty field, and any value by its button', async () => {
    const { onChoose, element } = picker({ several: true, chosen: cities.slice(0, 3) });
    const { user } = await show(element);
    await hasOptions(4);
    await user.keyboard('{Backspace}');
    await user.click(screen.getByRole('button', { name: '削除: ソウル特別市' }));
    await user.click(screen.getByRole('button', { name: '選択を終える' }));
    expect(onChoose.mock.calls).toEqual([[['city-1'], 'stay']]);
  });
});
