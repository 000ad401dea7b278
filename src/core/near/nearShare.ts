/** How large a share of incidents follows another nearby, and how large chance alone would make it. */
import { pValue } from '../stats/monteCarlo.ts'
import { partnersOf, type Sweep, sweepOf } from './pairs.ts'
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
  /** calendar days of `from` */
  readonly day: Int32Array
  /** same-place ids, −1 unknown */
  readonly place: Int32Array
  /** incidents are judged from this day on; earlier ones only serve as forerunners */
  readonly judgedFrom: number
  /** metres and days, both included */
  readonly reach: number
  readonly days: number
  readonly seed: number
  /** where more pairs than this lie within the reach at any time, no date is shuffled; absent = no limit */
  readonly most?: number
}

/** Shuffles, and fewer of them where there are more pairs than this. */
const SHUFFLES = 99
const FEW = 19
const MANY_PAIRS = 1_000_000

/** Dates dealt out side by side, of all incidents together: some 70 MB. */
const MOST_DEALT = 8_000_000

/** Incidents whose partners are looked for between two breaths. */
const BREATH = 4096

/**
 * An incident is near when an earlier one lies within `reach` metres and at most `days` days before, the same place
 * included. Of two that start in the same minute neither is the earlier; where only the day of one is known, one of the
 * two must have followed the other all the same, as the Knox test counts their pair. By chance: the dates are shuffled among
 * all the incidents given, which keeps places and seasons and breaks only what ties place to time.
 */
export function* nearShare(input: NearShareInput): Generator<number, NearShare, void> {
  const { x, y, day, judgedFrom, most: bearable = Infinity } = input
  const n = x.length
  const sweep = sweepOf(x, y, Float64Array.of(0, nextUp(input.reach)), 'euclidean')
  const asFound = Uint32Array.from({ length: n }, (_, i) => i)
  const found = new Hands(input, sweep, 1)
  found.deal(asFound, 0)
  let pairs = 0
  for (let i = 0; i < n; i++) {
    const partners = partnersOf(sweep, i)
    pairs += partners
    found.meet(i, partners)
    if (i % BREATH === BREATH - 1) yield (0.2 * i) / n
  }
  const { near, samePlaceOnly } = found.count(0)
  const close = found.close[0]
  let judged = 0
  for (let i = 0; i < n; i++) if (day[i] >= judgedFrom) judged++
  const shuffles = judged === 0 || pairs > bearable ? 0 : pairs > MANY_PAIRS ? FEW : SHUFFLES
  // pairs are found anew for as many deals as memory holds: a list of them would grow with their number
  const most = Math.max(1, Math.min(shuffles, Math.floor(MOST_DEALT / Math.max(1, n))))
  let sum = 0
  let closeSum = 0
  let asMany = 0
  for (let k = 0; k < shuffles;) {
    const dealt = Math.min(most, shuffles - k)
    const hands = new Hands(input, sweep, dealt)
    for (let h = 0; h < dealt; h++) {
      hands.dealAnew(k + h, h)
      // dealing is one half of the work, looking for pairs the other
      yield 0.2 + (0.8 * (k + h / 2)) / shuffles
    }
    for (let i = 0; i < n; i += BREATH) {
      hands.meetAll(i, Math.min(n, i + BREATH))
      if (i > 0) yield 0.2 + (0.8 * (k + (dealt * (1 + i / n)) / 2)) / shuffles
    }
    for (let h = 0; h < dealt; h++) {
      sum += hands.count(h).near
      closeSum += hands.close[h]
      if (hands.close[h] >= close) asMany++
    }
    k += dealt
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

/** Several deals of the dates side by side: those of one incident lie next to each other, in the order of the sweep. */
class Hands {
  /** close pairs of each deal */
  readonly close: Float64Array
  readonly #input: NearShareInput
  readonly #sweep: Sweep
  readonly #k: number
  readonly #day: Int32Array
  /** whose date it is */
  readonly #of: Uint32Array
  readonly #place: Int32Array
  /** bit 1: follows one at another place; bit 2: follows one at its own */
  readonly #mark: Uint8Array

  constructor(input: NearShareInput, sweep: Sweep, deals: number) {
    const n = sweep.n
    this.#input = input
    this.#sweep = sweep
    this.#k = deals
    this.close = new Float64Array(deals)
    this.#day = new Int32Array(n * deals)
    this.#of = new Uint32Array(n * deals)
    this.#mark = new Uint8Array(n * deals)
    this.#place = new Int32Array(n)
    for (let s = 0; s < n; s++) this.#place[s] = input.place[sweep.order[s]]
  }

  /** Deals out the dates by `when`, as the h-th deal. */
  deal(when: Uint32Array, h: number): void {
    const { day: days } = this.#input
    const { order, n } = this.#sweep
    const [day, dates, k] = [this.#day, this.#of, this.#k]
    for (let s = 0, at = h; s < n; s++, at += k) {
      const of = when[order[s]]
      day[at] = days[of]
      dates[at] = of
    }
  }

  // the hot loops stand in plain functions: within a generator they were seen to run three times slower

  /** Deals the dates out by the k-th shuffle, as the h-th deal. */
  dealAnew(k: number, h: number): void {
    const when = new Uint32Array(this.#sweep.n)
    for (let i = 0; i < when.length; i++) when[i] = i
    shuffle(when, new Stream(this.#input.seed, k))
    this.deal(when, h)
  }

  /** Holds the incidents at some places of the sweep against their partners. */
  meetAll(from: number, to: number): void {
    for (let i = from; i < to; i++) this.meet(i, partnersOf(this.#sweep, i))
  }

  /** Holds the incident at place i of the sweep against its partners, in every deal. */
  meet(i: number, partners: number): void {
    const { partner, order } = this.#sweep
    const { days, from, flags } = this.#input
    const k = this.#k
    const place = this.#place
    const [d, of, mark, close] = [this.#day, this.#of, this.#mark, this.close]
    const reach = 2 * days
    for (let c = 0; c < partners; c++) {
      const j = partner[c]
      const bit = place[i] >= 0 && place[i] === place[j] ? 2 : 1
      for (let a = i * k, b = j * k, h = 0; h < k; h++, a++, b++) {
        const apart = d[a] - d[b]
        // below nothing is far above the reach when taken without its sign
        if ((apart + days) >>> 0 > reach) continue
        let later = apart > 0
        if (apart === 0) {
          const [p, q] = [of[a], of[b]]
          const open = ((flags[p] | flags[q]) & FLAG.noTime) !== 0
          if (!open && from[p] === from[q]) continue
          later = open ? order[i] > order[j] : from[p] > from[q]
        }
        close[h]++
        mark[later ? a : b] |= bit
      }
    }
  }

  /** Judged incidents of a deal that follow another, and those that follow one at their own place alone. */
  count(h: number): { near: number; samePlaceOnly: number } {
    let [near, samePlaceOnly] = [0, 0]
    for (let at = h; at < this.#mark.length; at += this.#k) {
      if (this.#mark[at] === 0 || this.#day[at] < this.#input.judgedFrom) continue
      near++
      if (this.#mark[at] === 2) samePlaceOnly++
    }
    return { near, samePlaceOnly }
  }
}
