import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Runner, type WorkerLike } from '../../src/worker/runner.ts'
import { isLarge, packDicts, parcel, unpackDicts } from '../../src/worker/parcel.ts'

const many = (n: number) => Array.from({ length: n }, (_, i) => (i === 0 ? '' : `On or near ${i} é😀`))

describe('a large message', () => {
  it('arrives as it was sent, and leaves what was sent untouched', async () => {
    const x = Float64Array.from([1, NaN, -0])
    const column = { codes: Uint32Array.of(2, 1999), values: many(2000) }
    const sent = {
      type: 'load',
      table: Object.freeze({ n: 2, x, street: column, few: { codes: Uint32Array.of(0), values: [''] } }),
      rows: [{ a: 1, x }],
    }
    const { message, move } = await parcel(sent)
    expect(unpackDicts(structuredClone(message, { transfer: move }))).toEqual(sent)
    expect(x.length).toBe(3)
    expect(column.codes.length).toBe(2)
  })

  it('keeps every text of a dictionary, whatever is in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1000, maxLength: 1100 }), (values) => {
        const column = { codes: Uint32Array.of(1), values }
        const packed = packDicts([{ kind: 'incidents', incidents: { beat: column } }])
        expect(JSON.stringify(packed)).toContain('packed')
        expect(unpackDicts(packed)).toEqual([{ kind: 'incidents', incidents: { beat: column } }])
      }),
      { numRuns: 20 },
    )
  })

  it('keeps its place in the order of messages', async () => {
    const heard: unknown[] = []
    let answer: WorkerLike['onmessage'] = null
    const worker: WorkerLike = {
      postMessage: (m) => {
        const { type, id } = m as { type: string; id?: number }
        heard.push(type)
        if (type === 'export' && heard.filter((h) => h === 'export').length === 2)
          answer?.({ data: { type: 'done', id, result: 'last' } } as MessageEvent)
      },
      terminate: () => {},
      get onmessage() {
        return answer
      },
      set onmessage(f) {
        answer = f
      },
    }
    const runner = new Runner(() => worker, 1)
    const big = { x: new Float64Array(2 ** 20), fingerprint: 'f' } as never
    expect(isLarge(big)).toBe(true)
    runner.export(big, {} as never, 'csv').promise.catch(() => {})
    expect(await runner.export({ fingerprint: 'g' } as never, {} as never, 'csv').promise).toBe('last')
    expect(heard).toEqual(['export', 'export'])
  })
})
