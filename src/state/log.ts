/**
 * The local log: who opened, printed, exported or erased what, when and why. Lines are only ever added. It lies in
 * the browser of whoever it speaks of, so it helps honest people to account for themselves and proves nothing.
 */
import { among, maybe, onlyParts, partsOf, textTo, wholeIn } from '../core/base/sound.ts'
import { keeps } from '../core/base/kept.ts'
import { add, all, one, put } from './keep.ts'

/** What is logged. */
export type Deed = (typeof DEEDS)[number]
const DEEDS = [
  'import',
  'open list',
  'print',
  'export',
  'erase',
  'plan',
  'sample',
  'score',
  'look up',
] as const

/** One line. */
export interface LogLine {
  readonly n: number
  /** "2026-11-23T17:40:05+00:00": local time with its distance from UTC */
  readonly at: string
  readonly what: Deed
  /** which file, sheet or export */
  readonly detail: string
  readonly who: string
  readonly why: string
  /** id of the list or round; '' where it is about none */
  readonly list: string
}

/** Said wherever the log is shown or exported. */
export const NOT_PROOF =
  'This log lies in this browser and is not tamper-proof: whoever can use this browser can erase or change it. It supports your force’s own audit, it does not replace it.'

const two = (n: number): string => String(Math.floor(n)).padStart(2, '0')

/** Local time with its distance from UTC. */
export function stamp(d: Date): string {
  const off = -d.getTimezoneOffset()
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}${off < 0 ? '-' : '+'}${two(Math.abs(off) / 60)}:${two(Math.abs(off) % 60)}`
}

/** Who works here and why, as last given; it is asked again on another day, after idle minutes, and of another officer. */
export interface Reason {
  readonly day: string
  readonly who: string
  readonly why: string
  /** when someone last worked here, milliseconds since 1970; absent = not known */
  readonly seen?: number
}

/** After so many minutes without a key or a touch it may be somebody else's turn at a shared desk. */
export const IDLE = 30

const isReason = partsOf<Reason>({
  day: textTo(10),
  who: textTo(200),
  why: textTo(2000),
  seen: maybe(wholeIn(0, Number.MAX_SAFE_INTEGER)),
})

/** Where earlier versions remembered today's reason, readable for whoever reads the disk. */
const REASON_KEY = 'cocoon.reason'
/** Its record on the shelf. */
const REASON = 'reason'

let given: Reason | undefined
// who accounts for a log that stays goes on doing so
keeps(({ log }) => {
  if (!log) given = undefined
})

/** Takes over what an earlier version remembered. */
function takeEarlier(): void {
  try {
    const r: unknown = JSON.parse(globalThis.localStorage?.getItem(REASON_KEY) ?? 'null')
    if (!isReason(r)) return
    keepReason(r)
    localStorage.removeItem(REASON_KEY)
  } catch {
    // storage switched off, or no reason: it is asked for
  }
}

/** Today's reason; undefined when none was given today, or nobody worked here for a while. */
export function reasonToday(now = new Date()): Reason | undefined {
  takeEarlier()
  if (!given || given.day !== stamp(now).slice(0, 10) || !given.who || !given.why) return undefined
  return given.seen !== undefined && now.getTime() - given.seen > IDLE * 60_000 ? undefined : given
}

/** Brings today's reason into the page, which may have been given in another tab. */
export async function loadReason(): Promise<void> {
  takeEarlier()
  const kept = await one('self', REASON)
  if (isReason(kept) && (kept.seen ?? 0) > (given?.seen ?? 0)) given = kept
}

/** Remembers who and why for today. */
export function giveReason(who: string, why: string, now = new Date()): Reason {
  const reason = {
    day: stamp(now).slice(0, 10),
    who: who.trim().slice(0, 200),
    why: why.trim().slice(0, 2000),
    seen: now.getTime(),
  }
  keepReason(reason)
  return reason
}

function keepReason(reason: Reason): void {
  given = reason
  // where the browser keeps nothing it is asked again by the next page; nothing else is lost
  void put('self', REASON, () => reason).catch(() => undefined)
}

/** Notes that somebody works here: a reason that still stands goes on standing. */
export function stillHere(now = new Date()): void {
  const reason = reasonToday(now)
  // once a minute is enough
  if (reason && now.getTime() - (reason.seen ?? 0) > 60_000) keepReason({ ...reason, seen: now.getTime() })
}

/** Adds a line, with today's who and why where they were given. */
export function log(what: Deed, detail: string, list = '', now = new Date()): Promise<LogLine> {
  const { who = '', why = '' } = reasonToday(now) ?? {}
  return add<LogLine>('log', (n) => ({
    name: String(n).padStart(10, '0'),
    value: { n, at: stamp(now), what, detail, who, why, list },
  }))
}

const LINE = {
  n: wholeIn(0, Number.MAX_SAFE_INTEGER),
  at: textTo(40),
  what: among(DEEDS),
  detail: textTo(20_000),
  who: textTo(200),
  why: textTo(2000),
  list: textTo(200),
}

/** Every line, oldest first. */
export const readLog = (): Promise<LogLine[]> => all('log', (v) => onlyParts<LogLine>(LINE, v))

/** The log as CSV cells: header, then one line each. */
export const logRows = (lines: readonly LogLine[]): string[][] => [
  ['number', 'time', 'what', 'detail', 'who', 'why', 'list'],
  ...lines.map((l) => [String(l.n), l.at, l.what, l.detail, l.who, l.why, l.list]),
]
