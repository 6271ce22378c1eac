// What all printed sheets share: A4 landscape, one type, one ink, thin rules. Sizes in points, margins in inches.

export const paperFont = 'BIZ UDPゴシック';
export const paperInk = { argb: 'FF1A1A1C' } as const;

/** One page wide, as many long as it takes. */
export const onePageWide = {
  paperSize: 9,
  orientation: 'landscape',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.35, right: 0.35, top: 0.45, bottom: 0.55, header: 0.2, footer: 0.25 },
} as const;

/** The heading row on each page. */
export const landscape = (headRow: number) => ({ ...onePageWide, printTitlesRow: `${headRow}:${headRow}` }) as const;

/** A thin border on all sides. @param colour  ARGB, `FFB3B3B3` */
export const ruled = (colour: string) => {
  const line = { style: 'thin', color: { argb: colour } } as const;
  return { top: line, left: line, bottom: line, right: line };
};
