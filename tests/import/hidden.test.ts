/** Hidden rows and sheets of old and rare workbooks: read, and said. */
import { CFB, read, utils, write } from '@e965/xlsx'
import { expect, it } from 'vitest'
import { drop, only } from './drop.ts'

const HEAD = ['Crime No', 'Offence', 'Committed From', 'Easting', 'Northing']
const rows = (mark: string, at = 0) =>
  Array.from({ length: 12 }, (_, i) => [
    `${mark}${i}`,
    'Burglary - Residential',
    `${i + 13}/03/2026 12:3${i % 10}`,
    459_300 + at + i * 70,
    304_100 + i * 30,
  ])

function book(type: 'biff8' | 'xlml'): Uint8Array<ArrayBuffer> {
  const made = utils.book_new()
  const sheet = utils.aoa_to_sheet([HEAD, ...rows('C')])
  sheet['!rows'] = []
  sheet['!rows'][3] = { hidden: true }
  sheet['!rows'][40] = { hidden: true }
  utils.book_append_sheet(made, utils.aoa_to_sheet([HEAD, ...rows('D', 5000)]), 'Second')
  utils.book_append_sheet(made, sheet, 'March')
  made.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }] }
  return Uint8Array.from(write(made, { type: 'buffer', bookType: type, cellStyles: true }) as Uint8Array)
}

const notesOf = async (name: string, bytes: Uint8Array<ArrayBuffer>) =>
  only(await drop({ [name]: bytes }), 'incidents').report

it('of XML of 2003', async () => {
  const { rows: read, notes } = await notesOf('a.xml', book('xlml'))
  expect(read).toBe(24)
  expect(notes).toContain('The sheet “Second” is hidden in the workbook: its rows were read.')
  expect(notes).toContain('1 row of the sheet “March” is hidden, by hand or by a filter: it was read too.')
})

it('of .xls', async () => {
  // the writer tells hidden sheets and no hidden rows: two records of rows are put behind the last sheet’s size
  const file = CFB.read(book('biff8'), { type: 'buffer' })
  const entry = CFB.find(file, '/Workbook')!
  const old = Uint8Array.from(entry.content as ArrayLike<number>)
  const view = new DataView(old.buffer)
  let at = 0
  let behind = 0
  while (at + 4 <= old.length) {
    const length = view.getUint16(at + 2, true)
    if (view.getUint16(at, true) === 0x200) behind = at + 4 + length
    at += 4 + length
  }
  const record = (row: number) => {
    const bytes = new Uint8Array(20)
    const r = new DataView(bytes.buffer)
    r.setUint16(0, 0x208, true)
    r.setUint16(2, 16, true)
    r.setUint16(4, row, true)
    r.setUint16(8, 5, true)
    r.setUint16(10, 300, true)
    r.setUint16(16, 0x120, true)
    return bytes
  }
  entry.content = Uint8Array.from([
    ...old.subarray(0, behind),
    ...record(3),
    ...record(7),
    ...old.subarray(behind),
  ])
  entry.size = entry.content.length
  const bytes = Uint8Array.from(CFB.write(file, { type: 'array' }) as ArrayLike<number>)
  expect(read(bytes, { cellStyles: true }).SheetNames).toEqual(['Second', 'March'])
  const { rows: n, notes } = await notesOf('a.xls', bytes)
  expect(n).toBe(24)
  expect(notes).toContain('The sheet “Second” is hidden in the workbook: its rows were read.')
  expect(notes).toContain(
    '2 rows of the sheet “March” are hidden, by hand or by a filter: they were read too.',
  )
})

it('of OpenDocument', async () => {
  const cell = (v: string | number) =>
    typeof v === 'number'
      ? `<table:table-cell office:value-type="float" office:value="${v}"><text:p>${v}</text:p></table:table-cell>`
      : `<table:table-cell office:value-type="string"><text:p>${v}</text:p></table:table-cell>`
  const row = (cells: readonly (string | number)[], more = '') =>
    `<table:table-row${more}>${cells.map(cell).join('')}</table:table-row>`
  const xml = `<?xml version="1.0" encoding="UTF-8"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet"><office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet><table:table table:name="March" table:style-name="ta1">${row(HEAD)}${rows(
    'C',
  )
    .map((r, i) =>
      row(r, i === 2 ? ' table:visibility="collapse"' : i > 8 ? ' table:visibility="filter"' : ''),
    )
    .join(
      '',
    )}<table:table-row table:number-rows-repeated="1000" table:visibility="collapse"><table:table-cell/></table:table-row></table:table><table:table table:name="Kept back" table:style-name="ta2">${[HEAD, ...rows('D', 5000)].map((r) => row(r)).join('')}</table:table></office:spreadsheet></office:body></office:document>`
  const { rows: n, notes } = await notesOf('a.fods', new TextEncoder().encode(xml))
  expect(n).toBe(24)
  expect(notes).toContain(
    '4 rows of the sheet “March” are hidden, by hand or by a filter: they were read too.',
  )
  expect(notes).toContain('The sheet “Kept back” is hidden in the workbook: its rows were read.')
})
