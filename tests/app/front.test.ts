/** The frame's own rules: which view is in front, old ids among them, and what a pinned result looks like. */
import { describe, expect, it } from 'vitest'
import { SCREENS } from '../../src/analyses/index.ts'
import { choicesOf, DRAWER, frontOf, PLACED, tabOf, tabsOf, viewOf } from '../../src/app/front.ts'
import { asAtWords, gapWords, periodWords } from '../../src/app/Period.tsx'
import { pinnedLayers } from '../../src/app/pinned.ts'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { WHERE } from '../../src/state/cocoon.ts'
import type { LayerSpec } from '../../src/map/index.ts'

describe('what is in front', () => {
  it('is the first place at the first start, and the last one after that', () => {
    expect(frontOf('no such view', undefined).front).toBe(PLACED[0])
    expect(PLACED[0].group).toBe('tonight')
    expect(frontOf('no such view', 'areas').front.id).toBe('areas')
  })
  it('holds every view that a link of the former order may name', () => {
    const former = ['cocooning', 'explore', 'briefing', 'series', 'incidents', 'tracks', 'overlays', 'data']
    for (const id of [...former, ...SCREENS.map((s) => s.id)]) expect(viewOf(id), id).toBeDefined()
    // charts and data stand in the panel of the last place; the incidents are a tab under the map
    expect(frontOf('explore', 'zones')).toMatchObject({ front: { id: 'zones' }, side: { id: 'explore' } })
    expect(frontOf('data', undefined)).toMatchObject({ front: { id: 'cocooning' }, side: { id: 'data' } })
    expect(DRAWER.map((v) => v.id)).toContain('incidents')
    expect(frontOf('incidents', 'zones')).toEqual({ front: viewOf('zones') })
  })
  it('gives every method one tab or one choice in a tab', () => {
    for (const s of SCREENS) {
      const view = viewOf(s.id)!
      expect(choicesOf(tabOf(view)), s.id).toContain(view)
      expect(tabsOf(view.group), s.id).toContain(tabOf(view))
    }
    expect(new Set(PLACED.map((v) => v.id)).size).toBe(PLACED.length)
  })
})

describe('the chips of the filter', () => {
  it('are locked where a list has a kind of its own, but for those that say where', () => {
    for (const id of ['cocooning', 'delivery']) {
      const view = viewOf(id)!
      expect(view.counts, id).toBeDefined()
      expect(view.holds, id).toEqual(WHERE)
    }
    expect(viewOf('hotspots')!.counts).toBeUndefined()
  })
})

describe('the period chip', () => {
  const day = parseIsoDay
  it('says the period in words where there are some', () => {
    expect(periodWords(undefined, 0)).toBe('All dates')
    const today = day('2026-11-22')
    expect(periodWords({ fromDay: today - 364, toDay: today }, today)).toBe('Last 12 months')
    expect(periodWords({ fromDay: day('2026-01-02'), toDay: day('2026-03-01') }, today)).toBe(
      '2 Jan 2026 – 1 Mar 2026',
    )
  })
  it('says where the file ends and how far that is from the as-at date', () => {
    const complete = day('2026-11-21')
    expect(gapWords(complete, complete, false)).toBe('file to Sat 21 Nov')
    expect(gapWords(complete, complete + 1, false)).toBe('file to Sat 21 Nov, 1 day before')
    expect(gapWords(complete, complete - 3, false)).toBe('file to Sat 21 Nov, 3 days after')
    expect(gapWords(day('2026-10-31'), complete, true)).toBe('file to Oct 2026')
    expect(asAtWords(day('2026-10-01'), true)).toBe('Oct 2026')
    expect(asAtWords(day('2026-11-28'), false)).toBe('Sat 28 Nov')
  })
})

describe('a pinned result', () => {
  const square = { type: 'Polygon' as const, coordinates: [] }
  const layers: LayerSpec[] = [
    { kind: 'areas', id: 'tiers', label: 'T', fill: true, areas: [{ geometry: square, ink: 'tierA' }] },
    {
      kind: 'areas',
      id: 'zones',
      label: 'Z',
      fill: true,
      areas: [{ geometry: square, ink: 'tierA', letter: 'A1', labelAt: [0, 0] }],
    },
  ]
  it('keeps its named places, dashed and unfilled, under a letter of its own', () => {
    const made = pinnedLayers(layers, { letter: 'Z', shape: 'hexagon' })
    expect(made).toMatchObject([
      { id: 'zones', fill: false, dashed: true, mark: 'hexagon', areas: [{ ink: 'outline', letter: 'ZA1' }] },
    ])
    expect(pinnedLayers(layers, { letter: 'Z', shape: 'hexagon' })).toBe(made)
  })
  it('shares no letter and shape with another kind, hot spots of either method apart', () => {
    const marks = SCREENS.flatMap((s) => (s.mark ? [`${s.mark.letter} ${s.mark.shape}`] : []))
    expect(new Set(marks).size).toBe(marks.length - 1)
  })
})
