/** Burglaries that took car keys, paired with the car that went next: how many there are, and how many by chance. */
import type { Incidents } from '../table/incidents.ts'
import { datedRows } from '../table/span.ts'
import { offenceIndex } from '../base/offences.ts'
import { shuffle, Stream } from '../base/random.ts'
import { dayOf } from '../base/time.ts'

/** Metres within which a burglary and a vehicle count as at one place, unless their place is the same. */
export const KEY_METRES = 30

/** Days either side by which their windows may miss each other. */
export const KEY_DAYS = 1

/** A burglary and a vehicle taken at the same place and time. */
export interface KeyPair {
  readonly burglary: number
  readonly vehicle: number
  readonly metres: number
  readonly samePlace: boolean
}

const lastDay = (t: Incidents, i: number) => dayOf(Math.max(t.from[i], t.to[i]))

/** Burglaries and vehicles taken at the same place or within 30 m, whenever. */
function closeKeyPairs(t: Incidents, all: Uint32Array): { pairs: KeyPair[]; cars: Uint32Array } {
  const rows = datedRows(t, all)
  const [burglary, vehicle] = [offenceIndex('burglary-home'), offenceIndex('theft-of-vehicle')]
  const cars = rows
    .filter((i) => t.offence[i] === vehicle && Number.isFinite(t.x[i]))
    .sort((a, b) => t.x[a] - t.x[b])
  const byPlace = new Map<number, number[]>()
  for (const i of cars) {
    if (t.place[i] < 0) continue
    const there = byPlace.get(t.place[i])
    if (there) there.push(i)
    else byPlace.set(t.place[i], [i])
  }
  const pairs: KeyPair[] = []
  for (const i of rows) {
    if (t.offence[i] !== burglary) continue
    const here = new Set(t.place[i] >= 0 ? byPlace.get(t.place[i]) : undefined)
    // cars lie from west to east: only a short run of them can be near
    let a = 0
    let b = cars.length
    while (a < b) {
      const m = (a + b) >>> 1
      if (t.x[cars[m]] < t.x[i] - KEY_METRES) a = m + 1
      else b = m
    }
    for (; a < cars.length && t.x[cars[a]] <= t.x[i] + KEY_METRES; a++)
      if (Math.hypot(t.x[cars[a]] - t.x[i], t.y[cars[a]] - t.y[i]) <= KEY_METRES) here.add(cars[a])
    for (const v of here)
      pairs.push({
        burglary: i,
        vehicle: v,
        metres: Math.hypot(t.x[v] - t.x[i], t.y[v] - t.y[i]),
        samePlace: t.place[i] >= 0 && t.place[i] === t.place[v],
      })
  }
  return { pairs, cars }
}

/** Whether the windows of a burglary and of a row overlap by calendar days, widened by a day either side. */
const together = (t: Incidents, a: number, b: number) =>
  dayOf(t.from[a]) <= lastDay(t, b) + KEY_DAYS && dayOf(t.from[b]) <= lastDay(t, a) + KEY_DAYS

/**
 * Pairs of a residential burglary and a theft of a vehicle at the same place or within 30 m whose windows, widened by a
 * day either side, overlap by calendar days.
 */
export const carKeyPairs = (t: Incidents, rows: Uint32Array): KeyPair[] =>
  closeKeyPairs(t, rows).pairs.filter((p) => together(t, p.burglary, p.vehicle))

/** Shuffles from which a mean by chance is taken. */
const SHUFFLES = 99

/** How many rows the pairs would name on average if the windows were dealt out anew among the vehicles taken. */
export function carKeysByChance(t: Incidents, rows: Uint32Array): number {
  const { pairs, cars } = closeKeyPairs(t, rows)
  let named = 0
  for (let k = 0; k < SHUFFLES; k++) {
    const dealt = cars.slice()
    shuffle(dealt, new Stream(1, k))
    const whenOf = new Map(Array.from(cars, (v, i) => [v, dealt[i]]))
    const found = new Set<number>()
    for (const p of pairs)
      if (together(t, p.burglary, whenOf.get(p.vehicle)!)) found.add(p.burglary).add(p.vehicle)
    named += found.size
  }
  return named / SHUFFLES
}

/** Words by which texts tell that keys of a vehicle were taken; offered as a start, to be changed. */
export const KEY_WORDS =
  '"car key*" OR "vehicle key*" OR "van key*" OR "taken with keys" OR ("keys from" (car OR vehicle OR van))'
