/** How well the doors of a list were covered, beside the published figures. */
import { homeKey } from './address.ts'
import type { Homes } from '../core/places/homes.ts'
import { textAt } from '../core/base/text.ts'
import type { CocoonList } from './list.ts'
import { findVisits } from './nextVisit.ts'
import { type Coverage, coverage, listedHomes, type Visit } from './visits.ts'

/**
 * Coverage of the homes the protocol asks for: those still listed and those that left the list because they were
 * called on after their burglary, whether or not anybody answered (who is to be tried again tomorrow was called on today), or
 * because there is no time for them. Visits before the burglary were for another one and do not count.
 */
export function listCoverage(list: CocoonList, homes: Homes, visits: readonly Visit[]): Coverage {
  const burglary = new Map(list.incidents.map((c) => [c.row, c]))
  const since = new Map<string, number>()
  const from = (key: string, row: number) => {
    const start = burglary.get(row)?.since
    if (start !== undefined) since.set(key, Math.min(since.get(key) ?? Infinity, start))
  }
  for (const v of list.visits) for (const k of v.keys) for (const row of v.incidents) from(k, row)

  const found = findVisits(visits)
  const called = list.leftOut.flatMap((o) => {
    const c = burglary.get(o.row)
    if (o.what !== 'home' || !c) return []
    // what there is no time for is asked for all the same
    if (o.because === 'time')
      return (o.all ?? [o.home]).map((h) => {
        const home = homeKey(textAt(homes.uprn, h), textAt(homes.address, h))
        from(home, o.row)
        return { home, due: c.due }
      })
    const v = found(textAt(homes.uprn, o.home), textAt(homes.address, o.home)).at(-1)
    if (!v || v.at < c.since) return []
    from(v.home, o.row)
    return [{ home: v.home, due: c.due }]
  })
  return coverage(
    [...listedHomes(list.visits), ...called],
    visits.filter((v) => v.at >= (since.get(v.home) ?? Infinity)),
  )
}
