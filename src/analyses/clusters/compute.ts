/** Dense groups of incidents with their outlines. */
import { EVEN_GROUND } from '../../core/stats/evenGround.ts'
import { circle, concave, convex, featureCollection, point } from '@turf/turf'
import type { MultiPolygon, Polygon } from 'geojson'
import { areaOf } from '../../core/geometry/area.ts'
import { dbscan } from '../../core/stats/dbscan.ts'
import { coreDistance } from '../../core/stats/rules.ts'
import type { Input, Method, ResultBase } from '../../core/table/method.ts'
import type { Values } from '../../core/base/params.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { pointNotes, pointsOf, studyOf } from '../../core/table/points.ts'
import { dayOf } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { nameOfPlace } from '../../core/table/words.ts'
import { META, type SCHEMA } from './params.ts'

/** One dense group. */
export interface Cluster {
  /** 1.. by incidents */
  readonly rank: number
  readonly street: string
  readonly incidents: Uint32Array
  readonly cores: number
  readonly share: number
  /** share of this and all larger ones */
  readonly cumulative: number
  readonly first: number
  readonly last: number
  readonly geometry: Polygon | MultiPolygon
  /** mean place, WGS84 */
  readonly at: readonly [lng: number, lat: number]
  readonly hectares: number
}

export interface ClustersResult extends ResultBase {
  readonly n: number
  /** the largest, largest first; `found` is how many there are in all */
  readonly clusters: readonly Cluster[]
  readonly found: number
  readonly noise: number
  /** distance at which an even spread would make one incident in twenty a core, metres */
  readonly byRule: number
  /** rank of the cluster of each row of `rows`; 0 = noise */
  readonly rows: Uint32Array
  readonly label: Int32Array
}

/** Turf's concave hull triangulates all points: above this the convex one stands in. */
const MOST_CONCAVE = 3_000
/** At most this many clusters are outlined and listed. */
const MOST = 500

function* compute(input: Input<Values<typeof SCHEMA>>): Generator<number, ClustersResult, void> {
  const { table, params } = input
  const timed = params.mode === 'space-time'
  if (timed && table.precision === 'month')
    throw new Error(
      'Clusters in place and days need the day of each incident; this table knows only the month. Choose place only.',
    )
  const points = pointsOf(input)
  yield 0.05
  const day = Int32Array.from(points.rows, (i) => dayOf(table.from[i]))
  const found = dbscan(
    points.x,
    points.y,
    params.eps,
    params.least,
    timed ? { day, days: params.days } : undefined,
  )
  yield 0.5
  const members: number[][] = Array.from({ length: found.count + 1 }, () => [])
  found.label.forEach((l, k) => members[l].push(k))
  const order = members
    .map((list, l) => ({ list, l }))
    .slice(1)
    .sort((a, b) => b.list.length - a.list.length || a.l - b.l)
  const rankOf = new Int32Array(found.count + 1)
  order.forEach(({ l }, k) => (rankOf[l] = k + 1))

  const plane = planeOf(table.crs)
  const clusters: Cluster[] = []
  let [held, stoodIn, spots] = [0, 0, 0]
  for (const { list } of order.slice(0, MOST)) {
    held += list.length
    const rows = Uint32Array.from(list, (k) => points.rows[k])
    const x = list.reduce((s, k) => s + points.x[k], 0) / list.length
    const y = list.reduce((s, k) => s + points.y[k], 0) / list.length
    const at = plane.inverse(x, y)
    const places = featureCollection([...rows].map((i) => point([table.lng[i], table.lat[i]])))
    const bent = params.hull === 'concave' && list.length <= MOST_CONCAVE
    if (params.hull === 'concave' && !bent) stoodIn++
    const hull =
      (bent && concave(places, { maxEdge: (2 * params.eps) / 1000, units: 'kilometers' })) || convex(places)
    let geometry: Polygon | MultiPolygon | undefined = hull?.geometry
    if (!geometry || !(hectaresOf(geometry, plane.forward) > 1e-3)) {
      // one spot, or all on one line: a circle that holds them
      spots++
      const reach = list.reduce((m, k) => Math.max(m, Math.hypot(points.x[k] - x, points.y[k] - y)), 0)
      geometry = circle(at, Math.max(10, reach) / 1000, { steps: 32, units: 'kilometers' }).geometry
    }
    clusters.push({
      rank: clusters.length + 1,
      street: nameOfPlace(table, rows),
      incidents: rows,
      cores: list.reduce((s, k) => s + found.core[k], 0),
      share: list.length / points.rows.length,
      cumulative: held / points.rows.length,
      first: list.reduce((m, k) => Math.min(m, day[k]), Infinity),
      last: list.reduce((m, k) => Math.max(m, day[k]), -Infinity),
      geometry,
      at,
      hectares: hectaresOf(geometry, plane.forward),
    })
    if (clusters.length % 50 === 0) yield 0.5 + (0.5 * clusters.length) / order.length
  }
  const byRule = coreDistance(studyOf(input).size, points.rows.length, params.least)
  const notes = [
    ...pointNotes(input, points),
    `${timed ? 'ST-DBSCAN' : 'DBSCAN'}: neighbours within ${showNumber(params.eps)} m${timed ? ` and ${params.days} days` : ''}, both included; a core has at least ${params.least} within reach, itself included; incidents on one spot are neighbours.`,
    `${countOf(members[0].length, 'incident')} in no cluster. A border incident belongs to the first cluster that reaches it, in file order.`,
  ]
  if (Number.isFinite(byRule) && !timed)
    notes.push(
      `Spread evenly over the ground, one incident in twenty would have ${params.least} within ${showNumber(byRule)} m: at larger distances clusters are no denser than chance makes places. ${EVEN_GROUND}`,
    )
  if (spots)
    notes.push(
      `${countOf(spots, 'cluster')} on one spot or one line: outlined by a circle around the incidents.`,
    )
  if (stoodIn)
    notes.push(
      `${countOf(stoodIn, 'cluster')} of more than ${showNumber(MOST_CONCAVE)} incidents outlined convex.`,
    )
  if (order.length > MOST) notes.push(`${showNumber(order.length - MOST)} smaller clusters not listed.`)
  return {
    notes,
    n: points.rows.length,
    clusters,
    found: order.length,
    noise: members[0].length,
    byRule,
    rows: points.rows,
    label: found.label.map((l) => rankOf[l]),
  }
}

/** Size of an outline on the table's own plane. */
function hectaresOf(
  g: Polygon | MultiPolygon,
  forward: (lng: number, lat: number) => [number, number],
): number {
  const polygons = g.type === 'Polygon' ? [g.coordinates] : g.coordinates
  return (
    areaOf({
      name: '',
      polygons: polygons.map((rings) =>
        rings.map((ring) => Float64Array.from(ring.flatMap(([lng, lat]) => forward(lng, lat)))),
      ),
    }) / 1e4
  )
}

export const METHOD: Method<typeof SCHEMA, ClustersResult> = { ...META, compute }
