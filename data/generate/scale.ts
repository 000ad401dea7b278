/**
 * Invented crimes in any number, to try sizes: `npm run scale -- --rows 10000000 --out big.parquet` (or .csv, .csv.gz), or with
 * `--forces 43` a folder of partitions "force=01 …" for `cocoon knox DIR --partition force`, of CSV.gz or, with `--parquet`,
 * of Parquet. Seeded; no place is real.
 */
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { createGzip } from 'node:zlib'
import { fileWriter, ParquetWriter } from 'hyparquet-writer'
import { Stream } from '../../src/core/base/random.ts'
import { isoDay } from '../../src/core/base/time.ts'

/** What is made. */
export interface Wish {
  readonly rows: number
  /** side by side along one line, borders shared */
  readonly forces: number
  readonly seed: number
  /** days that the crimes are spread over */
  readonly days: number
}

const HEAD = 'Crime No,Offence,Date,Easting,Northing\n'
const OFFENCES = [
  'Burglary in a dwelling',
  'Theft from a motor vehicle',
  'Theft of a motor vehicle',
  'Robbery of personal property',
] as const
/** Metres that a force is wide and high, and how near and soon a follower is. */
const [WIDE, HIGH, NEAR, SOON] = [40_000, 40_000, 120, 7]
/** One of so many follows the crime before it, near in place and time; clusters give towns. */
const FOLLOWS = 12
const TOWNS = 60
const FIRST = 16_000

/** One crime: number from 1, index into OFFENCES, days since 1970-01-01, metres. */
interface Crime {
  readonly id: number
  readonly offence: number
  readonly day: number
  readonly x: number
  readonly y: number
}

/** The crimes of one force: the same for the same wish, whatever else is made. */
function* crimesOf({ rows, forces, seed, days }: Wish, force: number): Generator<Crime, void, void> {
  const random = new Stream(seed, force + 1)
  const from = Math.floor((force * rows) / forces)
  const to = Math.floor(((force + 1) * rows) / forces)
  const west = 200_000 + (force % 10) * WIDE
  const south = 100_000 + Math.floor(force / 10) * HIGH
  const towns = Array.from({ length: TOWNS }, () => ({
    x: random.float() * WIDE,
    y: random.float() * HIGH,
    spread: 300 + random.float() * 2500,
  }))
  let [x, y, day] = [0, 0, 0]
  for (let i = from; i < to; i++) {
    if (i > from && random.below(FOLLOWS) === 0) {
      x += (random.float() - 0.5) * 2 * NEAR
      day += random.below(SOON)
    } else {
      const town = towns[random.below(TOWNS)]
      x = town.x + random.normal() * town.spread
      y = town.y + random.normal() * town.spread
      day = random.below(days)
    }
    x = Math.min(WIDE - 1, Math.max(0, x))
    y = Math.min(HIGH - 1, Math.max(0, y))
    day = Math.min(days - 1, day)
    yield {
      id: i + 1,
      offence: random.below(OFFENCES.length),
      day: FIRST + day,
      x: Math.round(west + x),
      y: Math.round(south + y),
    }
  }
}

/** The rows of one force as pieces of CSV, header first. */
export function* rowsOf(wish: Wish, force: number): Generator<string, void, void> {
  let text = HEAD
  for (const { id, offence, day, x, y } of crimesOf(wish, force)) {
    text += `S${id},${OFFENCES[offence]},${isoDay(day)},${x},${y}\n`
    if (text.length > 1 << 16) {
      yield text
      text = ''
    }
  }
  yield text
}

/** Rows of a row group of Parquet. */
const GROUP = 200_000

/** Writes crimes as Parquet of five columns, a row group at a time. */
function writeParquet(path: string, crimes: Iterable<Crime>): void {
  mkdirSync(dirname(path), { recursive: true })
  const writer = fileWriter(path)
  const parquet = new ParquetWriter({
    writer,
    schema: [
      { name: 'root', num_children: 5 },
      { name: 'Crime No', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'Offence', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'Date', type: 'INT32', converted_type: 'DATE', repetition_type: 'REQUIRED' },
      { name: 'Easting', type: 'DOUBLE', repetition_type: 'REQUIRED' },
      { name: 'Northing', type: 'DOUBLE', repetition_type: 'REQUIRED' },
    ],
  })
  let group: Crime[] = []
  const flush = () => {
    const column = (name: string, of: (c: Crime) => unknown) => ({ name, data: group.map(of) })
    void parquet.write({
      columnData: [
        column('Crime No', (c) => `S${c.id}`),
        column('Offence', (c) => OFFENCES[c.offence]),
        column('Date', (c) => c.day),
        column('Easting', (c) => c.x),
        column('Northing', (c) => c.y),
      ],
      rowGroupSize: GROUP,
    })
    group = []
  }
  for (const c of crimes) if (group.push(c) === GROUP) flush()
  if (group.length > 0) flush()
  void parquet.finish()
}

/** All forces in one table: one header, then the rows of each. */
function* oneTable(wish: Wish): Generator<string, void, void> {
  for (let f = 0; f < wish.forces; f++) {
    let first = f > 0
    for (const piece of rowsOf(wish, f)) {
      yield first ? piece.slice(HEAD.length) : piece
      first = false
    }
  }
}

const write = (path: string, pieces: Iterable<string>): Promise<void> => {
  mkdirSync(dirname(path), { recursive: true })
  const out = createWriteStream(path)
  const source = Readable.from(pieces)
  return path.endsWith('.gz') ? pipeline(source, createGzip({ level: 1 }), out) : pipeline(source, out)
}

/** The crimes of all forces. */
function* allCrimes(wish: Wish): Generator<Crime, void, void> {
  for (let f = 0; f < wish.forces; f++) yield* crimesOf(wish, f)
}

/** Writes one file, or a folder of partitions where the path names no table. */
export async function writeScale(wish: Wish, out: string, parquet = false): Promise<void> {
  if (out.endsWith('.parquet')) return writeParquet(out, allCrimes(wish))
  if (/\.csv(\.gz)?$/.test(out)) return write(out, oneTable(wish))
  for (let f = 0; f < wish.forces; f++) {
    const folder = join(out, `force=${String(f + 1).padStart(2, '0')}`)
    if (parquet) writeParquet(join(folder, 'part.parquet'), crimesOf(wish, f))
    else await write(join(folder, 'part.csv.gz'), rowsOf(wish, f))
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: 'string', default: '1000000' },
      forces: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      days: { type: 'string', default: '3650' },
      out: { type: 'string', default: 'scale.csv.gz' },
      parquet: { type: 'boolean', default: false },
    },
  })
  const [rows, forces, seed, days] = [values.rows, values.forces, values.seed, values.days].map(Number)
  if (![rows, forces, seed, days].every((v) => Number.isInteger(v) && v >= 0) || forces < 1 || days < 1)
    throw new Error('--rows, --forces, --seed and --days need whole numbers; forces and days from 1.')
  await writeScale({ rows, forces, seed, days }, values.out, values.parquet)
  console.log(`${rows} invented rows, seed ${seed}: ${values.out}`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main()
