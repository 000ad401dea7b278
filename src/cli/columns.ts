/** Small tables of numbers for the commands that take one: named columns of a CSV, every cell accounted for. */
import { textOf } from '../import/formats/bytes.ts'
import { csvRows } from '../import/formats/csv.ts'
import { Unfit } from './command.ts'
import { bytesOf } from './open.ts'

/** What must stand in a column. */
export type CellKind = 'count' | 'flag' | 'number' | 'positive' | 'label'

/** Columns by name; labels as numbers 0, 1, 2 … in their natural order, with their names. */
export interface Columns {
  readonly n: number
  readonly values: Readonly<Record<string, Float64Array>>
  /** names of the labels of a column of kind label */
  readonly labels: Readonly<Record<string, readonly string[]>>
  readonly has: (name: string) => boolean
}

const EXPECTED: Record<Exclude<CellKind, 'label'>, string> = {
  count: 'a whole number, 0 or more',
  flag: '0 or 1',
  number: 'a number',
  positive: 'a number above 0',
}

function valueOf(text: string, kind: Exclude<CellKind, 'label'>): number | undefined {
  const v = text === '' ? NaN : Number(text)
  if (!Number.isFinite(v)) return undefined
  if (kind === 'count' && !(Number.isInteger(v) && v >= 0)) return undefined
  if (kind === 'flag' && v !== 0 && v !== 1) return undefined
  if (kind === 'positive' && !(v > 0)) return undefined
  return v
}

/**
 * Reads a CSV with a header. Columns of `wanted` must be there, those of `optional` may. Throws `Unfit` with the
 * line and what was expected where a column is missing or a cell cannot be taken: nothing is left out unseen.
 */
export async function readColumns(
  path: string,
  wanted: Readonly<Record<string, CellKind>>,
  optional: Readonly<Record<string, CellKind>> = {},
): Promise<Columns> {
  const text = textOf(await bytesOf(path))
  const rows = csvRows(text.replace(/\s+$/, ''))
  const header = (rows[0] ?? []).map((h) => h.trim().toLowerCase())
  const missing = Object.keys(wanted).filter((c) => !header.includes(c))
  if (missing.length)
    throw new Unfit(
      `${path} has no column ${missing.join(', ')}; a CSV with the columns ${[...Object.keys(wanted)].join(', ')} was expected. Its columns are ${header.filter(Boolean).join(', ') || 'none'}.`,
    )
  const body = rows
    .slice(1)
    .map((r, i) => [i + 2, r] as const)
    .filter(([, r]) => r.some((c) => c.trim() !== ''))
  if (body.length === 0) throw new Unfit(`${path} has a header but no rows.`)
  const kinds = { ...optional, ...wanted }
  const values: Record<string, Float64Array> = {}
  const labels: Record<string, readonly string[]> = {}
  for (const [name, kind] of Object.entries(kinds)) {
    const at = header.indexOf(name)
    if (at < 0) continue
    const cells = body.map(([line, r]) => {
      const cell = (r[at] ?? '').trim()
      if (kind === 'label' ? cell === '' : valueOf(cell, kind) === undefined)
        throw new Unfit(
          `${path}, line ${line}: ${name} is ${cell === '' ? 'empty' : `"${cell}"`}; ${kind === 'label' ? 'a name or number' : EXPECTED[kind]} was expected.`,
        )
      return cell
    })
    if (kind === 'label') {
      const names = [...new Set(cells)].sort((a, b) => a.localeCompare(b, 'en-GB', { numeric: true }))
      const number = new Map(names.map((v, k) => [v, k]))
      labels[name] = names
      values[name] = Float64Array.from(cells, (c) => number.get(c)!)
    } else values[name] = Float64Array.from(cells, (c) => valueOf(c, kind)!)
  }
  return { n: body.length, values, labels, has: (name) => name in values }
}
