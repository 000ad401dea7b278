/** Would it have worked? Maps of the past held against what followed. */
import { backtest as run, type Backtest } from '../../core/evaluation/backtest/backtest.ts'
import { discoveredAmong } from '../../core/evaluation/backtest/discovered.ts'
import { equirectPlane, eventsOf, type Equirect } from '../../core/evaluation/backtest/events.ts'
import { type Fairness, fairnessBy, fairnessWords } from '../../core/evaluation/backtest/fairness.ts'
import {
  DEFAULT_DECAY,
  DEFAULT_FRACTIONS,
  MAPS,
  originsThatFit,
  NEEDS_DAYS,
  problemWithOptions,
  showUnit,
  type BacktestOptions,
  type BlendWeights,
  type DecaySetting,
  type MapId,
} from '../../core/evaluation/backtest/options.ts'
import { answerOf, notesOf, verdictOf } from '../../core/evaluation/backtest/words.ts'
import { drain } from '../../core/base/drain.ts'
import { allRows, type Incidents } from '../../core/table/incidents.ts'
import { BURGLARY, offenceIndex } from '../../core/base/offences.ts'
import { monthOf, parseIsoDay } from '../../core/base/time.ts'
import { gapNote } from '../../core/table/gaps.ts'
import { boundariesOnPlane, pointsOnPlane } from '../../core/geometry/onPlane.ts'
import { planeOf as planeOfCode } from '../../core/geometry/plane.ts'
import {
  type Call,
  choice,
  type Command,
  type Given,
  number,
  numbers,
  orUnfit,
  Unfit,
  Usage,
  whole,
} from '../command.ts'
import { open, openHomes, openIncidents, rowsOf } from '../open.ts'
import { json } from '../text.ts'

/** A flag's "equirect:LON,LAT". */
function planeOf(flags: Given): Equirect | undefined {
  const text = flags.projection
  if (text === undefined) return undefined
  const m = /^equirect:(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)$/.exec(String(text).trim())
  if (!m || Math.abs(+m[1]) > 180 || Math.abs(+m[2]) > 89)
    throw new Usage(
      `--projection is "${text}"; equirect:LON,LAT in degrees was expected, such as equirect:-1.13,52.64.`,
    )
  return { lng: +m[1], lat: +m[2] }
}

/** A day from a flag; of a table of months, its month. */
function dayOfFlag(flags: Given, name: string, unit: 'day' | 'month'): number | undefined {
  const text = flags[name]
  if (text === undefined) return undefined
  const day = parseIsoDay(/^\d{4}-\d{2}$/.test(String(text)) ? `${text}-01` : String(text))
  if (Number.isNaN(day)) throw new Usage(`--${name} is "${text}"; a date such as 2016-01-04 was expected.`)
  return unit === 'month' ? monthOf(day) : day
}

/** Maps from a flag; those that a table of months cannot carry are left out where none was asked for. */
function methodsOf(flags: Given, unit: 'day' | 'month'): MapId[] {
  if (flags.methods === undefined)
    return MAPS.map((m) => m.id).filter((id) => unit === 'day' || !NEEDS_DAYS.includes(id))
  const asked = String(flags.methods)
    .split(',')
    .map((w) => w.trim())
  const found = asked.map((word) => {
    // as kernel density is called by itself: there is one
    const map = MAPS.find((m) => m.id === (word === 'kde' ? 'kde365' : word))
    if (!map) throw new Usage(`--methods: "${word}" is none of ${MAPS.map((m) => m.id).join(', ')}.`)
    return map.id
  })
  return [...new Set(found)]
}

function decayOf(flags: Given): DecaySetting {
  if (flags.decay === undefined) return DEFAULT_DECAY
  const v = numbers(flags, 'decay')
  if (v.length !== 4 || v.some((x) => !(x > 0 && x < 1e6)))
    throw new Usage(
      `--decay is "${flags.decay}"; half-distance in metres, half-life in days, radius in metres and days, all above 0, were expected, such as 100,7,400,42.`,
    )
  const [halfDistance, halfLife, radius, days] = v
  return { halfDistance, halfLife, radius, days }
}

function blendOf(flags: Given): BlendWeights | undefined {
  if (flags.blend === undefined) return undefined
  const v = numbers(flags, 'blend')
  if (v.length !== 2 || v.some((x) => !(x >= 0 && x < Infinity)) || v[0] + v[1] === 0)
    throw new Usage(
      `--blend is "${flags.blend}"; the weights of the long count and of the near-repeat map, not below 0 and not both 0, were expected, such as .8,.2.`,
    )
  return [v[0], v[1]]
}

/** Rows of the kinds asked for; without a word burglary, where the table knows any, else all. */
function kindsOf(call: Call, table: Incidents): { rows: Uint32Array; kinds: string } {
  if (call.flags.offences === undefined) {
    const burglary = BURGLARY.map(offenceIndex)
    const rows = allRows(table).filter((i) => burglary.includes(table.offence[i]))
    if (rows.length > 0 && rows.length < table.n) return { rows, kinds: BURGLARY.join(',') }
  }
  const rows = rowsOf(call, table)
  return { rows, kinds: String(call.flags.offences ?? 'all') }
}

/** Options from the flags, with what is not given taken from the data. */
function optionsOf(flags: Given, ev: ReturnType<typeof eventsOf>): BacktestOptions {
  const { unit } = ev
  const months = unit === 'month'
  const step = months ? 1 : whole(flags, 'step', 7, 1, 366)
  const horizon = months ? 1 : whole(flags, 'horizon', 7, 1, 366)
  const begin = ev.n > 0 ? ev.day[0] : 0
  const end = ev.n > 0 ? ev.day[ev.n - 1] : 0
  const history = dayOfFlag(flags, 'history', unit) ?? begin
  const given = dayOfFlag(flags, 'first', unit)
  const fits = originsThatFit(ev, { history, step, horizon, most: months ? 12 : 52, first: given })
  const origins = whole(flags, 'origins', fits, 1, 2000)
  const first = given ?? end + 1 - horizon - (origins - 1) * step
  return {
    cell: number(flags, 'cell', months ? 250 : 150, 10, 10_000),
    ...{ first, origins, step, horizon, history },
    methods: methodsOf(flags, unit),
    fractions: numbers(flags, 'fractions', DEFAULT_FRACTIONS),
    kde: number(flags, 'kde', 300, 10, 5000),
    decay: decayOf(flags),
    ...(flags.blend !== undefined && { blend: blendOf(flags) }),
    shifts: !flags['one-grid'],
    ...{ draws: whole(flags, 'draws', 1999, 0, 100_000), seed: whole(flags, 'seed', 1) },
  }
}

/** NaN has no place in JSON. */
const or = (v: number) => (Number.isFinite(v) ? v : null)

function methodsJson(r: Backtest) {
  return Object.fromEntries(
    r.maps.map((m) => [
      m.id,
      {
        ...{ hits: m.hits, hitRate: m.hitRate, pai: m.pai, pei: m.pei, precision: m.precision },
        ...(m.overShifts && { overShifts: m.overShifts }),
        ...{ patches: or(m.patches), kilometres: or(m.kilometres), changed: or(m.changed) },
      },
    ]),
  )
}

const differencesJson = (r: Backtest) =>
  Object.fromEntries(
    r.differences.map((d) => [
      d.id,
      {
        against: d.against,
        difference: d.at.map((a) => a.difference),
        ci: d.at.map((a) => [a.low, a.high]),
        better: d.at.map((a) => a.better),
        worse: d.at.map((a) => a.worse),
        of: r.origins.length,
      },
    ]),
  )

/** Whom the winning map falls on, by the areas of --boundaries; undefined without it. */
async function fairnessFrom(
  call: Call,
  r: Backtest,
  winner: MapId,
  crs: string,
  equirect: Equirect | undefined,
): Promise<Fairness | undefined> {
  const by = choice(call.flags, 'fair', ['auto', 'name'], 'auto')
  const { boundaries: path, addresses } = call.flags
  if (typeof path !== 'string') {
    if (typeof addresses === 'string' || call.flags.fair !== undefined)
      throw new Usage('--addresses and --fair count with --boundaries only.')
    return undefined
  }
  const files = (await open(call, [path], {})).filter((f) => f.kind === 'boundaries')
  if (files.length === 0) throw new Unfit(`${path} holds no boundaries; polygons with names were expected.`)
  const plane = equirect ? equirectPlane(equirect) : planeOfCode(crs)
  const homes =
    typeof addresses === 'string'
      ? pointsOnPlane((await openHomes(call, addresses)).homes, { code: '', ...plane })
      : undefined
  return fairnessBy(r, winner, boundariesOnPlane(files, plane), { set: '', by }, homes)
}

export const backtest: Command = {
  name: 'backtest',
  usage:
    'FILE [--cell 150] [--origins 52] [--step 7] [--horizon 7] [--first DATE] [--history DATE] [--methods LIST] [--fractions .01,.02,.05,.1,.2]',
  summary: 'Would it have worked? Maps of the past held against what happened next.',
  flags: {
    cell: { value: 'M', help: 'side of a cell in metres; default 150, of months 250' },
    origins: {
      value: 'N',
      help: 'how many forecasts are tried; default 52, of months 12, or as many as half the data hold',
    },
    step: { value: 'DAYS', help: 'days from one origin to the next; default 7' },
    horizon: { value: 'DAYS', help: 'days each forecast is for, usually 1, 7 or 28; default 7' },
    first: {
      value: 'DATE',
      help: 'the first origin: maps rest on the days before it; default: so that the last window ends with the data',
    },
    history: { value: 'DATE', help: 'nothing before this day is used; default the first day of the data' },
    methods: {
      value: 'LIST',
      help: `${MAPS.map((m) => m.id).join(', ')}; default all that the dates can carry`,
    },
    fractions: {
      value: 'LIST',
      help: 'shares of the study area that are flagged; default .01,.02,.05,.1,.2',
    },
    blend: {
      value: 'A,B',
      help: 'weights of the long count and the near-repeat map; without it they are chosen on earlier origins',
    },
    decay: { value: 'LIST', help: 'half-distance m, half-life days, radius m, days; default 100,7,400,42' },
    kde: { value: 'M', help: 'bandwidth of the quartic kernel in metres; default 300' },
    projection: {
      value: 'NAME',
      help: 'equirect:LON,LAT projects degrees on a plane around that point; default the plane of the file',
    },
    offences: { value: 'LIST', help: 'kinds of offence, or all; default burglary where the file names any' },
    boundaries: {
      value: 'FILE',
      help: 'wards, LSOAs or beats: whom the winning map falls on (fairness), by fifths of deprivation where the file tells it',
    },
    addresses: { value: 'FILE', help: 'with --boundaries: an address file, for the homes of each area' },
    fair: { value: 'auto|name', help: 'name: by each area, even where the file tells deprivation' },
    'one-grid': { help: 'do not move the grid by half a cell for the range it makes (four times as fast)' },
    draws: { value: 'N', help: 'bootstrap draws for the intervals; default 1999' },
    seed: { value: 'N', help: 'the same seed gives the same intervals' },
  },
  output:
    'JSON: {answer, n, cells, k, methods: {id: {hits, hitRate, pai, pei, precision, overShifts, patches, kilometres, changed}}, differences:\n{id: {against, difference, ci, better, worse, of}}, blend, fairness: {map, by, rows: [{name, homes, crime, incidents, flagged, held, empty, ratio, over, beyond}]},\nnotes, params}. Arrays run along the shares of the area; a file that knows only\nmonths is tried month by month, and then count28, count90, count365 are the last 1, 3 and 12 months.',
  async run(call) {
    const { flags } = call
    const plane = planeOf(flags)
    const { incidents } = await openIncidents(call, call.files)
    const { rows, kinds } = kindsOf(call, incidents)
    const no = discoveredAmong(incidents, rows)
    if (no) throw new Unfit(no)
    const ev = eventsOf(incidents, rows, plane)
    const o = optionsOf(flags, ev)
    const problem = problemWithOptions(ev, o)
    if (problem) throw new Unfit(problem)
    const r = orUnfit(() => drain(run(ev, o, flags.decay !== undefined)))
    const answer = answerOf(r, ev.unit, o.horizon)
    const gap = gapNote(incidents.gaps, incidents.span.first, incidents.span.last)
    const notes = [...(gap ? [gap] : []), ...notesOf(r, ev, o)]
    const { winner } = verdictOf(r, ev.unit, o.horizon)
    const fairness = await fairnessFrom(call, r, winner, incidents.crs, plane)
    call.say(answer)
    if (fairness) call.say(fairnessWords(fairness))
    for (const note of notes) call.say(note)
    const show = (n: number) => showUnit(ev.unit, n)
    return json({
      ...{ answer, n: r.n, cells: r.cells, k: r.k, outside: r.outside, oracle: r.oracle },
      ...{ methods: methodsJson(r), differences: differencesJson(r) },
      ...(r.blend && {
        blend: {
          weights: r.blend.weights,
          decay: r.blend.decay,
          origins: r.blend.origins,
          fixed: r.blend.fixed,
        },
      }),
      ...(fairness && {
        fairness: {
          ...{ map: winner, by: fairness.by, answer: fairnessWords(fairness) },
          rows: fairness.rows.map((f) => ({ ...f, homes: or(f.homes), ratio: or(f.ratio) })),
        },
      }),
      ...(r.sepp && { sepp: { theta: r.sepp.theta, omega: r.sepp.omega, sigma: r.sepp.sigma } }),
      notes,
      params: {
        ...{ cell: o.cell, origins: o.origins, step: o.step, horizon: o.horizon, unit: ev.unit },
        ...{ first: show(o.first), history: show(o.history), methods: o.methods, fractions: o.fractions },
        ...{
          kde: o.kde,
          decay: o.decay,
          blend: o.blend ?? null,
          shifts: o.shifts,
          draws: o.draws,
          seed: o.seed,
        },
        ...{ offences: kinds, projection: plane ? `equirect:${plane.lng},${plane.lat}` : incidents.crs },
      },
    })
  },
}
