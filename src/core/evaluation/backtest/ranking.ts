/** The map that stood the back-test, as the ranking of other places: what each cell is worth tomorrow. */
import type { Param } from '../../base/params.ts'
import type { Incidents } from '../../table/incidents.ts'
import { studyCells } from './cells.ts'
import { eventsOf } from './events.ts'
import { mapOf } from './maps.ts'
import { DEFAULT_DECAY, labelOf, MAPS, type MapId, monthOf } from './options.ts'

/** Parameters of a ranking by a back-tested map: the winner, with its cells, weights and decay; kernel density is of 300 m and the horizon a week. `when` = where they count. */
export const rankingSchema = (when: NonNullable<Param['when']>) => {
  const more = { advanced: true, when } as const
  return {
    winner: {
      type: 'choice',
      label: 'Map that won',
      help: 'Taken from your back-test: the long count, unless another map caught more beyond chance.',
      default: 'countall',
      options: MAPS.filter((m) => m.id !== 'random').map(
        ({ id, label }): { value: string; label: string } => ({
          value: id,
          label,
        }),
      ),
      ...more,
    },
    winnerCell: {
      type: 'number',
      label: 'Cells of that map',
      help: 'Side of the squares the map was tried on.',
      unit: 'm',
      ...{ default: 150, min: 50, max: 2000, step: 10 },
      ...more,
    },
    winnerNear: {
      type: 'number',
      label: 'Near-repeat part of a blend',
      help: 'The rest is the long count. Chosen by the back-test on earlier weeks.',
      unit: '%',
      ...{ default: 20, min: 0, max: 100, step: 1 },
      ...more,
    },
    winnerDistance: {
      type: 'number',
      label: 'Half-distance of that map',
      help: 'Half as much risk at each of these distances; for the near-repeat map and the blend.',
      unit: 'm',
      ...{ default: DEFAULT_DECAY.halfDistance, min: 10, max: 2000, step: 10 },
      ...more,
    },
    winnerLife: {
      type: 'number',
      label: 'Half-life of that map',
      help: 'Half as much risk after each of these times; for the near-repeat map and the blend.',
      unit: 'days',
      ...{ default: DEFAULT_DECAY.halfLife, min: 1, max: 365, step: 1 },
      ...more,
    },
  } as const satisfies Record<string, Param>
}

/** A ranking's settings. */
export interface RankingChoice {
  readonly winner: string
  readonly winnerCell: number
  /** per cent of the blend */
  readonly winnerNear: number
  readonly winnerDistance: number
  readonly winnerLife: number
}

/** Values of the map's cells, larger = sooner. */
export interface Ranking {
  /** number of the cell that holds a point, metres; −1 outside the study area */
  cellAt(x: number, y: number): number
  readonly values: Float64Array
}

/** Makes the map for the day after `today` from all rows known by then. Throws where no row has a place and a date. */
export function rankingOf(
  table: Incidents,
  rows: Uint32Array,
  today: number,
  { winner, winnerCell, winnerNear, winnerDistance, winnerLife }: RankingChoice,
): Ranking {
  const ev = eventsOf(table, rows)
  if (ev.n === 0)
    throw new Error('No incident has both a date and a place, so there is nothing to rank places by.')
  const from = (ev.unit === 'month' ? monthOf(today) : today) + 1
  const history = ev.day[0]
  const g = studyCells(ev, { cell: winnerCell, history, before: from })
  const values = new Float64Array(g.m)
  const decay = { ...DEFAULT_DECAY, halfDistance: winnerDistance, halfLife: winnerLife }
  const weights = [1 - winnerNear / 100, winnerNear / 100] as const
  mapOf(winner as MapId, ev, g, { history, horizon: 7, kde: 300 }, decay, { weights, decay })(values, from)
  return {
    values,
    cellAt(x, y) {
      const c = Math.floor((x - g.x0) / g.cell)
      const r = Math.floor((y - g.y0) / g.cell)
      return c >= 0 && c < g.nx && r >= 0 && r < g.ny ? g.at[r * g.nx + c] : -1
    },
  }
}

/** The ranking in words: "the long count, all history, in cells of 150 m". */
export function rankingWords({
  winner,
  winnerCell,
  winnerNear,
  winnerDistance,
  winnerLife,
}: RankingChoice): string {
  const label = labelOf(winner as MapId)
  const parts =
    winner === 'blend'
      ? ` (${winnerNear}% near-repeat part, half as much each ${winnerDistance} m and each ${winnerLife} days)`
      : winner === 'decay'
        ? ` (half as much each ${winnerDistance} m and each ${winnerLife} days)`
        : ''
  return `“${label}”${parts}, cells of ${winnerCell} m`
}
