/** What two tabs, a lock or an erasing that come in the middle of something do: nothing doubled, nothing lost, nothing that comes back. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createStore, promisifyRequest } from 'idb-keyval'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PhoneRound } from '../../src/cocoon/roundFile.ts'

beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => (k === 'cocoon.settings' ? '{"visitDays":0}' : null),
    setItem: () => undefined,
  })
})

/** A page over the same shelf. */
async function openPage() {
  vi.resetModules()
  const parts = await Promise.all([
    import('../../src/state/keep.ts'),
    import('../../src/state/vault.ts'),
    import('../../src/state/visits.ts'),
    import('../../src/state/rounds.ts'),
    import('../../src/state/ticks.ts'),
    import('../../src/state/erase.ts'),
    import('../../src/state/drafts.ts'),
    import('../../src/state/load.ts'),
    import('../../src/state/store.ts'),
  ])
  const [keep, vault, visits, rounds, ticks, erase, drafts, load, store] = parts
  const held = () => store.useStore.getState().visits
  await load.loadKept()
  return { ...keep, ...vault, ...visits, ...rounds, ...ticks, ...erase, ...drafts, ...load, held }
}

const names = (): Promise<string[]> =>
  createStore('cocoon', 'kept')('readonly', async (s) => (await promisifyRequest(s.getAllKeys())) as string[])

const WORDS = 'lantern cupboard elbow parsnip'
const at = 30_000_000
const door = { home: '11', list: 'C-1', outcome: 'spoken', note: 'gate on the left', at } as const
const round: PhoneRound = {
  ...{ cocoon: 'round', version: 1, code: 'C-1', title: 'Elm Street', marking: 'OFFICIAL' },
  ...{ asAt: 99_000, expires: 99_000, length: 10, minutes: 5, beats: [], tiers: [], shift: 0 },
  calls: [
    {
      ...{ label: '1', address: '1 Elm Street', homes: [{ key: '11', flat: '' }], relation: 'near' },
      ...{ why: '', tier: 'A', due: 0, expires: 99_000, lng: -1.2, lat: 53 },
    },
  ],
}

describe('two tabs side by side', () => {
  it('show what either records without being looked away from', async () => {
    const [a, b] = [await openPage(), await openPage()]
    const stop = b.followVisits()
    const held = (page: typeof a) =>
      page.held().filter((v) => !v.removed).map((v) => v.home) // prettier-ignore
    const made = await a.record(door)
    await expect.poll(() => held(b)).toEqual(['11'])
    await a.correct(made, { removed: true })
    await expect.poll(() => held(b)).toEqual([])
    stop()
  })
})

describe('a call recorded while locked', () => {
  const tick = { code: '', label: '1', flat: '', outcome: 'refused', note: 'van', ticks: [], at } as const

  it('counts once, however many tabs open at one unlock', async () => {
    const page = await openPage()
    await page.keepRound(round)
    await page.setPassphrase(WORDS, page.protects)
    const a = await openPage()
    await a.tickLocked(tick)
    const b = await openPage()
    await a.unlock(WORDS, false)
    await b.unlock(WORDS, false)
    await Promise.all([a.loadKept(), b.loadKept(), a.loadKept()])
    expect((await names()).filter((n) => /^(visit|tick)\//.test(n))).toHaveLength(1)
    expect([a.useTicks.getState().n, b.useTicks.getState().n]).toEqual([0, 0])
  })

  it('is among the results that an erasing would lose, locked or not', async () => {
    const page = await openPage()
    await page.setPassphrase(WORDS, page.protects)
    const locked = await openPage()
    await locked.tickLocked(tick)
    expect(await locked.unsentResults()).toBe(1)
    await locked.unlock(WORDS, false)
    await locked.loadKept()
    // no round is known: it is still to be placed
    expect(await locked.unsentResults()).toBe(1)
  })

  it('counts once where the page ended between its record and its end', async () => {
    const page = await openPage()
    await page.keepRound(round)
    await page.tickLocked(tick)
    const raw = await createStore('cocoon', 'kept')('readonly', (s) =>
      promisifyRequest<unknown>(s.get('tick/00000001')),
    )
    await page.placeTicks()
    await createStore('cocoon', 'kept')('readwrite', (s) => {
      s.put(raw, 'tick/00000001')
      return promisifyRequest(s.transaction)
    })
    await page.placeTicks()
    expect(await page.countOf('visit')).toBe(1)
    expect(await page.countOf('tick')).toBe(0)
  })
})

describe('everything erased', () => {
  it('takes along what was being written meanwhile', async () => {
    const page = await openPage()
    await page.record(door)
    const writing = [
      page.record(door),
      page.put('work', 'tab', () => ({ note: 'gate' })),
      page.keepDraft('11', { note: 'gate', ticks: [] }),
    ]
    const done = Promise.allSettled(writing)
    await page.eraseEverything(false)
    await done
    expect(await names()).toEqual([])
  })

  it('counts on where the log stays: no later record has the id of one that went to the desk', async () => {
    const page = await openPage()
    const before = await page.record(door)
    await page.eraseEverything(true)
    const after = await page.record(door)
    expect(after.device).toBe(before.device)
    expect(after.id).not.toBe(before.id)
  })

  it('leaves no key of a shift that was typed meanwhile', async () => {
    const page = await openPage()
    await page.record(door)
    await page.setPassphrase(WORDS, page.protects)
    const next = await openPage()
    const typed = next.unlock(WORDS, true).catch(() => undefined)
    await page.eraseEverything(false)
    await typed
    expect(await names()).toEqual([])
  })
})

describe('a lock', () => {
  it('kept for a shift ends on the disk with it, though the page stays open', async () => {
    const page = await openPage()
    await page.record(door)
    await page.setPassphrase(WORDS, page.protects)
    await page.unlock(WORDS, true)
    expect(await names()).toContain('self/shift')
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 3_600_000 })
    await page.loadKept()
    vi.useRealTimers()
    expect(await names()).not.toContain('self/shift')
  })

  it('that comes while a note is written loses no word of it', async () => {
    const page = await openPage()
    await page.keepDraft('11', { note: 'side gate', ticks: [] })
    const writing = page.keepDraft('11', { note: 'side gate, bell broken', ticks: [] })
    page.hideDrafts()
    await writing
    await page.loadDrafts()
    expect(page.draftOf('11')?.note).toBe('side gate, bell broken')
  })
})

describe('what was let go', () => {
  it('does not come back by a note on it', async () => {
    const page = await openPage()
    await page.put('extract', 'tab', (old) => old)
    expect(await names()).not.toContain('extract/tab')
    await page.keepRound(round, undefined, new Date(0))
    const later = new Date((round.expires + 3) * 86_400_000)
    await Promise.all([page.loadRounds(later), page.drop('round', 'C-1')])
    expect(await names()).not.toContain('round/C-1')
  })
})

describe('changes of one record', () => {
  it('are made in the order in which this tab asked for them, however long each takes to be locked', async () => {
    const page = await openPage()
    await page.setPassphrase(WORDS, page.protects)
    // the longer a record, the longer its lock takes: the first are the longest
    const pad = (k: number) => 'x'.repeat(400_000 / (k + 1))
    const changes = Array.from({ length: 12 }, (_, k) =>
      page.put('draft', 'one', (old) => {
        const all = (old as { all: number[] } | undefined)?.all ?? []
        return { all: [...all, k], pad: pad(k) }
      }),
    )
    // one of them that fails holds up none behind it
    const failed = page.put('draft', 'one', () => {
      throw new Error('no')
    })
    const after = page.put('draft', 'one', (old) => ({ ...(old as object), last: true }))
    await Promise.all([...changes, expect(failed).rejects.toThrow('no'), after])
    expect(await page.one('draft', 'one')).toMatchObject({
      all: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
      last: true,
    })
  })
})
