/** JSON of every kind: GeoJSON, records, lines of either, Esri's and Socrata's own forms, the data.police.uk API. */
import type { Feature, Geometry } from 'geojson'
import { countOf } from '../../core/base/words.ts'
import { Declined, memoryTable } from '../rows/table.ts'
import type { RawTable } from '../rows/table.ts'
import { allBytes, textOf } from './bytes.ts'
import { RECORD, refused } from './format.ts'
import type { Found, Incoming } from './format.ts'
import { fromFeatures } from './geojson.ts'
import { notTooDeepJson } from './nesting.ts'
import { isEsri, isObject, isSocrata, layoutOf } from './records.ts'
import type { Obj } from './records.ts'
import { JSON_CUT } from './refusals.ts'
import { systemOf } from './systems.ts'

/** Most bytes of JSON that are opened: the whole text and what it holds lie in memory at once. */
const MAX_JSON = 256 * 2 ** 20
/** Opens text that is known to begin as JSON does. */
export async function openJson({ bytes, name }: Incoming): Promise<Found> {
  const text = textOf(await allBytes(bytes, MAX_JSON))
  notTooDeepJson(name, text)
  const whole = parsed(text)
  if (whole !== undefined) {
    const found = await fromJson(bytes.name, whole)
    return isObject(whole) ? (await import('./partOf.ts')).withRest(found, whole) : found
  }
  return fromLines(bytes.name, text)
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** One JSON value a line, as lines or as a sequence. What is no JSON is counted. */
async function fromLines(name: string, text: string): Promise<Found> {
  const lines = text.split(text.startsWith(RECORD) ? RECORD : /\r?\n/).filter((l) => l.trim() !== '')
  const values = lines.map(parsed)
  const good = values.filter(isObject)
  if (lines.length < 2 || good.length < lines.length / 2) throw refused(name, JSON_CUT)
  const odd = lines.length - good.length
  const notes =
    odd > 0
      ? [`${countOf(odd, 'line')} of ${lines.length} ${odd === 1 ? 'is' : 'are'} no JSON; left out.`]
      : []
  const features = values.filter(isFeature)
  const found =
    features.length > good.length / 2
      ? await fromFeatures(name, features, undefined)
      : await fromArray(name, good)
  return { ...found, tables: found.tables?.map((t) => ({ ...t, notes: [...t.notes, ...notes] })) }
}

/** Answers wrapped deeper than this are not looked for. */
const MOST_WRAPPED = 3

function fromJson(name: string, json: unknown, depth = 0): Found | Promise<Found> {
  if (Array.isArray(json)) return fromArray(name, json)
  if (isObject(json)) {
    if (json.type === 'FeatureCollection' && Array.isArray(json.features))
      return fromFeatures(name, json.features.filter(isFeature), systemOfCrs(json.crs))
    if (isFeature(json)) return fromFeatures(name, [json], undefined)
    if (isEsri(json)) return import('./esri.ts').then((m) => m.fromEsri(name, json))
    if (isSocrata(json)) return import('./socrata.ts').then((m) => ({ tables: [m.fromSocrata(name, json)] }))
    if (json.type === 'Topology')
      throw new Declined(
        `${name} is TopoJSON, whose outlines share their lines. Save it as GeoJSON, for example with QGIS, and drop that.`,
      )
    const split = splitRows(json)
    if (split) return { tables: [fromRows(name, split)] }
    if (typeof json.type === 'string' && ('coordinates' in json || 'geometries' in json))
      return fromFeatures(
        name,
        [{ type: 'Feature', properties: {}, geometry: json as unknown as Geometry }],
        undefined,
      )
    if ('layers' in json && 'version' in json)
      throw new Declined(
        `${name} is a map style, not data. Drop the tiles themselves (PMTiles) as a basemap.`,
      )
    // an answer wrapped in an object: the longest list of objects in it
    const lists = Object.values(json).filter((v) => Array.isArray(v) && v.length > 0 && isObject(v[0]))
    const list = (lists as unknown[][]).sort((a, b) => b.length - a.length)[0]
    if (list) return fromArray(name, list)
    const byColumn = columnsOfRecords(json)
    if (byColumn) return { tables: [fromRows(name, byColumn)] }
    // an answer within an answer: {success, result: {records}}
    const inner = Object.values(json).filter(isObject)
    if (depth < MOST_WRAPPED && inner.length > 0 && inner.length <= 20)
      for (const part of inner)
        try {
          return fromJson(name, part, depth + 1)
        } catch (error) {
          if (!(error instanceof Declined)) throw error
        }
  }
  throw new Declined(
    `${name} is JSON, but neither GeoJSON nor a list of records. Drop GeoJSON, or a table with dates and coordinates.`,
  )
}

/** The names of the columns and the rows, where they stand apart, as pandas and many services write them: {columns, data}. */
function splitRows(json: Obj): unknown[] | undefined {
  const names = [json.columns, json.fields, json.header, json.headers].find((v) => Array.isArray(v))
  const rows = [json.data, json.rows, json.values, json.records].find((v) => Array.isArray(v))
  if (!names || !rows || rows.length === 0 || !Array.isArray(rows[0])) return undefined
  const header = (names as unknown[]).map((n) => (isObject(n) ? (n.name ?? n.id ?? n.title) : n))
  return header.length > 0 && header.every((n) => typeof n === 'string')
    ? [header, ...(rows as unknown[])]
    : undefined
}

/** Columns that hold a value for each number of a row, as pandas writes a table: {"Offence": {"0": "…", "1": "…"}}. */
function columnsOfRecords(json: Obj): unknown[] | undefined {
  const columns = Object.entries(json)
  const numbers = isObject(columns[0]?.[1]) ? Object.keys(columns[0][1]) : []
  if (columns.length < 2 || numbers.length < 2 || !numbers.every((k) => /^\d+$/.test(k))) return undefined
  if (!columns.every(([, of]) => isObject(of) && Object.keys(of).length === numbers.length)) return undefined
  return [columns.map(([h]) => h), ...numbers.map((k) => columns.map(([, of]) => (of as Obj)[k]))]
}

/** The system named by the old "crs" member, by name or by link. */
function systemOfCrs(crs: unknown): string | undefined {
  const { properties } = isObject(crs) ? crs : {}
  if (!isObject(properties)) return undefined
  const named = properties.name ?? properties.href ?? properties.code
  return typeof named === 'string' || typeof named === 'number' ? systemOf({ code: named }) : undefined
}

const isFeature = (v: unknown): v is Feature =>
  isObject(v) &&
  v.type === 'Feature' &&
  (isObject(v.geometry) || v.geometry === null || v.geometry === undefined)

const isNumeric = (v: unknown): boolean => v !== '' && v !== null && Number.isFinite(Number(v))

function fromArray(name: string, list: readonly unknown[]): Found | Promise<Found> {
  const objects = list.filter(isObject)
  if (objects.length === 0) return { tables: [fromRows(name, list)] }
  const odd = list.length - objects.length
  const features = list.filter(isFeature)
  if (features.length > objects.length / 2) return fromFeatures(name, features, undefined)
  const first = objects[0]
  const keys = Object.keys(first)
  if (keys.length === 2 && 'latitude' in first && 'longitude' in first && isNumeric(first.latitude))
    return import('./policeApi.ts').then((m) => ({ opened: [m.ring(name, objects)] }))
  if ('category' in first && isObject(first.location) && 'month' in first)
    return import('./policeApi.ts').then((m) => ({ tables: [m.apiCrimes(name, objects)] }))
  if (keys.length <= 3 && 'id' in first && 'name' in first)
    throw new Declined(
      `${name} is a list of neighbourhood names without their boundaries. Drop each neighbourhood's boundary file, or GeoJSON.`,
    )
  const { header, rowOf } = layoutOf(objects)
  const notes =
    odd > 0
      ? [`${countOf(odd, 'entry', 'entries')} of the list ${odd === 1 ? 'is' : 'are'} no record; left out.`]
      : []
  return { tables: [memoryTable(name, 'JSON', header, objects.map(rowOf), { notes })] }
}

/** A list of rows, the names in the first one. */
function fromRows(name: string, list: readonly unknown[]): RawTable {
  const rows = list.filter((r) => Array.isArray(r)) as unknown[][]
  if (rows.length < 2 || !rows[0].every((c) => typeof c === 'string'))
    throw new Declined(
      `${name} is a JSON list without records in it. Drop GeoJSON, or a table with dates and coordinates.`,
    )
  const { rowOf } = layoutOf([Object.fromEntries(rows[0].map((_, i) => [String(i), '']))])
  return memoryTable(
    name,
    'JSON',
    rows[0] as string[],
    rows.slice(1).map((r) => rowOf(Object.fromEntries(r.map((c, i) => [String(i), c])))),
  )
}
