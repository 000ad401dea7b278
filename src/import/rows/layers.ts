/** Layers of one file that hold incidents: one is read, the others are offered, for they may hold the same crimes. */
import { countOf } from '../../core/base/words.ts'
import type { RawTable } from './table.ts'

/** More rows than this are not compared. */
const MOST = 200_000
/** Columns that differ between two copies of a row: numbers of the file's own, and places in another system. */
const OWN =
  /^(fid|ogc_fid|objectid|gid|id|x|y|lon|lat|long|longitude|latitude|easting|northing|property .*)$/i

/** The layer's own name: what follows the file's. */
export const layerName = (table: RawTable): string => table.name.split(' › ').at(-1)!

const rowsOf = (table: RawTable): number => table.rows ?? table.sample.length

/**
 * The layer to read, by its name or else the one with the most rows, told of the others in its notes.
 * `tables` are two or more.
 */
export async function chooseLayer(
  tables: readonly RawTable[],
  wanted: string | undefined,
): Promise<RawTable> {
  const largest = [...tables].sort((a, b) => rowsOf(b) - rowsOf(a))[0]
  const chosen = tables.find((t) => layerName(t) === wanted) ?? largest
  const notes: string[] = []
  for (const other of tables) {
    if (other === chosen) continue
    const twice = await commonRows(chosen, other)
    const both =
      twice > 0 ? `, of which ${countOf(twice, 'row')} ${twice === 1 ? 'stands' : 'stand'} in both` : ''
    notes.push(
      `The file has another layer, “${layerName(other)}”, with ${countOf(rowsOf(other), 'row')}${both}: it was not read. Choose it to read it instead of “${layerName(chosen)}”.`,
    )
  }
  return {
    ...chosen,
    notes: [...notes, ...chosen.notes],
    layers: tables.map((t) => ({ name: layerName(t), rows: rowsOf(t), read: t === chosen })),
  }
}

/** How many rows of one table stand in another, by what their columns of one name hold. */
async function commonRows(a: RawTable, b: RawTable): Promise<number> {
  const names = a.header.filter((h) => b.header.includes(h) && !OWN.test(h))
  if (names.length === 0 || rowsOf(a) > MOST || rowsOf(b) > MOST) return 0
  const keys = async function* (t: RawTable) {
    const at = names.map((n) => t.header.indexOf(n))
    for await (const batch of t.batches())
      for (let i = 0; i < batch.n; i++) {
        const row = batch.at(i).row()
        yield at.map((c) => row[c]).join('\u0001')
      }
  }
  const seen = new Set<string>()
  for await (const k of keys(a)) seen.add(k)
  let n = 0
  for await (const k of keys(b)) if (seen.has(k)) n++
  return n
}
