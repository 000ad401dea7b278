/** Columns in memory that page and workers look at together: the same answers, nothing written, and nothing where it may not be. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { METHODS, methodOf } from '../../src/analyses/manifest.ts'
import { protocolSchema } from '../../src/cocoon/protocol.ts'
import { bundle, unbundle } from '../../src/core/base/bundle.ts'
import { ByteDict } from '../../src/core/base/byteDict.ts'
import { defaults } from '../../src/core/base/params.ts'
import { minuteOf } from '../../src/core/base/time.ts'
import { COLUMNS, type Incidents, type IncidentText } from '../../src/core/table/incidents.ts'
import type { Opened } from '../../src/import/contract.ts'
import { fingerprintOf } from '../../src/import/rows/fingerprint.ts'
import { apart, isLarge, parcel } from '../../src/worker/parcel.ts'
import { Runner } from '../../src/worker/runner.ts'
import { canShare, isShared, shareColumns } from '../../src/worker/shared.ts'
import { draw } from '../cocoon/town.ts'
import { inputFor, plainly, town } from './town.ts'
import { localWorker } from '../tools/localWorker.ts'

const P = defaults(protocolSchema)
let runner: Runner | undefined
afterEach(() => {
  runner?.end()
  vi.unstubAllGlobals()
})

/** The arrays of a table's columns by name. */
const arraysOf = (table: Incidents): [string, ArrayBufferView][] =>
  COLUMNS.flatMap((name): [string, ArrayBufferView][] => {
    const column = table[name]
    if (ArrayBuffer.isView(column)) return [[name, column]]
    return column && 'codes' in column ? [[name, column.codes]] : []
  })

/** A copy of a table in shared memory; the table itself stays as it is. */
const sharedCopyOf = (table: Incidents): Incidents => shareColumns(structuredClone(table), undefined)

const csv = (rows: number) =>
  [
    'Crime No,Offence,Date,Easting,Northing,Street,Address',
    ...Array.from(
      { length: rows },
      (_, i) =>
        `S${i},${i % 2 ? 'Burglary in a dwelling' : 'Theft from a motor vehicle'},2026-0${1 + (i % 9)}-1${i % 10},${400_000 + ((i * 7919) % 3000)},${300_000 + ((i * 104_729) % 3000)},Mill Street,${i} Mill Street`,
    ),
  ].join('\n')

/** Opens an extract; `shared`: tables of more rows than this in shared memory. */
async function opened(shared?: number) {
  runner = new Runner(() => localWorker([], shared), 1, shared)
  const [found] = await runner.open([{ name: 'x.csv', blob: new Blob([csv(60)]) }], {}).promise
  return found as Extract<Opened, { kind: 'incidents' }>
}

describe('a table in shared memory', () => {
  it('holds the same values, and gives the memory that it had before back', () => {
    const table = town(200)
    const before = structuredClone(table)
    const { x, beat } = table
    const made = shareColumns(table, undefined)
    expect(arraysOf(made).every(([, view]) => isShared(view))).toBe(true)
    expect({ ...made }).toEqual({ ...before })
    expect([x.length, beat.codes.length]).toEqual([0, 0])
    expect(fingerprintOf(made)).toBe(fingerprintOf(before))
  })

  it('keeps what is one array one array, leaves what others hold, and takes views of one buffer for several', () => {
    const memory = new ArrayBuffer(32)
    const [x, y] = [new Float64Array(memory, 0, 2), new Float64Array(memory, 16, 2)]
    x.set([1, 2])
    y.set([3, -0])
    const from = Int32Array.of(5, 6)
    const place = Int32Array.of(7, 8)
    const made = shareColumns({ ...town(2), x, y, from, to: from, place }, { lines: place })
    expect(made.to).toBe(made.from)
    expect([[...made.x], [...made.y]]).toEqual([
      [1, 2],
      [3, -0],
    ])
    expect(memory.byteLength).toBe(0)
    expect([...place]).toEqual([7, 8])
    // what is shared already stays where it is
    const again = shareColumns(made, undefined)
    expect(again.x).toBe(made.x)
  })

  it('goes to a worker as it is, without a copy', async () => {
    const x = new Float64Array(new SharedArrayBuffer(5 * 2 ** 20))
    x[1] = 2
    const message = { type: 'load', table: { x, beat: { codes: x, values: [''] } }, more: Float64Array.of(1) }
    expect(isLarge(message)).toBe(true)
    const sent = await parcel(message)
    expect((sent.message as typeof message).table.x).toBe(x)
    expect(sent.move).toHaveLength(1)
    const arrived = structuredClone(sent.message, { transfer: sent.move }) as typeof message
    x[1] = 3
    expect([arrived.table.x[1], arrived.table.beat.codes[1], arrived.more[0]]).toEqual([3, 3, 1])
  })

  it.each(METHODS.map((m) => m.id))(
    '%s answers the same, writes nothing to it and hands none of it out',
    async (id) => {
      const table = town(220)
      const shared = sharedCopyOf(table)
      let wanted: unknown
      try {
        wanted = plainly(id, inputFor(id, table))
      } catch (error) {
        wanted = (error as Error).message
      }
      runner = new Runner(() => localWorker(), 1, 10)
      const run = runner.run(id, inputFor(id, shared), undefined, false, methodOf(id).reads)
      const answer = await run.promise.catch((error: Error) => error.message)
      expect(answer).toEqual(wanted)
      expect(apart(answer)).toBe(answer)
      expect({ ...shared }).toEqual({ ...town(220) })
    },
  )
})

describe('opening', () => {
  const textsOf = (text: IncidentText) =>
    Object.values(text).flatMap(({ bytes, offsets }): ArrayBufferView[] => [bytes, offsets])
  it('puts the columns and texts of a large table into shared memory', async () => {
    const [plain, shared] = [await opened(), await opened(10)]
    expect(arraysOf(shared.incidents).every(([, view]) => isShared(view))).toBe(true)
    expect(textsOf(shared.text).every(isShared)).toBe(true)
    expect(arraysOf(plain.incidents).some(([, view]) => isShared(view))).toBe(false)
    expect(textsOf(plain.text).some(isShared)).toBe(false)
    expect({ ...shared.incidents }).toEqual({ ...plain.incidents })
    expect(shared.text).toEqual(plain.text)
    expect(shared.report).toEqual(plain.report)
    // a smaller one stays as it was
    expect(arraysOf((await opened(1000)).incidents).some(([, view]) => isShared(view))).toBe(false)
  })

  it('makes the same list of texts that lie there, where a decoder takes no shared memory', async () => {
    const decode = TextDecoder.prototype.decode
    vi.spyOn(TextDecoder.prototype, 'decode').mockImplementation(function (this: TextDecoder, bytes, how) {
      if (bytes && isShared(bytes as Uint8Array)) throw new TypeError('must not be shared')
      return decode.call(this, bytes, how)
    })
    const homes = draw('Mill Street | 1 3 5 7 9 11 13 15 17 19 21')
    const made = async (rows?: number) => {
      const { incidents, text } = await opened(rows)
      const ask = {
        one: false,
        today: minuteOf(2026, 9, 20) / 1440,
        protocol: P,
        visits: [],
        of: 'burglary' as const,
      }
      const here = { crs: homes.crs, x: new Float64Array(60), y: new Float64Array(60) }
      return runner!.cocoon({ ...incidents, ...here }, text, homes, ask).promise
    }
    const [plain, shared] = [await made(), await made(10)]
    expect(plain.kind === 'doors' && plain.list.incidents.map((b) => b.id)).toContain('S17')
    expect(shared).toEqual(plain)
    // as a spreadsheet's cells and an extract's streets are read
    const words = new TextEncoder().encode('Elm Road')
    const there = new Uint8Array(new SharedArrayBuffer(words.length))
    there.set(words)
    expect(new ByteDict().codeOf(there, 0, there.length)).toBe(1)
    vi.restoreAllMocks()
  })

  it('shares nothing where the page is not cut off from other origins', () => {
    expect(canShare()).toBe(false)
    vi.stubGlobal('crossOriginIsolated', true)
    expect(canShare()).toBe(true)
    vi.stubGlobal('SharedArrayBuffer', undefined)
    expect(canShare()).toBe(false)
    expect(isShared(Float64Array.of(1))).toBe(false)
  })

  it('leaves what is saved, packed and joined the same', async () => {
    const [plain, shared] = [await opened(), await opened(10)]
    const pool = runner!
    for (const format of ['csv', 'geojson', 'parquet'] as const) {
      const bytes = async (o: typeof plain) =>
        new Uint8Array(await (await pool.export(o.incidents, o.text, format).promise).arrayBuffer())
      expect(await bytes(shared)).toEqual(await bytes(plain))
    }
    const packed = bundle({ table: shared.incidents })
    expect(packed).toEqual(bundle({ table: plain.incidents }))
    expect(isShared(packed)).toBe(false)
    expect((unbundle(packed) as { table: Incidents }).table.x).toEqual(plain.incidents.x)
    const side = ({ name, incidents, text, report, lines }: typeof plain) => ({
      ...{ name, incidents, text, report, lines },
    })
    const join = async (o: typeof plain) => (await pool.join(side(o), side(o)).promise).joined.incidents
    expect({ ...(await join(shared)) }).toEqual({ ...(await join(plain)) })
    expect({ ...shared.incidents }).toEqual({ ...plain.incidents })
  })
})
