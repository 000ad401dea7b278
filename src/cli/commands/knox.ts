/** The near-repeat test. */
import { SPACE_BANDS, WEEK_BANDS } from '../../core/base/published.ts'
import { type Bands, MOST_DAY_BANDS, problemWithEdges } from '../../core/base/bands.ts'
import { type PartCounts, rankParts } from '../../core/near/knoxParts.ts'
import type { Metric } from '../../core/near/pairs.ts'
import { knoxSentences } from '../../core/near/knoxWords.ts'
import type { KnoxTable, Pattern } from '../../core/near/knoxTable.ts'
import { BURGLARY, type OffenceId } from '../../core/base/offences.ts'
import { parseIsoDay, type TimeAnchor } from '../../core/base/time.ts'
import { type HomesAt, pointsOnPlane } from '../../core/geometry/onPlane.ts'
import { planeOf } from '../../core/geometry/plane.ts'
import { type Call, choice, type Command, number, numbers, Usage, whole } from '../command.ts'
import { countFolder, isHelper } from '../knoxParts.ts'
import { countTable } from '../knoxTable.ts'
import { offencesOf, openHomes, openIncidents, rowsOf } from '../open.ts'
import { analyse } from '../run.ts'
import { json } from '../text.ts'

/** A row-major table as rows; NaN becomes null in JSON. */
const rows = (values: Float64Array, width: number): number[][] =>
  Array.from({ length: width ? values.length / width : 0 }, (_, s) => [
    ...values.slice(s * width, (s + 1) * width),
  ])

/** What a sentence speaks of; null where it is not known. */
const figuresOf = ({ observed, expected, ratio, p, found, metres, days, interval }: Pattern) => ({
  ...{ observed, expected, ratio, p },
  interval: interval ?? null,
  ...{ found, metres, days },
})

export const knox: Command = {
  name: 'knox',
  usage:
    'FILE|DIR|--table FILE [--pairs FILE --days FILE] [--partition KEY --halo METRES --jobs N [--observed]] [--space 0,1,100,200,300,400] [--time 0,7,14,21,28,35,42] [--metric euclidean|manhattan] [--closed left|right] [--permutations 999] [--seed 1] [--no-same-day] [--homes DATE=FILE,DATE=FILE] [--anchors] [--long-windows]',
  bare: true,
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
    homes: {
      value: 'DATE=FILE,DATE=FILE',
      help: 'lists of homes of two dates or more: the diagnostics then also deal the dates by the homes that stood in each place at each time (Kulldorff & Hjalmars)',
    },
    partition: {
      value: 'KEY',
      help: 'FILE is a folder with folders KEY=NAME, or a file for each partition: counted one after another, dates shuffled within each, tables added before ranking',
    },
    halo: {
      value: 'METRES',
      help: 'with --partition: how far around each the points of others are looked at; default the last edge of --space',
    },
    jobs: {
      value: 'N',
      help: 'with --partition: how many programs share the partitions, one for each core of the machine at most; default 1',
    },
    observed: {
      help: 'with --partition: only count what is observed, nothing that chance would give: pairs far apart in time are not looked at',
    },
    state: {
      value: 'DIR',
      help: 'with --partition: where what was counted is kept until all is done; the same command goes on from there',
    },
    table: {
      value: 'FILE',
      help: 'instead of incidents: what the query of cocoon sql knox gave (sb, tb, n), with the same --space and --time',
    },
    pairs: { value: 'FILE', help: 'with --table: what the query of cocoon sql pairs gave (a, b, sb)' },
    days: {
      value: 'FILE',
      help: 'with --pairs: the table they were made from (id, d), to shuffle all dates',
    },
    offences: { value: 'LIST', help: `kinds of offence, or all; default ${BURGLARY.join(',')}` },
  },
  output:
    'JSON: {n, metric, closed, space, time, observed[][], expected[][], sd[][], mean[][], median[][], ratio[][], ratioMedian[][], p[][],\npermutations, seed}. Rows are bands of distance, columns bands of days; ratio = observed / expected (exact), ratioMedian = observed / median.\nThen familywise[][] (p of the most extreme cell of the table, doubles and long windows left out), interval[][] ([low, high]: 2.5 and 97.5% of the shuffles), sameHome and\nneighbours ({observed, expected, ratio, p, interval, found, metres, days}: interval 95% over stretches of weeks), dayZero (pairs on one day,\nby band of distance), diagnostics (both with dates shuffled only within seasons and within areas, and by homes where --homes gives them), anchors, doubles, long, sentences.\nWith --partition: {n, partitions: [{name, n, pairs, across}], metric, closed, space, time, observed, expected, sd, mean, median, ratio, ratioMedian, p,\npermutations, seed, halo}: expected is the exact mean of dates shuffled within partitions, sd that of the shuffles.\nWith --observed: {n, partitions: [{name, n, pairs}], metric, closed, space, time, observed, halo, notes}; pairs are those within the bands of both.\nWith --table, --pairs and --days the same of the counts of an engine, with pairs = pairs within reach at any time; with --table alone\n{n: null, …, observed, notes}.',
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
    const problem =
      problemWithEdges(params.space, '--space') ?? problemWithEdges(params.time, '--time', MOST_DAY_BANDS)
    if (problem) throw new Usage(problem)
    if (flags.table !== undefined) return byTable(call, params)
    if (flags.observed && flags.partition === undefined) throw new Usage('--observed goes with --partition.')
    if (flags.observed && flags.permutations !== undefined && params.permutations !== '0')
      throw new Usage('--observed counts no shuffles: leave --permutations or --observed out.')
    for (const name of ['pairs', 'days'])
      if (flags[name] !== undefined) throw new Usage(`--${name} goes with --table.`)
    if (call.files.length === 0) throw new Usage('A file, a folder with --partition, or --table is missing.')
    if (flags.partition !== undefined) return byPartition(call, params)
    const { incidents } = await openIncidents(call, call.files)
    const homesAt = await homesFrom(call, incidents.crs)
    const { result: t, said } = await analyse<KnoxTable>(
      ...([call, 'nearRepeat', incidents, rowsOf(call, incidents), 0, params] as const),
      homesAt && { homesAt },
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
      sameHome: figuresOf(t.sameHome),
      neighbours: figuresOf(t.neighbours),
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

/** The lists of homes that --homes names; undefined without it. Throws `Usage` for fewer than two dates. */
async function homesFrom(call: Call, crs: string): Promise<HomesAt[] | undefined> {
  const text = call.flags.homes
  if (typeof text !== 'string') return undefined
  const lists: HomesAt[] = []
  for (const part of text.split(',')) {
    const at = part.indexOf('=')
    const day = parseIsoDay(part.slice(0, at).trim())
    if (at < 1 || Number.isNaN(day) || part.slice(at + 1).trim() === '')
      throw new Usage(`--homes: "${part}" is not DATE=FILE, such as 2025-01-01=homes.csv.`)
    const { homes } = await openHomes(call, part.slice(at + 1).trim())
    lists.push({ day, ...pointsOnPlane(homes, planeOf(crs)) })
  }
  if (new Set(lists.map((l) => l.day)).size < Math.max(2, lists.length))
    throw new Usage(
      '--homes needs lists of at least two different dates: one says nothing of what was built.',
    )
  return lists.sort((a, b) => a.day - b.day)
}

/** What a run over partitions or over an engine's counts is asked for. */
interface Wish {
  readonly space: readonly number[]
  readonly time: readonly number[]
  readonly closed: Bands['closed']
  readonly metric: Metric
  readonly permutations: string
  readonly seed: number
}

/** The added counts as tables, ranked beside their shuffles. */
function ranked(sum: PartCounts, width: number, permutations: number) {
  const cells = rankParts(sum, permutations)
  const { observed, expected } = sum
  const table = (of: (c: number) => number) =>
    rows(
      observed.map((_, c) => of(c)),
      width,
    )
  return {
    observed: table((c) => observed[c]),
    expected: table((c) => expected[c]),
    sd: table((c) => cells[c].sd),
    mean: table((c) => cells[c].mean),
    median: table((c) => cells[c].median),
    ratio: table((c) => (expected[c] > 0 ? observed[c] / expected[c] : NaN)),
    ratioMedian: table((c) => (cells[c].median > 0 ? observed[c] / cells[c].median : NaN)),
    p: table((c) => cells[c].p),
  }
}

/** The test on what an engine counted. */
async function byTable(call: Call, p: Wish): Promise<string> {
  const { flags } = call
  const { space, time, metric, seed } = p
  // the queries' own convention, unless another was asked for
  const closed = flags.closed === undefined ? 'last' : p.closed
  const permutations = Number(p.permutations)
  const path = (name: string) => {
    const v = flags[name]
    return typeof v === 'string' ? v : undefined
  }
  const { observed, counts } = await countTable(call, {
    ...{ table: path('table')!, pairs: path('pairs'), days: path('days'), permutations, seed },
    space: { edges: space, closed },
    time: { edges: time, closed },
  })
  const width = time.length - 1
  if (counts)
    return json({
      ...{ n: counts.n, pairs: counts.pairs, metric, closed, space, time },
      ...ranked(counts, width, permutations),
      ...{ permutations, seed },
    })
  const none =
    'What chance gives is not known from the table alone: give --pairs and --days, and the dates are shuffled here.'
  call.say(none)
  return json({ n: null, metric, closed, space, time, observed: rows(observed, width), notes: [none] })
}

/** The test over a folder of partitions. */
async function byPartition(
  call: Call,
  p: Wish & { readonly anchor: TimeAnchor; readonly offences: readonly OffenceId[] },
): Promise<string> {
  const { flags } = call
  if (typeof flags.partition !== 'string' || flags.partition.trim() === '')
    throw new Usage('--partition needs the word before "=" in the names of the folders, such as force.')
  const { space, time, closed, metric, seed, anchor, offences } = p
  const observed = !!flags.observed
  const permutations = observed ? 0 : Number(p.permutations)
  const halo = number(flags, 'halo', space.at(-1), 0)
  const { sum, parts } = await countFolder(call, {
    ...{ key: flags.partition, halo, permutations, metric, seed, anchor, offences, observed },
    jobs: whole(flags, 'jobs', 1, 1, 64),
    space: { edges: space, closed },
    time: { edges: time, closed },
    ...(typeof flags.state === 'string' && { state: flags.state }),
  })
  if (isHelper()) return ''
  if (observed) {
    const only = 'Observed alone: without what chance gives, a count is neither high nor low.'
    call.say(only)
    return json({
      ...{ n: sum.n, partitions: parts.map(({ name, n, pairs }) => ({ name, n, pairs })) },
      ...{ metric, closed, space, time, observed: rows(sum.observed, time.length - 1), halo, notes: [only] },
    })
  }
  return json({
    ...{ n: sum.n, partitions: parts, metric, closed, space, time },
    ...ranked(sum, time.length - 1, permutations),
    ...{ permutations, seed, halo },
  })
}
