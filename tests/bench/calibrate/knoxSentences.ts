/** What the near-repeat sentences say where places change over time, or crimes were entered twice. */
import { METHOD } from '../../../src/analyses/nearRepeat/compute.ts'
import type { KnoxTable } from '../../../src/core/near/knoxTable.ts'
import { knoxSentences } from '../../../src/core/near/knoxWords.ts'
import { Stream } from '../../../src/core/base/random.ts'
import type { HomesAt } from '../../../src/core/geometry/onPlane.ts'
import type { Row } from '../../analyses/town.ts'
import { countTowns, type Line, percent } from './line.ts'
import { evenTown, FIRST_DAY, runOn } from './towns.ts'

const N = 500
const SIDE = 2000
const DAYS = 365

const run = (
  rows: readonly Row[],
  seed: number,
  space: readonly number[] = [0, 1, 100, 200, 300, 400],
  homesAt?: readonly HomesAt[],
): KnoxTable =>
  runOn(METHOD, rows, FIRST_DAY + DAYS, { permutations: '99', seed, space }, homesAt && { homesAt })
const QUALIFIED = /partly a change of places over time/
const claims = (t: KnoxTable) =>
  knoxSentences(t).filter((s, k) => (k === 0 ? t.sameHome : t.neighbours).found && !QUALIFIED.test(s))

/** A town whose incidents choose their day by where they are: `rate` 0..1 of a half at a share of the year. */
function changing(k: number, rate: (east: boolean, share: number) => number): Row[] {
  const s = new Stream(515, k)
  return evenTown(k, N, SIDE, DAYS).map((r) => {
    const east = r.x >= 450_000 + SIDE / 2
    for (;;) {
      const day = s.below(DAYS)
      if (s.float() < rate(east, day / DAYS)) return { ...r, day: FIRST_DAY + day }
    }
  })
}

/** A fifth of incidents followed by one about 50 m and 5 days off. */
function repeating(rows: readonly Row[], seed: number): Row[] {
  const s = new Stream(99, seed)
  return rows.flatMap((r, i) =>
    i % 5
      ? [r]
      : [
          r,
          {
            ...r,
            x: r.x + s.normal() * 35,
            y: r.y + s.normal() * 35,
            day: r.day! + Math.floor(-5 * Math.log(1 - s.float())),
            minute: s.below(1440),
            place: 1_000_000 + i,
          },
        ],
  )
}

const sentenceLine = (name: string, town: (k: number) => Row[]): Line => ({
  name,
  goal: 0.1,
  measure(towns) {
    const some = Math.min(200, towns)
    let plain = 0
    const hits = countTowns(towns, (k) => {
      const t = run(town(k), k)
      if (t.sameHome.found || t.neighbours.found) plain++
      return claims(t).length > 0
    })
    let sure = 0
    const found = countTowns(some, (k) => {
      const t = run(repeating(town(k), k), k)
      if (claims(t).length > 0) sure++
      return t.neighbours.found
    })
    return {
      ...{ towns, hits },
      power: `a fifth followed near by: said in ${percent(found, some)}, without qualification in ${percent(sure, some)}`,
      note: `found before the diagnostics ${percent(plain, towns)}`,
    }
  },
})

const doubles: Line = {
  name: `25 of ${N} crimes entered twice: a near-repeat sentence`,
  goal: 0.05,
  measure: (towns) => ({
    towns,
    hits: countTowns(towns, (k) => {
      const rows = evenTown(k, N, SIDE, DAYS)
      const t = run([...rows, ...rows.slice(0, 25)], k)
      return claims(t).length > 0 || t.doubles !== 25
    }),
  }),
}

/** Estates of a town that are lived in one after another, each burgled by its homes; and lists of those homes. */
function estates(k: number): { rows: Row[]; homesAt: HomesAt[] } {
  const s = new Stream(616, k)
  const places = Array.from({ length: 16 }, (_, e) => ({
    x: 450_000 + (e % 4) * 500,
    y: 300_000 + Math.floor(e / 4) * 500,
    from: Math.floor((e * DAYS) / 16),
  }))
  const homes = (from: number, day: number) => ((day - from + DAYS) % DAYS < 182 ? 100 : 25)
  const rows: Row[] = []
  while (rows.length < N) {
    const [{ x, y, from }, day] = [places[s.below(16)], s.below(DAYS)]
    if (s.below(100) < homes(from, day))
      rows.push({
        ...{ x: x + s.below(500), y: y + s.below(500), place: rows.length },
        ...{ day: FIRST_DAY + day, minute: s.below(1440) },
      })
  }
  const homesAt = Array.from({ length: 53 }, (_, week): HomesAt => {
    const at = places.flatMap((e) =>
      Array.from({ length: homes(e.from, 7 * week) }, (_, h) => [e.x + 4 * h, e.y + 250]),
    )
    return {
      day: FIRST_DAY + 7 * week,
      x: Float64Array.from(at, (p) => p[0]),
      y: Float64Array.from(at, (p) => p[1]),
    }
  })
  return { rows, homesAt }
}

const built: Line = {
  name: 'Knox sentences, homes that come and go, lists of homes given',
  goal: 0.1,
  // each town is counted anew for every deal of its dates
  most: 60,
  measure(towns) {
    const some = Math.min(200, towns)
    let plain = 0
    const hits = countTowns(towns, (k) => {
      const { rows, homesAt } = estates(k)
      const t = run(rows, k, [0, 1, 100, 200, 300, 400], homesAt)
      if (t.sameHome.found || t.neighbours.found) plain++
      return claims(t).length > 0
    })
    const found = countTowns(some, (k) => {
      const { rows, homesAt } = estates(k)
      const by = run(repeating(rows, k), k, [0, 1, 100], homesAt).diagnostics.find(
        (d) => d.within === 'homes',
      )
      return !!by && by.neighbours.p <= 0.05
    })
    return {
      ...{ towns, hits },
      power: `a fifth followed near by: p by homes ≤ 0.05 in ${percent(found, some)}`,
      note: `found before the diagnostics ${percent(plain, towns)}`,
    }
  },
}

export const sentenceLines: readonly Line[] = [
  { ...sentenceLine('Knox sentences, nothing going on', (k) => evenTown(k, N, SIDE, DAYS)), goal: 0.05 },
  sentenceLine('Knox sentences, one half of town growing, one shrinking', (k) =>
    changing(k, (east, share) => (east ? share : 1 - share)),
  ),
  sentenceLine('Knox sentences, seasons that differ by half of town', (k) =>
    changing(k, (east, share) => 0.5 + (east ? 0.5 : -0.5) * Math.cos(2 * Math.PI * share)),
  ),
  doubles,
  built,
]
