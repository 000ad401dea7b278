/** Two machines over one folder: they see the same, whoever writes when, and a new passphrase loses nothing. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { listCode, roundCode } from '../../src/cocoon/code.ts'
import type { PhoneRound } from '../../src/cocoon/roundFile.ts'
import type { GivenRound } from '../../src/cocoon/sheet.ts'
import { dayOf, minuteNow } from '../../src/core/base/time.ts'

vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))

/** A folder in memory, as far as the page asks for one. */
class Dir {
  readonly kind = 'directory'
  readonly files = new Map<string, Uint8Array<ArrayBuffer>>()
  readonly dirs = new Map<string, Dir>()
  gone = false
  constructor(readonly name: string) {}
  async *entries(): AsyncGenerator<[string, { kind: string; name: string }]> {
    if (this.gone) throw new Error('the network is gone')
    for (const name of this.files.keys()) yield [name, { kind: 'file', name }]
    for (const [name, d] of this.dirs) yield [name, d]
  }
  async getFileHandle(name: string, { create = false } = {}) {
    if (!this.files.has(name) && !create) throw new Error(`${name} is not there`)
    return {
      getFile: async () => ({ arrayBuffer: async () => this.files.get(name)!.slice().buffer }),
      createWritable: async () => {
        let all = new Uint8Array()
        return {
          write: async (b: Uint8Array<ArrayBuffer>) => void (all = b.slice()),
          close: async () => void this.files.set(name, all),
        }
      },
    }
  }
  async getDirectoryHandle(name: string) {
    if (!this.dirs.has(name)) this.dirs.set(name, new Dir(name))
    return this.dirs.get(name)!
  }
  async removeEntry(name: string) {
    this.files.delete(name)
  }
}

/** A machine of its own: page, shelf and name. */
async function machine() {
  const shelf = new IDBFactory()
  globalThis.indexedDB = shelf
  vi.resetModules()
  const [team, visits, store, seal, rounds, sent, given] = await Promise.all([
    import('../../src/state/team.ts'),
    import('../../src/state/visits.ts'),
    import('../../src/state/store.ts'),
    import('../../src/state/seal.ts'),
    import('../../src/state/rounds.ts'),
    import('../../src/state/sent.ts'),
    import('../../src/desk/leaving/givenRounds.ts'),
  ])
  await visits.loadVisits()
  const homes = () =>
    store.useStore
      .getState()
      .visits.filter((v) => !v.removed)
      .map((v) => v.home)
      .sort()
  const tick = (home: string) =>
    visits.record({ home, list: 'C', outcome: 'spoken', note: '', at: 29_900_000 })
  return { ...team, ...visits, ...seal, ...rounds, ...sent, ...given, homes, tick, shelf }
}

beforeEach(() => {
  vi.stubGlobal('localStorage', {
    getItem: () => null,
    setItem: () => undefined,
    removeItem: () => undefined,
  })
})
const open = (m: Awaited<ReturnType<typeof machine>>, dir: Dir, words: string) =>
  m.openTeam(dir as unknown as FileSystemDirectoryHandle, words)

describe('two machines over one folder', () => {
  it('see the same; the passphrase opens it whatever its case', { timeout: 90_000 }, async () => {
    const dir = new Dir('Team North')
    const [a, b] = [await machine(), await machine()]
    await a.tick('1')
    await open(a, dir, 'lamp in the hall')
    await b.tick('2')
    await expect(open(b, dir, 'lamp in the hell')).rejects.toThrow(b.NotOpened)
    await open(b, dir, 'Lamp-in-the-Hall')
    expect(b.homes()).toEqual(['1', '2'])
    await a.syncTeam()
    expect(a.homes()).toEqual(['1', '2'])
    // what one says of a round stands at the other
    await a.say('round', 'C-1', { officer: 'PC Amin' })
    await a.syncTeam()
    await b.syncTeam()
    await b.say('round', 'C-1', { officer: 'PC Osei' })
    await b.syncTeam()
    await a.syncTeam()
    for (const m of [a, b])
      expect(m.itemsOf(m.useTeam.getState().items, 'round').map((i) => i.value)).toEqual([
        { officer: 'PC Osei' },
      ])
    // a mark at a door of the invented town is no team's, and stands on no sheet of a real file
    await a.say('door', 'k1', { address: '1 Quill Row', warning: 'dog', sample: true })
    await a.say('door', 'k2', { address: '2 High Street', warning: 'steps' })
    const marked = (m: typeof a, sample: boolean) =>
      Object.values(m.marksOf(m.useTeam.getState().items, sample)).map((d) => d.address)
    expect([marked(a, true), marked(a, false)]).toEqual([['1 Quill Row'], ['2 High Street']])
    await a.syncTeam()
    await b.syncTeam()
    expect([marked(b, true), marked(b, false)]).toEqual([[], ['2 High Street']])
    // nothing in the folder can be read without it
    const all = [...dir.dirs.get('segments')!.files.values()]
      .map((f) => new TextDecoder('latin1').decode(f))
      .join()
    expect(all).not.toMatch(/spoken|Amin|segment/)
  })

  it('forget a home that one of them erased', { timeout: 90_000 }, async () => {
    const dir = new Dir('Team North')
    const [a, b] = [await machine(), await machine()]
    await open(a, dir, 'lamp in the hall')
    await open(b, dir, 'lamp in the hall')
    await a.tick('1')
    const mine = await b.tick('1')
    await b.tick('2')
    for (const m of [a, b, a]) await m.syncTeam()
    expect(a.homes()).toEqual(['1', '1', '2'])
    // what b put right meanwhile comes too late
    await b.correct(mine, { note: 'by the gate' })
    expect(await a.eraseAtHome(new Set(['1']))).toBe(2)
    for (const m of [a, b, a]) await m.syncTeam()
    expect([a.homes(), b.homes()]).toEqual([['2'], ['2']])
    // a third sees nothing of it in what lies there
    const c = await machine()
    await open(c, dir, 'lamp in the hall')
    expect(c.homes()).toEqual(['2'])
    expect(JSON.stringify((await c.boardNow()).visits)).not.toMatch(/gate|"home":"1"/)
  })

  it(
    'go on when the network comes back, and say while it is gone that it is',
    { timeout: 90_000 },
    async () => {
      const dir = new Dir('Team North')
      const [a, b] = [await machine(), await machine()]
      await open(a, dir, 'lamp in the hall')
      await open(b, dir, 'lamp in the hall')
      dir.gone = true
      await a.tick('1')
      await a.syncTeam()
      expect(a.useTeam.getState().problem).toBe('the network is gone')
      dir.gone = false
      await a.syncTeam()
      expect(a.useTeam.getState().problem).toBeUndefined()
      await b.syncTeam()
      expect(b.homes()).toEqual(['1'])
    },
  )

  it(
    'lose nothing by a new passphrase, the one that was off that day neither',
    { timeout: 90_000 },
    async () => {
      const dir = new Dir('Team North')
      const [a, b] = [await machine(), await machine()]
      await open(a, dir, 'lamp in the hall')
      await open(b, dir, 'lamp in the hall')
      await a.tick('1')
      await b.tick('2')
      await b.syncTeam()
      await a.changePassphrase('door on the latch')
      await b.tick('3')
      await b.syncTeam()
      expect(b.useTeam.getState().status).toBe('changed')
      await expect(open(b, dir, 'lamp in the hall')).rejects.toThrow(b.NotOpened)
      await open(b, dir, 'door on the latch')
      await a.syncTeam()
      for (const m of [a, b]) {
        expect(m.homes()).toEqual(['1', '2', '3'])
        expect(m.useTeam.getState()).toMatchObject({ status: 'on', unread: [] })
      }
      // a third that comes later needs the new one alone
      const c = await machine()
      await open(c, dir, 'door on the latch')
      expect(c.homes()).toEqual(['1', '2', '3'])
    },
  )

  it(
    'change a passphrase, the one over the other: the later is told of it',
    { timeout: 60_000 },
    async () => {
      const dir = new Dir('team')
      const [a, b] = [await machine(), await machine()]
      await open(a, dir, 'lamp in the hall')
      await open(b, dir, 'lamp in the hall')
      await a.changePassphrase('door on the latch')
      const lock = dir.files.get('team-0002.cocoon-team')
      await expect(b.changePassphrase('cat on the stairs')).rejects.toThrow(/changed on another machine/)
      expect(dir.files.get('team-0002.cocoon-team')).toBe(lock)
      await open(b, dir, 'door on the latch')
      expect(b.useTeam.getState()).toMatchObject({ status: 'on', problem: undefined })
    },
  )
})

const NOW = minuteNow(new Date())
const DAY = 1440
const round = (code: string, shift = 0): PhoneRound => ({
  ...{ cocoon: 'round', version: 1, code, title: 'Elm Street', marking: 'OFFICIAL', shift },
  ...{ asAt: 1, expires: 90_000, length: 1, minutes: 1, beats: [], tiers: [] },
  calls: [
    {
      ...{ label: '1', address: '1 Elm Street', homes: [{ key: '1', flat: '' }] },
      ...{ relation: 'near', why: '', tier: '', due: 1, expires: 90_000, lng: 0, lat: 0 },
    },
  ],
})

describe('what a machine has not handed over', () => {
  it('reaches the team after its days too, and counts from then', { timeout: 90_000 }, async () => {
    const dir = new Dir('Team North')
    const [a, b] = [await machine(), await machine()]
    await a.keepRound(round('C-2211-7QKM-1R'))
    const old = { outcome: 'spoken' as const, note: '', at: NOW - 400 * DAY }
    const own = await a.record({ ...old, home: 'walked', list: 'C-2211-7QKM-1R' })
    await a.record({ ...old, home: 'of the desk', list: 'C-other' })
    await open(a, dir, 'lamp in the hall')
    await open(b, dir, 'lamp in the hall')
    // the desk’s own record is past its days and not shared; the result that was never sent is
    expect(b.homes()).toEqual(['walked'])
    // the next start of the desk does not erase what came only now
    globalThis.indexedDB = b.shelf
    expect(await b.eraseOldVisits(180)).toBe(0)
    expect(b.homes()).toEqual(['walked'])
    // later it ends as any other
    const gone = { items: [{ id: own.id, kind: 'late', at: NOW - 181 * DAY }] }
    const { lateIds } = await import('../../src/cocoon/teamFolder.ts')
    expect(lateIds(gone.items as never, 180, dayOf(NOW)).size).toBe(0)
    expect([...lateIds(b.useTeam.getState().items, 180, dayOf(NOW))]).toEqual([own.id])
  })

  it('is not said to be late where the desk has it', { timeout: 90_000 }, async () => {
    const dir = new Dir('Team North')
    const [a, b] = [await machine(), await machine()]
    await a.keepRound(round('C-2211-7QKM-1R'))
    const own = await a.record({
      ...{ home: 'walked', list: 'C-2211-7QKM-1R', outcome: 'spoken', note: '', at: NOW - 400 * DAY },
    })
    await a.markSent([own], NOW)
    await a.confirmSent([own])
    await open(a, dir, 'lamp in the hall')
    await open(b, dir, 'lamp in the hall')
    expect(b.homes()).toEqual([])
  })
})

describe('the invented town', () => {
  it(
    'stays out of the folder: its visits, its rounds, and what is left of them',
    { timeout: 90_000 },
    async () => {
      const dir = new Dir('Team North')
      const [a, b] = [await machine(), await machine()]
      await a.keepRound(round('C-SAMPLE', 7))
      await a.give([round('C-PAPER', 7)], 'paper', 'PC Amin')
      const said = { outcome: 'spoken' as const, note: '', at: NOW }
      await a.record({ ...said, home: 'flagged', list: 'C-gone', sample: true })
      await a.record({ ...said, home: 'by its round', list: 'C-SAMPLE' })
      await a.record({ ...said, home: 'by its sheet', list: 'C-PAPER' })
      await a.record({ ...said, home: 'real', list: 'C-REAL' })
      await a.takeIn({ code: 'C-PAPER', sample: true })
      await open(a, dir, 'lamp in the hall')
      await open(b, dir, 'lamp in the hall')
      expect(b.homes()).toEqual(['real'])
      expect(b.useTeam.getState().items.filter((i) => i.kind === 'round')).toEqual([])
    },
  )
})

describe('rounds given out together', () => {
  it('stand on the board in the order of their numbers', async () => {
    const m = await machine()
    const list = listCode(dayOf(NOW), 'twelve')
    const codes = Array.from({ length: 12 }, (_, i) => roundCode(list, i + 1))
    await m.give(
      codes.toReversed().map((code) => round(code)),
      'paper',
    )
    expect(m.givenNow().map((g) => g.code)).toEqual(codes)
  })
})

describe('the board', () => {
  it('is kept first and a passphrase is asked for after, once it holds addresses of people', async () => {
    const m = await machine()
    const { useGuard } = await import('../../src/desk/leaving/guard.ts')
    const asked = () => useGuard.getState().answer !== undefined
    await m.give([round('C-TOWN', 7)], 'paper')
    await new Promise((r) => setTimeout(r, 20))
    expect(asked()).toBe(false)
    await m.give([round('C-REAL', 0)], 'paper')
    expect(m.givenNow().map((g) => g.code)).toEqual(['C-TOWN', 'C-REAL'])
    await vi.waitFor(() => expect(asked()).toBe(true))
  })
})

describe('a round that is printed again', () => {
  it('stays split between its officers, and what was found since it was first given out stands', async () => {
    const m = await machine()
    const call = (k: number) => ({
      ...round('C', 0).calls[0],
      label: String(k),
      homes: [{ key: `${k}`, flat: '' }],
    })
    const whole = { ...round('C-2211-7QKM-1R', 0), calls: [1, 2, 3].map(call) } as PhoneRound
    await m.give([whole], 'paper', 'PC Amin')
    await m.splitBetween(m.givenNow()[0], 1, 'PC Bell', NOW)
    const first = m.givenNow()
    vi.setSystemTime(Date.now() + 7_200_000)
    await m.give([whole], 'paper')
    vi.useRealTimers()
    const lines = () => m.givenNow().map((g) => [g.code, g.officer, g.homes.map((h) => h.key).join(), g.at])
    expect(lines()).toEqual(first.map((g) => [g.code, g.officer, g.homes.map((h) => h.key).join(), g.at]))
    expect(
      lines()
        .map(([, officer, homes]) => [officer, homes])
        .sort(),
    ).toEqual([
      ['PC Amin', '1'],
      ['PC Bell', '2,3'],
    ])
  })
})

describe('a round long past its last day', () => {
  const given = (expires: number): GivenRound => ({
    ...{ code: 'C-2211-7QKM-1R', title: 'Elm Street', officer: 'PC Amin', how: 'paper' },
    ...{ at: (expires - 3) * DAY, expires, calls: 1, homes: [] },
  })
  const out = (m: Awaited<ReturnType<typeof machine>>) =>
    m.itemsOf(m.useTeam.getState().items, 'round').length
  const on = (day: number) => new Date(Date.UTC(1970, 0, 1 + day, 12))
  const today = dayOf(NOW)

  it('is not taken off by one clock that jumped', async () => {
    const m = await machine()
    await m.say('round', 'C-2211-7QKM-1R', given(today))
    for (let i = 0; i < 5; i++) await m.takeInOld(on(today + 700))
    expect(out(m)).toBe(1)
  })

  it('is taken off when the board was opened on seven further days', async () => {
    const m = await machine()
    await m.say('round', 'C-2211-7QKM-1R', given(today))
    for (let d = 8; d < 15; d++) await m.takeInOld(on(today + d))
    expect(out(m)).toBe(1)
    await m.takeInOld(on(today + 15))
    expect(out(m)).toBe(0)
  })

  it('is taken off at once where another machine’s clock says the same', async () => {
    const [m, other] = [await machine(), await machine()]
    await other.tick('1')
    const { visits } = await other.boardNow()
    globalThis.indexedDB = m.shelf
    await m.say('round', 'C-2211-7QKM-1R', given(dayOf(29_900_000) - 8))
    await m.takeBoard({ visits, items: [] })
    await m.takeInOld(on(dayOf(29_900_000)))
    expect(out(m)).toBe(0)
  })
})
