/** The near-repeat test. */
import { SPACE_BANDS, WEEK_BANDS } from '../../core/base/published.ts'
import { problemWithEdges } from '../../core/base/bands.ts'
import { knoxSentences } from '../../core/near/knoxWords.ts'
import type { KnoxTable, Told } from '../../core/near/knoxTable.ts'
import { BURGLARY } from '../../core/base/offences.ts'
import { choice, type Command, numbers, Usage, whole } from '../command.ts'
import { offencesOf, openIncidents, rowsOf } from '../open.ts'
import { analyse } from '../run.ts'
import { json } from '../text.ts'

/** A row-major table as rows; NaN becomes null in JSON. */
const rows = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: width ? values.length / width : 0 }, (_, s) => [
    ...values.slice(s * width, (s + 1) * width),
  ])

/** What a sentence speaks of; null where it is not known. */
const told = ({ observed, expected, ratio, p, found, metres, days, interval }: Told) => ({
  ...{ observed, expected, ratio, p },
  interval: interval ?? null,
  ...{ found, metres, days },
})

export const knox: Command = {
  name: 'knox',
  usage:
    'FILE [--space 0,1,100,200,300,400] [--time 0,7,14,21,28,35,42] [--metric euclidean|manhattan] [--closed left|right] [--permutations 999] [--seed 1] [--no-same-day] [--anchors] [--long-windows]',
  summary: 'Near-repeat test: observed and expected pairs per band of distance and days.',
  flags: {
    space: { value: 'EDGES', help: 'edges of the distance bands in metres; the last may be inf' },
    time: { value: 'EDGES', help: 'edges of the bands of days; the last may be inf' },
    metric: { value: 'NAME', help: 'euclidean or manhattan' },
    closed: {
      value: 'SIDE',
      help: 'left: [a, b); right: (a, b], the first band closed on both sides; last: left, the last band closed on both sides',
    },
    permutations: { value: 'N', help: 'shuffles of the dates; 0 gives exact expectations only' },
    seed: { value: 'N', help: 'the same seed gives the same shuffles' },
    anchor: { value: 'WHEN', help: 'from, middle or to: which moment of the window is the day' },
    'no-same-day': { help: 'leave pairs on one day out of sameHome, neighbours and the sentences' },
    anchors: {
      help: 'also give sameHome and neighbours by the start, the middle and the end of the windows',
    },
    'long-windows': {
      help: 'count windows longer than the first band of days in sameHome, neighbours and the sentences as well',
    },
    offences: { value: 'LIST', help: `kinds of offence, or all; default ${BURGLARY.join(',')}` },
  },
  output:
    'JSON: {n, metric, closed, space, time, observed[][], expected[][], sd[][], mean[][], median[][], ratio[][], ratioMedian[][], p[][],\npermutations, seed}. Rows are bands of distance, columns bands of days; ratio = observed / expected (exact), ratioMedian = observed / median.\nThen familywise[][] (p of the most extreme cell of the table), interval[][] ([low, high]: 2.5 and 97.5% of the shuffles), sameHome and\nneighbours ({observed, expected, ratio, p, interval, found, metres, days}: interval 95% over stretches of weeks), dayZero (pairs on one day,\nby band of distance), diagnostics (both with dates shuffled only within seasons and within areas), anchors, doubles, long, sentences.',
  async run(call) {
    const { flags } = call
    const params = {
      space: numbers(flags, 'space', SPACE_BANDS),
      time: numbers(flags, 'time', WEEK_BANDS),
      metric: choice(flags, 'metric', ['euclidean', 'manhattan'], 'euclidean'),
      closed: choice(flags, 'closed', ['left', 'right', 'last'], 'left'),
      anchor: choice(flags, 'anchor', ['from', 'middle', 'to'], 'from'),
      permutations: String(whole(flags, 'permutations', 999, 0, 1_000_000)),
      seed: whole(flags, 'seed', 1),
      sameDay: !flags['no-same-day'],
      anchors: !!flags.anchors,
      longWindows: flags['long-windows'] ? 'in' : 'out',
      offences: typeof flags.offences === 'string' ? offencesOf(flags.offences) : BURGLARY,
    }
    const problem = problemWithEdges(params.space, '--space') ?? problemWithEdges(params.time, '--time')
    if (problem) throw new Usage(problem)
    const { incidents } = await openIncidents(call, call.files)
    const { result: t, said } = await analyse<KnoxTable>(
      call,
      'nearRepeat',
      incidents,
      rowsOf(call, incidents),
      0,
      params,
    )
    const sentences = knoxSentences(t)
    for (const sentence of sentences) call.say(sentence)
    const width = t.time.length - 1
    const { n, metric, closed, space, time, permutations, seed, dayZero: zero } = t
    return json({
      ...{ n, metric, closed, space, time },
      observed: rows(t.observed, width),
      expected: rows(t.expected, width),
      sd: rows(t.sd, width),
      mean: rows(t.mean, width),
      median: rows(t.median, width),
      ratio: rows(t.ratio, width),
      ratioMedian: rows(t.ratioMedian, width),
      p: rows(t.p, width),
      ...{ permutations, seed },
      familywise: rows(t.familywise, width),
      interval: rows(t.low, width).map((row, s) => row.map((low, c) => [low, t.high[s * width + c]])),
      sameHome: told(t.sameHome),
      neighbours: told(t.neighbours),
      dayZero: zero
        ? {
            observed: [...zero.observed],
            expected: [...zero.expected],
            interval: Array.from(zero.low, (low, s) => [low, zero.high[s]]),
            ratio: [...zero.ratio],
            p: [...zero.p],
          }
        : null,
      diagnostics: t.diagnostics,
      ...(t.anchors.length > 0 && { anchors: t.anchors }),
      ...{ doubles: t.doubles, long: t.long, sentences },
      ...said,
    })
  },
}
