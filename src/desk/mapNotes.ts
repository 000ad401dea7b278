/** Notes on the map: how they are drawn on screen and paper, and how one is made, changed and taken away. */
import type { LineString, Point, Polygon } from 'geojson'
import { memo } from '../core/base/kept.ts'
import type { LayerGroup, LayerSpec } from '../map/index.ts'
import { freshId, type MapNote } from '../state/mapNotes.ts'
import { change, setSession, useStore } from '../state/store.ts'
import { drawArea, drawMark } from './drawing.ts'
import { NOTES } from './layerIds.ts'

type At = readonly [lng: number, lat: number]

/** Length of an arrow's head as a share of the arrow, and how far its two strokes stand off, radians. */
const [HEAD, SPREAD] = [0.16, 0.42]

/** The three strokes of an arrow, degrees: shaft and head. */
export function arrowLines([lng, lat]: At, [tipLng, tipLat]: At): [At, At][] {
  // a degree of longitude is shorter than one of latitude: the head is turned on the ground, not in degrees
  const k = Math.max(0.05, Math.cos((tipLat * Math.PI) / 180))
  const [dx, dy] = [(lng - tipLng) * k, lat - tipLat]
  const stroke = (turn: number): [At, At] => {
    const [c, s] = [Math.cos(turn), Math.sin(turn)]
    return [
      [tipLng + (HEAD * (dx * c - dy * s)) / k, tipLat + HEAD * (dx * s + dy * c)],
      [tipLng, tipLat],
    ]
  }
  return [
    [
      [lng, lat],
      [tipLng, tipLat],
    ],
    stroke(SPREAD),
    stroke(-SPREAD),
  ]
}

/** Where the words of a note stand: an area has them at its northern edge. */
export function placeOfNote(n: MapNote): At {
  if (n.kind !== 'area') return n.at
  const ring = n.shape.coordinates[0]
  const top = ring.reduce((a, b) => (b[1] > a[1] ? b : a))
  return [top[0], top[1]]
}

const KIND = { text: 'Note', arrow: 'Arrow', area: 'Marked area' } as const

/** What a note is called in lists: its words, else what it is. */
export const noteTitle = (n: MapNote): string => n.text || KIND[n.kind]

/** The layers of the notes: areas, arrows, words. Indices of the words are those of the notes. */
export const noteLayers = memo((notes: readonly MapNote[]): readonly LayerSpec[] => {
  if (notes.length === 0) return []
  const areas = notes.flatMap((n) => (n.kind === 'area' ? [n] : []))
  const arrows = notes.flatMap((n) => (n.kind === 'arrow' ? arrowLines(n.at, n.to) : []))
  const tip = (n: MapNote | undefined) => n && { title: noteTitle(n), lines: ['Your note'] }
  return [
    ...(areas.length > 0
      ? [
          {
            kind: 'areas' as const,
            id: 'areas',
            label: 'Area marked by hand',
            fill: false,
            dashed: true,
            areas: areas.map((n) => ({ geometry: n.shape, ink: 'outline' as const })),
            tip: (i: number) => tip(areas[i]),
          },
        ]
      : []),
    ...(arrows.length > 0
      ? [
          {
            kind: 'lines' as const,
            id: 'arrows',
            label: 'Arrow drawn by hand',
            ink: 'outline' as const,
            width: 2.5,
            lines: arrows,
          },
        ]
      : []),
    {
      kind: 'labels',
      id: 'words',
      label: 'Notes',
      boxed: true,
      always: true,
      labels: notes.map((n) => ({ at: placeOfNote(n), text: noteTitle(n), ink: 'outline' as const })),
      tip: (i) => tip(notes[i]),
    },
  ]
}, 4)

/** The notes as a group for a map on paper; none where there are no notes. */
export function notesOnPaper(): LayerGroup[] {
  const layers = noteLayers(useStore.getState().project.mapNotes)
  return layers.length > 0 ? [{ id: NOTES, title: 'Notes', visible: true, layers }] : []
}

const all = (): readonly MapNote[] => useStore.getState().project.mapNotes

/** Puts a note on the map as one step, and chooses it so that its words can be written. */
function put(shape: Point | LineString | Polygon): void {
  const notes = all()
  const id = freshId(notes)
  const place = ([lng, lat]: readonly number[]): At => [lng, lat]
  const note: MapNote =
    shape.type === 'Polygon'
      ? { id, text: '', kind: 'area', shape }
      : shape.type === 'Point'
        ? { id, text: '', kind: 'text', at: place(shape.coordinates) }
        : { id, text: '', kind: 'arrow', at: place(shape.coordinates[0]), to: place(shape.coordinates[1]) }
  change('a note on the map', { mapNotes: [...notes, note] })
  setSession({ selection: { of: NOTES, row: notes.length } })
}

/** Starts a note: where it is to be is drawn next. */
export function startNote(kind: MapNote['kind']): void {
  if (kind === 'area') drawArea('polygon', put)
  else drawMark(kind === 'text' ? 'point' : 'arrow', put)
}

/** Writes the words of a note as one step; nothing where they are as they were. */
export function writeNote(id: string, text: string): void {
  const notes = all()
  if (notes.find((n) => n.id === id)?.text === text) return
  change('the words of a note', { mapNotes: notes.map((n) => (n.id === id ? { ...n, text } : n)) })
}

/** Takes a note off the map as one step. */
export function removeNote(id: string): void {
  change('a note taken off', { mapNotes: all().filter((n) => n.id !== id) })
  setSession({ selection: undefined })
}
