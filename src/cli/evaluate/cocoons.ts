/** `evaluate --cocoons FILE`: cocoons listed, delivered, and what followed. */
import {
  cocoonOutcomes,
  doseTable,
  FOLLOW_UP_DAYS,
  type GroupRatio,
} from '../../core/evaluation/cocoonOutcomes.ts'
import { cocoonNotes, cocoonVerdict, FOLLOW_UP_WORDS } from '../../core/evaluation/cocoonWords.ts'
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

export async function cocoons(call: Call, path: string): Promise<string> {
  const { flags } = call
  const { values, labels, has, n } = await readColumns(
    path,
    { assigned: 'flag', delivered48: 'flag', near_repeats: 'count' },
    { dose: 'label', follow_up_days: 'number' },
  )
  const { assigned, delivered48, near_repeats: events, dose, follow_up_days: followed } = values
  const used = Array.from({ length: n }, (_, i) => i).filter(
    (i) => !followed || followed[i] >= FOLLOW_UP_DAYS,
  )
  const rows = used.map((i) => ({
    assigned: assigned[i] === 1,
    delivered: delivered48[i] === 1,
    events: events[i],
  }))
  const listed = rows.filter((r) => r.assigned).length
  if (listed === 0 || listed === rows.length)
    throw new Unfit(
      `${path}: ${listed ? 'every' : 'no'} cocoon with ${FOLLOW_UP_DAYS} full days was listed (assigned = 1); both listed ones and ones not yet listed are needed.`,
    )
  const r = cocoonOutcomes(rows)
  const randomised = flags.randomised === true
  const verdict = cocoonVerdict(r, { randomised, margin: marginOf(flags) })
  const notes = [
    ...cocoonNotes(r, randomised),
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
        `${r.asTreated.cocoons[0] > 0 ? 'Every' : 'No'} cocoon was delivered (delivered48 = 1): there is nothing to hold against each other.`,
      ),
      cace: orRefused(
        r.cace,
        Number.isFinite(r.cace),
        'Listed cocoons were delivered no more often than the others: no difference can be laid to being reached.',
      ),
      ...(Number.isFinite(r.cace) && { caceCi: r.caceCi }),
      delivered: r.delivered,
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
