/** `evaluate FILE --treated T.geojson --start DATE --before DAYS --after DAYS`: recorded incidents and the places of a plan. */
import { areasDesign, type AreasResult, type Judged } from '../../core/evaluation/areasDesign.ts'
import {
  areasNotes,
  areasVerdict,
  coverRefusal,
  emptyRefusal,
  heldIn,
  testOf,
} from '../../core/evaluation/areasWords.ts'
import { holm } from '../../core/evaluation/holm.ts'
import { wdd, wddRefusal } from '../../core/evaluation/wdd.ts'
import type { Area } from '../../core/geometry/area.ts'
import { areaOnPlane } from '../../core/geometry/onPlane.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { offenceIndex } from '../../core/base/offences.ts'
import { dayOf, isoDay, parseIsoDay } from '../../core/base/time.ts'
import { FLAG, type Incidents } from '../../core/table/incidents.ts'
import { lastTold } from '../../core/table/span.ts'
import { type Call, number, Unfit, Usage, whole } from '../command.ts'
import { importOptions, offencesOf, open, openIncidents, rowsOf } from '../open.ts'
import { marginOf } from './counts.ts'
import { balanceRows, changeFigures, fromVerdict, orRefused, said } from './said.ts'

/** The polygons of a file, on the plane of the incidents. */
async function areasFrom(call: Call, flag: string, path: string, table: Incidents): Promise<Area[]> {
  const { crs } = await importOptions(call)
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
  const span = [table.span.first, lastTold(table.span)] as const
  const judge = (rows: Uint32Array) => {
    if (rows.length === 0) throw new Unfit(`${path} has no incident of the kinds asked for.`)
    const uncovered = coverRefusal(windows, span, rows.length, table.gaps)
    if (uncovered) throw new Unfit(uncovered)
    const points = {
      x: Float64Array.from(rows, (i) => table.x[i]),
      y: Float64Array.from(rows, (i) => table.y[i]),
      day: Int32Array.from(rows, (i) => dayOf(table.from[i])),
    }
    const r = areasDesign({ points, treated, comparison, windows, span, ring, apart, seed, sets })
    const empty = emptyRefusal(r, treated.length, comparison !== undefined)
    if (empty) throw new Unfit(empty)
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
  return report(call, results[0], { ...windows, ring, apart, sets, seed }, comparison !== undefined, table, {
    p: adjusted[0],
    listed,
  })
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
  { precision, gaps }: Pick<Incidents, 'precision' | 'gaps'>,
  {
    p,
    listed,
  }: {
    readonly p: number
    readonly listed?: readonly { readonly offence: string; readonly pHolm: number }[]
  },
): string {
  const { change, counts, signFlip, placebo } = r
  // months that are missing are no days without crime
  const held = heldIn(gaps, params)
  const spread = { phi: change.phi, ...(Number.isFinite(change.df) && { df: change.df }) }
  const verdict = areasVerdict(r, params, { p, margin: marginOf(call.flags), gaps })
  const difference = wddRefusal(counts)
  const d = wdd({
    treated: [counts.before, counts.after],
    comparison: [counts.comparisonBefore, counts.comparisonAfter],
    time: [held.before / held.after, 1],
    ...(r.phiFrom !== 'none' && { phi: change.phi, df: change.df }),
  })
  const sorted = placebo ? [...placebo.logRatios].sort((a, b) => a - b) : []
  const notes = areasNotes(r, {
    ...{ given, months: precision === 'month', apart: params.apart, listed },
    quarters: params.before >= 365,
  })
  const judged = (j: Judged) => ({
    before: j.counts.before,
    after: j.counts.after,
    comparisonBefore: j.counts.comparisonBefore,
    comparisonAfter: j.counts.comparisonAfter,
    ...(j.counts.before && j.counts.comparisonBefore
      ? { rateRatio: j.change.rateRatio, ci: j.change.ci }
      : { refused: 'No incident was counted in the ring, or in that of the comparison, before the start.' }),
  })
  return said(
    call,
    {
      ...changeFigures(change),
      ...spread,
      counts: Object.values(counts),
      wdd: difference ? { refused: difference } : { estimate: d.estimate, se: d.se, z: d.z, ci: d.ci },
      pairs: signFlip.pairs,
      signFlip: orRefused(
        { p: signFlip.p, least: signFlip.least },
        signFlip.pairs > 0,
        'No pairs were made, so there is nothing to exchange.',
      ),
      placebo: placebo && {
        ...(Number.isFinite(placebo.p)
          ? { p: placebo.p }
          : { refused: 'Fewer than 19 of the sets are disjoint: no p is given.' }),
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
      balance: balanceRows(r.balance),
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
