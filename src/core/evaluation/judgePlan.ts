/** A written plan judged on a table: what it can show before it starts, and how it went once it has. */
import { OFFENCES, type OffenceId, offenceIndex } from '../base/offences.ts'
import { dayOf, showDay } from '../base/time.ts'
import { countOf } from '../base/words.ts'
import { areaFinder } from '../geometry/whichArea.ts'
import { daysHeld } from '../table/earlier.ts'
import { gapNote } from '../table/gaps.ts'
import { FLAG, type Incidents } from '../table/incidents.ts'
import { lastTold } from '../table/span.ts'
import { unitUnknown } from '../table/unit.ts'
import { areasDesign, type AreasResult } from './areasDesign.ts'
import { areasNotes, areasVerdict, asHigh, coverRefusal, emptyRefusal, heldIn, testOf } from './areasWords.ts'
import type { EventPoints, Windows } from './frame.ts'
import { holm } from './holm.ts'
import type { KindCounts, PlanAnswer, PlanAsk, PlanOutcome, PlanTrend } from './planAnswer.ts'
import { powerSentence } from './powerWords.ts'
import { distanceTo } from './surroundings.ts'

/** Days of one step of the trend. */
export const TREND_STEP = 28

const refused = (sentence: string) => ({ kind: 'refused', sentence }) as const

/** Incidents of these kinds that can be counted: placed, with a day that was not flagged. */
export function pointsOf(table: Incidents, offences: readonly OffenceId[], today: number): EventPoints {
  const wanted = new Set(offences.map(offenceIndex))
  const rows: number[] = []
  for (let i = 0; i < table.n; i++)
    if (
      (wanted.size === 0 || wanted.has(table.offence[i])) &&
      !(table.flags[i] & FLAG.oddDate) &&
      Number.isFinite(table.x[i]) &&
      dayOf(table.from[i]) <= today
    )
      rows.push(i)
  return {
    x: Float64Array.from(rows, (i) => table.x[i]),
    y: Float64Array.from(rows, (i) => table.y[i]),
    day: Int32Array.from(rows, (i) => dayOf(table.from[i])),
  }
}

/** Yields the share done. Never throws for what a user can enter: it answers `refused` with a sentence. */
export function* judgePlan(table: Incidents, ask: PlanAsk): Generator<number, PlanAnswer, void> {
  const unmeasured = unitUnknown(table)
  if (unmeasured) return refused(unmeasured)
  const all = pointsOf(table, ask.offences, ask.today)
  if (all.x.length === 0)
    return refused('The file has no placed incident of the kinds of this plan. Choose other kinds, or all.')
  const last = lastTold(table.span, ask.today)
  const span = [table.span.first, last] as const
  if (ask.start > last) return ahead(all, ask, span, table.gaps)
  const windows = { start: ask.start, before: ask.before, after: Math.min(ask.end, last) - ask.start + 1 }
  const uncovered = coverRefusal(windows, span, all.x.length, table.gaps)
  if (uncovered) return refused(uncovered)
  const { treated, others, ring, apart, sets, seed } = ask
  const comparison = ask.comparison.length > 0 ? ask.comparison : undefined
  const judge = (points: EventPoints) =>
    areasDesign({ points, treated, comparison, others, windows, span, ring, apart, sets, seed })
  const result = judge(all)
  const empty = emptyRefusal(result, treated.length, comparison !== undefined)
  if (empty) return refused(empty)
  const outcomes: Omit<PlanOutcome, 'pHolm'>[] = [outcomeOf(result)]
  const each = ask.offences.length > 1 ? ask.offences : []
  for (const [k, offence] of each.entries()) {
    yield (k + 1) / (each.length + 1)
    const points = pointsOf(table, [offence], ask.today)
    // a kind without a count before on either side has no change to tell
    const r = points.x.length > 0 ? judge(points) : undefined
    if (r && !emptyRefusal(r, treated.length, comparison !== undefined))
      outcomes.push({ offence, ...outcomeOf(r) })
  }
  const adjusted = holm(outcomes.map((o) => o.p))
  const verdict = areasVerdict(result, windows, { p: adjusted[0], margin: ask.margin, gaps: table.gaps })
  return {
    kind: 'judged',
    ...{ windows, held: heldIn(table.gaps, windows), result, verdict },
    outcomes: outcomes.map((o, k) => ({ ...o, pHolm: adjusted[k] })),
    trend: trendOf(all, ask, windows, result, table.gaps),
    kinds: kindsOf(table, ask, windows, result),
    notes: [
      ...(ask.end > last
        ? [
            `The plan runs until ${showDay(ask.end)}; this is after ${countOf(windows.after, 'day')} of it. Who looks often and stops when it looks well finds effects that are not there: the review dates are the days to look.`,
          ]
        : []),
      ...areasNotes(result, {
        ...{ given: comparison !== undefined, months: table.precision === 'month', apart },
        chosen: chosenWords(ask, windows, comparison ? 'named' : asHigh(result) ? 'high' : 'low'),
        quarters: windows.before >= 365,
      }),
      ...(outcomes.length > 1
        ? [`${outcomes.length} outcomes were looked at and all are listed; p is after Holm.`]
        : []),
    ],
  }
}

const outcomeOf = (r: AreasResult) => ({
  before: r.counts.before,
  after: r.counts.after,
  change: r.change,
  p: testOf(r),
})

/** How much of a return to the usual the comparison takes off. */
const RETURN = {
  named: 'Areas named by hand take it off only so far as they were as high before.',
  high: 'Matched squares are as high before, which takes off most of it, not all.',
  low: 'No squares as high were found before, so the comparison takes little of it off.',
}

/** Whether the places were chosen from the very days that count as before. */
function chosenWords(
  { chosen }: PlanAsk,
  { start, before }: Windows,
  compared: keyof typeof RETURN,
): string | undefined {
  if (!chosen) return undefined
  const days = Math.min(chosen[1], start - 1) - Math.max(chosen[0], start - before) + 1
  return days > 0
    ? `The places were chosen from days that count here as before (${days} of ${before}): places at their worst fall by themselves, so part of a fall is their return to the usual. ${RETURN[compared]}`
    : 'The places were chosen from days that do not count here as before: no return to the usual is in the figure.'
}

/** What a plan that is still to come can show, from the spread of the newest two windows of its length. */
function ahead(
  points: EventPoints,
  ask: PlanAsk,
  span: readonly [number, number],
  gaps: Incidents['gaps'],
): PlanAnswer {
  const find = areaFinder(ask.treated)
  const last = span[1]
  const from = last - ask.before
  let before = 0
  for (let i = 0; i < points.x.length; i++)
    if (points.day[i] > from && points.day[i] <= last && find(points.x[i], points.y[i]).length > 0) before++
  if (before === 0)
    return refused(
      `No incident of its kinds lies in the places of this plan in the last ${countOf(ask.before, 'day')} of the file. Draw larger areas, or choose other kinds.`,
    )
  const length = Math.min(ask.before, ask.end - ask.start + 1)
  // two windows of that length must lie in the file, else the spread cannot be measured
  const trial =
    last - 2 * length + 1 >= span[0]
      ? areasDesign({
          ...{ points, treated: ask.treated, others: ask.others, span, sets: 1 },
          windows: { start: last - length + 1, before: length, after: length },
        })
      : undefined
  const measured = trial && trial.phiFrom !== 'none'
  const n = Math.max(1, Math.round((before * length) / ask.before))
  return {
    kind: 'ahead',
    before,
    ...(measured && { phi: trial.change.phi }),
    sentence: powerSentence(
      n,
      {
        ...(measured && { phi: trial.change.phi, df: trial.change.df }),
        ...(trial &&
          trial.counts.before > 0 &&
          trial.counts.comparisonBefore > 0 && {
            comparison: trial.counts.comparisonBefore / trial.counts.before,
          }),
      },
      4,
      length < ask.before ? length : undefined,
    ),
    notes: [
      `${countOf(before, 'incident')} in its places in the last ${countOf(ask.before, 'day')} of the file${length < ask.before ? `, taken as ${n} in the ${countOf(length, 'day')} of the plan` : ''}.`,
      ...[gapNote(gaps, last - Math.max(ask.before, 2 * length) + 1, last) ?? []].flat(),
      measured
        ? 'How much counts swing was measured on the newest two windows of the file as long as the plan.'
        : 'How much counts swing could not be measured on this file: counts are taken to swing as chance alone makes them, which promises too much.',
      'Four times in five a fall of that size would be seen, at 5%.',
    ],
  }
}

/** Which arm a place belongs to: t, c, or neither. */
function armFinder(ask: PlanAsk, r: AreasResult): (x: number, y: number) => 't' | 'c' | undefined {
  const inPlan = areaFinder(ask.treated)
  const toPlan = distanceTo(ask.treated, ask.ring)
  const named = ask.comparison.length > 0 ? areaFinder(ask.comparison) : undefined
  const compared = (x: number, y: number) =>
    named
      ? toPlan(x, y) > ask.ring && named(x, y).length > 0
      : r.matched.some(
          ({ x: cx, y: cy, side }) =>
            x >= cx - side / 2 && x < cx + side / 2 && y >= cy - side / 2 && y < cy + side / 2,
        )
  return (x, y) => (inPlan(x, y).length > 0 ? 't' : compared(x, y) ? 'c' : undefined)
}

function kindsOf(table: Incidents, ask: PlanAsk, windows: Windows, r: AreasResult): KindCounts[] {
  const arm = armFinder(ask, r)
  const all = ask.offences.length > 0 ? ask.offences : OFFENCES.map((o) => o.id)
  const kinds = all.map((offence) => {
    const { x, y, day } = pointsOf(table, [offence], ask.today)
    const counts = { before: 0, after: 0, comparisonBefore: 0, comparisonAfter: 0 }
    for (let i = 0; i < x.length; i++) {
      const since = day[i] - windows.start
      if (since < -windows.before || since >= windows.after) continue
      const where = arm(x[i], y[i])
      if (where === 't') counts[since < 0 ? 'before' : 'after']++
      else if (where === 'c') counts[since < 0 ? 'comparisonBefore' : 'comparisonAfter']++
    }
    return { offence, ...counts }
  })
  return kinds
    .filter((k) => k.before + k.after + k.comparisonBefore + k.comparisonAfter > 0)
    .sort((a, b) => b.before - a.before)
}

function trendOf(
  points: EventPoints,
  ask: PlanAsk,
  windows: Windows,
  r: AreasResult,
  gaps: Incidents['gaps'],
): PlanTrend {
  const first = -Math.floor(windows.before / TREND_STEP)
  const steps = Math.floor(windows.after / TREND_STEP) - first
  const treated = new Float64Array(steps)
  const comparison = new Float64Array(steps)
  const arm = armFinder(ask, r)
  for (let i = 0; i < points.x.length; i++) {
    const k = Math.floor((points.day[i] - windows.start) / TREND_STEP) - first
    if (k < 0 || k >= steps) continue
    const [x, y] = [points.x[i], points.y[i]]
    const where = arm(x, y)
    if (where === 't') treated[k]++
    else if (where === 'c') comparison[k]++
  }
  const starts = Int32Array.from({ length: steps }, (_, k) => windows.start + (first + k) * TREND_STEP)
  starts.forEach((day, k) => {
    if (daysHeld([day, day + TREND_STEP - 1], gaps) < TREND_STEP) treated[k] = comparison[k] = NaN
  })
  const scale = r.counts.before / r.counts.comparisonBefore
  return {
    starts,
    end: windows.start + (first + steps) * TREND_STEP,
    treated,
    comparison: comparison.map((n) => n * scale),
  }
}
