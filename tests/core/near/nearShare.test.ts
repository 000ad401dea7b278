import { describe, expect, it } from 'vitest'
import { drain } from '../../../src/core/base/drain.ts'
import { nearShare, type NearShareInput } from '../../../src/core/near/nearShare.ts'
import { dice } from '../../analyses/town.ts'

function made(n: number, seed: number, side: number): NearShareInput {
  const d = dice(seed)
  const day = Int32Array.from({ length: n }, () => 1000 + Math.floor(d() * 400))
  return {
    x: Float64Array.from({ length: n }, () => Math.round((d() * side) / 50) * 50),
    y: Float64Array.from({ length: n }, () => Math.round((d() * side) / 50) * 50),
    day,
    from: day.map((v) => v * 1440 + Math.floor(d() * 3) * 480),
    flags: new Uint16Array(n),
    place: Int32Array.from({ length: n }, () => Math.floor(d() * (n / 2)) - 1),
    judgedFrom: 1042,
    reach: 400,
    days: 42,
    seed: 1,
  }
}

/** Straight from the words: is there an earlier one nearby? */
function plain(g: NearShareInput) {
  const all = [...g.x.keys()]
  const judged = all.filter((i) => g.day[i] >= g.judgedFrom)
  const forerunners = (i: number) =>
    all.filter(
      (j) =>
        g.from[j] < g.from[i] &&
        g.day[i] - g.day[j] <= g.days &&
        (g.x[i] - g.x[j]) ** 2 + (g.y[i] - g.y[j]) ** 2 <= g.reach ** 2,
    )
  const near = judged.filter((i) => forerunners(i).length > 0)
  return {
    n: judged.length,
    near: near.length,
    samePlaceOnly: near.filter((i) =>
      forerunners(i).every((j) => g.place[j] >= 0 && g.place[j] === g.place[i]),
    ).length,
    pairs: all.reduce((s, i) => s + forerunners(i).length, 0),
  }
}

describe('near-repeat share', () => {
  it.each([
    [1, 60, 900],
    [2, 200, 3000],
    [3, 300, 9000],
    [4, 2, 100],
  ])('agrees with looking at every two (%i)', (seed, n, side) => {
    const input = made(n, seed, side)
    expect(drain(nearShare(input))).toMatchObject(plain(input))
  })

  it('finds nothing beyond chance where days and places are dealt out at random', () => {
    const r = drain(nearShare(made(300, 5, 6000)))
    expect(r.shuffles).toBe(99)
    expect(Math.abs(r.near / r.n - r.byChance)).toBeLessThan(0.08)
    expect(r.p).toBeGreaterThan(0.01)
  })

  it('finds runs that are there', () => {
    const input = made(300, 6, 20_000)
    const [x, y, day, from] = [input.x.slice(), input.y.slice(), input.day.slice(), input.from.slice()]
    // every third incident follows the one before it by two days, 100 m away
    for (let i = 2; i < 300; i += 3) {
      x[i] = x[i - 1] + 100
      y[i] = y[i - 1]
      day[i] = day[i - 1] + 2
      from[i] = day[i] * 1440
    }
    const r = drain(nearShare({ ...input, x, y, day, from }))
    expect(r.near / r.n).toBeGreaterThan(3 * r.byChance)
    expect(r.pairs).toBeGreaterThan(3 * r.pairsByChance)
    expect(r.p).toBe(0.01)
  })

  it('includes exactly 400 m and exactly 42 days, and nothing after', () => {
    const two = (dx: number, days: number) =>
      drain(
        nearShare({
          x: Float64Array.of(0, dx),
          y: Float64Array.of(0, 0),
          day: Int32Array.of(1000, 1000 + days),
          from: Int32Array.of(1000 * 1440, (1000 + days) * 1440),
          flags: [0, 0],
          place: Int32Array.of(1, 2),
          judgedFrom: 0,
          reach: 400,
          days: 42,
          seed: 1,
        }),
      ).near
    expect([two(400, 42), two(400.001, 42), two(400, 43), two(0, 0)]).toEqual([1, 0, 0, 0])
  })

  it('counts one of two on a day of which only the day is known', () => {
    const two = (flags: number[], from: [number, number]) =>
      drain(
        nearShare({
          ...{ x: Float64Array.of(0, 100), y: Float64Array.of(0, 0), day: Int32Array.of(1000, 1000) },
          ...{ from: Int32Array.from(from), flags, place: Int32Array.of(1, 2) },
          ...{ judgedFrom: 0, reach: 400, days: 42, seed: 1 },
        }),
      )
    expect(two([0, 0], [1_440_000, 1_440_000])).toMatchObject({ near: 0, pairs: 0 })
    expect(two([8, 8], [1_440_000, 1_440_000])).toMatchObject({ near: 1, pairs: 1 })
    expect(two([0, 8], [1_440_600, 1_440_000])).toMatchObject({ near: 1, pairs: 1 })
  })

  it('says of the first row too that only its own place, whatever its number, went before', () => {
    const r = drain(
      nearShare({
        ...{ x: new Float64Array(2), y: new Float64Array(2), day: Int32Array.of(1001, 1000) },
        ...{ from: Int32Array.of(1_441_440, 1_440_000), flags: [0, 0], place: new Int32Array(2) },
        ...{ judgedFrom: 0, reach: 400, days: 42, seed: 1 },
      }),
    )
    expect(r).toMatchObject({ n: 2, near: 1, samePlaceOnly: 1 })
  })

  /** So many incidents at each of some places a kilometre apart, one a minute. */
  const crowds = (sizes: readonly number[]): NearShareInput => {
    const x = Float64Array.from(sizes.flatMap((m, k) => new Array<number>(m).fill(1000 * k)))
    const n = x.length
    return {
      ...{
        x,
        y: new Float64Array(n),
        day: new Int32Array(n),
        from: Int32Array.from({ length: n }, (_, i) => i),
      },
      ...{ flags: new Uint8Array(n), place: new Int32Array(n).fill(-1) },
      ...{ judgedFrom: 0, reach: 400, days: 42, seed: 1 },
    }
  }
  const firstSteps = (sizes: readonly number[], steps: number) => {
    const run = nearShare(crowds(sizes))
    return Array.from({ length: steps }, () => run.next().value)
  }

  it('deals 99 times up to a million pairs, and 19 times where there are more', () => {
    // 998,991 + 990 + 15 + 3 + 1 pairs
    const million = [1414, 45, 6, 3, 2]
    expect(drain(nearShare(crowds(million))).shuffles).toBe(99)
    expect(drain(nearShare(crowds([...million, 2]))).shuffles).toBe(19)
  })

  it('finds more partners of the first incident than there was room for, and deals nothing where nobody is judged', () => {
    const n = 2100
    const many = drain(nearShare({ ...crowds([n]), judgedFrom: 1 }))
    expect(many).toMatchObject({ n: 0, near: 0, pairs: (n * (n - 1)) / 2, shuffles: 0 })
  })

  it('rests after each 4,096 incidents while it looks for pairs', () => {
    const n = 8200
    expect(firstSteps(new Array<number>(n).fill(1), 3)).toEqual([(0.2 * 4095) / n, (0.2 * 8191) / n, 0.2])
  })

  it('says nothing of nothing', () => {
    const input = made(0, 1, 100)
    expect(drain(nearShare(input))).toMatchObject({ n: 0, near: 0, byChance: NaN, p: NaN })
  })
})
