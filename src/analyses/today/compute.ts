/** The overview: the last days of each kind and beat against the past, and the figures beside them. */
import { medianOf } from '../../core/base/quantile.ts'
import { clearlyUneven, dispersion, lookAt } from '../../core/stats/against.ts'
import { eTest } from '../../core/stats/etest.ts'
import { benjaminiHochberg } from '../../core/stats/fdr.ts'
import { HARM_EDITIONS, harmWeight } from '../../core/stats/harm.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { type Days, inDaysOf, type LookBack, lookBackOf } from '../../core/table/lookBack.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { cannotCountDays } from '../../core/near/nearRows.ts'
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { countOutcomes } from '../../core/table/outcomes.ts'
import type { Values } from '../../core/base/params.ts'
import { part } from '../../core/base/part.ts'
import { coveredDays } from '../../core/table/span.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { notesOf } from './notes.ts'
import { META, type SCHEMA } from './params.ts'
import { groupRows, liveZones, worstShare } from './places.ts'
import type { Alert, BeatLook, HarmTable, KindRow, OutcomeColumn, TodayResult, Trend } from './result.ts'
import { baseWords } from './words.ts'

type P = Values<typeof SCHEMA>

/** Which setting holds the user's own weight of a kind. */
const OWN: Partial<Record<OffenceId, keyof P>> = {
  'burglary-home': 'weightBurglary',
  'theft-from-vehicle': 'weightFromVehicle',
  'theft-of-vehicle': 'weightOfVehicle',
  'robbery-personal': 'weightRobbery',
  'theft-from-person': 'weightFromPerson',
  'burglary-any': 'weightAnyBurglary',
  'vehicle-any': 'weightAnyVehicle',
  'robbery-any': 'weightAnyRobbery',
}

function* compute(input: Input<P>): Generator<number, TodayResult, void> {
  const { table, params, today } = input
  const day = (i: number) => dayOf(table.from[i])
  // dates in the future or implausibly old would stretch the base; they are counted in the notes
  const rows = input.rows.filter((i) => !(table.flags[i] & FLAG.oddDate) && day(i) <= today)
  if (rows.length === 0)
    throw new Error(
      input.rows.length === 0
        ? 'No incident passes the filter. Widen the period, the area or the offences.'
        : `No incident under this filter is dated on or before ${showDay(today)} and plausibly. Change the as-at date or look at the dates.`,
    )
  const [firstDay, newest] = coveredDays(input)
  const lastDay = Math.min(today, newest)
  const lookBack = lookBackOf(table, today, firstDay, params)
  const silent = rows.every((i) => table.offence[i] === 0)
  yield 0.05

  const kinds = kindRows(input, rows, lookBack, silent)
  yield 0.2
  const { looks, alerts, noBeats } = beatLooks(input, rows, lookBack, kinds, silent)
  yield 0.35

  const given = { ...input, rows }
  const noPlaces = cannotCountDays(table)
  const groups = noPlaces ? [] : yield* part(groupRows(given, lookBack.year, silent), 0.35, 0.9)
  const made = {
    lookBack,
    baseWords: baseWords(lookBack, params.around),
    kinds,
    looks,
    alerts,
    ...(noBeats ? { noBeats } : {}),
    ...(noPlaces ? { noPlaces } : { live: liveZones(given, silent) }),
    groups,
    worst: worstShare(given, lookBack.year, params.cell, silent),
    outcomes: outcomeColumns(input, rows, lookBack.year),
    ...(params.harm === 'none' ? {} : { harm: harmTable(params, kinds) }),
    lag: lookBack.grain === 'months' ? 0 : today - lastDay,
    lastDay,
  }
  return { ...made, notes: notesOf(input, rows, made, firstDay) }
}

/** Kinds in the order of `OFFENCES`, the mixed rest last. */
function kindRows(input: Input<P>, rows: Uint32Array, lookBack: LookBack, silent: boolean): KindRow[] {
  const { table } = input
  const order = [...OFFENCES.keys()].slice(1).concat(0)
  const { windows, series, trend } = lookBack
  return order.flatMap((offence): KindRow[] => {
    const days = Array.from(
      rows.filter((i) => table.offence[i] === offence),
      (i) => dayOf(table.from[i]),
    )
    if (days.length === 0) return []
    const within = (list: readonly Days[]) => days.reduce((s, d) => s + (inDaysOf(list, d) ? 1 : 0), 0)
    const [short, long] = windows.map((w) => lookAt(within([w.days]), within(w.base), w.times))
    const counts = Uint32Array.from(series, (d) => within([d]))
    // the windows themselves must not blur the yardstick they are read by
    const calm = counts.slice(0, lookBack.grain === 'days' ? -4 : -3)
    const spread = dispersion(calm)
    return [
      {
        offence: OFFENCES[offence].id,
        label: silent ? 'All incidents' : offence === 0 ? 'Other offences' : OFFENCES[offence].short,
        looks: [short, long],
        series: counts,
        ...(clearlyUneven(spread, calm.length) ? { uneven: spread } : {}),
        ...(trend ? { trend: trendOf(trend.now, trend.then, within) } : {}),
      },
    ]
  })
}

function trendOf(now: Days, then: Days, within: (list: readonly Days[]) => number): Trend {
  const [nowDays, thenDays] = [now[1] - now[0] + 1, then[1] - then[0] + 1]
  const [a, b] = [within([now]), within([then])]
  return { now: a, then: b, nowDays, thenDays, p: eTest(nowDays, thenDays)(a, b) }
}

/**
 * Every beat × kind with any incident in a window or its base. Where both are empty the test could say nothing
 * whatever had happened, so leaving it out favours no finding.
 */
function beatLooks(
  input: Input<P>,
  rows: Uint32Array,
  lookBack: LookBack,
  kinds: readonly KindRow[],
  silent: boolean,
): Pick<TodayResult, 'looks' | 'alerts' | 'noBeats'> {
  const { table, params } = input
  const { codes, values } = table.beat
  if (!rows.some((i) => values[codes[i]] !== ''))
    return {
      looks: [],
      alerts: [],
      noBeats: 'The table names no beats, so there are no alerts by beat. Map a beat column at import.',
    }
  if (lookBack.kind === 'none')
    return { looks: [], alerts: [], noBeats: 'Too little lies before for alerts.' }
  // an alert on a mixture of offences would tell nobody what to do
  const kindOf = new Map(
    kinds.flatMap((k, at) => (k.offence === 'other' && !silent ? [] : [[k.offence, at] as const])),
  )
  const cells = new Map<string, { beat: number; kind: number; counts: number[]; rows: number[][] }>()
  for (const i of rows) {
    const kind = kindOf.get(OFFENCES[table.offence[i]].id)
    if (kind === undefined || values[codes[i]] === '') continue
    const d = dayOf(table.from[i])
    for (const [w, window] of lookBack.windows.entries()) {
      const now = inDaysOf([window.days], d)
      if (!now && !inDaysOf(window.base, d)) continue
      const key = `${codes[i]} ${kind}`
      let cell = cells.get(key)
      if (!cell) cells.set(key, (cell = { beat: codes[i], kind, counts: [0, 0, 0, 0], rows: [[], []] }))
      cell.counts[2 * w + (now ? 0 : 1)]++
      if (now) cell.rows[w].push(i)
    }
  }
  const found = [...cells.values()].flatMap((c) =>
    ([0, 1] as const).flatMap((window) => {
      const [count, base] = [c.counts[2 * window], c.counts[2 * window + 1]]
      return count + base === 0
        ? []
        : [{ cell: c, window, look: lookAt(count, base, lookBack.windows[window].times) }]
    }),
  )
  const q = benjaminiHochberg(Float64Array.from(found, (f) => f.look.more))
  const list = found.map((f, k): BeatLook & { rows: number[] } => ({
    ...f.look,
    beat: values[f.cell.beat],
    kind: f.cell.kind,
    window: f.window,
    q: q[k],
    rows: f.cell.rows[f.window],
  }))
  list.sort(
    (a, b) =>
      a.more - b.more ||
      b.count - a.count ||
      a.beat.localeCompare(b.beat, 'en', { numeric: true }) ||
      a.kind - b.kind ||
      a.window - b.window,
  )
  return {
    looks: list.map(({ rows: _, ...look }) => look),
    alerts: list
      .filter((l) => l.q <= params.level / 100)
      .map((l): Alert => {
        const at = middleOf(table, l.rows)
        return { ...l, rows: Uint32Array.from(l.rows), ...(at ? { at } : {}) }
      }),
  }
}

/** The incident nearest the middle of these by each coordinate's median: a place where something happened. */
function middleOf(table: Input<P>['table'], rows: readonly number[]): [number, number] | undefined {
  const placed = rows.filter((i) => Number.isFinite(table.x[i]) && Number.isFinite(table.y[i]))
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
    const mine = rows.filter(
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

/** Weights of the kinds present, by the edition chosen and the user's own. */
function harmTable(params: P, kinds: readonly KindRow[]): HarmTable {
  const edition = HARM_EDITIONS.find((e) => e.id === params.harm)!
  return {
    name: edition.name,
    edition: edition.edition,
    unit: edition.unit,
    rows: kinds.map((k, kind) => {
      const own = OWN[k.offence]
      return { kind, ...harmWeight(edition, k.offence, own ? (params[own] as number) : 0) }
    }),
  }
}

export const METHOD: Method<typeof SCHEMA, TodayResult> = { ...META, compute }
