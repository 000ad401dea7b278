/** Two periods, two beats, or a beat with the others: counts, tests and what stands beside them. */
import { areaFinder } from '../../core/geometry/whichArea.ts'
import { oddsRatio, rateRatio } from '../../core/stats/compare.ts'
import { benjaminiHochberg } from '../../core/stats/fdr.ts'
import { FLAG } from '../../core/table/incidents.ts'
import { overTime, unplacedNote } from '../../core/table/unplaced.ts'
import { lastFilledDay } from '../../core/table/delay.ts'
import { daysHeld, type Earlier, earlierWindows } from '../../core/table/earlier.ts'
import { type Measured, swingOf } from '../../core/stats/swing.ts'
import type { Input, Method } from '../../core/table/method.ts'
import { OFFENCES } from '../../core/base/offences.ts'
import type { Values } from '../../core/base/params.ts'
import { coveredDays } from '../../core/table/span.ts'
import { dayOf } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { centresBeside, hoursBeside, repeatsBeside, weekdaysBeside } from './beside.ts'
import { META, type SCHEMA } from './params.ts'
import { daysOf, type Span, spansOf } from './periods.ts'
import type { CompareResult, KindRow, Side } from './result.ts'
import { standOut } from './words.ts'
import { unequal, coveredPart, coverage, methodNotes } from './notes.ts'

/** Its parameters. */
export type P = Values<typeof SCHEMA>

/** Both sides, and the other beats where there are any. */
export interface Cast {
  readonly a: Side
  readonly b: Side
  readonly rest?: readonly [recent: Uint32Array, earlier: Uint32Array]
  readonly per: CompareResult['per']
  readonly beat?: string
  readonly period?: string
  readonly notes: readonly string[]
}

function* compute(given: Input<P>): Generator<number, CompareResult, void> {
  const input = overTime(given)
  const { table, params } = input
  const { day: today } = lastFilledDay(table, input.today, input.period)
  if (input.rows.length === 0)
    throw new Error('No incident passes the filter. Widen the period, the area or the offences.')
  const rows = input.rows.filter((i) => !(table.flags[i] & FLAG.oddDate))
  const asked = spansOf(table, today, params)
  const gaps = coverage(input, params.mode === 'beats' ? [asked[0]] : asked)
  const [recent, earlier] = asked.map((s) => coveredPart(input, s))
  const within = (s: Span, list = rows) =>
    list.filter((i) => dayOf(table.from[i]) >= s.from && dayOf(table.from[i]) <= s.to)
  yield 0.1
  const cast =
    params.mode === 'beats'
      ? twoBeats(input, within(recent), recent)
      : twoPeriods(input, within(recent), within(earlier), recent, earlier)
  yield 0.3
  const past = pastOf(input, rows, cast, recent)
  const { kinds, all } = kindRows(input, cast, past)
  yield 0.5
  const { a, b } = cast
  const weeks = params.mode === 'beats' || (daysOf(recent) % 7 === 0 && daysOf(earlier) % 7 === 0)
  const span = (s: Span) => [s.from, s.to] as const
  const days = [span(recent), span(params.mode === 'beats' ? recent : earlier)] as const
  const hours = hoursBeside(table, a.rows, b.rows, days)
  yield 0.7
  const weekdays = weekdaysBeside(table, a.rows, b.rows, days, weeks)
  const repeats = repeatsBeside(table, a.rows, b.rows)
  const centres = params.mode === 'beats' ? undefined : centresBeside(table, a.rows, b.rows)
  const { notes, rest: _, ...sides } = cast
  return {
    mode: params.mode,
    ...sides,
    kinds,
    all,
    standsOut: standOut({ kinds, level: params.level / 100 }),
    windows: past.earlier.list.length,
    unit: past.earlier.unit,
    ...(hours ? { hours } : {}),
    ...(weekdays ? { weekdays } : {}),
    ...(repeats ? { repeats } : {}),
    ...(centres ? { centres } : {}),
    level: params.level / 100,
    notes: [
      ...notes,
      ...unplacedNote(table, countedOf(given.table.n, [a.rows, b.rows, ...(cast.rest ?? [])])),
      ...gaps,
      ...methodNotes(input, kinds, past, !!hours),
    ],
  }
}

/** How many of the rows on either side have no place. */
const countedOf = (placed: number, sides: readonly Uint32Array[]): number =>
  sides.reduce((n, rows) => n + rows.reduce((k, i) => k + Number(i >= placed), 0), 0)

const side = (label: string, short: string, rows: Uint32Array, exposure: number): Side => ({
  label,
  short,
  rows,
  exposure,
})

/** Everywhere, or in one beat with the others for measure. */
function twoPeriods(input: Input<P>, now: Uint32Array, then: Uint32Array, recent: Span, earlier: Span): Cast {
  const { table, params } = input
  const [daysA, daysB] = [recent, earlier].map((s) => daysHeld([s.from, s.to], table.gaps))
  for (const [s, days] of [[recent, daysA] as const, [earlier, daysB] as const])
    if (days === 0)
      throw new Error(
        `The files hold no row of ${s.words}: those months are missing, which is not to say that they were quiet. Choose other days, or load the months.`,
      )
  const periods = `${recent.words} (${countOf(daysA, 'day')}) against ${earlier.words} (${countOf(daysB, 'day')}).`
  if (params.mode === 'periods') {
    if (now.length + then.length === 0) throw nothing(`${recent.words} or ${earlier.words}`)
    return {
      a: side(recent.words, 'recent', now, daysA),
      b: side(earlier.words, 'earlier', then, daysB),
      per: 'day',
      notes: [
        `${countOf(now.length, 'incident')} and ${showNumber(then.length)}: ${periods}`,
        ...unequal(daysA, daysB),
      ],
    }
  }
  const { codes, values } = table.beat
  const beat = beatOf(input, params.beatA, 0)
  const here = (rows: Uint32Array) => rows.filter((i) => values[codes[i]] === beat)
  const there = (rows: Uint32Array) =>
    rows.filter((i) => values[codes[i]] !== '' && values[codes[i]] !== beat)
  const rest = [there(now), there(then)] as const
  if (rest[0].length + rest[1].length === 0)
    throw new Error(
      `Under this filter no incident of these days names another beat than ${beat}. Take the filter by beat off, or compare two periods.`,
    )
  const [mine, before] = [here(now), here(then)]
  if (mine.length + before.length === 0) throw nothing(`${beat} in ${recent.words} or ${earlier.words}`)
  const blank = [...now, ...then].filter((i) => values[codes[i]] === '').length
  return {
    a: side(recent.words, 'recent', mine, daysA),
    b: side(earlier.words, 'earlier', before, daysB),
    rest,
    per: 'day',
    beat,
    notes: [
      `${beat}: ${countOf(mine.length, 'incident')} and ${showNumber(before.length)}; other beats: ${showNumber(rest[0].length)} and ${showNumber(rest[1].length)}. ${periods}`,
      ...unequal(daysA, daysB, true),
      ...(blank ? [`${countOf(blank, 'incident')} without a beat on neither side.`] : []),
      'The ratio is the change of the beat over the change of the other beats: 1 = it changed as they did. Other beats differ in more than what was done in them.',
    ],
  }
}

/** Two beats in the same days, by home where homes are known. */
function twoBeats(input: Input<P>, rows: Uint32Array, recent: Span): Cast {
  const { table, params } = input
  const { codes, values } = table.beat
  const names = [beatOf(input, params.beatA, 0), beatOf(input, params.beatB, 1, params.beatA)]
  if (names[0] === names[1])
    throw new Error(`${names[0]} was picked twice. Pick another beat to compare it with.`)
  const [mine, theirs] = names.map((name) => rows.filter((i) => values[codes[i]] === name))
  if (mine.length + theirs.length === 0) throw nothing(`${names[0]} or ${names[1]} in ${recent.words}`)
  const homes = names.map((name) => homesIn(input, name))
  const byHome = homes.every((n) => n > 0)
  const short = (name: string) => /^\S+ \d+\b/.exec(name)?.[0] ?? name
  const same = short(names[0]) === short(names[1])
  return {
    a: side(names[0], same ? names[0] : short(names[0]), mine, byHome ? homes[0] : 1),
    b: side(names[1], same ? names[1] : short(names[1]), theirs, byHome ? homes[1] : 1),
    per: byHome ? 'home' : 'beat',
    period: recent.words,
    notes: [
      `${names[0]} ${countOf(mine.length, 'incident')}, ${names[1]} ${showNumber(theirs.length)}; ${recent.words}.`,
      byHome
        ? `Ratios are by home: ${showNumber(homes[0])} and ${showNumber(homes[1])} of the loaded addresses lie inside the boundaries of these names.`
        : 'Ratios are of plain counts: how many homes the beats hold is not known. Load addresses, and boundaries named like the beats, for ratios by home.',
    ],
  }
}

const nothing = (where: string) =>
  new Error(
    `No incident under this filter falls into ${where}. Choose more days, another as-at date or fewer filters.`,
  )

/** The beat of a name, else the first or second by name: by name, because the busiest would stand out by choice. */
function beatOf({ table }: Input<P>, name: string, place: 0 | 1, first = ''): string {
  const { codes, values } = table.beat
  const names = [...new Set(codes)].map((c) => values[c]).filter((v) => v !== '')
  if (names.length < 2)
    throw new Error(
      'The table names fewer than two beats, so there is nothing to compare. Choose the column of beats under Data, or compare two periods.',
    )
  if (name !== '') {
    if (names.includes(name)) return name
    throw new Error(`No incident of this table is of the beat “${name}”. Pick one of its beats.`)
  }
  names.sort(new Intl.Collator('en', { numeric: true }).compare)
  return place === 0 ? names[0] : names.filter((n) => n !== (first || names[0]))[0]
}

/** Homes inside the loaded boundary named like a beat; 0 where either is missing. */
function homesIn({ areas, homes }: Input<P>, beat: string): number {
  const plain = (s: string) => s.trim().toLowerCase().replace(/\s+/g, ' ')
  const area = areas?.filter((a) => a.kind !== 'study-area' && plain(a.name) === plain(beat)).at(-1)
  if (!area || !homes) return 0
  const find = areaFinder([area])
  let n = 0
  for (let k = 0; k < homes.x.length; k++) n += find(homes.x[k], homes.y[k]).length
  return n
}

/** A row for each kind of crime with any incident, and one for all. */
function kindRows(
  { table }: Input<P>,
  { a, b, rest }: Cast,
  past: Past,
): Pick<CompareResult, 'kinds' | 'all'> {
  const count = (rows: Uint32Array, kind: number | undefined) =>
    kind === undefined ? rows.length : rows.reduce((s, i) => s + (table.offence[i] === kind ? 1 : 0), 0)
  const row = (offence: KindRow['offence'], label: string, kind?: number): Omit<KindRow, 'q'> => {
    const [x, y] = [count(a.rows, kind), count(b.rows, kind)]
    const swing = past.swing(kind)
    const judged = swing ? { swing } : {}
    if (!rest)
      return { offence, label, a: x, b: y, test: rateRatio(x, a.exposure, y, b.exposure, swing), ...judged }
    const [restA, restB] = [count(rest[0], kind), count(rest[1], kind)]
    return { offence, label, a: x, b: y, restA, restB, test: oddsRatio(x, y, restA, restB, swing), ...judged }
  }
  const order = [...OFFENCES.keys()].slice(1).concat(0)
  const rows = order
    .map((k) => row(OFFENCES[k].id, k === 0 ? 'Other offences' : OFFENCES[k].short, k))
    .filter((r) => r.a + r.b + (r.restA ?? 0) + (r.restB ?? 0) > 0)
  const q = benjaminiHochberg(Float64Array.from(rows, (r) => r.test.p))
  const kinds = rows.map((r, k): KindRow => ({ ...r, q: q[k] }))
  const silent = kinds.length === 1 && kinds[0].offence === 'other'
  if (kinds.length === 1) {
    const only = silent ? { ...kinds[0], label: 'All incidents' } : kinds[0]
    return { kinds: [only], all: only }
  }
  const all = row('all', 'All kinds')
  return { kinds, all: { ...all, q: all.test.p } }
}

/** How much counts varied before the recent days. */
export interface Past {
  readonly earlier: Earlier
  /** of one kind, or of all together */
  swing(kind: number | undefined): Measured | undefined
}

/**
 * Counts of what is compared in earlier windows as long as the recent days, at most 28: of everything, or, where beats
 * are compared, of all beats pooled.
 */
function pastOf(input: Input<P>, rows: Uint32Array, { rest }: Cast, recent: Span): Past {
  const { table, params } = input
  const earlier = earlierWindows(table, recent.from, daysOf(recent), coveredDays(input)[0])
  const before = rows
    .filter((i) => dayOf(table.from[i]) < recent.from)
    .sort((i, j) => table.from[i] - table.from[j])
  const { codes, values } = table.beat
  const byBeat = params.mode === 'beats' || !!rest
  return {
    earlier,
    swing(kind) {
      const series = new Map<number, number[]>()
      for (const i of before) {
        if (kind !== undefined && table.offence[i] !== kind) continue
        if (byBeat && values[codes[i]] === '') continue
        const key = byBeat ? codes[i] : 0
        if (!series.has(key)) series.set(key, [])
        series.get(key)!.push(earlier.of(dayOf(table.from[i])))
      }
      return swingOf(series.values(), earlier.list.length)
    },
  }
}

/** The comparison of two periods, or of two beats. */
export const METHOD: Method<typeof SCHEMA, CompareResult> = { ...META, compute }
