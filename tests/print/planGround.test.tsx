/** The ground a sheet draws itself: what lies in the box, at its place, and names clear of the numbers. */
import fc from 'fast-check'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { shapesIn } from '../../src/desk/leaving/planShapes.ts'
import { groundFromGeoJson } from '../../src/map/features.ts'
import { captionLines, Plan } from '../../src/print/Plan.tsx'
import { NAME_SIZE, placeNames, type PlanBox, roadWidth } from '../../src/print/planGround.ts'

const line = (coordinates: number[][], properties: object) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
})
const town = groundFromGeoJson('town', {
  type: 'FeatureCollection',
  features: [
    line(
      [
        [-1.3, 52.6],
        [-1.1, 52.6],
      ],
      { highway: 'residential', name: 'Alder Road' },
    ),
    line(
      [
        [-1.3, 53.6],
        [-1.1, 53.6],
      ],
      { highway: 'primary', name: 'Far Road' },
    ),
    {
      type: 'Feature',
      properties: { building: 'house' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [-1.2001, 52.6001],
            [-1.2, 52.6001],
            [-1.2, 52.6002],
            [-1.2001, 52.6002],
            [-1.2001, 52.6001],
          ],
        ],
      },
    },
  ],
})
const box: PlanBox = [-1.202, 52.599, -1.198, 52.601]

describe('what lies under the doors', () => {
  it('is cut to the box, a little outside it, and what is elsewhere is left out', () => {
    const shapes = shapesIn([town], box)
    expect(shapes.map((s) => [s.kind, s.road, s.name, s.closed])).toEqual([
      ['road', 'street', 'Alder Road', false],
      ['building', undefined, undefined, true],
    ])
    const [[w], [e]] = shapes[0].lines[0]
    expect(w).toBeCloseTo(-1.2024, 6)
    expect(e).toBeCloseTo(-1.1976, 6)
  })

  it('stands on paper where the doors stand: a house on its street, the name along it', () => {
    const html = renderToStaticMarkup(
      <Plan
        spots={[
          { label: '1', lng: -1.2005, lat: 52.6 },
          { label: '2', lng: -1.1995, lat: 52.6 },
        ]}
        width={116}
        height={80}
        ground={(b) => shapesIn([town], b)}
        credit="© A survey"
      />,
    )
    // both doors lie on the road, which runs level through the middle of the paper
    const road = /class="road street"[^>]*/.exec(html)![0]
    expect(road).toContain('stroke-width')
    const [, d] = /<path d="(M[^"]+)" class="road street"/.exec(html)!
    const ys = [...d.matchAll(/[ML][-\d.]+ ([-\d.]+)/g)].map((m) => +m[1])
    expect(ys).toHaveLength(2)
    for (const y of ys) expect(y).toBeCloseTo(40, 1)
    expect(html).toContain('>Alder Road</text>')
    expect(html).not.toContain('Far Road')
    expect(html).toContain('north up; © A survey')
    expect(html).not.toContain('no streets loaded')
  })

  it('is said to be missing where nothing lies in the box', () => {
    const html = renderToStaticMarkup(
      <Plan
        spots={[{ label: '1', lng: 0.5, lat: 51 }]}
        width={116}
        height={80}
        ground={(b) => shapesIn([town], b)}
        credit="© A survey"
      />,
    )
    expect(html).toContain('positions only, no streets loaded')
  })
})

describe('the words below a plan', () => {
  it('end before the scale begins, whatever the width of the panel; who owns the map is said in full', () => {
    expect(captionLines(false, undefined, 100)).toEqual(['north up; positions only, no streets loaded here'])
    // three panels beside one another on A4: about 60 mm each
    expect(captionLines(false, undefined, 36)).toEqual(['north up; no streets loaded'])
    expect(captionLines(true, '© A survey', 100)).toEqual(['north up; © A survey'])
    const lines = captionLines(true, '© Crown copyright and database rights 2026', 30)
    expect(lines.join(' ')).toBe('north up; © Crown copyright and database rights 2026')
    for (const l of lines) expect(l.length * 1.3).toBeLessThanOrEqual(30)
    const narrow = renderToStaticMarkup(
      <Plan spots={[{ label: '1', lng: 0.5, lat: 51 }]} width={60} height={50} />,
    )
    expect(narrow).not.toContain('positions only')
    // drawn before the numbers: none is overprinted
    expect(narrow.indexOf('class="caption"')).toBeLessThan(narrow.indexOf('<rect'))
  })
})

/** The squares of a drawn plan, its words and its scale, as boxes in millimetres. */
function boxesOf(html: string) {
  const squares = [
    ...html.matchAll(
      /<g transform="translate\(([-\d.e]+) ([-\d.e]+)\)"[^>]*><rect x="[-\d.]+" y="[-\d.]+" width="([\d.]+)"/g,
    ),
  ].map(([, x, y, w]) => ({ left: +x - +w / 2, right: +x + +w / 2, top: +y - 2.4, bottom: +y + 2.4 }))
  // letters are 2.6 mm high at most, from above to below the line
  const words = [...html.matchAll(/class="caption" x="4" y="([\d.]+)"/g)].map((m) => +m[1] - 1.9)
  const bar = +/class="bar" transform="translate\([-\d.]+ ([-\d.]+)\)"/.exec(html)![1] - 1.9
  return { squares, below: Math.min(bar, ...words) }
}

describe('the numbers of a plan', () => {
  it('stand clear of one another, of the words and the scale below, and inside the paper', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 700 })), {
          minLength: 1,
          maxLength: 26,
        }),
        fc.constantFrom({ width: 91, height: 64 }, { width: 186, height: 70 }, { width: 59, height: 60 }),
        fc.constantFrom(
          undefined,
          '© A survey',
          '© Crown copyright and database rights 2026 Ordnance Survey',
        ),
        (places, size, credit) => {
          const spots = places.map(([x, y], i) => ({
            label: i === 3 ? '★1' : String(i + 1),
            lng: -1.2 + x / 67_600,
            lat: 52.6 + y / 111_320,
          }))
          const { squares, below } = boxesOf(
            renderToStaticMarkup(
              <Plan
                {...{ spots, ...size, credit }}
                ground={credit ? (b) => shapesIn([town], b) : undefined}
              />,
            ),
          )
          expect(squares.length).toBeGreaterThan(0)
          for (const s of squares) {
            expect(s.bottom).toBeLessThanOrEqual(below)
            expect(s.left).toBeGreaterThanOrEqual(0)
            expect(s.right).toBeLessThanOrEqual(size.width)
          }
          for (const a of squares)
            for (const b of squares)
              if (a !== b)
                expect(
                  a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top,
                  JSON.stringify([a, b]),
                ).toBe(true)
        },
      ),
      { numRuns: 100 },
    )
  })
})

describe('a long label at the edge', () => {
  it('moves inwards', () => {
    const flats = ['★1', '★2', '3', '5', '7', '9', '11'].map((label) => ({ label, lng: -1.2, lat: 52.6 }))
    const html = renderToStaticMarkup(
      <Plan spots={[...flats, { label: '12', lng: -1.19, lat: 52.6 }]} width={91} height={60} />,
    )
    expect(html).toContain('>★1, ★2, 3, 5, 7, 9, 11<')
    for (const s of boxesOf(html).squares) expect(s.left).toBeGreaterThanOrEqual(0)
  })
})

describe('names of streets', () => {
  it('stand once each on the paper, along their line, clear of numbers and of one another', () => {
    const at = fc.tuple(fc.integer({ min: -20, max: 140 }), fc.integer({ min: -20, max: 100 }))
    fc.assert(
      fc.property(
        fc.array(fc.array(at, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        fc.array(at, { maxLength: 12 }),
        (lines, doors) => {
          const taken = doors.map(([x, y]) => ({ x, y, wide: 3, high: 2.4 }))
          const roads = lines.map((l, i) => ({ name: `Street no. ${i % 4}`, line: l }))
          const placed = placeNames(roads, 116, 80, taken)
          expect(new Set(placed.map((p) => p.name)).size).toBe(placed.length)
          for (const p of placed) {
            expect(Math.abs(p.turn)).toBeLessThanOrEqual(90)
            expect(p.x > 0 && p.x < 116 && p.y > 0 && p.y < 80).toBe(true)
            // no number lies under the middle of a name
            expect(taken.some((t) => Math.abs(t.x - p.x) < t.wide && Math.abs(t.y - p.y) < t.high)).toBe(
              false,
            )
            for (const q of placed)
              if (q !== p) expect(Math.hypot(p.x - q.x, p.y - q.y)).toBeGreaterThan(NAME_SIZE / 2)
          }
        },
      ),
    )
  })

  it('take the one place that is free, and none where there is none', () => {
    const road = [{ name: 'Elm Row', line: [[0, 40] as const, [116, 40] as const] }]
    const left = [{ x: 78, y: 40, wide: 40, high: 3 }]
    const [p] = placeNames(road, 116, 80, left)
    expect(p.y).toBeCloseTo(40)
    expect(p.x).toBeLessThan(33)
    expect(placeNames(road, 116, 80, [{ x: 58, y: 40, wide: 60, high: 3 }])).toEqual([])
  })

  it('read from the left whichever way the line was drawn', () => {
    const road = [{ name: 'Elm Row', line: [[110, 40] as const, [5, 40] as const] }]
    expect(placeNames(road, 116, 80, [])[0].turn).toBeCloseTo(0)
  })
})

it('widens roads with the scale, between what can be seen and what leaves room', () => {
  expect(roadWidth('street', 0.01)).toBe(0.7)
  expect(roadWidth('street', 0.5)).toBe(4)
  expect(roadWidth('main', 5)).toBe(8)
  expect(roadWidth(undefined, 0.5)).toBe(4)
})
