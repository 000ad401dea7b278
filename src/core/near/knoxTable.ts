/** The Knox table as it is shown, printed and exported, and the two figures its sentences speak of. */
import { type Bands, type Closed, notation } from '../base/bands.ts'
import type { OffenceId } from '../base/offences.ts'
import type { TimeAnchor } from '../base/time.ts'
import type { ResultBase } from '../table/method.ts'
import type { KnoxCounts } from './knox.ts'
import { type Block, type BlockFigures, FEWEST_PAIRS, figuresOf, intervalOf } from './knoxBlock.ts'
import { type CellCounts, type Cells, cellsOf } from './knoxCells.ts'
import { limitsOf } from './knoxLimits.ts'
import type { Metric } from './pairs.ts'

/** A ratio this large is worth saying, when it is also significant. */
export const LARGE = 1.2
/** A p this small is called significant. */
export const SIGNIFICANT = 0.05

/** Upper edge, in metres, of a band that means "the same place". */
export const SAME_PLACE = 1

/** What one sentence says: how much likelier than chance, how far and how long. */
export interface Pattern extends BlockFigures {
  /**
   * a pattern to speak of: large, significant (of the two sentences by Holm's rule), and so for the whole block, with
   * five pairs or more and an interval above 1
   */
  readonly found: boolean
  /** upper edges of the block's last bands */
  readonly metres: number
  readonly days: number
  /** 95% interval of the ratio over stretches of weeks; absent of fewer than five pairs and where the period is too short for one */
  readonly interval?: readonly [low: number, high: number]
}

/** The same blocks with the dates shuffled only within stretches of time, within squares, or by the homes there were. */
export interface Diagnostic {
  readonly within: 'season' | 'area' | 'homes'
  /** days of a stretch, or metres of a square's side */
  readonly size: number
  readonly sameHome: BlockFigures
  readonly neighbours: BlockFigures
}

/** The two blocks with another moment standing for the incidents. */
export interface Anchored {
  readonly anchor: TimeAnchor
  readonly sameHome: BlockFigures
  readonly neighbours: BlockFigures
}

/** What was counted, permutations by permutations: parts of a cut run are put together by it. */
export interface KnoxRuns {
  /** every incident; pairs of doubles and of windows longer than a band are kept apart */
  readonly all: KnoxCounts
  readonly season?: { readonly size: number; readonly counts: KnoxCounts }
  readonly area?: { readonly size: number; readonly counts: KnoxCounts }
  readonly homes?: { readonly size: number; readonly counts: KnoxCounts }
  readonly anchors?: readonly { readonly anchor: TimeAnchor; readonly counts: KnoxCounts }[]
}

/** How a table was made. */
export interface KnoxSetting {
  readonly space: Bands
  readonly time: Bands
  readonly metric: Metric
  readonly seed: number
  readonly offences: readonly OffenceId[]
  /** pairs on one day count in the sentences */
  readonly sameDay: boolean
  /** rows that look entered twice, and rows whose window is longer than the first band of days */
  readonly doubles: number
  readonly long: number
}

/** Cells are row-major: cell = spatial band · temporal bands + temporal band. Those of the table itself hold every incident. */
export interface KnoxTable extends ResultBase, Cells {
  readonly n: number
  readonly metric: Metric
  readonly closed: Closed
  /** the band convention in words */
  readonly notation: string
  /** edges: metres, days */
  readonly space: readonly number[]
  readonly time: readonly number[]
  /** kinds of offence among the incidents */
  readonly offences: readonly OffenceId[]
  readonly permutations: number
  readonly seed: number
  readonly spacePairs: Float64Array
  readonly timePairs: Float64Array
  /** pairs on one day per spatial band; absent where the first band of days does not begin with 0 or holds nothing else */
  readonly dayZero?: Cells
  /** what is shown: day 0 a column of its own, or left out, and without `doubles` and `long` */
  readonly shown: Cells & { readonly n: number; readonly columns: readonly ShownColumn[] }
  readonly sameDay: boolean
  readonly doubles: number
  readonly long: number
  readonly sameHome: Pattern
  readonly neighbours: Pattern
  /** both with doubles and long windows in; absent where there are none */
  readonly withAll?: { readonly sameHome: BlockFigures; readonly neighbours: BlockFigures }
  readonly diagnostics: readonly Diagnostic[]
  readonly anchors: readonly Anchored[]
  readonly runs: KnoxRuns
}

/** A column of what is shown: days apart from … to, or the band of the table it is. */
export interface ShownColumn {
  /** 0 = day 0; 'rest' = the first band without it; else the band's number */
  readonly band: number | 'zero' | 'rest'
}

/** Whether a cell is both significant and large. */
export const notable = (t: Pick<Cells, 'p' | 'ratio'>, cell: number): boolean =>
  t.p[cell] <= SIGNIFICANT && t.ratio[cell] >= LARGE

/** Fine columns of a band. */
const columnsOf = (split: boolean, band: number): number[] =>
  split ? (band === 0 ? [0, 1] : [band + 1]) : [band]

/** Puts counts into a table. `notes` are the choices made before counting. */
export function knoxTable(runs: KnoxRuns, setting: KnoxSetting, notes: readonly string[]): KnoxTable {
  const { all } = runs
  const cells = cellsOf(all)
  const permutations = all.observed.length ? all.simulated.length / all.observed.length : 0
  const patterns = patternsOf(all, setting, permutations)
  const blocks = { sameHome: patterns.blocks.home, neighbours: patterns.blocks.near }
  const both = (run: KnoxCounts, how: { grouped?: boolean; all?: boolean } = {}) => ({
    sameHome: figuresOf(run, blocks.sameHome, how),
    neighbours: figuresOf(run, blocks.neighbours, how),
  })
  const diagnostics = (['season', 'area', 'homes'] as const).flatMap((within): Diagnostic[] => {
    const run = runs[within]
    return run ? [{ within, size: run.size, ...both(run.counts, { grouped: true }) }] : []
  })
  const table: KnoxTable = {
    ...cells,
    ...(all.detail!.apart && { familywise: withoutApart(all, setting) }),
    n: all.n,
    metric: setting.metric,
    closed: setting.space.closed,
    notation: notation(setting.space.closed),
    space: setting.space.edges,
    time: setting.time.edges,
    offences: setting.offences,
    permutations,
    seed: setting.seed,
    spacePairs: all.spacePairs,
    timePairs: all.timePairs,
    ...(all.detail!.split && { dayZero: shownCells(all, [0]) }),
    shown: shownOf(all, setting),
    sameDay: setting.sameDay,
    doubles: setting.doubles,
    long: setting.long,
    sameHome: patterns.sameHome,
    neighbours: patterns.neighbours,
    ...(all.detail!.apart && { withAll: both(all, { all: true }) }),
    diagnostics,
    anchors: (runs.anchors ?? []).map(({ anchor, counts }) => ({ anchor, ...both(counts) })),
    runs,
    notes: [],
  }
  return { ...table, notes: [...notes, ...limitsOf(table)] }
}

/** Both kinds of pairs together, the columns asked for. */
const shownCells = (run: KnoxCounts, columns: readonly number[]): Cells => cellsOf(shownCounts(run, columns))

function shownCounts(run: KnoxCounts, columns: readonly number[]): CellCounts {
  const d = run.detail!
  const nS = run.spacePairs.length
  const size = d.near.observed.length ? d.near.simulated.length / d.near.observed.length : 0
  const at = Array.from({ length: nS }, (_, s) => columns.map((c) => s * d.columns + c)).flat()
  const simulated = new Float64Array(at.length * size)
  at.forEach((c, k) => {
    for (let p = 0; p < size; p++)
      simulated[k * size + p] = d.near.simulated[c * size + p] + d.home.simulated[c * size + p]
  })
  const pick = (values: Float64Array) => Float64Array.from(at, (c) => values[c])
  return {
    observed: Float64Array.from(at, (c) => d.near.observed[c] + d.home.observed[c]),
    expected: pick(d.expected),
    sd: pick(d.sd),
    simulated,
  }
}

/** The family-wise p of the table's cells where pairs of doubles and of long windows are kept apart: without those. */
function withoutApart(run: KnoxCounts, { time }: KnoxSetting): Float64Array {
  const d = run.detail!
  const [nS, nT] = [run.spacePairs.length, time.edges.length - 1]
  const fine = shownCounts(
    run,
    Array.from({ length: d.columns }, (_, c) => c),
  )
  const size = fine.observed.length ? fine.simulated.length / fine.observed.length : 0
  const simulated = new Float64Array(nS * nT * size)
  const [observed, expected] = [new Float64Array(nS * nT), new Float64Array(nS * nT)]
  for (let s = 0; s < nS; s++)
    for (let t = 0; t < nT; t++)
      for (const c of columnsOf(d.split, t)) {
        const [cell, from] = [s * nT + t, s * d.columns + c]
        observed[cell] += fine.observed[from]
        expected[cell] += fine.expected[from]
        for (let k = 0; k < size; k++) simulated[cell * size + k] += fine.simulated[from * size + k]
      }
  // the exact deviation is known of single columns only
  const sd = expected.map((e, c) => {
    let sum = 0
    for (let k = 0; k < size; k++) sum += (simulated[c * size + k] - e) ** 2
    return size ? Math.sqrt(sum / size) : NaN
  })
  return cellsOf({ observed, expected, sd, simulated }).familywise
}

function shownOf(run: KnoxCounts, { sameDay, time, doubles, long }: KnoxSetting): KnoxTable['shown'] {
  const { split } = run.detail!
  const bands = time.edges.length - 1
  const columns: { band: ShownColumn['band']; at: number }[] = []
  for (let t = 0; t < bands; t++)
    if (!split || t > 0) columns.push({ band: t, at: t + (split ? 1 : 0) })
    else columns.push(...(sameDay ? [{ band: 'zero' as const, at: 0 }] : []), { band: 'rest', at: 1 })
  return {
    n: run.n - doubles - long,
    columns: columns.map(({ band }) => ({ band })),
    ...shownCells(
      run,
      columns.map((c) => c.at),
    ),
  }
}

/**
 * The two blocks that the answer speaks of. That of the same home grows later while its next days are notable; that of
 * the neighbours first outwards, then later. Both begin with the first band of days; of the two first cells the
 * smaller p must be half as small, so that the two sentences together err no more often than one.
 */
function patternsOf(run: KnoxCounts, setting: KnoxSetting, permutations: number) {
  const d = run.detail!
  const nS = setting.space.edges.length - 1
  const nT = setting.time.edges.length - 1
  const [first, second] = setting.space.edges
  const same = first === 0 && second <= SAME_PLACE && nS > 1 ? 1 : 0
  const bandColumns = (t: number) =>
    columnsOf(d.split, t).filter((c) => setting.sameDay || !d.split || c !== 0)
  const upTo = (bands: number) => Array.from({ length: bands }, (_, t) => bandColumns(t)).flat()
  const rowsTo = (rows: number) => Array.from({ length: rows }, (_, s) => s)
  const blockOf = (kind: Block['kind'], rows: number, bands: number): Block => ({
    kind,
    rows: kind === 'home' ? rowsTo(nS) : rowsTo(rows),
    columns: upTo(bands),
  })
  const isNotable = (b: Block) => {
    const f = figuresOf(run, b)
    return f.p <= SIGNIFICANT && f.ratio >= LARGE
  }
  const begin = {
    home: figuresOf(run, blockOf('home', nS, 1)).p,
    near: figuresOf(run, blockOf('near', same + 1, 1)).p,
  }
  const grow = (kind: Block['kind']) => {
    const other = begin[kind === 'home' ? 'near' : 'home']
    const limit = other <= SIGNIFICANT / 2 && other <= begin[kind] ? SIGNIFICANT : SIGNIFICANT / 2
    let [rows, bands] = [same + 1, 1]
    let found = permutations > 0 && begin[kind] <= limit && isNotable(blockOf(kind, rows, bands))
    if (found) {
      const ring = (s: number): Block => ({ kind, rows: [s], columns: upTo(1) })
      if (kind === 'near') while (rows < nS && isNotable(ring(rows))) rows++
      const later = (t: number): Block => ({ ...blockOf(kind, rows, 1), columns: bandColumns(t) })
      while (bands < nT && isNotable(later(bands))) bands++
      found = isNotable(blockOf(kind, rows, bands))
    }
    const block = blockOf(kind, rows, bands)
    const days = setting.time.edges[bands]
    const figures = figuresOf(run, block)
    // drawn anew from no pair there is again no pair: of a few no such interval holds what it says
    const interval =
      permutations && figures.observed >= FEWEST_PAIRS
        ? intervalOf(run, block, Math.min(days, 366), setting.seed)
        : undefined
    return {
      block,
      pattern: {
        ...figures,
        // an interval that reaches 1 says that there may be nothing to tell
        found: found && figures.observed >= FEWEST_PAIRS && !(interval && interval[0] <= 1),
        metres: kind === 'home' ? 0 : setting.space.edges[rows],
        days,
        ...(interval && { interval }),
      } satisfies Pattern,
    }
  }
  const [home, near] = [grow('home'), grow('near')]
  return { sameHome: home.pattern, neighbours: near.pattern, blocks: { home: home.block, near: near.block } }
}
