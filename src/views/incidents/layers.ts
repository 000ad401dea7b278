/** The incidents as dots: those of the last six weeks, the earlier ones, and those after the as-at date. */
import { NEAR_DAYS } from '../../core/base/published.ts'
import { useDeferredValue, useMemo } from 'react'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'
import type { Ink, LayerSpec } from '../../map/index.ts'
import { asAt, rowsOf } from '../../state/derived.ts'
import { useStore } from '../../state/store.ts'

const none = new Uint32Array(0)

/** Days of the near-repeat window: incidents inside it stand out. */
const RECENT = NEAR_DAYS

/**
 * The incidents: those of the last six weeks stand out from the earlier ones; open data knows no days. Those after the
 * as-at date are apart, and nobody knew of them on a day that is being played.
 */
function useIncidentLayers(): LayerSpec[] {
  const loaded = useStore((s) => s.incidents)
  // while the past is played the period says which days are played
  const left = useStore((s) => rowsOf(s, s.replay ? 'period' : undefined))
  const now = useMemo(() => ({ incidents: loaded, rows: left }), [loaded, left])
  // charts and title answer a press first; the map follows as soon as the page has a moment
  const { incidents, rows } = useDeferredValue(now)
  const played = useStore((s) => s.replay !== undefined)
  const today = useStore((s) => s.replay?.day ?? asAt(s).day)
  return useMemo(() => {
    if (!incidents) return []
    const { table } = incidents
    const placed = rows.filter((i) => Number.isFinite(table.lng[i]))
    const layer = (id: string, label: string, kept: Uint32Array, ink: Ink, radius: number): LayerSpec => {
      const positions = new Float64Array(kept.length * 2)
      for (let k = 0; k < kept.length; k++) {
        positions[2 * k] = table.lng[kept[k]]
        positions[2 * k + 1] = table.lat[kept[k]]
      }
      return {
        kind: 'points',
        id,
        label,
        positions,
        rows: kept,
        ink,
        radius,
        tip: (i) => incidentTip(incidents, kept[i]),
      }
    }
    if (table.precision === 'month') return [layer('all', 'Incidents, at snap points', placed, 'incident', 2)]
    const first = (today - RECENT + 1) * MINUTES_PER_DAY
    const end = (today + 1) * MINUTES_PER_DAY
    return [
      layer(
        'earlier',
        'Earlier',
        placed.filter((i) => table.from[i] < first),
        'muted',
        2,
      ),
      layer(
        'recent',
        'Last six weeks',
        placed.filter((i) => table.from[i] >= first && table.from[i] < end),
        'incident',
        3.5,
      ),
      layer(
        'later',
        'After the as-at date',
        played ? none : placed.filter((i) => table.from[i] >= end),
        'muted',
        2,
      ),
    ].filter((l) => l.kind === 'points' && l.positions.length > 0)
  }, [incidents, rows, today, played])
}

const isAside = (l: LayerSpec): boolean => l.id === 'earlier' || l.id === 'later'

/** The recent ones: what the dots of a place are. */
export const useRecent = (): LayerSpec[] => {
  const layers = useIncidentLayers()
  return useMemo(() => layers.filter((l) => !isAside(l)), [layers])
}

/** The others, for those who pin them. */
export const useEarlier = (): LayerSpec[] => {
  const layers = useIncidentLayers()
  return useMemo(() => layers.filter(isAside), [layers])
}
