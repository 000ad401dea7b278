/** Who goes where when: the best places and hours within the minutes there are, in an order drawn by lot. */
import type { Stream } from '../../core/base/random.ts'

/** What a plan is made of. Minutes are wall clock. */
export interface Task {
  readonly places: readonly { readonly x: number; readonly y: number }[]
  readonly bands: readonly { readonly from: number; readonly to: number }[]
  /** expected incidents per hour at a place in a band: place · bands + band; 0 = not worth a visit */
  readonly rate: Float64Array
  readonly officers: number
  /** for each officer: visits and the way between them */
  readonly budget: number
  readonly visit: number
  /** metres of straight line in a minute, detours taken off */
  readonly pace: number
  /** visits to one place in the shift */
  readonly times: number
}

/** One visit of a plan; whole minutes. */
export interface PlannedVisit {
  readonly officer: number
  readonly place: number
  readonly band: number
  readonly from: number
  readonly to: number
  /** minutes of the way from the visit before, 0 for the first */
  readonly way: number
}

/** A way is lengthened by no more than this many minutes to make the order hard to foresee. */
const SPARE = 5

/** One officer's shift: places by band, in order. */
type Chains = readonly (readonly number[])[]

/**
 * Takes the place and band with most expected incidents per minute spent, way included, again and again,
 * until nothing fits. Where in an officer's order it stands, and when the round of a band begins, is drawn
 * from the stream: the same stream gives the same plan.
 */
export function planOf(t: Task, stream: Stream): PlannedVisit[] {
  const B = t.bands.length
  const way = (a: number, b: number) =>
    a === b ? 0 : Math.ceil(Math.hypot(t.places[a].x - t.places[b].x, t.places[a].y - t.places[b].y) / t.pace)

  /** minutes of a shift, or undefined where it does not fit */
  const minutesOf = (chains: Chains): number | undefined => {
    let [total, end, last] = [0, -Infinity, -1]
    for (let b = 0; b < B; b++) {
      const chain = chains[b]
      if (!chain.length) continue
      // the same place twice running is one long visit, not two
      if (chain[0] === last) return undefined
      const first = last < 0 ? 0 : way(last, chain[0])
      let length = chain.length * t.visit
      for (let k = 1; k < chain.length; k++) length += way(chain[k - 1], chain[k])
      const start = Math.max(t.bands[b].from, end + first)
      end = start + length
      if (end > t.bands[b].to) return undefined
      total += first + length
      last = chain.at(-1)!
    }
    return total <= t.budget ? total : undefined
  }
  const insert = (chains: Chains, band: number, at: number, place: number): Chains =>
    chains.map((c, b) => (b === band ? [...c.slice(0, at), place, ...c.slice(at)] : c))
  /** positions where a visit fits, with the minutes it adds */
  const options = (chains: Chains, now: number, place: number, band: number) => {
    const out: { at: number; added: number }[] = []
    for (let at = 0; at <= chains[band].length; at++) {
      const total = minutesOf(insert(chains, band, at, place))
      if (total !== undefined) out.push({ at, added: total - now })
    }
    return out
  }

  const shifts = Array.from({ length: t.officers }, () => ({
    chains: Array.from({ length: B }, () => []) as Chains,
    minutes: 0,
    /** least minutes added by each task; NaN = to be worked out, Infinity = does not fit */
    added: new Float64Array(t.places.length * B).fill(NaN),
    visits: 0,
  }))
  const open = new Set(Array.from(t.rate.keys()).filter((k) => t.rate[k] > 0))
  const visited = new Uint8Array(t.places.length)
  for (;;) {
    let best: { task: number; officer: number; value: number }[] = []
    for (const task of open) {
      const [place, band] = [Math.floor(task / B), task % B]
      shifts.forEach((s, officer) => {
        if (Number.isNaN(s.added[task]))
          s.added[task] = Math.min(Infinity, ...options(s.chains, s.minutes, place, band).map((o) => o.added))
        if (!Number.isFinite(s.added[task])) return
        const value = t.rate[task] / Math.max(s.added[task], 1)
        if (!best.length || value > best[0].value * (1 + 1e-12)) best = [{ task, officer, value }]
        else if (value >= best[0].value * (1 - 1e-12)) best.push({ task, officer, value })
      })
    }
    if (!best.length) break
    const { task, officer } = best[stream.below(best.length)]
    const [place, band] = [Math.floor(task / B), task % B]
    const s = shifts[officer]
    const all = options(s.chains, s.minutes, place, band)
    const least = Math.min(...all.map((o) => o.added))
    const fair = all.filter((o) => o.added <= least + SPARE)
    const chosen = fair[stream.below(fair.length)]
    s.chains = insert(s.chains, band, chosen.at, place)
    s.minutes += chosen.added
    s.visits++
    s.added.fill(NaN)
    open.delete(task)
    if (++visited[place] >= t.times) for (let b = 0; b < B; b++) open.delete(place * B + b)
  }
  return shifts.flatMap((s, officer) => timed(t, s.chains, officer, way, stream))
}

/** Gives each band's round a beginning drawn by lot from all that leave room for what follows. */
function timed(
  t: Task,
  chains: Chains,
  officer: number,
  way: (a: number, b: number) => number,
  stream: Stream,
): PlannedVisit[] {
  const used = t.bands.map((_, b) => b).filter((b) => chains[b].length)
  const lengthOf = (b: number) =>
    chains[b].reduce((s, p, k) => s + t.visit + (k ? way(chains[b][k - 1], p) : 0), 0)
  // from the end backwards: the latest beginning that still lets the rest happen
  const latest = new Map<number, number>()
  let next = Infinity
  for (let i = used.length - 1; i >= 0; i--) {
    const b = used[i]
    latest.set(b, Math.min(t.bands[b].to, next) - lengthOf(b))
    next = latest.get(b)! - (i ? way(chains[used[i - 1]].at(-1)!, chains[b][0]) : 0)
  }
  const out: PlannedVisit[] = []
  for (const b of used) {
    const before = out.at(-1)
    let lead = before ? way(before.place, chains[b][0]) : 0
    const earliest = Math.max(t.bands[b].from, before ? before.to + lead : -Infinity)
    let now = earliest + stream.below(Math.floor(latest.get(b)! - earliest) + 1)
    for (const place of chains[b]) {
      if (out.length && place !== chains[b][0]) {
        lead = way(out.at(-1)!.place, place)
        now += lead
      }
      out.push({ officer, place, band: b, from: now, to: now + t.visit, way: lead })
      now += t.visit
    }
  }
  return out
}
