/** The linked charts: each counts what the other filters leave, and shows what its own has chosen. */
import { useState } from 'react'
import { type BarItem, Bars, Calendar, HourWeek } from '../../charts/index.ts'
import { crossfilter, type DimensionId, NO_HOUR, type View } from '../../core/table/crossfilter.ts'
import type { Incidents } from '../../core/table/incidents.ts'
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../core/table/outcomes.ts'
import { showDay, weekdayName } from '../../core/base/time.ts'
import { viewOf } from '../../state/derived.ts'
import type { SavedClause } from '../../state/project.ts'
import { setClause, setClauses, useStore } from '../../state/store.ts'
import { Button } from '../../ui/index.ts'
import { gesture } from '../../desk/gesture.ts'
import { count, many } from '../../desk/words.ts'
import { SearchBox } from '../../desk/incidents/SearchBox.tsx'
import { afterPress, chosenHours, clauseOf, clausesOfBlock, topNames } from '../../desk/incidents/choose.ts'

/** What every linked chart works from. */
interface Linked {
  readonly table: Incidents
  readonly view: View
  readonly clauses: readonly SavedClause[]
}

/** The table, its filters as a view, and the filters as they are saved; undefined while nothing is loaded. */
export function useLinked(): Linked | undefined {
  const table = useStore((s) => s.incidents?.table)
  const view = useStore((s) => viewOf(s))
  const clauses = useStore((s) => s.project.clauses)
  return table && view && { table, view, clauses }
}

const sum = (a: ArrayLike<number>): number => {
  let s = 0
  for (let i = 0; i < a.length; i++) s += a[i]
  return s
}

const percent = (part: number, whole: number): string =>
  whole > 0 ? `${((100 * part) / whole).toFixed(part / whole < 0.1 ? 1 : 0)}%` : ''

/** What the ticks on the bars stand for. */
const TICK = 'if spread as in the whole file'

/**
 * Counts of a dimension without its own filter, and what each would be if these incidents were spread as all of the
 * file are; no expectation while no other filter is on, because then both are the same.
 */
function spread({ table, view }: Linked, id: DimensionId, own: string) {
  const counts = view.counts(id, own)
  const n = sum(counts)
  const filtered = view.clauses.some((c) => c.source !== own)
  const all = filtered ? crossfilter(table).at([]).counts(id) : undefined
  return { counts, n, usual: (code: number) => (all && n > 0 ? (all[code] / table.n) * n : undefined) }
}

/**
 * "1,204 incidents; Beat 4 has most, 18%"; where several have as many it names how many. Where names are searched for the
 * bars are not all there are, and it says how many were `found`.
 */
export function sentenceOf(
  items: readonly Pick<BarItem, 'label' | 'value'>[],
  n: number,
  found?: number,
): string {
  if (n === 0) return 'no incident under the other filters'
  const all = many(n, 'incident')
  if (found !== undefined) return `${all}; ${many(found, 'name')} found`
  const most = items.reduce((a, b) => Math.max(a, b.value), 0)
  const [first, ...others] = items.filter((b) => b.value === most)
  if (most === 0) return `${all}; none is named`
  return others.length === 0
    ? `${all}; ${first.label} has most, ${percent(most, n)}`
    : `${all}; ${first.label} and ${count(others.length)} more have most, ${count(most)} each`
}

/** Bars of named kinds that are in the file; `choose` is told those chosen after a press. */
function KindBars<K extends string>({
  title,
  id,
  linked,
  kinds,
  chosen,
  choose,
  mostFirst = false,
}: {
  title: string
  /** the dimension, and the filter that is the chart's own */
  id: 'offence' | 'outcome'
  linked: Linked
  /** in the order of the dimension's codes */
  kinds: readonly { readonly key: K; readonly label: string }[]
  chosen: readonly K[]
  choose: (chosen: K[]) => void
  /** in the order of the whole file's counts, so that bars keep their places */
  mostFirst?: boolean
}) {
  const { counts, n, usual } = spread(linked, id, id)
  const all = crossfilter(linked.table).at([]).counts(id)
  const present = [...kinds.keys()].filter((i) => all[i] > 0)
  if (mostFirst) present.sort((i, j) => all[j] - all[i])
  const items = present.map((i) => ({
    ...kinds[i],
    value: counts[i],
    note: percent(counts[i], n),
    reference: usual(i),
  }))
  if (id === 'offence' && items.length < 2 && chosen.length === 0) return null
  return (
    <Bars
      title={title}
      sentence={sentenceOf(items, n)}
      items={items}
      digits={0}
      chosen={chosen}
      referenceLabel={usual(0) === undefined ? undefined : TICK}
      onChoose={(key, add) => choose(afterPress(chosen, key as K, add))}
    />
  )
}

const OFFENCE_KINDS = OFFENCES.map((o) => ({ key: o.id, label: o.short }))
const OUTCOME_KINDS = OUTCOME_GROUPS.map((g) => ({ key: g.id, label: g.label }))

/** Offences that are in the file; a file of one kind needs no chart of it. */
export const Offences = (linked: Linked) => (
  <KindBars<OffenceId>
    title="Offences"
    id="offence"
    linked={linked}
    kinds={OFFENCE_KINDS}
    chosen={clauseOf(linked.clauses, 'offence')?.offences ?? []}
    choose={(offences) =>
      setClause(
        'offence',
        offences.length > 0 ? { source: 'offence', kind: 'offence', offences } : undefined,
        gesture(),
      )
    }
    mostFirst
  />
)

/** Hours of the week by the start of the window; a drag chooses hours and weekdays together. */
export function Hours({ table, view, clauses }: Linked) {
  if (table.precision !== 'minute') return null
  const counts = view.counts('week', 'hours', 'weekdays')
  const n = sum(counts) - counts[NO_HOUR]
  const lost = counts[NO_HOUR]
  const chosen = chosenHours(clauseOf(clauses, 'hours'), clauseOf(clauses, 'weekdays'))
  const left = lost > 0 ? `; ${count(lost)} without a clock time left out` : ''
  return (
    <HourWeek
      title="Hours of the week"
      sentence={`${many(n, 'incident')} by the start of their window${left}`}
      values={counts.subarray(0, NO_HOUR)}
      chosen={chosen}
      onChoose={(block) => setClauses(clausesOfBlock(block), gesture())}
    />
  )
}

/** Weekdays of the window's start. */
export function Weekdays(linked: Linked) {
  const { table, clauses } = linked
  if (table.precision === 'month') return null
  const { counts, n, usual } = spread(linked, 'weekday', 'weekdays')
  const chosen = (clauseOf(clauses, 'weekdays')?.weekdays ?? []).map(String)
  const items = Array.from(counts, (value, d) => ({
    key: String(d),
    label: weekdayName(d),
    value,
    note: percent(value, n),
    reference: usual(d),
  }))
  return (
    <Bars
      title="Weekdays"
      sentence={sentenceOf(items, n)}
      items={items}
      digits={0}
      chosen={chosen}
      referenceLabel={usual(0) === undefined ? undefined : TICK}
      onChoose={(key, add) => {
        const days = afterPress(chosen, key, add).map(Number).sort()
        setClause(
          'weekdays',
          days.length > 0 ? { source: 'weekdays', kind: 'weekdays', weekdays: days } : undefined,
          gesture(),
        )
      }}
    />
  )
}

/** Bars shown at first. */
const FIRST = { beat: 8, street: 10 }
/** How open data begins the name of every snap point. */
const NEAR = 'On or near '

/** Room that a chart of this many bars takes, px: kept while bars come and go, so that nothing moves under a drag. */
const roomFor = (bars: number): number => 72 + bars * 26 + 18

/** Beats or streets, most incidents first; the rest is counted below and a press away. */
export function Names({ of, ...linked }: Linked & { of: 'beat' | 'street' }) {
  const { table, clauses } = linked
  const [most, setMost] = useState(FIRST[of])
  const [find, setFind] = useState('')
  const { values } = of === 'beat' ? table.beat : table.street
  if (values.length < 2) return null
  const clause = of === 'beat' ? clauseOf(clauses, 'beat')?.beats : clauseOf(clauses, 'street')?.streets
  const chosen = clause ?? []
  const { counts, n, usual } = spread(linked, of, of)
  const { top, others, inOthers } = topNames(values, counts, chosen, most, find)
  const wanted = find.trim().toLowerCase()
  // what is chosen stays in sight, found or not
  const found =
    wanted === ''
      ? undefined
      : others + top.filter((c) => counts[c] > 0 && values[c].toLowerCase().includes(wanted)).length
  // open data says it of every street: once in the sentence leaves room for the names
  const near = of === 'street' && values.every((v) => v === '' || v.startsWith(NEAR))
  const items = top.map((c) => ({
    key: values[c],
    label: near ? values[c].slice(NEAR.length) : values[c],
    value: counts[c],
    note: percent(counts[c], n),
    reference: usual(c),
  }))
  const title = of === 'beat' ? 'Beats' : 'Streets'
  const set = (names: string[]) =>
    setClause(
      of,
      names.length === 0
        ? undefined
        : of === 'beat'
          ? { source: 'beat', kind: 'beat', beats: names }
          : { source: 'street', kind: 'street', streets: names },
      gesture(),
    )
  return (
    <div>
      <div style={{ minHeight: roomFor(Math.min(most, values.length - 1)) }}>
        <Bars
          title={title}
          sentence={`${sentenceOf(items, n, found)}${near ? '; all on or near these' : ''}${counts[0] > 0 ? `; ${count(counts[0])} without a ${of}` : ''}`}
          items={items}
          digits={0}
          chosen={chosen}
          referenceLabel={usual(0) === undefined || items.length === 0 ? undefined : TICK}
          onChoose={(key, add) => set(afterPress(chosen, key, add))}
        />
      </div>
      {(find !== '' || values.length > FIRST[of] + 1) && (
        <div className="x-more">
          <SearchBox label={`Find a ${of}`} value={find} onChange={setFind} />
          <span>
            {others > 0
              ? `${many(others, `more ${of}`)}${find ? ' like this' : ''} with ${count(inOthers)}`
              : items.length === 0 && find
                ? `No ${of} like this under the other filters`
                : ''}
          </span>
          {others > 0 && (
            <Button small variant="quiet" onClick={() => setMost(most + 15)}>
              More
            </Button>
          )}
          {others === 0 && most > FIRST[of] && (
            <Button small variant="quiet" onClick={() => setMost(FIRST[of])}>
              Fewer
            </Button>
          )}
        </div>
      )}
    </div>
  )
}

/** How investigations ended, in the groups of the inspectorate's table; only where the file says it. */
export const Outcomes = (linked: Linked) =>
  linked.table.outcome.values.length < 2 ? null : (
    <KindBars<OutcomeGroup>
      title="Outcomes"
      id="outcome"
      linked={linked}
      kinds={OUTCOME_KINDS}
      chosen={clauseOf(linked.clauses, 'outcome')?.outcomes ?? []}
      choose={(outcomes) =>
        setClause(
          'outcome',
          outcomes.length > 0 ? { source: 'outcome', kind: 'outcome', outcomes } : undefined,
          gesture(),
        )
      }
    />
  )

/** Day by day; a drag chooses a period, as on the timeline. */
export function Days({ table, view, clauses }: Linked) {
  if (table.precision === 'month') return null
  const counts = view.counts('day', 'period')
  const days = counts.subarray(1)
  if (days.length === 0) return null
  const start = table.span.first
  const n = sum(days)
  let [best, alike] = [0, 0]
  for (let d = 1; d < days.length; d++) if (days[d] > days[best]) best = d
  for (let d = 0; d < days.length; d++) if (days[d] === days[best]) alike++
  const period = clauseOf(clauses, 'period')
  const odd = counts[0] > 0 ? `; ${count(counts[0])} with an unlikely date left out` : ''
  const most =
    n === 0
      ? ''
      : alike === 1
        ? `; most on ${showDay(start + best, { weekday: true })}, ${count(days[best])}`
        : `; at most ${count(days[best])} in a day, on ${count(alike)} days`
  return (
    <Calendar
      title="Calendar"
      sentence={`${many(n, 'incident')}${most}${odd}`}
      start={start}
      counts={days}
      chosen={period ? [period.fromDay, period.toDay] : null}
      onChoose={(d) =>
        setClause(
          'period',
          d ? { source: 'period', kind: 'period', fromDay: d[0], toDay: d[1] } : undefined,
          gesture(),
        )
      }
    />
  )
}
