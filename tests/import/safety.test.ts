/** Files no extract should be: each ends in a sentence or a sound import, and is never held whole where it is huge. */
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openFiles } from '../../src/import/open.ts'
import { balanced, drop, only } from './drop.ts'

const HEAD = 'Crime No,Offence,Committed From,Easting,Northing,MO\n'
const row = (i: number) =>
  `C${i},Burglary Residential,13/06/2026 18:30,4593${10 + (i % 80)},3042${10 + (i % 70)},window\n`

/** A file of a size that is made only where somebody looks at it. */
class MadeBlob extends Blob {
  asked = 0
  readonly #size: number
  readonly #make: (at: number, n: number) => Uint8Array<ArrayBuffer>

  constructor(size: number, make: (at: number, n: number) => Uint8Array<ArrayBuffer>) {
    super()
    this.#size = size
    this.#make = make
  }
  override get size(): number {
    return this.#size
  }
  override slice(from = 0, to = this.#size): Blob {
    const n = Math.max(0, Math.min(to, this.#size) - from)
    this.asked += n
    return new Blob([this.#make(from, n)])
  }
}

const line = strToU8(row(7))
const head = strToU8(HEAD)
/** A header and equal rows without end. */
const rows = (at: number, n: number) =>
  Uint8Array.from({ length: n }, (_, k) =>
    at + k < head.length ? head[at + k] : line[(at + k - head.length) % line.length],
  )

describe('a file of two gigabytes', () => {
  it('is refused in a sentence before a byte of it is read, when it is larger still', async () => {
    const blob = new MadeBlob(2 * 2 ** 30 + 1, rows)
    const opening = openFiles([{ name: 'huge.csv', blob }])
    let step = await opening.next()
    while (!step.done) step = await opening.next()
    expect(only(step.value, 'declined').sentence).toMatch(/larger than 2 GB.*\.$/)
    expect(blob.asked).toBe(0)
  })

  it('is read piece by piece, never more than a few at a time', async () => {
    const blob = new MadeBlob(2 * 2 ** 30, rows)
    const opening = openFiles([{ name: 'huge.csv', blob }])
    let read = 0
    for (let steps = 0; steps < 8; steps++) {
      const step = await opening.next()
      if (step.done) throw new Error('it cannot be done so soon')
      read = step.value.rows
    }
    expect(read).toBeGreaterThan(10_000)
    expect(blob.asked).toBeLessThan(16 * 2 ** 20)
    await opening.return([])
  })

  it('of nothing but zeros is told by its beginning', async () => {
    const blob = new MadeBlob(2 * 2 ** 30, (_, n) => new Uint8Array(n))
    const opening = openFiles([{ name: 'zeros.csv', blob }])
    let step = await opening.next()
    while (!step.done) step = await opening.next()
    expect(only(step.value, 'declined').sentence).toMatch(/format Cocoon does not know.*\.$/)
    expect(blob.asked).toBeLessThan(2 ** 20)
  })
})

describe('an archive', () => {
  it('within an archive is not unpacked', async () => {
    const bomb = zipSync({ 'a.csv': new Uint8Array(2 ** 24) })
    const zip = zipSync({ 'inner.zip': bomb }) as Uint8Array<ArrayBuffer>
    expect(only(await drop({ 'nested.zip': zip }), 'declined').sentence).toMatch(
      /archive within an archive.*\.$/,
    )
  })

  it('that claims to be a workbook is not unpacked without end', async () => {
    const zip = zipSync(
      {
        'xl/workbook.xml': strToU8('<workbook/>'),
        'xl/worksheets/sheet1.xml': new Uint8Array(140 * 2 ** 20),
      },
      { level: 1 },
    ) as Uint8Array<ArrayBuffer>
    expect(only(await drop({ 'bomb.xlsx': zip }), 'declined').sentence).toMatch(/unpacks to more than.*\.$/)
  })
})

/** A workbook of one sheet with this XML. */
function book(sheet: string): Uint8Array<ArrayBuffer> {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  return zipSync({
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`,
    ),
  }) as Uint8Array<ArrayBuffer>
}
const cells = (r: number, texts: readonly string[]) =>
  `<row r="${r}">${texts.map((t, c) => `<c r="${String.fromCharCode(65 + c)}${r}" t="inlineStr"><is><t>${t}</t></is></c>`).join('')}</row>`

describe('a workbook', () => {
  const table =
    cells(1, HEAD.trim().split(',')) + cells(2, row(1).trim().split(',')) + cells(3, row(2).trim().split(','))

  it('with a million empty rows below its table is read', async () => {
    let sheet = table
    for (let r = 4; r <= 1_000_000; r++) sheet += `<row r="${r}"/>`
    const opened = await drop({ 'empty.xlsx': book(sheet) })
    expect(only(opened, 'incidents').report).toMatchObject({ rows: 2, kept: 2 })
    expect(balanced(opened)).toBe(true)
  })

  it('with a cell in its last corner is refused in a sentence', async () => {
    const far = `<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>`
    expect(only(await drop({ 'far.xlsx': book(table + far) }), 'declined').sentence).toMatch(
      /row 1,048,576 and one at column 16,384.*\.$/,
    )
  })

  it('whose last corner has a look and no value is read', async () => {
    const far = `<row r="1048576"><c r="XFD1048576" s="0"/></row>`
    expect(only(await drop({ 'styled.xlsx': book(table + far) }), 'incidents').report.kept).toBe(2)
  })
})

describe('JSON nested ten thousand deep', () => {
  it('ends in a sentence', async () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000)
    for (const text of [
      deep,
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":${deep}}}]}`,
      '{"type":"Feature","geometry":'.repeat(10_000) + 'null' + '}'.repeat(10_000),
      `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"a":${deep}},"geometry":{"type":"Point","coordinates":[-1,52]}}]}`,
    ]) {
      const opened = await drop({ 'deep.json': text })
      expect(opened.length).toBeGreaterThan(0)
      for (const o of opened) if (o.kind === 'declined') expect(o.sentence).toMatch(/\.$/)
      expect(opened.every((o) => o.kind === 'declined' || o.kind === 'overlay')).toBe(true)
    }
  })
})

describe('a CSV', () => {
  it('with one line of fifty megabytes keeps every other row, and says so', async () => {
    const long = `C9,Burglary Residential,13/06/2026,459310,304210,${'narrative '.repeat(5 * 2 ** 20)}\n`
    const opened = await drop({ 'long.csv': HEAD + row(1) + row(2) + long + row(3) + row(4) })
    const { report, lines, text } = only(opened, 'incidents')
    expect(report).toMatchObject({ rows: 5, kept: 5, leftOut: [] })
    expect([...lines!]).toEqual([2, 3, 4, 5, 6])
    expect(report.notes.join(' ')).toMatch(/Line 4 is longer than two million characters/)
    expect(text.mo.bytes.length).toBeLessThan(2 ** 21 + 100)
    expect(balanced(opened)).toBe(true)
  })

  it('of one line without end is refused in a sentence', async () => {
    const blob = new MadeBlob(2 ** 30, (_, n) => new Uint8Array(n).fill(97))
    const opening = openFiles([{ name: 'line.csv', blob }])
    let step = await opening.next()
    while (!step.done) step = await opening.next()
    expect(only(step.value, 'declined').sentence).toMatch(/\.$/)
    expect(blob.asked).toBeLessThan(16 * 2 ** 20)
  })

  it('with a header of five thousand columns is refused in a sentence', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `column ${i}`).join(',')
    const sentence = only(await drop({ 'wide.csv': `${names}\n${','.repeat(4999)}\n` }), 'declined').sentence
    expect(sentence).toMatch(/more than 1000 columns.*\.$/)
  })
})
