/** Everything this browser keeps is read record by record: what is broken is put aside, what is sound stands. */
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { createStore, promisifyRequest } from 'idb-keyval'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import fc from 'fast-check'
import { soundRound } from '../../src/cocoon/roundFile.ts'
import { soundVisit } from '../../src/cocoon/visitFile.ts'
import type { Visit } from '../../src/cocoon/visits.ts'

const local = new Map<string, string>()
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
  vi.resetModules()
})

const visit: Visit = {
  ...{ id: 'abcdef-1', home: '100', list: 'C-1', incident: '', outcome: 'spoken', at: 30_000_000 },
  ...{ device: 'abcdef', note: 'gate', revision: 0 },
}
const round = {
  ...{ cocoon: 'round', version: 1, code: 'C-2211-7QKM-1R', title: 'Mill Rise', marking: 'OFFICIAL' },
  ...{ asAt: 99_000, expires: 99_000, length: 10, minutes: 5, beats: [], tiers: [], shift: 0 },
  calls: [
    {
      ...{ label: '1', address: '2 Mill Rise', homes: [{ key: '7', flat: '' }], relation: 'near', why: '' },
      ...{ tier: 'A', due: 0, expires: 99_000, lng: -1.2, lat: 53 },
    },
  ],
}
const line = { n: 1, at: '2026-11-23T17:40:05+00:00', what: 'print', detail: '', who: '', why: '', list: '' }

/** Lays a value on the shelf as another version, or a fault, might have left it. */
const lay = (key: string, value: unknown) =>
  createStore('cocoon', 'kept')('readwrite', (s) => {
    s.put(value, key)
    return promisifyRequest(s.transaction)
  })

/** Values a record may be found as: nothing, other kinds, huge ones, names every object has, one part gone wrong. */
const broken = (good: Record<string, unknown>): fc.Arbitrary<unknown> =>
  fc.oneof(
    fc.constantFrom(null, 0, '', [], {}, true, 'x'.repeat(100_000), JSON.parse('{"__proto__":null}')),
    fc.jsonValue(),
    fc
      .tuple(
        fc.constantFrom(...Object.keys(good)),
        fc.oneof(fc.jsonValue(), fc.constantFrom(null, -1, 1e300, 'y'.repeat(1e5), { constructor: 1 })),
      )
      .map(([key, v]) => ({ ...good, [key]: v })),
    fc.constantFrom(...Object.keys(good)).map((key) => ({ ...good, [key]: undefined })),
  )

describe('the shelf', () => {
  it('with one visit that is nothing shows the others, and puts it aside once', async () => {
    await lay('visit/abcdef-1', visit)
    await lay('visit/abcdef-2', null)
    await lay('visit/abcdef-3', { ...visit, id: 'abcdef-3', outcome: 'eaten' })
    for (let page = 0; page < 2; page++) {
      vi.resetModules()
      const { loadVisits } = await import('../../src/state/visits.ts')
      const { useStore } = await import('../../src/state/store.ts')
      const { loadAside, useAside } = await import('../../src/state/aside.ts')
      await loadVisits()
      expect(useStore.getState().visits).toEqual([visit])
      await loadAside()
      expect(useAside.getState().aside.map((a) => [a.name, a.value])).toEqual([
        ['visit/abcdef-2', null],
        ['visit/abcdef-3', { ...visit, id: 'abcdef-3', outcome: 'eaten' }],
      ])
    }
    const { asideText, forgetAside, useAside } = await import('../../src/state/aside.ts')
    expect(JSON.parse(asideText(useAside.getState().aside)).records).toHaveLength(2)
    await forgetAside()
    expect(await (await import('../../src/state/keep.ts')).allAside()).toEqual([])
  })

  it('holds no readable address once visits of an earlier version were read', async () => {
    await lay('visit/abcdef-1', { ...visit, home: 'address 1 elm street' })
    const { loadVisits } = await import('../../src/state/visits.ts')
    const { useStore } = await import('../../src/state/store.ts')
    const { one } = await import('../../src/state/keep.ts')
    const { homeKey } = await import('../../src/cocoon/address.ts')
    await loadVisits()
    expect(JSON.stringify(await one('visit', 'abcdef-1'))).not.toContain('elm')
    expect(useStore.getState().visits[0].home).toBe(homeKey('', '1 Elm Street'))
  })

  it('is emptied in every tab when one erases everything', async () => {
    await lay('visit/abcdef-1', visit)
    const openTab = async () => {
      vi.resetModules()
      const [erase, visits, store] = await Promise.all([
        import('../../src/state/erase.ts'),
        import('../../src/state/visits.ts'),
        import('../../src/state/store.ts'),
      ])
      await visits.loadVisits()
      return { ...erase, held: () => store.useStore.getState().visits }
    }
    // one after the other: modules begun at once would be one tab
    const tab = await openTab()
    const other = await openTab()
    expect(other.held()).toEqual([visit])
    const told = new Promise<void>((done) => {
      const stop = other.followErase(() => (stop(), done()))
    })
    // the tab that erases hears itself too, and must not take itself for another
    const heard = vi.fn()
    const stopOwn = tab.followErase(heard)
    await tab.eraseEverything(false)
    await told
    stopOwn()
    expect(heard).not.toHaveBeenCalled()
    expect([tab.held(), other.held()]).toEqual([[], []])
  })

  it('with a round whose key is broken keeps it from being walked unlocked', async () => {
    await lay('round/a', { round })
    await lay('round/b', { round: { ...round, code: 'B' }, key: { iterations: 1 } })
    await lay('round/c', null)
    const { loadRounds, useRounds } = await import('../../src/state/rounds.ts')
    await loadRounds()
    expect(useRounds.getState().rounds).toEqual([{ round }])
  })

  it('whose counters and names were lost gives no id twice', async () => {
    const { record } = await import('../../src/state/visits.ts')
    const door = { home: '1', list: 'L', outcome: 'spoken', note: '', at: 1 } as const
    const first = await record(door)
    await lay('self/count of visit', 'many')
    const second = await record(door)
    await lay('self/count of visit', 0)
    const third = await record(door)
    expect(new Set([first.id, second.id, third.id]).size).toBe(3)
    await lay('self/device', null)
    expect((await record(door)).device).toMatch(/^[2-9a-z]{6}$/)
  })

  it('with lines that are none shows the rest of the log', async () => {
    await lay('log/0000000001', line)
    await lay('log/0000000002', { ...line, what: 'flew' })
    await lay('log/0000000003', undefined)
    const { readLog } = await import('../../src/state/log.ts')
    expect(await readLog()).toEqual([line])
  })

  it.each([
    ['visits', { ...visit }, soundVisit],
    ['rounds', round, soundRound],
  ] as const)('never stops on a broken record: %s', (_, good, sound) => {
    expect(sound(good)).toEqual(good)
    fc.assert(
      fc.property(broken(good as Record<string, unknown>), (v) => {
        const found = sound(v)
        // whatever is taken for sound is so again after a day on the shelf
        if (!found) return
        const back = JSON.parse(JSON.stringify(found)) as typeof found
        expect(sound(back)).toEqual(back)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the small storage', () => {
  const settings = async (json: unknown) => {
    local.set('cocoon.settings', typeof json === 'string' ? json : JSON.stringify(json))
    vi.resetModules()
    const { useSettings, defaultSettings } = await import('../../src/state/settings.ts')
    const { useAside } = await import('../../src/state/aside.ts')
    return { now: useSettings.getState(), defaultSettings, aside: useAside.getState().aside }
  }

  it('with own settings that are none keeps the others, and the page', async () => {
    const { now, defaultSettings, aside } = await settings({ own: null, marking: 'SECRET', units: 'miles' })
    expect(now).toEqual({ ...defaultSettings, marking: 'SECRET' })
    expect(aside.map((a) => a.name)).toEqual(['cocoon.settings/units', 'cocoon.settings/own'])
  })

  it('with one method’s own settings broken keeps those of the others', async () => {
    const { now, aside } = await settings('{"own":{"zones":null,"today":{"days":7},"__proto__":{"x":1}}}')
    expect(now.own).toEqual({ today: { days: 7 } })
    expect(aside.map((a) => a.name)).toEqual(['cocoon.settings/own/zones', 'cocoon.settings/own/__proto__'])
  })

  it.each(['null', '[]', '{', '7', '"x"'])('that is %s is the defaults', async (text) => {
    const { now, defaultSettings, aside } = await settings(text)
    expect(now).toEqual(defaultSettings)
    expect(aside).toHaveLength(1)
  })

  it('never stops on broken settings, views or profiles', async () => {
    const { soundSettings, defaultSettings } = await import('../../src/state/settings.ts')
    const { soundUsual } = await import('../../src/state/views.ts')
    const { soundProfiles } = await import('../../src/state/profiles.ts')
    const full = { ...defaultSettings, own: { zones: { radius: 300 } }, frame: { sizes: { a: 3 } } }
    const kinds: [Record<string, unknown>, (v: unknown) => { value: unknown; bad: readonly unknown[] }][] = [
      [full, soundSettings],
      [
        { version: 1, usual: [{ kind: 'k', fingerprint: 'f', views: [{ name: 'n', hash: 'v=1' }] }] },
        soundUsual,
      ],
      [{ version: 1, profiles: [{ name: 'n', header: ['a'], options: {}, saved: '' }] }, soundProfiles],
    ]
    for (const [good, sound] of kinds) {
      expect(sound(good).bad).toEqual([])
      fc.assert(
        fc.property(broken(good), (v) => {
          const { value } = sound(v)
          expect(sound(v).value).toEqual(value)
        }),
        { numRuns: 300 },
      )
    }
  })

  it('keeps the good ones of a list', async () => {
    const { soundUsual } = await import('../../src/state/views.ts')
    const { soundProfiles } = await import('../../src/state/profiles.ts')
    const view = { name: 'n', hash: 'v=1' }
    const usual = { kind: 'k', fingerprint: 'f', views: [view] }
    const views = soundUsual({ version: 1, usual: [null, { ...usual, views: [null, view, 7] }, 5] })
    expect(views.value).toEqual([usual])
    expect(views.bad).toHaveLength(4)
    const profile = { name: 'n', header: ['a'], options: {}, saved: '' }
    const profiles = soundProfiles({ version: 1, profiles: [null, profile, { ...profile, header: [] }] })
    expect(profiles.value).toEqual([profile])
    expect(profiles.bad).toHaveLength(2)
  })

  it('with a reason that is none asks again', async () => {
    const { reasonToday, stamp } = await import('../../src/state/log.ts')
    for (const r of ['null', '7', `{"day":"${stamp(new Date()).slice(0, 10)}","who":7,"why":{}}`]) {
      local.set('cocoon.reason', r)
      expect(reasonToday()).toBeUndefined()
    }
  })
})
