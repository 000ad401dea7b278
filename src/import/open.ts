/** Opens whatever is dropped: recognises each file by content, merges incident files, accounts for every row. */
import { isNowhere } from '../core/geometry/plane.ts'
import { isPersonalContent, isPersonalHeader } from './meaning/aliases.ts'
import { allBytes, bytesFrom, encodingOf, MAX_FILE } from './formats/bytes.ts'
import type { Bytes } from './formats/bytes.ts'
import { classify } from './meaning/classify.ts'
import { Collector, contentOf } from './rows/collector.ts'
import type { ImportOptions, ImportProgress, Opened, Profile, SourceFile } from './contract.ts'
import { finishIncidents } from './rows/finish.ts'
import { openCsv } from './formats/csv.ts'
import { openJson } from './formats/geojson.ts'
import type { FromJson } from './formats/geojson.ts'
import { MAX_GEOPACKAGE, openGeoPackage } from './formats/geopackage.ts'
import { openGpx } from './formats/gpx.ts'
import { openKml } from './formats/kml.ts'
import { openParquet } from './formats/parquet.ts'
import { openShapefile, shapePart } from './formats/shapefile.ts'
import type { ShapeParts } from './formats/shapefile.ts'
import { openXlsx } from './formats/xlsx.ts'
import { entriesOf } from './formats/zip.ts'
import { guessMapping, valuesOf } from './meaning/guess.ts'
import type { Mapping } from './meaning/guess.ts'
import { readHomes } from './rows/homes.ts'
import { readIncidents } from './rows/incidents.ts'
import { layoutKey, withCorrection } from './meaning/options.ts'
import { readOverlay } from './rows/overlay.ts'
import { sniff } from './formats/sniff.ts'
import { Declined } from './rows/table.ts'
import type { RawTable } from './rows/table.ts'

/**
 * Opens files of one drop. Yields progress often; whoever no longer wants the result stops asking. Never
 * throws for bad input: what cannot be used comes back as `declined` with a sentence. Incident files of
 * one kind (months, forces) become one table; addresses, boundaries, ground and basemaps come apart. A table
 * of a layout that one of `profiles` knows is read as that profile says.
 */
export async function* openFiles(
  files: readonly SourceFile[],
  options: ImportOptions = {},
  profiles: readonly Profile[] = [],
): AsyncGenerator<ImportProgress, Opened[]> {
  const drop = new Drop(options, profiles)
  const total = files.reduce((s, f) => s + f.blob.size, 0) || 1
  let before = 0
  for (const { name, blob } of files) {
    drop.from = before / total
    drop.width = blob.size / total
    yield drop.progress(0, `Opening ${name}`)
    yield* drop.guard(name, drop.open(name, blob, 0))
    before += blob.size
  }
  yield* drop.shapefiles()
  return yield* drop.finish()
}

/** Guesses the mapping; a refusal carries the table, so that the user can say what its columns are. */
function guessOrAsk(table: RawTable, options: ImportOptions): Mapping {
  try {
    return guessMapping(table, options)
  } catch (error) {
    if (!(error instanceof Declined)) throw error
    const personal = table.header.map(
      (h, i) => isPersonalHeader(h) || isPersonalContent(valuesOf(table, i, 100)),
    )
    const preview = table.sample
      .slice(0, 8)
      .map((row) => row.map((c, i) => (personal[i] && c !== '' ? '…' : c)))
    throw new Declined(error.message, error.family, { header: table.header, preview })
  }
}

const WHAT: Partial<Record<ReturnType<typeof sniff>, string>> = {
  xls: 'is an Excel workbook of the old kind (.xls). Save it as .xlsx or CSV and drop that.',
  pdf: 'is a PDF. Cocoon reads tables: drop the CSV or Excel file it was made from.',
  image: 'is a picture. Cocoon reads tables, boundaries and basemaps.',
  'osm-pbf':
    'is raw OpenStreetMap data (.osm.pbf). Convert it to PMTiles for a basemap, or to GeoJSON for streets.',
  mbtiles: 'is an MBTiles archive. Convert it to PMTiles and drop that as a basemap.',
  sqlite: 'is a database of a kind Cocoon does not read. Export the table as CSV.',
  html: 'is a web page, not a table. Download the data itself as CSV.',
  xml: 'is XML of a kind Cocoon does not read. Export the table as CSV.',
  binary: 'is in a format Cocoon does not know. Drop CSV, Excel, GeoJSON or a zip of them.',
}

/** Kinds that lie beside data in an archive and are plainly none: a description, a licence, a logo. */
const BESIDE: Partial<Record<ReturnType<typeof sniff>, string>> = {
  pdf: 'a PDF',
  image: 'a picture',
  html: 'a web page',
}

/** Any failure as a sentence. */
function refusal(name: string, error: unknown): Declined {
  if (error instanceof Declined) return error
  const message = error instanceof Error ? error.message : String(error)
  if (/call stack/i.test(message))
    return new Declined(
      `${name} is nested too deeply to be a table or a map. Check what it is, or save it as CSV and drop that.`,
    )
  if (error instanceof RangeError && /alloc|length|size|memory/i.test(message))
    return new Declined(
      `${name} needs more memory than this browser gives a page. Drop a shorter period or fewer columns.`,
    )
  return new Declined(`${name} could not be read (${message}). Save it as CSV and drop that.`)
}

/** Everything found so far in one drop. */
class Drop {
  from = 0
  width = 1
  rows = 0
  readonly opened: Opened[] = []
  readonly said: Pick<ImportOptions, 'as' | 'label'>
  readonly #groups = new Map<string, Collector>()
  /** what each file held → its name */
  readonly #contents = new Map<string, string>()
  readonly #shapes = new Map<string, ShapeParts>()
  readonly #declined: { name: string; error: Declined }[] = []
  /** those of them that only lay beside incidents in an archive */
  readonly #beside = new Set<string>()

  constructor(
    readonly options: ImportOptions,
    readonly profiles: readonly Profile[],
  ) {
    // what a drop was said to be is no part of how its incidents are read
    const { as, label, ...rest } = options
    this.said = { as, label }
    this.options = rest
  }

  /** How a table is read: as its profile says, else as the user does. */
  #reading(table: RawTable): { options: ImportOptions; profile?: Profile } {
    const key = table.headerless ? undefined : layoutKey(table.header)
    const profile = this.profiles.find((p) => layoutKey(p.header) === key)
    return profile
      ? { options: withCorrection(profile.options, this.options), profile }
      : { options: this.options }
  }

  progress(share: number, doing: string, rows = 0): ImportProgress {
    return { share: Math.min(1, this.from + share * this.width), rows: this.rows + rows, doing }
  }

  /** Turns any failure of one file into a sentence, so that the others are still opened. */
  async *guard(name: string, work: AsyncGenerator<ImportProgress>): AsyncGenerator<ImportProgress> {
    try {
      yield* work
    } catch (error) {
      this.#declined.push({ name, error: refusal(name, error) })
    }
  }

  async *open(name: string, blob: Blob, depth: number): AsyncGenerator<ImportProgress> {
    if (blob.size === 0) throw new Declined(`${name} is empty.`)
    if (blob.size > MAX_FILE)
      throw new Declined(
        `${name} is larger than 2 GB, the most Cocoon opens. Export a shorter period or fewer columns.`,
      )
    const shape = shapePart(name)
    if (shape) {
      // the parts of a shapefile come one by one, in any order
      const parts = this.#shapes.get(shape.base) ?? {}
      this.#shapes.set(shape.base, shape.part === '' ? parts : { ...parts, [shape.part]: blob })
      return
    }
    const bytes = await bytesFrom(name, blob)
    if (bytes.head.length === 0) throw new Declined(`${name} is empty.`)
    const kind = sniff(bytes.head)
    const sentence = WHAT[kind]
    if (sentence)
      throw new Declined(
        `${name} ${sentence}`,
        sentence.replace(/^is an?/, 'are each a'),
        undefined,
        BESIDE[kind],
      )
    switch (kind) {
      case 'zip':
        if (depth > 0)
          throw new Declined(`${name} is an archive within an archive. Unpack it and drop what is inside.`)
        return yield* this.#archive(name, bytes.blob ?? blob)
      case 'pmtiles':
        return this.#basemap(name, blob, bytes.head)
      case 'json': {
        const raw = await allBytes(bytes, 256 * 2 ** 20)
        return yield* this.#take(openJson(bytes.name, new TextDecoder(encodingOf(bytes.head)).decode(raw)))
      }
      case 'kml': {
        const raw = await allBytes(bytes, 128 * 2 ** 20)
        return yield* this.#take(
          await openKml(bytes.name, new TextDecoder(encodingOf(bytes.head)).decode(raw)),
        )
      }
      case 'gpx': {
        const raw = await allBytes(bytes, 128 * 2 ** 20)
        this.opened.push(await openGpx(bytes.name, new TextDecoder(encodingOf(bytes.head)).decode(raw)))
        return
      }
      case 'geopackage':
        for (const layer of await openGeoPackage(bytes.name, await allBytes(bytes, MAX_GEOPACKAGE)))
          yield* this.#take(layer)
        return
      case 'parquet':
        return yield* this.#table(await openParquet(name, bytes.blob ?? new Blob([await allBytes(bytes)])))
      case 'text':
        return yield* this.#table(await openCsv(bytes as Bytes))
      default:
        throw new Declined(
          `${name} is of a kind (${kind}) that Cocoon does not open. Save it as CSV and drop that.`,
        )
    }
  }

  async *#take({ tables, opened }: FromJson): AsyncGenerator<ImportProgress> {
    this.opened.push(...opened)
    for (const table of tables) yield* this.guard(table.name, this.#table(table))
  }

  /** Shapefiles are opened last, when all their parts have come. */
  async *shapefiles(): AsyncGenerator<ImportProgress> {
    for (const [base, parts] of this.#shapes) {
      const name = `${base}.shp`
      yield this.progress(0, `Opening ${name}`)
      yield* this.guard(name, this.#shapefile(name, parts))
    }
  }

  async *#shapefile(name: string, parts: ShapeParts): AsyncGenerator<ImportProgress> {
    yield* this.#take(await openShapefile(name, parts))
  }

  async *#archive(name: string, blob: Blob): AsyncGenerator<ImportProgress> {
    const { from, width } = this
    // names stand in plain text in the directory at the end of an archive
    const end = new TextDecoder('latin1').decode(
      await blob.slice(Math.max(0, blob.size - 2 ** 20)).arrayBuffer(),
    )
    if (end.includes('xl/workbook')) {
      for (const table of await openXlsx(name, blob)) yield* this.guard(table.name, this.#table(table))
      return
    }
    if (end.includes('content.xml') && end.includes('META-INF/manifest.xml'))
      throw new Declined(`${name} is an OpenDocument spreadsheet. Save it as .xlsx or CSV and drop that.`)
    for await (const entry of entriesOf(name, blob)) {
      if (!entry) {
        yield this.progress(0, `Unpacking ${name}`)
        continue
      }
      const inside = `${name} › ${entry.path}`
      // progress inside an archive goes by the archive's own share
      this.width = 0
      this.from = from + entry.share * width
      yield* this.guard(inside, this.open(inside, entry.blob, 1))
    }
    this.width = width
    this.from = from
  }

  #basemap(name: string, blob: Blob, head: Uint8Array): void {
    if (head[7] !== 3)
      throw new Declined(
        `${name} is PMTiles of version ${head[7] ?? '?'}; Cocoon draws version 3. Make it anew with a current tool.`,
      )
    if (head.length < 127) throw new Declined(`${name} is a PMTiles file that breaks off. Download it again.`)
    this.opened.push({ kind: 'basemap', name, blob })
  }

  async *#table(table: RawTable): AsyncGenerator<ImportProgress> {
    const { options, profile } = this.#reading(table)
    const kind = classify(table, { ...options, ...this.said })
    if (kind !== 'incidents') {
      const homes = kind === 'homes'
      const reading = homes ? readHomes(table, options) : readOverlay(table, { ...options, ...this.said })
      for (;;) {
        const step = await reading.next()
        if (step.done) {
          this.rows += step.value.rows
          this.opened.push(step.value)
          return
        }
        const what = homes ? `Reading addresses of ${table.name}` : `Reading places of ${table.name}`
        yield this.progress(step.value.share, what, step.value.rows)
      }
    }
    const mapping = guessOrAsk(table, options)
    // plane metres of two files belong together only when the files are of one make
    const make =
      isNowhere(mapping.crs.plane ?? '') || mapping.crs.code === 'feet' ? table.header.join('|') : ''
    const key = `${mapping.monthly}|${make}|${mapping.crs.code === 'feet'}`
    let group = this.#groups.get(key)
    if (!group) this.#groups.set(key, (group = new Collector()))
    const rewind = group.mark()
    let last = 0
    for await (const { share, rows } of readIncidents(table, mapping, group, options)) {
      last = rows
      yield this.progress(share, `Reading ${table.name}`, rows)
    }
    // equal rows are normal, the same file twice is not: a zip and one of its months, say
    const content = `${key}|${contentOf(group, group.segments.at(-1)!)}`
    const twin = this.#contents.get(content)
    if (twin !== undefined && last > 0) {
      group.segments.pop()
      rewind()
      throw new Declined(
        `${table.name} holds the same ${last.toLocaleString('en-GB')} rows as ${twin} and was not counted twice.`,
      )
    }
    this.#contents.set(content, table.name)
    if (profile) group.profiles.set(profile.name, options)
    this.rows += last
  }

  async *finish(): AsyncGenerator<ImportProgress, Opened[]> {
    const out: Opened[] = []
    this.from = 1
    this.width = 0
    yield this.progress(1, 'Finishing')
    for (const group of this.#groups.values()) {
      if (group.segments.length === 0) continue
      const options = [...group.profiles.values()].reduce(withCorrection, this.options)
      if (group.n > 0) {
        const { name } = group.segments[0]
        yield* this.guard(name, this.#finished(group, options, out))
      } else {
        const why = group.leftOut.finish().map((l) => `${l.n.toLocaleString('en-GB')} ${l.reason}`)
        const { name } = group.segments[0]
        out.push({
          kind: 'declined',
          name,
          sentence: `None of the ${group.rows.toLocaleString('en-GB')} rows of ${name} can be used: ${why.join(', ')}. Check which columns hold the date and the coordinates.`,
        })
      }
    }
    return [...out, ...this.opened, ...this.#refused()]
  }

  async *#finished(group: Collector, options: ImportOptions, out: Opened[]): AsyncGenerator<ImportProgress> {
    const finishing = finishIncidents(group, options)
    let step = await finishing.next()
    for (; !step.done; step = await finishing.next()) yield this.progress(1, 'Finishing')
    const { report } = step.value
    const beside = this.#companions(group)
    const told = beside === undefined ? report : { ...report, beside, notes: [beside, ...report.notes] }
    out.push({ ...step.value, report: told, profiles: [...group.profiles.keys()] })
  }

  /** What lay beside these incidents in their archive and is plainly no table: told once, and no failure. */
  #companions(group: Collector): string | undefined {
    const archive = (name: string) => (name.includes(' › ') ? name.split(' › ')[0] : undefined)
    const read = new Set(group.segments.map((s) => archive(s.name)).filter((a) => a !== undefined))
    const found = this.#declined.filter(
      ({ name, error }) => error.plainly && read.has(archive(name) ?? '') && !this.#beside.has(name),
    )
    if (found.length === 0) return undefined
    for (const { name } of found) this.#beside.add(name)
    // a long list of licences would hide what else is said
    const names = found
      .slice(0, 6)
      .map(({ name, error }) => `${name.replace(/^.* › /, '')} (${error.plainly})`)
      .join(', ')
    const rest = found.length > 6 ? ` and ${found.length - 6} more` : ''
    return found.length === 1
      ? `1 other file in the zip is no table: ${names}.`
      : `${found.length} other files in the zip are no tables: ${names}${rest}.`
  }

  /** Files declined for one and the same reason are told together. */
  #refused(): Opened[] {
    const families = new Map<string, { name: string; error: Declined }[]>()
    this.#declined.forEach((d, i) => {
      if (this.#beside.has(d.name)) return
      const key = d.error.family ?? `alone ${i}`
      families.set(key, [...(families.get(key) ?? []), d])
    })
    return [...families.values()].map((all) => ({
      kind: 'declined',
      name: all.length === 1 ? all[0].name : `${all[0].name} and ${all.length - 1} more`,
      ...(all.length === 1 && all[0].error.table && { table: all[0].error.table }),
      sentence: all.length === 1 ? all[0].error.message : `These ${all.length} files ${all[0].error.family}`,
    }))
  }
}
