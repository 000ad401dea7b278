/** The flags of a method's command, from its schema and from what every method is filtered by. */
import { decodeValue, defaults, encodeValue, type Param, problemWith } from '../core/base/params.ts'
import { OFFENCES } from '../core/base/offences.ts'
import { parseIsoDay } from '../core/base/time.ts'
import { unitAfter } from '../core/base/words.ts'
import type { Days } from '../core/table/lookBack.ts'
import type { Method, Need } from '../core/table/method.ts'
import { type Call, type Flag, type Flags, type Given, Unfit, Usage } from './command.ts'
import { offencesOf, open } from './open.ts'

/** "halfDistance" as "half-distance". */
export const flagName = (key: string): string => key.replace(/[A-Z]/g, (c) => '-' + c.toLowerCase())

/** What stands after a flag in the help. */
export function valueOf(p: Param): string {
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
export function helpOf(p: Param): string {
  const limits = p.type === 'number' || p.type === 'numbers' ? `${p.min} to ${p.max}${unitAfter(p.unit)}` : ''
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

/** The flag that names the file of each kind of input. */
export const FILE_FLAG: Record<Need, string> = { homes: 'addresses', areas: 'boundaries', tracks: 'tracks' }

/** For methods that weigh by harm. */
export const WEIGHTS: Flags = {
  weights: {
    value: 'FILE',
    help: 'a list of weights of harm (code, offence, weight), such as the sheet of the ONS tool; stands for --harm list with its name and weights',
  },
}

/** The settings that a list of weights stands for. Throws `Unfit` for a file that is none. */
export async function weightsFrom(call: Call): Promise<Record<string, unknown>> {
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
export function filterFlags(m: Method): Flags {
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
export function periodOf({ flags }: Call): Days | undefined {
  const [from, to] = [dayFrom(flags, 'from'), dayFrom(flags, 'to')]
  if (from === undefined && to === undefined) return undefined
  if (from !== undefined && to !== undefined && from > to)
    throw new Usage('--from lies after --to; no day is left.')
  return [from ?? -Infinity, to ?? Infinity]
}
