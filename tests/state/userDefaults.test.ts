/** The user's own settings of methods: kept by a press, in force at the start, told beside the published ones. */
import { beforeEach, describe, expect, it } from 'vitest'
import { differences, keepOwn, recallOwn, sameValues } from '../../src/desk/userDefaults.ts'
import { SCREENS } from '../../src/analyses/index.ts'
import { applies, defaults, type Schema } from '../../src/core/base/params.ts'
import { emptyProject } from '../../src/state/project.ts'
import { defaultSettings, useSettings } from '../../src/state/settings.ts'
import { useStore } from '../../src/state/store.ts'

const zones = SCREENS.find((s) => s.id === 'zones')!

beforeEach(() => {
  useSettings.setState(defaultSettings, true)
  useStore.setState({ project: emptyProject, past: [], future: [] })
})

describe('own settings', () => {
  it('are in force at the start, without a step to undo', () => {
    keepOwn('zones', { radius: 300 })
    recallOwn()
    expect(useStore.getState().project.params).toEqual({ zones: { radius: 300 } })
    expect(useStore.getState().past).toEqual([])
  })

  it('leave out what a later version no longer takes', () => {
    keepOwn('zones', { radius: -5, gone: 1 })
    keepOwn('nobody', { radius: 300 })
    recallOwn()
    expect(useStore.getState().project.params).toEqual({})
  })

  it('are taken away by keeping none', () => {
    keepOwn('zones', { radius: 300 })
    keepOwn('zones', {})
    expect(useSettings.getState().own).toEqual({})
  })

  it('are told for every choice of every method, and only while they count', () => {
    for (const screen of SCREENS) {
      const schema = screen.schema as Schema
      for (const [key, p] of Object.entries(schema))
        if (p.type === 'choice')
          for (const o of p.options) {
            const counts = o.value !== p.default && applies(p, defaults(schema))
            expect(differences(schema, { [key]: o.value })).toHaveLength(counts ? 1 : 0)
          }
    }
    const compare = SCREENS.find((s) => s.id === 'compare')!
    expect(differences(compare.schema, { mode: 'rest', beatA: 'Beat 4', beatB: 'Beat 5' })).toEqual([
      'Compare a beat with the other beats (published: two periods)',
      'Beat Beat 4 (published: the first by name)',
    ])
  })

  it('are told beside the published ones, and only where they differ', () => {
    expect(differences(zones.schema, { radius: 300 })).toEqual([
      expect.stringMatching(/^\S.* 300 m \(published: 400 m\)$/),
    ])
    expect(differences(zones.schema, { radius: 400 })).toEqual([])
    expect(sameValues({ a: 1, b: [2] }, { b: [2], a: 1 })).toBe(true)
    expect(sameValues({ a: 1 }, undefined)).toBe(false)
  })
})
