// A document that Chromium prints: put together by a service in any thread, printed by the process that has windows.

export interface PrintedPage {
  readonly title: string;
  /** The desk that hands it out, in the file's properties. */
  readonly deskName: string;
  /** HTML, without a script or an inline style. */
  readonly body: string;
  /** Files of pictures that the body names as `picture-0`, `picture-1` …: read when they are printed. */
  readonly pictures?: readonly { readonly type: 'image/png' | 'image/jpeg'; readonly file: string }[] | undefined;
  readonly language: string;
  /** Sentence with `{page}` and `{pages}` in place of the numbers. */
  readonly footer: string;
  readonly day: string;
  /** A4 upright with a heading on every page; a landscape table when absent. */
  readonly upright?: { readonly handling: string } | undefined;
}

export type Print = (page: PrintedPage) => Promise<Uint8Array>;
