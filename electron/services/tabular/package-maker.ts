// A package as the library takes it instead of a zip: parts by their plain names.

/** What SheetJS takes for a zip. */
export interface Package {
  readonly FullPaths: string[];
  readonly FileIndex: { readonly name: string; readonly data?: string; readonly content?: Buffer; readonly type?: 2 }[];
}

export interface PackageMaker {
  readonly package: Package;
  text(path: string, xml: string): void;
  bytes(path: string, content: Buffer | undefined): void;
}

/** An empty package to fill. */
export function packageMaker(): PackageMaker {
  const made: Package = { FullPaths: [], FileIndex: [] };
  return {
    package: made,
    text: (path, xml) => {
      made.FullPaths.push(path);
      made.FileIndex.push({ name: path, data: xml });
    },
    bytes: (path, content) => {
      if (!content) return;
      made.FullPaths.push(path);
      made.FileIndex.push({ name: path, content, type: 2 });
    },
  };
}

/** The list of kinds that a package begins with. */
export function contentTypes(
  binary: boolean,
  has: { readonly sheets: number; readonly core: boolean; readonly shared: boolean; readonly styles: boolean },
): string {
  const ending = binary ? 'bin' : 'xml';
  const kind = (name: string) =>
    binary
      ? `application/vnd.ms-excel.${name === 'main' ? 'sheet.binary.macroEnabled.main' : name}`
      : `application/vnd.openxmlformats-officedocument.spreadsheetml.${name === 'main' ? 'sheet.main' : name}+xml`;
  const override = (path: string, type: string) => `<Override PartName="/${path}" ContentType="${type}"/>`;
  const sheets = Array.from({ length: has.sheets }, (_, at) => override(`xl/worksheets/sheet${at + 1}.${ending}`, kind('worksheet')));
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    override(`xl/workbook.${ending}`, kind('main')),
    ...sheets,
    has.shared ? override(`xl/sharedStrings.${ending}`, kind('sharedStrings')) : '',
    has.styles ? override(`xl/styles.${ending}`, kind('styles')) : '',
    has.core ? override('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml') : '',
    '</Types>',
  ].join('');
}
