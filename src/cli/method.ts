/** A command for every method: flags, limits, help, notes and words are those of the page. */
import { METHODS } from '../analyses/manifest.ts'
import { wordsOf } from '../analyses/words.ts'
import { drain } from '../core/base/drain.ts'
import { applies, type Param } from '../core/base/params.ts'
import { offenceIndex } from '../core/base/offences.ts'
import { dictAt } from '../core/base/text.ts'
import { dayOf, isoDay } from '../core/base/time.ts'
import { countOf } from '../core/base/words.ts'
import { boundariesOnPlane, pointsOnPlane, studyAreaOnPlane } from '../core/geometry/onPlane.ts'
import { planeOf } from '../core/geometry/plane.ts'
import { type Clause, usualOffences, withinOf } from '../core/table/filter.ts'
import { allRows, type Incidents } from '../core/table/incidents.ts'
import type { Days } from '../core/table/lookBack.ts'
import { unplacedRows } from '../core/table/unplaced.ts'
import {
  type Input,
  type Method,
  type Need,
  needsOf,
  refusalOf,
  withTableNotes,
} from '../core/table/method.ts'
import type { TableModel } from '../ui/table.ts'
import { type Call, type Command, COMMON, type Flag, orUnfit, Unfit, Usage } from './command.ts'
import { asAt, offencesOf, open, openHomes, openIncidents } from './open.ts'
import { csv, json, type Row } from './text.ts'
import {
  flagName,
  valueOf,
  helpOf,
  FILE_FLAG,
  WEIGHTS,
  weightsFrom,
  filterFlags,
  paramsFrom,
  periodOf,
} from './methodFlags.ts'

/** The rows that the filter flags leave. Throws `Usage` for a beat that the file does not name. */
function rowsFor(call: Call, m: Method, table: Incidents, period: Days | undefined): Uint32Array {
  const { flags } = call
  let rows = allRows(table)
  if (!m.schema.offences) {
    const usual = usualOffences(table)
    const asked = flags.offences
    const kinds = asked === 'all' ? undefined : typeof asked === 'string' ? offencesOf(asked) : usual
    if (kinds) {
      const wanted = new Set(kinds.map(offenceIndex))
      rows = rows.filter((i) => wanted.has(table.offence[i]))
    }
    if (usual && asked === undefined)
      call.say(`Kinds looked at: ${usual.join(', ')}; --offences all takes every row.`)
  }
  if (typeof flags.beats === 'string') {
    const names = flags.beats.split(',').map((b) => b.trim())
    const strange = names.find((b) => !table.beat.values.includes(b))
    if (strange !== undefined) throw new Usage(`--beats: the file names no beat "${strange}".`)
    rows = rows.filter((i) => names.includes(dictAt(table.beat, i)))
  }
  if (period)
    rows = rows.filter((i) => dayOf(table.from[i]) >= period[0] && dayOf(table.from[i]) <= period[1])
  if (rows.length === 0)
    throw new Unfit(`These flags leave none of ${countOf(table.n, 'incident')}. Widen them.`)
  return rows
}

/** The filter that --beats asks for. */
const beatsAsked = ({ flags }: Pick<Call, 'flags'>): Clause[] =>
  typeof flags.beats === 'string'
    ? [{ source: 'beats', kind: 'beat', beats: flags.beats.split(',').map((b) => b.trim()) }]
    : []

/** The rows without a place that the filter flags leave, for figures over time. */
function unplacedFor({ flags }: Call, m: Method, table: Incidents, period: Days | undefined): Uint32Array {
  const asked = flags.offences
  const kinds = m.schema.offences
    ? undefined
    : asked === 'all'
      ? undefined
      : typeof asked === 'string'
        ? offencesOf(asked)
        : usualOffences(table)
  return unplacedRows(table, [
    ...(kinds ? [{ source: 'offences', kind: 'offence', offences: kinds } as const] : []),
    ...beatsAsked({ flags }),
    ...(period ? [{ source: 'period', kind: 'period', fromDay: period[0], toDay: period[1] } as const] : []),
  ])
}

/** Everything the computation is given, from the flags and files. */
async function inputOf(call: Call, m: Method, table: Incidents): Promise<Input<Record<string, unknown>>> {
  const params = { ...paramsFrom(m, call.flags), ...(m.schema.listWeights && (await weightsFrom(call))) }
  const period = periodOf(call)
  const rows = rowsFor(call, m, table, period)
  const plane = planeOf(table.crs)
  const needs = needsOf(m, params)
  const fileOf = (n: Need) => call.flags[FILE_FLAG[n]]
  const [homes, areas, tracks] = [fileOf('homes'), fileOf('areas'), fileOf('tracks')]
  const boundaries =
    typeof areas === 'string' ? (await open(call, [areas], {})).filter((o) => o.kind === 'boundaries') : []
  if (typeof areas === 'string' && boundaries.length === 0)
    throw new Unfit(`${areas} holds no boundaries; polygons with names were expected.`)
  const recorded =
    typeof tracks === 'string' ? (await open(call, [tracks], {})).filter((o) => o.kind === 'tracks') : []
  if (typeof tracks === 'string' && recorded.length === 0)
    throw new Unfit(`${tracks} holds no tracks; a GPX file was expected.`)
  const area = studyAreaOnPlane(boundaries, plane)
  const within = withinOf(table, beatsAsked(call))
  return {
    ...{ table, rows, params, today: asAt(call, table) },
    ...(within && { within }),
    ...(table.unplaced && { unplaced: unplacedFor(call, m, table, period) }),
    ...(period && { period }),
    ...(area && { area }),
    ...(boundaries.length > 0 && needs.includes('areas') && { areas: boundariesOnPlane(boundaries, plane) }),
    ...(typeof homes === 'string' &&
      needs.includes('homes') && { homes: pointsOnPlane((await openHomes(call, homes)).homes, plane) }),
    ...(recorded.length > 0 && { tracks: recorded.flatMap((o) => o.tracks) }),
  }
}

const rowOf = (t: TableModel, i: number): Row =>
  t.columns.map((c) => {
    const v = c.value(i)
    return c.kind === 'date' && typeof v === 'number' && Number.isFinite(v) ? isoDay(v) : v
  })

/** The command of a method. */
export function commandOf(m: Method<any, any>): Command {
  const flags = Object.fromEntries(
    Object.entries(m.schema as Record<string, Param>).map(([key, p]): [string, Flag] => [
      flagName(key),
      { value: valueOf(p), help: helpOf(p) },
    ]),
  )
  const filters = filterFlags(m)
  const taken = Object.keys(flags).find((f) => f in filters || f in COMMON)
  if (taken)
    throw new Error(
      `The method "${m.id}" has a parameter for --${taken}, which every command has. Give the parameter another name.`,
    )
  return {
    name: m.id,
    usage: 'FILE [flags]',
    summary: `${m.title}: ${m.about.what}`,
    flags: { ...filters, ...flags, ...(m.schema.listWeights && WEIGHTS) },
    output:
      'CSV: the table of the page. With --json {method, answer, sure, notes, params, asAt, n, table: [{column: value}]} and, where the method has\nmore to tell, keys of its own; "nothing" says why a result is an empty headline, and the setting that would help.',
    async run(call) {
      const { incidents: table } = await openIncidents(call, call.files)
      const no = refusalOf(m, table)
      if (no) throw new Unfit(no)
      const input = await inputOf(call, m, table)
      const result = withTableNotes(
        m,
        input,
        orUnfit(() => drain(m.compute(input))),
      )
      const words = await wordsOf(m.id)
      const view = { result, params: input.params, table, today: input.today }
      const list = words.list(view)
      const notes = words.notes?.(view) ?? result.notes
      const nothing = words.informative?.(view)
      const answer = words.answer(view)
      const sure = words.sure?.(view) ?? []
      if (!call.flags.json) {
        call.say(answer)
        if (nothing) call.say(nothing.says)
        for (const { label, says } of sure) call.say(`${label}: ${says}`)
        for (const note of notes) call.say(note)
        return csv(
          list.columns.map((c) => c.key),
          Array.from({ length: list.n }, (_, i) => rowOf(list, i)),
        )
      }
      const read = Object.entries(m.schema as Record<string, Param>).filter(([, p]) =>
        applies(p, input.params),
      )
      return json({
        method: m.id,
        answer,
        ...(nothing && { nothing }),
        ...(sure.length > 0 && { sure }),
        notes,
        params: Object.fromEntries(read.map(([key]) => [key, input.params[key]])),
        asAt: isoDay(input.today),
        n: 'n' in result && typeof result.n === 'number' ? result.n : input.rows.length,
        ...words.json?.(view),
        table: Array.from({ length: list.n }, (_, i) => {
          const row = rowOf(list, i)
          return Object.fromEntries(list.columns.map((c, k) => [c.key, row[k]]))
        }),
      })
    },
  }
}

/**
 * A command whose shape is older than the methods' own: it keeps flags, columns and keys, as others run scripts on
 * them; --page asks the method of its name instead.
 */
function withPage(shaped: Command, m: Method<any, any>): Command {
  const page = commandOf(m)
  return {
    ...shaped,
    flags: {
      ...page.flags,
      ...shaped.flags,
      page: { help: 'the table, the settings and the JSON of the page, as for every other method' },
    },
    output: `${shaped.output}\nWith --page: ${page.output}`,
    run(call) {
      if (call.flags.page) return page.run(call)
      const known = { ...COMMON, ...shaped.flags }
      const strange = Object.keys(call.flags).find((f) => call.flags[f] !== undefined && !known[f])
      if (strange) throw new Usage(`--${strange} counts with --page only.`)
      return shaped.run(call)
    },
  }
}

/** These commands, and one for each method that has none of its name. */
export const withMethods = (shaped: readonly Command[]): Command[] => [
  ...shaped.map((c) => {
    const m = METHODS.find((m) => m.id === c.name)
    return m ? withPage(c, m) : c
  }),
  ...METHODS.filter((m) => !shaped.some((c) => c.name === m.id)).map(commandOf),
]
