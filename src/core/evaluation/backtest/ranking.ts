/** The map that stood the back-test, as the ranking of other places: what each cell is worth tomorrow. */
import { BURGLARY, type OffenceId } from '../../base/offences.ts'
import type { Param } from '../../base/params.ts'
import { countOf } from '../../base/words.ts'
import type { Input } from '../../table/method.ts'
import { studyCells } from './cells.ts'
import { eventsOf } from './events.ts'
import { mapOf } from './maps.ts'
import { DEFAULT_DECAY, labelOf, MAPS, type MapId } from './options.ts'
import { monthOf } from '../../base/time.ts'
import { backtestRows } from './rows.ts'

/**
 * Parameters of a ranking by a back-tested map: the winner and everything it was tried with (kinds, cells, weights,
 * decay, bandwidth, horizon), so that the ranking is the very map that won. `when` = where they count.
 */
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
    winnerBand: {
      type: 'number',
      label: 'Bandwidth of that map',
      help: 'The radius at which the kernel ends; for kernel density.',
      unit: 'm',
      ...{ default: 300, min: 50, max: 2000, step: 10 },
      ...more,
    },
    winnerDays: {
      type: 'number',
      label: 'Days that map is for',
      help: 'How far each forecast of the back-test reached; for the self-exciting model.',
      unit: 'days',
      ...{ default: 7, min: 1, max: 28, step: 1 },
      ...more,
    },
    winnerKinds: {
      type: 'offences',
      label: 'Offences of that map',
      help: 'The kinds the map was tried on: it is made of these alone.',
      default: BURGLARY,
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
  /** metres; kernel density alone */
  readonly winnerBand: number
  /** days a forecast is for; the self-exciting model alone */
  readonly winnerDays: number
  readonly winnerKinds: readonly OffenceId[]
}

/** Values of the map's cells, larger = sooner. */
export interface Ranking {
  /** number of the cell that holds a point, metres; −1 outside the study area */
  cellAt(x: number, y: number): number
  readonly values: Float64Array
  /** which map it is, as a note goes on after "ranked" */
  readonly words: string
}

/**
 * Makes the map for the day after the as-at date from the rows the back-test takes, as it makes its own forecast. Throws
 * a sentence where no row has a place and a date.
 */
export function rankingOf(
  input: Pick<Input<unknown>, 'table' | 'rows' | 'area' | 'today'>,
  choice: RankingChoice,
): Ranking {
  const { table, today } = input
  const { rows, kinds } = backtestRows(input, choice.winnerKinds)
  const ev = eventsOf(table, rows)
  if (ev.n === 0)
    throw new Error('No incident has both a date and a place, so there is nothing to rank places by.')
  const months = ev.unit === 'month'
  const from = (months ? monthOf(today) : today) + 1
  const history = ev.day[0]
  const g = studyCells(ev, { cell: choice.winnerCell, history, before: from })
  const values = new Float64Array(g.m)
  const decay = {
    ...DEFAULT_DECAY,
    halfDistance: choice.winnerDistance,
    halfLife: choice.winnerLife,
  }
  const weights = [1 - choice.winnerNear / 100, choice.winnerNear / 100] as const
  const settings = { history, horizon: months ? 1 : choice.winnerDays, kde: choice.winnerBand }
  mapOf(choice.winner as MapId, ev, g, settings, decay, { weights, decay })(values, from)
  return {
    values,
    words: wordsOf(choice, kinds),
    cellAt(x, y) {
      const c = Math.floor((x - g.x0) / g.cell)
      const r = Math.floor((y - g.y0) / g.cell)
      return c >= 0 && c < g.nx && r >= 0 && r < g.ny ? g.at[r * g.nx + c] : -1
    },
  }
}

/** What the map was made with, in words; '' for a plain count. */
function settingWords(c: RankingChoice): string {
  const decay = `half as much each ${c.winnerDistance} m and each ${countOf(c.winnerLife, 'day')}`
  switch (c.winner) {
    case 'blend':
      return ` (${c.winnerNear}% near-repeat part, ${decay})`
    case 'decay':
      return ` (${decay})`
    case 'kde365':
      return ` (bandwidth ${c.winnerBand} m)`
    case 'sepp':
      return ` (for ${countOf(c.winnerDays, 'day')} ahead)`
    default:
      return ''
  }
}

/**
 * The ranking as the beginning of a note: which map it is, with everything it was made with. It may have been
 * chosen by hand, so that nothing is said to have won; the long count is no more than a count.
 */
function wordsOf(c: RankingChoice, kinds: string): string {
  const made = `cells of ${c.winnerCell} m, of ${kinds}`
  return c.winner === 'countall'
    ? `by a plain count of all incidents known, ${made}`
    : `by the map chosen from the back-test: “${labelOf(c.winner as MapId)}”${settingWords(c)}, ${made}`
}
