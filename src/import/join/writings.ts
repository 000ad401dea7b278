/** How finely two tables write their places: one crime written in metres, in degrees and by the letters of a square lies apart by that much. */
import type { Incidents } from '../../core/table/incidents.ts'
import type { Side } from './join.ts'

/** Rows looked at, of the whole table: its oldest may be written otherwise, and those of a file that was added are. */
const SAMPLE = 500
/** Metres of a degree from south to north. */
const DEGREE_M = 111_320
/** Steps of metres on a grid, and of the decimals of degrees, the coarsest first. */
const STEPS = [1000, 100, 10, 1]
const DECIMALS = [2, 3, 4, 5, 6].map((d) => DEGREE_M / 10 ** d)
/** Finer than this is as good as exact: more is not known of a door. */
const EXACT_M = 2
/** Two ways from degrees to the National Grid part by so much. */
const WAYS_M = 6
/** Half the diagonal of a square, in sides. */
const HALF = Math.SQRT1_2

/** Fewer different numbers may be round by chance. */
const ENOUGH = 5

/** Whether all of some numbers are whole steps, or half a step beyond, as the middles of squares are. */
const inSteps = (v: Float64Array, step: number, blur: number): boolean =>
  [0, 0.5].some((middle) =>
    v.every((a) => {
      const k = a / step - middle
      return Math.abs(k - Math.round(k)) < blur
    }),
  )

interface Writing {
  /** side of the squares in which places are written, metres, 0 = none is seen */
  readonly step: number
  readonly how: string
}

/** How a table writes its places. Of few places no step is seen but that of the `other` table. */
function writingOf({ incidents: t, report }: Side, other?: Writing): Writing {
  const told = (field: string) => report.columns.some((c) => c.field === field)
  const each = Math.ceil(t.n / SAMPLE)
  const [x, y, lng, lat] = [t.x, t.y, t.lng, t.lat].map((v) => v.filter((_, i) => i % each === 0))
  const few = [x, y].some((v) => new Set(v).size < ENOUGH)
  const tried = (steps: number[]) => (few ? steps.filter((step) => step === other?.step) : steps)
  const metres = [...tried(STEPS), 1].find((m) => [x, y].every((v) => inSteps(v, m, 0.001)))
  // grid references are cut where metres are rounded, and stand for the middles of squares
  if (metres !== undefined) return { step: metres, how: told('gridRef') ? 'letters' : 'metres' }
  const digits = tried(DECIMALS).find((d) => [lng, lat].every((v) => inSteps(v, d / DEGREE_M, 0.01)))
  const how = digits !== undefined || told('lng') ? 'degrees' : 'decimals'
  return { step: digits ?? 0, how }
}

/** How two tables differ in the writing of their places. */
export interface Writings {
  /** metres by which one crime may lie apart in the two; 0 = they write alike, and equal places are equal */
  readonly room: number
  /** the later one tells places more exactly */
  readonly finer: boolean
}

/** Compares the writing of a loaded table with that of a later one, each on the plane it came on. Snap points are no places of crimes. */
export function writingsOf(base: Side, added: Side): Writings {
  const b = writingOf(added, writingOf(base))
  const a = writingOf(base, b)
  const alike = a.how === b.how && a.step === b.step
  if (alike || base.incidents.source !== 'exact') return { room: 0, finer: false }
  return {
    room: HALF * (a.step + b.step) + (a.how === b.how ? 1 : WAYS_M),
    finer: a.step > EXACT_M && b.step < a.step / 2,
  }
}

type Points = Pick<Incidents, 'x' | 'y'>

/** Whether row i of the loaded table and row j of the later one may lie at one place. */
export const nearIn = ({ room }: Writings, s: Points, t: Points, i: number, j: number): boolean =>
  Math.hypot(s.x[i] - t.x[j], s.y[i] - t.y[j]) <= room

/** Cells in which the place of an added row is looked for: those at the corners of the room around it. */
export const looksOf = ({ room }: Writings): number => (room > 0 ? 4 : 1)

/** The cell of a place: of a loaded row its own, of an added one that at a corner of the room around it. */
export function cellOf({ room }: Writings, x: number, y: number, corner?: number): readonly [number, number] {
  if (room === 0) return [Math.round(x * 10), Math.round(y * 10)]
  const [dx, dy] = corner === undefined ? [0, 0] : [corner & 1 ? room : -room, corner & 2 ? room : -room]
  return [Math.floor((x + dx) / (4 * room)), Math.floor((y + dy) / (4 * room))]
}

/** Whether the place of loaded row i stands against that of row j: another writing of it that is no more exact corrects nothing. */
export const placeStands = (w: Writings, s: Points, t: Points, i: number, j: number): boolean =>
  w.room > 0 && !w.finer && nearIn(w, s, t, i, j)
