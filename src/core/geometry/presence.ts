/**
 * Presence in places out of positions that come in pieces, as those of a month of patrols do: of each device no more is kept
 * than its last position, and of each place its sums.
 */
import type { Plane } from './plane.ts'
import { type Shape, staysIn, type Track } from './tracks.ts'

/** Positions in any order of devices, each device's by time. */
export interface Positions {
  readonly n: number
  /** 0, 1, … */
  readonly device: Int32Array
  /** WGS84 degrees */
  readonly lng: Float64Array
  readonly lat: Float64Array
  /** minutes since 1970-01-01 00:00 UTC with fractions */
  readonly utc: Float64Array
}

/** A visit that goes on in the next piece ends where the next stay begins, minutes. */
const TOUCH = 1e-6

/** Sums presence piece by piece: the same, however the positions are cut. */
export class Presence {
  /** per place: minutes of all devices, visits (a device that leaves and comes back has made two), devices that came */
  readonly minutes: Float64Array
  readonly visits: Uint32Array
  readonly devices: Uint32Array
  /** positions taken, and those left out because one of the same device with a later time had come before */
  taken = 0
  late = 0
  /** minutes between positions close enough, and silences longer than that */
  recorded = 0
  readonly gaps = { n: 0, minutes: 0 }
  readonly #shapes: readonly Shape[]
  readonly #plane: Pick<Plane, 'forward'>
  readonly #gap: number
  /** last position of each device: lng, lat, utc */
  readonly #last = new Map<number, readonly [number, number, number]>()
  /** device · places + place → when its last stay ended */
  readonly #ended = new Map<number, number>()

  /** `gap`: minutes between two positions up to which the line between them is presence. */
  constructor(shapes: readonly Shape[], plane: Pick<Plane, 'forward'>, gap: number) {
    this.#shapes = shapes
    this.#plane = plane
    this.#gap = gap
    this.minutes = new Float64Array(shapes.length)
    this.visits = new Uint32Array(shapes.length)
    this.devices = new Uint32Array(shapes.length)
  }

  /** Takes the next piece. */
  add(p: Positions): void {
    const { devices, tracks } = this.#tracksOf(p)
    const { stays, minutes, gaps } = staysIn(tracks, this.#shapes, this.#plane, this.#gap)
    this.recorded += minutes
    for (const gap of gaps) {
      this.gaps.n++
      this.gaps.minutes += gap.minutes
    }
    for (const { shape, track, from, to } of stays) {
      this.minutes[shape] += to - from
      const key = devices[track] * this.#shapes.length + shape
      const before = this.#ended.get(key)
      if (before === undefined) this.devices[shape]++
      if (before === undefined || Math.abs(from - before) >= TOUCH) this.visits[shape]++
      this.#ended.set(key, to)
    }
  }

  /** The positions of each device behind its last one. */
  #tracksOf({ n, device, lng, lat, utc }: Positions): { devices: number[]; tracks: Track[] } {
    const rows = new Map<number, number[]>()
    for (let i = 0; i < n; i++) {
      const list = rows.get(device[i])
      if (list) list.push(i)
      else rows.set(device[i], [i])
    }
    const devices: number[] = []
    const tracks: Track[] = []
    for (const [d, list] of rows) {
      let last = this.#last.get(d)
      const leg = [0, 1, 2].map(() => new Float64Array(list.length + 1))
      let k = 0
      const put = (at: readonly [number, number, number]) => {
        for (const c of [0, 1, 2]) leg[c][k] = at[c]
        k++
      }
      if (last) put(last)
      for (const i of list) {
        if (last && utc[i] < last[2]) {
          this.late++
          continue
        }
        put((last = [lng[i], lat[i], utc[i]]))
        this.taken++
      }
      if (last) this.#last.set(d, last)
      const [x, y, t] = leg.map((column) => column.subarray(0, k))
      // durations alone are asked for: the clock on the wall is not needed
      tracks.push({ file: '', name: '', legs: [{ lng: x, lat: y, utc: t, clock: t }] })
      devices.push(d)
    }
    return { devices, tracks }
  }
}
