import { describe, expect, it } from 'vitest'
import { rankBands } from '../../../src/core/stats/rankBands.ts'
import { dice } from '../../analyses/town.ts'

const blocks = (n: number, of: (block: number) => number[]) =>
  Array.from({ length: n }, (_, b) => Float64Array.from(of(b)))

describe('ranks with their range', () => {
  it('ranks by the whole, ties sharing the best place', () => {
    const r = rankBands(blocks(12, () => [5, 9, 5, 1]))
    expect(r.map((x) => x.rank)).toEqual([2, 1, 2, 4])
    expect(r.map((x) => x.total)).toEqual([60, 108, 60, 12])
    // what is alike in every block stays where it is; a tie spans its places
    expect(r.map((x) => [x.low, x.high])).toEqual([
      [2, 3],
      [1, 1],
      [2, 3],
      [4, 4],
    ])
  })

  it('has no range from fewer than twelve blocks', () => {
    expect(rankBands(blocks(11, () => [1, 2]))[0]).toMatchObject({ rank: 2, low: NaN, high: NaN })
  })

  it('does not depend on the order of units', () => {
    const d = dice(3)
    const list = blocks(30, () => [d() * 4, d() * 4, d() * 5])
    const turned = list.map((b) => Float64Array.of(b[2], b[0], b[1]))
    const [a, b] = [rankBands(list), rankBands(turned)]
    expect(b).toEqual([a[2], a[0], a[1]])
  })

  it('tells units of equal rate apart about as rarely as promised', () => {
    // ten units of one rate: a unit is put first, and only first, in a few per cent of towns at most
    let sure = 0
    for (let town = 0; town < 100; town++) {
      const d = dice(town + 1)
      const r = rankBands(
        blocks(52, () => Array.from({ length: 10 }, () => Number(d() < 0.5) + Number(d() < 0.5))),
        199,
      )
      if (r.some((x) => x.high === 1)) sure++
    }
    expect(sure).toBeLessThanOrEqual(5)
  })
})
