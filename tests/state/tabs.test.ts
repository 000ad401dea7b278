/** Two tabs that keep things in one record: each changes what it changed, and nothing of the other is lost. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { sameRecord } from '../../src/state/sealRecord.ts'
import { listOfTabs, recordOfTabs } from '../../src/state/tabs.ts'

const local = new Map<string, string>()
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  local.clear()
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => local.get(k) ?? null,
    setItem: (k: string, v: string) => void local.set(k, v),
    removeItem: (k: string) => void local.delete(k),
  })
})

/** A tab of its own over the same storage. */
async function tab() {
  vi.resetModules()
  const [keep, settings, profiles, views] = await Promise.all([
    import('../../src/state/keep.ts'),
    import('../../src/state/settings.ts'),
    import('../../src/state/profiles.ts'),
    import('../../src/state/views.ts'),
  ])
  return { ...keep, ...settings, ...profiles, ...views }
}

describe('a page over http, which cannot encrypt', () => {
  it('loses no change of two tabs that write one record at once', async () => {
    vi.stubGlobal('crypto', { getRandomValues: (b: Uint8Array) => b, randomUUID: () => 'x' })
    try {
      const [a, b] = [await tab(), await tab()]
      const one = (t: typeof a, name: string) =>
        t.put('self', 'results', (old) => ({ ...(old as object), [name]: true }))
      await Promise.all(Array.from({ length: 20 }, (_, i) => one(i % 2 ? a : b, `tick ${i}`)))
      expect(Object.keys((await a.one('self', 'results')) as object)).toHaveLength(20)
    } finally {
      vi.unstubAllGlobals()
    }
  })

  it('tells records apart by all they say', () => {
    const bytes = (n: number) => new Uint8Array([1, n])
    for (const [a, b, same] of [
      [{ a: 1 }, { a: 1 }, true],
      [{ a: 1 }, { a: 2 }, false],
      [{ a: 1 }, { a: 1, b: 2 }, false],
      [{ a: undefined }, { b: undefined }, false],
      [[1, [2]], [1, [2]], true],
      [[1], { 0: 1 }, false],
      [bytes(1), bytes(1), true],
      [bytes(1), bytes(2), false],
      [new Date(5), new Date(6), false],
      [NaN, NaN, true],
      [null, undefined, false],
      ['x', 'x', true],
    ] as const)
      expect(sameRecord(a, b)).toBe(same)
  })
})

describe('two tabs', () => {
  it('keep each its own changes of the settings', async () => {
    const [a, b] = [await tab(), await tab()]
    a.keepSettings({ marking: 'OFFICIAL', own: { zones: { radius: 300 } } })
    b.keepSettings({ theme: 'dark', own: { clusters: { least: 5 } } })
    a.keepSettings({ force: 'Northshire' })
    const next = (await tab()).useSettings.getState()
    expect(next).toMatchObject({ marking: 'OFFICIAL', theme: 'dark', force: 'Northshire' })
    expect(next.own).toEqual({ zones: { radius: 300 }, clusters: { least: 5 } })
    // and takes back what it took back
    b.keepSettings({ own: {} })
    expect((await tab()).useSettings.getState().own).toEqual({ zones: { radius: 300 } })
  })

  it('keep each its own profiles and usual views', async () => {
    const [a, b] = [await tab(), await tab()]
    const profile = (name: string) => ({ name, header: [name], options: {}, saved: '2026-11-22' })
    a.joinProfiles([profile('of a')])
    b.joinProfiles([profile('of b')])
    expect(
      (await tab()).useProfiles
        .getState()
        .profiles.map((p) => p.name)
        .sort(),
    ).toEqual(['of a', 'of b'])
    const [mine] = b.useProfiles.getState().profiles
    b.deleteProfile(mine)
    expect((await tab()).useProfiles.getState().profiles.map((p) => p.name)).toEqual(['of a'])

    const view = (name: string) => ({ name, hash: 'asat=auto' })
    a.keepUsual('k', 'one', [view('of a')])
    b.keepUsual('k', 'one', [view('of b'), view('also of b')])
    b.keepUsual('k', 'one', [view('of b')])
    a.keepUsual('other', 'two', [view('elsewhere')])
    await vi.waitFor(async () => {
      const c = await tab()
      await c.loadUsual()
      expect(
        c
          .usualFor('k', 'one')
          .views.map((v) => v.name)
          .sort(),
      ).toEqual(['of a', 'of b'])
      expect(c.usualFor('other', 'two').views).toHaveLength(1)
    }, 20_000)
  })

  it('take over only what each of them changed', () => {
    expect(listOfTabs(['a', 'b'], ['a', 'c'], ['a', 'b', 'd'], String)).toEqual(['a', 'c', 'd'])
    expect(recordOfTabs({ x: 1, y: { p: 1 } }, { y: { p: 2 } }, { x: 1, y: { p: 1, q: 3 }, z: 4 })).toEqual({
      y: { p: 2, q: 3 },
      z: 4,
    })
  })
})
