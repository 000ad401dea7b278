/** Notes on the map: one step each, in the project file, and never more than can be drawn. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { useDrawing } from '../../src/desk/drawing.ts'
import {
  arrowLines,
  noteLayers,
  notesOnPaper,
  removeNote,
  startNote,
  writeNote,
} from '../../src/desk/mapNotes.ts'
import { joinMapNotes, soundMapNotes } from '../../src/state/mapNotes.ts'
import { emptyProject, upgrade } from '../../src/state/project.ts'
import { undo, useStore } from '../../src/state/store.ts'

const now = () => useStore.getState().project.mapNotes
const ring = [
  [0, 52],
  [0.01, 52],
  [0.01, 52.01],
  [0, 52],
]

beforeEach(() => useStore.setState({ project: emptyProject, past: [], future: [], selection: undefined }))

/** What the map does once the user has drawn. */
const drawn = (shape: Parameters<NonNullable<ReturnType<typeof useDrawing.getState>['then']>>[0]) =>
  useDrawing.getState().then!(shape)

describe('a note on the map', () => {
  it('is drawn, written, undone and taken off, one step each', () => {
    startNote('text')
    expect(useDrawing.getState().draw).toBe('point')
    drawn({ type: 'Point', coordinates: [0.5, 52] })
    expect(now()).toEqual([{ id: 'n1', text: '', kind: 'text', at: [0.5, 52] }])
    expect(useStore.getState().selection).toEqual({ of: 'notes', row: 0 })
    writeNote('n1', 'Alley gate broken')
    expect(now()[0].text).toBe('Alley gate broken')
    const steps = useStore.getState().past.length
    writeNote('n1', 'Alley gate broken')
    expect(useStore.getState().past.length).toBe(steps)
    expect(undo()).toBe('the words of a note')
    expect(now()[0].text).toBe('')
    removeNote('n1')
    expect(now()).toEqual([])
    undo()
    expect(now()).toHaveLength(1)
  })

  it('comes back from a project file as it was, arrows and areas too', () => {
    startNote('arrow')
    drawn({
      type: 'LineString',
      coordinates: [
        [0, 52],
        [0.01, 52.01],
      ],
    })
    startNote('area')
    drawn({ type: 'Polygon', coordinates: [ring] })
    expect(now().map((n) => n.id)).toEqual(['n1', 'n2'])
    const file = JSON.parse(JSON.stringify(useStore.getState().project)) as unknown
    expect(upgrade(file).mapNotes).toEqual(now())
    // projects saved before there were notes have none
    const { mapNotes, ...older } = file as Record<string, unknown>
    expect(mapNotes).toHaveLength(2)
    expect(upgrade(older).mapNotes).toEqual([])
  })

  it('is left out of a file where it cannot be drawn, and nothing else with it', () => {
    const good = { id: 'a', text: 'x', kind: 'text', at: [0, 52] }
    expect(
      soundMapNotes([
        good,
        { ...good, id: 'a' },
        { ...good, id: 'b', at: [0, 'x'] },
        { ...good, id: 'c', at: [500, 52] },
        { ...good, id: 'd', kind: 'arrow' },
        { ...good, id: 'e', text: 'y'.repeat(5000) },
        { ...good, id: 'f', kind: 'area', shape: { type: 'Point', coordinates: [0, 0] } },
        null,
      ]),
    ).toEqual([good])
    fc.assert(fc.property(fc.anything(), (v) => Array.isArray(soundMapNotes(v))))
  })

  it('is on the map and on paper under its words, with what it is where it has none', () => {
    useStore.setState({
      project: {
        ...emptyProject,
        mapNotes: [
          { id: 'n1', text: 'Alley gate broken', kind: 'text', at: [0, 52] },
          { id: 'n2', text: '', kind: 'arrow', at: [0, 52], to: [0.01, 52] },
        ],
      },
    })
    const layers = noteLayers(now())
    expect(layers.map((l) => l.kind)).toEqual(['lines', 'labels'])
    const words = layers.find((l) => l.kind === 'labels')!
    expect(words.labels.map((l) => l.text)).toEqual(['Alley gate broken', 'Arrow'])
    expect(notesOnPaper()[0].layers).toBe(layers)
    useStore.setState({ project: emptyProject })
    expect(notesOnPaper()).toEqual([])
  })
})

it('gives an arrow a head that ends at its tip and stands back on both sides, wherever it points', () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 6.28, noNaN: true }), (turn) => {
      const k = Math.cos((52 * Math.PI) / 180)
      const from: [number, number] = [(0.01 * Math.cos(turn)) / k, 52 + 0.01 * Math.sin(turn)]
      const [shaft, left, right] = arrowLines(from, [0, 52])
      expect(shaft).toEqual([from, [0, 52]])
      const lengths = [left, right].map(([[x, y], tip]) => {
        expect(tip).toEqual([0, 52])
        return Math.hypot(x * k, y - 52)
      })
      for (const l of lengths) expect(l).toBeCloseTo(0.0016, 6)
      expect(left[0]).not.toEqual(right[0])
    }),
  )
})

it('joins the notes of kept work with those made meanwhile, each once', () => {
  const a = { id: 'n1', text: 'a', kind: 'text' as const, at: [0, 52] as const }
  const b = { id: 'n1', text: 'b', kind: 'text' as const, at: [0, 52] as const }
  expect(joinMapNotes([a], [b, { ...a, id: 'n7' }])).toEqual([a, { ...b, id: 'n2' }])
  expect(joinMapNotes([], [])).toEqual([])
})
