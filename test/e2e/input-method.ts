// An input method at work over the page, as Chromium passes it on: composed text, the text it becomes, and hidden keys.
import type { Page } from 'playwright-core';

export interface InputMethod {
  /** Shows the text being composed; empty text gives the composition up. */
  compose(text: string): Promise<void>;
  /** Ends the composition with this text; without a composition: text from an emoji panel, handwriting or voice. */
  insert(text: string): Promise<void>;
  /** A key that the input method has taken: Windows shows it to the page as key 229. */
  takenKey(key: string): Promise<void>;
}

export async function inputMethod(page: Page): Promise<InputMethod> {
  const input = await page.context().newCDPSession(page);
  return {
    compose: async (text) => {
      await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    },
    insert: async (text) => {
      await input.send('Input.insertText', { text });
    },
    takenKey: async (key) => {
      await input.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, windowsVirtualKeyCode: 229 });
    },
  };
}
