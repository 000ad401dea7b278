/** The last week of the sample is set by hand, so that tonight's list always has its textbook cases. */
import type { Made } from './incidents.ts'
import { randomFrom, subSeed } from './random.ts'
import type { Town } from './town.ts'

/** A burglary put there on purpose. */
export interface Planted {
  readonly what:
    'repeat address' | 'block of flats' | 'end of a close' | 'near pair, first' | 'near pair, second'
  readonly door: number
  /** days since FIRST_DAY */
  readonly day: number
}

/** Home burglaries the last seven days hold in the end. */
export const LAST_WEEK = 8

/** Picks the homes for the planted burglaries, apart from one another, and the made ones to leave out. */
export function plant(
  town: Town,
  made: Made,
  days: number,
  seed: number,
): { planted: Planted[]; dropped: Set<number> } {
  const random = randomFrom(subSeed(seed, 'planted'))
  const { doors } = town
  const burglary = Array.from({ length: made.n }, (_, i) => i).filter((i) => made.kind[i] === 0)
  const burgled = new Map<number, number>()
  for (const i of burglary) burgled.set(made.home[i], Math.max(burgled.get(made.home[i]) ?? -1, made.day[i]))
  const planted: Planted[] = []
  const apart = (door: number): boolean =>
    planted.every(
      (p) =>
        Math.hypot(doors[p.door].at[0] - doors[door].at[0], doors[p.door].at[1] - doors[door].at[1]) > 450,
    )
  const pick = (ok: (door: number) => boolean): number => {
    const list = [...town.homes].filter((d) => ok(d) && apart(d))
    if (list.length === 0) throw new Error('No home fits a planted burglary; try another seed.')
    return random.pick(list)
  }
  const start = days - 7
  // burgled 60 to 200 days ago and not since
  const repeat = pick(
    (d) =>
      doors[d].code === 'RD04' &&
      days - (burgled.get(d) ?? -999) > 60 &&
      days - (burgled.get(d) ?? -999) < 200,
  )
  planted.push({ what: 'repeat address', door: repeat, day: start + 2.79 })
  const flat = pick((d) => doors[d].code === 'RD06' && doors[d].name !== '' && !burgled.has(d))
  planted.push({ what: 'block of flats', door: flat, day: start + 1.86 })
  const head = pick((d) => doors[d].head && doors[d].code !== 'RD06' && !burgled.has(d))
  planted.push({ what: 'end of a close', door: head, day: start + 4.6 })
  const first = pick((d) => doors[d].code === 'RD04' && !burgled.has(d))
  const second = [...town.homes].find((d) => {
    const r = Math.hypot(doors[d].at[0] - doors[first].at[0], doors[d].at[1] - doors[first].at[1])
    return doors[d].code === 'RD04' && r > 45 && r < 110 && !burgled.has(d)
  })
  if (second === undefined) throw new Error('No home near the first of the planted pair; try another seed.')
  planted.push(
    { what: 'near pair, first', door: first, day: start + 3.81 },
    { what: 'near pair, second', door: second, day: start + 5.77 },
  )
  // the made ones of the week beyond the wanted number go, the latest first
  const week = burglary.filter((i) => made.day[i] >= start).sort((a, b) => made.day[b] - made.day[a])
  return { planted, dropped: new Set(week.slice(0, Math.max(0, week.length + planted.length - LAST_WEEK))) }
}
