/** What the map shows of the chosen incident's story: lines, rings and numbers to what is linked with it. */
import { useMemo } from 'react'
import { planeOf } from '../../core/geometry/plane.ts'
import type { LayerSpec } from '../../map/index.ts'
import { circleAround } from '../../desk/incidents/around.ts'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'
import { count } from '../../desk/words.ts'
import { type ChosenStory, useStory } from './useStory.ts'

/** Near repeats numbered in the list and on the map. */
export const LISTED = 12

/** Longer chains are told and not drawn. */
const MOST_RINGS = 80

/** The layers of a story. Rows of points are incident rows. */
export function storyLayers({ incidents, row, story, band }: ChosenStory): LayerSpec[] {
  const { table } = incidents
  if (story.refused || !Number.isFinite(table.lng[row])) return []
  const at = (i: number) => [table.lng[i], table.lat[i]] as const
  const points = (rows: readonly number[]) => Float64Array.from(rows.flatMap((i) => [...at(i)]))
  const near = story.near.filter((l) => !l.same)
  const known = new Set([row, ...story.near.map((l) => l.row)])
  // a chain that runs through half a town would hide it
  const chain = story.chain && story.chain.rows.length <= MOST_RINGS ? story.chain.rows : []
  const others = chain.filter((i) => !known.has(i))
  const tip = (rows: readonly number[]) => (i: number) => incidentTip(incidents, rows[i])
  const nearRows = near.map((l) => l.row)
  const layers: LayerSpec[] = [
    {
      kind: 'areas',
      id: 'reach',
      label: `${count(band.reach)} m around it`,
      fill: false,
      areas: [
        {
          geometry: circleAround(planeOf(table.crs), table.x[row], table.y[row], band.reach),
          ink: 'accent',
        },
      ],
    },
    {
      kind: 'lines',
      id: 'links',
      label: 'To its near repeats',
      ink: 'accent',
      width: 1.5,
      dashed: true,
      lines: nearRows.map((i) => [at(row), at(i)]),
    },
    {
      kind: 'points',
      id: 'chain',
      label: 'Others of its chain',
      ink: 'muted',
      radius: 6,
      shape: 'ring',
      positions: points(others),
      rows: Uint32Array.from(others),
      tip: tip(others),
    },
    {
      kind: 'points',
      id: 'near',
      label: 'Near repeats',
      ink: 'accent',
      radius: 6,
      shape: 'ring',
      positions: points(nearRows),
      rows: Uint32Array.from(nearRows),
      tip: tip(nearRows),
    },
    {
      kind: 'labels',
      id: 'numbers',
      label: 'Numbers of the list',
      boxed: true,
      labels: story.near
        .slice(0, LISTED)
        .map((l, k) => ({ at: at(l.row), text: String(k + 1), ink: 'accent' as const, same: l.same }))
        .filter((l) => !l.same),
    },
    {
      kind: 'points',
      id: 'chosen',
      label: 'The chosen incident',
      ink: 'tierA',
      radius: 6,
      shape: 'square',
      positions: points([row]),
      rows: Uint32Array.of(row),
      tip: tip([row]),
    },
  ]
  return layers.filter(
    (l) =>
      (l.kind !== 'points' || l.positions.length > 0) &&
      (l.kind !== 'lines' || l.lines.length > 0) &&
      (l.kind !== 'labels' || l.labels.length > 0),
  )
}

/** The story on the map; nothing while no incident is chosen. */
export function useStoryLayers(): readonly LayerSpec[] {
  const chosen = useStory()
  return useMemo(() => (chosen ? storyLayers(chosen) : []), [chosen])
}
