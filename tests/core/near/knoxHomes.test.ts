import { describe, expect, it } from 'vitest'
import { METHOD } from '../../../src/analyses/nearRepeat/compute.ts'
import { defaults } from '../../../src/core/base/params.ts'
import { drain } from '../../../src/core/base/drain.ts'
import { Stream } from '../../../src/core/base/random.ts'
import { dealtByHomes, homesThen } from '../../../src/core/near/knoxHomes.ts'
import { knoxSentences } from '../../../src/core/near/knoxWords.ts'
import type { HomesAt } from '../../../src/core/geometry/onPlane.ts'
import { allRows } from '../../../src/core/table/incidents.ts'
import { type Row, townOf } from '../../analyses/town.ts'

const homesOn = (day: number, at: readonly (readonly [number, number])[]): HomesAt => ({
  day,
  x: Float64Array.from(at, (p) => p[0]),
  y: Float64Array.from(at, (p) => p[1]),
})

describe('homes of a place at a time', () => {
  it('are counted in its square, even between two lists and level beyond them', () => {
    const lists = [
      homesOn(100, [...Array<[number, number]>(10).fill([10, 10]), [900, 10]]),
      homesOn(200, Array<[number, number]>(30).fill([400, 400])),
    ]
    const at = { x: Float64Array.of(20, 20, 20, 20, 910), y: Float64Array.of(20, 20, 20, 20, 10) }
    const homes = homesThen({ ...at, days: [50, 100, 150, 400, 200] }, lists)
    expect([0, 1, 2, 3].map((j) => homes(0, j))).toEqual([10, 10, 20, 30])
    // something was hit where no home is listed
    expect(homes(4, 4)).toBe(1)
  })

  it('decide how often each deal of dates comes, as the products say', () => {
    const weights = [
      [1, 2, 4],
      [3, 1, 1],
      [2, 2, 1],
    ]
    const deals = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ]
    const chance = deals.map((d) => d.reduce((p, j, i) => p * weights[i][j], 1))
    const all = chance.reduce((a, b) => a + b)
    const seen = new Map<string, number>()
    const runs = 6000
    for (let k = 0; k < runs; k++) {
      const key = dealtByHomes(3, (i, j) => weights[i][j], new Stream(7, k)).join()
      seen.set(key, (seen.get(key) ?? 0) + 1)
    }
    deals.forEach((d, k) => {
      const p = chance[k] / all
      expect(Math.abs((seen.get(d.join()) ?? 0) / runs - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / runs))
    })
  })
})

/** A town of estates that are lived in for a season each, one after another, and burgled by the homes they have. */
function building(seed: number, follow = 0): { rows: Row[]; lists: HomesAt[] } {
  const s = new Stream(606, seed)
  const estates = Array.from({ length: 16 }, (_, e) => ({
    x: 450_000 + (e % 4) * 500,
    y: 300_000 + Math.floor(e / 4) * 500,
    built: Math.floor((e * 365) / 16),
  }))
  const lived = (e: { built: number }, day: number) => (day - e.built + 365) % 365 < 91
  const at = (day: number) =>
    homesOn(
      20_000 + day,
      estates.flatMap((e) =>
        Array.from({ length: lived(e, day) ? 100 : 5 }, (_, k): [number, number] => [
          e.x + 5 * (k % 100),
          e.y + 250,
        ]),
      ),
    )
  const lists = Array.from({ length: 27 }, (_, k) => at(k * 14))
  const rows: Row[] = []
  while (rows.length < 250) {
    const [e, day] = [estates[s.below(16)], s.below(365)]
    if (s.below(100) >= (lived(e, day) ? 100 : 5)) continue
    rows.push({
      x: e.x + s.below(500),
      y: e.y + s.below(500),
      day: 20_000 + day,
      minute: s.below(1440),
      place: rows.length,
    })
  }
  for (const r of rows.slice(0, Math.round(250 * follow)))
    rows.push({
      ...{ x: r.x + s.below(40), y: r.y + s.below(40), place: rows.length },
      ...{ day: r.day! + s.below(5), minute: s.below(1440) },
    })
  return { rows, lists }
}

const run = (
  { rows, lists }: ReturnType<typeof building>,
  seed: number,
  given = true,
  bands: { space: number[]; time?: number[] } = { space: [0, 1, 100, 200, 300, 400] },
) => {
  const table = townOf(rows)
  return drain(
    METHOD.compute({
      ...{ table, rows: allRows(table), today: 20_400, ...(given && { homesAt: lists }) },
      params: { ...defaults(METHOD.schema), permutations: '99', seed, ...bands },
    }),
  )
}

describe('the near-repeat test with homes by place and time', () => {
  it('takes estates that come and go for what they are', () => {
    const towns = Array.from({ length: 4 }, (_, k) => run(building(k), k))
    const plain = towns.filter((t) => t.neighbours.found)
    expect(plain.length).toBeGreaterThan(2)
    for (const t of plain) {
      const by = t.diagnostics.find((d) => d.within === 'homes')!
      expect(by.neighbours.ratio).toBeLessThan(t.neighbours.ratio)
      expect(t.notes.join(' ')).toContain('by the homes that stood in each square of 500 m')
      expect(t.notes.join(' ')).not.toContain('is not known here')
    }
    const unqualified = plain.filter((t) => !/partly a change of places/.test(knoxSentences(t).join(' ')))
    expect(unqualified.length).toBeLessThan(2)
  })

  it('still finds near repeats in such a town', () => {
    for (let k = 0; k < 3; k++) {
      // the plain pattern reaches as far as the estates do; close by and at once there is more than they explain
      const t = run(building(k, 0.25), k, true, { space: [0, 1, 100], time: [0, 7] })
      const by = t.diagnostics.find((d) => d.within === 'homes')!
      expect(t.neighbours.found && by.neighbours.p <= 0.05).toBe(true)
    }
  })

  it('says what is not known without lists, and gives the same whatever the cut', () => {
    const made = building(1, 0.25)
    expect(run(made, 1, false).notes.join(' ')).toContain('is not known here')
    const table = townOf(made.rows)
    const input = {
      ...{ table, rows: allRows(table), today: 20_400, homesAt: made.lists },
      params: { ...defaults(METHOD.schema), permutations: '99' as const, seed: 1 },
    }
    const whole = drain(METHOD.compute(input))
    const parts = METHOD.split!(input, 4).map((p) => drain(METHOD.compute(p)))
    expect(METHOD.merge!(input, parts).diagnostics).toEqual(whole.diagnostics)
  })
})
