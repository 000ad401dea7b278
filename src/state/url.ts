/**
 * The view as a URL hash: what is looked at and how, never what is in the files. Versioned like the project:
 * a link from an older Cocoon is brought up to date step by step, and a broken part is dropped with a word.
 */
import { decodeValue, encodeValue, problemWith, type Schema } from '../core/base/params.ts'
import { parseIsoDay } from '../core/base/time.ts'
import {
  emptyProject,
  type Project,
  type SavedClause,
  soundCamera,
  soundClause,
  withoutUsual,
} from './project.ts'

const VERSION = 2

/** What a link says besides filters and settings. */
const KNOWN = ['v', 'view', 'asat', 'shown', 'at']

/** Upgraders of the query from version v to v + 1. */
const UPGRADERS: Readonly<Record<number, (old: URLSearchParams) => URLSearchParams>> = {
  1: (old) => {
    const q = new URLSearchParams(old)
    const shown = q.get('shown')
    // what version 1 showed by itself was no one's choice; text that is broken is told of later
    if (shown) q.set('shown', withoutUsual(shown.split('.')).join('.'))
    return q
  },
}
for (let v = 1; v < VERSION; v++)
  if (!UPGRADERS[v]) throw new Error(`The upgrader of link version ${v} is missing.`)

// a full stop separates values, so one inside a value is written %2E
const list = (values: readonly (string | number)[]) =>
  values.map((v) => encodeURIComponent(v).replaceAll('.', '%2E')).join('.')
const unlist = (text: string) => (text === '' ? [] : text.split('.').map(decodeURIComponent))

function clauseText(c: SavedClause): string {
  switch (c.kind) {
    case 'offence':
      return list(c.offences)
    case 'period':
      return list([c.fromDay, c.toDay])
    case 'hours':
      return list([c.fromHour, c.toHour])
    case 'weekdays':
      return list(c.weekdays)
    case 'beat':
      return list(c.beats)
    case 'street':
      return list(c.streets)
    case 'outcome':
      return list(c.outcomes)
    case 'repeat':
      return ''
    case 'area':
      return JSON.stringify([c.name, c.shape.type, c.shape.coordinates])
  }
}

function clauseFrom(kind: string, source: string, text: string): SavedClause | undefined {
  const values = kind === 'area' ? [] : unlist(text)
  const numbers = values.map(Number)
  const sound = numbers.every(Number.isInteger)
  switch (kind) {
    case 'offence':
      return { source, kind, offences: values as never }
    case 'period':
      return sound && numbers.length === 2
        ? { source, kind, fromDay: numbers[0], toDay: numbers[1] }
        : undefined
    case 'hours':
      return sound && numbers.length === 2
        ? { source, kind, fromHour: numbers[0], toHour: numbers[1] }
        : undefined
    case 'weekdays':
      return sound ? { source, kind, weekdays: numbers } : undefined
    case 'beat':
      return { source, kind, beats: values }
    case 'street':
      return { source, kind, streets: values }
    case 'outcome':
      return { source, kind, outcomes: values as never }
    case 'repeat':
      return { source, kind }
    case 'area': {
      const [name, type, coordinates] = JSON.parse(text) as [string, 'Polygon', number[][][]]
      return { source, kind, name, shape: { type, coordinates } }
    }
  }
  return undefined
}

/** The hash of a project, without "#". `schemas` says how each method's parameters are written. */
export function encodeView(p: Project, schemas: Readonly<Record<string, Schema>>): string {
  const q = new URLSearchParams({ v: String(VERSION), view: p.view })
  if (p.asAt !== 'auto') q.set('asat', p.asAt)
  if (p.shown.join() !== emptyProject.shown.join()) q.set('shown', list(p.shown))
  if (p.camera)
    q.set('at', [p.camera.lng.toFixed(5), p.camera.lat.toFixed(5), p.camera.zoom.toFixed(2)].join(','))
  for (const c of p.clauses) q.set(`f.${c.kind}.${c.source}`, clauseText(c))
  for (const [id, values] of Object.entries(p.params))
    for (const [key, value] of Object.entries(values)) {
      const param = schemas[id]?.[key]
      if (param) q.set(`p.${id}.${key}`, encodeValue(param, value))
    }
  return q.toString()
}

/** What a hash says, and a sentence for each part that could not be used. */
export function decodeView(
  hash: string,
  schemas: Readonly<Record<string, Schema>>,
): { view: Partial<Project>; problems: string[] } {
  let q = new URLSearchParams(hash.replace(/^#/, ''))
  const version = Number(q.get('v') ?? NaN)
  if (!Number.isInteger(version) || version < 1) return { view: {}, problems: [] }
  if (version > VERSION)
    return { view: {}, problems: ['This link was made by a newer Cocoon and was not used.'] }
  for (let v = version; v < VERSION; v++) q = UPGRADERS[v](q)
  const problems: string[] = []
  const clauses: SavedClause[] = []
  const params: Record<string, Record<string, unknown>> = {}
  for (const [name, text] of q) {
    const [head, a = '', ...rest] = name.split('.')
    const b = rest.join('.')
    if (head === 'f') {
      let clause: SavedClause | undefined
      try {
        clause = soundClause(clauseFrom(a, b, text))
      } catch {
        clause = undefined
      }
      if (clause) clauses.push(clause)
      else problems.push(`The filter "${a}" in this link could not be read and was left out.`)
    } else if (head === 'p') {
      // a name that every object has is no method and no setting
      const param = Object.hasOwn(schemas, a) && Object.hasOwn(schemas[a], b) ? schemas[a][b] : undefined
      const value = param && decodeValue(param, text)
      const problem = param ? problemWith(param, value) : `There is no setting "${a} ${b}".`
      if (problem) problems.push(`${problem} The default is used.`)
      else (params[a] ??= {})[b] = value
    } else if (!KNOWN.includes(name)) problems.push(`“${name}” in this link is not known and was left out.`)
  }
  // what a link does not name is as usual, whatever is chosen where it is opened
  const { asAt, shown } = emptyProject
  const view: { -readonly [K in keyof Project]?: Project[K] } = { asAt, shown, clauses, params }
  if (q.has('view')) view.view = q.get('view')!
  const day = q.get('asat') ?? asAt
  if (day === asAt || !Number.isNaN(parseIsoDay(day))) view.asAt = day
  else problems.push(`“${day}” in this link is no date: the usual day is used.`)
  try {
    if (q.has('shown')) view.shown = unlist(q.get('shown')!)
  } catch {
    problems.push('The layers in this link could not be read; the usual ones are shown.')
  }
  const at = q.get('at')?.split(',').map(Number)
  const camera = at?.length === 3 ? soundCamera({ lng: at[0], lat: at[1], zoom: at[2] }) : undefined
  if (camera) view.camera = camera
  else if (at) problems.push('The place on the map in this link could not be read; the whole area is shown.')
  return { view, problems }
}
