/** The reference points: 600 incidents on whole coordinates, with ties on every edge. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../golden')

/** A golden figure. */
export const golden = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))

/** x, y in metres and the day of each of edge_lattice.csv. */
export function edgeLattice() {
  const rows = readFileSync(join(folder, 'edge_lattice.csv'), 'utf8').trim().split('\n').slice(1)
  const at = rows.map((r) => r.split(','))
  return {
    x: Float64Array.from(at, (r) => +r[1]),
    y: Float64Array.from(at, (r) => +r[2]),
    day: Int32Array.from(at, (r) => +r[4]),
  }
}
