/** The incidents as dots: those of the last six weeks, the earlier ones, and those after the as-at date. */
import { NEAR_DAYS } from '../../core/base/published.ts'
import { useDeferredValue, useMemo } from 'react'
import { memo } from '../../core/base/kept.ts'
import { MINUTES_PER_DAY } from '../../core/base/time.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { byTime } from '../../desk/incidents/byTime.ts'
import { incidentTip } from '../../desk/incidents/incidentWords.ts'
import type { Ink, LayerSpec } from '../../map/index.ts'
import { coarseOf } from '../../core/table/coarse.ts'
import { asAt, rowsOf } from '../../state/derived.ts'
import { useStore } from '../../state/store.ts'
import type { LoadedIncidents } from '../../state/types.ts'

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
  return incidents ? layersOf(incidents, rows, today, played) : []
}

/** The layers of some rows; made once for all who ask, and the positions of each only when it is drawn. */
const layersOf = memo(
  (incidents: LoadedIncidents, rows: Uint32Array, today: number, played: boolean): LayerSpec[] => {
    const { table } = incidents
    const layer = (id: string, label: string, kept: Uint32Array, ink: Ink, radius: number): LayerSpec => {
      let positions: Float64Array | undefined
      return {
        ...{ kind: 'points', id, label, rows: kept, ink, radius },
        get positions() {
          return (positions ??= positionsOf(table, kept))
        },
        some: (dots) =>
          positionsOf(
            table,
            dots.map((i) => kept[i]),
          ),
        tip: (i) => incidentTip(incidents, kept[i]),
      }
    }
    if (table.precision === 'month')
      return [
        layer(
          'all',
          coarseOf(table)?.points ? 'Incidents, at snap points' : 'Incidents',
          byTime(table, rows, Infinity, Infinity)[0],
          'incident',
          2,
        ),
      ]
    const first = (today - RECENT + 1) * MINUTES_PER_DAY
    const end = (today + 1) * MINUTES_PER_DAY
    const [earlier, recent, later] = byTime(table, rows, first, end)
    return [
      layer('earlier', 'Earlier', earlier, 'muted', 2),
      layer('recent', 'Last six weeks', recent, 'incident', 3.5),
      layer('later', 'After the as-at date', played ? none : later, 'muted', 2),
    ].filter((l) => l.kind === 'points' && (l.rows?.length ?? 0) > 0)
  },
  2,
)

function positionsOf({ lng, lat }: Incidents, rows: Uint32Array): Float64Array {
  const positions = new Float64Array(rows.length * 2)
  for (let k = 0; k < rows.length; k++) {
    positions[2 * k] = lng[rows[k]]
    positions[2 * k + 1] = lat[rows[k]]
  }
  return positions
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
