/** The icon set: 16 px, one stroke weight, drawn in the colour of the text beside it. */

const PATHS = {
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10ZM10.7 10.7 14 14',
  close: 'M4 4l8 8M12 4l-8 8',
  check: 'M3 8.5 6.5 12 13 4.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  left: 'M10 4 6 8l4 4',
  right: 'M6 4l4 4-4 4',
  sort: 'M5 6.5 8 3.5l3 3M5 9.5l3 3 3-3',
  more: 'M3 8.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1ZM8 8.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1ZM13 8.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1Z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  undo: 'M5.5 3 2.5 6l3 3M2.5 6H9a4 4 0 0 1 0 8H6',
  redo: 'M10.5 3l3 3-3 3M13.5 6H7a4 4 0 0 0 0 8h3',
  copy: 'M6 6h7.5v7.5H6zM10 3.5V2.5H2.5V10h1',
  download: 'M8 2.5v7.5M4.5 7 8 10.5 11.5 7M2.5 13.5h11',
  upload: 'M8 10.5V3M4.5 6 8 2.5 11.5 6M2.5 13.5h11',
  print: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  columns: 'M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10',
  settings:
    'M2.5 5h6M12 5h1.5M2.5 11H4M7.5 11h6M10.2 6.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM5.8 12.7a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4Z',
  filter: 'M2 3.5h12L9.5 8.7v4.8l-3-1.5V8.7z',
  layers: 'M8 2 14 5.2 8 8.4 2 5.2zM2 8.3l6 3.2 6-3.2M2 11l6 3.2L14 11',
  info: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 7.3V11M8 5h.01',
  warning: 'M8 2.2 14.6 13.6H1.4zM8 6.6v3.2M8 11.7h.01',
  error: 'M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.6M8 11h.01',
  good: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM5.3 8.2l2 2 3.4-4',
  play: 'M4.5 2.8v10.4L13 8z',
  pause: 'M5 3v10M11 3v10',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2v3M10.5 2v3',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.7V8l2.3 1.6',
  home: 'M2.5 7.5 8 2.7l5.5 4.8M4 6.5v7h8v-7M6.7 13.5V9.7h2.6v3.8',
  map: 'M2 4l4-1.5 4 1.5 4-1.5v9.5L10 13.5 6 12 2 13.5zM6 2.5V12M10 4v9.5',
  pin: 'M8 14.2S3.3 9.7 3.3 6.5a4.7 4.7 0 0 1 9.4 0C12.7 9.7 8 14.2 8 14.2ZM8 8.1a1.6 1.6 0 1 0 0-3.2 1.6 1.6 0 0 0 0 3.2Z',
  target: 'M8 12.8a4.8 4.8 0 1 0 0-9.6 4.8 4.8 0 0 0 0 9.6ZM8 1v3.6M8 11.4V15M1 8h3.6M11.4 8H15',
  chart: 'M2.5 2.5v11h11M5.5 11V8M8.5 11V4.5M11.5 11V6.5',
  table: 'M2.5 3h11v10h-11zM2.5 6.3h11M2.5 9.7h11M6.5 3v10',
  list: 'M5.5 4.5h8M5.5 8h8M5.5 11.5h8M2.5 4.5h.01M2.5 8h.01M2.5 11.5h.01',
  file: 'M3.5 2h6l3 3v9h-9zM9.5 2v3h3',
  folder: 'M2 4h4.5L8 5.5h6V13H2z',
  save: 'M2.5 2.5h8.7l2.3 2.3v8.7h-11zM5 2.5v3.2h5V2.5M4.8 13.5V9h6.4v4.5',
  link: 'M6.7 9.3l2.6-2.6M7.2 4.8l1.9-1.9a2.8 2.8 0 0 1 4 4l-1.9 1.9M8.8 11.2l-1.9 1.9a2.8 2.8 0 0 1-4-4l1.9-1.9',
  eye: 'M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  'eye-off':
    'M2 2l12 12M6.2 4a6.5 6.5 0 0 1 1.8-.3c4 0 6.5 4.3 6.5 4.3a11 11 0 0 1-1.9 2.3M3.9 5.3A11 11 0 0 0 1.5 8S4 12.3 8 12.3c1 0 2-.3 2.8-.7M6.6 6.6a2 2 0 0 0 2.8 2.8',
  edit: 'M2.5 13.5l.7-3L10.7 3l2.3 2.3-7.5 7.5z',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.2 4.5l.6 9h6.4l.6-9M6.8 7v4M9.2 7v4',
  polygon: 'M3 5l6-2.5L13.5 8 10 13.5 3.5 12z',
  lasso:
    'M6 11.2C3.5 10.6 2 9 2 7c0-2.5 2.7-4.5 6-4.5S14 4.5 14 7s-2.7 4.5-6 4.5c-.6 0-1.3-.1-2-.3Zm0 0a1.5 1.5 0 1 0-1.6 1.5c.2 1-.4 1.8-1.4 1.8',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  people:
    'M6 7.5A2.4 2.4 0 1 0 6 2.7a2.4 2.4 0 0 0 0 4.8ZM1.5 13.3c0-2.2 2-3.8 4.5-3.8s4.5 1.6 4.5 3.8M10.7 7.3a2.2 2.2 0 0 0 0-4.3M12.3 9.8c1.3.6 2.2 1.8 2.2 3.5',
  route:
    'M4 13.5a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM12 5.9a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM5.7 11.8h4.8a2 2 0 0 0 0-4H5.5a2 2 0 0 1 0-4h4.8',
  sun: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6ZM8 1.5v1.5M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1',
  moon: 'M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2Z',
  pattern:
    'M3.5 12.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM7 5.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM12.5 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3ZM9 14a1.3 1.3 0 1 0 0-2.6 1.3 1.3 0 0 0 0 2.6ZM4.2 9.7 6.3 5.3M8.2 4.9l3.1 2.2M5 11.4l2.8 1',
  fit: 'M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10',
  scales: 'M8 2v12M5 14h6M3 4.5h10M3 4.5 1 9.5h4zM13 4.5l-2 5h4z',
  keep: 'M5.5 2h5M6.2 2v4.5L4 9h8L9.8 6.5V2M8 9v5',
  wide: 'M4 4l4 4-4 4M8.5 4l4 4-4 4',
  keyboard: 'M1.5 4h13v8h-13zM4 6.5h.01M6.7 6.5h.01M9.3 6.5h.01M12 6.5h.01M5 9.5h6',
} as const

/** Names of the icons there are. */
export type IconName = keyof typeof PATHS

/** Every icon's name, for the gallery. */
export const ICON_NAMES = Object.keys(PATHS) as IconName[]

/** An icon beside words; hidden from a screen reader, so the words must say it all. `size` in px. */
export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      className="u-icon"
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  )
}
