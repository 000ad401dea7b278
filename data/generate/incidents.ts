/** Invented incidents: a self-exciting process over the homes of the town, and plain ones beside it. */
import {
  BURGLARY,
  DAYS,
  FIRST_DAY,
  FROM_VEHICLE,
  HOME_RATE,
  HOURS,
  PLAIN,
  SEASON,
  SPREAD,
  TREND,
  WEEKDAY,
} from './parameters.ts'
import type { Triggering } from './parameters.ts'
import { STATION } from './plan.ts'
import { QUARTERS } from './quarters.ts'
import { randomFrom, subSeed, type Random } from './random.ts'
import type { Town } from './town.ts'

/** Kinds of incident the generator knows; `kind` holds indices into this list. */
export const KINDS = [
  'burglary-home',
  'theft-from-vehicle',
  'theft-of-vehicle',
  'robbery-personal',
  'theft-from-person',
  'other',
] as const
export type Kind = (typeof KINDS)[number]

/** Incidents as columns, in no order. */
export interface Made {
  readonly n: number
  /** local metres; add ORIGIN for the National Grid */
  readonly x: Float64Array
  readonly y: Float64Array
  /** days since FIRST_DAY 00:00, with the time of day as the fraction */
  readonly day: Float64Array
  readonly kind: Uint8Array
  /** index into town.doors of the place, home or shop, the incident belongs to */
  readonly home: Int32Array
  /** the incident that set this one off, as an index into this list; -1 for background */
  readonly parent: Int32Array
}

/** What to make. */
export interface Wish {
  readonly seed: number
  /** false leaves out what incidents set off; the background is the very same */
  readonly triggering: boolean
  /** length of the period, from FIRST_DAY; default the published one */
  readonly days?: number
  /** default all */
  readonly kinds?: readonly Kind[]
}

/** Running sums of weights, to draw from by bisection. */
interface Wheel {
  readonly sums: Float64Array
  readonly of: Int32Array
}

const wheel = (of: Int32Array, weight: (i: number) => number): Wheel => {
  const sums = new Float64Array(of.length)
  let sum = 0
  for (let k = 0; k < of.length; k++) sums[k] = sum += weight(of[k])
  return { sums, of }
}

const spin = ({ sums, of }: Wheel, random: Random): number => {
  const target = random.next() * sums[sums.length - 1]
  let [lo, hi] = [0, sums.length - 1]
  while (lo < hi) {
    const m = (lo + hi) >> 1
    if (sums[m] > target) hi = m
    else lo = m + 1
  }
  return of[lo]
}

const range = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i)

/** Everything about a town that stays the same from one set of incidents to the next. */
interface Ready {
  readonly where: Readonly<Record<Kind, Wheel>>
  nearestHome(x: number, y: number): number
}
const ready = new WeakMap<Town, Ready>()

function prepare(town: Town): Ready {
  const found = ready.get(town)
  if (found) return found
  const { doors, homes } = town
  const random = randomFrom(subSeed(7, 'lasting differences'))
  const streetRate = town.streets.map(() => Math.exp(SPREAD.street * random.normal()))
  const doorRate = doors.map(() => Math.exp(SPREAD.home * random.normal()))
  const isShop = (i: number): boolean => doors[i].code.startsWith('C')
  const middle = (i: number): number => Math.hypot(doors[i].at[0], doors[i].at[1])
  const station = (i: number): number => Math.hypot(doors[i].at[0] - STATION[0], doors[i].at[1] - STATION[1])
  const busy = (i: number): number => Math.exp(-middle(i) / 260) + 0.8 * Math.exp(-station(i) / 120)
  const all = range(doors.length).filter((i) => doors[i].code !== 'PP')
  const vehicle = (i: number): number =>
    QUARTERS[doors[i].quarter].vehicle * streetRate[doors[i].street] ** 0.7 * (isShop(i) ? 1.6 : 1)
  const where: Record<Kind, Wheel> = {
    'burglary-home': wheel(homes, (i) => {
      const d = doors[i]
      return (
        QUARTERS[d.quarter].burglary *
        (HOME_RATE[d.code] ?? 1) *
        streetRate[d.street] *
        doorRate[i] *
        (d.head ? 0.8 : 1)
      )
    }),
    'theft-from-vehicle': wheel(all, vehicle),
    'theft-of-vehicle': wheel(all, (i) => vehicle(i) ** 1.5 * streetRate[doors[i].street]),
    'robbery-personal': wheel(
      all,
      (i) => (busy(i) + 0.012) * (isShop(i) ? 2 : 1) * streetRate[doors[i].street],
    ),
    'theft-from-person': wheel(all, (i) => (busy(i) ** 1.3 + 0.005) * (isShop(i) ? 4 : 1)),
    other: wheel(all, (i) => (isShop(i) ? 9 * doorRate[i] : 0.35 * vehicle(i))),
  }
  // homes by 50 m squares, so that a child near a parent finds its door at once
  const squares = new Map<number, number[]>()
  const key = (x: number, y: number): number => Math.floor(x / 50) * 10007 + Math.floor(y / 50)
  for (const i of homes) {
    const k = key(...doors[i].at)
    const list = squares.get(k)
    if (list) list.push(i)
    else squares.set(k, [i])
  }
  const made: Ready = {
    where,
    nearestHome(x, y) {
      let [best, who] = [Infinity, -1]
      for (let ring = 0; ring < 12 && best > (ring - 1) * 50; ring++)
        for (let dx = -ring; dx <= ring; dx++)
          for (let dy = -ring; dy <= ring; dy++) {
            if (Math.max(Math.abs(dx), Math.abs(dy)) !== ring) continue
            for (const i of squares.get(key(x + dx * 50, y + dy * 50)) ?? []) {
              const d = Math.hypot(doors[i].at[0] - x, doors[i].at[1] - y)
              if (d < best) [best, who] = [d, i]
            }
          }
      return who
    },
  }
  ready.set(town, made)
  return made
}

const trendAt = (day: number): number => {
  for (let i = 1; i < TREND.length; i++) {
    const [[d0, f0], [d1, f1]] = [TREND[i - 1], TREND[i]]
    if (day <= d1) return f0 + ((f1 - f0) * (day - d0)) / (d1 - d0)
  }
  return TREND[TREND.length - 1][1]
}

function dayWheel(
  days: number,
  season: readonly number[],
  weekday: readonly number[],
  trend: boolean,
): Wheel {
  return wheel(range(days), (day) => {
    const date = new Date(FIRST_DAY + day * 86_400_000)
    return season[date.getUTCMonth()] * weekday[(date.getUTCDay() + 6) % 7] * (trend ? trendAt(day) : 1)
  })
}

/** Makes the incidents of a town. 1,000 towns of burglaries take some seconds. */
export function generateIncidents(town: Town, wish: Wish): Made {
  const days = wish.days ?? DAYS
  const { where, nearestHome } = prepare(town)
  const x: number[] = []
  const y: number[] = []
  const when: number[] = []
  const kinds: number[] = []
  const home: number[] = []
  const parent: number[] = []
  const flat = new Array<number>(12).fill(1)
  const hours = range(24)
  KINDS.forEach((kind, k) => {
    if (wish.kinds && !wish.kinds.includes(kind)) return
    // background and offspring draw from streams of their own: without triggering the background stays
    const random = randomFrom(subSeed(wish.seed, `background ${kind}`))
    const later = randomFrom(subSeed(wish.seed, `offspring ${kind}`))
    const vehicle = kind === 'theft-from-vehicle' || kind === 'theft-of-vehicle'
    const burglary = kind === 'burglary-home'
    const pattern = burglary || kind === 'other' ? 'burglary' : vehicle ? 'vehicle' : 'person'
    const season = burglary ? SEASON.burglary : vehicle ? SEASON.vehicle : flat
    const dates = dayWheel(days, season, WEEKDAY[pattern], burglary)
    const clock = wheel(hours, (h) => HOURS[pattern][h])
    const process: (Triggering & { background: number }) | null = burglary
      ? BURGLARY
      : kind === 'theft-from-vehicle'
        ? FROM_VEHICLE
        : null
    const expected = process?.background ?? PLAIN[kind as keyof typeof PLAIN]
    const start = x.length
    const put = (door: number, time: number, from: number, r: Random): void => {
      const at = town.doors[door].at
      const jitter = burglary ? 0 : 9
      x.push(at[0] + (jitter ? jitter * r.normal() : 0))
      y.push(at[1] + (jitter ? jitter * r.normal() : 0))
      when.push(time)
      kinds.push(k)
      home.push(door)
      parent.push(from)
    }
    const n = random.poisson((expected * days) / DAYS)
    for (let i = 0; i < n; i++) {
      const door = spin(where[kind], random)
      put(door, spin(dates, random) + (spin(clock, random) + random.next()) / 24, -1, random)
    }
    if (!wish.triggering || process === null) return
    // what incidents set off may set off more: the list grows while it is walked
    for (let i = start; i < x.length; i++) {
      const children = later.poisson(process.mean)
      for (let c = 0; c < children; c++) {
        const time = when[i] + later.exponential(process.halfLife / Math.LN2)
        const same = later.next() < process.sameHome
        const r = later.exponential(process.halfDistance / Math.LN2)
        const turn = later.between(0, 2 * Math.PI)
        if (time >= days) continue
        const door = same ? home[i] : nearestHome(x[i] + r * Math.cos(turn), y[i] + r * Math.sin(turn))
        if (door >= 0) put(door, time, i, later)
      }
    }
  })
  return {
    n: x.length,
    x: Float64Array.from(x),
    y: Float64Array.from(y),
    day: Float64Array.from(when),
    kind: Uint8Array.from(kinds),
    home: Int32Array.from(home),
    parent: Int32Array.from(parent),
  }
}
