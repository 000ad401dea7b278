/** A series on the map: its order, the way from one to the next, the ellipse and the centres. */
import type { Incidents } from '../../core/table/incidents.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { compassWord } from '../../core/series/series.ts'
import { ellipseRing } from '../../core/series/place.ts'
import { metresWords } from '../../core/series/words.ts'
import { showDay } from '../../core/base/time.ts'
import type { LayerSpec } from '../../map/index.ts'
import type { LoadedIncidents } from '../../state/store.ts'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'
import type { Bench } from './model.ts'

type XY = readonly [number, number]

/** Ways drawn at most: more are a tangle that hides the places. */
const MOST_WAYS = 30

/** Where on its way an arrow's head stands, and how long its barbs are. */
const HEAD_AT = 0.62
const BARB = 0.09
const BARB_LEAST = 6
const BARB_MOST = 90

/** The way from a to b and the two barbs of its head, metres. */
export function arrow(a: XY, b: XY): XY[][] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const length = Math.hypot(dx, dy)
  if (length < 1) return []
  const tip: XY = [a[0] + dx * HEAD_AT, a[1] + dy * HEAD_AT]
  const barb = Math.min(BARB_MOST, Math.max(BARB_LEAST, length * BARB))
  const back = (turn: number): XY => {
    const at = Math.atan2(dy, dx) + Math.PI + turn
    return [tip[0] + barb * Math.cos(at), tip[1] + barb * Math.sin(at)]
  }
  return [
    [a, b],
    [back(0.45), tip, back(-0.45)],
  ]
}

/** Numbers of the order, those of one place together: "1, 4". */
export function numbersAt(
  t: Incidents,
  rows: readonly number[],
): { row: number; text: string; last: boolean }[] {
  const places = new Map<string, { row: number; numbers: number[] }>()
  rows.forEach((row, k) => {
    if (!Number.isFinite(t.x[row]) || !Number.isFinite(t.y[row])) return
    const key = `${Math.round(t.x[row])} ${Math.round(t.y[row])}`
    const there = places.get(key)
    if (there) there.numbers.push(k + 1)
    else places.set(key, { row, numbers: [k + 1] })
  })
  return [...places.values()].map(({ row, numbers }) => ({
    row,
    text: numbers.join(', '),
    last: numbers.includes(rows.length),
  }))
}

/** Rows found for a series, as rings. */
export function candidateLayer(incidents: LoadedIncidents, rows: readonly number[]): LayerSpec[] {
  const { table } = incidents
  const placed = rows.filter((i) => Number.isFinite(table.lng[i]))
  if (placed.length === 0) return []
  return [
    {
      kind: 'points',
      id: 'found',
      label: 'Found, not in the series',
      ink: 'tierC',
      radius: 6,
      shape: 'ring',
      positions: Float64Array.from(placed.flatMap((i) => [table.lng[i], table.lat[i]])),
      rows: Uint32Array.from(placed),
      tip: (k) => incidentTip(incidents, placed[k]),
    },
  ]
}

/** Everything of the series itself. */
export function seriesLayers({ incidents, facts, series }: Bench): LayerSpec[] {
  const { table } = incidents
  const plane = planeOf(table.crs)
  const degrees = ([x, y]: XY): XY => plane.inverse(x, y)
  const at = (row: number): XY => [table.lng[row], table.lat[row]]
  const order = facts.steps.map((s) => s.row)
  const placed = order.filter((i) => Number.isFinite(table.x[i]) && Number.isFinite(table.lng[i]))
  if (placed.length === 0) return []
  const labels = numbersAt(table, order)
  const late = placed.slice(-MOST_WAYS - 1)
  const ways = late
    .slice(1)
    .flatMap((row, k) => arrow([table.x[late[k]], table.y[late[k]]], [table.x[row], table.y[row]]))
    .map((line) => line.map(degrees))
  const tip = (row: number) => {
    const k = order.indexOf(row)
    const step = facts.steps[k]
    const { title, lines } = incidentTip(incidents, row)
    const from =
      k > 0
        ? [`${step.gap} d and ${metresWords(step.metres)} ${compassWord(step.bearing)} from no. ${k}`]
        : []
    return { title: `No. ${k + 1} of ${series.name}: ${title}`, lines: [...lines, ...from] }
  }
  const spot = (id: string, label: string, p: XY | undefined, shape: 'ring' | 'square'): LayerSpec[] =>
    p && placed.length > 2
      ? [
          {
            kind: 'points',
            id,
            label,
            ink: 'outline',
            radius: 6,
            shape,
            positions: Float64Array.from(degrees(p)),
            tip: () => ({ title: label, lines: ['Says where the incidents lie, not where anyone lives'] }),
          },
        ]
      : []
  const last = facts.steps.at(-1)!
  return [
    {
      kind: 'points',
      id: 'members',
      label: 'Members of the series',
      ink: 'accent',
      radius: 5,
      positions: Float64Array.from(placed.flatMap(at)),
      rows: Uint32Array.from(placed),
      tip: (k) => tip(placed[k]),
    },
    ...(typeof facts.ellipse === 'object'
      ? [
          {
            kind: 'areas' as const,
            id: 'ellipse',
            label: 'Standard deviational ellipse',
            fill: true,
            areas: [
              {
                ink: 'area' as const,
                geometry: {
                  type: 'Polygon' as const,
                  coordinates: [ellipseRing(facts.ellipse).map((p) => [...degrees(p)])],
                },
              },
            ],
          },
        ]
      : []),
    ...(ways.length > 0
      ? [
          {
            kind: 'lines' as const,
            id: 'ways',
            label: late.length < placed.length ? `The last ${MOST_WAYS} ways` : 'From one to the next',
            ink: 'muted' as const,
            width: 1.5,
            lines: ways,
          },
        ]
      : []),
    ...spot('mean', 'Mean centre', facts.mean, 'ring'),
    ...spot('median', 'Median centre', facts.median, 'square'),
    {
      kind: 'labels',
      id: 'order',
      label: 'Order in time',
      boxed: true,
      always: true,
      labels: labels.filter((l) => !l.last).map((l) => ({ at: at(l.row), text: l.text, ink: 'accent' })),
    },
    {
      kind: 'labels',
      id: 'last',
      label: `The last, ${showDay(last.day)}`,
      boxed: true,
      always: true,
      labels: labels.filter((l) => l.last).map((l) => ({ at: at(l.row), text: l.text, ink: 'tierA' })),
    },
  ]
}
