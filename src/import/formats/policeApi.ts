/** JSON of the data.police.uk API: a neighbourhood's boundary, and crimes. */
import type { Position } from 'geojson'
import type { Opened } from '../contract.ts'
import { Declined, memoryTable } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { isObject } from './records.ts'
import type { Obj } from './records.ts'

/** The API's boundary: a list of corners, not closed, latitude first. */
export function ring(name: string, corners: readonly Obj[]): Opened {
  const points: Position[] = corners.map((c) => [Number(c.longitude), Number(c.latitude)])
  if (points.length < 3 || points.some((p) => !Number.isFinite(p[0]) || !Number.isFinite(p[1])))
    throw new Declined(
      `${name} looks like a neighbourhood boundary but its corners are not all numbers. Download it again.`,
    )
  points.push(points[0])
  const title = name
    .replace(/^.*[/›]\s*/, '')
    .replace(/\.[a-z]+$/i, '')
    .replace(/[_-]+/g, ' ')
  return {
    kind: 'boundaries',
    name,
    features: {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { name: title },
          geometry: { type: 'Polygon', coordinates: [points] },
        },
      ],
    },
    notes: [`One neighbourhood boundary of ${corners.length} corners; named after the file.`],
  }
}

/** The API's crimes as a table with the columns of its files. */
export function apiCrimes(name: string, crimes: readonly Obj[]): RawTable {
  const at = (o: unknown, ...path: string[]): string => {
    let v: unknown = o
    for (const p of path) v = isObject(v) ? v[p] : undefined
    return typeof v === 'string' || typeof v === 'number' ? String(v) : ''
  }
  const header = [
    'Crime ID',
    'Month',
    'Longitude',
    'Latitude',
    'Location',
    'Crime type',
    'Last outcome category',
  ]
  const rows = crimes.map((c) => [
    at(c, 'persistent_id'),
    at(c, 'month'),
    at(c, 'location', 'longitude'),
    at(c, 'location', 'latitude'),
    at(c, 'location', 'street', 'name'),
    at(c, 'category').replace(/-/g, ' '),
    at(c, 'outcome_status', 'category'),
  ])
  return memoryTable(name, 'data.police.uk API, JSON', header, rows)
}
