/** The one period of the page: the dates in force, the as-at date, and where the file ends. */
import { lazy, Suspense } from 'react'
import { showDay } from '../core/base/time.ts'
import { lastOfPeriod, usePeriod } from '../desk/period.ts'
import type { View } from '../desk/view.ts'
import { many } from '../desk/words.ts'
import { asAt } from '../state/derived.ts'
import { useStore } from '../state/store.ts'
import { Icon, Pop } from '../ui/index.ts'

const PeriodForm = lazy(async () => ({ default: (await import('./PeriodForm.tsx')).PeriodForm }))

/** "Last 12 months", "1 Jan 2026 – 3 Feb 2026", "All dates". */
export function periodWords(period: { fromDay: number; toDay: number } | undefined, today: number): string {
  if (!period) return 'All dates'
  const known = lastOfPeriod(period, today)
  return known ? `Last ${known.label}` : `${showDay(period.fromDay)} – ${showDay(period.toDay)}`
}

/** "file to Sat 21 Nov, 1 day before": the file's last whole day, and how far it lies from the as-at date. */
export function gapWords(complete: number, today: number, monthly: boolean): string {
  if (monthly) return `file to ${showDay(complete).replace(/^\d+ /, '')}`
  const day = showDay(complete, { weekday: true, year: false })
  if (complete === today) return `file to ${day}`
  return `file to ${day}, ${many(Math.abs(today - complete), 'day')} ${complete < today ? 'before' : 'after'}`
}

/** "Sat 28 Nov", or "Dec 2025" where the file knows no days. */
export const asAtWords = (today: number, monthly: boolean): string =>
  monthly ? showDay(today).replace(/^\d+ /, '') : showDay(today, { weekday: true, year: false })

function ViewPeriod({ view }: { view: View }) {
  return view.period?.()
}

/** What a view counts in place of the filters; in a component of its own, since it is a hook of that view. */
export function Counts({ view }: { view: View }) {
  return view.counts?.()
}

/** The chip; `view` is what is in front, whose own dates it shows, locked, where it has some. */
export function Period({ view }: { view: View }) {
  const table = useStore((s) => s.incidents?.table)
  const period = usePeriod()
  const today = useStore((s) => asAt(s).day)
  if (!table || table.n === 0) return null
  const { complete } = table.span
  return (
    <Pop
      label="Period and as-at date"
      className={view.period ? 'a-period a-period-own' : 'a-period'}
      button={
        <>
          {view.period && <Icon name="lock" size={14} />}
          <span className="a-two">
            <span className="a-period-words">
              {view.period ? <ViewPeriod key={view.id} view={view} /> : periodWords(period, today)}
            </span>
            <span className="a-second">
              as at <b>{asAtWords(today, table.precision === 'month')}</b> ·{' '}
              {gapWords(complete, today, table.precision === 'month')}
            </span>
          </span>
          <Icon name="down" size={12} />
        </>
      }
    >
      <Suspense>
        <PeriodForm view={view} table={table} />
      </Suspense>
    </Pop>
  )
}
