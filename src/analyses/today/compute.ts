/** The overview: the last days of each kind and beat against the past, and the figures beside them. */
import { medianOf } from '../../core/base/quantile.ts'
import { eTest } from '../../core/stats/etest.ts'
import { benjaminiHochberg } from '../../core/stats/fdr.ts'
import { type Swing, widerP } from '../../core/stats/swing.ts'
import { daysHeld, LEAST_WINDOWS } from '../../core/table/earlier.ts'
import { lastFilledDay } from '../../core/table/delay.ts'
import { stepsOf } from '../../core/table/steps.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { type Days, inDaysOf, type LookBack, lookBackOf } from '../../core/table/lookBack.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { overTime, unplacedNote } from '../../core/table/unplaced.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { countOutcomes } from '../../core/table/outcomes.ts'
import type { Values } from '../../core/base/params.ts'
import { part } from '../../core/base/part.ts'
import { rowsWhere } from '../../core/base/rowsWhere.ts'
import { sortWhole } from '../../core/base/sortWhole.ts'
import { coveredDays } from '../../core/table/span.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { harmTable } from './harm.ts'
import { type Cell, type Chance, chancesAt, countIn, judge, type Judgement } from './judge.ts'
import { notesOf } from './notes.ts'
import { META, type SCHEMA } from './params.ts'
import { groupRows, liveZones, worstShare } from './places.ts'
import { type AlertRecord, recordOf, replayed } from './record.ts'
import type { Alert, BeatLook, KindRow, OutcomeColumn, TodayResult, Trend } from './result.ts'
import { baseWords, WATCH } from './words.ts'

type P = Values<typeof SCHEMA>

/** What rests on shuffles, draws and a replay of the past, and so takes longest. */
const FIRST_LEAVES = 'repeats, near repeats, concentration, and how often the alert rule spoke in the past'

function* compute(placed: Input<P>): Generator<number, TodayResult, void> {
  const input = overTime(placed)
  const { table, params, today } = input
  const day = (i: number) => dayOf(table.from[i])
  // dates in the future or implausibly old would stretch the base; they are counted in the notes
  const rows = rowsWhere(input.rows, (i) => !(table.flags[i] & FLAG.oddDate) && day(i) <= today)
  // what rests on places knows nothing of rows without one
  const given = { ...placed, rows: rowsWhere(rows, (i) => i < placed.table.n) }
  if (given.rows.length === 0)
    throw new Error(
      input.rows.length === 0
        ? 'No incident passes the filter. Widen the period, the area or the offences.'
        : `No incident under this filter has a believable date on or before ${showDay(today)}. Change the as-at date or look at the dates.`,
    )
  const [firstDay] = coveredDays(input)
  const { day: filled, ...ends } = lastFilledDay(table, today, input.period)
  const lastDay = Math.max(firstDay, filled)
  const lookBack = lookBackOf(table, lastDay, firstDay, params)
  const silent = rows.every((i) => table.offence[i] === 0)
  yield 0.05

  const counted = cellsOf(input, rows)
  const judged = judge(table, lookBack, firstDay, counted.kinds, counted.beats)
  const kinds = kindRows(table, counted, judged, lookBack, silent)
  yield 0.2
  const found = beatLooks(input, rows, lookBack, counted, judged, silent)
  yield 0.3
  const { first } = placed
  const record =
    first || found.noBeats ? undefined : recordFor(input, rows.length, lastDay, firstDay, counted, silent)
  const alerts = found.alerts.map((a): Alert => ({ ...a, ...(record ? { record } : {}) }))
  yield 0.4

  const noPlaces = cannotCountDays(table)
  const groups = first || noPlaces ? [] : yield* part(groupRows(given, lookBack.year, silent), 0.4, 0.9)
  const made = {
    lookBack,
    baseWords: baseWords(lookBack, params.around),
    kinds,
    ranges: judged.ranges,
    ...found,
    alerts,
    ...(record ? { record } : {}),
    ...(noPlaces ? { noPlaces } : { live: liveZones(given, silent) }),
    groups,
    ...(!first && { worst: worstShare(given, lookBack.year, params.cell, silent) }),
    ...(first && { counting: FIRST_LEAVES }),
    outcomes: outcomeColumns(given, given.rows, lookBack.year),
    ...(params.harm === 'none' ? {} : { harm: harmTable(input, rows, kinds, lookBack, firstDay) }),
    lag: lookBack.grain === 'months' ? 0 : today - lastDay,
    lastDay,
    ...ends,
  }
  return {
    ...made,
    notes: [
      ...notesOf(placed, given.rows, made, firstDay),
      ...unplacedNote(table, rows.length - given.rows.length),
    ],
  }
}

/** What is counted: a cell for each kind with incidents, in the order of `OFFENCES`, the mixed rest last; and by beat. */
interface Counted {
  readonly kinds: readonly Cell[]
  readonly beats: readonly Cell[]
  /** offence of each kind */
  readonly offences: readonly number[]
}

function cellsOf({ table }: Input<P>, rows: Uint32Array): Counted {
  const order = [...OFFENCES.keys()].slice(1).concat(0)
  const present = new Uint8Array(OFFENCES.length)
  for (let k = 0; k < rows.length; k++) present[table.offence[rows[k]]] = 1
  const offences = order.filter((o) => present[o] === 1)
  const kindOf = new Uint8Array(OFFENCES.length)
  offences.forEach((o, kind) => (kindOf[o] = kind))
  const { codes, values } = table.beat
  // a number for each kind, and each kind in each named beat, in the order of their first rows; counted, then filled
  const named = Uint8Array.from(values, (v) => (v === '' ? 0 : 1))
  const cellOf = new Int32Array((values.length + 1) * offences.length).fill(-1)
  const found: { kind: number; beat: number; n: number }[] = []
  const at = (kind: number, beat: number) => (beat + 1) * offences.length + kind
  const count = (kind: number, beat: number) => {
    const k = at(kind, beat)
    if (cellOf[k] < 0) cellOf[k] = found.push({ kind, beat, n: 0 }) - 1
    found[cellOf[k]].n++
  }
  for (let k = 0; k < rows.length; k++) {
    const [kind, beat] = [kindOf[table.offence[rows[k]]], codes[rows[k]]]
    count(kind, -1)
    if (named[beat]) count(kind, beat)
  }
  const cells = found.map(({ kind, beat, n }): Cell => ({ kind, beat, days: new Int32Array(n) }))
  const filled = new Uint32Array(found.length)
  for (let k = 0; k < rows.length; k++) {
    const [kind, beat] = [kindOf[table.offence[rows[k]]], codes[rows[k]]]
    const day = dayOf(table.from[rows[k]])
    const whole = cellOf[at(kind, -1)]
    cells[whole].days[filled[whole]++] = day
    if (!named[beat]) continue
    const part = cellOf[at(kind, beat)]
    cells[part].days[filled[part]++] = day
  }
  for (const { days } of cells) sortWhole(days)
  return {
    kinds: offences.map((_, kind) => cells.find((c) => c.kind === kind && c.beat < 0)!),
    beats: cells.filter((c) => c.beat >= 0),
    offences,
  }
}

/** Kinds in the order of `OFFENCES`, the mixed rest last. */
function kindRows(
  { gaps }: Pick<Incidents, 'gaps'>,
  counted: Counted,
  judged: Judgement,
  lookBack: LookBack,
  silent: boolean,
): KindRow[] {
  const { series, trend } = lookBack
  return counted.offences.map((offence, kind): KindRow => {
    const { days } = counted.kinds[kind]
    const [short, long] = judged.kinds.filter((j) => j.cell.kind === kind).map((j) => j.look)
    const past = judged.past[kind]
    return {
      offence: OFFENCES[offence].id,
      label: silent ? 'All incidents' : offence === 0 ? 'Other offences' : OFFENCES[offence].short,
      looks: [short, long],
      series: Uint32Array.from(series, (d) => countIn(days, [d])),
      past: past.map(({ whole, beats, season }, w) => ({
        windows: judged.earlier[w].list.length,
        unit: judged.earlier[w].unit,
        ...(whole ? { whole } : {}),
        ...(beats ? { beats } : {}),
        ...(season ? { yearly: season.yearly, swing: season.swing } : {}),
      })),
      ...(trend ? { trend: trendOf(trend, days, past[1].whole, gaps) } : {}),
    }
  })
}

/** Without a year before there is no p: a season would look like a trend. */
function trendOf(
  { now, then, yearBefore }: NonNullable<LookBack['trend']>,
  days: Int32Array,
  swing: Swing | undefined,
  gaps: Incidents['gaps'],
): Trend {
  const [nowDays, thenDays] = [daysHeld(now, gaps), daysHeld(then, gaps)]
  const [a, b] = [countIn(days, [now]), countIn(days, [then])]
  return {
    ...{ now: a, then: b, nowDays, thenDays },
    p:
      yearBefore && swing && nowDays > 0 && thenDays > 0
        ? widerP(eTest(nowDays, thenDays)(a, b), swing)
        : NaN,
  }
}

/** Looks that stand out after adjusting for their number. */
const alertsAt = (level: number, q: ArrayLike<number>) => (_: unknown, k: number) => q[k] <= level
const adjusted = (p: readonly number[]) => benjaminiHochberg(Float64Array.from(p))

/** An alert on a mixture of offences would tell nobody what to do. */
const sayable = (counted: Counted, silent: boolean) => (j: { readonly cell: Cell }) =>
  silent || counted.offences[j.cell.kind] !== 0

/** A single incident is neither an alert nor a watch, however little was expected. */
const FEWEST = 2

/**
 * Every beat × kind with any incident in a window or its base. Where both are empty the test could say nothing
 * whatever had happened, so leaving it out favours no finding.
 */
function beatLooks(
  { table, params }: Input<P>,
  rows: Uint32Array,
  lookBack: LookBack,
  counted: Counted,
  judged: Judgement,
  silent: boolean,
): Pick<TodayResult, 'looks' | 'alerts' | 'watch' | 'noBeats' | 'unjudged'> {
  const nothing = { looks: [], alerts: [], watch: [] }
  const { values, codes } = table.beat
  if (counted.beats.length === 0)
    return {
      ...nothing,
      noBeats:
        'The table names no beats, so there are no alerts by beat. Choose the column of beats under Data.',
    }
  if (lookBack.kind === 'none') return { ...nothing, noBeats: 'Too little lies before for alerts.' }
  const found = judged.beats.filter(sayable(counted, silent))
  const q = adjusted(found.map((j) => j.look.more))
  const list = found.map(({ cell, window, look }, k): BeatLook => ({
    ...look,
    ...{ beat: values[cell.beat], kind: cell.kind, window, q: q[k] },
  }))
  const last = (p: number) => (Number.isNaN(p) ? 2 : p)
  list.sort(
    (a, b) =>
      last(a.more) - last(b.more) ||
      b.count - a.count ||
      a.beat.localeCompare(b.beat, 'en', { numeric: true }) ||
      a.kind - b.kind ||
      a.window - b.window,
  )
  const alerts = list
    .filter((l) => l.q <= params.level / 100 && l.count >= FEWEST)
    .map((l): Alert => {
      const { days } = lookBack.windows[l.window]
      const mine = rowsWhere(
        rows,
        (i) =>
          table.offence[i] === counted.offences[l.kind] &&
          values[codes[i]] === l.beat &&
          inDaysOf([days], dayOf(table.from[i])),
      )
      const at = middleOf(table, mine)
      return { ...l, rows: mine, ...(at ? { at } : {}) }
    })
  const loud = new Set(alerts.map((a) => `${a.kind} ${a.beat}`))
  const short = judged.earlier.flatMap(({ list: past, unit }, w) =>
    past.length < LEAST_WINDOWS ? [{ window: w as 0 | 1, windows: past.length, unit }] : [],
  )
  return {
    looks: list,
    alerts,
    watch: list.filter((l) => l.more <= WATCH && l.count >= FEWEST && !loud.has(`${l.kind} ${l.beat}`)),
    ...(short.length ? { unjudged: short } : {}),
  }
}

/** The rule of the alerts replayed on the weeks before the windows of now. */
function recordFor(
  { table, params }: Input<P>,
  n: number,
  lastDay: number,
  firstDay: number,
  counted: Counted,
  silent: boolean,
): AlertRecord | undefined {
  const unit = table.precision === 'month' ? 'month' : 'week'
  const can = sayable(counted, silent)
  const looks = function* (): Generator<readonly Chance[] | undefined> {
    for (let k = replayed(unit, n); k > 0; k--) {
      const end = unit === 'week' ? lastDay - 7 * k : stepsOf(table, lastDay, 1).days(k)[1]
      if (end > firstDay)
        yield chancesAt(
          ...([table, lookBackOf(table, end, firstDay, params), firstDay, counted.kinds] as const),
          counted.beats.filter((b) => can({ cell: b })),
        )
    }
  }
  return recordOf(looks(), unit, (list) =>
    list
      .filter(alertsAt(params.level / 100, adjusted(list.map((c) => c.more))))
      .filter((c) => c.count >= FEWEST),
  )
}

/** The incident nearest the middle of these by each coordinate's median: a place where something happened. */
function middleOf(table: Input<P>['table'], rows: Uint32Array): [number, number] | undefined {
  const placed = [...rows].filter((i) => Number.isFinite(table.x[i]) && Number.isFinite(table.y[i]))
  if (placed.length === 0) return undefined
  const median = (v: Float64Array) => medianOf(placed.map((i) => v[i]))
  const [x, y] = [median(table.x), median(table.y)]
  const best = placed.reduce((a, b) =>
    Math.hypot(table.x[b] - x, table.y[b] - y) < Math.hypot(table.x[a] - x, table.y[a] - y) ? b : a,
  )
  return [table.lng[best], table.lat[best]]
}

const ROBBERY: readonly OffenceId[] = ['robbery-personal', 'robbery-any']

/** Outcomes of the twelve months, beside the column of Table 2 that fits. Empty where the file gives none at all. */
function outcomeColumns(input: Input<P>, rows: Uint32Array, year: Days): OutcomeColumn[] {
  const { table } = input
  if (!table.outcome.values.some((v) => v !== '')) return []
  const columns = [
    {
      column: 'theft',
      label: 'Burglary, vehicle crime, theft',
      has: (id: OffenceId) => id !== 'other' && !ROBBERY.includes(id),
    },
    { column: 'robbery', label: 'Robbery', has: (id: OffenceId) => ROBBERY.includes(id) },
  ] as const
  return columns.flatMap(({ column, label, has }) => {
    const mine = rowsWhere(
      rows,
      (i) => has(OFFENCES[table.offence[i]].id) && inDaysOf([year], dayOf(table.from[i])),
    )
    return mine.length === 0
      ? []
      : [
          {
            column,
            label,
            counts: countOutcomes(table.outcome.values, table.outcome.codes, mine),
            n: mine.length,
          },
        ]
  })
}

export const METHOD: Method<typeof SCHEMA, TodayResult> = { ...META, compute }
