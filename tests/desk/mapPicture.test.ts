/** The legend of a saved map says what that of the page says. */
import { DOMParser } from '@xmldom/xmldom'
import { describe, expect, it } from 'vitest'
import { legendMarkup } from '../../src/desk/leaving/mapPicture.ts'
import type { LayerGroup, PointsLayer } from '../../src/map/index.ts'
import { legendOf } from '../../src/map/index.ts'
import { classTexts, digitsFor } from '../../src/map/legendModel.ts'
import type { GridLayer } from '../../src/map/kit.ts'
import { drawnNote } from '../../src/map/thin.ts'

const points = (n: number, shape: PointsLayer['shape'], id = 'p'): PointsLayer => ({
  ...{ kind: 'points', id, label: `Incidents ${id}`, ink: 'incident', radius: 3, shape },
  positions: Float64Array.from({ length: 2 * n }, (_, i) => i * 1e-5),
})
const group = (...layers: PointsLayer[]): LayerGroup => ({ id: 'g', title: 'G', visible: true, layers })

describe('what is thinned', () => {
  it('is said of shapes from the first that is left out', () => {
    expect(drawnNote(points(20_000, 'square'))).toBeUndefined()
    expect(drawnNote(points(20_001, 'square'))).toContain('20,000 of 20,001')
    expect(drawnNote(points(24_000, 'diamond'))).toContain('20,000 of 24,000')
    expect(drawnNote(points(24_000, 'dot'))).toBeUndefined()
  })
  it('is no “from afar” on paper, where all that are kept are drawn', () => {
    const note = (theme: 'light' | 'paper') =>
      legendOf([group(points(30_000, 'dot'))], theme)[0].blocks[0].lines[0].note
    expect(note('light')).toContain('from afar')
    expect(note('paper')).toBeUndefined()
  })
  it('is said in the legend of a saved picture, too, and no line runs into the next', () => {
    const layer = points(20_500, 'square')
    const { markup } = legendMarkup([group(layer)], 'light', 1000, '#000')
    expect(markup).toContain('20,000 of 20,500')
    const xml = new DOMParser().parseFromString(
      `<svg xmlns="http://www.w3.org/2000/svg">${markup}</svg>`,
      'image/svg+xml',
    )
    const ends = [...xml.getElementsByTagName('g')].map((g) => {
      const [x, y] = /translate\((\S+) (\S+)\)/.exec(g.getAttribute('transform')!)!.slice(1).map(Number)
      return { x, y, end: x + 24 + 5.5 * (g.textContent ?? '').length }
    })
    for (const a of ends) for (const b of ends) if (a.y === b.y && a.x < b.x) expect(a.end).toBeLessThan(b.x)
  })
})

describe('the classes of a surface', () => {
  const texts = (breaks: number[], digits?: number) => classTexts({ breaks, digits } as unknown as GridLayer)
  it('are told with the digits that tell them apart', () => {
    expect(texts([0.5, 1, 1.5])).toEqual(['0.5 to 1.0', '1.0 to 1.5', '1.5 and over'])
    expect(texts([0.05, 0.1], 1)).toEqual(['0.05 to 0.10', '0.10 and over'])
    expect(texts([10, 20, 30])).toEqual(['10 to 20', '20 to 30', '30 and over'])
    expect(texts([-1.96, 1.96], 2)).toEqual(['−1.96 to 1.96', '1.96 and over'])
    expect(digitsFor([Number.MIN_VALUE], 0)).toBe(0)
  })
})
