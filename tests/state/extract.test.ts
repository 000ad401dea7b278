/** Kept files have an end that no clock decides alone: set ahead it hides them, set back it keeps them for no longer. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'

vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))

const DAY = 86_400_000
const START = Date.UTC(2026, 10, 2, 9)
const on = (day: number) => new Date(START + day * DAY)

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined })
})

async function openPage() {
  vi.resetModules()
  const [extract, vault, keep] = await Promise.all([
    import('../../src/state/extract.ts'),
    import('../../src/state/vault.ts'),
    import('../../src/state/keep.ts'),
  ])
  await vault.setPassphrase('four plain words here', keep.protects)
  const session = (name: string) =>
    ({
      incidents: { name, sample: false, files: [new File(['a,b\n1,2\n'], name)], reading: {} },
      overlays: [],
    }) as never
  const there = async () => (await keep.all('extract', (v) => v as { tab: string })).map((k) => k.tab)
  return { ...extract, session, there }
}

describe('kept files', () => {
  it('are opened until their day, then not, and erased when that was seen on seven further days', async () => {
    const p = await openPage()
    await p.keepFiles(p.session('a.csv'), 't', 3, on(0))
    expect((await p.keptFiles('t', on(2)))?.chain[0].files[0].name).toBe('a.csv')
    for (let d = 3; d < 10; d++) {
      expect(await p.keptFiles('t', on(d))).toBeUndefined()
      expect(await p.there()).toEqual(['t'])
    }
    expect(await p.keptFiles('t', on(10))).toBeUndefined()
    expect(await p.there()).toEqual([])
  })

  it('are hidden by a clock that jumped ahead, however often one looks that day, and back when it is put right', async () => {
    const p = await openPage()
    await p.keepFiles(p.session('a.csv'), 't', 3, on(0))
    for (let k = 0; k < 20; k++) expect(await p.keptFiles('t', on(4000))).toBeUndefined()
    expect(await p.there()).toEqual(['t'])
    expect(await p.keptFiles('t', on(1))).toBeDefined()
    // and what was seen meanwhile is forgotten
    for (let d = 3; d < 10; d++) await p.keptFiles('t', on(d))
    expect(await p.there()).toEqual(['t'])
  })

  it('are opened on no more days than were chosen by a clock that was put back', async () => {
    const p = await openPage()
    await p.keepFiles(p.session('a.csv'), 't', 3, on(0))
    const opened: boolean[] = []
    for (let d = 0; d < 5; d++) opened.push((await p.keptFiles('t', on(d - 300))) !== undefined)
    expect(opened).toEqual([true, true, true, true, false])
    for (let d = 5; d < 12; d++) await p.keptFiles('t', on(d - 300))
    expect(await p.there()).toEqual([])
  })

  it('are kept again as they come back: that puts their end not off, other files begin anew', async () => {
    const p = await openPage()
    await p.keepFiles(p.session('a.csv'), 't', 3, on(0))
    for (const d of [1, 2]) {
      expect(await p.keptFiles('t', on(d))).toBeDefined()
      await p.keepFiles(p.session('a.csv'), 't', 3, on(d))
    }
    expect(await p.keptFiles('t', on(3))).toBeUndefined()
    await p.keepFiles(p.session('b.csv'), 't', 3, on(3))
    expect((await p.keptFiles('t', on(5)))?.chain[0].files[0].name).toBe('b.csv')
    // fewer days chosen count from the same day
    await p.keepFiles(p.session('b.csv'), 't', 1, on(5))
    expect(await p.keptFiles('t', on(5))).toBeUndefined()
  })

  it('are kept anew where they were past their day and opened by hand; what lies beside them puts no end off', async () => {
    const p = await openPage()
    await p.keepFiles(p.session('a.csv'), 't', 3, on(0))
    expect(await p.keptFiles('t', on(4))).toBeUndefined()
    await p.keepFiles(p.session('a.csv'), 't', 3, on(4))
    expect(await p.keptFiles('t', on(5))).toBeDefined()
    const files = [new File(['x'], 'beside.geojson')]
    const beside = { ...(p.session('a.csv') as object), overlays: [{ files }] } as never
    await p.keepFiles(beside, 't', 3, on(6))
    expect((await p.keptFiles('t', on(6)))?.beside).toHaveLength(1)
    expect(await p.keptFiles('t', on(7))).toBeUndefined()
  })

  it('of a tab that never comes back go as those of this one', async () => {
    const p = await openPage()
    await p.keepFiles(p.session('a.csv'), 'other', 3, on(0))
    for (let d = 3; d <= 10; d++) await p.keptFiles('t', on(d))
    expect(await p.there()).toEqual([])
  })
})
