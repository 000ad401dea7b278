import { allBytes, textOf } from '../../src/import/formats/bytes.ts'
import { refused, type Format } from '../../src/import/formats/format.ts'
import { memoryTable } from '../../src/import/rows/table.ts'

const refusal = { sentence: 'is a damaged MINE file. Export it again, or as CSV.' }
const MAX_BYTES = 64 * 2 ** 20

export const mine: Format = {
  kind: 'mine',
  sniff: ({ magic }) => magic.startsWith('MINE'), // by content, never by name
  refusal,
  async open({ name, bytes }) {
    const text = textOf(await allBytes(bytes, MAX_BYTES))
    const [, ...lines] = text.trimEnd().split(/\r?\n/)
    const [header, ...rows] = lines.map((line) => line.split(';'))
    if (!header) throw refused(name, refusal) // whatever else is thrown is told so, too
    return { tables: [memoryTable(name, 'MINE', header, rows, { firstLine: 3 })] }
  },
}
