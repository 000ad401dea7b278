import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classColours, classOf, gridImage, isCold } from '../../src/map/gridImage.ts'
import type { AreasLayer, GridLayer, LayerGroup, PointsLayer } from '../../src/map/kit.ts'
import { classTexts, legendOf } from '../../src/map/legendModel.ts'
import { isNative, nativeLayers, pointsJson } from '../../src/map/native.ts'
import { cellAt, nearestPoint, pickAt } from '../../src/map/pick.ts'
import { drawnPositions, thinned, thinNote } from '../../src/map/thin.ts'

const points = (n: number, more: Partial<PointsLayer> = {}): PointsLayer => ({
  kind: 'points',
  id: 'p',
  label: 'Incidents',
  positions: Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 ? 52 : 0) + i * 1e-6),
  ink: 'incident',
  radius: 4,
  ...more,
})
const grid = (more: Partial<GridLayer> = {}): GridLayer => ({
  kind: 'grid',
  id: 'g',
  label: 'Density',
  nx: 3,
  ny: 2,
  values: Float32Array.from([0, 1, 2, 3, 4, NaN]),
  corners: [
    [0, 50],
    [3, 50],
    [3, 52],
    [0, 52],
  ],
  breaks: [1, 2, 4],
  ramp: 'risk',
  unit: 'per km²',
  ...more,
})
const group = (...layers: LayerGroup['layers']): LayerGroup => ({
  id: 'a',
  title: 'A',
  visible: true,
  layers,
})

describe('thinning', () => {
  it('keeps everything while it can be drawn, and is even and ascending beyond', () => {
    expect(thinned(200_000)).toBeUndefined()
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 5000 }), (most, extra) => {
        const n = most + extra
        const kept = [...thinned(n, most)!]
        expect(kept.length).toBe(most)
        expect(kept[0]).toBe(0)
        const gaps = kept.map((k, i) => (kept[i + 1] ?? n) - k)
        expect(Math.max(...gaps) - Math.min(...gaps)).toBeLessThanOrEqual(1)
        expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1)
      }),
    )
  })

  it('says what it left out, in the legend', () => {
    expect(thinNote(1_026_226)).toBe('drawn: 200,000 of 1,026,226, thinned evenly; all counted')
    expect(thinNote(200_000)).toBeUndefined()
    const spec = points(200_001)
    expect(drawnPositions(spec).length).toBe(400_000)
    const note = (s: PointsLayer) => legendOf([group(s)], 'light')[0].blocks[0].lines[0].note
    expect(note(spec)).toContain('200,000 of 200,001')
    expect(note(spec)).toContain('from afar 25,000 of 200,000 places')
    expect(note(points(30_000))).toBe('drawn from afar 25,000 of 30,000 places; all counted')
    expect(note(points(25_000))).toBeUndefined()
  })

  it('says so of ten million rows, and asks for no more positions than are drawn', () => {
    const rows = new Uint32Array(10_000_000)
    let asked = 0
    const spec: PointsLayer = {
      ...points(0),
      rows,
      get positions(): Float64Array {
        throw new Error('nobody needs all of them')
      },
      some: (dots) => {
        asked = dots.length
        // every row at a place of its own, one in fifty drawn
        expect([...dots.subarray(0, 3)]).toEqual([0, 50, 100])
        return Float64Array.from({ length: 2 * dots.length }, (_, i) => i)
      },
    }
    expect(legendOf([group(spec)], 'light')[0].blocks[0].lines[0].note).toBe(
      'drawn: 200,000 of 10,000,000, thinned evenly; all counted; from afar 25,000 of 200,000 places',
    )
    expect(asked).toBe(200_000)
    expect(drawnPositions(spec)).toHaveLength(400_000)
  })

  it('draws each place once, an even share of them from afar', () => {
    // five incidents at each of 30,000 places
    const one = points(30_000).positions
    const positions = new Float64Array(one.length * 5)
    for (let k = 0; k < 5; k++) positions.set(one, k * one.length)
    const spec = points(1, { positions })
    const p = drawnPositions(spec)
    expect(p.length).toBe(one.length)
    const pairs = (a: Float64Array) =>
      Array.from({ length: a.length / 2 }, (_, i) => `${a[2 * i]} ${a[2 * i + 1]}`)
    expect(new Set(pairs(p))).toEqual(new Set(pairs(one)))
    const json = JSON.parse(pointsJson(spec)) as {
      features: { properties: { near: boolean }; geometry: { coordinates: number[][] } }[]
    }
    const count = (near: boolean) =>
      json.features.filter((f) => f.properties.near === near).flatMap((f) => f.geometry.coordinates).length
    expect([count(false), count(true)]).toEqual([25_000, 5_000])
  })

  it('hands dots to MapLibre and squares to deck.gl', () => {
    expect(isNative(points(1))).toBe(true)
    expect(isNative(points(1, { shape: 'ring' }))).toBe(true)
    expect(isNative(points(1, { shape: 'square' }))).toBe(false)
  })

  it('thins shapes that cost more sooner', () => {
    const spec = points(30_000, { shape: 'diamond' })
    expect(drawnPositions(spec).length).toBe(40_000)
    expect(legendOf([group(spec)], 'light')[0].blocks[0].lines[0].note).toBe(
      'drawn: 20,000 of 30,000, thinned evenly; all counted',
    )
  })

  it('tells a change of data from a change of look', () => {
    const shape = (n: number, theme: 'light' | 'dark') => nativeLayers([group(points(n))], theme)[0].shape
    expect(shape(1, 'light')).toBe(shape(2, 'light'))
    expect(shape(1, 'light')).not.toBe(shape(1, 'dark'))
  })

  it('writes every drawn point into the GeoJSON', () => {
    const spec = points(2501)
    const json = JSON.parse(pointsJson(spec)) as { features: { geometry: { coordinates: number[][] } }[] }
    const all = json.features.flatMap((f) => f.geometry.coordinates)
    expect(all.length).toBe(2501)
    expect(all[2500][0]).toBeCloseTo(spec.positions[5000], 6)
  })
})

describe('grids', () => {
  it('puts a value on a break into the class that starts there', () => {
    expect([0.99, 1, 1.99, 2, 4, 1e9, NaN].map((v) => classOf(v, [1, 2, 4]))).toEqual([-1, 0, 0, 1, 2, 2, -1])
  })

  it('draws the north row first and leaves what is below the first break clear', () => {
    const { data, width, height } = gridImage(grid(), 'light', 1)
    expect([width, height]).toEqual([3, 2])
    const alpha = (col: number, row: number) => data[4 * (row * 3 + col) + 3]
    // the south row of values is 0 1 2: the last row of the picture
    expect([alpha(0, 1), alpha(1, 1), alpha(2, 1)]).toEqual([0, 255, 255])
    expect([alpha(0, 0), alpha(1, 0), alpha(2, 0)]).toEqual([255, 255, 0])
    const rgb = (col: number, row: number) => [...data.slice(4 * (row * 3 + col), 4 * (row * 3 + col) + 3)]
    expect(rgb(2, 1)).toEqual(rgb(0, 0))
    expect(rgb(1, 1)).not.toEqual(rgb(0, 0))
  })

  it('keeps the middle of a diverging ramp at zero and hatches the cold side', () => {
    const spec = grid({
      ramp: 'diverging',
      breaks: [-9, -1.96, 1.96, 2.58, 3.29],
      values: Float32Array.from([-3, -3, 0, 0, 3, 4]),
    })
    const even = grid({ ramp: 'diverging', breaks: [-9, -3.29, -2.58, -1.96, 1.96, 2.58, 3.29] })
    // four classes either side of nothing: the cold one has the strength of the first step only
    expect(classColours(spec, 'light')[1]).toBe(classColours(even, 'light')[3])
    expect(spec.breaks.map((_, k) => isCold(spec, k))).toEqual([true, false, false, false, false])
    const { data, width } = gridImage(spec, 'light', 1)
    const scale = width / 3
    expect(scale).toBe(8)
    const south = new Set<number>()
    for (let x = 0; x < scale; x++) south.add(data[4 * ((2 * scale - 1) * width + x) + 3])
    expect(south.size).toBe(2)
  })

  it('finds the cell of a place, also in a turned grid', () => {
    expect(cellAt(grid(), [0.5, 50.5])).toBe(0)
    expect(cellAt(grid(), [2.5, 51.5])).toBe(5)
    expect(cellAt(grid(), [3.1, 51])).toBe(-1)
    const turned = grid({
      corners: [
        [0, 0],
        [3, 1],
        [2.5, 3],
        [-0.5, 2],
      ],
    })
    expect(cellAt(turned, [(3 - 0.5) / 2, 1.5])).toBe(1 * 3 + 1)
    expect(cellAt(turned, [0, 2.5])).toBe(-1)
  })

  it('takes the words a method gives its classes, and lists none without words', () => {
    const spec = grid({ breaks: [-2, 2, 3], texts: ['', 'p under 0.01', 'p under 0.001'], ramp: 'diverging' })
    const [{ blocks }] = legendOf([{ id: 'g', title: 'Cells', visible: true, layers: [spec] }], 'light')
    expect(blocks[0].lines.map((l) => l.text)).toEqual(['p under 0.001', 'p under 0.01'])
    // what is not listed takes no colour from the others
    const colours = classColours(spec, 'light')
    expect(blocks[0].lines.map((l) => l.sign.type === 'swatch' && l.sign.colour)).toEqual([
      colours[2],
      colours[1],
    ])
  })

  it('words the classes with a true minus', () => {
    expect(classTexts(grid({ breaks: [-1.96, 1.96], digits: 2 }))).toEqual(['−1.96 to 1.96', '1.96 and over'])
  })
})

describe('what lies under a place', () => {
  const square: AreasLayer['areas'][number] = {
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [0, 50],
          [2, 50],
          [2, 52],
          [0, 52],
          [0, 50],
        ],
        [
          [0.5, 50.5],
          [1, 50.5],
          [1, 51],
          [0.5, 51],
          [0.5, 50.5],
        ],
      ],
    },
    ink: 'tierA',
    letter: 'A',
  }
  const areas: AreasLayer = {
    kind: 'areas',
    id: 'z',
    label: 'Zones',
    fill: true,
    areas: [square],
    tip: (i) => ({ title: `zone ${i}`, lines: [] }),
  }

  it('finds the nearest point as a plain search does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
          maxLength: 30,
        }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        (at, x, y) => {
          const found = nearestPoint(Float64Array.from(at.flat()), [x, y], 5, 3)
          const d = at.map(([a, b]) => ((a - x) / 5) ** 2 + ((b - y) / 3) ** 2)
          const least = Math.min(...d, 2)
          if (least > 1) expect(found).toBe(-1)
          else expect(found).toBe(d.lastIndexOf(least))
        },
      ),
    )
  })

  it('prefers points to areas to grids, and skips holes, hidden groups and the silent', () => {
    const dots = points(1, { positions: Float64Array.from([1.5, 51.5]), rows: Uint32Array.from([77]) })
    const cells = grid({ values: new Float32Array(6).fill(3), tip: () => ({ title: 'cell', lines: [] }) })
    const all = [group(dots, areas, cells)]
    expect(pickAt(all, [1.5, 51.5], [0.01, 0.01])).toMatchObject({ layer: 'p', index: 0, row: 77 })
    expect(pickAt(all, [0.2, 50.2], [0.01, 0.01])).toMatchObject({
      layer: 'z',
      row: 0,
      tip: { title: 'zone 0' },
    })
    expect(pickAt(all, [0.7, 50.7], [0.01, 0.01])).toMatchObject({ layer: 'g', tip: { title: 'cell' } })
    expect(pickAt([{ ...all[0], visible: false }], [1.5, 51.5], [0.01, 0.01])).toBeUndefined()
    expect(pickAt([group({ ...areas, tip: undefined })], [0.2, 50.2], [0.01, 0.01])).toBeUndefined()
  })

  it('draws an outline for the chosen area, and keeps its object', () => {
    const layers = () => nativeLayers([group(areas)], 'light', { group: 'a', layer: 'z', index: 0 })
    expect(layers().map((l) => l.id)).toEqual(['native/a/z', 'native-chosen'])
    expect(layers()[1].spec).toBe(layers()[1].spec)
    expect(nativeLayers([group(areas)], 'light', { group: 'a', layer: 'z', index: 9 }).length).toBe(1)
  })
})

describe('the legend', () => {
  it('gives each class its letter and leaves out what draws nothing', () => {
    const spec: AreasLayer = {
      kind: 'areas',
      id: 'z',
      label: 'Zones',
      fill: true,
      areas: [],
      classes: [{ ink: 'tierA', letter: 'A', label: 'top 1%' }],
    }
    const [only] = legendOf([group(spec, { kind: 'labels', id: 'l', label: 'Numbers', labels: [] })], 'dark')
    expect(only.blocks.length).toBe(1)
    expect(only.blocks[0].lines[0]).toEqual({
      sign: { type: 'chip', ink: 'tierA', text: 'A' },
      text: 'top 1%',
    })
    expect(legendOf([{ ...group(spec), visible: false }], 'dark')).toEqual([])
  })

  it('lists grid classes highest first, with the unit in the title', () => {
    const [g] = legendOf([group(grid())], 'paper')
    expect(g.blocks[0].title).toBe('Density, per km²')
    expect(g.blocks[0].lines.map((l) => l.text)).toEqual(['4 and over', '2 to 4', '1 to 2'])
  })
})
