/** Coordinates written as whole millionths or ten-millionths of a degree: 52634512, −1133421. */
import { medianOf } from '../../core/base/quantile.ts'
import { inBritain } from '../../core/geometry/plane.ts'
import { normaliseHeader } from './aliases.ts'
import { columnsByHeader } from './columns.ts'
import type { RawTable } from '../rows/table.ts'

const PARTS = [1e6, 1e7] as const
/** Share of the rows with coordinates that must be so. */
const SHARE = 0.8
/** Rows looked at. */
const SAMPLE = 500
/** No metres of a plane go so far from nought: Web Mercator ends at 20,037,508. */
const BEYOND_METRES = 20_050_000

/** How the numbers of two columns become degrees. */
export interface DegreeParts {
  readonly columns: readonly [number, number]
  /** 1,000,000 or 10,000,000 */
  readonly by: number
}

const WHOLE = /^[-+]?\d{4,10}$/

/** What a header says of its parts: "latitudeE7", "Lon (microdegrees)". */
const saidIn = (header: string): number | undefined =>
  /\be ?7\b|ten.?millionth/.test(header)
    ? 1e7
    : /\be ?6\b|micro ?deg|millionth/.test(header)
      ? 1e6
      : undefined

/** The parts of a degree that a table's coordinates are written in; undefined where they are not, or it cannot be told. */
export function degreeParts(table: RawTable): DegreeParts | undefined {
  const { lng, lat, x, y } = columnsByHeader(table)
  const at = lng !== undefined && lat !== undefined ? [lng, lat] : [x, y]
  const [across, up] = at
  if (across === undefined || up === undefined) return undefined
  const columns = [across, up] as const
  const filled = table.sample
    .slice(0, SAMPLE)
    .map((row) => columns.map((c) => (row[c] ?? '').trim()))
    .filter(([a, b]) => a !== '' && b !== '' && (+a !== 0 || +b !== 0))
  const whole = filled.filter((pair) => pair.every((v) => WHOLE.test(v))).map((pair) => pair.map(Number))
  if (whole.length === 0 || whole.length < filled.length * SHARE) return undefined
  const most = (test: (a: number, b: number) => boolean) =>
    whole.filter(([a, b]) => test(a, b)).length > whole.length * SHARE
  const ours = PARTS.find((by) => most((a, b) => inBritain(a / by, b / by) || inBritain(b / by, a / by)))
  if (ours !== undefined) return { columns, by: ours }
  if (across !== lng) return undefined
  const fits = (by: number) => most((a, b) => Math.abs(a) <= 180 * by && Math.abs(b) <= 90 * by)
  const said = saidIn(normaliseHeader(columns.map((c) => table.header[c]).join(' ')))
  if (said !== undefined) return fits(said) ? { columns, by: said } : undefined
  const size = medianOf(whole.map(([a, b]) => Math.max(Math.abs(a), Math.abs(b))))
  const by = size > BEYOND_METRES ? PARTS.find(fits) : undefined
  return by === undefined ? undefined : { columns, by }
}

/** A cell in degrees; as it is where it is no whole number. */
export const inDegrees = (cell: string, by: number): string =>
  /^\s*[-+]?\d+\s*$/.test(cell) ? String(+cell / by) : cell

/** What is said of them. */
export const partsNote = ({ columns: [a, b], by }: DegreeParts, header: readonly string[]): string =>
  `“${header[a]}” and “${header[b]}” are whole ${by === 1e6 ? 'millionths' : 'ten-millionths'} of a degree: they were divided by ${by.toLocaleString('en-GB')}.`
