/** Links and project files that were cut, edited by hand or made to annoy: a sentence, never a page that stops. */
import { describe, expect, it } from 'vitest'
import { planeOf } from '../../src/core/geometry/plane.ts'
import { schema } from '../../src/core/base/params.ts'
import { clausesOn, emptyProject, soundClause, upgrade } from '../../src/state/project.ts'
import { decodeView } from '../../src/state/url.ts'

const schemas = { zones: schema({ on: { type: 'flag', label: 'On', help: '', default: true } }) }

describe('a link', () => {
  it.each([
    ['f.area.area', '[1,2,3]'],
    ['f.area.area', '["a","Polygon",[[["x",1],[0,0],[1,1],["x",1]]]]'],
    ['f.area.area', '["a","Point",[1,2]]'],
    ['f.offence.offence', 'nonsense'],
    ['f.weekdays.weekdays', '9'],
    ['f.period.period', '1.99999999999'],
    ['f.hours.hours', '3.77'],
    ['f.nonsense.x', ''],
  ])('with %s=%s loses that filter and says so', (key, text) => {
    const { view, problems } = decodeView(String(new URLSearchParams({ v: '1', [key]: text })), schemas)
    expect(view.clauses).toEqual([])
    expect(problems).toHaveLength(1)
    expect(() => clausesOn(view.clauses!, planeOf('EPSG:27700'))).not.toThrow()
  })

  it.each(['p.constructor.name=1', 'p.__proto__.toString=1', 'p.zones.constructor=1', 'shown=%25zz'])(
    'with %s is read to its end',
    (part) => {
      const { view, problems } = decodeView(`v=1&${part}&p.zones.on=no`, schemas)
      expect(problems).toHaveLength(1)
      expect(view.params).toEqual({ zones: { on: false } })
    },
  )
})

describe('a project file', () => {
  it.each([
    ['an empty filter', { clauses: [null] }],
    ['a filter without its values', { clauses: [{ source: 'beat', kind: 'beat' }] }],
    ['no settings', { params: null }],
    ['settings that are none', { params: { zones: 5 } }],
    ['layers that are none', { shown: [7] }],
  ])('with %s is refused with a sentence', (_, part) => {
    expect(() => upgrade({ ...emptyProject, ...part })).toThrow(/^This is not a Cocoon project: .*\.$/)
  })

  it('without a sound date or place on the map opens where a new one would', () => {
    const p = upgrade({ ...emptyProject, asAt: 5, camera: { lng: 'x' }, view: null, title: [] })
    expect(p).toEqual(emptyProject)
  })

  it('keeps each kind of filter as it is', () => {
    const shape = { type: 'Polygon', coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] } // prettier-ignore
    const sound = [
      { source: 'a', kind: 'offence', offences: ['burglary-home'] },
      { source: 'a', kind: 'period', fromDay: -5, toDay: 20_000 },
      { source: 'a', kind: 'hours', fromHour: 22, toHour: 24 },
      { source: 'a', kind: 'weekdays', weekdays: [0, 6] },
      { source: 'a', kind: 'beat', beats: [''] },
      { source: 'a', kind: 'street', streets: ['Elm Road'] },
      { source: 'a', kind: 'outcome', outcomes: [] },
      { source: 'a', kind: 'repeat' },
      { source: 'a', kind: 'area', name: 'Drawn', shape },
    ]
    expect(sound.map(soundClause)).toEqual(sound)
  })
})

describe('a project nested deeper than it could be written again', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth))
  it.each(['plansAside', 'plans', 'mapNotes', 'series', 'reading'])(
    'is refused with a sentence: %s',
    (part) => {
      expect(() => upgrade({ ...emptyProject, [part]: nested(60_000) })).toThrow('deeper within each other')
      expect(() => upgrade({ ...emptyProject, params: { kde: { a: nested(60_000) } } })).toThrow('deeper')
    },
  )
  it('one of usual depth is opened and can be saved', () => {
    expect(() => JSON.stringify(upgrade({ ...emptyProject, plansAside: [nested(30)] }))).not.toThrow()
  })
})
