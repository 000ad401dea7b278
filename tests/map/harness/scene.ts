/** A made-up corner of a town and layers of every kind, for looking at the map. */
import { circle, union, featureCollection } from '@turf/turf'
import type { Feature, Polygon } from 'geojson'
import { planeOf } from '../../../src/core/geometry/plane.ts'
import { groundFromGeoJson } from '../../../src/map/features.ts'
import type { LayerGroup, PointsLayer } from '../../../src/map/kit.ts'

const plane = planeOf('EPSG:27700')
const X0 = 555_000
const Y0 = 303_000
/** Degrees of a place `x`, `y` metres from the corner of the scene. */
export const place = (x: number, y: number): [number, number] => plane.inverse(X0 + x, Y0 + y)

/** Repeatable numbers in 0..1. */
export function dice(seed: number) {
  let s = seed >>> 0
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 4294967296
  }
}

const feature = (kind: string, geometry: object, more: object = {}) => ({
  type: 'Feature',
  properties: { kind, ...more },
  geometry,
})
const NAMES = [
  'Mill Rise',
  'Harrow Lane',
  'Quarry Terrace',
  'St Anne’s Close',
  'Cooper’s Way',
  'Ffordd Tŷ Gŵydd',
  'Station Road',
  'Church Street',
]

/** Streets in a bent grid, houses along them, a park, a river, a railway, two beats. */
export function scene() {
  const features: object[] = []
  const bend = (x: number, y: number) => y + 22 * Math.sin(x / 320)
  const line = (f: (t: number) => [number, number]) => ({
    type: 'LineString',
    coordinates: Array.from({ length: 31 }, (_, i) => place(...f(i / 30))),
  })
  features.push(
    feature('park', {
      type: 'Polygon',
      coordinates: [
        [
          place(-200, -420),
          place(1900, -420),
          place(1900, -60),
          place(900, -110),
          place(-200, -40),
          place(-200, -420),
        ],
      ],
    }),
  )
  const bank = (o: number) =>
    Array.from({ length: 31 }, (_, i) => place(-200 + i * 70, -240 + o + 60 * Math.sin(i / 5)))
  features.push(
    feature(
      'water',
      { type: 'Polygon', coordinates: [[...bank(35), ...bank(-35).reverse(), bank(35)[0]]] },
      { name: 'River Wend' },
    ),
  )
  features.push(
    feature(
      'rail',
      line((t) => [-200 + 2100 * t, 1420 + 40 * t]),
    ),
  )
  for (let k = 0; k < 8; k++) {
    const y = 40 + k * 180
    features.push(
      feature(
        'road',
        line((t) => [1700 * t, bend(1700 * t, y)]),
        { class: k % 4 === 3 ? 'main' : 'street', name: NAMES[k] },
      ),
    )
    for (let i = 0; i < 74; i++)
      for (const side of [-1, 1]) {
        const x = 20 + i * 23
        if (x % 340 < 28 || x % 340 > 322) continue
        const c = bend(x, y) + side * 26
        const h = 8
        const corner = [place(x - h, c - h), place(x + h, c - h), place(x + h, c + h), place(x - h, c + h)]
        features.push(feature('building', { type: 'Polygon', coordinates: [[...corner, corner[0]]] }))
      }
  }
  for (let k = 0; k < 6; k++)
    features.push(
      feature(
        'road',
        line((t) => [340 * k + 25 * Math.sin(t * 4), -10 + 1330 * t]),
        { class: k === 2 ? 'main' : k === 5 ? 'lane' : 'street', name: k === 2 ? 'London Road' : undefined },
      ),
    )
  features.push(
    feature(
      'road',
      line((t) => [200 + 1200 * t, -60 - 50 * Math.sin(3 * t)]),
      { class: 'path' },
    ),
  )
  features.push(
    feature(
      'beat',
      {
        type: 'Polygon',
        coordinates: [
          [place(-100, -400), place(850, -400), place(850, 1500), place(-100, 1500), place(-100, -400)],
        ],
      },
      { name: 'Beat 4' },
    ),
  )
  return groundFromGeoJson('scene', { type: 'FeatureCollection', features })
}

const disc = (x: number, y: number, m: number) =>
  circle(place(x, y), m, { units: 'meters', steps: 72 }) as Feature<Polygon>
const CORES = [
  [420, 640],
  [870, 800],
  [960, 700],
  [1250, 400],
  [300, 420],
] as const

const merged = (m: number) => union(featureCollection(CORES.map(([x, y]) => disc(x, y, m))))!.geometry

/** Zones, incidents, homes, a route and numbers, as the cocooning screen shows them. */
export function cocoonLayers(): LayerGroup[] {
  const rnd = dice(7)
  const n = 160
  const positions = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    const [cx, cy] = CORES[Math.floor(rnd() * CORES.length)]
    const [x, y] = place(cx + (rnd() + rnd() - 1) * 300, cy + (rnd() + rnd() - 1) * 300)
    positions[2 * i] = x
    positions[2 * i + 1] = y
  }
  const homes = Array.from({ length: 16 }, (_, i) => place(940 + (i % 8) * 23, 788 + (i < 8 ? 26 : -26) + 2))
  const flat = Float64Array.from(homes.flat())
  const label = (
    ink: 'tierA' | 'tierB' | 'tierC',
    letter: string,
    [x, y]: readonly [number, number],
    m: number,
  ) => ({ geometry: disc(x, y, m).geometry, ink, letter, labelAt: place(x, y + m * 0.55) })
  return [
    {
      id: 'zones',
      title: 'Risk, relative to this beat',
      visible: true,
      layers: [
        {
          kind: 'areas',
          id: 'zones',
          label: 'Risk zones',
          fill: true,
          areas: [
            { geometry: merged(290), ink: 'tierC', letter: 'C', labelAt: place(1100, 480) },
            ...CORES.slice(0, 3).map((c) => label('tierB', 'B', c, 150)),
            ...CORES.slice(1, 3).map((c) => label('tierA', 'A', c, 70)),
          ],
          classes: [
            { ink: 'tierA', letter: 'A', label: 'top 1% of the area' },
            { ink: 'tierB', letter: 'B', label: 'next 4%' },
            { ink: 'tierC', letter: 'C', label: 'rest of 400 m, six weeks' },
          ],
          tip: (i) => ({
            title: `Zone ${i + 1}`,
            lines: ['Burgled 21 Nov 17:40–19:15.', 'Zone ends 2 Jan 2027.'],
          }),
        },
      ],
    },
    {
      id: 'incidents',
      title: 'Burglaries, 6 weeks',
      visible: true,
      layers: [
        {
          kind: 'points',
          id: 'dots',
          label: 'Burglaries, 6 weeks',
          positions,
          ink: 'incident',
          radius: 4,
          tip: (i) => ({ title: `Incident ${i}`, lines: ['21 Nov 2026, 17:40 to 19:15', 'Harrow Lane'] }),
        },
      ],
    },
    {
      id: 'homes',
      title: 'Homes to visit',
      visible: true,
      layers: [
        {
          kind: 'lines',
          id: 'walk',
          label: 'Walking order',
          lines: [[...homes.slice(0, 8), ...homes.slice(8).reverse()]],
          ink: 'accent',
          width: 2,
          dashed: true,
        },
        {
          kind: 'points',
          id: 'squares',
          label: 'Homes',
          positions: flat,
          ink: 'accent',
          radius: 5,
          shape: 'square',
        },
        {
          kind: 'labels',
          id: 'numbers',
          label: 'Number on the list',
          boxed: true,
          labels: homes.slice(0, 8).map((at, i) => ({
            at,
            text: i === 4 ? '★' : String(i + 1),
            ink: i === 4 ? ('tierA' as const) : ('accent' as const),
          })),
          tip: (i) => ({ title: `${18 + 2 * i} Harrow Lane`, lines: ['4 left', 'due Mon 23'] }),
        },
      ],
    },
  ]
}

/** A grid of values over the scene. */
export function gridLayers(ramp: 'risk' | 'density' | 'diverging'): LayerGroup[] {
  const [nx, ny] = [34, 28]
  const values = new Float32Array(nx * ny)
  for (let j = 0; j < ny; j++)
    for (let i = 0; i < nx; i++) {
      const [x, y] = [i * 50 + 25, j * 50 + 25]
      const hill = CORES.reduce(
        (s, [cx, cy]) => s + Math.exp(-((x - cx) ** 2 + (y - cy) ** 2) / 2 / 160 ** 2),
        0,
      )
      values[j * nx + i] = ramp === 'diverging' ? hill * 5 - 3.2 : hill * 40
    }
  const breaks = ramp === 'diverging' ? [-5, -2.58, -1.96, 1.96, 2.58] : [8, 16, 24, 32, 40]
  return [
    {
      id: 'grid',
      title: 'Hotspots',
      visible: true,
      layers: [
        {
          kind: 'grid',
          id: 'grid',
          label: ramp === 'diverging' ? 'Gi*' : 'Density, 300 m',
          nx,
          ny,
          values,
          corners: [place(0, 0), place(1700, 0), place(1700, 1400), place(0, 1400)],
          breaks,
          ramp,
          unit: ramp === 'diverging' ? 'z' : 'per km²',
          digits: ramp === 'diverging' ? 2 : 0,
          tip: (i) => ({ title: values[i].toFixed(1), lines: ['per km²'] }),
        },
        {
          kind: 'areas',
          id: 'top',
          label: 'Ranked areas',
          fill: false,
          areas: CORES.map((c, i) => ({
            geometry: disc(c[0], c[1], 140).geometry,
            ink: 'outline' as const,
            letter: String(i + 1),
            labelAt: place(c[0], c[1]),
          })),
        },
      ],
    },
  ]
}

/** Very many points. */
export function manyPoints(n: number, shape?: PointsLayer['shape']): LayerGroup[] {
  const rnd = dice(3)
  const positions = new Float64Array(2 * n)
  for (let i = 0; i < n; i++) {
    const [x, y] = place((rnd() + rnd() + rnd()) * 8000 - 11000, (rnd() + rnd() + rnd()) * 8000 - 11000)
    positions[2 * i] = x
    positions[2 * i + 1] = y
  }
  return [
    {
      id: 'many',
      title: 'Incidents',
      visible: true,
      layers: [
        {
          kind: 'points',
          id: 'many',
          label: 'Incidents',
          positions,
          ink: 'incident',
          radius: 4,
          shape,
          tip: (i) => ({ title: `Incident ${i}`, lines: [] }),
        },
      ],
    },
  ]
}
