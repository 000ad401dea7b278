/** Files from the disk, opened as the app opens them; what was guessed is said on stderr. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Homes } from '../core/places/homes.ts'
import { allRows, type Incidents } from '../core/table/incidents.ts'
import { offenceIndex, OFFENCES, type OffenceId } from '../core/base/offences.ts'
import { isoDay, parseIsoDay } from '../core/base/time.ts'
import { countOf, showNumber } from '../core/base/words.ts'
import type { Field, ImportOptions, Opened, Profile } from '../import/contract.ts'
import { isKnownCrs } from '../import/meaning/coords.ts'
import { FIELDS } from '../import/meaning/options.ts'
import { projectionsFor } from '../import/meaning/projections.ts'
import { unitUnknown } from '../core/table/unit.ts'
import { openFiles } from '../import/open.ts'
import { type Call, Unfit, Usage } from './command.ts'
import { engineFile, isEngine } from './engine.ts'
import { watched } from './watchdog.ts'

export type OpenedIncidents = Extract<Opened, { kind: 'incidents' }>
export type OpenedHomes = Extract<Opened, { kind: 'homes' }>

/** Import options from the flags that every command takes. */
export async function importOptions({ flags }: Pick<Call, 'flags'>): Promise<ImportOptions> {
  const crs = typeof flags.crs === 'string' ? flags.crs : undefined
  await projectionsFor(crs)
  if (crs && !isKnownCrs(crs))
    throw new Usage(
      `--crs is "${crs}"; EPSG:27700, EPSG:4326, a UTM zone such as EPSG:32630, EPSG:29902 (Irish Grid), EPSG:3857, feet or plane was expected.`,
    )
  const columns: Partial<Record<Field, string>> = {}
  for (const part of typeof flags.columns === 'string' ? flags.columns.split(',') : []) {
    const at = part.indexOf('=')
    const name = part.slice(0, at).trim()
    // in degrees x is the longitude and y the latitude
    const field =
      crs === 'EPSG:4326' && name === 'x' ? 'lng' : crs === 'EPSG:4326' && name === 'y' ? 'lat' : name
    if (at < 1 || !FIELDS.includes(field as Field))
      throw new Usage(`--columns: "${part}" is not FIELD=COLUMN with one of the fields ${FIELDS.join(', ')}.`)
    columns[field as Field] = part.slice(at + 1).trim()
  }
  return {
    ...(crs && { crs }),
    ...(Object.keys(columns).length > 0 && { columns }),
    ...(flags.sheds === true && { sheds: 'home' as const }),
    ...(typeof flags.layer === 'string' && { layer: flags.layer }),
    ...(flags['keep-details'] === true && { personal: 'keep' as const }),
  }
}

/** The sentence for a file of the disk that cannot be read. */
export function unreadable(path: string, error: unknown): Error {
  const { code, message } = error as NodeJS.ErrnoException
  const why =
    code === 'ENOENT'
      ? 'does not exist'
      : code === 'EISDIR'
        ? 'is a directory; a file was expected'
        : `cannot be read (${message})`
  return new Error(`${path} ${why}.`, { cause: error })
}

/** A file of the disk. Throws a sentence when it cannot be read. */
export async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await readFile(path))
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Writes a text to the disk. Throws a sentence when it cannot be written. */
export async function writeText(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const why =
      code === 'ENOENT'
        ? 'its folder does not exist'
        : code === 'EISDIR'
          ? 'it is a directory; a file was expected'
          : message
    throw new Error(`${path} cannot be written: ${why}. Name another file.`, { cause: error })
  }
}

/** A file of the disk, or the rows of an engine as one. Throws a sentence when it cannot be read. */
export async function fileOf(path: string): Promise<{ name: string; blob: Blob }> {
  const { name, bytes } = isEngine(path)
    ? await engineFile(path)
    : { name: basename(path), bytes: await bytesOf(path) }
  return { name, blob: new Blob([bytes]) }
}

/** Opens files. A file that cannot be read from the disk is a failure. */
export async function open(
  call: Call,
  files: readonly string[],
  said?: ImportOptions,
  profiles: readonly Profile[] = [],
  homes?: Homes,
): Promise<Opened[]> {
  const options = said ?? (await importOptions(call))
  const sources = await Promise.all(files.map(fileOf))
  const run = openFiles(sources, options, profiles, homes)
  const opened = await watched(`Opening ${files.map((f) => basename(f)).join(', ')}`, async (alive) => {
    for (;;) {
      const step = await run.next()
      if (step.done) return step.value
      alive()
    }
  })
  for (const o of opened) if (o.kind === 'incidents') obeyed(o, options)
  return opened
}

/** Throws `Usage` where a column that was named is not in the file: a guess must not stand in for it unseen. */
function obeyed({ name, report }: OpenedIncidents, options: ImportOptions): void {
  for (const [field, column] of Object.entries(options.columns ?? {}))
    if (!report.columns.some((c) => c.column === column)) {
      const there = [...report.columns.map((c) => c.column), ...report.dropped, ...report.droppedPersonal]
      throw new Usage(
        `--columns: ${field}=${column} cannot be used on ${name}; its columns are ${[...new Set(there)].join(', ')}.`,
      )
    }
}

/** The incidents of a file; with several kinds of table in it, the largest one. Rows
 * without coordinates are placed by `homes`. Throws `Unfit` when it has none. */
export async function openIncidents(
  call: Call,
  files: readonly string[],
  homes?: Homes,
  only?: ImportOptions['only'],
): Promise<OpenedIncidents> {
  const options = { ...(await importOptions(call)), ...(only && { only }) }
  const opened = await open(call, files, options, [], homes)
  const declined = opened.filter((o) => o.kind === 'declined').map((o) => o.sentence)
  const tables = opened.filter((o) => o.kind === 'incidents').sort((a, b) => b.incidents.n - a.incidents.n)
  if (tables.length === 0)
    throw new Unfit(
      declined.join('\n') ||
        `${files.join(', ')} holds no incidents; a table with dates and coordinates was expected.`,
    )
  for (const sentence of declined) call.say(sentence)
  const [found] = tables
  const no = unitUnknown(found.incidents)
  if (no) throw new Unfit(`${found.name}: ${no}`)
  for (const other of tables.slice(1))
    call.say(`${other.name}: ${countOf(other.incidents.n, 'incident')} of another kind are not used.`)
  tell(call, found, options)
  return found
}

/** The address file among the files. Throws `Unfit` when there is none. */
export async function openHomes(call: Call, path: string): Promise<OpenedHomes> {
  const opened = await open(call, [path], {})
  const homes = opened.find((o) => o.kind === 'homes')
  if (!homes) {
    const declined = opened.find((o) => o.kind === 'declined')
    throw new Unfit(
      declined?.sentence ??
        `${path} is not an address file; columns with an address or UPRN and coordinates were expected.`,
    )
  }
  call.say(`${homes.name}: ${countOf(homes.homes.n, 'home')} of ${countOf(homes.rows, 'row')}.`)
  return homes
}

/** Says what was guessed and what was left out. */
function tell(call: Call, { report, incidents }: OpenedIncidents, options: ImportOptions): void {
  const guessed = report.columns.filter((c) => !options.columns?.[c.field])
  if (guessed.length > 0) call.say(`Columns: ${guessed.map((c) => `${c.field} = ${c.column}`).join(', ')}.`)
  const { crs, crsLabel } = report
  if (!options.crs) call.say(`Coordinates: ${crsLabel}${crsLabel.includes(crs) ? '' : ` (${crs})`}.`)
  call.say(
    `${countOf(report.rows, 'row')} read, ${showNumber(report.kept)} kept` +
      (report.leftOut.length > 0
        ? `; left out: ${report.leftOut.map((l) => `${showNumber(l.n)} ${l.reason}`).join(', ')}`
        : '') +
      `. Precision: ${incidents.precision}.`,
  )
}

/** The rows of the offences named by --offences; all rows without the flag. */
export function rowsOf({ flags }: Pick<Call, 'flags'>, table: Incidents): Uint32Array {
  if (typeof flags.offences !== 'string' || flags.offences === 'all') return allRows(table)
  const wanted = new Set(offencesOf(flags.offences).map(offenceIndex))
  return allRows(table).filter((i) => wanted.has(table.offence[i]))
}

/** Kinds of offence from a flag's text. */
export function offencesOf(text: string): OffenceId[] {
  if (text === 'all') return OFFENCES.map((o) => o.id)
  return text.split(',').map((word) => {
    const found = OFFENCES.find((o) => o.id === word.trim())
    if (!found)
      throw new Usage(`--offences: "${word}" is none of ${OFFENCES.map((o) => o.id).join(', ')}, all.`)
    return found.id
  })
}

/** The as-at day: --on, or the last day of the data, which is said. */
export function asAt(call: Call, table: Incidents): number {
  if (typeof call.flags.on === 'string') {
    const day = parseIsoDay(call.flags.on)
    if (Number.isNaN(day))
      throw new Usage(`--on is "${call.flags.on}"; a date such as 2026-11-22 was expected.`)
    return day
  }
  // one date in the future must not move the day on which everything is live
  const { last } = table.span
  call.say(`As at ${isoDay(last)}, the last day of the data; --on gives another.`)
  return last
}
