/** How large a share of incidents follows another nearby, and how large chance alone would make it. */
import { pValue } from '../stats/monteCarlo.ts'
import { partnersOf, sweepOf } from './pairs.ts'
import { FLAG } from '../table/incidents.ts'
import { nextUp } from '../base/bands.ts'
import { shuffle, Stream } from '../base/random.ts'

export interface NearShare {
  /** incidents judged */
  readonly n: number
  /** of these, those that follow another within the reach and the days */
  readonly near: number
  /** of `near`, those whose only such forerunners lie at their own place */
  readonly samePlaceOnly: number
  /** mean share when the days are dealt out anew, and how often that was done; NaN without incidents */
  readonly byChance: number
  readonly shuffles: number
  /** pairs within the reach and the days, their mean by chance, and the chance of so many; forerunners included */
  readonly pairs: number
  readonly pairsByChance: number
  readonly p: number
}

export interface NearShareInput {
  readonly x: Float64Array
  readonly y: Float64Array
  /** start of the window, minutes; decides which of two came first */
  readonly from: Int32Array
  /** bits of FLAG: of two on one day of which one has no clock time, the second in file order counts as the later */
  readonly flags: ArrayLike<number>
  /** calendar days */
  readonly day: Int32Array
  /** same-place ids, −1 unknown */
  readonly place: Int32Array
  /** incidents are judged from this day on; earlier ones only serve as forerunners */
  readonly judgedFrom: number
  /** metres and days, both included */
  readonly reach: number
  readonly days: number
  readonly seed: number
}

/** Shuffles, and fewer of them where there are more pairs than this. */
const SHUFFLES = 99
const FEW = 19
const MANY_PAIRS = 1_000_000

/**
 * An incident is near when an earlier one lies within `reach` metres and at most `days` days before, the same place
 * included. Of two that start in the same minute neither is the earlier; where only the day of one is known, one of the
 * two must have followed the other all the same, as the Knox test counts their pair. By chance: the dates are shuffled among
 * all the incidents given, which keeps places and seasons and breaks only what ties place to time.
 */
export function* nearShare(input: NearShareInput): Generator<number, NearShare, void> {
  const { x, y, from, day, place, judgedFrom, days } = input
  const n = x.length
  const sweep = sweepOf(x, y, Float64Array.of(0, nextUp(input.reach)), 'euclidean')
  let a = new Uint32Array(1024)
  let b = new Uint32Array(1024)
  let pairs = 0
  for (let i = 0; i < n; i++) {
    const found = partnersOf(sweep, i)
    if (pairs + found > a.length) {
      const grow = (old: Uint32Array) => {
        const wide = new Uint32Array(Math.max(2 * old.length, pairs + found))
        wide.set(old)
        return wide
      }
      a = grow(a)
      b = grow(b)
    }
    for (let k = 0; k < found; k++) {
      a[pairs] = sweep.order[i]
      b[pairs++] = sweep.order[sweep.partner[k]]
    }
    if (i % 4096 === 4095) yield (0.2 * i) / n
  }

  // bit 1: follows one at another place; bit 2: follows one at its own
  const mark = new Uint8Array(n)
  const d = new Int32Array(n)
  const f = new Int32Array(n)
  const untimed = new Uint8Array(n)
  /** Deals out the dates by `when`; returns near incidents and close pairs. */
  const count = (when: Uint32Array): readonly [near: number, close: number] => {
    for (let i = 0; i < n; i++) {
      mark[i] = 0
      d[i] = day[when[i]]
      f[i] = from[when[i]]
      untimed[i] = input.flags[when[i]] & FLAG.noTime ? 1 : 0
    }
    let close = 0
    for (let k = 0; k < pairs; k++) {
      const i = a[k]
      const j = b[k]
      const apart = d[i] - d[j]
      if (apart > days || apart < -days) continue
      const open = apart === 0 && (untimed[i] || untimed[j])
      if (!open && f[i] === f[j]) continue
      close++
      mark[(open ? i > j : f[i] > f[j]) ? i : j] |= place[i] >= 0 && place[i] === place[j] ? 2 : 1
    }
    let near = 0
    for (let i = 0; i < n; i++) if (mark[i] && d[i] >= judgedFrom) near++
    return [near, close]
  }
  const asFound = Uint32Array.from({ length: n }, (_, i) => i)
  const judged = day.reduce((s, d) => s + (d >= judgedFrom ? 1 : 0), 0)
  const [near, close] = count(asFound)
  let samePlaceOnly = 0
  for (let i = 0; i < n; i++) if (mark[i] === 2 && day[i] >= judgedFrom) samePlaceOnly++
  const shuffles = judged === 0 ? 0 : pairs > MANY_PAIRS ? FEW : SHUFFLES
  let sum = 0
  let closeSum = 0
  let asMany = 0
  for (let k = 0; k < shuffles; k++) {
    const when = asFound.slice()
    shuffle(when, new Stream(input.seed, k))
    const [dealt, together] = count(when)
    sum += dealt
    closeSum += together
    if (together >= close) asMany++
    yield 0.2 + (0.8 * k) / shuffles
  }
  return {
    n: judged,
    near,
    samePlaceOnly,
    byChance: shuffles ? sum / shuffles / judged : NaN,
    shuffles,
    pairs: close,
    pairsByChance: shuffles ? closeSum / shuffles : NaN,
    p: pValue(asMany, shuffles),
  }
}
