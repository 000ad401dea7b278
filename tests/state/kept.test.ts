/** What is kept on a machine: visits, rounds and the log survive the tab, and erasing leaves nothing. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { PhoneRound } from '../../src/cocoon/roundFile.ts'
import { readVisits, visitsText } from '../../src/cocoon/visitFile.ts'
import type { Visit } from '../../src/cocoon/visits.ts'

vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))

type Page = Awaited<ReturnType<typeof openPage>>

/** A fresh page over the same storage: what a killed tab leaves is what the next one finds. */
async function openPage() {
  vi.resetModules()
  const [keep, visits, rounds, sent, log, erase, store] = await Promise.all([
    import('../../src/state/keep.ts'),
    import('../../src/state/visits.ts'),
    import('../../src/state/rounds.ts'),
    import('../../src/state/sent.ts'),
    import('../../src/state/log.ts'),
    import('../../src/state/erase.ts'),
    import('../../src/state/store.ts'),
  ])
  await visits.loadVisits()
  const held = () => store.useStore.getState().visits
  return { keep, ...visits, ...rounds, ...sent, ...log, ...erase, held }
}

const local = new Map<string, string>()
beforeEach(() => {
  globalThis.indexedDB = new IDBFactory()
  local.clear()
  // the visits of these tests are of other years
  local.set('cocoon.settings', '{"visitDays":0}')
  vi.stubGlobal(
    'localStorage',
    new Proxy(
      {
        getItem: (k: string) => local.get(k) ?? null,
        setItem: (k: string, v: string) => void local.set(k, v),
        removeItem: (k: string) => void local.delete(k),
      },
      {
        ownKeys: () => [...local.keys()],
        getOwnPropertyDescriptor: () => ({ enumerable: true, configurable: true }),
      },
    ),
  )
})

const door = (home: string, outcome: Visit['outcome'] = 'spoken') => ({
  home,
  list: 'C-2211-7QKM-1R',
  outcome,
  note: '',
  at: 100,
})

describe('visits', () => {
  it('are on disk when the promise resolves, and there after the tab was killed', async () => {
    const first = await openPage()
    const a = await first.record(door('1'))
    const b = await first.record(door('2', 'leaflet'))
    expect(a.id).toBe(`${a.device}-1`)
    expect(b.id).toBe(`${a.device}-2`)
    const next = await openPage()
    expect(next.held()).toEqual([a, b])
    // the numbering goes on: no id is ever given twice
    expect((await next.record(door('3'))).id).toBe(`${a.device}-3`)
  })

  it('recorded in two tabs at once keep different ids', async () => {
    const [a, b] = [await openPage(), await openPage()]
    await Promise.all(
      [...Array(10).keys()].flatMap((i) => [a.record(door(`a${i}`)), b.record(door(`b${i}`))]),
    )
    const all = (await openPage()).held()
    expect(all.length).toBe(20)
    expect(new Set(all.map((v) => v.id)).size).toBe(20)
    expect(new Set(all.map((v) => v.device)).size).toBe(1)
  })

  it('can be taken back, and no older copy brings them back', async () => {
    const page = await openPage()
    const v = await page.record(door('1'))
    const old = visitsText(page.held())
    const gone = await page.correct(v, { removed: true })
    expect(gone).toMatchObject({ id: v.id, removed: true, revision: 1 })
    expect(await page.join(readVisits(old).visits)).toEqual({ added: 0, corrected: 0, known: 1 })
    expect((await openPage()).held()).toEqual([gone])
    // putting it right afterwards is a further revision
    expect(await page.correct(gone, { outcome: 'refused' })).toEqual({
      ...v,
      outcome: 'refused',
      revision: 2,
    })
  })

  it('of one home can be erased; no copy, corrected or not, brings them back', async () => {
    const page = await openPage()
    const v = await page.record({ ...door('1', 'refused'), note: 'by the bins' })
    const taken = await page.correct(await page.record(door('1')), { removed: true })
    const other = await page.record(door('2'))
    const old = visitsText(page.held())
    const mended: Visit = { ...v, note: 'by the gate', revision: 7 }
    expect(await page.eraseAtHome(new Set(['1', 'address #of it']))).toBe(2)
    expect(await page.join([...readVisits(old).visits, mended, taken])).toEqual({
      added: 0,
      corrected: 0,
      known: 1,
      erased: 2,
    })
    // a tab that has not heard of it yet
    await page.correctAll([{ visit: v, patch: { note: 'by the bins' } }])
    const next = await openPage()
    for (const held of [page.held(), next.held()]) {
      expect(held.filter((r) => !r.removed)).toEqual([other])
      expect(held.filter((r) => r.removed)).toHaveLength(2)
      expect(visitsText(held)).not.toMatch(/bins|gate|refused|"home":"1"/)
    }
    // what stays of it is read by whoever it is sent to, and ends when the visit would have
    expect(readVisits(visitsText(page.held())).visits).toHaveLength(3)
    expect(page.held().map((r) => Math.floor(r.at / 1440))).toEqual([0, 0, 0])
    expect(await page.eraseAtHome(new Set(['1']))).toBe(0)
  })

  it('of a second device join once, however often and in whatever order', async () => {
    const page = await openPage()
    const mine = await page.record(door('1', 'no answer'))
    const other: Visit = { ...mine, id: 'zz-1', device: 'zz', home: '2', at: 90 }
    const mended: Visit = { ...other, outcome: 'vacant', revision: 1 }
    expect(await page.join([other])).toEqual({ added: 1, corrected: 0, known: 0 })
    expect(await page.join([mended, mine])).toEqual({ added: 0, corrected: 1, known: 1 })
    expect(await page.join([other, mended, mine])).toEqual({ added: 0, corrected: 0, known: 2 })
    expect((await openPage()).held()).toEqual([mended, mine])
  })

  it('that were taken back before they came are kept, and told as no visit', async () => {
    const page = await openPage()
    const mine = await page.record(door('1', 'no answer'))
    const come = ['a', 'b'].map((id, i): Visit => ({ ...mine, id, device: 'zz', home: id, at: 90 + i }))
    const undone: Visit = { ...mine, id: 'c', device: 'zz', removed: true, revision: 1 }
    expect(await page.join([...come, undone])).toEqual({ added: 2, corrected: 0, known: 0 })
    expect(await page.join([...come, undone])).toEqual({ added: 0, corrected: 0, known: 2 })
    expect(page.held()).toHaveLength(4)
  })

  it('say so when there is no room left, and what to do', async () => {
    const page = await openPage()
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('no', 'QuotaExceededError')
    })
    await expect(page.record(door('1'))).rejects.toThrow(/no room left.*Free some space.*\.$/)
    full.mockRestore()
    expect((await openPage()).held()).toEqual([])
  })

  it('say so when the browser keeps nothing', async () => {
    const page = await openPage()
    vi.spyOn(globalThis.indexedDB, 'open').mockImplementation(() => {
      throw new Error('denied')
    })
    vi.resetModules()
    const { record } = await import('../../src/state/visits.ts')
    await expect(record(door('1'))).rejects.toThrow(/did not keep it \(denied\)/)
    // a browser without such storage has no words of its own
    vi.restoreAllMocks()
    globalThis.indexedDB = undefined as never
    vi.resetModules()
    const { rawOf } = await import('../../src/state/shelf.ts')
    await expect(rawOf('visit/x')).rejects.toThrow(/did not keep it\. Leave private browsing/)
    expect(page.held()).toEqual([])
  })
})

const round = (code: string, expires: number): PhoneRound => ({
  cocoon: 'round',
  version: 1,
  code,
  title: 'Mill Rise',
  marking: 'OFFICIAL-SENSITIVE',
  asAt: expires - 42,
  expires,
  length: 100,
  minutes: 20,
  beats: [],
  tiers: [],
  shift: 0,
  calls: [
    {
      ...{ label: '1', address: '2 Mill Rise', homes: [{ key: '7', flat: '' }], relation: 'near', why: '' },
      ...{ tier: 'A', due: 0, expires, lng: -1.2, lat: 53 },
    },
  ],
})

describe('rounds', () => {
  const day = 20_000
  const at = (d: number) => new Date(d * 86_400_000 + 12 * 3_600_000)
  const codes = (p: Page) => p.useRounds.getState().rounds.map((k) => k.round.code)

  it('are there after the tab was killed, with the key their results go back under', async () => {
    const { makeKey, seal, unseal } = await import('../../src/state/seal.ts')
    await (await openPage()).keepRound(round('A', day), await makeKey('open sesame'), at(day))
    const next = await openPage()
    await next.loadRounds(at(day))
    const [kept] = next.useRounds.getState().rounds
    const back = await seal('visits', new Uint8Array([1]), kept.key!)
    expect((await unseal(back, 'open sesame')).content).toEqual(new Uint8Array([1]))
  })

  it('are of use on their last day, hidden after it, and erased on the seventh day after that', async () => {
    const page = await openPage()
    await page.keepRound(round('A', day), undefined, at(day))
    const late = await openPage()
    await late.loadRounds(at(day))
    expect(codes(late)).toEqual(['A'])
    await late.loadRounds(at(day + 1))
    expect(codes(late)).toEqual([])
    expect(late.useRounds.getState().hidden.map((k) => k.round.code)).toEqual(['A'])
    expect(late.hiddenWords(late.useRounds.getState().hidden[0])).toMatch(
      /is hidden; a clock put right shows it again.*7 more days/,
    )
    for (let d = 2; d <= 7; d++) for (let twice = 0; twice < 2; twice++) await late.loadRounds(at(day + d))
    expect(await late.keep.all('round', (v) => v)).toHaveLength(1)
    await late.loadRounds(at(day + 8))
    expect(await late.keep.all('round', (v) => v)).toEqual([])
    expect(late.useRounds.getState().erased[0]).toMatch(/^Round A was of use until .*addresses were erased/)
    await expect(late.keepRound(round('B', day), undefined, at(day + 1))).rejects.toThrow(/fresh list/)
  })

  it('are only hidden by a clock that jumps, and shown again when it is put right', async () => {
    const page = await openPage()
    await page.keepRound(round('A', day), undefined, at(day - 3))
    for (const jump of [day + 3650, day + 3651, day + 3656]) {
      const next = await openPage()
      await next.loadRounds(at(jump))
      expect(codes(next)).toEqual([])
    }
    const right = await openPage()
    await right.loadRounds(at(day - 2))
    expect(codes(right)).toEqual(['A'])
    // the days of the wrong clock are forgotten, and a jump while it is hidden is one day
    await right.loadRounds(at(day + 1))
    expect(right.useRounds.getState().hidden[0].hidden).toEqual({ seen: day + 1, days: 0 })
    await right.loadRounds(at(day + 400))
    await right.loadRounds(at(day + 2))
    expect(right.useRounds.getState().hidden[0].hidden).toEqual({ seen: day + 2, days: 1 })
    expect(await right.keep.all('round', (v) => v)).toHaveLength(1)
  })

  it('stay, however long ago they ended, until their results are known to be with the desk', async () => {
    const { makeKey } = await import('../../src/state/seal.ts')
    const page = await openPage()
    const code = door('1').list
    await page.keepRound(round(code, day), await makeKey('open sesame'), at(day))
    const v = await page.record(door('1'))
    for (let d = 1; d < 30; d++) await page.loadRounds(at(day + d))
    expect(await page.keep.all('round', (v) => v)).toHaveLength(1)
    const known = () => page.useResults.getState()
    expect(page.notSent(page.held(), known())).toEqual([v])
    expect(await page.unsentResults()).toBe(1)
    // a saved file may still lie on this device
    await page.markSent([v], 100)
    expect(page.notSent(page.held(), known())).toEqual([])
    expect(await page.unsentResults()).toBe(0)
    await page.loadRounds(at(day + 401))
    expect(await page.keep.all('round', (v) => v)).toHaveLength(1)
    // a correction since has not gone
    const mended = await page.correct(v, { note: 'gate locked' })
    expect(page.notSent(page.held(), known())).toEqual([mended])
    await page.markSent([mended], 101)
    await page.confirmSent([mended])
    await page.loadRounds(at(day + 402))
    expect(await page.keep.all('round', (v) => v)).toEqual([])
    expect(page.held()).toEqual([mended])
  })

  it('that are erased leave their results to be sent, under the key they came with, after a restart too', async () => {
    const { makeKey, seal, unseal } = await import('../../src/state/seal.ts')
    const page = await openPage()
    const code = door('1').list
    await page.keepRound(round(code, day), await makeKey('open sesame'), at(day))
    await page.record(door('1'))
    await page.eraseRound(code)
    const next = await openPage()
    await next.loadRounds(at(day))
    expect(codes(next)).toEqual([])
    expect(next.notSent(next.held(), next.useResults.getState())).toHaveLength(1)
    const file = await seal('visits', new Uint8Array([1]), next.useResults.getState().keys[code])
    expect((await unseal(file, 'Open Sesame')).content).toEqual(new Uint8Array([1]))
    // everything erased takes the keys too, whatever the log does
    await next.eraseEverything(true)
    expect(await next.keep.one('self', 'results')).toBeUndefined()
  })

  it('of the invented town go by its own calendar', async () => {
    const page = await openPage()
    await page.keepRound({ ...round('S', day), shift: -365 }, undefined, at(day + 365))
    expect(codes(page)).toEqual(['S'])
  })
})

describe('the log', () => {
  it('numbers its lines, with who and why as given today only', async () => {
    const page = await openPage()
    const monday = new Date(2026, 10, 23, 17, 40, 5)
    page.giveReason(' PC 1234 ', 'cocooning', monday)
    await page.log('print', '2 rounds', 'C-2211-7QKM', monday)
    await page.log('export', 'visits', '', new Date(2026, 10, 24, 8))
    // half an hour without a key or a touch, and it may be somebody else
    const at = (minutes: number) => new Date(monday.getTime() + minutes * 60_000)
    expect(page.reasonToday(at(30))?.who).toBe('PC 1234')
    expect(page.reasonToday(at(31))).toBeUndefined()
    page.stillHere(at(20))
    expect(page.reasonToday(at(50))?.who).toBe('PC 1234')
    // who comes back after that is not taken for the one who left
    page.stillHere(at(51))
    expect(page.reasonToday(at(51))).toBeUndefined()
    const lines = await (await openPage()).readLog()
    expect(lines.map((l) => [l.n, l.what, l.who, l.why])).toEqual([
      [1, 'print', 'PC 1234', 'cocooning'],
      [2, 'export', '', ''],
    ])
    expect(lines[0].at).toMatch(/^2026-11-23T17:40:05[+-]\d\d:\d\d$/)
    expect(page.reasonToday(new Date(2026, 10, 24))).toBeUndefined()
    expect(page.logRows(lines)[1]).toEqual([
      '1',
      lines[0].at,
      'print',
      '2 rounds',
      'PC 1234',
      'cocooning',
      'C-2211-7QKM',
    ])
  })
})

describe('erasing everything', () => {
  const fill = async () => {
    const page = await openPage()
    await page.record(door('1'))
    await page.keepRound(round('A', 99_999))
    page.giveReason('PC 1', 'why')
    localStorage.setItem('cocoon.settings', '{}')
    localStorage.setItem('other', 'stays')
    await page.log('print', 'x')
    return page
  }
  const kept = async () => {
    const { all } = await import('../../src/state/keep.ts')
    const kinds = await Promise.all((['visit', 'round', 'log', 'self'] as const).map((k) => all(k, (v) => v)))
    return kinds.map((k) => k.length)
  }

  it('leaves nothing, not even the name of the device', async () => {
    const page = await fill()
    await page.eraseEverything(false)
    expect(await kept()).toEqual([0, 0, 0, 0])
    expect(page.held()).toEqual([])
    expect([...local.keys()]).toEqual(['other'])
  })

  it('keeps the log where asked, and writes into it that the rest was erased', async () => {
    const page = await fill()
    await page.eraseEverything(true)
    expect((await kept()).slice(0, 3)).toEqual([0, 0, 2])
    expect((await page.readLog()).at(-1)).toMatchObject({ n: 2, what: 'erase' })
  })
})

describe('how long visits are kept', () => {
  const days = (n: number) => local.set('cocoon.settings', JSON.stringify({ visitDays: n }))
  const now = () => Math.floor(Date.now() / 60_000)

  it('erases those past their days when the page is opened, and logs how many', async () => {
    const page = await openPage()
    await page.record({ home: '1', list: 'L', outcome: 'spoken', note: '', at: now() - 40 * 1440 })
    await page.record({ home: '2', list: 'L', outcome: 'leaflet', note: '', at: now() - 2 * 1440 })
    expect((await openPage()).held()).toHaveLength(2)
    days(30)
    const later = await openPage()
    expect(later.held().map((v) => v.home)).toEqual(['2'])
    const lines = await later.readLog()
    expect(lines.at(-1)).toMatchObject({
      what: 'erase',
      detail: '1 visit older than 30 days, by the setting',
    })
    // looking again erases and logs nothing more
    await openPage()
    expect(await later.readLog()).toHaveLength(lines.length)
  })

  it('leaves results of a round that came here until the desk has them, however far the clock runs', async () => {
    const page = await openPage()
    await page.keepRound(round('A', 99_999))
    const own = await page.record({ ...door('1'), list: 'A', at: now() - 400 * 1440 })
    const gone = await page.record({ ...door('2'), list: 'A', at: now() - 400 * 1440 })
    const { confirmSent, markSent } = await import('../../src/state/sent.ts')
    await markSent([gone], now())
    days(180)
    // a file that was saved may still lie on this device
    expect((await openPage()).held()).toHaveLength(2)
    await confirmSent([gone])
    expect((await openPage()).held().map((v) => v.id)).toEqual([own.id])
  })

  it('erases nothing for seven further days after the clock jumped ahead', async () => {
    const page = await openPage()
    await page.record({ home: '1', list: 'L', outcome: 'spoken', note: '', at: now() })
    const on = (d: number) => new Date(Date.now() + d * 86_400_000)
    days(180)
    await page.eraseOldVisits(180, on(0))
    // two years ahead, as often as the page is opened
    for (let k = 0; k < 20; k++) expect(await page.eraseOldVisits(180, on(730))).toBe(0)
    // put right again: nothing was lost, and the next jump waits anew
    expect(await page.eraseOldVisits(180, on(1))).toBe(0)
    for (let d = 0; d < 7; d++) expect(await page.eraseOldVisits(180, on(730 + d))).toBe(0)
    expect(page.held()).toHaveLength(1)
    expect(await page.eraseOldVisits(180, on(737))).toBe(1)
    expect(page.held()).toHaveLength(0)
  })

  it('says what the setting erased, so that no visit here is not told as none made', async () => {
    const { noVisitWords } = await import('../../src/desk/leaving/noVisit.ts')
    const first = await openPage()
    expect(noVisitWords('the 2 homes of this list', await first.lastErased())).toBe(
      'No visit to the 2 homes of this list is recorded yet.',
    )
    await first.record({ ...door('1'), at: now() - 40 * 1440 })
    await first.log('erase', 'visits, by hand')
    days(30)
    const page = await openPage()
    expect(page.held()).toEqual([])
    const erased = await page.lastErased()
    expect(erased?.what).toBe('1 visit older than 30 days')
    expect(noVisitWords('the 2 homes of this list', { ...erased!, day: '2026-06-12' })).toBe(
      'No visit to the 2 homes of this list is kept here. On 12 Jun 2026 Cocoon erased 1 visit older than 30 days, as Settings say: some may have been to them.',
    )
  })

  it('counts results that are recorded at the desk itself as being there', async () => {
    const page = await openPage()
    await page.keepRound(round('A', 99_999), undefined, new Date(), { here: true })
    await page.record({ ...door('1'), list: 'A', at: now() - 400 * 1440 })
    days(180)
    expect((await openPage()).held()).toHaveLength(0)
  })

  it('erases nothing while the page stays open, whatever is being typed in the settings', async () => {
    const page = await openPage()
    await page.record({ home: '1', list: 'L', outcome: 'spoken', note: '', at: now() - 40 * 1440 })
    days(3)
    await page.loadVisits()
    expect(page.held()).toHaveLength(1)
  })

  it('keeps the last day and takes no number for what it is not', async () => {
    const page = await openPage()
    const at = (day: number) => ({ id: String(day), at: day * 1440 }) as Visit
    expect(page.splitByAge([at(70), at(69)], 30, 100)).toMatchObject({
      keep: [{ id: '70' }],
      over: [{ id: '69' }],
    })
    expect(page.splitByAge([at(1)], 0, 100).over).toEqual([])
    expect([page.soundDays(NaN), page.soundDays(-4), page.soundDays(2.6), page.soundDays(1e9)]).toEqual([
      0, 0, 3, 3650,
    ])
  })
})
