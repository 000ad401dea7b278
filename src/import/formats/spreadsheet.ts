/** Old and odd workbooks: known by how they begin; what reads them is fetched when one comes. */
import type { Format, Head } from './format.ts'
import { SPREADSHEET } from './refusals.ts'

type Kind = readonly [words: string, is: (head: Head) => boolean]

// the bubbles of KML and GPX hold tables too
const isWebTable = ({ text }: Head) =>
  /^<(html|table|!doctype html|!--|meta|head|style|div|\?xml)/i.test(text) &&
  /<table[\s>]/i.test(text) &&
  !/<(\w+:)?(kml|gpx)[\s>]/i.test(text)

const KINDS: readonly Kind[] = [
  ['Excel workbook, .xls', ({ magic }) => magic.startsWith('\xd0\xcf\x11\xe0')],
  ['Excel workbook, .xls', ({ bytes }) => isBareBiff(bytes)],
  [
    'Excel workbook, XML',
    ({ text }) =>
      text.startsWith('<') &&
      text.includes('urn:schemas-microsoft-com:office:spreadsheet') &&
      /<(\w+:)?Workbook/.test(text),
  ],
  [
    'OpenDocument',
    ({ text }) =>
      text.startsWith('<') &&
      /<office:document[\s>]/.test(text) &&
      /office:spreadsheet|opendocument\.spreadsheet/.test(text),
  ],
  [
    'OpenDocument',
    ({ directory }) => directory.includes('content.xml') && directory.includes('META-INF/manifest.xml'),
  ],
  ['web table', isWebTable],
]

/** The first record of a workbook that lies bare, as Excel wrote it before 1993. */
function isBareBiff(b: Uint8Array): boolean {
  return b[0] === 9 && [0, 2, 4, 8].includes(b[1]) && b[2] >= 4 && b[2] <= 16 && b[3] === 0
}

const kindOf = (head: Head): string | undefined => KINDS.find(([, is]) => is(head))?.[0]

export const spreadsheet: Format = {
  kind: 'spreadsheet',
  sniff: (head) => kindOf(head) !== undefined,
  refusal: SPREADSHEET,
  open: async (asked) => {
    const { openSpreadsheet } = await import('./spreadsheetRead.ts')
    return openSpreadsheet(asked, kindOf(asked.head)!)
  },
}
