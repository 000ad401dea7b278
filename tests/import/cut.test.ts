/** Separated text is cut alike by the plain way and by WebAssembly, whatever stands in it. */
import fc from 'fast-check'
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fingerprint } from '../../src/core/base/fingerprint.ts'
import { forgetKept } from '../../src/core/base/kept.ts'
import { FastCutter, giveBack, takeCutter } from '../../src/import/formats/cutWasm.ts'
import { Tokeniser } from '../../src/import/formats/tokens.ts'
import type { Cut } from '../../src/import/formats/tokens.ts'
import { drop, only } from './drop.ts'

/** Everything a cut tells, as far as it is filled. */
function told({ tokens, used, open }: Cut, line: number) {
  const { n, rows, lines, from, to, quoted } = tokens
  const cells = rows[n]
  return {
    ...{ used, open, line, n },
    rows: [...rows.subarray(0, n + 1)],
    lines: [...lines.subarray(0, n)],
    from: [...from.subarray(0, cells)],
    to: [...to.subarray(0, cells)],
    quoted: [...quoted.subarray(0, cells)],
  }
}

// forgetting asks everything that keeps data, of other files of this process too, and some keep it in the browser's shelf
beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
  vi.stubGlobal('IDBKeyRange', IDBKeyRange)
})
afterEach(() => void vi.unstubAllGlobals())

const encoder = new TextEncoder()

const cutter = new FastCutter()

/** The bytes cut both ways; undefined for a cutter without room. */
function bothWays(bytes: Uint8Array, separator: number, quote: number) {
  const plain = new Tokeniser(separator, quote)
  plain.line = 7
  const room = cutter.room(bytes.length)!
  room.set(bytes)
  const quick = cutter.cut(room, plain, 7)
  const slow = plain.cut(bytes, false, true)
  return {
    slow: told(slow, plain.line),
    quick: quick && told(quick, quick.line),
    plain: [slow.plain, quick?.plain],
  }
}

const part = fc.constantFrom(
  ...[
    'a',
    ' ',
    '\t',
    ';',
    ',',
    ',"',
    '",',
    '"',
    '""',
    "'",
    '\n',
    '\r',
    '\r\n',
    'é',
    '\0',
    '0123456789abcdef',
  ],
)

describe('cutting by WebAssembly', () => {
  it('gives what the plain way gives', () => {
    fc.assert(
      fc.property(
        fc.array(part, { maxLength: 200 }),
        fc.constantFrom(',', ';', '\t', ' '),
        fc.constantFrom('"', "'"),
        (parts, separator, quote) => {
          const { slow, quick } = bothWays(
            encoder.encode(parts.join('')),
            separator.charCodeAt(0),
            quote.charCodeAt(0),
          )
          expect(quick).toEqual(slow)
        },
      ),
      { numRuns: 400 },
    )
  })

  it('tells letters beyond ASCII, also in the last bytes', () => {
    expect(bothWays(encoder.encode('a,b\n'.repeat(40) + 'é'), 44, 34).plain).toEqual([false, false])
    expect(bothWays(encoder.encode('a,b\n'.repeat(40)), 44, 34).plain).toEqual([true, true])
  })

  it('leaves a piece of more cells than it has room for to the plain way', () => {
    expect(bothWays(new Uint8Array(600_000).fill(44), 44, 34).quick).toBeUndefined()
    expect(new FastCutter().room(2 ** 23)).toBeUndefined()
  })

  it('lends a cutter again that was given back, and forgets it with everything else', async () => {
    const cutter = takeCutter()!
    giveBack(cutter)
    expect(takeCutter()).toBe(cutter)
    giveBack(cutter)
    await forgetKept()
    expect(takeCutter()).not.toBe(cutter)
  })
})

describe('a file of several pieces', () => {
  const row = (i: number) =>
    `WM/${i},Burglary,${String(1 + (i % 28)).padStart(2, '0')}/03/2026 ${10 + (i % 12)}:17,${450_000 + (i % 900)},${300_000 + (i % 700)},"${i} High ""Old"" Street, Leicester","Rear door${i % 9 === 0 ? '\n' : ' '}forced – ${i}"\r\n`
  const text =
    'Crime No,Offence,Committed From,Easting,Northing,Address,MO\r\n' +
    Array.from({ length: 12_000 }, (_, i) => row(i)).join('')

  const read = async () => only(await drop({ 'many.csv': text }), 'incidents')

  it('reads the same with WebAssembly and without', async () => {
    await forgetKept()
    const quick = await read()
    await forgetKept()
    vi.stubGlobal('WebAssembly', undefined)
    expect(takeCutter()).toBeUndefined()
    const slow = await read()
    expect(quick.incidents.n).toBe(12_000)
    expect(quick.incidents.fingerprint).toBe(slow.incidents.fingerprint)
    expect(fingerprint([quick.lines!])).toBe(fingerprint([slow.lines!]))
    for (const of of ['id', 'address', 'mo'] as const)
      expect(fingerprint([quick.text[of].bytes, quick.text[of].offsets])).toBe(
        fingerprint([slow.text[of].bytes, slow.text[of].offsets]),
      )
    expect(quick.report).toEqual(slow.report)
  })
})
