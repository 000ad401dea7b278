/** `evaluate FILE --treated T.geojson --start DATE --before DAYS --after DAYS`: recorded incidents and the places of a plan. */
import { areasDesign, type AreasResult, type Judged } from '../../core/evaluation/areasDesign.ts'
import { holm } from '../../core/evaluation/holm.ts'
import { FEWEST_SETS } from '../../core/evaluation/placebo.ts'
import { FEWEST_PAIRS } from '../../core/evaluation/signFlip.ts'
import { couldShow, verdictOf } from '../../core/evaluation/verdict.ts'
import { wdd, wddRefusal } from '../../core/evaluation/wdd.ts'
import { changeWords, rangeWords, showP } from '../../core/evaluation/words.ts'
import type { Area } from '../../core/geometry/area.ts'
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import { dayOf, isoDay, parseIsoDay } from '../../core/base/time.ts'
import { countOf, showNumber } from '../../core/base/words.ts'
import { FLAG, type Incidents } from '../../core/table/incidents.ts'
import { breaksWithin } from '../../core/table/lookBack.ts'
import { type Call, number, Unfit, Usage, whole } from '../command.ts'
import { importOptions, offencesOf, open, openIncidents, rowsOf } from '../open.ts'
import { marginOf } from './counts.ts'
import { fromVerdict, said } from './said.ts'

/** The polygons of a file, on the plane of the incidents. */
async function areasFrom(call: Call, flag: string, path: string, table: Incidents): Promise<Area[]> {
  const { crs } = importOptions(call)
  const opened = await open(call, [path], crs === 'plane' ? { crs } : {})
  const plane = planeOf(table.crs)
  const areas = opened.flatMap((o) =>
    o.kind === 'boundaries'
      ? o.features.features.map((f, i) => areaOnPlane(String(f.properties?.name ?? i + 1), f.geometry, plane))
      : [],
  )
  if (areas.length) return areas
  const why = opened.flatMap((o) => (o.kind === 'declined' ? [o.sentence] : []))
  throw new Unfit(
    `--${flag} ${path} holds no areas; polygons in degrees (GeoJSON) were expected. ${why.join(' ')}`.trim(),
  )
}

/** The day of --start. */
function startOf({ flags }: Call): number {
  if (typeof flags.start !== 'string')
    throw new Usage('--start is missing: the first day of the plan was expected, such as 2026-03-01.')
  const day = parseIsoDay(flags.start)
  if (Number.isNaN(day))
    throw new Usage(`--start is "${flags.start}"; a date such as 2026-03-01 was expected.`)
  return day
}

export async function areas(call: Call, path: string, treatedPath: string): Promise<string> {
  const { flags } = call
  const windows = {
    start: startOf(call),
    before: whole(flags, 'before', undefined, 1, 36_525),
    after: whole(flags, 'after', undefined, 1, 36_525),
  }
  const ring = number(flags, 'ring', 200, 1, 5000)
  const apart = number(flags, 'apart', 400, ring, 20_000)
  const sets = whole(flags, 'sets', 999, 19, 9999)
  const seed = whole(flags, 'seed', 1)
  const outcomes = typeof flags.outcomes === 'string' ? offencesOf(flags.outcomes) : undefined
  if (outcomes && flags.offences !== undefined)
    throw new Usage(
      '--offences and --outcomes both name kinds of offence: one outcome or several were expected.',
    )
  const { incidents: table } = await openIncidents(call, [path])
  const all = rowsOf(call, table).filter((i) => !(table.flags[i] & FLAG.oddDate))
  const treated = await areasFrom(call, 'treated', treatedPath, table)
  const comparison =
    typeof flags.comparison === 'string'
      ? await areasFrom(call, 'comparison', flags.comparison, table)
      : undefined
  const span = [table.span.first, Math.max(table.span.last, table.span.complete)] as const
  const judge = (rows: Uint32Array) => {
    if (rows.length === 0) throw new Unfit(`${path} has no incident of the kinds asked for.`)
    covered(windows, span, rows.length)
    const points = {
      x: Float64Array.from(rows, (i) => table.x[i]),
      y: Float64Array.from(rows, (i) => table.y[i]),
      day: Int32Array.from(rows, (i) => dayOf(table.from[i])),
    }
    const r = areasDesign({ points, treated, comparison, windows, span, ring, apart, seed, sets })
    refuseEmpty(r, treated.length, comparison !== undefined)
    return r
  }
  const results = outcomes
    ? outcomes.map((o) => judge(all.filter((i) => table.offence[i] === offenceIndex(o))))
    : [judge(all)]
  const adjusted = holm(results.map(testOf))
  const listed = outcomes?.map((offence, k) => ({
    offence,
    rateRatio: results[k].change.rateRatio,
    ci: results[k].change.ci,
    p: testOf(results[k]),
    pHolm: adjusted[k],
    counts: Object.values(results[k].counts),
  }))
  return report(
    call,
    results[0],
    { ...windows, ring, apart, sets, seed },
    comparison !== undefined,
    table.precision === 'month',
    { p: adjusted[0], listed },
  )
}

/** p of the test that goes with the design: exchanges from six pairs, other places and years below. NaN where neither is possible. */
const testOf = ({ signFlip, placebo }: AreasResult): number =>
  signFlip.pairs >= FEWEST_PAIRS ? signFlip.p : (placebo?.p ?? NaN)

/** Throws `Unfit` where no change can be formed. */
function refuseEmpty({ counts }: AreasResult, treated: number, given: boolean): void {
  if (counts.before + counts.after === 0)
    throw new Unfit(
      `No incident of the two windows lies in the ${countOf(treated, 'treated area')}; do the areas belong to this file?`,
    )
  if (counts.before === 0)
    throw new Unfit(
      'No incident was counted in the treated areas before the start: no change can be formed from it. Take a longer window or larger areas.',
    )
  if (counts.comparisonBefore === 0)
    throw new Unfit(
      given
        ? 'Nothing is left of the comparison before the start once the plan and its ring are taken out of it. Name areas that lie apart from them.'
        : 'No place with incidents before the start lies far enough from the plan to be compared with it. Name comparison areas (--comparison) or take a smaller --apart.',
    )
}

/** Throws `Unfit` where a window reaches past what the file covers: missing months would look like a fall. */
function covered(
  { start, before, after }: { start: number; before: number; after: number },
  [first, last]: readonly [number, number],
  n: number,
): void {
  // a quiet file may begin and end some days within what it covers
  const slack = Math.max(7, Math.round((5 * (last - first)) / n))
  if (start - before < first - slack || start + after - 1 > last + slack)
    throw new Unfit(
      `The file reaches from ${isoDay(first)} to ${isoDay(last)}, the two windows from ${isoDay(start - before)} to ${isoDay(start + after - 1)}: days that are not in the file would count as days without crime. Take shorter windows or a longer file.`,
    )
}

const ringWords = ({ counts, change }: Judged): string => {
  if (counts.before < 20 || counts.comparisonBefore < 20)
    return `Ring: ${counts.before} incidents before, ${counts.after} after (its comparison ${counts.comparisonBefore} and ${counts.comparisonAfter}): too few to tell displacement.`
  const [low, high] = change.ci
  const what =
    low > 1
      ? 'it rose against its own comparison, which may be displacement'
      : high < 1
        ? 'it fell against its own comparison too, which may be a diffusion of benefit'
        : 'whether crime moved there cannot be told'
  return `Ring: ${what} (${rangeWords(change.ci)}; ${counts.before} before, ${counts.after} after).`
}

function report(
  call: Call,
  r: AreasResult,
  params: {
    start: number
    before: number
    after: number
    ring: number
    apart: number
    sets: number
    seed: number
  },
  given: boolean,
  months: boolean,
  {
    p,
    listed,
  }: {
    readonly p: number
    readonly listed?: readonly { readonly offence: string; readonly pHolm: number }[]
  },
): string {
  const { change, counts, signFlip, placebo } = r
  const paired = signFlip.pairs >= FEWEST_PAIRS
  const scale = params.before / params.after
  const spread = { phi: change.phi, df: Number.isFinite(change.df) ? change.df : null }
  const verdict = verdictOf({
    rateRatio: change.rateRatio,
    ci: change.ci,
    se: change.se,
    df: change.df,
    p,
    test: paired
      ? 'exchanging the two areas of each pair'
      : 'the same estimate at other places and in other years',
    design: paired ? 'matched' : 'comparison',
    counts: { ...counts, after: counts.after * scale },
    breaks: breaksWithin([params.start - params.before, params.start + params.after - 1]),
    margin: marginOf(call.flags),
    poisson: r.phiFrom === 'none',
  })
  const difference = wddRefusal(counts)
  const d = wdd({
    treated: [counts.before, counts.after],
    comparison: [counts.comparisonBefore, counts.comparisonAfter],
    time: [scale, 1],
    ...(r.phiFrom !== 'none' && { phi: change.phi, df: change.df }),
  })
  const sorted = placebo ? [...placebo.logRatios].sort((a, b) => a - b) : []
  const at = (q: number) => Math.exp(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))])
  const notes = [
    `Treated: ${counts.before} before, ${counts.after} after in ${countOf(r.treated.n, 'area')}. Comparison: ${counts.comparisonBefore} before, ${counts.comparisonAfter} after in ${given ? 'the areas given' : `${countOf(r.matched.length, 'square')} matched on the count before and its last four quarters, ${params.apart} m or more away`}.`,
    r.phiFrom === 'none'
      ? undefined
      : `φ = ${showNumber(change.phi, 2)} (${r.dispersion.df} degrees of freedom), from ${r.phiFrom === 'own' ? 'the compared areas' : 'squares with about as many incidents before'}.`,
    paired
      ? `Exchanging the two areas of each of ${signFlip.pairs} pairs: p = ${showP(signFlip.p)}.`
      : `Fewer than ${FEWEST_PAIRS} pairs: exchanging them cannot reach 5%, so the plan is held against other places and years.`,
    placebo && sorted.length
      ? `Other places and years: ${countOf(sorted.length, 'set')}, ${placebo.disjoint} of them disjoint, over ${countOf(placebo.years, 'year')}; 95 of 100 lie between ${changeWords(at(0.025))} and ${changeWords(at(0.975))}. ${
          Number.isNaN(placebo.p)
            ? `With fewer than ${FEWEST_SETS} disjoint sets no p is given.`
            : `p = ${showP(placebo.p)}.`
        }`
      : 'No other place or year of the past could be held against this plan.',
    given && !paired
      ? 'The sets of other places are compared with matched squares, not with areas like those given.'
      : undefined,
    listed && listed.length > 1
      ? `${listed.length} outcomes were looked at; by Holm the p of each is ${listed.map((o) => `${o.offence} ${showP(o.pHolm)}`).join(', ')}. The answer is that of ${listed[0].offence}.`
      : undefined,
    ringWords(r.ring),
    r.subtracted > 0
      ? `The comparison shared ground with the plan or its ring: ${countOf(r.subtracted, 'incident')} taken out of it.`
      : undefined,
    r.overlapping > 0
      ? `${countOf(r.overlapping, 'incident')} in more than one treated area ${r.overlapping === 1 ? 'counts' : 'count'} once.`
      : undefined,
    difference ? `The difference of counts is not given: ${difference}` : undefined,
    couldShow(change.se, change.df),
    'Which months were used to choose these places? If they are the months counted here as before, part of any fall is their return to the usual.',
    months
      ? 'Only months are known: windows that do not begin and end with a month lose or gain a part of one.'
      : undefined,
    change.halved ? 'One count is 0: a half was added to each for the ratio and its interval.' : undefined,
  ].filter((s) => s !== undefined)
  const judged = (j: Judged) => ({
    before: j.counts.before,
    after: j.counts.after,
    comparisonBefore: j.counts.comparisonBefore,
    comparisonAfter: j.counts.comparisonAfter,
    rateRatio: j.counts.before && j.counts.comparisonBefore ? j.change.rateRatio : null,
    ci: j.counts.before && j.counts.comparisonBefore ? j.change.ci : null,
  })
  return said(
    call,
    {
      oddsRatio: change.oddsRatio,
      ci: change.oddsRatioCi,
      rateRatio: change.rateRatio,
      rateRatioCi: change.ci,
      percent: change.percent,
      percentCi: change.percentCi,
      expected: change.expected,
      prevented: change.prevented,
      preventedSe: change.preventedSe,
      se: change.se,
      p: change.p,
      ...spread,
      counts: Object.values(counts),
      wdd: difference ? { refused: difference } : { estimate: d.estimate, se: d.se, z: d.z, ci: d.ci },
      pairs: signFlip.pairs,
      signFlip: { p: signFlip.p, least: signFlip.least },
      placebo: placebo && {
        p: placebo.p,
        sets: placebo.logRatios.length,
        disjoint: placebo.disjoint,
        years: placebo.years,
        ratios: sorted.map(Math.exp),
      },
      ring: judged(r.ring),
      areas: Array.from({ length: r.treated.n }, (_, i) => ({
        before: r.treated.before[i],
        after: r.treated.after[i],
      })),
      matched: r.matched,
      balance: r.balance,
      ...(listed && { outcomes: listed }),
      verdict: verdict.kind,
    },
    {
      ...fromVerdict(verdict, notes),
      params: { ...params, start: isoDay(params.start), level: 0.95 },
      n: counts.before + counts.after + counts.comparisonBefore + counts.comparisonAfter,
    },
  )
}
