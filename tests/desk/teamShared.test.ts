/** Profiles, protocol and plans of a team: whoever changes what when, all machines end with the same. */
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { IDBFactory } from 'fake-indexeddb'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type Board, EMPTY_BOARD, mergeBoards } from '../../src/cocoon/teamFolder.ts'
import { settle, type Texts } from '../../src/desk/teamShared.ts'

describe('settling', () => {
  const none = new Set<string>()
  it('tells what is new here, takes what is new there, and notices what both changed', () => {
    expect(
      settle(
        { a: '1', b: '1', c: '2' },
        { b: '2', c: '1', d: '1', e: '1' },
        { b: '1', c: '1', e: '1' },
        none,
      ),
    ).toEqual({
      say: ['a', 'c'],
      take: ['b', 'd', 'e'],
      both: [],
      gone: [],
    })
    expect(settle({ a: '1' }, { a: '2' }, { a: '3' }, none).both).toEqual(['a'])
  })
  it('deletes only what somebody deleted on purpose, and not what was changed here since', () => {
    expect(settle({ a: '1' }, {}, { a: '1' }, new Set(['a'])).gone).toEqual(['a'])
    expect(settle({ a: '2' }, {}, { a: '1' }, new Set(['a'])).say).toEqual(['a'])
    // another file is open: its plans are not here
    expect(settle({}, { a: '1' }, { a: '1' }, none).take).toEqual(['a'])
  })
  it('ends with the same on every machine', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(2), fc.nat(2), fc.nat(9)), { maxLength: 30 }), (steps) => {
        const team = new Map<string, string>()
        const machines = [0, 1, 2].map(() => ({ here: {} as Record<string, string>, agreed: {} as Texts }))
        const meet = (m: (typeof machines)[number]) => {
          const now = Object.fromEntries(team)
          const s = settle(m.here, now, m.agreed, none)
          for (const id of [...s.take, ...s.both]) m.here[id] = now[id]
          for (const id of s.say) team.set(id, m.here[id])
          m.agreed = { ...m.agreed, ...now, ...Object.fromEntries(s.say.map((id) => [id, m.here[id]])) }
        }
        for (const [who, id, value] of steps) {
          const m = machines[who]
          if (value > 6) meet(m)
          else m.here[`x${id}`] = String(value)
        }
        for (let k = 0; k < 2; k++) machines.forEach(meet)
        for (const m of machines) expect(m.here).toEqual(Object.fromEntries(team))
      }),
    )
  })
})

/** A machine of its own: page, shelf and what it remembers. */
async function machine() {
  globalThis.indexedDB = new IDBFactory()
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (k: string) => kept.get(k) ?? null,
    setItem: (k: string, v: string) => void kept.set(k, v),
    removeItem: (k: string) => void kept.delete(k),
  })
  vi.resetModules()
  const [team, store, profiles, settings, shared] = await Promise.all([
    import('../../src/state/team.ts'),
    import('../../src/state/store.ts'),
    import('../../src/state/profiles.ts'),
    import('../../src/state/settings.ts'),
    import('../../src/desk/teamShared.ts'),
  ])
  const shelf = globalThis.indexedDB
  const storage = globalThis.localStorage
  /** everything a page does runs over its own shelf */
  const own = async <T>(f: () => Promise<T>): Promise<T> => {
    globalThis.indexedDB = shelf
    vi.stubGlobal('localStorage', storage)
    return f()
  }
  return {
    ...{ ...store, ...profiles, ...settings, ...shared },
    own,
    meet: (board: Board): Promise<Board> =>
      own(async () => {
        await team.takeBoard(mergeBoards(board))
        await shared.shareWithTeam()
        return mergeBoards(board, { visits: [], items: team.useTeam.getState().items })
      }),
  }
}

describe('two machines', () => {
  beforeEach(() => vi.unstubAllGlobals())
  const profile = (name: string) => ({ name, header: ['Crime No', name], options: {}, saved: '2026-11-20' })
  const names = (m: Awaited<ReturnType<typeof machine>>) =>
    m.useProfiles
      .getState()
      .profiles.map((p) => p.name)
      .sort()

  it('share profiles and protocol, and a deletion reaches the other once', async () => {
    const a = await machine()
    await a.own(async () => a.joinProfiles([profile('A')]))
    await a.own(async () => a.keepSettings({ protocol: { eachSide: 3, of: 'vehicles' } }))
    let board = await a.meet(EMPTY_BOARD)
    const b = await machine()
    await b.own(async () => b.joinProfiles([profile('B')]))
    board = await b.meet(board)
    expect(names(b)).toEqual(['A', 'B'])
    // how the team works, not which of the two lists is open
    expect(b.useSettings.getState().protocol).toEqual({ eachSide: 3 })
    expect(b.useStore.getState().project.params.cocooning).toEqual({ eachSide: 3 })
    board = await a.meet(board)
    expect(names(a)).toEqual(['A', 'B'])
    expect(a.useSettings.getState().protocol).toEqual({ eachSide: 3, of: 'vehicles' })
    // nothing more to say: the folder stays as it is
    const size = board.items.length
    for (const m of [a, b]) board = await m.meet(board)
    expect(board.items.map((i) => i.revision)).toEqual(board.items.map(() => 0))
    expect(board.items).toHaveLength(size)

    const gone = a.useProfiles.getState().profiles.find((p) => p.name === 'B')!
    await a.own(async () => {
      a.deleteProfile(gone)
      const { layoutKey } = await import('../../src/import/meaning/options.ts')
      await a.withdraw('profile', layoutKey(gone.header))
    })
    board = await a.meet(board)
    board = await b.meet(board)
    expect([names(a), names(b)]).toEqual([['A'], ['A']])
    // undone here, it is back everywhere
    await a.own(async () => a.joinProfiles([gone]))
    board = await a.meet(board)
    await b.meet(board)
    expect(names(b)).toEqual(['A', 'B'])
  })
})
