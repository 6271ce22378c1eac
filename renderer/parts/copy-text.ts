// Copying text to the clipboard.

/**
 * By the `copy` command, which the system allows after a press; else by `navigator.clipboard`, which needs a permission that
 * this program does not give.
 */
export async function copyText(text: string): Promise<void> {
  let isCopied = false;
  const onCopy = (event: ClipboardEvent) => {
    event.stopImmediatePropagation();
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    isCopied = true;
  };
  document.addEventListener('copy', onCopy, { capture: true });
  document.execCommand?.('copy');
  document.removeEventListener('copy', onCopy, { capture: true });
  if (!isCopied) await navigator.clipboard.writeText(text);
}
