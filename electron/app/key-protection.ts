// Keys sealed by the operating system: DPAPI on Windows, the keychain on macOS, a keyring on Linux. Without a keyring the
// engine falls back to a fixed password, which protects nothing; then the key file is its owner's only, and says so.
import { app, safeStorage } from 'electron';
import { ownerOnly, type Protection } from '../services/exchange/keys.ts';

/** Whether Electron can start: on Linux it needs a display even to print a page that nobody sees. */
export const displayThere = (): boolean => process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

export async function systemProtection(): Promise<Protection> {
  // Without a display Electron never becomes ready on Linux; there is no keyring to ask there either.
  if (!displayThere()) return ownerOnly;
  await app.whenReady();
  if (!safeStorage.isEncryptionAvailable()) return ownerOnly;
  if (process.platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend())) return ownerOnly;
  return {
    kind: 'os',
    seal: (text) => safeStorage.encryptString(text).toString('base64'),
    open: (sealed) => {
      try {
        return safeStorage.decryptString(Buffer.from(sealed, 'base64'));
      } catch {
        return undefined;
      }
    },
  };
}
