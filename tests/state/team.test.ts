/** Two machines over one folder: they see the same, whoever writes when, and a new passphrase loses nothing. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'

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
  const [team, visits, store, seal] = await Promise.all([
    import('../../src/state/team.ts'),
    import('../../src/state/visits.ts'),
    import('../../src/state/store.ts'),
    import('../../src/state/seal.ts'),
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
  return { ...team, ...visits, ...seal, homes, tick }
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
  it('see the same; the passphrase opens it whatever its case', { timeout: 30_000 }, async () => {
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
    // nothing in the folder can be read without it
    const all = [...dir.dirs.get('segments')!.files.values()]
      .map((f) => new TextDecoder('latin1').decode(f))
      .join()
    expect(all).not.toMatch(/spoken|Amin|segment/)
  })

  it(
    'go on when the network comes back, and say while it is gone that it is',
    { timeout: 30_000 },
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
    { timeout: 30_000 },
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
})
