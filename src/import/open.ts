/** Opens whatever is dropped: recognises each file by content, merges incident files, accounts for every row. */
import { countOf, showNumber } from '../core/base/words.ts'
import { isNowhere } from '../core/geometry/plane.ts'
import { isPersonalContent, isPersonalHeader } from './meaning/aliases.ts'
import { blobOf } from './formats/far.ts'
import type { Found, Member, Piece } from './formats/format.ts'
import { changedSince } from './changed.ts'
import { declinedFor, recognise, UNREADABLE } from './formats/recognise.ts'
import { classify } from './meaning/classify.ts'
import { Collector, contentOf } from './rows/collector.ts'
import type { ImportOptions, ImportProgress, Opened, Profile, SourceFile } from './contract.ts'
import { finishIncidents } from './rows/finish.ts'
import { guessMapping } from './meaning/guess.ts'
import type { Mapping } from './meaning/guess.ts'
import type { Homes } from '../core/places/homes.ts'
import { AddressBook, placedByAddresses, wantsAddresses } from './rows/byAddress.ts'
import { chooseLayer } from './rows/layers.ts'
import { NotMonths, readIncidents } from './rows/incidents.ts'
import { layoutKey, withCorrection } from './meaning/options.ts'
import { projectionsFor } from './meaning/projections.ts'
import { prepareTable } from './rows/prepare.ts'
import { Declined, valuesOf } from './rows/table.ts'
import { isWeights } from './rows/weights.ts'
import type { RawTable } from './rows/table.ts'

/**
 * Opens files of one drop. Yields progress often; whoever no longer wants the result stops asking. Never
 * throws for bad input: what cannot be used comes back as `declined` with a sentence. Incident files of
 * one kind (months, forces) become one table; addresses, boundaries, ground and basemaps come apart. A table
 * of a layout that one of `profiles` knows is read as that profile says. Rows without coordinates are placed by the
 * addresses of the drop, else by `homes`.
 */
export async function* openFiles(
  files: readonly SourceFile[],
  options: ImportOptions = {},
  profiles: readonly Profile[] = [],
  homes?: Homes,
): AsyncGenerator<ImportProgress, Opened[]> {
  for (const { crs } of [options, ...profiles.map((p) => p.options)]) await projectionsFor(crs)
  const drop = new Drop(options, profiles, homes)
  const sources = files.map((f) => ({ name: readable(f.name), blob: blobOf(f) }))
  const total = sources.reduce((s, f) => s + f.blob.size, 0) || 1
  let before = 0
  for (const { name, blob } of sources) {
    drop.from = before / total
    drop.width = blob.size / total
    yield drop.progress(0, `Opening ${name}`)
    yield* drop.guard(name, drop.open(name, blob, 0))
    before += blob.size
  }
  yield* drop.together()
  return yield* drop.finish()
}

/** A file's name without the signs that turn the direction of what follows, in the name and in the sentence about it. */
const readable = (name: string): string => name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')

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

/** Tables of one key become one: months with months, places with places, and plane metres only where the files are of one make. */
function keyOf(table: RawTable, { monthly, crs, open }: Mapping): string {
  const make = isNowhere(crs.plane ?? '') || crs.code === 'feet' ? table.header.join('|') : ''
  return `${monthly}|${open && !monthly}|${make}|${crs.code === 'feet'}`
}

/** What tells a file that was read from others; worked out when it is asked for. */
interface Held {
  readonly name: string
  /** its rows, their crime numbers apart */
  readonly content: () => string
  readonly numbers: () => string
}

/** The same answer without working when it is asked for again. */
function once(work: () => string): () => string {
  let known: string | undefined
  return () => (known ??= work())
}

/** Everything found so far in one drop. */
class Drop {
  from = 0
  width = 1
  rows = 0
  readonly opened: Opened[] = []
  readonly said: Pick<ImportOptions, 'as' | 'label'>
  readonly #groups = new Map<string, Collector>()
  /** what each file held, by its kind and its numbers of rows */
  readonly #contents = new Map<string, Held[]>()
  /** parts of what comes as several files, by what they belong to */
  readonly #pieces = new Map<string, { together: Piece['together']; parts: Map<string, Blob> }>()
  readonly #declined: { name: string; error: Declined }[] = []
  /** incidents with rows that have no coordinates, until all addresses of the drop have been read */
  readonly #waiting: RawTable[] = []
  #book: AddressBook | undefined
  #bookOf: Homes | undefined
  /** those of them that only lay beside incidents in an archive */
  readonly #beside = new Set<string>()

  constructor(
    readonly options: ImportOptions,
    readonly profiles: readonly Profile[],
    readonly homes?: Homes,
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
      const changed = error instanceof Declined || !this.#blob ? undefined : await changedSince(this.#blob)
      this.#declined.push({
        name,
        error: changed ? new Declined(`${name} ${changed}`) : declinedFor(name, error, UNREADABLE),
      })
    }
  }

  /** the file that is being read */
  #blob: Blob | undefined

  async *open(name: string, blob: Blob, depth: number): AsyncGenerator<ImportProgress> {
    this.#blob = blob
    yield* this.#take(await recognise(name, blob, depth), name)
  }

  async *#take(
    { tables = [], opened = [], layered, members, piece }: Found,
    name: string,
  ): AsyncGenerator<ImportProgress> {
    this.opened.push(...opened)
    if (members) yield* this.#members(name, members)
    if (piece) {
      // the parts come one by one, in any order
      const whole = this.#pieces.get(piece.of) ?? { together: piece.together, parts: new Map<string, Blob>() }
      this.#pieces.set(piece.of, whole)
      whole.parts.set(piece.part, piece.blob)
    }
    for (const table of layered ? await this.#layer(tables) : tables)
      yield* this.guard(table.name, this.#table(table))
  }

  /** The tables of a file to read: of layers that hold incidents only one. */
  async #layer(tables: readonly RawTable[]): Promise<readonly RawTable[]> {
    const holdsIncidents = (table: RawTable) => {
      try {
        const plain = prepareTable(table)
        return classify(plain, { ...this.#reading(plain).options, ...this.said }) === 'incidents'
      } catch {
        return false
      }
    }
    const layers = tables.filter(holdsIncidents)
    if (layers.length < 2) return tables
    const chosen = await chooseLayer(layers, this.options.layer)
    return [chosen, ...tables.filter((t) => !layers.includes(t))]
  }

  /** What comes in several files is opened last, when all its parts have come. */
  async *together(): AsyncGenerator<ImportProgress> {
    for (const [name, { together, parts }] of this.#pieces) {
      yield this.progress(0, `Opening ${name}`)
      yield* this.guard(name, this.#whole(name, together(parts)))
    }
    for (const table of this.#waiting) yield* this.guard(table.name, this.#table(table, true))
  }

  /** The addresses that place rows without coordinates: those of this drop, else those that are loaded. */
  #addresses(): AddressBook | undefined {
    const found = this.opened.find((o) => o.kind === 'homes')
    const homes = found?.kind === 'homes' ? found.homes : this.homes
    if (!homes || homes.crs === 'plane') return undefined
    if (this.#bookOf !== homes) {
      this.#book = new AddressBook(homes)
      this.#bookOf = homes
    }
    return this.#book
  }

  async *#whole(name: string, found: Promise<Found>): AsyncGenerator<ImportProgress> {
    yield* this.#take(await found, name)
  }

  async *#members(name: string, members: AsyncGenerator<Member | undefined>): AsyncGenerator<ImportProgress> {
    const { from, width } = this
    for await (const entry of members) {
      if (!entry) {
        yield this.progress(0, `Unpacking ${name}`)
        continue
      }
      const inside = `${name} › ${readable(entry.path)}`
      // progress inside an archive goes by the archive's own share
      this.width = 0
      this.from = from + entry.share * width
      yield* this.guard(inside, this.open(inside, entry.blob, 1))
    }
    this.width = width
    this.from = from
  }

  async *#table(raw: RawTable, atLast = false): AsyncGenerator<ImportProgress> {
    let table = prepareTable(raw)
    const { options, profile } = this.#reading(table)
    if (this.said.as === undefined && !profile && isWeights(table)) {
      const { readWeights } = await import('./rows/weightsRead.ts')
      const found = await readWeights(table)
      this.rows += found.rows
      this.opened.push(found)
      return
    }
    const kind = classify(table, { ...options, ...this.said })
    if (kind !== 'incidents') {
      const homes = kind === 'homes'
      const reading = homes
        ? (await import('./rows/homes.ts')).readHomes(table, options)
        : (await import('./rows/overlayRead.ts')).readOverlay(table, { ...options, ...this.said })
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
    // the addresses of the drop may come after the incidents they place
    if (!atLast && wantsAddresses(table, options)) {
      this.#waiting.push(raw)
      return
    }
    const book = this.#addresses()
    if (book) table = placedByAddresses(table, book, options)
    let mapping = guessOrAsk(table, options)
    let key = keyOf(table, mapping)
    let group = this.#group(key)
    let rewind = group.mark()
    let last = 0
    const rows = async function* (this: Drop, into: Collector): AsyncGenerator<ImportProgress> {
      for await (const step of readIncidents(table, mapping, into, options)) {
        last = step.rows
        yield this.progress(step.share, `Reading ${table.name}`, step.rows)
      }
    }
    try {
      yield* rows.call(this, group)
    } catch (error) {
      if (!(error instanceof NotMonths)) throw error
      mapping = guessOrAsk(table, { ...options, months: 'days' })
      key = keyOf(table, mapping)
      group = this.#group(key)
      rewind = group.mark()
      yield* rows.call(this, group)
    }
    // equal rows are normal, the same file twice is not: a zip and one of its months, say
    const segment = group.segments.at(-1)!
    const { id } = group
    // only files of as many rows can be alike: the content of most is never worked out
    const held: Held = {
      name: table.name,
      content: once(() => contentOf(group, segment)),
      numbers: once(() => id.fingerprint(segment.start, segment.end)),
    }
    const size = `${key}|${segment.rows}|${segment.end - segment.start}`
    const alike = this.#contents.get(size) ?? []
    // the same places and times under other numbers are other crimes; hardly ever is that a question
    const twin = alike.find((t) => {
      if (t.content() !== held.content()) return false
      const [mine, theirs] = [held.numbers(), t.numbers()]
      return mine === theirs || mine === '' || theirs === ''
    })?.name
    if (twin !== undefined && last > 0) {
      group.segments.pop()
      rewind()
      throw new Declined(
        `${table.name} holds the same ${countOf(last, 'row')} as ${twin} and was not counted twice.`,
      )
    }
    this.#contents.set(size, [...alike, held])
    if (profile) group.profiles.set(profile.name, options)
    this.rows += last
  }

  /** The collection of the tables that belong together. */
  #group(key: string): Collector {
    const known = this.#groups.get(key)
    if (known) return known
    const made = new Collector()
    this.#groups.set(key, made)
    return made
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
        const why = group.leftOut.finish().map((l) => `${showNumber(l.n)} ${l.reason}`)
        const { name } = group.segments[0]
        out.push({
          kind: 'declined',
          name,
          sentence: `${name} has ${countOf(group.rows, 'row')}, and none can be used: ${why.join(', ')}. Check which columns hold the date and the coordinates.`,
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
    const withBeside = beside === undefined ? report : { ...report, beside, notes: [beside, ...report.notes] }
    out.push({ ...step.value, report: withBeside, profiles: [...group.profiles.keys()] })
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
    const book = (name: string) => (name.includes(' › ') ? name.split(' › ')[0] : undefined)
    const weighed = new Set(
      this.opened.flatMap((o) => (o.kind === 'weights' ? [book(o.name) ?? ''] : [])).filter(Boolean),
    )
    this.#declined.forEach((d, i) => {
      // the other sheets of a tool that holds a list of weights are no failure
      if (this.#beside.has(d.name) || weighed.has(book(d.name) ?? '')) return
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
