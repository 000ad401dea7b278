/** What a tab is at outlives it: project, series and the steps that can be undone come back, a row of a file never is kept. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createStore, promisifyRequest } from 'idb-keyval'
import { beforeEach, describe, expect, it, vi } from 'vitest'

const session = new Map<string, string>()
const held = new Set<string>()
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  session.clear()
  held.clear()
  vi.stubGlobal('addEventListener', () => undefined)
  vi.stubGlobal('removeEventListener', () => undefined)
  vi.stubGlobal('document', { addEventListener: () => undefined, removeEventListener: () => undefined })
  vi.stubGlobal('navigator', {
    locks: {
      request: (name: string, _: unknown, then: (lock: unknown) => unknown) => {
        const free = !held.has(name)
        if (free) held.add(name)
        return Promise.resolve(then(free ? {} : null))
      },
      query: () => Promise.resolve({ held: [...held].map((name) => ({ name })) }),
    },
  })
})

/** A page over the same shelf; `own` is the storage of its tab. */
async function openTab(own = new Map<string, string>()) {
  vi.resetModules()
  vi.stubGlobal('sessionStorage', {
    getItem: (k: string) => own.get(k) ?? null,
    setItem: (k: string, v: string) => void own.set(k, v),
    clear: () => own.clear(),
  })
  const [work, change, store, erase] = await Promise.all([
    import('../../src/state/work.ts'),
    import('../../src/state/change.ts'),
    import('../../src/state/instance.ts'),
    import('../../src/state/erase.ts'),
  ])
  const found = await work.takeUp()
  const open = (name: string) =>
    store.useStore.setState({
      incidents: { name, sample: false, files: [{ name }], table: { fingerprint: name } } as never,
    })
  return { ...work, ...change, ...erase, found, open, own, store: store.useStore }
}
type Tab = Awaited<ReturnType<typeof openTab>>
/** A tab that is closed, or loaded again, lets go of its lock. */
const close = (tab: Tab) => void held.delete(`cocoon.work.${tab.thisTab()}`)

const shelf = () =>
  createStore('cocoon', 'kept')('readonly', async (s) => ({
    keys: (await promisifyRequest(s.getAllKeys())) as string[],
    text: JSON.stringify(await promisifyRequest(s.getAll()), (_, v: unknown) =>
      v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v,
    ),
  }))

async function worked(tab: Tab, name = 'evil.csv'): Promise<void> {
  tab.open(name)
  tab.change('title', { title: 'Elm Street' })
  tab.change('notes', { briefingNotes: 'gate at number 4' })
  tab.change('series', { series: [{ id: 'a', name: 'Vans', notes: 'white van', members: ['0123456789a'] }] })
  tab.undo()
  await tab.keepNow()
}

describe('work', () => {
  it('knows whether its files were added to each other or opened together', async () => {
    const first = await openTab()
    const [a, b] = ['a.csv', 'b.csv'].map((name) => ({ name }))
    const loaded = (files: object[], base?: object) =>
      first.store.setState({
        incidents: { name: 'a', sample: false, files, table: { fingerprint: 'a' }, base } as never,
      })
    const kept = () => {
      first.change('title', { title: 'Elm Street' })
      return first.soundWork(first.workOf(first.store.getState(), 'tab'))
    }
    loaded([a, b])
    expect(kept()).toMatchObject({ files: ['a.csv', 'b.csv'] })
    expect(kept()).not.toHaveProperty('oneByOne')
    loaded([b], { name: 'a', files: [a] })
    expect(kept()).toMatchObject({ files: ['a.csv', 'b.csv'], oneByOne: true })
  })

  it('comes back after a reload with its history, and lies on the shelf unreadable', async () => {
    const first = await openTab()
    expect(first.found).toBeUndefined()
    await worked(first)
    const { project, past, future } = first.store.getState()
    expect((await shelf()).text).not.toMatch(/Elm|gate at|white van|evil/)
    close(first)
    const { found } = await openTab(first.own)
    expect(found).toMatchObject({ files: ['evil.csv'], sample: false })
    expect(found!.project).toEqual(project)
    expect(found!.past.map((p) => [p.what, p.project])).toEqual(past.map((p) => [p.what, p.project]))
    expect(found!.future.map((p) => [p.what, p.project])).toEqual(future.map((p) => [p.what, p.project]))
  })

  it('of a tab that is open is left alone, that of one that is gone is taken up by the next', async () => {
    const first = await openTab()
    await worked(first)
    const second = await openTab()
    expect(second.found).toBeUndefined()
    expect(second.thisTab()).not.toBe(first.thisTab())
    await worked(second, 'other.csv')
    close(first)
    expect((await openTab()).found?.files).toEqual(['evil.csv'])
  })

  it('in a tab that was doubled gets a record of its own', async () => {
    const first = await openTab()
    await worked(first)
    const doubled = await openTab(new Map(first.own))
    expect(doubled.thisTab()).not.toBe(first.thisTab())
    expect(doubled.found).toBeUndefined()
  })

  it('of the sample is kept once something was done, and not before', async () => {
    const tab = await openTab()
    tab.store.setState({ incidents: { name: 's', sample: true, files: [], table: {} } as never })
    await tab.keepNow()
    expect((await shelf()).keys.filter((k) => k.startsWith('work/'))).toEqual([])
    tab.change('title', { title: 'mine' })
    await tab.keepNow()
    close(tab)
    expect((await openTab()).found).toBeUndefined()
    expect((await openTab(tab.own)).found).toMatchObject({ sample: true, project: { title: 'mine' } })
  })

  it('is let go after its days, and erased with everything else', async () => {
    const tab = await openTab()
    await worked(tab)
    close(tab)
    const next = await openTab(tab.own)
    const later = new Date(Date.now() + (next.WORK_DAYS + 1) * 86_400_000)
    const on = (d: number) => new Date(later.getTime() + d * 86_400_000)
    const { believes } = await import('../../src/state/believed.ts')
    await believes(Math.floor(Date.now() / 86_400_000))
    // by a clock that jumped it is not taken up, and not let go of before seven further days
    for (let d = 0; d < 7; d++) expect(await next.takeUp(on(d))).toBeUndefined()
    expect((await shelf()).keys.filter((k) => k.startsWith('work/'))).toHaveLength(1)
    expect(await next.takeUp(on(7))).toBeUndefined()
    expect((await shelf()).keys.filter((k) => k.startsWith('work/'))).toEqual([])
    await worked(next)
    await next.eraseEverything(false)
    expect((await shelf()).keys).toEqual([])
  })

  it.each([
    [null],
    [{ version: 1 }],
    [{ version: 9, tab: 'a', at: 1, sample: false, files: [], beside: [] }],
  ])('that is none is put aside: %j', async (value) => {
    const tab = await openTab()
    await createStore('cocoon', 'kept')('readwrite', (s) => {
      s.put(value, 'work/a')
      return promisifyRequest(s.transaction)
    })
    expect(await tab.takeUp()).toBeUndefined()
    expect((await shelf()).keys).toContain('aside/work/a')
  })

  it('with a history that breaks off keeps what of it can be read', async () => {
    const { soundWork, workOf } = await openTab()
    const { emptyProject } = await import('../../src/state/project.ts')
    const step = (title: string) => ({ project: { ...emptyProject, title }, what: title })
    const kept = structuredClone(
      workOf(
        {
          incidents: { name: 'f', sample: false, files: [] },
          ...{ boundaries: [], tracks: [], overlays: [], future: [] },
          ...{ project: emptyProject, past: [step('a'), step('b'), step('c')] },
        } as never,
        't',
      ),
    ) as { past: unknown[] }
    expect(soundWork(kept)?.past.map((p) => p.what)).toEqual(['a', 'b', 'c'])
    kept.past[1] = null
    expect(soundWork(kept)?.past.map((p) => p.what)).toEqual(['c'])
  })
})
