// What a person is shown after a file was made for a stick.
import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { Send } from '../../renderer/screens/exchange/send.tsx';
import { show, stubDesk } from './desk-stub.tsx';

it('writes everything on the label but the passphrase', async () => {
  stubDesk({
    newPassphrase: () => ({ passphrase: 'abcd-efgh-jkmn-pqrs-tuv9' }),
    sendBundle: () => ({ file: '/tmp/f.citydesk', code: '0123-4567-89AB', bytes: 1_000, operations: 3, to: ['国際課2'] }),
  });
  const own = { id: 'ab'.repeat(16), name: '国際課1', fingerprint: 'ABCD', protection: 'file', locked: false } as const;
  const { user } = await show(<Send state={{ own, desks: [], forks: [], runningCopy: false, bundles: [], conflicts: 0, backups: [] }} />);
  await user.click(screen.getByRole('button', { name: 'ファイルを作る' }));
  const label = within(await screen.findByRole('status', { name: 'ラベルに書くこと' }));
  expect(label.getByText('0123-4567-89AB')).toBeTruthy();
  expect(label.queryByText('abcd-efgh-jkmn-pqrs-tuv9')).toBeNull();
  // It is read out or sent another way, and still in sight for that.
  expect(screen.getByText('abcd-efgh-jkmn-pqrs-tuv9')).toBeTruthy();
});
