// Line icons on a 20 × 20 grid, drawn for this program. Decoration only: a word is always next to them.
const paths = {
  home: 'M3 9.5 10 3.5l7 6M5 8.5V16h10V8.5M8.5 16v-4.5h3V16',
  globe: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14ZM3 10h14M10 3c-4.5 4-4.5 10 0 14M10 3c4.5 4 4.5 10 0 14',
  document: 'M5 3h7l3 3v11H5ZM12 3v3h3M7.5 9.5h5M7.5 12.5h5',
  people: 'M7.5 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3 16c0-5 9-5 9 0M13.5 9.5a2 2 0 1 0-1-3.7M13.5 11.5c2 .2 3.5 1.6 3.5 4.5',
  plane: 'M3 11l14-7-4 13-3.5-5L3 11ZM9.5 12 17 4',
  board: 'M3 4h14v9H3ZM7 17l3-4 3 4M6 10.500l2.500-2.500 2 1.500L14 6.500',
  network:
    'M10 5.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3ZM4.500 16.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3ZM15.500 16.500a1.500 1.500 0 1 0 0-3 1.500 1.500 0 0 0 0 3ZM9.300 5.300 5.300 13.700M10.700 5.300l4 8.400M6 15h8',
  book: 'M10 5C8 3.500 5.500 3.500 3 4v11.500c2.500-.5 5-.5 7 1 2-1.500 4.500-1.500 7-1V4c-2.500-.5-5-.5-7 1ZM10 5v11.500',
  exchange: 'M4 7h12l-3-3M16 13H4l3 3',
  gear: 'M10 12.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM10 3v2M10 15v2M3 10h2M15 10h2M5 5l1.500 1.500M13.500 13.500 15 15M15 5l-1.500 1.500M6.500 13.500 5 15',
  close: 'M5 5l10 10M15 5 5 15',
  search: 'M8.500 14a5.500 5.500 0 1 0 0-11 5.500 5.500 0 0 0 0 11ZM13 13l4 4',
  plus: 'M10 4v12M4 10h12',
  undo: 'M4 8h8a4 4 0 0 1 0 8H8M4 8l3.500-3.500M4 8l3.500 3.500',
  redo: 'M16 8H8a4 4 0 0 0 0 8h4M16 8l-3.500-3.500M16 8l-3.500 3.500',
  filter: 'M3 4h14l-5.500 6.500V16l-3-1.500v-4Z',
  up: 'M10 15V5M6 9l4-4 4 4',
  down: 'M10 5v10M6 11l4 4 4-4',
  trash: 'M4 6h12M8 6V4h4v2M6 6l.7 10h6.600L14 6M8.500 9v4.500M11.500 9v4.500',
  panel: 'M3 4h14v12H3ZM12 4v12',
  export: 'M10 12V3M6.500 6.500 10 3l3.500 3.500M4 11v5h12v-5',
  forward: 'M8 5l5 5-5 5',
  back: 'M12 5l-5 5 5 5',
  calendar: 'M3 5h14v12H3ZM3 9h14M7 3v4M13 3v4',
  unfolded: 'M5 8l5 5 5-5',
  pin: 'M7 3h6l-1 6 2.500 2.500h-9L8 9ZM10 11.500V17',
  import: 'M10 3v9M6.500 8.500 10 12l3.500-3.500M4 11v5h12v-5',
  check: 'M4 10.500l4 4 8-9',
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 20 20"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={paths[name]} />
    </svg>
  );
}
