/** A sheet that came back on paper, typed in with number keys: a line a home, an outcome a key. */
import { MINUTES_PER_DAY } from '../core/base/time.ts'
import { isFlag, isRecord, listOf, maybe, onlyParts, partsOf, textTo, wholeIn } from '../core/base/sound.ts'
import { type Outcome, OUTCOMES, type Tick, TICK_LETTERS, TICKS } from '../core/base/outcomes.ts'
import type { ListedVisit } from './list.ts'
import type { PhoneRound } from './roundFile.ts'
import { mergeVisits, settles, type Visit } from './visits.ts'

/** A round that was given to an officer, on paper or on a phone. */
export interface GivenRound {
  readonly code: string
  readonly title: string
  readonly officer: string
  readonly how: 'paper' | 'phone'
  /** minute it was given */
  readonly at: number
  /** last day it is of use */
  readonly expires: number
  readonly calls: number
  /** its lines in the order of the sheet, flats one by one */
  readonly homes: readonly {
    readonly label: string
    readonly address: string
    readonly key: string
    /** minute it is late after */
    readonly due: number
  }[]
  /** beats its homes lie in */
  readonly beats?: readonly string[]
  /** of the invented town: it is no team's */
  readonly sample?: boolean
  /** without the burgled homes */
  readonly route?: boolean
}

const HOME = partsOf<GivenRound['homes'][number]>({
  label: textTo(20),
  address: textTo(1000),
  key: textTo(1000),
  due: wholeIn(-1e9, 1e9),
})
const GIVEN = {
  code: textTo(60),
  title: textTo(1000),
  officer: textTo(200),
  how: (v: unknown): v is GivenRound['how'] => v === 'paper' || v === 'phone',
  at: wholeIn(-1e9, 1e9),
  expires: wholeIn(-100_000, 100_000),
  calls: wholeIn(0, 1e6),
  homes: listOf(HOME, 20_000),
  beats: maybe(listOf(textTo(200), 1000)),
  sample: maybe(isFlag),
  route: maybe(isFlag),
}

/** A given round out of an unknown value; undefined where it is none. */
export const soundGiven = (v: unknown): GivenRound | undefined =>
  isRecord(v) ? onlyParts<GivenRound>(GIVEN, v) : undefined

/** The lines of a round's sheet: each home, flats after their building. */
export const sheetHomes = (calls: Pick<PhoneRound, 'calls'>['calls']): GivenRound['homes'] =>
  calls.flatMap((c) =>
    c.homes.map((h) => ({
      label: c.label,
      address: h.flat ? `${h.flat}, ${c.address}` : c.address,
      key: h.key,
      due: c.due,
    })),
  )

/** What is typed into one line. */
export interface Typed {
  readonly outcome?: Outcome
  readonly ticks: readonly Tick[]
  /** minutes after midnight; absent = the time of the line before */
  readonly time?: number
  /** the second visit, as its own boxes on paper have it */
  readonly second?: { readonly outcome?: Outcome; readonly time?: number }
  /** the visit that the next number or time is of; absent = the first */
  readonly at?: 'second'
  /** figures of a time that is being typed */
  readonly figures?: string
}

/** Keys of the ticks: the letters in their boxes on paper, and of the referrals the letters written there. */
const TICK_KEYS: ReadonlyMap<string, Tick> = new Map(TICKS.map((t) => [TICK_LETTERS[t].toLowerCase(), t]))

/** What a key does to a line; undefined where it means nothing there. `next`: the line is done. */
export function typeKey(
  line: Typed,
  key: string,
  outcomes: readonly Outcome[] = OUTCOMES,
): { line: Typed; next: boolean } | undefined {
  if (line.figures !== undefined) return typeFigure(line, line.figures, key)
  const outcome = outcomes[Number(key) - 1]
  if (/^[1-9]$/.test(key) && outcome) {
    const { at, ...rest } = line
    return {
      line: at ? { ...rest, second: { ...line.second, outcome } } : { ...rest, outcome },
      next: true,
    }
  }
  if (/^t$/i.test(key)) return { line: { ...line, figures: '' }, next: false }
  if (/^s$/i.test(key)) return { line: { ...line, at: 'second' }, next: false }
  const tick = TICK_KEYS.get(key.toLowerCase())
  if (tick) {
    const on = line.ticks.includes(tick)
    return {
      line: { ...line, ticks: on ? line.ticks.filter((t) => t !== tick) : [...line.ticks, tick] },
      next: false,
    }
  }
  if (key === '0' || key === 'Backspace' || key === 'Delete') return { line: { ticks: [] }, next: false }
  return undefined
}

/** A key while a time is being typed: its fourth figure ends it, whatever is no figure gives it up. */
function typeFigure(line: Typed, figures: string, key: string): { line: Typed; next: boolean } {
  const { figures: _, ...rest } = line
  if (!/^\d$/.test(key)) return { line: rest, next: false }
  if (figures.length < 3) return { line: { ...rest, figures: figures + key }, next: false }
  const time = readTime(figures + key)
  if (time === undefined) return { line: rest, next: false }
  return {
    line: rest.at ? { ...rest, second: { ...rest.second, time } } : { ...rest, time },
    next: false,
  }
}

/** "1740", "17:40", "17.40" or "740" as minutes after midnight; undefined where it is no time. */
export function readTime(text: string): number | undefined {
  const m = /^(\d{1,2})[:. ]?(\d{2})$/.exec(text.trim())
  if (!m || +m[1] > 23 || +m[2] > 59) return undefined
  return +m[1] * 60 + +m[2]
}

/** Half a day: times of one sheet that jump by more than this passed midnight. */
const HALF_DAY = MINUTES_PER_DAY / 2

/** Times after midnight in the order they were written, as minutes since the first day's start: after 23:50 comes 00:10 of the next day. */
function pastMidnight(): (time: number) => number {
  let last: number | undefined
  return (time) => {
    if (last === undefined) return (last = time)
    let minute = time + Math.floor(last / MINUTES_PER_DAY) * MINUTES_PER_DAY
    if (minute < last - HALF_DAY) minute += MINUTES_PER_DAY
    else if (minute > last + HALF_DAY && minute >= MINUTES_PER_DAY) minute -= MINUTES_PER_DAY
    return (last = minute)
  }
}

/**
 * The lines that have an outcome, each with its minute: its own time, else that of the line before, else the sheet's. A night
 * shift's times go on past midnight into the next day. Second visits are of `secondDay`, after all the first.
 */
export function typedVisits(
  homes: GivenRound['homes'],
  lines: readonly Typed[],
  day: number,
  out: number,
  secondDay: number = day,
): {
  readonly home: string
  readonly outcome: Outcome
  readonly ticks: readonly Tick[]
  readonly at: number
}[] {
  let time: number | undefined
  let on = pastMidnight()
  const first = homes.flatMap((h, i) => {
    const { outcome, ticks, time: own } = lines[i] ?? { ticks: [] }
    if (own !== undefined) time = on(own)
    else if (outcome) time ??= on(out)
    return outcome && time !== undefined
      ? [{ home: h.key, outcome, ticks, at: day * MINUTES_PER_DAY + time }]
      : []
  })
  time = undefined
  on = pastMidnight()
  const second = homes.flatMap((h, i) => {
    const { second: again, time: own } = lines[i] ?? { ticks: [] }
    if (again?.time !== undefined) time = on(again.time)
    else if (again?.outcome) {
      time ??= on(out)
      if (secondDay === day) time = Math.max(time, own ?? 0)
    }
    return again?.outcome && time !== undefined
      ? [{ home: h.key, outcome: again.outcome, ticks: [], at: secondDay * MINUTES_PER_DAY + time }]
      : []
  })
  return [...first, ...second]
}

/**
 * The typed visits that no record of this round says already: a sheet that is typed in again, by whomever, adds what is new on
 * it. A record says the same by home, minute and outcome.
 */
export function notTypedYet<
  V extends { readonly home: string; readonly outcome: Outcome; readonly at: number },
>(typed: readonly V[], code: string, visits: readonly Visit[]): V[] {
  const same = (v: Pick<V, 'home' | 'outcome' | 'at'>) => `${v.home}\n${v.outcome}\n${v.at}`
  const known = new Set(visits.filter((v) => v.list === code && !v.removed).map(same))
  return typed.filter((v) => !known.has(same(v)))
}

/** Where a given round stands, in homes. */
export interface GivenStanding {
  readonly done: number
  /** nobody answered so far, or another time was asked for */
  readonly again: number
  /** not called on */
  readonly left: number
  /** of those left, past their due time */
  readonly late: number
  /** records that came back from it */
  readonly back: number
}

/** Where one home of a given round stands. */
export interface HomeStanding {
  /** settled; nobody answered so far; not called on */
  readonly is: 'done' | 'again' | 'left'
  /** not called on, and past its due time */
  readonly late: boolean
}

/** Where the homes of a round stand at a minute, by key: whoever called on them since it was given, they are called on, and
 * what one officer settled no other's closed door unsettles. A round without the burgled homes has one time for all its calls:
 * of these `own` tells when each is due, and a home that has no time there is not late.
 */
export function homesStanding(
  g: GivenRound,
  visits: readonly Visit[],
  now: number,
  own?: ReadonlyMap<string, number>,
): { homes: ReadonlyMap<string, HomeStanding>; back: number } {
  const keys = new Set(g.homes.map((h) => h.key))
  const called = new Map<string, boolean>()
  let back = 0
  for (const v of mergeVisits(visits)) {
    if (v.removed || !keys.has(v.home)) continue
    if (v.list === g.code) back++
    if (v.list === g.code || v.at >= g.at) called.set(v.home, settles(v) || (called.get(v.home) ?? false))
  }
  const homes = g.homes.map(({ key, due }): [string, HomeStanding] => {
    const settled = called.get(key)
    const is = settled === undefined ? 'left' : settled ? 'done' : 'again'
    return [key, { is, late: is === 'left' && (g.route && own ? (own.get(key) ?? Infinity) : due) < now }]
  })
  return { homes: new Map(homes), back }
}

/** The homes of a round somebody called on since it was given: a visit for an earlier burglary is none for this one. */
export const calledOn = (homes: ReadonlyMap<string, HomeStanding>): ReadonlySet<string> =>
  new Set([...homes].flatMap(([key, { is }]) => (is === 'left' ? [] : [key])))

/**
 * Homes of a round that two devices found differently since it was given, with their visits in time order: two outcomes that
 * both settle a home, or nobody there after somebody else had settled it. A second try that found somebody is no contradiction.
 */
export function foundDifferently(
  g: GivenRound,
  visits: readonly Visit[],
): { readonly label: string; readonly address: string; readonly visits: readonly Visit[] }[] {
  const since = mergeVisits(visits).filter((v) => !v.removed && (v.list === g.code || v.at >= g.at))
  return g.homes.flatMap(({ label, address, key }) => {
    const mine = since.filter((v) => v.home === key)
    const settled = mine.find(settles)
    const against =
      settled &&
      mine.some((v) => v.device !== settled.device && v.at >= settled.at && v.outcome !== settled.outcome)
    return against ? [{ label, address, visits: mine }] : []
  })
}

/** The homes counted. */
export function countHomes(homes: Iterable<HomeStanding>): Omit<GivenStanding, 'back'> {
  const counts = { done: 0, again: 0, left: 0, late: 0 }
  for (const { is, late } of homes) {
    counts[is]++
    if (late) counts.late++
  }
  return counts
}

/** When each home of a list is due, minute, by key. */
export const dueByHome = (
  visits: readonly Pick<ListedVisit, 'keys' | 'due'>[],
): ReadonlyMap<string, number> => new Map(visits.flatMap((v) => v.keys.map((key) => [key, v.due] as const)))

/** Where a round stands at a minute. */
export function givenStanding(
  g: GivenRound,
  visits: readonly Visit[],
  now: number,
  own?: ReadonlyMap<string, number>,
): GivenStanding {
  const { homes, back } = homesStanding(g, visits, now, own)
  return { ...countHomes(homes.values()), back }
}
