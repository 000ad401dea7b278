/** At a door: what is tapped is on disk before it is said, and what was typed outlives every mistake. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Outcome } from '../../src/cocoon/visits.ts'

const local = new Map<string, string>()
const open = async () => {
  vi.resetModules()
  const [recording, drafts, visits, store] = await Promise.all([
    import('../../src/street/recording.ts'),
    import('../../src/state/drafts.ts'),
    import('../../src/state/visits.ts'),
    import('../../src/state/store.ts'),
  ])
  await visits.loadVisits()
  await drafts.loadDrafts()
  return { ...recording, ...drafts, ...visits, held: () => store.useStore.getState().visits }
}
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  local.clear()
  // the visits of these tests are of other years
  local.set('cocoon.settings', '{"visitDays":0}')
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => local.get(k) ?? null,
    setItem: (k: string, v: string) => void local.set(k, v),
    removeItem: (k: string) => void local.delete(k),
  })
})

const said = (outcome: Outcome, note = '') => ({
  list: 'R',
  outcome,
  note,
  ticks: ['camera'] as const,
  at: 100,
})

describe('Undo', () => {
  it('gives back the note and the ticks that went with the outcome', async () => {
    const page = await open()
    const written = await page.write([{ key: '1' }], said('refused', 'side gate open'))
    void page.keepDraft('1', undefined)
    await page.unwrite(written)
    expect(page.held().filter((v) => !v.removed)).toEqual([])
    expect(page.draftOf('1')).toEqual({ note: 'side gate open', ticks: ['camera'] })
    // and the next page finds it
    expect((await open()).draftOf('1')?.note).toBe('side gate open')
  })

  it('gives back a note that was put right after the tap', async () => {
    const page = await open()
    const written = await page.write([{ key: '1' }], said('spoken', 'dog'))
    await page.correct(written[0].after, { note: 'dog, and a camera at the back' })
    await page.unwrite(written)
    expect(page.draftOf('1')?.note).toBe('dog, and a camera at the back')
  })

  it('keeps a note that was begun at that door since beside the one that comes back, and those of other doors', async () => {
    const page = await open()
    void page.keepDraft('2', { note: 'half a note', ticks: [] })
    const written = await page.write([{ key: '1' }], said('card left', 'old'))
    void page.keepDraft('1', { note: 'new', ticks: [] })
    await page.unwrite(written)
    expect([page.draftOf('1')?.note, page.draftOf('2')?.note]).toEqual(['old; new', 'half a note'])
  })

  it('of one outcome for several flats gives each its own note back', async () => {
    const page = await open()
    void page.keepDraft('1', { note: 'gate', ticks: [] })
    void page.keepDraft('2', { note: 'dog', ticks: ['leaflet'] })
    const written = await page.write([{ key: '1' }, { key: '2' }], said('no answer', 'gate'))
    // what was begun at the other flat is in its record
    expect(page.held().map((v) => [v.home, v.note, v.ticks])).toEqual([
      ['1', 'gate', ['camera']],
      ['2', 'dog; gate', ['camera', 'leaflet']],
    ])
    for (const key of ['1', '2']) void page.keepDraft(key, undefined)
    await page.unwrite(written)
    expect(page.draftOf('2')).toEqual({ note: 'dog; gate', ticks: ['camera', 'leaflet'] })
  })

  it('pressed while a note is being put right takes the record back and keeps the note', async () => {
    const page = await open()
    const written = await page.write([{ key: '1' }], said('spoken', 'dog'))
    void page.keepDraft('1', { note: 'dog, two', ticks: [] })
    // the field is left by the press on Undo
    const put = page.mend(written[0].after, { note: 'dog, two', ticks: [] })
    await Promise.all([page.unwrite(written), put])
    expect(page.held().filter((v) => !v.removed)).toEqual([])
    expect(page.draftOf('1')?.note).toBe('dog, two')
  })

  it('of a correction puts the record back and keeps what was typed', async () => {
    const page = await open()
    const [{ after }] = await page.write([{ key: '1' }], said('spoken', 'first'))
    const written = await page.write([{ key: '1', last: after }], { ...said('refused', 'second'), ticks: [] })
    expect(page.held()).toHaveLength(1)
    await page.unwrite(written)
    expect(page.held()[0]).toMatchObject({ outcome: 'spoken', note: 'first', ticks: ['camera'] })
    expect(page.draftOf('1')?.note).toBe('second')
  })
})

describe('a tap', () => {
  it.each(['no answer', 'card left', 'call back'] as const)(
    'after "%s" is a second call',
    async (outcome) => {
      const page = await open()
      const [{ after }] = await page.write([{ key: '1' }], { ...said(outcome), ticks: [] })
      await page.write([{ key: '1', last: after }], said('spoken'))
      expect(page.held().map((v) => v.outcome)).toEqual([outcome, 'spoken'])
    },
  )
})

describe('a draft', () => {
  it('lives as long as the page where the browser keeps nothing', async () => {
    const page = await open()
    const full = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new Error('denied')
    })
    await page.keepDraft('1', { note: 'half a note', ticks: ['leaflet'] })
    full.mockRestore()
    expect(page.draftOf('1')).toEqual({ note: 'half a note', ticks: ['leaflet'] })
    expect((await open()).draftOf('1')).toBeUndefined()
  })

  it('of an earlier version is read; one that is damaged is none', async () => {
    local.set(
      'cocoon.drafts',
      JSON.stringify({ 1: 'note alone', 2: { note: 7 }, 3: { note: 'x', ticks: ['photo'] } }),
    )
    const page = await open()
    expect([1, 2, 3].map((k) => page.draftOf(String(k)))).toEqual([
      { note: 'note alone', ticks: [] },
      undefined,
      { note: 'x', ticks: [] },
    ])
    // and is readable no longer
    expect(local.has('cocoon.drafts')).toBe(false)
    local.set('cocoon.drafts', '{')
    expect((await open()).draftOf('1')?.note).toBe('note alone')
  })
})

describe('what was being written', () => {
  it('ends when a visit of its day would, by a clock that is believed', async () => {
    const page = await open()
    const on = (d: number) => new Date(Date.now() + d * 86_400_000)
    await page.keepDraft('1', { note: 'half a note', ticks: [] })
    // a jump of the clock ends nothing until seven further days
    for (let d = 181; d < 188; d++) await page.loadDrafts(180, on(d))
    page.hideDrafts()
    await page.loadDrafts(180, on(187))
    expect(page.draftOf('1')?.note).toBe('half a note')
    page.hideDrafts()
    await page.loadDrafts(180, on(188))
    expect(page.draftOf('1')).toBeUndefined()
    expect((await open()).draftOf('1')).toBeUndefined()
  })

  it('begins its days when an earlier version kept it without one', async () => {
    const page = await open()
    const { one, put } = await import('../../src/state/keep.ts')
    await put('draft', 'all', () => ({ '1': { note: 'old', ticks: [] } }))
    await page.loadDrafts(180, new Date())
    expect(page.draftOf('1')?.note).toBe('old')
    expect(await one('draft', 'all')).toMatchObject({ '1': { at: expect.any(Number) } })
  })
})

describe('a browser that is out of room', () => {
  /** The nth thing put into the store fails, as where the quota is used up. */
  const full = (nth: number) => {
    let n = 0
    const { add } = IDBObjectStore.prototype
    return vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...a
    ) {
      if (++n >= nth) throw new DOMException('no room', 'QuotaExceededError')
      return add.apply(this, a)
    })
  }

  it('records all flats of one tap or none, and the next tap counts each once', async () => {
    const page = await open()
    const flats = ['1', '2', '3', '4'].map((key) => ({ key }))
    const store = full(3)
    await expect(page.write(flats, said('no answer'))).rejects.toThrow()
    expect(page.held()).toEqual([])
    store.mockRestore()
    expect((await open()).held()).toEqual([])
    await page.write(flats, said('no answer'))
    expect(page.held().map((v) => v.home)).toEqual(['1', '2', '3', '4'])
    expect((await open()).held()).toHaveLength(4)
  })

  it('writes a note that found no room with the next that does', async () => {
    const page = await open()
    const { put } = IDBObjectStore.prototype
    const store = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...a
    ) {
      if (a[1] === 'draft/all') throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, a)
    })
    await page.keepDraft('1', { note: 'side gate', ticks: [] })
    store.mockRestore()
    await page.keepDraft('2', { note: 'bell broken', ticks: [] })
    const next = await open()
    expect([next.draftOf('1')?.note, next.draftOf('2')?.note]).toEqual(['side gate', 'bell broken'])
  })

  it('takes all flats of one tap back or none', async () => {
    const page = await open()
    const written = await page.write([{ key: '1' }, { key: '2' }], said('no answer'))
    let n = 0
    const { put } = IDBObjectStore.prototype
    const store = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...a
    ) {
      if (String(a[1]).startsWith('visit/') && ++n >= 2)
        throw new DOMException('no room', 'QuotaExceededError')
      return put.apply(this, a)
    })
    await expect(page.unwrite(written)).rejects.toThrow()
    store.mockRestore()
    expect((await open()).held().filter((v) => !v.removed)).toHaveLength(2)
    expect(page.draftOf('1')).toBeUndefined()
  })
})

describe('the order of calls at one door', () => {
  it('is that in which they were made, in the hour that comes twice and within a minute', async () => {
    const page = await open()
    // nine others first: the tenth record of a device comes after its ninth
    for (let i = 1; i < 9; i++) await page.write([{ key: `other ${i}` }], said('refused'))
    const shut = (await page.write([{ key: '1' }], { ...said('no answer'), at: 110 }))[0].after
    await page.write([{ key: '1', last: shut }], { ...said('spoken'), at: 110 })
    const at = (key: string) =>
      page
        .held()
        .filter((v) => v.home === key)
        .map((v) => v.outcome)
    expect(at('1')).toEqual(['no answer', 'spoken'])
    // 01:50 in summer time, then 01:10 in winter time: 20 minutes later
    const before = (await page.write([{ key: '2' }], { ...said('no answer'), at: 110 }))[0].after
    await page.write([{ key: '2', last: before }], { ...said('spoken'), at: 70 })
    expect(at('2')).toEqual(['no answer', 'spoken'])
    // a clock that was wrong by more is not believed
    const wrong = (await page.write([{ key: '3' }], { ...said('no answer'), at: 900 }))[0].after
    const right = await page.write([{ key: '3', last: wrong }], { ...said('spoken'), at: 70 })
    expect(right[0].after.at).toBe(70)
  })
})
