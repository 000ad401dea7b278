/** Files of the page's own server, read by pieces: the same table as from a dropped file, and only the bytes that were needed. */
import { createServer, type Server } from 'node:http'
import { parquetWriteBuffer } from 'hyparquet-writer'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fileFromServer } from '../../src/desk/files/fromServer.ts'
import { FarBlob, findFar } from '../../src/import/formats/far.ts'
import { sourceOf } from '../../src/import/sourceOf.ts'
import type { Opened, SourceFile } from '../../src/import/contract.ts'
import { openFiles } from '../../src/import/open.ts'

/** Opens one source and drains the generator. */
async function opened(source: SourceFile): Promise<Opened> {
  const opening = openFiles([source])
  for (;;) {
    const step = await opening.next()
    if (step.done) return step.value[0]
  }
}

const days = Array.from({ length: 3000 }, (_, i) => new Date(Date.UTC(2026, 0, 1 + (i % 200), i % 24)))
const parquet = new Uint8Array(
  parquetWriteBuffer({
    columnData: [
      { name: 'Crime No', data: days.map((_, i) => `C${i}`), type: 'STRING' },
      {
        name: 'Offence',
        data: days.map((_, i) => (i % 3 ? 'Burglary - residential' : 'Theft from motor vehicle')),
        type: 'STRING',
      },
      { name: 'Committed From', data: days, type: 'TIMESTAMP' },
      { name: 'Easting', data: days.map((_, i) => 459_000 + ((i * 37) % 900)), type: 'INT32' },
      { name: 'Northing', data: days.map((_, i) => 304_000 + ((i * 53) % 900)), type: 'INT32' },
    ],
    rowGroupSize: [1000],
  }),
)
const csv = new TextEncoder().encode(
  'Crime No,Offence,Committed From,Easting,Northing\nA,Burglary,01/02/2026 10:00,459300,304200\n',
)
const noise = Uint8Array.from({ length: 1_200_000 }, (_, i) => (i * 2654435761) >>> 24)

let server: Server
let page = ''
let tag = '"one"'
const asked: string[] = []
let parts = false
let ended = 0
beforeAll(async () => {
  const files: Record<string, Uint8Array> = {
    '/data/x.parquet': parquet,
    '/data/x.csv': csv,
    '/noise': noise,
  }
  server = createServer((q, r) => {
    if (q.url === '/away') return void r.writeHead(302, { location: 'http://127.0.0.1:9/x.csv' }).end()
    if (q.url === '/turned') return void r.writeHead(301, { location: '/data/x.csv' }).end()
    if (q.url === '/endless') {
      const more = () => {
        while (!r.destroyed && r.write(noise));
      }
      // a part that says it is four bytes and goes on for ever
      if (q.headers.range && parts) r.writeHead(206, { 'content-range': 'bytes 0-3/99999999' })
      r.on('drain', more).on('close', () => ended++)
      return more()
    }
    const bytes = files[q.url!.replace('/whole', '')]
    asked.push(q.headers.range ?? 'whole')
    if (!bytes) return void r.writeHead(404).end()
    const range = /^bytes=(\d+)-(\d+)$/.exec(q.headers.range ?? '')
    const changed = q.headers['if-range'] !== undefined && q.headers['if-range'] !== tag
    if (!range || changed || q.url!.startsWith('/whole'))
      return void r.writeHead(200, { etag: tag }).end(bytes)
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)]
    r.writeHead(206, { 'content-range': `bytes ${from}-${to}/${bytes.length}`, etag: tag }).end(
      bytes.subarray(from, to + 1),
    )
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.on('listening', done))
  page = `http://127.0.0.1:${(server.address() as { port: number }).port}/index.html`
})
afterAll(() => void server.close())

describe('a file of the server', () => {
  it('gives every piece as a blob of the same bytes would', async () => {
    const { far } = (await findFar(new URL('/noise', page).href, 4))!
    const whole = new Blob([noise])
    const there = new FarBlob('noise', far)
    expect(there.size).toBe(whole.size)
    const at = fc.integer({ min: -noise.length - 5, max: noise.length + 5 })
    await fc.assert(
      fc.asyncProperty(at, at, at, at, async (a, b, c, d) => {
        const [mine, right] = [there.slice(a, b).slice(c, d), whole.slice(a, b).slice(c, d)]
        expect(mine.size).toBe(right.size)
        expect(Buffer.from(await mine.arrayBuffer()).equals(Buffer.from(await right.arrayBuffer()))).toBe(
          true,
        )
      }),
      { numRuns: 60 },
    )
    const streamed = new Uint8Array(await new Response(there.stream()).arrayBuffer())
    expect(Buffer.from(streamed).equals(Buffer.from(noise))).toBe(true)
  })

  it('asks once for bytes that lie close together', async () => {
    const { far } = (await findFar(new URL('/noise', page).href, 4))!
    const there = new FarBlob('noise', far)
    asked.length = 0
    for (let i = 0; i < 200; i++) await there.slice(i * 300, i * 300 + 64).arrayBuffer()
    expect(asked.length).toBe(1)
  })

  it('reads Parquet by its pieces to the table of the dropped file', async () => {
    const file = await fileFromServer('data/x.parquet', page, { small: 0 })
    expect(file.size).toBe(parquet.length)
    const source = sourceOf(file)
    expect(source.far?.size).toBe(parquet.length)
    // as it comes out of a message: the file itself is empty there
    const posted = { ...source, blob: new Blob([]) }
    asked.length = 0
    const far = await opened(posted)
    const near = await opened({ name: 'x.parquet', blob: new Blob([parquet]) })
    expect(far.kind).toBe('incidents')
    if (far.kind !== 'incidents' || near.kind !== 'incidents') return
    expect(far.report.kept).toBe(3000)
    expect(far.incidents.fingerprint).toBe(near.incidents.fingerprint)
    expect(asked.length).toBeGreaterThan(0)
    expect(asked).not.toContain('whole')
  })

  it('takes the whole of a small or any other file, or where a server gives no parts', async () => {
    for (const address of ['data/x.parquet', 'data/x.csv', 'whole/data/x.csv', 'whole/data/x.parquet']) {
      const file = await fileFromServer(address, page)
      expect(sourceOf(file).far).toBeUndefined()
      expect((await opened(sourceOf(file))).kind).toBe('incidents')
    }
  })

  it('says so when it was changed meanwhile, and reads nothing of two states', async () => {
    const file = await fileFromServer('data/x.parquet', page, { small: 0 })
    tag = '"two"'
    const found = await opened(sourceOf(file))
    tag = '"one"'
    expect(found).toMatchObject({ kind: 'declined' })
    expect(JSON.stringify(found)).toContain('was changed on its server while it was read')
  })

  it('asks no other server, and says what is not there', async () => {
    for (const other of [
      'https://example.org/x.parquet',
      '//example.org/x.csv',
      'javascript:alert(1)',
      'data:text/csv,a',
      '',
    ])
      await expect(fileFromServer(other, page)).rejects.toThrow('This page asks only its own server')
    await expect(fileFromServer('http://', page)).rejects.toThrow('It is no address')
    await expect(fileFromServer('data/y.csv', page)).rejects.toThrow('There is no y.csv at /data/y.csv')
  })

  it.each(['away', 'turned'])('follows no server that sends on: /%s', async (address) => {
    await expect(fileFromServer(address, page)).rejects.toThrow(
      `The server sends on to another address for ${address}. Give the address where the file itself lies`,
    )
  })

  it.each([false, true])(
    'ends an answer without an end, and one that is cancelled (parts: %s)',
    async (given) => {
      parts = given
      const before = ended
      await expect(fileFromServer('endless', page, { most: 2 ** 22 })).rejects.toThrow(
        'endless is over 4 MB, or has no end',
      )
      const cancel = new AbortController()
      const came: number[] = []
      const file = fileFromServer('endless', page, {
        signal: cancel.signal,
        came: (bytes) => came.push(bytes) === 3 && cancel.abort(),
      })
      await expect(file).rejects.toThrow(/abort/i)
      expect(came.length).toBeLessThan(50)
      await expect.poll(() => ended - before).toBe(4)
    },
  )
})
