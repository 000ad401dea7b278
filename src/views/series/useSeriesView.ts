/** What the map asks of the workbench. */
import { useMemo } from 'react'
import type { LayerSpec } from '../../map/index.ts'
import { useListed } from './candidates.ts'
import { candidateLayer, seriesLayers } from './layers.ts'
import { useBench } from './model.ts'

const none: readonly LayerSpec[] = []

/** The series in front, and what is listed for it, on the map. */
export function useSeriesLayers(wanted: boolean): readonly LayerSpec[] {
  const bench = useBench()
  const listed = useListed((s) => s.rows)
  const incidents = wanted ? bench?.incidents : undefined
  const found = useMemo(() => (incidents ? candidateLayer(incidents, listed) : none), [incidents, listed])
  return useMemo(() => (bench && wanted ? [...found, ...seriesLayers(bench)] : none), [bench, wanted, found])
}
