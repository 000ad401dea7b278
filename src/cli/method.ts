/** A command for every method: flags, limits, help, notes and words are those of the page. */
import { METHODS } from '../analyses/manifest.ts'
import { wordsOf } from '../analyses/words.ts'
import { drain } from '../core/base/drain.ts'
import { applies, decodeValue, defaults, encodeValue, type Param, problemWith } from '../core/base/params.ts'
import { offenceIndex, OFFENCES } from '../core/base/offences.ts'
import { dictAt } from '../core/base/text.ts'
import { dayOf, isoDay, parseIsoDay } from '../core/base/time.ts'
import { countOf } from '../core/base/words.ts'
import { boundariesOnPlane, pointsOnPlane, studyAreaOnPlane } from '../core/geometry/onPlane.ts'
import { planeOf } from '../core/geometry/plane.ts'
import { usualOffences } from '../core/table/filter.ts'
import { allRows, type Incidents } from '../core/table/incidents.ts'
import type { Days } from '../core/table/lookBack.ts'
import { unplacedRows } from '../core/table/unplaced.ts'
import { type Input, type Method, type Need, needsOf, refusalOf, sayGaps } from '../core/table/method.ts'
import type { TableModel } from '../ui/table.ts'
import {
  type Call,
  type Command,
  COMMON,
  type Flag,
  type Flags,
  type Given,
  orUnfit,
  Unfit,
  Usage,
} from './command.ts'
import { asAt, offencesOf, open, openHomes, openIncidents } from './open.ts'
import { csv, json, type Row } from './text.ts'

/** "halfDistance" as "half-distance". */
export const flagName = (key: string): string => key.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase())

/** What stands after a flag in the help. */
function valueOf(p: Param): string {
  switch (p.type) {
    case 'number':
      return p.unit === 'm' ? 'M' : 'N'
    case 'numbers':
      return 'A,B,…'
    case 'choice':
      return p.options.map((o) => o.value).join('|')
    case 'flag':
      return 'yes|no'
    case 'offences':
      return 'LIST'
    case 'pick':
    case 'text':
      return 'NAME'
    case 'day':
      return 'DATE'
  }
}

/** The page's own help, with unit, limits and default. */
function helpOf(p: Param): string {
  const limits = p.type === 'number' || p.type === 'numbers' ? `${p.min} to ${p.max} ${p.unit}`.trim() : ''
  const first = p.type === 'pick' || p.type === 'text' ? p.blank : encodeValue(p, p.default) || 'none'
  const when = Object.entries(p.when ?? {}).map(([key, values]) => `--${flagName(key)} ${values.join('|')}`)
  return [
    `${p.label}. ${p.help}`,
    `(${[limits, `default ${first}`, ...(when.length ? [`counts with ${when.join(' ')}`] : [])].filter(Boolean).join('; ')})`,
  ].join(' ')
}

const FILES: Record<Need, Flag> = {
  homes: { value: 'FILE', help: 'an address file: one row per home' },
  areas: { value: 'FILE', help: 'boundaries as GeoJSON, GeoPackage, KML or a zipped shapefile' },
  tracks: { value: 'FILE', help: 'recorded patrols as GPX' },
}
const FILE_FLAG: Record<Need, string> = { homes: 'addresses', areas: 'boundaries', tracks: 'tracks' }

/** For methods that weigh by harm. */
const WEIGHTS: Flags = {
  weights: {
    value: 'FILE',
    help: 'a list of weights of harm (code, offence, weight), such as the sheet of the ONS tool; stands for --harm list with its name and weights',
  },
}

/** The settings that a list of weights stands for. Throws `Unfit` for a file that is none. */
async function weightsFrom(call: Call): Promise<Record<string, unknown>> {
  const { weights: path } = call.flags
  if (typeof path !== 'string') return {}
  const opened = await open(call, [path], {})
  const found = opened.find((o) => o.kind === 'weights')
  if (!found) {
    const why = opened.flatMap((o) => (o.kind === 'declined' ? [o.sentence] : []))
    throw new Unfit(
      [...why, `${path} is no list of weights; columns of code, offence and weight were expected.`][0],
    )
  }
  for (const note of found.notes) call.say(`${found.name}: ${note}`)
  const named = call.flags['list-name']
  return {
    harm: 'list',
    listName: typeof named === 'string' ? named : found.name,
    listWeights: found.weights,
  }
}

/** Flags that say which incidents are looked at, and from when: what the filters are on the page. */
function filterFlags(m: Method): Flags {
  return {
    on: { value: 'DATE', help: 'the as-at date, such as 2026-11-22; default the last day of the data' },
    // a method that chooses its kinds by itself is asked by its own flag
    ...(m.schema.offences
      ? {}
      : { offences: { value: 'LIST', help: 'kinds of offence, or all; default those the page opens with' } }),
    from: { value: 'DATE', help: 'first day looked at' },
    to: { value: 'DATE', help: 'last day looked at' },
    beats: { value: 'LIST', help: 'beats looked at, as the file names them' },
    // a study area may be among them, whatever the method needs
    ...Object.fromEntries(
      [...new Set<Need>([...(m.needs ?? []), 'areas'])].map((n) => [FILE_FLAG[n], FILES[n]]),
    ),
  }
}

/** Parameters from the flags. Throws `Usage` with the sentence of the form. */
export function paramsFrom(m: Pick<Method, 'schema'>, flags: Given): Record<string, unknown> {
  const params: Record<string, unknown> = { ...defaults(m.schema) }
  for (const [key, p] of Object.entries(m.schema)) {
    const text = flags[flagName(key)]
    if (typeof text !== 'string') continue
    params[key] =
      p.type === 'offences'
        ? text === 'all'
          ? OFFENCES.map((o) => o.id)
          : offencesOf(text)
        : decodeValue(p, text)
    const problem = problemWith(p, params[key])
    if (problem) throw new Usage(`--${flagName(key)}: ${problem}`)
  }
  return params
}

function dayFrom(flags: Given, name: string): number | undefined {
  const text = flags[name]
  if (typeof text !== 'string') return undefined
  const day = parseIsoDay(text)
  if (Number.isNaN(day)) throw new Usage(`--${name} is "${text}"; a date such as 2026-11-22 was expected.`)
  return day
}

/** The days that --from and --to let through; undefined without either. */
function periodOf({ flags }: Call): Days | undefined {
  const [from, to] = [dayFrom(flags, 'from'), dayFrom(flags, 'to')]
  if (from === undefined && to === undefined) return undefined
  if (from !== undefined && to !== undefined && from > to)
    throw new Usage('--from lies after --to; no day is left.')
  return [from ?? -Infinity, to ?? Infinity]
}

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
    ...(typeof flags.beats === 'string'
      ? [{ source: 'beats', kind: 'beat', beats: flags.beats.split(',').map((b) => b.trim()) } as const]
      : []),
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
  return {
    ...{ table, rows, params, today: asAt(call, table) },
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
      'CSV: the table of the page. With --json {method, answer, notes, params, asAt, n, table: [{column: value}]} and, where the method has\nmore to tell, keys of its own; "nothing" says why a result is an empty headline, and the setting that would help.',
    async run(call) {
      const { incidents: table } = await openIncidents(call, call.files)
      const no = refusalOf(m, table)
      if (no) throw new Unfit(no)
      const input = await inputOf(call, m, table)
      const result = sayGaps(
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
      if (!call.flags.json) {
        call.say(answer)
        if (nothing) call.say(nothing.says)
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
