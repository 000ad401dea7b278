/** `evaluate --cocoons FILE`: cocoons listed, delivered, and what followed. */
import {
  cocoonOutcomes,
  doseTable,
  FOLLOW_UP_DAYS,
  type GroupRatio,
} from '../../core/evaluation/cocoonOutcomes.ts'
import { cocoonNotes, cocoonVerdict, FOLLOW_UP_WORDS } from '../../core/evaluation/cocoonWords.ts'
import { NEVER, startsDealt, withBeats } from '../../core/evaluation/startsDealt.ts'
import { countOf, exactP } from '../../core/base/words.ts'
import { readColumns } from '../columns.ts'
import { type Call, Unfit } from '../command.ts'
import { marginOf } from './counts.ts'
import { fromVerdict, orRefused, said } from './said.ts'

const out = (g: GroupRatio) => ({
  rateRatio: g.rateRatio,
  ci: g.ci,
  wideCi: g.wideCi,
  exact: orRefused(
    g.exact,
    !Number.isNaN(g.exact.p),
    'Nothing was counted in either group, or one is empty: every ratio is possible.',
  ),
  p: g.p,
  events: g.events,
  cocoons: g.cocoons,
})

/** Of a table without the column: it says nothing, which is not that nothing was done. */
const NOT_TOLD = 'The table does not say which cocoons were delivered (column delivered48).'

export async function cocoons(call: Call, path: string): Promise<string> {
  const { flags } = call
  const { values, labels, has, n } = await readColumns(
    path,
    { assigned: 'flag', near_repeats: 'count' },
    {
      delivered48: 'flag',
      dose: 'label',
      follow_up_days: 'number',
      beat: 'label',
      list_day: 'number',
      beat_start_day: 'number',
    },
  )
  const { assigned, delivered48, near_repeats: events, dose, follow_up_days: followed } = values
  const used = Array.from({ length: n }, (_, i) => i).filter(
    (i) => !followed || followed[i] >= FOLLOW_UP_DAYS,
  )
  const rows = used.map((i) => ({
    assigned: assigned[i] === 1,
    delivered: delivered48?.[i] === 1,
    events: events[i],
  }))
  const listed = rows.filter((r) => r.assigned).length
  if (listed === 0 || listed === rows.length)
    throw new Unfit(
      `${path}: ${listed ? 'every' : 'no'} cocoon with ${FOLLOW_UP_DAYS} full days was listed (assigned = 1); both listed ones and ones not yet listed are needed.`,
    )
  const byBeat = has('beat') && has('list_day') && has('beat_start_day')
  const starts: number[] = labels.beat?.map(() => NaN) ?? []
  if (byBeat)
    for (const i of used) {
      const [beat, start] = [values.beat[i], values.beat_start_day[i]]
      if (start !== (Number.isNaN(starts[beat]) ? start : starts[beat]))
        throw new Unfit(
          `${path}: beat ${labels.beat[beat]} has two first days, ${starts[beat]} and ${start}; one for each beat was expected.`,
        )
      if (assigned[i] !== +(values.list_day[i] >= start))
        throw new Unfit(
          `${path}: assigned is ${assigned[i]} where list_day is ${values.list_day[i]} and beat_start_day ${start}; listed are those from the first day on.`,
        )
      starts[beat] = start
    }
  const dealt = byBeat
    ? startsDealt({
        cocoons: used.map((i) => ({ beat: values.beat[i], since: values.list_day[i], events: events[i] })),
        // a beat without a followed cocoon plays no part
        starts: starts.map((s) => (Number.isNaN(s) || s >= NEVER ? Infinity : s)),
      })
    : undefined
  const plain = cocoonOutcomes(rows)
  const r = dealt ? withBeats(plain, dealt) : plain
  const randomised = flags.randomised === true
  const verdict = cocoonVerdict(r, { randomised, margin: marginOf(flags), dealt })
  const notes = [
    ...cocoonNotes(r, randomised, dealt),
    dealt
      ? undefined
      : 'Of which beat each was, and when that was first listed, is not in this table (columns beat, list_day, beat_start_day): cocoons are taken as independent, which those of one beat are not.',
    n > used.length
      ? `${countOf(n - used.length, 'cocoon')} with fewer than ${FOLLOW_UP_DAYS} days of follow-up left out.`
      : followed
        ? undefined
        : `The table does not say how long each cocoon was followed (column follow_up_days); ${FOLLOW_UP_WORDS}.`,
    r.itt.halved
      ? 'One of the two groups had no near repeat: a half was added to each for the ratio and its interval; the exact interval needs none.'
      : undefined,
    randomised ? undefined : 'Say --randomised if the order was drawn by lot.',
  ].filter((s) => s !== undefined)
  const doses = has('dose') ? doseOf(labels.dose, used, dose, events) : undefined
  if (doses)
    notes.push(
      `Dose (an association: doses were not drawn): trend p = ${Number.isNaN(doses.trend.p) ? 'none, for nothing followed or all had one dose' : exactP(doses.trend.p)}, steps in the order ${doses.rows.map((d) => d.label).join(', ')}.`,
    )
  return said(
    call,
    {
      itt: out(r.itt),
      asTreated: orRefused(
        out(r.asTreated),
        r.asTreated.cocoons[0] > 0 && r.asTreated.cocoons[1] > 0,
        !has('delivered48')
          ? NOT_TOLD
          : `${r.asTreated.cocoons[0] > 0 ? 'Every' : 'No'} cocoon was delivered (delivered48 = 1): there is nothing to hold against each other.`,
      ),
      cace: orRefused(
        r.cace,
        Number.isFinite(r.cace),
        has('delivered48')
          ? 'Listed cocoons were delivered no more often than the others: no difference can be laid to being reached.'
          : NOT_TOLD,
      ),
      ...(Number.isFinite(r.cace) && { caceCi: r.caceCi }),
      ...(has('delivered48') && { delivered: r.delivered }),
      phi: r.phi,
      ...(doses && {
        dose: {
          rows: doses.rows.map(({ rateRatio, ci, p, ...row }) => ({
            ...row,
            ...(rateRatio !== undefined && !Number.isNaN(rateRatio) && { rateRatio, ci, p }),
          })),
          trend: orRefused(
            doses.trend,
            Number.isFinite(doses.trend.p),
            'No near repeat, or one dose alone: there is no trend to test.',
          ),
        },
      }),
      ...(dealt && { startsDealt: dealt }),
      verdict: verdict.kind,
    },
    {
      ...fromVerdict(verdict, notes),
      params: { level: 0.95, followUpDays: FOLLOW_UP_DAYS, randomised },
      n: used.length,
    },
  )
}

/** The dose table, "none" first where a dose is called so; else in the order of the names. */
function doseOf(names: readonly string[], used: readonly number[], dose: Float64Array, events: Float64Array) {
  const order = names
    .map((_, k) => k)
    .sort((a, b) => +/^(none|no|0)$/i.test(names[b]) - +/^(none|no|0)$/i.test(names[a]))
  return doseTable(
    order
      .map((k) => {
        const mine = used.filter((i) => dose[i] === k)
        return { label: names[k], cocoons: mine.length, events: mine.reduce((s, i) => s + events[i], 0) }
      })
      .filter((d) => d.cocoons > 0),
  )
}
