/** What lies on the shelf is locked; with a passphrase only that opens it, and while locked things can be added but not read. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createStore, promisifyRequest } from 'idb-keyval'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PhoneRound } from '../../src/cocoon/roundFile.ts'

vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  // the visits of these tests are of other years
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => (k === 'cocoon.settings' ? '{"visitDays":0}' : null),
    setItem: () => undefined,
  })
})

/** A page over the same shelf. */
async function openPage() {
  vi.resetModules()
  const [keep, vault, visits, rounds, ticks, log, load, erase, seal, store, drafts] = await Promise.all([
    import('../../src/state/keep.ts'),
    import('../../src/state/vault.ts'),
    import('../../src/state/visits.ts'),
    import('../../src/state/rounds.ts'),
    import('../../src/state/ticks.ts'),
    import('../../src/state/log.ts'),
    import('../../src/state/load.ts'),
    import('../../src/state/erase.ts'),
    import('../../src/state/seal.ts'),
    import('../../src/state/instance.ts'),
    import('../../src/state/drafts.ts'),
  ])
  await load.loadKept()
  const held = () => store.useStore.getState().visits
  const state = () => vault.useVault.getState().state
  return {
    ...keep,
    ...vault,
    ...visits,
    ...rounds,
    ...ticks,
    ...log,
    ...load,
    ...erase,
    ...seal,
    ...drafts,
    held,
    state,
  }
}

/** All that lies on the shelf, as whoever copies the disk would read it. */
const disk = async (): Promise<string> =>
  createStore('cocoon', 'kept')('readonly', async (s) => {
    const keys = await promisifyRequest(s.getAllKeys())
    const all = await promisifyRequest<unknown[]>(s.getAll())
    return (
      JSON.stringify(keys) +
      JSON.stringify(all, (_, v: unknown) =>
        v instanceof Uint8Array ? Buffer.from(v).toString('latin1') : v,
      )
    )
  })

const WORDS = 'lantern cupboard elbow parsnip'
const at = 30_000_000
const door = { home: '100012345', list: 'C-1', outcome: 'spoken', note: 'gate on the left', at } as const
const call = (label: string, key: string, flat = '') => ({
  ...{ label, address: `${label} Elm Street`, homes: [{ key, flat }], relation: 'near' as const, why: '' },
  ...{ tier: 'A', due: 0, expires: 99_000, lng: -1.2, lat: 53 },
})
const round: PhoneRound = {
  ...{ cocoon: 'round', version: 1, code: 'C-1', title: 'Elm Street', marking: 'OFFICIAL' },
  ...{ asAt: 99_000, expires: 99_000, length: 10, minutes: 5, beats: [], tiers: [], shift: 0 },
  calls: [
    call('1', '11'),
    call('2', '22'),
    {
      ...call('3', '31', 'Flat 1'),
      homes: [
        { key: '31', flat: 'Flat 1' },
        { key: '32', flat: 'Flat 2' },
      ],
    },
  ],
}

describe('the shelf', () => {
  it('holds no address, note, name or reason that can be read, passphrase or not', async () => {
    const page = await openPage()
    const { key } = { key: await page.makeKey('open sesame 12345') }
    await page.keepRound(round, key)
    await page.record(door)
    page.giveReason('PC 7781 Smith', 'cocooning')
    await page.log('print', 'round of Elm Street')
    await page.keepDraft('100012345', { note: 'side gate', ticks: [] })
    const secret = /Elm|gate|Smith|100012345/
    expect(await disk()).not.toMatch(secret)
    await page.setPassphrase(WORDS, page.protects)
    expect(page.state()).toBe('open')
    expect(await disk()).not.toMatch(secret)
    // and all of it is there
    const next = await openPage()
    expect(next.state()).toBe('locked')
    await next.unlock(WORDS, false)
    await next.loadKept()
    expect(next.held()).toMatchObject([door])
    expect(next.useRounds.getState().rounds.map((k) => k.round)).toEqual([round])
    expect(next.isSealKey(next.useRounds.getState().rounds[0].key)).toBe(true)
    expect((await next.readLog()).map((l) => [l.who, l.detail])).toEqual([
      ['PC 7781 Smith', 'round of Elm Street'],
    ])
    expect(next.draftOf('100012345')?.note).toBe('side gate')
  })

  it('of an earlier version is locked when it is first opened', async () => {
    const visit = { ...door, id: 'abcdef-1', incident: '', device: 'abcdef', revision: 0 }
    await createStore('cocoon', 'kept')('readwrite', (s) => {
      s.put(visit, 'visit/abcdef-1')
      s.put({ round }, 'round/C-1')
      return promisifyRequest(s.transaction)
    })
    expect(await disk()).toMatch(/Elm.*gate|gate.*Elm/)
    const page = await openPage()
    expect(page.held()).toEqual([visit])
    expect(await disk()).not.toMatch(/Elm|gate/)
  })

  it('does not let one record stand in for another', async () => {
    const page = await openPage()
    const a = await page.record(door)
    const b = await page.record({ ...door, home: '2' })
    await createStore('cocoon', 'kept')('readwrite', async (s) => {
      const raw = await promisifyRequest<unknown>(s.get(`visit/${a.id}`))
      s.put(raw, `visit/${b.id}`)
      return promisifyRequest(s.transaction)
    })
    expect((await openPage()).held().map((v) => v.id)).toEqual([a.id])
  })
})

describe('a lock that is not known here', () => {
  const lay = (vault: unknown) =>
    createStore('cocoon', 'kept')('readwrite', (s) => {
      s.put(vault, 'self/vault')
      return promisifyRequest(s.transaction)
    })
  it.each([[{ id: 'x', mode: 'passphrase 2', locked: new Uint8Array(9) }], [null], ['']])(
    'is not replaced, and nothing under it is put aside: %j',
    async (vault) => {
      const page = await openPage()
      await page.record(door)
      await lay(vault)
      const before = await disk()
      vi.resetModules()
      const visits = await import('../../src/state/visits.ts')
      const erase = await import('../../src/state/erase.ts')
      await expect(visits.loadVisits()).rejects.toThrow(/newer Cocoon.*Nothing was changed/)
      await expect(visits.record(door)).rejects.toThrow(/newer Cocoon/)
      expect(await disk()).toBe(before)
      await erase.eraseEverything(false)
      expect(await disk()).toBe('[][]')
      await visits.record(door)
    },
  )
})

describe('a passphrase', () => {
  it('that is wrong opens nothing, and loses nothing', async () => {
    const page = await openPage()
    await page.record(door)
    await page.setPassphrase(WORDS, page.protects)
    const next = await openPage()
    expect(next.held()).toEqual([])
    await expect(next.unlock('lantern cupboard elbow turnip', false)).rejects.toThrow(next.NotOpened)
    expect(next.state()).toBe('locked')
    expect(await next.allAside()).toEqual([])
    await expect(next.put('visit', `${await next.deviceId()}-1`, () => 1)).rejects.toThrow(/locked/)
    await next.unlock(WORDS, false)
    await next.loadVisits()
    expect(next.held()).toHaveLength(1)
  })

  it('typed for a shift serves pages opened until it ends', async () => {
    const page = await openPage()
    await page.record(door)
    await page.setPassphrase(WORDS, page.protects)
    await (await openPage()).unlock(WORDS, true)
    expect((await openPage()).state()).toBe('open')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 3_600_000 })
    expect((await openPage()).state()).toBe('locked')
    vi.useRealTimers()
    // and the key is gone, not only too old
    expect((await openPage()).state()).toBe('locked')
  })

  it('typed for a shift on a clock that ran ahead is not kept for longer than a shift', async () => {
    const page = await openPage()
    await page.record(door)
    await page.setPassphrase(WORDS, page.protects)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 24 * 3_600_000 })
    await (await openPage()).unlock(WORDS, true)
    expect((await openPage()).state()).toBe('open')
    vi.useRealTimers()
    // the clock was put right: the shift would end in a month
    expect((await openPage()).state()).toBe('locked')
  })

  it('can be taken off again, and nothing is lost', async () => {
    const page = await openPage()
    await page.record(door)
    await page.setPassphrase(WORDS, page.protects)
    await page.dropPassphrase(page.protects)
    const next = await openPage()
    expect(next.state()).toBe('device')
    expect(next.held()).toMatchObject([door])
  })

  it('set in one tab while another records loses neither', async () => {
    const [a, b] = [await openPage(), await openPage()]
    await a.record(door)
    await Promise.all([
      a.setPassphrase(WORDS, a.protects),
      ...[1, 2, 3, 4].map((n) => b.record({ ...door, home: String(n) })),
    ])
    const next = await openPage()
    await next.unlock(WORDS, false)
    await next.loadVisits()
    expect(next.held()).toHaveLength(5)
    expect(await next.allAside()).toEqual([])
  })
})

describe('while locked', () => {
  it('a door is ticked and a note written, which nobody reads before the passphrase', async () => {
    const page = await openPage()
    await page.keepRound(round)
    await page.setPassphrase(WORDS, page.protects)
    const locked = await openPage()
    const tick = { code: '', flat: '', outcome: 'refused', note: 'blue van', ticks: [], at } as const
    await locked.tickLocked({ ...tick, label: '2' })
    await locked.tickLocked({ ...tick, label: '3', flat: '2', code: 'c-1' })
    await locked.tickLocked({ ...tick, label: '3' })
    await locked.tickLocked({ ...tick, label: '9' })
    expect(locked.useTicks.getState().n).toBe(4)
    expect(await disk()).not.toMatch(/van/)
    expect(await locked.all('tick', (v) => v ?? undefined)).toEqual([])
    await locked.unlock(WORDS, false)
    await locked.loadKept()
    expect(locked.held().map((v) => [v.home, v.note, v.list])).toEqual([
      ['22', 'blue van', 'C-1'],
      ['32', 'blue van', 'C-1'],
    ])
    const { loose } = locked.useTicks.getState()
    expect(loose.map((t) => t.label)).toEqual(['3', '9'])
    await locked.placeTick(loose[0], round, round.calls[2].homes[0])
    await locked.dropTick(loose[1])
    expect(locked.held()).toHaveLength(3)
    expect(await locked.countOf('tick')).toBe(0)
  })

  it('what was begun without an outcome is the draft of its door once unlocked, or stays to be read', async () => {
    const page = await openPage()
    await page.keepRound(round)
    await page.setPassphrase(WORDS, page.protects)
    const locked = await openPage()
    const write = (label: string) =>
      locked.useBegun.setState({ code: '', label, flat: '', note: 'bell is broken ', ticks: ['leaflet'] })
    write('2')
    expect(await disk()).not.toMatch(/bell/)
    await locked.unlock(WORDS, false)
    await locked.loadKept()
    expect(locked.draftOf('22')).toEqual({ note: 'bell is broken', ticks: ['leaflet'] })
    expect(locked.held()).toEqual([])
    expect(locked.hasBegun(locked.useBegun.getState())).toBe(false)
    // a door is shown anew with it; a second word joins the first
    expect(locked.useBegun.getState().placed).toBe(1)
    locked.useBegun.setState({ label: '2', note: 'side gate' })
    await locked.loadKept()
    expect(locked.draftOf('22')?.note).toBe('bell is broken; side gate')
    // a number that no sheet has, or a house of several flats: nothing is guessed, nothing is lost
    for (const label of ['9', '3', '']) {
      write(label)
      await locked.loadKept()
      expect(locked.useBegun.getState()).toMatchObject({ label, note: 'bell is broken ' })
    }
    // a number alone is nothing said: the next lock begins without it, for it may be of another round
    locked.useBegun.setState({ code: 'C-1', label: '3', flat: '', note: ' ', ticks: [] })
    await locked.loadKept()
    expect(locked.useBegun.getState()).toMatchObject({ code: '', label: '' })
    locked.dropBegun()
    expect(locked.hasBegun(locked.useBegun.getState())).toBe(false)
  })

  it('a log cannot be kept over an erasing, and everything can be erased', async () => {
    const page = await openPage()
    await page.log('print', 'x')
    await page.setPassphrase(WORDS, page.protects)
    const locked = await openPage()
    await expect(locked.eraseEverything(true)).rejects.toThrow(/locked/)
    await locked.eraseEverything(false)
    expect(await disk()).toBe('[][]')
  })

  it('erasing takes the key along, and locks a log that stays under another', async () => {
    const page = await openPage()
    await page.record(door)
    await page.log('print', 'x')
    const before = await disk()
    const id = /"id":"(\w+)"/.exec(before)![1]
    await page.eraseEverything(true)
    const after = await disk()
    expect(after).not.toContain(id)
    expect((await (await openPage()).readLog()).map((l) => [l.n, l.what])).toEqual([
      [1, 'print'],
      [2, 'erase'],
    ])
  })
})

describe('two tabs', () => {
  it('are opened by one unlock and locked by one lock; the one that set the passphrase stays open', async () => {
    const a = await openPage()
    await a.record(door)
    const stopA = a.followLock(() => undefined)
    await a.setPassphrase(WORDS, a.protects)
    const b = await openPage()
    expect(b.state()).toBe('locked')
    const stopB = b.followLock(() => undefined)
    await vi.waitFor(() => expect(b.held()).toHaveLength(1))
    expect([a.state(), b.state()]).toEqual(['open', 'open'])
    await b.lockNow()
    await vi.waitFor(() => expect(a.state()).toBe('locked'))
    expect([a.held(), b.held()]).toEqual([[], []])
    stopA()
    stopB()
  })
})
