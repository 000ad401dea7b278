/** Draws of dip samples, agreement of readers and what a sample may be said to tell. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allocate, drawFiles, secondReading } from '../../../../src/core/evaluation/quality/draw.ts'
import { estimate } from '../../../../src/core/evaluation/quality/dipSample.ts'
import { weightedShare } from '../../../../src/core/evaluation/quality/shares.ts'

const rows = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
const id = (row: number): string => `C${String(row).padStart(6, '0')}`

describe('a draw', () => {
  it('gives the same files for the same seed, in whatever order the register is sorted', () => {
    const stratum = (r: number): string => ['a', 'b', 'c'][r % 3]
    const one = drawFiles(rows(300), stratum, id, { size: 40, seed: 7 })
    const turned = drawFiles(rows(300).reverse(), stratum, id, { size: 40, seed: 7 })
    expect(turned).toEqual(one)
    expect(drawFiles(rows(300), stratum, id, { size: 40, seed: 8 }).files).not.toEqual(one.files)
    // pinned: a later version draws these too
    expect(one.files.slice(0, 5).map((f) => f.row)).toMatchInlineSnapshot(`
      [
        135,
        5,
        247,
        74,
        22,
      ]
    `)
  })

  it('has no file twice, the size asked for, and the minimum in each stratum', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 200 }),
        fc.integer({ min: 0, max: 1000 }),
        (sizes, size, seed) => {
          const of = sizes.flatMap((n, k) => Array<number>(n).fill(k))
          const draw = drawFiles(rows(of.length), (r) => `s${String(of[r]).padStart(2, '0')}`, id, {
            size,
            seed,
          })
          const total = Math.min(size, of.length)
          expect(draw.files).toHaveLength(total)
          expect(new Set(draw.files.map((f) => f.row)).size).toBe(total)
          draw.strata.forEach((s, k) => {
            expect(s.size).toBe(sizes[k])
            expect(s.drawn).toBe(draw.files.filter((f) => of[f.row] === k).length)
            expect(s.drawn).toBeGreaterThanOrEqual(Math.min(s.size, draw.minimum))
          })
          expect(draw.way === 'spread').toBe(size < sizes.length && sizes.length > 1)
        },
      ),
    )
  })

  it('shares out in proportion above the minimum', () => {
    expect(allocate([1000, 500, 20], 100, 10)).toEqual([60, 30, 10])
    expect(allocate([5, 500], 50, 10)).toEqual([5, 45])
    expect(allocate([3, 3, 3], 9, 10)).toEqual([3, 3, 3])
  })

  it('refuses a minimum that does not fit, when it was asked for', () => {
    const wish = { size: 20, seed: 1, minimum: 15 }
    expect(() => drawFiles(rows(100), (r) => String(r % 2), id, wish)).toThrow(
      /15 files from each of 2 strata are 30/,
    )
    const usual = drawFiles(rows(100), (r) => String(r % 4), id, { size: 20, seed: 1 })
    expect(usual.minimum).toBe(5)
    expect(usual.notes.join()).toContain('minimum of 5')
  })

  it('gives every file the same chance where there are more strata than files', () => {
    const hits = new Uint32Array(30)
    for (let seed = 0; seed < 3000; seed++)
      for (const f of drawFiles(rows(30), (r) => `s${r % 15}`, id, { size: 6, seed }).files) hits[f.row]++
    // 3000 × 6 / 30 = 600, sd 22
    for (const h of hits) expect(Math.abs(h - 600)).toBeLessThan(100)
  })

  it('has a second reading of a fifth, twenty at least', () => {
    const draw = drawFiles(rows(500), () => 'all', id, { size: 200, seed: 3 })
    expect(secondReading(draw)).toHaveLength(40)
    expect(secondReading(drawFiles(rows(500), () => 'all', id, { size: 50, seed: 3 }))).toHaveLength(20)
    expect(secondReading(drawFiles(rows(500), () => 'all', id, { size: 8, seed: 3 }))).toHaveLength(8)
    expect(secondReading(draw)).toEqual(secondReading(draw))
    expect(secondReading(draw).every((f) => draw.files.includes(f))).toBe(true)
  })
})

describe('an estimate', () => {
  const strata = [
    { name: 'a', size: 200, yes: 5, no: 15, notApplicable: 0 },
    { name: 'b', size: 100, yes: 8, no: 2, notApplicable: 0 },
  ]

  it('weighs strata by their size', () => {
    const got = estimate(strata, 'each')
    expect(got.share).toBeCloseTo((200 * 0.25 + 100 * 0.8) / 300, 12)
    expect(got.interval![0]).toBeLessThan(got.share)
  })

  it('of files picked by hand has no interval', () => {
    const got = estimate(strata, 'hand')
    expect(got.share).toBe(13 / 30)
    expect(got.interval).toBeUndefined()
    expect(got.note).toMatch(/no interval/)
  })

  it('is not certain because all answers are the same', () => {
    const same = strata.map((s) => ({ ...s, yes: s.yes + s.no, no: 0 }))
    const got = estimate(same, 'each')
    expect(got.share).toBe(1)
    expect(got.interval![0]).toBeLessThan(0.95)
  })

  it('never lies outside its own interval, however few files of a stratum were read', () => {
    // four of six files say yes, but the two that do not stand for most of the register
    const single = [
      ...Array.from({ length: 4 }, (_, k) => ({ name: `s${k}`, size: 30, yes: 1, no: 0, notApplicable: 0 })),
      ...Array.from({ length: 2 }, (_, k) => ({ name: `n${k}`, size: 500, yes: 0, no: 1, notApplicable: 0 })),
    ]
    const got = estimate(single, 'each')
    expect(got.share).toBeCloseTo(120 / 1120, 12)
    expect(got.interval![0]).toBeLessThan(got.share)
    expect(got.interval![1]).toBeGreaterThan(got.share)
    // two files stand for nearly all: the interval is about that of two files
    expect(got.interval![1]).toBeGreaterThan(0.5)
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.nat(3)), { minLength: 2, maxLength: 8 }),
        (rows) => {
          const of = rows.map(([more, yes, no], k) => ({
            ...{ name: `s${k}`, size: yes + no + more, yes, no, notApplicable: 0 },
          }))
          const read = of.reduce((sum, s) => sum + s.yes + s.no, 0)
          if (read === 0) return
          const { share, interval } = estimate(of, 'each')
          expect(interval![0]).toBeLessThanOrEqual(share + 1e-12)
          expect(interval![1]).toBeGreaterThanOrEqual(share - 1e-12)
        },
      ),
    )
  })

  it('says of which strata nothing was read', () => {
    const got = estimate([...strata, { name: 'c', size: 50, yes: 0, no: 0, notApplicable: 0 }], 'each')
    expect(got.note).toContain('Nothing was read of c')
    expect(weightedShare([]).share).toBeNaN()
  })

  it('covers the truth about as often as it says', () => {
    const of = (r: number): string => (r < 600 ? 'a' : r < 900 ? 'b' : 'c')
    const truth = rows(1000).map((r) => (r * 7919) % 100 < (r < 600 ? 20 : r < 900 ? 50 : 80))
    const share = truth.filter(Boolean).length / 1000
    let inside = 0
    for (let seed = 1; seed <= 400; seed++) {
      const draw = drawFiles(rows(1000), of, id, { size: 120, seed })
      const counts = draw.strata.map((s, k) => {
        const read = draw.files.filter((f) => f.stratum === k)
        const yes = read.filter((f) => truth[f.row]).length
        return { name: s.name, size: s.size, yes, no: read.length - yes, notApplicable: 0 }
      })
      const [low, high] = estimate(counts, draw.way).interval!
      if (low <= share && share <= high) inside++
    }
    expect(inside / 400).toBeGreaterThan(0.91)
    expect(inside / 400).toBeLessThan(0.985)
  })
})
