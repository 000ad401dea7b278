/** Tracks and routes of a GPX file. */
import { countOf } from '../../core/base/words.ts'
import type { Element, Node } from '@xmldom/xmldom'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import type { Leg, Track } from '../../core/geometry/tracks.ts'
import type { Opened } from '../contract.ts'
import { ukClock } from '../meaning/dates.ts'
import { Declined } from '../rows/table.ts'
import { refused } from './format.ts'
import type { Refusal } from './format.ts'

/** Children of an element that bear a name, whatever their namespace. */
function children(node: Node, name: string): Element[] {
  const out: Element[] = []
  for (let c = node.firstChild; c; c = c.nextSibling)
    if (c.nodeType === 1 && (c as Element).localName?.toLowerCase() === name) out.push(c as Element)
  return out
}

const textOf = (node: Element, name: string): string => children(node, name)[0]?.textContent?.trim() ?? ''

/** Counts of what could not be taken as it stands. */
interface Odd {
  places: number
  times: number
  zoneless: number
}

/** Minutes since 1970 UTC of a GPX time; NaN where it is none. A time without a zone is UTC, as GPX lays down. */
function utcOf(text: string, odd: Odd): number {
  if (text === '') return NaN
  const iso = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(text)
  const ms = iso ? Date.parse(iso[3] ? text : `${text}Z`) : NaN
  if (Number.isNaN(ms)) odd.times++
  else if (!iso![3]) odd.zoneless++
  return ms / 60_000
}

/** The positions of one segment or route; undefined where none can be used. */
function legOf(points: readonly Element[], odd: Odd): Leg | undefined {
  const rows: [lng: number, lat: number, utc: number][] = []
  for (const p of points) {
    const [lng, lat] = ['lon', 'lat'].map((a) => {
      const text = p.getAttribute(a)?.trim()
      return text ? Number(text) : NaN
    })
    // 0°, 0° is what a receiver writes before it knows where it is
    if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90) || (lng === 0 && lat === 0)) odd.places++
    else rows.push([lng, lat, utcOf(textOf(p, 'time'), odd)])
  }
  if (rows.length === 0) return undefined
  return {
    lng: Float64Array.from(rows, (r) => r[0]),
    lat: Float64Array.from(rows, (r) => r[1]),
    utc: Float64Array.from(rows, (r) => r[2]),
    clock: Float64Array.from(rows, (r) => (Number.isNaN(r[2]) ? NaN : ukClock(r[2]))),
  }
}

/** First and last wall-clock minute of tracks; undefined where no position carries a time. */
function span(tracks: readonly Track[]): readonly [number, number] | undefined {
  let [from, to] = [Infinity, -Infinity]
  for (const leg of tracks.flatMap((t) => t.legs))
    for (const c of leg.clock) {
      if (c < from) from = c
      if (c > to) to = c
    }
  return from <= to ? [from, to] : undefined
}

function notesOf(tracks: readonly Track[], empty: number, routes: number, odd: Odd): string[] {
  const legs = tracks.flatMap((t) => t.legs)
  const n = legs.reduce((s, l) => s + l.utc.length, 0)
  const timed = legs.reduce((s, l) => s + l.utc.reduce((k, u) => k + (Number.isNaN(u) ? 0 : 1), 0), 0)
  const when = span(tracks)
  const moment = (m: number) => `${showDay(dayOf(m))} ${showTime(m)}`
  return [
    `${countOf(tracks.length, 'track')}, ${countOf(n, 'position')}${when ? `, ${moment(when[0])} to ${moment(when[1])} by the UK clock` : ''}.`,
    ...(timed === 0
      ? ['No position carries a time: the track is drawn, but no minute can be counted from it.']
      : timed < n
        ? [
            `${countOf(n - timed, 'position')} without a time: drawn, but passed over when minutes are counted.`,
          ]
        : []),
    ...(routes ? [`${countOf(routes, 'route')} taken as a track without times: planned, not recorded.`] : []),
    ...(empty ? [`${countOf(empty, 'segment')} without a position left out.`] : []),
    ...(odd.places ? [`${countOf(odd.places, 'position')} without usable coordinates left out.`] : []),
    ...(odd.times
      ? [`${countOf(odd.times, 'time')} that could not be read: taken as positions without a time.`]
      : []),
    ...(odd.zoneless
      ? [`${countOf(odd.zoneless, 'time')} without a zone taken as UTC, as GPX lays down.`]
      : []),
  ]
}

/**
 * Opens a GPX text. Throws Declined where it is not well-formed or holds no position of a track. Read here
 * and not through GeoJSON, which loses which time belongs to which position where some have none.
 */
export async function readTracks(
  name: string,
  text: string,
  refusal: Refusal,
): Promise<Extract<Opened, { kind: 'tracks' }>> {
  const { DOMParser } = await import('@xmldom/xmldom')
  let root: Element | null
  try {
    root = new DOMParser({ onError: () => {} }).parseFromString(text, 'text/xml').documentElement
  } catch {
    throw refused(name, refusal)
  }
  const odd: Odd = { places: 0, times: 0, zoneless: 0 }
  const tracks: Track[] = []
  let [empty, routes] = [0, 0]
  const take = (title: string, pieces: readonly (readonly Element[])[]): boolean => {
    const legs = pieces.flatMap((points) => legOf(points, odd) ?? [])
    empty += Math.max(pieces.length, 1) - legs.length
    if (legs.length > 0) tracks.push({ file: name, name: title, legs })
    return legs.length > 0
  }
  for (const trk of root ? children(root, 'trk') : [])
    take(
      textOf(trk, 'name'),
      children(trk, 'trkseg').map((s) => children(s, 'trkpt')),
    )
  for (const rte of root ? children(root, 'rte') : [])
    if (take(textOf(rte, 'name'), [children(rte, 'rtept')])) routes++
  if (tracks.length === 0) {
    const marks = root ? children(root, 'wpt').length : 0
    throw new Declined(
      marks > 0
        ? `${name} holds ${countOf(marks, 'waypoint')} but no track. Save the recorded track from the device, not its waypoints.`
        : `${name} is GPX without a single position in it. Save the recorded track from the device again.`,
    )
  }
  return { kind: 'tracks', name, tracks, notes: notesOf(tracks, empty, routes, odd) }
}
