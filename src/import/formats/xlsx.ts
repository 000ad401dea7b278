/** Excel workbooks: known by a name in the archive; what reads them is fetched when one comes. */
import type { Format } from './format.ts'
import { XLSX } from './refusals.ts'

export const xlsx: Format = {
  kind: 'xlsx',
  sniff: ({ directory }) => directory.includes('xl/workbook.xml'),
  refusal: XLSX,
  open: async ({ name, bytes, blob }) => {
    const { openXlsx } = await import('./xlsxRead.ts')
    return { tables: await openXlsx(name, bytes.blob ?? blob) }
  },
}
