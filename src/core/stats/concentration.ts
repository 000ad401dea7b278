/** How unevenly incidents lie over units: Lorenz, Gini for few crimes, and what chance alone would give. */
import { Stream } from '../base/random.ts'

/** The Gini coefficient of counts: 0 all equal, 1 − 1/n all in one of n units. NaN without incidents. */
export function gini(counts: ArrayLike<number>): number {
  const sorted = Float64Array.from(counts).sort()
  const n = sorted.length
  let total = 0
  let weighted = 0
  for (let i = 0; i < n; i++) {
    total += sorted[i]
    weighted += (2 * (i + 1) - n - 1) * sorted[i]
  }
  return total > 0 ? weighted / (n * total) : NaN
}

/**
 * Generalised Gini (Bernasco & Steenbeek 2017): with fewer crimes than units some units must stay empty;
 * G′ = max(1, N/c)·(G − 1) + 1 measures from the most even spread that is possible.
 */
export function generalisedGini(counts: ArrayLike<number>): number {
  let c = 0
  for (let i = 0; i < counts.length; i++) c += counts[i]
  return Math.max(1, counts.length / c) * (gini(counts) - 1) + 1
}

/** Share of all incidents in the worst `share` of units; between two units by straight line. NaN without incidents. */
export function shareInTop(counts: ArrayLike<number>, share: number): number {
  const sorted = Float64Array.from(counts).sort().reverse()
  const total = sorted.reduce((a, b) => a + b, 0)
  const at = Math.min(sorted.length, Math.max(0, share * sorted.length))
  const whole = Math.floor(at + 1e-9)
  let sum = 0
  for (let i = 0; i < whole; i++) sum += sorted[i]
  if (whole < sorted.length) sum += Math.max(0, at - whole) * sorted[whole]
  return total > 0 ? sum / total : NaN
}

/** The same of small whole counts, by how many units hold each: a draw's counts need not be sorted. */
function shareOfWhole(counts: Uint32Array, share: number): number {
  let [most, total] = [0, 0]
  for (let i = 0; i < counts.length; i++) {
    total += counts[i]
    if (counts[i] > most) most = counts[i]
  }
  const units = new Uint32Array(most + 1)
  for (let i = 0; i < counts.length; i++) units[counts[i]]++
  const at = Math.min(counts.length, Math.max(0, share * counts.length))
  let left = Math.floor(at + 1e-9)
  const part = Math.max(0, at - left)
  let sum = 0
  let c = most
  for (; c > 0 && left >= units[c]; c--) {
    sum += c * units[c]
    left -= units[c]
  }
  // the unit after the whole ones holds c as well
  return total > 0 ? (sum + c * left + part * c) / total : NaN
}

/** What chance alone puts into the worst units: the mean share and the range of 95% of draws. */
export interface ChanceShare {
  readonly mean: number
  readonly low: number
  readonly high: number
}

/** Draws, and the work that all of them together may cost. */
const DRAWS = 199
const FEWEST_DRAWS = 39
const WORK = 2e7

/**
 * Share in the worst `share` of units if every incident fell into any of them with the same chance: drawn anew, so it
 * holds for twelve units as for a million. With few incidents it is far above `share` itself. NaN without incidents.
 * `unitOfHome[k]` is the unit of home k: then each incident falls on any home alike.
 */
export function shareByChance(
  incidents: number,
  units: number,
  share: number,
  { seed = 1, unitOfHome: homes }: { readonly seed?: number; readonly unitOfHome?: Int32Array } = {},
): ChanceShare {
  if (!(incidents > 0) || !(units > 0) || homes?.length === 0) return { mean: NaN, low: NaN, high: NaN }
  // homes differ by unit, so no formula stands in for the draws
  const draws = Math.max(homes ? FEWEST_DRAWS : 0, Math.floor(WORK / (incidents + units)))
  if (draws < FEWEST_DRAWS) {
    // so many that counts are Poisson and the range is narrower than what is shown
    const mean = poissonShare(incidents / units, share)
    return { mean, low: mean, high: mean }
  }
  const shares = Float64Array.from({ length: Math.min(DRAWS, draws) }, (_, k) => {
    const stream = new Stream(seed, k)
    const counts = new Uint32Array(units)
    if (homes) for (let i = 0; i < incidents; i++) counts[homes[stream.below(homes.length)]]++
    else for (let i = 0; i < incidents; i++) counts[stream.below(units)]++
    return shareOfWhole(counts, share)
  }).sort()
  const at = (q: number) => shares[Math.min(shares.length - 1, Math.floor(q * shares.length))]
  return { mean: shares.reduce((a, b) => a + b, 0) / shares.length, low: at(0.025), high: at(0.975) }
}

/** The same where counts are Poisson: from the top of the distribution down until the share of units is used up. */
function poissonShare(rate: number, share: number): number {
  const top = Math.ceil(rate + 12 * Math.sqrt(rate) + 20)
  const logs = new Float64Array(top + 1)
  logs[0] = -rate
  for (let k = 1; k <= top; k++) logs[k] = logs[k - 1] + Math.log(rate / k)
  let left = share
  let held = 0
  for (let k = top; k > 0 && left > 0; k--) {
    const p = Math.min(left, Math.exp(logs[k]))
    held += p * k
    left -= p
  }
  return held / rate
}
