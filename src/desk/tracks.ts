/** Recorded tracks as the map, the panel and the picture for the public see them. */
import { memo } from '../core/base/kept.ts'
import { useMemo } from 'react'
import { cornersOf } from '../core/geometry/grid.ts'
import { coverageOf, publicClasses, type CoverageClass } from '../core/geometry/coverage.ts'
import { isNowhere, planeFor, planeOf, type Plane } from '../core/geometry/plane.ts'
import { dayOf, showMonth } from '../core/base/time.ts'
import { type Gap, type Track, walk } from '../core/geometry/tracks.ts'
import { countOf } from '../core/base/words.ts'
import { type Bounds, type LayerSpec, rampColours } from '../map/index.ts'
import { type Store, type TrackFile, useStore } from '../state/store.ts'
import { groundNow } from './ground.ts'

/** A longer silence is no presence, minutes. */
export const SILENCE = 3

/** What one track adds up to. */
export interface TrackRow {
  readonly track: Track
  /** wall clock of its first and last timed position; NaN where none carries a time */
  readonly from: number
  readonly to: number
  readonly minutes: number
  readonly metres: number
  readonly positions: number
  readonly gaps: readonly Gap[]
}

/** The plane tracks are measured on: that of the incidents, else that of the tracks' own place. */
export function planeOfTracks(s: Pick<Store, 'incidents' | 'tracks'>): Plane {
  const leg = s.tracks[0]?.tracks[0]?.legs[0]
  // a plane of bare metres lies nowhere: tracks cannot be put on it
  if (s.incidents && (!isNowhere(s.incidents.table.crs) || !leg)) return planeOf(s.incidents.table.crs)
  return leg ? planeFor(leg.lng[0], leg.lat[0]) : planeOf('EPSG:27700')
}

/** Each track with its figures. */
export const trackRows = memo((files: readonly TrackFile[], plane: Plane): TrackRow[] =>
  files
    .flatMap((f) => f.tracks)
    .map((track) => {
      let [from, to, metres, positions] = [NaN, NaN, 0, 0]
      for (const leg of track.legs) {
        positions += leg.lng.length
        for (const c of leg.clock) {
          if (Number.isNaN(c)) continue
          from = Number.isNaN(from) ? c : Math.min(from, c)
          to = Number.isNaN(to) ? c : Math.max(to, c)
        }
      }
      const { minutes, gaps } = walk([track], plane, SILENCE, (s) => {
        metres += Math.hypot(s.bx - s.ax, s.by - s.ay)
      })
      return { track, from, to, minutes, metres, positions, gaps }
    }),
)

/** The tracks as lines, those without times dashed. */
function trackLayers(files: readonly TrackFile[]): LayerSpec[] {
  const legs = files.flatMap((f) => f.tracks).flatMap((t) => t.legs)
  const line = (leg: (typeof legs)[number]) => Array.from(leg.lng, (x, i) => [x, leg.lat[i]] as const)
  const layer = (id: string, label: string, timed: boolean): LayerSpec => ({
    kind: 'lines',
    id,
    label,
    ink: 'muted',
    width: 3,
    dashed: !timed,
    lines: legs.filter((l) => l.lng.length > 1 && l.utc.some(Number.isFinite) === timed).map(line),
  })
  return [layer('timed', 'Recorded', true), layer('untimed', 'Without times', false)].filter(
    (l) => l.kind === 'lines' && l.lines.length > 0,
  )
}

/** The tracks of the moment as the map draws them. */
export function useTrackLayers(): LayerSpec[] {
  const files = useStore((s) => s.tracks)
  return useMemo(() => trackLayers(files), [files])
}

/** A picture of coverage, and what it shows in words. */
export interface PublicPicture {
  readonly png: Blob
  readonly words: string
}

const WIDTH = 180
const HEIGHT = 120
const DPI = 150
const RAMP = 'density'

/** "Nov 2026", or "May 2001 to Oct 2001": never a day. */
function monthsOf(rows: readonly TrackRow[]): string {
  const word = (minute: number) => showMonth(dayOf(minute))
  const timed = rows.filter((r) => !Number.isNaN(r.from))
  const a = word(Math.min(...timed.map((r) => r.from)))
  const b = word(Math.max(...timed.map((r) => r.to)))
  return a === b ? a : `${a} to ${b}`
}

/**
 * Draws where patrols were, fit to be shown to anyone: squares of 250 m or more, coarse classes of minutes, none
 * below `least`, months instead of days; no routes, names or times. Throws a sentence where nothing may be shown.
 */
export async function publicPicture(
  rows: readonly TrackRow[],
  plane: Plane,
  cell: number,
  least: number,
  title: string,
): Promise<PublicPicture> {
  const coverage = coverageOf(
    rows.map((r) => r.track),
    plane,
    cell,
    SILENCE,
  )
  if (!coverage)
    throw new Error('No track carries times, so no minute can be counted. Drop a recording with times.')
  const { classes, hidden } = publicClasses(coverage, least)
  if (classes.length === 0)
    throw new Error(
      `No square of ${cell} m holds ${least} minutes, so nothing may be shown. Take larger squares, fewer minutes or more tracks.`,
    )
  const { grid } = coverage
  const values = new Float32Array(grid.nx * grid.ny)
  classes.forEach((c, k) => c.cells.forEach((i) => (values[i] = k + 1)))
  const shown = classes.flatMap((c) => c.cells)
  const layers: LayerSpec[] = [
    {
      kind: 'grid',
      id: 'coverage',
      label: 'Coverage',
      nx: grid.nx,
      ny: grid.ny,
      values,
      corners: cornersOf(grid, plane.code),
      // an empty class below: the palest colour of the ramp hardly stands off the ground
      breaks: [0.25, ...classes.map((_, k) => k + 0.5)],
      ramp: RAMP,
      unit: '',
    },
  ]
  const at = (c: number, r: number) => plane.inverse(grid.x0 + c * grid.cell, grid.y0 + r * grid.cell)
  const columns = shown.map((i) => i % grid.nx)
  const lines = shown.map((i) => Math.floor(i / grid.nx))
  const sw = at(Math.min(...columns) - 1, Math.min(...lines) - 1)
  const ne = at(Math.max(...columns) + 2, Math.max(...lines) + 2)
  const bounds: Bounds = [sw[0], sw[1], ne[0], ne[1]]
  const { renderStill } = await import('../map/still.ts')
  const map = await renderStill({
    layers: [{ id: 'coverage', title: 'Coverage', visible: true, layers }],
    ground: groundNow(),
    bounds,
    widthMm: WIDTH,
    heightMm: HEIGHT,
    dpi: DPI,
    theme: 'paper',
    maxZoom: 15,
  })
  const small = `Squares of ${cell} m. Squares with less than ${least} minutes are not shown. No routes, names or times.`
  const heading = `${title}, ${monthsOf(rows)}`
  return {
    png: await composed(map, heading, classes, small),
    words: `${heading}: ${classes.map((c) => `${countOf(c.cells.length, 'square')} with ${c.label}`).join(', ')}; ${countOf(hidden, 'square')} not shown.`,
  }
}

/** Map, heading and key in one picture; sizes are in pixels of the whole. */
async function composed(
  map: Blob,
  heading: string,
  classes: readonly CoverageClass[],
  small: string,
): Promise<Blob> {
  const image = await createImageBitmap(map)
  const canvas = document.createElement('canvas')
  const unit = image.width / 1000
  const [head, foot] = [54 * unit, 84 * unit]
  canvas.width = image.width
  canvas.height = Math.round(image.height + head + foot)
  const g = canvas.getContext('2d')
  if (!g) throw new Error('The browser gave no picture; try again or use another browser.')
  const font = (size: number, weight = 400) =>
    `${weight} ${size * unit}px "Inter Variable", Inter, system-ui, sans-serif`
  g.fillStyle = '#fff'
  g.fillRect(0, 0, canvas.width, canvas.height)
  g.drawImage(image, 0, head)
  g.fillStyle = '#14161a'
  g.textBaseline = 'middle'
  g.font = font(24, 600)
  g.fillText(heading, 16 * unit, head / 2, canvas.width - 32 * unit)
  const colours = rampColours(RAMP, 'paper', classes.length + 1).slice(1)
  let x = 16 * unit
  const y = head + image.height + 28 * unit
  g.font = font(16)
  classes.forEach((c, k) => {
    g.fillStyle = colours[k]
    g.fillRect(x, y - 9 * unit, 24 * unit, 18 * unit)
    g.strokeStyle = '#14161a'
    g.lineWidth = unit
    g.strokeRect(x, y - 9 * unit, 24 * unit, 18 * unit)
    g.fillStyle = '#14161a'
    g.fillText(c.label, x + 32 * unit, y)
    x += 32 * unit + g.measureText(c.label).width + 26 * unit
  })
  g.font = font(14)
  g.fillText(small, 16 * unit, y + 32 * unit, canvas.width - 32 * unit)
  return new Promise((done, fail) =>
    canvas.toBlob(
      (b) => (b ? done(b) : fail(new Error('The browser gave no picture; try again.'))),
      'image/png',
    ),
  )
}

/** First and last day of tracks, for words. */
export const daysOf = (rows: readonly TrackRow[]): readonly [number, number] | undefined => {
  const timed = rows.filter((r) => !Number.isNaN(r.from))
  return timed.length > 0
    ? [dayOf(Math.min(...timed.map((r) => r.from))), dayOf(Math.max(...timed.map((r) => r.to)))]
    : undefined
}
