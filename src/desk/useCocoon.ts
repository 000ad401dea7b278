/** The cocooning list as map and navigation see it. */
import { useEffect, useState } from 'react'
import { clockOf, type Dated } from '../cocoon/clock.ts'
import type { CocoonList, ListedVisit } from '../cocoon/list.ts'
import type { StreetList } from '../cocoon/streets.ts'
import { dayOf, isoDay, minuteNow, showDay, showTime } from '../core/base/time.ts'
import type { LayerSpec } from '../map/index.ts'
import { type Cocoon, cocoonStale, type ListOf } from '../state/cocoon.ts'
import { useStore } from '../state/store.ts'
import type { TableColumn } from '../ui/index.ts'

/** The newest list; undefined until the first is made. */
export const useCocoon = (): Cocoon | undefined => useStore((s) => s.cocoon?.made)

/** Whether that list is of earlier settings and the next one is being made. */
export const useCocoonStale = (): boolean => useStore(cocoonStale)

/** The minute of this computer's clock; a page that is left open is drawn again as it goes. */
function useMinute(): number {
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => tick(minuteNow(new Date())), 10_000)
    return () => clearInterval(timer)
  }, [])
  return minuteNow(new Date())
}

/** The minute to hold due times of a list against; the invented town has a calendar of its own. */
export function useClock(list: Dated): number {
  const now = useMinute()
  const sample = useStore((s) => s.incidents?.sample)
  return sample ? list.moment : clockOf(list, now)
}

/** "Mon 23 Nov 17:40" of a minute. */
export const dueWords = (minute: number): string =>
  `${showDay(dayOf(minute), { weekday: true, year: false })} ${showTime(minute)}`

/** The column of due times: short on the page, whole in a file. */
export const dueColumn = (due: (row: number) => number): TableColumn => ({
  key: 'due',
  label: 'Due',
  kind: 'date',
  value: (i) => `${isoDay(dayOf(due(i)))} ${showTime(due(i))}`,
  order: due,
  show: (i) => dueWords(due(i)),
})

const tipOf = (v: ListedVisit) => ({
  title: v.address,
  lines: [
    v.flats.length > 0 ? v.flats.join(', ') : '',
    `${v.why}, tier ${v.tier}`,
    `due ${dueWords(v.due)}`,
    `useful until ${showDay(v.expires)}`,
  ].filter(Boolean),
})

/** Homes as dots from afar and as their numbers from near; the walk as a line. Equal to the sheet's numbers. */
export function cocoonLayers(list: Pick<CocoonList, 'visits'>, round?: number): LayerSpec[] {
  const visits = list.visits.filter((v) => round === undefined || v.round === round)
  const rounds = [...new Set(visits.map((v) => v.round))]
  const positions = (vs: readonly ListedVisit[]) => Float64Array.from(vs.flatMap((v) => [v.lng, v.lat]))
  const neighbours = visits.filter((v) => v.relation !== 'victim')
  const victims = visits.filter((v) => v.relation === 'victim')
  const rowsOf = (vs: readonly ListedVisit[]) => Uint32Array.from(vs.map((v) => v.order - 1))
  return [
    {
      kind: 'lines',
      id: 'walk',
      label: 'Walking order, straight lines',
      ink: 'accent',
      width: 1.5,
      dashed: true,
      lines: rounds.map((r) => visits.filter((v) => v.round === r).map((v) => [v.lng, v.lat] as const)),
    },
    {
      kind: 'points',
      id: 'homes',
      label: 'Homes to visit',
      ink: 'accent',
      radius: 5,
      shape: 'square',
      positions: positions(neighbours),
      rows: rowsOf(neighbours),
      tip: (i) => tipOf(neighbours[i]),
    },
    {
      kind: 'points',
      id: 'victims',
      label: 'Burgled homes',
      ink: 'tierA',
      radius: 6,
      shape: 'square',
      positions: positions(victims),
      rows: rowsOf(victims),
      tip: (i) => tipOf(victims[i]),
    },
  ]
}

/** What lives on the streets of a list, by what the list is of. */
export const LIVE: Readonly<Record<ListOf, string>> = {
  burglary: 'burglaries',
  vehicles: 'thefts from vehicles',
}

/** The streets of a list as dots: those with a crime of its kind on them, and those only near one. */
export function streetLayers({ streets }: Pick<StreetList, 'streets'>, of: ListOf): LayerSpec[] {
  const dots = (id: string, label: string, on: boolean, ink: 'tierA' | 'muted'): LayerSpec => {
    const rows = streets.flatMap((s, i) => (s.on > 0 === on ? [i] : []))
    const some = rows.map((i) => streets[i])
    return {
      ...{ kind: 'points', id, label, ink, radius: 6, shape: 'square' },
      positions: Float64Array.from(some.flatMap((s) => [s.lng, s.lat])),
      rows: Uint32Array.from(rows),
      tip: (i) => ({
        title: some[i].street,
        lines: [`${some[i].on} on it, ${some[i].near} near it`, `due ${dueWords(some[i].due)}`],
      }),
    }
  }
  return [
    dots('near streets', 'Streets near one', false, 'muted'),
    dots('streets', `Streets with live ${LIVE[of]}`, true, 'tierA'),
  ]
}
