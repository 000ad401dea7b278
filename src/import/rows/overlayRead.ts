/**
 * Points of a partner that are only drawn and never counted: premises, cameras, street lights, fires, ambulance calls. Fetched
 * when such a table comes.
 */
import { capital, countOf, showNumber } from '../../core/base/words.ts'
import { lostMinus } from '../meaning/lostMinus.ts'
import { isPersonalContent, isPersonalHeader, normaliseHeader } from '../meaning/aliases.ts'
import { NotUtf8 } from '../formats/bytes.ts'
import { Dict, Growing } from './columns.ts'
import type { ImportOptions, Opened } from '../contract.ts'
import { guessCrs, hasDecimalComma, readGridCell, readNumber, sourceCrs } from '../meaning/coords.ts'
import { columnsByHeader } from '../meaning/columns.ts'
import { valuesOf } from './table.ts'
import { LeftOutRows } from './leftOut.ts'
import { Declined } from './table.ts'
import type { RawTable } from './table.ts'

/** Columns that name what stands at a place, best first. */
const LABELS = [
  /^(name|label|title)$/,
  /^(premises?|premises name|trading name|business name|venue|venue name|site|site name|station|school|camera|camera name|asset|asset name)$/,
  /\bname$/,
  /^(type|category|kind|class|premises type|licence type|incident type|description)$/,
  /\b(type|category)$/,
]

const PERSON = /^(mr|mrs|ms|miss|mx|dr|sir|dame)\b\.? /i
const OF_PEOPLE =
  /\b(surname|forenames?|first name|last name|dob|date of birth|nominal|age|gender|sex|ethnicity)\b/

/** Columns that may be shown as names of places: texts, and never people's details. */
function choicesOf(table: RawTable, taken: readonly number[]): string[] {
  // in a list of people the plain "name" is one of them
  const people = table.header.some((h) => OF_PEOPLE.test(normaliseHeader(h)))
  return table.header.filter((h, i) => {
    const values = valuesOf(table, i, 200)
    const plain = /^(name|title)$/.test(normaliseHeader(h))
    return (
      !taken.includes(i) &&
      values.length > 0 &&
      (plain ? !people : !isPersonalHeader(h)) &&
      !isPersonalContent(values) &&
      values.filter((v) => PERSON.test(v.trim())).length <= values.length * 0.05
    )
  })
}

const MAX_TEXT = 120

/**
 * Reads a table for drawing: places, and one column that names them (`options.label`, else guessed). Everything
 * else in the file is dropped. Throws Declined when it has no places.
 */
export async function* readOverlay(
  table: RawTable,
  options: ImportOptions,
): AsyncGenerator<{ share: number; rows: number }, Extract<Opened, { kind: 'overlay' }>> {
  const cols = columnsByHeader(table)
  for (const [field, name] of Object.entries(options.columns ?? {}))
    if (name !== null && table.header.includes(name))
      cols[field as keyof typeof cols] = table.header.indexOf(name)
  const pair =
    cols.x !== undefined ? ([cols.x, cols.y!] as const) : ([cols.lng ?? -1, cols.lat ?? -1] as const)
  const ref = pair[0] < 0 ? cols.gridRef : undefined
  if (pair[0] < 0 && ref === undefined)
    throw new Declined(
      `${table.name} has no column of coordinates, so it cannot be laid over the map. Export it with easting and northing, longitude and latitude, or a grid reference.`,
    )
  const comma =
    ref === undefined && hasDecimalComma([...valuesOf(table, pair[0]), ...valuesOf(table, pair[1])])
  const number = (row: readonly string[], k: 0 | 1) => readNumber(row[pair[k]] ?? '', comma)
  const irish = ref !== undefined && valuesOf(table, ref).some((v) => readGridCell(v)?.irish)
  const guess =
    ref === undefined
      ? guessCrs(
          table.sample.map((r) => [number(r, 0), number(r, 1)] as const),
          cols.x === undefined ? 'lnglat' : 'xy',
        )
      : { code: irish ? 'EPSG:29902' : 'EPSG:27700', swapped: false }
  const crs = sourceCrs(options.crs ?? guess.code)
  const doubt =
    crs.code === 'EPSG:4326' && !guess.swapped
      ? lostMinus(
          table,
          table.sample.map((r) => [number(r, 0), number(r, 1)] as const),
        )
      : undefined

  const choices = choicesOf(table, ref === undefined ? pair : [ref])
  const named = (p: RegExp) => choices.find((h) => p.test(normaliseHeader(h)))
  const wanted = options.label === null ? undefined : options.label
  const label = wanted ?? (options.label === null ? undefined : LABELS.map(named).find(Boolean))
  const at = label === undefined ? -1 : choices.includes(label) ? table.header.indexOf(label) : -1

  let lng = new Growing(Float64Array)
  let lat = new Growing(Float64Array)
  let labels = new Dict()
  let left = new LeftOutRows()
  let rows = 0

  const take = (row: readonly string[]): string | undefined => {
    if (row.every((c) => c.trim() === '')) return 'blank row'
    let x: number, y: number
    if (ref === undefined) {
      ;[x, y] = [number(row, 0), number(row, 1)]
      if (guess.swapped) [x, y] = [y, x]
    } else {
      const found = readGridCell(row[ref] ?? '')
      ;[x, y] = found ? [found.x, found.y] : [NaN, NaN]
    }
    if (Number.isNaN(x) || Number.isNaN(y)) return 'no coordinates'
    if (x === 0 && y === 0) return 'coordinates 0,0'
    const refused = crs.refuse(x, y)
    if (refused) return refused
    const [east, north] = crs.toWgs84(x, y)
    lng.push(east)
    lat.push(north)
    labels.push(at < 0 ? '' : (row[at] ?? '').trim().slice(0, MAX_TEXT))
    return undefined
  }

  for (let attempt = 0; ; attempt++) {
    try {
      for await (const batch of table.batches()) {
        for (let i = 0; i < batch.n; i++) {
          rows++
          const reason = take(batch.at(i).row())
          // nobody asked for the text of these rows: only how many and where
          if (reason) left.add(reason, table.name, batch.line(i), [])
        }
        yield { share: batch.share, rows }
      }
      break
    } catch (error) {
      // not UTF-8 after all: once more from the start, in the other encoding
      if (!(error instanceof NotUtf8) || attempt > 1) throw error
      lng = new Growing(Float64Array)
      lat = new Growing(Float64Array)
      labels = new Dict()
      left = new LeftOutRows()
      rows = 0
    }
  }
  if (lng.length === 0)
    throw new Declined(
      `${table.name} has ${countOf(rows, 'row')}, and none has a place that can be drawn: ${left
        .finish()
        .map((l) => `${showNumber(l.n)} ${l.reason}`)
        .join(', ')}.`,
    )
  return {
    kind: 'overlay',
    name: table.name,
    lng: lng.finish(),
    lat: lat.finish(),
    labels: labels.finish(),
    ...(at >= 0 ? { label } : {}),
    choices,
    rows,
    leftOut: left.finish(),
    notes: [`Coordinates: ${crs.label}.`, ...(doubt ? [`${capital(doubt)}.`] : []), ...table.notes],
  }
}
