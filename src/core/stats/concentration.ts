/** How unevenly incidents lie over units: Lorenz, Gini for few crimes, and what chance alone would give. */

/** The Gini coefficient of counts: 0 all equal, towards 1 all in one unit. NaN without incidents. */
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

/**
 * Share expected in the worst `share` of units if every unit had the same chance: counts then are Poisson.
 * With few incidents this is far above `share` itself.
 */
export function shareByChance(incidents: number, units: number, share: number): number {
  const rate = incidents / units
  if (!(rate > 0)) return NaN
  // from the top of the distribution down until the share of units is used up
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
