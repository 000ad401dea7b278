/** Counts of the near-repeat test that an engine made, taken back in: its table, and its pairs to shuffle their dates. */
import { basename } from 'node:path'
import { type Bands, bandLabel } from '../core/base/bands.ts'
import { drain } from '../core/base/drain.ts'
import { parseIsoDay } from '../core/base/time.ts'
import { countOf } from '../core/base/words.ts'
import { countPairs, type PartCounts } from '../core/near/knoxParts.ts'
import { recognise } from '../import/formats/recognise.ts'
import type { Cells } from '../import/rows/cells.ts'
import { type Call, Unfit, Usage } from './command.ts'
import { fileOf } from './open.ts'

/** What is read, and how it is banded and shuffled. */
export interface TableWish {
  readonly table: string
  readonly pairs?: string
  readonly days?: string
  readonly space: Bands
  readonly time: Bands
  readonly permutations: number
  readonly seed: number
}

/** Calls back with each row of a file, its cells in the order of the columns asked for. Throws `Unfit`. */
async function eachRow(
  path: string,
  columns: readonly string[],
  take: (cells: Cells, at: readonly number[], line: number) => void,
): Promise<void> {
  const { name, blob } = await fileOf(path)
  const { tables = [] } = await recognise(name, blob, 0)
  const [table] = tables
  if (!table) throw new Unfit(`${name} is no table; columns ${columns.join(', ')} were expected.`)
  const header = table.header.map((h) => h.toLowerCase())
  const at = columns.map((c) => header.indexOf(c))
  const missing = columns.filter((_, i) => at[i] < 0)
  if (missing.length > 0)
    throw new Unfit(
      `${name} has no column ${missing.join(', ')}; ${columns.join(', ')} were expected, as “cocoon sql” names them.`,
    )
  for await (const batch of table.batches())
    for (let i = 0; i < batch.n; i++) take(batch.at(i), at, batch.line(i))
}

/** A whole number of a cell, from 0 to below `end`. Throws `Unfit`. */
function wholeOf(cells: Cells, column: number, end: number, where: string, what: string): number {
  const v = cells.number(column, false)
  if (!Number.isInteger(v) || v < 0 || v >= end)
    throw new Unfit(
      `${where}: ${what} is “${cells.text(column)}”; a whole number from 0${end < Infinity ? ` to ${end - 1}` : ''} was expected.`,
    )
  return v
}

/** The table of an engine: pairs by band of distance and band of days, row-major; cells it does not name are 0. */
async function observedOf({ table, space, time }: TableWish): Promise<Float64Array> {
  const [nS, nT] = [space.edges.length - 1, time.edges.length - 1]
  const observed = new Float64Array(nS * nT)
  const seen = new Uint8Array(nS * nT)
  await eachRow(table, ['sb', 'tb', 'n'], (cells, [sb, tb, n], line) => {
    const where = `${basename(table)}, line ${line}`
    const cell = wholeOf(cells, sb, nS, where, 'sb') * nT + wholeOf(cells, tb, nT, where, 'tb')
    if (seen[cell]++) throw new Unfit(`${where}: this cell of the table stands there twice.`)
    observed[cell] = wholeOf(cells, n, Infinity, where, 'n')
  })
  return observed
}

/** Days of every incident, also of those without a neighbour: all dates are shuffled. */
async function daysOf(path: string): Promise<{ index: Map<string, number>; days: Int32Array }> {
  const index = new Map<string, number>()
  const days: number[] = []
  await eachRow(path, ['id', 'd'], (cells, [id, d], line) => {
    const text = cells.text(d)
    const day = /^-?\d+$/.test(text) ? Number(text) : parseIsoDay(text)
    if (!Number.isInteger(day) || Math.abs(day) > 1e6)
      throw new Unfit(
        `${basename(path)}, line ${line}: d is “${text}”; whole days since 1970-01-01 were expected.`,
      )
    if (index.has(cells.text(id)))
      throw new Unfit(`${basename(path)}, line ${line}: the id “${cells.text(id)}” stands there twice.`)
    index.set(cells.text(id), days.push(day) - 1)
  })
  return { index, days: Int32Array.from(days) }
}

/** Pairs of an engine as places among the days, each once. */
async function pairsOf(path: string, index: ReadonlyMap<string, number>, nS: number) {
  const [a, b, band]: number[][] = [[], [], []]
  await eachRow(path, ['a', 'b', 'sb'], (cells, at, line) => {
    const where = `${basename(path)}, line ${line}`
    const [i, j] = at.slice(0, 2).map((c) => index.get(cells.text(c)))
    if (i === undefined || j === undefined || i === j)
      throw new Unfit(
        `${where}: ${cells.text(at[0])} and ${cells.text(at[1])} are no two ids of the table of days.`,
      )
    a.push(Math.min(i, j))
    b.push(Math.max(i, j))
    band.push(wholeOf(cells, at[2], nS, where, 'sb'))
  })
  const keys = Float64Array.from(a, (v, k) => v * index.size + b[k]).sort()
  if (keys.some((v, k) => v === keys[k + 1]))
    throw new Unfit(`${basename(path)}: a pair stands there twice; each was expected once.`)
  return { n: a.length, a: Uint32Array.from(a), b: Uint32Array.from(b), band: Uint8Array.from(band) }
}

/** The table as it is, and beside its shuffles where the pairs are there too. Throws `Usage` and `Unfit`. */
export async function countTable(
  call: Call,
  wish: TableWish,
): Promise<{ observed: Float64Array; counts?: PartCounts }> {
  if ((wish.pairs === undefined) !== (wish.days === undefined))
    throw new Usage(
      '--pairs and --days belong together: the pairs, and the table of id and d they were made from.',
    )
  if (call.files.length > 0) throw new Usage('--table takes no other file.')
  const observed = await observedOf(wish)
  if (wish.pairs === undefined || wish.days === undefined) return { observed }
  const [nS, nT] = [wish.space.edges.length - 1, wish.time.edges.length - 1]
  const { index, days } = await daysOf(wish.days)
  const list = await pairsOf(wish.pairs, index, nS)
  call.say(`${countOf(days.length, 'incident')}, ${countOf(list.n, 'pair')} within reach at any time.`)
  const inside = new Float64Array(nS)
  for (const s of list.band) inside[s]++
  const counts = drain(countPairs({ name: '', days }, list, inside, wish))
  const off = observed.findIndex((v, c) => v !== counts.observed[c])
  if (off >= 0) {
    const [s, t] = [Math.floor(off / nT), off % nT]
    throw new Unfit(
      `The table has ${countOf(observed[off], 'pair')} of ${bandLabel(wish.space, s)} m and ${bandLabel(wish.time, t)} days, the list of pairs ${counts.observed[off]}: they are not of one run, or were banded by other edges. Run both queries again with the same flags.`,
    )
  }
  return { observed, counts }
}
