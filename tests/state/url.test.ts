import { describe, expect, it } from 'vitest'
import { schema } from '../../src/core/base/params.ts'
import { emptyProject, type Project, upgrade } from '../../src/state/project.ts'
import { decodeView, encodeView } from '../../src/state/url.ts'

const schemas = {
  zones: schema({
    radius: {
      type: 'number',
      label: 'Radius',
      help: '',
      unit: 'm',
      default: 400,
      min: 50,
      max: 2000,
      step: 50,
    },
    offences: { type: 'offences', label: 'Offences', help: '', default: ['burglary-home'] },
  }),
}

const project: Project = {
  ...emptyProject,
  view: 'zones',
  asAt: '2026-11-20',
  shown: ['zones'],
  camera: { lng: -1.25, lat: 52.5, zoom: 12.5 },
  params: { zones: { radius: 300, offences: ['burglary-home', 'theft-from-vehicle'] } },
  clauses: [
    { source: 'filter', kind: 'offence', offences: ['burglary-home'] },
    { source: 'timeline', kind: 'period', fromDay: 20000, toDay: 20100 },
    { source: 'beats', kind: 'beat', beats: ['Beat 1 & St. Anne’s', 'B.2'] },
    {
      source: 'draw',
      kind: 'area',
      name: 'Drawn area',
      shape: {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 0],
          ],
        ],
      },
    },
  ],
}

describe('the view as a link', () => {
  it('comes back as it went', () => {
    const { view, problems } = decodeView('#' + encodeView(project, schemas), schemas)
    expect(problems).toEqual([])
    expect({ ...emptyProject, ...view }).toEqual(project)
  })
  it('carries no row, name or text of a file', () => {
    const hash = encodeView(
      { ...project, title: 'secret', source: { name: 'secret.csv', rows: 1, fingerprint: 'x' } },
      schemas,
    )
    expect(hash).not.toContain('secret')
  })
  it('says what is as usual too, whatever is chosen where it is opened', () => {
    const sent = { ...project, asAt: 'auto', shown: [] }
    const { view } = decodeView(encodeView(sent, schemas), schemas)
    expect({ ...project, ...view }).toEqual(sent)
  })
  it('drops what it cannot use and says so', () => {
    const { view, problems } = decodeView(
      '#v=1&view=zones&p.zones.radius=9999999&p.none.x=1&f.hours.h=a.b',
      schemas,
    )
    expect(view.params).toEqual({})
    expect(view.clauses).toEqual([])
    expect(problems).toHaveLength(3)
  })
  it.each(['asat=2026-13-45', 'asat=', 'asat=yesterday', 'asta=2026-01-01', 'last=28'])(
    'says that it does not understand %s',
    (part) => {
      const { view, problems } = decodeView(`#v=2&view=zones&${part}`, schemas)
      expect(view.asAt).toBe('auto')
      expect(problems).toHaveLength(1)
      expect(problems[0]).toContain(part.split('=')[part.startsWith('asat') ? 1 : 0])
    },
  )
  it.each([
    ['period', '20000'],
    ['period', '20000.20100.20200'],
    ['period', '20000.x'],
    ['hours', '22'],
    ['hours', '22.4.6'],
    ['hours', '22.x'],
    ['weekdays', '0.x'],
  ])('takes no %s of %s', (kind, text) => {
    const { view, problems } = decodeView(`#v=1&view=zones&f.${kind}.t=${text}`, schemas)
    expect(view.clauses).toEqual([])
    expect(problems).toHaveLength(1)
  })
  it('refuses a link from a newer version and ignores a hash that is none of ours', () => {
    expect(decodeView('#v=99&view=x', schemas).problems[0]).toMatch(/newer/)
    expect(decodeView('#section-2', schemas)).toEqual({ view: {}, problems: [] })
  })
})

describe('links and projects of the former order', () => {
  const old = (shown: string, view: string) => decodeView(`#v=1&view=${view}&shown=${shown}`, schemas).view

  it('open without the layers that were shown by themselves, and keep those that were chosen', () => {
    expect(old('zones.cocooning', 'hotspots').shown).toEqual([])
    expect(old('zones.cocooning.hotspots', 'today').shown).toEqual(['hotspots'])
    expect(old('zones', 'today').shown).toEqual(['zones'])
    expect(old('', 'series').shown).toEqual([])
    expect(upgrade({ version: 1, view: 'hotspots', shown: ['zones', 'cocooning'] })).toMatchObject({
      version: 3,
      view: 'hotspots',
      shown: [],
    })
    expect(upgrade({ version: 1, shown: ['cocooning'] }).shown).toEqual(['cocooning'])
  })
})

describe('the project file', () => {
  it('is read back', () => {
    expect(upgrade(JSON.parse(JSON.stringify(project)))).toEqual(project)
  })
  it.each([[null], [[]], [{ a: 1 }], [{ version: 99 }], [{ version: 1, clauses: 'x' }]])(
    'refuses %j in a sentence',
    (json) => {
      expect(() => upgrade(json)).toThrow(/Cocoon/)
    },
  )
})
