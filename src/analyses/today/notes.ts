/** What has to be said beside the overview: choices, limits, and every row that was left out. */
import { EVEN_GROUND } from '../../core/stats/evenGround.ts'
import { editionWords } from '../../core/stats/harm.ts'
import { LEAST_BLOCKS } from '../../core/stats/rankBands.ts'
import { FLAG, NOT_REPORTED } from '../../core/table/incidents.ts'
import { breaksWithin, type LookBack } from '../../core/table/lookBack.ts'
import type { Input } from '../../core/table/method.ts'
import { OUTCOME_GROUPS } from '../../core/table/outcomes.ts'
import { countWhere } from '../../core/base/rowsWhere.ts'
import type { Values } from '../../core/base/params.ts'
import { studyOf } from '../../core/table/points.ts'
import { showSteps, stepsOf } from '../../core/table/steps.ts'
import { dictAt } from '../../core/base/text.ts'
import { dayOf, showDay } from '../../core/base/time.ts'
import { countOf, showNumber, showShare } from '../../core/base/words.ts'
import { whyEnds } from '../../core/table/delay.ts'
import { showPeriod } from '../../core/table/words.ts'
import type { SCHEMA } from './params.ts'
import { fewWindows } from '../../core/table/earlier.ts'
import { togetherLevel } from './judge.ts'
import type { HarmTable, TodayResult } from './result.ts'
import { recordWords, seasonFirst, showWeight, WATCH } from './words.ts'

/** Days after which a report counts as late. */
const LATE = 7

export function notesOf(
  input: Input<Values<typeof SCHEMA>>,
  rows: Uint32Array,
  r: Omit<TodayResult, 'notes'>,
  firstDay: number,
): string[] {
  const { table, params, today } = input
  const { lookBack } = r
  const [short, long] = lookBack.windows
  const months = lookBack.grain === 'months'
  const season = seasonFirst(r)
  const notes = [
    ...(season
      ? [
          `${season}: the ranges allow for a swing of 30% either way over a year. What is looked at begins on ${showDay(firstDay)}.`,
        ]
      : []),
    months
      ? `${countOf(rows.length, 'incident')}, ${showPeriod(table, rows)}. Only months are known: the last one, ${showSteps(stepsOf(table, r.lastDay, 1), 0, 0)}, and the last three stand in for 7 and 28 days; months are compared by the day, so that 28 days and 31 weigh alike.`
      : `${countOf(rows.length, 'incident')}, ${showPeriod(table, rows)}; the last 7 and 28 days end on ${showDay(r.lastDay)}, that day included.`,
  ]
  if (lookBack.kind === 'none')
    notes.push(
      params.base === 'years'
        ? `What is looked at begins on ${showDay(firstDay)}: no earlier year lies in them. Choose the weeks before.`
        : `What is looked at begins on ${showDay(firstDay)}: too little lies before to expect anything. Load earlier incidents or widen the filter.`,
    )
  else {
    const days = (w: typeof short) =>
      w.base.length === 0 ? 'none' : `${showNumber(w.base.reduce((s, [a, b]) => s + b - a + 1, 0))} days`
    notes.push(
      `Expected from ${r.baseWords}: ${days(short)} for ${short.label}, ${days(long)} for ${long.label}.`,
      ...swingNotes(r),
      ...(r.ranges > 0
        ? [
            'Range: where the counts would lie if nothing had changed (negative binomial). It holds the dispersion of the counts and the uncertainty of the expectation, so it is wider than a Poisson range around a figure taken for certain.',
            `${countOf(r.ranges, 'range')} by kind, each so wide that without a change all of them hold together 95 times in 100 (Bonferroni: ${showNumber(100 * togetherLevel(r.ranges), 1)}% each). Ranges of beats are of one look alone: 95%.`,
          ]
        : []),
      ...(r.unjudged ?? []).map(
        (u) =>
          `${short.label === long.label ? '' : `${[short, long][u.window].label}: `}no verdict and no alert, ${fewWindows(u.windows, u.unit)}.`,
      ),
    )
  }
  if (r.looks.length)
    notes.push(
      `Alerts: ${countOf(r.looks.length, 'look')}, every beat × kind × window with an incident in the window or its base; p is the chance of so many or more, adjusted over all looks (Benjamini–Hochberg, ${params.level}%). Looks of ${short.label} and ${long.label} share incidents.${r.record ? ` ${recordWords(r.record)}.` : r.counting ? '' : ' No past week could be judged, so the rule has no record here.'}`,
      `Watch: an unadjusted p of at most ${WATCH} that is no alert. Of ${countOf(r.looks.length, 'look')} about ${showNumber(WATCH * r.looks.length, 1)} come so low by chance alone.`,
    )
  const noBeat = rows.reduce((s, i) => s + (dictAt(table.beat, i) === '' ? 1 : 0), 0)
  if (r.looks.length && noBeat) notes.push(`${countOf(noBeat, 'incident')} without a beat are in no alert.`)
  const other = rows.reduce((s, i) => s + (table.offence[i] === 0 ? 1 : 0), 0)
  if (r.looks.length && other && other < rows.length)
    notes.push(`${countOf(other, 'incident')} of other offences, a mixture, are in no alert.`)
  // a short file may reach back far enough for the shorter window alone
  const earliest = long.base.at(-1) ?? short.base.at(-1)
  for (const b of lookBack.kind === 'none' || !earliest || table.crs !== 'EPSG:27700'
    ? []
    : breaksWithin([earliest[0], long.days[1]]))
    notes.push(`The comparison reaches over a break: ${b}.`)
  const young = countWhere(rows, (i) => dayOf(table.from[i]) > r.lastDay)
  if (!months && r.lag > 0)
    notes.push(
      `Figures end on ${showDay(r.lastDay)}, ${countOf(r.lag, 'day')} before the as-at date: ${whyEnds(
        r,
        r.delay &&
          ` (${showShare(r.delay.share)} of ${countOf(r.delay.n, 'incident')} of the year before were reported within ${countOf(r.delay.days, 'day')})`,
      )}. ${young ? `${countOf(young, 'incident')} after that day ${young === 1 ? 'is' : 'are'} in no test. ` : ''}Zones run to the as-at date.`,
    )
  notes.push(...late(input, rows))
  const odd = countWhere(input.rows, (i) => (table.flags[i] & FLAG.oddDate) !== 0)
  const after = input.rows.length - rows.length - odd
  if (odd) notes.push(`${countOf(odd, 'incident')} with an unlikely date left out.`)
  if (after > 0) notes.push(`${countOf(after, 'incident')} dated after ${showDay(today)} left out.`)

  if (r.noPlaces) notes.push(r.noPlaces)
  else if (r.groups.length) {
    notes.push(
      `Repeats: incidents of the ${lastYear(lookBack)} with an earlier one of the same group (burglary, or vehicle crime) at the same place within 365 days before; an earlier one outside the filter counts. The inspectorate’s 30% and 22% come from a survey, of crimes reported or not, against victims hit twice or more: recorded crime by place is another measure, and usually lower. How many burglaries chance alone would bring back is said where an address file knows the homes around.`,
      `Near repeats: an earlier incident of the group within 400 m and 42 days, the same place included. By chance: the mean of ${showNumber(r.groups[0].near?.shuffles ?? 0)} shuffles of the dates. Where homes stand close this share is high without any pattern; only its distance from chance says something, and pairs say it more sharply than shares: those within 400 m and 42 days against their mean by chance.`,
    )
    if (firstDay > lookBack.year[0] - 365)
      notes.push(
        `What is looked at begins on ${showDay(firstDay)}, less than a year before ${lookBack.yearWords === '12 months' ? 'the twelve months' : 'most of these incidents'}: repeats are a lower bound.`,
      )
    const unplaced = countWhere(rows, (i) => table.place[i] < 0)
    if (unplaced) notes.push(`${countOf(unplaced, 'incident')} without a known place are in no repeat.`)
    notes.push(
      'A burglary is live for 42 days, its own day counted as 0. A risk zone is where live burglaries reach: several may share one, so there are fewer zones than live burglaries.',
    )
  }
  if (r.worst)
    notes.push(
      `Worst areas: ${countOf(r.worst.n, 'incident')} of the ${lastYear(lookBack)}, other offences apart, in ${countOf(r.worst.units, 'area')}, ${r.worst.words}. ${studyOf(input).note} If every cell had the same chance, the worst 5% would hold ${showShare(r.worst.byChance)} (95% of draws ${showShare(r.worst.chanceRange[0])} to ${showShare(r.worst.chanceRange[1])}). ${EVEN_GROUND} The inspectorate’s nearly a quarter counts other areas: a rough yardstick.`,
    )
  if (r.outcomes.length) {
    const unknown = r.outcomes.reduce((s, c) => s + c.counts[OUTCOME_GROUPS.length - 1], 0)
    const all = r.outcomes.reduce((s, c) => s + c.n, 0)
    notes.push(
      `Outcomes of the ${lastYear(lookBack)} in the groups of the inspectorate’s Table 2 (England and Wales without Greater Manchester, 2021: all theft offences, all robbery). Wordings are read by Home Office outcome types, bare numbers by a list of types that was not checked against the present counting rules; ${countOf(unknown, 'outcome')} of ${showNumber(all)} missing or not understood are shown as unknown. Recent incidents have had less time for an outcome.`,
    )
  }
  if (r.harm) notes.push(...harmNotes(r, r.harm))
  return notes
}

/** "last twelve months", or what there is of them: "last month", "last 200 days". */
const lastYear = ({ yearWords }: LookBack): string =>
  yearWords === '12 months' ? 'last twelve months' : `last ${yearWords.replace(/^1 /, '')}`

/** The edition of the weights, what they leave out, and what the ranks of beats rest on. */
function harmNotes({ kinds, lookBack }: Pick<TodayResult, 'kinds' | 'lookBack'>, harm: HarmTable): string[] {
  const { n, unit } = harm.blocks
  return [
    `Harm by ${editionWords(harm)}. ${harm.source}. ${harm.id === 'list' ? 'Its figures are used as the list gives them.' : 'The weights were read at second hand: compare them with your own copy, or drop the list itself.'} Editions and indices give different pictures, so plain counts stand beside.`,
    ...harm.rows.flatMap((h) => {
      const kind = kinds[h.kind].label
      if (h.blank) return [`No weight for ${kind.toLowerCase()}: ${h.blank}.`]
      if (h.own) return [`${kind} weighs ${showWeight(h.weight)} by your own setting, not by the edition.`]
      return h.remark ? [`Weight of ${kind.toLowerCase()}: ${h.remark}.`] : []
    }),
    ...(harm.beats.length > 1
      ? [
          n < LEAST_BLOCKS
            ? `Ranks of beats have no range: only ${countOf(n, `whole ${unit}`)}, ${LEAST_BLOCKS} needed.`
            : `Ranks of beats: ${countOf(n, `whole ${unit}`)} of the ${lastYear(lookBack)}; the range holds 95% of ${showNumber(harm.draws)} bootstrap draws of whole ${unit}s. Beats whose ranges overlap much cannot be told apart by rank. Kinds without a weight are in no rank, nor are incidents without a beat.`,
        ]
      : []),
  ]
}

/** The dispersion of each kind, and of its beats, in earlier windows as long as the two. */
function swingNotes(r: Pick<TodayResult, 'kinds' | 'looks'>): string[] {
  const of = (w: 0 | 1) => {
    const said = r.kinds.flatMap((k) => {
      const { whole, beats } = k.past[w]
      if (!whole) return []
      const pooled = beats && r.looks.length ? `, by beat ${showNumber(beats.phi, 2)}` : ''
      return [`${k.label.toLowerCase()} ${showNumber(whole.phi, 2)}${pooled}`]
    })
    const { windows, unit } = r.kinds[0].past[w]
    return said.length
      ? [
          `Dispersion (variance ÷ mean, at least 1) in ${countOf(windows, 'earlier window')} of ${unit === 'month' ? 'a month' : unit}: ${said.join('; ')}.`,
        ]
      : []
  }
  const [a, b] = r.kinds[0].past
  return a.unit === b.unit ? of(0) : [...of(0), ...of(1)]
}

/** How late reports come, from incidents old enough to have been reported. */
function late({ table, today }: Input<unknown>, rows: Uint32Array): string[] {
  const { reported } = table
  if (!reported || table.precision === 'month') return []
  let [n, slow] = [0, 0]
  for (const i of rows) {
    const day = dayOf(table.from[i])
    if (reported[i] === NOT_REPORTED || day > today - 28 || dayOf(reported[i]) < day) continue
    n++
    if (dayOf(reported[i]) - day > LATE) slow++
  }
  return slow === 0
    ? []
    : [
        `Of ${countOf(n, 'incident')} more than 28 days old, ${showShare(slow / n)} were reported more than ${LATE} days after they began: the last days will still grow.`,
      ]
}
