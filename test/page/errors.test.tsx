// A part that cannot be drawn, and what messages say.
import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Refused } from '../../renderer/bridge/bridge.ts';
import { useAnnouncer } from '../../renderer/parts/announcer.tsx';
import { Ask } from '../../renderer/parts/ask.tsx';
import { DialogFrame } from '../../renderer/parts/dialog-frame.tsx';
import { ErrorBoundary } from '../../renderer/parts/error-boundary.tsx';
import { show, stubDesk } from './desk-stub.tsx';

let isBroken = true;

function Part() {
  if (isBroken) throw new Error('no such column');
  return <p>内容</p>;
}

beforeEach(() => {
  stubDesk({});
  isBroken = true;
  vi.spyOn(console, 'error').mockImplementation(() => undefined); // React reports each error that a boundary has caught
});

describe('the error boundary', () => {
  it('says that nothing saved is lost, leaves the rest usable, and draws the part again when asked', async () => {
    const onPress = vi.fn();
    const { user } = await show(
      <>
        <button type="button" onClick={onPress}>
          ほかの画面
        </button>
        <ErrorBoundary>
          <Part />
        </ErrorBoundary>
      </>,
    );
    expect(screen.getByRole('alert').textContent).toMatch(/表示できませんでした.*失われていません/);
    await user.click(screen.getByRole('button', { name: 'ほかの画面' }));
    expect(onPress).toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'もう一度試す' }));
    expect(screen.getByRole('alert')).toBeTruthy();
    isBroken = false;
    await user.click(screen.getByRole('button', { name: 'もう一度試す' }));
    expect(screen.getByText('内容')).toBeTruthy();
  });

  it('copies the details, or shows them where copying is refused', async () => {
    const { user } = await show(
      <ErrorBoundary>
        <Part />
      </ErrorBoundary>,
    );
    await user.click(screen.getByRole('button', { name: '詳細をコピー' }));
    await screen.findByText('詳細をコピーしました');
    expect(await navigator.clipboard.readText()).toMatch(/no such column[\s\S]*Part/);
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('refused'));
    await user.click(screen.getByRole('button', { name: '詳細をコピー' }));
    await screen.findByText(/no such column/);
  });

  it('keeps a dialog that cannot be drawn closable', async () => {
    const onClose = vi.fn();
    const { user } = await show(
      <DialogFrame title="題" onClose={onClose}>
        <Part />
      </DialogFrame>,
    );
    expect(screen.getByRole('alert')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });
});

function Speaker({ onUndo = () => undefined }: { onUndo?: () => void }) {
  const { say, refuse } = useAnnouncer();
  return (
    <>
      <button type="button" onClick={() => say('保存しました', { label: '元に戻す', run: onUndo })}>
        say
      </button>
      <button type="button" onClick={() => refuse(new Refused({ code: 'nothingToUndo', details: {}, id: '1' }))}>
        refuse
      </button>
    </>
  );
}

describe('notices', () => {
  it('reads a success out when the reader is free, and a refusal at once', async () => {
    const { user } = await show(<Speaker />);
    await user.click(screen.getByRole('button', { name: 'say' }));
    expect((await screen.findByText('保存しました')).closest('[role=status]')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'refuse' }));
    expect((await screen.findByText('元に戻す操作はありません。')).closest('[role=alert]')).toBeTruthy();
    expect(screen.queryByText('保存しました')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'お知らせを閉じる' }));
    await waitFor(() => expect(screen.queryByText('元に戻す操作はありません。')).toBeNull());
  });

  it('offers the action of its message', async () => {
    const onUndo = vi.fn();
    const { user } = await show(<Speaker onUndo={onUndo} />);
    await user.click(screen.getByRole('button', { name: 'say' }));
    await user.click(await screen.findByRole('button', { name: '元に戻す' }));
    expect(onUndo).toHaveBeenCalledTimes(1);
  });

  it('shows the refusal of a call that nobody waits for', async () => {
    await show(<Speaker />);
    const reason = new Refused({ code: 'nothingToRedo', details: {}, id: '1' });
    const event = Object.assign(new Event('unhandledrejection', { cancelable: true }), { reason });
    window.dispatchEvent(event);
    await screen.findByText('やり直す操作はありません。');
    expect(event.defaultPrevented).toBe(true);
  });
});

describe('dialogs', () => {
  it('hold the focus, close with Esc, and give the focus back', async () => {
    const onYes = vi.fn();
    function Opener() {
      const [open, setOpen] = useState(false);
      return (
        <>
          <button type="button" onClick={() => setOpen(true)}>
            開く
          </button>
          {open && <Ask title="印刷" text="よろしいですか" yes="印刷する" onYes={onYes} onNo={() => setOpen(false)} />}
        </>
      );
    }
    const { user } = await show(<Opener />);
    await user.click(screen.getByRole('button', { name: '開く' }));
    const dialog = await screen.findByRole('alertdialog', { name: '印刷' });
    await user.tab();
    await user.tab();
    await user.tab();
    expect(dialog.contains(document.activeElement)).toBe(true);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
    await waitFor(() => expect(document.activeElement?.textContent).toBe('開く'));
    expect(onYes).not.toHaveBeenCalled();
  });
});
