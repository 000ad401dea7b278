/** Loaded boundaries on their way to a method: only to one that asks, and a new run when they change. */
import type { MultiPolygon, Polygon } from 'geojson'
import { beforeEach, describe, expect, it } from 'vitest'
import { METHOD as areas } from '../../src/analyses/areas/compute.ts'
import { METHOD as hotspots } from '../../src/analyses/hotspots/compute.ts'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { emptyProject } from '../../src/state/project.ts'
import { planRun } from '../../src/state/plan.ts'
import { type Boundaries, setSession, useStore } from '../../src/state/store.ts'
import { incidentsFrom } from '../tools/incidents.ts'

const plane = planeOf('EPSG:27700')
const [a, b, c] = [
  [400_000, 300_000],
  [401_000, 300_000],
  [401_000, 301_000],
].map(([x, y]) => plane.inverse(x, y))
const file = (name: string, properties: object): Boundaries => ({
  name,
  features: {
    type: 'FeatureCollection',
    features: [
      {
        type: 'Feature',
        properties: { name: 'North', ...properties },
        geometry: { type: 'Polygon', coordinates: [[a, b, c, a]] } as Polygon | MultiPolygon,
      },
    ],
  },
})
const plan = (m: typeof areas | typeof hotspots) => {
  const p = planRun(useStore.getState(), m as never)
  if ('refused' in p) throw new Error(p.refused)
  return p
}

beforeEach(() => {
  useStore.setState({ project: emptyProject })
  setSession({
    incidents: { table: incidentsFrom([{ x: 400_700, y: 300_300, day: 20_000 }]) } as never,
    boundaries: [],
    runs: {},
  })
})

describe('boundaries of a run', () => {
  it('come on the plane of the table with their numbers, file and kind', () => {
    setSession({
      boundaries: [file('wards.geojson', { kind: 'ward', households: 310, code: 'E05', odd: null })],
    })
    const [north] = plan(areas).input.areas!
    expect(north).toMatchObject({
      name: 'North',
      set: 'wards.geojson',
      kind: 'ward',
      numbers: { households: 310 },
    })
    expect([...north.polygons[0][0]].map(Math.round)).toEqual([
      400_000, 300_000, 401_000, 300_000, 401_000, 301_000, 400_000, 300_000,
    ])
  })

  it('go only to a method that asks', () => {
    setSession({ boundaries: [file('wards.geojson', {})] })
    expect(plan(hotspots).input.areas).toBeUndefined()
    setSession({ boundaries: [] })
    expect(plan(areas).input.areas).toBeUndefined()
  })

  it('make a new run when a file comes or goes, and only then', () => {
    const one = file('a.geojson', {})
    const keys = [[], [one], [one], [one, file('b.geojson', {})], [file('a.geojson', { households: 3 })]].map(
      (boundaries) => {
        setSession({ boundaries })
        return plan(areas).key
      },
    )
    expect(keys[1]).toBe(keys[2])
    expect(new Set(keys).size).toBe(4)
  })
})
