/** How a round shares its pages: one side up to 20 calls, never a page with one row. */
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitFrame, type Frame, groupsOf, type Measured, PAGE, rowsOnPages } from '../../src/print/frames.ts'
import { mapTitles, type SheetVisit } from '../../src/print/CocoonSheet.tsx'

interface At {
  readonly label: string
  readonly lng: number
  readonly lat: number
}
const at = (label: string, lng: number): At => ({ label, lng, lat: 0 })
const row = (n: number) => Array.from({ length: n }, (_, i) => at(String(i + 1), i * 0.0001))

/** A sheet whose rows are so high, and whose words take what they take in either setting. */
const page =
  (high: { loose: number; dense: number }) =>
  ({ groups, sizes, beside, dense }: Frame<At>): Measured => {
    const rows = groups.flat().map(() => (dense ? high.dense : high.loose))
    const maps = (sizes.length > 2 && !dense ? 2 : 1) * sizes[0].height
    const boxes = beside ? 0 : dense ? 15 : 31
    const [head, foot, rest] = dense ? [13, 28, 64] : [16, 42, 104]
    return { height: rest + boxes + maps + rows.reduce((a, b) => a + b, 0), rows, head, foot }
  }
const PLAIN = page({ loose: 8.6, dense: 6.3 })

describe('a round up to 20 calls', () => {
  it('has its map beside the boxes, as tall as the rows leave it', () => {
    const frame = fitFrame(row(9), PLAIN)
    expect(frame).toMatchObject({ beside: true, dense: false })
    expect(frame.sizes).toEqual([{ width: 116, height: Math.floor(PAGE - 104 - 9 * 8.6) }])
  })
  it('is set densely rather than on a second side', () => {
    const frame = fitFrame(row(20), PLAIN)
    expect(frame).toMatchObject({ beside: true, dense: true })
    expect(PLAIN(frame).height).toBeLessThanOrEqual(PAGE)
    // rows of flats are taller: the map gives way, the side holds
    const flats = page({ loose: 12, dense: 8.1 })
    expect(flats(fitFrame(row(20), flats)).height).toBeLessThanOrEqual(PAGE)
  })
  it('has a map for each place its homes lie together in, and says how far these lie apart', () => {
    const twenty = row(20).map((v, i) => ({ ...v, lng: v.lng + (i < 12 ? 0 : 0.01) }))
    const frame = fitFrame(twenty, PLAIN)
    expect(frame).toMatchObject({ dense: true, beside: false })
    expect(frame.sizes.map((f) => f.width)).toEqual([91, 91])
    expect(PLAIN(frame).height).toBeLessThanOrEqual(PAGE)
    const titles = mapTitles(groupsOf(twenty as unknown as SheetVisit[]))
    expect(titles).toEqual(['Calls 1 to 12', 'Calls 13 to 20, 1.1 km from 12'])
    for (const n of [2, 3, 4])
      for (const size of fitFrame(
        Array.from({ length: n }, (_, i) => at(String(i), i / 50)),
        PLAIN,
      ).sizes)
        expect(size.width).toBe(91)
  })
})

describe('a dense sheet', () => {
  // rows so high that no layout holds 16 of them on one side
  const high = page({ loose: 20, dense: 16 })
  it('has its maps in one row, drawn as wide as they stand there', () => {
    for (const n of [2, 3, 4]) {
      const visits = row(16).map((v, i) => ({ ...v, lng: v.lng + (i % n) * 0.02 }))
      const grouped = visits.toSorted((a, b) => a.lng - b.lng)
      const frame = fitFrame(grouped, high)
      expect(frame).toMatchObject({ dense: true, beside: false })
      expect(frame.sizes.map((s) => s.width)).toEqual(new Array(n).fill((186 - 4 * (n - 1)) / n))
    }
  })
  it('is laid out by its own rule, whatever the sheet does with three maps', () => {
    const rules = (file: string) => {
      const css = readFileSync(`src/print/${file}`, 'utf8').replace(/\/\*[^]*?\*\//g, '')
      return [...css.matchAll(/([^{}]+)\{([^{}]*)\}/g)].flatMap(([, selectors, body]) =>
        selectors.split(',').map((selector) => ({ selector: selector.trim(), body })),
      )
    }
    const weight = (selector: string) => selector.match(/\.[\w-]+|\[[^\]]+\]/g)!.length
    const display = (file: string) =>
      rules(file).filter((r) => r.selector.endsWith('.sheet-maps') && /display:/.test(r.body))
    const [dense] = display('dense.css')
    const others = [...display('print.css'), ...display('documents.css')]
    expect(others.length).toBeGreaterThan(1)
    for (const other of others) expect(weight(dense.selector)).toBeGreaterThan(weight(other.selector))
  })
})

describe('a longer round', () => {
  it('has as few pages as can be, and none of them with a single row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 21, max: 90 }),
        fc.integer({ min: 80, max: 260 }),
        fc.integer({ min: 0, max: 8 }),
        (n, tenths, apart) => {
          const high = page({ loose: tenths / 10, dense: tenths / 12 })
          const visits = row(n).map((v, i) => ({ ...v, lng: v.lng + (apart ? (i % apart) * 0.01 : 0) }))
          const frame = fitFrame(visits, high)
          const m = high(frame)
          if (m.height <= PAGE) return
          const under = PAGE - (m.height - m.rows.reduce((a, b) => a + b, 0) - m.foot)
          const pages = rowsOnPages(m.rows, under, PAGE - m.head, m.foot)
          expect(pages.reduce((a, b) => a + b, 0)).toBe(n)
          expect(Math.min(...pages)).toBeGreaterThan(1)
        },
      ),
      { numRuns: 300 },
    )
  })
  it('says which row begins the last page, where only the tied rows and what follows stand on it', () => {
    // 24 rows and a foot do not fit after six on the first side: the last three turn the page with it
    const tall = (n: number) => {
      const high = page({ loose: 8.6, dense: 6.3 })
      const frame = fitFrame(row(n), high)
      const m = high(frame)
      const under = PAGE - (m.height - m.rows.reduce((a, b) => a + b, 0) - m.foot)
      return { frame, pages: rowsOnPages(m.rows, under, PAGE - m.head, m.foot) }
    }
    const seen = new Set<boolean>()
    for (let n = 21; n <= 90; n++) {
      const { frame, pages } = tall(n)
      const tied = pages.length > 1 && pages.at(-1) === 3
      expect(frame.turn).toBe(tied ? n - 3 : undefined)
      seen.add(tied)
    }
    expect(seen).toEqual(new Set([true, false]))
  })
  it('keeps its last three rows with what follows them', () => {
    expect(rowsOnPages([10, 10, 10, 10, 10], 45, 100, 20)).toEqual([2, 3])
    expect(rowsOnPages([10, 10, 10, 10, 10], 100, 100, 20)).toEqual([5])
    expect(rowsOnPages(new Array(30).fill(10), 100, 100, 20)).toEqual([10, 10, 7, 3])
  })
})
