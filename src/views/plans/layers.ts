/** A plan on the map: where something was done, the ring around it, and what it is compared with. */
import type { MultiPolygon, Polygon } from 'geojson'
import { memo } from '../../core/base/kept.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import { dayOf } from '../../core/base/time.ts'
import type { PlanAnswer } from '../../core/evaluation/planAnswer.ts'
import type { PlanPlace, PlanRecord } from '../../core/evaluation/planRecord.ts'
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { ringAround } from '../../core/geometry/ringAround.ts'
import { type Plane, planeOf } from '../../core/geometry/plane.ts'
import { areaFinder, labelPoint } from '../../core/geometry/whichArea.ts'
import { FLAG } from '../../core/table/incidents.ts'
import type { LayerSpec } from '../../map/index.ts'
import { RING } from '../../state/planRuns.ts'
import { flagOf } from '../../state/plans.ts'
import type { LoadedIncidents } from '../../state/store.ts'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'

type Shape = Polygon | MultiPolygon
type At = readonly [lng: number, lat: number]

/** Degrees taken as they are: good for where a name stands, never for a length. */
const DEGREES: Plane = { code: '', label: '', forward: (x, y) => [x, y], inverse: (x, y) => [x, y] }

/** Where the name of a shape stands, degrees. */
const nameAt = (shape: Shape): At | undefined => labelPoint(areaOnPlane('', shape, DEGREES))

/** A matched square in degrees. */
export function squareShape(m: { x: number; y: number; side: number }, crs: string): Polygon {
  const plane = planeOf(crs)
  const h = m.side / 2
  const corners = [
    [m.x - h, m.y - h],
    [m.x + h, m.y - h],
    [m.x + h, m.y + h],
    [m.x - h, m.y + h],
    [m.x - h, m.y - h],
  ]
  return { type: 'Polygon', coordinates: [corners.map(([x, y]) => [...plane.inverse(x, y)])] }
}

/** The comparison as places: those that were named, else the squares that were found. */
export function comparisonPlaces(
  plan: PlanRecord,
  crs: string,
  answer: PlanAnswer | undefined,
): readonly PlanPlace[] {
  if (plan.comparison.length > 0) return plan.comparison
  if (answer?.kind !== 'judged') return []
  return answer.result.matched.map((m, k) => ({
    name: `Square ${k + 1}`,
    shape: squareShape(m, crs),
    from: `matched with ${plan.places[m.area]?.name ?? 'the plan'}`,
  }))
}

/** Ground within the ring's width of the plan and not in it. */
export const ringOf = memo(
  (places: readonly PlanPlace[], width: number, crs: string) =>
    ringAround(
      places.map((p) => p.shape),
      width,
      planeOf(crs),
    ),
  4,
)

/** Places that are being chosen for a plan. */
export const draftLayers = (places: readonly PlanPlace[]): LayerSpec[] =>
  places.length === 0
    ? []
    : [
        {
          kind: 'areas',
          id: 'places',
          label: 'Places of the new plan',
          fill: true,
          areas: places.map((p, i) => ({
            ...{ geometry: p.shape, ink: 'accent' as const, letter: String(i + 1) },
            labelAt: nameAt(p.shape),
          })),
          tip: (i) => places[i] && { title: places[i].name, lines: [places[i].from] },
        },
      ]

/** Rows in the plan's places from its start on. */
function rowsAfter(plan: PlanRecord, { table }: LoadedIncidents, answer: PlanAnswer | undefined): number[] {
  if (answer?.kind !== 'judged') return []
  const { start, after } = answer.windows
  const kinds = new Set(plan.offences.map(offenceIndex))
  const find = areaFinder(plan.places.map((p) => areaOnPlane(p.name, p.shape, planeOf(table.crs))))
  const rows: number[] = []
  for (let i = 0; i < table.n; i++) {
    const day = dayOf(table.from[i])
    // no count holds a date that was flagged
    if (table.flags[i] & FLAG.oddDate) continue
    if (day < start || day >= start + after || (kinds.size > 0 && !kinds.has(table.offence[i]))) continue
    if (Number.isFinite(table.lng[i]) && find(table.x[i], table.y[i]).length > 0) rows.push(i)
  }
  return rows
}

/** Everything of one plan. */
export function planLayers(
  plan: PlanRecord,
  incidents: LoadedIncidents,
  answer: PlanAnswer | undefined,
): LayerSpec[] {
  const { table } = incidents
  const flag = flagOf(plan)
  const compared = comparisonPlaces(plan, table.crs, answer)
  const ring = ringOf(plan.places, RING, table.crs)
  const rows = rowsAfter(plan, incidents, answer)
  const several = plan.places.length > 1
  return [
    ...(ring
      ? [
          {
            kind: 'areas' as const,
            id: 'ring',
            label: `Ring, ${RING} m`,
            fill: true,
            areas: [{ geometry: ring.geometry, ink: 'area' as const }],
            tip: () => ({
              title: `Ring of ${flag}`,
              lines: ['Displacement or diffusion is looked for here'],
            }),
          },
        ]
      : []),
    ...(compared.length > 0
      ? [
          {
            kind: 'areas' as const,
            id: 'comparison',
            label: `Comparison, C1${compared.length > 1 ? `–C${compared.length}` : ''}`,
            fill: true,
            dashed: true,
            areas: compared.map((p, k) => ({
              ...{ geometry: p.shape, ink: 'outline' as const, letter: `C${k + 1}` },
              labelAt: nameAt(p.shape),
            })),
            tip: (k: number) =>
              compared[k] && { title: `C${k + 1}: ${compared[k].name}`, lines: [compared[k].from] },
          },
        ]
      : []),
    {
      kind: 'areas',
      id: 'treated',
      label: `Plan ${flag}: treated`,
      fill: true,
      areas: plan.places.map((p, k) => ({
        ...{ geometry: p.shape, ink: 'accent' as const, letter: several ? `${flag}.${k + 1}` : flag },
        labelAt: nameAt(p.shape),
      })),
      tip: (k) =>
        plan.places[k] && { title: `${flag}: ${plan.places[k].name}`, lines: [plan.places[k].from] },
    },
    ...(rows.length > 0
      ? [
          {
            kind: 'points' as const,
            id: 'after',
            label: 'In the plan’s places, from its start',
            ink: 'incident' as const,
            radius: 3,
            positions: Float64Array.from(rows.flatMap((i) => [table.lng[i], table.lat[i]])),
            rows: Uint32Array.from(rows),
            tip: (k: number) => incidentTip(incidents, rows[k]),
          },
        ]
      : []),
  ]
}
