/** What a press in a linked chart does to the filters. */
import type { HourWindow } from '../../charts/index.ts'
import type { SavedClause } from '../../state/project.ts'

type Of<K extends SavedClause['kind']> = Extract<SavedClause, { kind: K }>

/** The clause that a control of the charts made; undefined while it has none. */
export const clauseOf = <K extends SavedClause['kind']>(
  clauses: readonly SavedClause[],
  kind: K,
): Of<K> | undefined => clauses.find((c) => c.source === kind && c.kind === kind) as Of<K> | undefined

/**
 * What is chosen after a press. A plain press chooses only this one, and lets it go where it was the only one; with
 * `add` it joins the others or leaves them.
 */
export function afterPress<T>(chosen: readonly T[], key: T, add: boolean): T[] {
  const on = chosen.includes(key)
  if (add) return on ? chosen.filter((k) => k !== key) : [...chosen, key]
  return on && chosen.length === 1 ? [] : [key]
}

/** Whether an hour lies in the hours of a clause, over midnight too. */
export const inHours = (c: Of<'hours'>, hour: number): boolean =>
  c.fromHour <= c.toHour ? hour >= c.fromHour && hour < c.toHour : hour >= c.fromHour || hour < c.toHour

/** Which hours of the week two clauses choose together; null while there is neither. */
export function chosenHours(
  hours: Of<'hours'> | undefined,
  weekdays: Of<'weekdays'> | undefined,
): ((day: number, hour: number) => boolean) | null {
  if (!hours && !weekdays) return null
  return (day, hour) => (!hours || inHours(hours, hour)) && (!weekdays || weekdays.weekdays.includes(day))
}

/** The clauses of a block of hours; a whole day or a whole week needs none. */
export function clausesOfBlock(block: HourWindow | null): {
  readonly hours: SavedClause | undefined
  readonly weekdays: SavedClause | undefined
} {
  if (!block) return { hours: undefined, weekdays: undefined }
  const [firstDay, lastDay] = block.days
  const [fromHour, lastHour] = block.hours
  const wholeDay = fromHour === 0 && lastHour === 23
  const wholeWeek = firstDay === 0 && lastDay === 6
  return {
    hours: wholeDay ? undefined : { source: 'hours', kind: 'hours', fromHour, toHour: lastHour + 1 },
    weekdays: wholeWeek
      ? undefined
      : {
          source: 'weekdays',
          kind: 'weekdays',
          weekdays: Array.from({ length: lastDay - firstDay + 1 }, (_, k) => firstDay + k),
        },
  }
}

/** Names by count, most first; those chosen always, then as many more as asked for. */
export function topNames(
  values: readonly string[],
  counts: ArrayLike<number>,
  chosen: readonly string[],
  most: number,
  matching = '',
): { readonly top: number[]; readonly others: number; readonly inOthers: number } {
  const wanted = matching.trim().toLowerCase()
  const codes: number[] = []
  for (let c = 1; c < values.length; c++)
    if (chosen.includes(values[c]) || (counts[c] > 0 && values[c].toLowerCase().includes(wanted)))
      codes.push(c)
  codes.sort((a, b) => counts[b] - counts[a] || a - b)
  const top = codes.filter((c, k) => k < most || chosen.includes(values[c]))
  const shown = new Set(top)
  let others = 0
  let inOthers = 0
  for (const c of codes)
    if (!shown.has(c)) {
      others++
      inOthers += counts[c]
    }
  return { top, others, inOthers }
}
