/** What a new extract took off a list: burglaries that are none any more, and the doors that only they gave. */
import { BURGLARY, offenceIndex } from '../core/base/offences.ts'
import { countOf } from '../core/base/words.ts'
import type { CocoonList } from './list.ts'
import { lastSettled, type Visit } from './visits.ts'

/** A loaded crime that a new extract tells otherwise; kinds of offence as indices, `is` absent = no crime any more. */
export interface Retold {
  readonly id: string
  /** row of the table the list was made from */
  readonly row: number
  readonly was: number
  readonly is?: number
}

/** Counts of what went. */
export interface TakenOff {
  /** burglaries that are no crimes any more, and those that are other crimes now */
  readonly ended: number
  readonly other: number
  /** homes that stood on the list for nothing else, which no visit since their burglary settled; NaN where no list was made */
  readonly doors: number
  /** homes visited for these burglaries: their records stay */
  readonly visited: number
}

const burglaries = new Set(BURGLARY.map(offenceIndex))

/** What went from a list with the burglaries that are none any more. */
export function takenOff(
  list: Pick<CocoonList, 'visits' | 'incidents'> | undefined,
  retold: readonly Retold[],
  visits: readonly Visit[],
): TakenOff {
  const gone = retold.filter(
    ({ was, is }) => burglaries.has(was) && (is === undefined || !burglaries.has(is)),
  )
  const rows = new Set(gone.map((g) => g.row))
  const ids = new Set(gone.map((g) => g.id).filter((id) => id !== ''))
  const settled = lastSettled(visits)
  const since = new Map((list?.incidents ?? []).map((c) => [c.row, c.since]))
  // a visit for an earlier burglary is none for this one: the home stood on the list all the same
  const done = (key: string, of: readonly number[]): boolean => {
    const last = settled.get(key)
    return last !== undefined && last.at >= Math.min(...of.map((row) => since.get(row) ?? -Infinity))
  }
  const lost = (list?.visits ?? []).filter(
    (v) => v.incidents.length > 0 && v.incidents.every((i) => rows.has(i)),
  )
  const ended = gone.filter((g) => g.is === undefined).length
  return {
    ended,
    other: gone.length - ended,
    doors: list ? lost.reduce((sum, v) => sum + v.keys.filter((k) => !done(k, v.incidents)).length, 0) : NaN,
    visited: new Set(visits.filter((v) => !v.removed && ids.has(v.incident)).map((v) => v.home)).size,
  }
}

/** "3 burglaries are no longer crimes: 19 doors not yet visited were taken off." Undefined where nothing went. */
export function takenOffWords({ ended, other, doors, visited }: TakenOff): string | undefined {
  if (ended + other === 0) return undefined
  const said = [
    ...(ended > 0
      ? [
          `${countOf(ended, 'burglary', 'burglaries')} ${ended === 1 ? 'is no longer a crime' : 'are no longer crimes'}`,
        ]
      : []),
    ...(other > 0
      ? [
          `${countOf(other, 'burglary', 'burglaries')} ${other === 1 ? 'is another crime now' : 'are other crimes now'}`,
        ]
      : []),
  ].join(', ')
  const off =
    Number.isNaN(doors) || doors === 0
      ? ''
      : `: ${countOf(doors, 'door')} not yet visited ${doors === 1 ? 'was' : 'were'} taken off`
  const done =
    visited === 0
      ? ''
      : ` ${countOf(visited, 'home')} had been visited for ${ended + other === 1 ? 'it' : 'them'}; those records stay.`
  return `${said}${off}.${done}`
}
