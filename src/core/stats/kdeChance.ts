/** What share of incidents the densest part of an area would hold, had each fallen anywhere in it with equal chance. */
import normalCdf from '@stdlib/stats-base-dists-normal-cdf'
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile'
import { Stream } from '../base/random.ts'
import { check, type Kernel } from './kde.ts'

/** A Gaussian is followed to this many standard deviations: 3e-4 of its mass is left out. */
const REACH = 4
/** With as many incidents within reach of a place on average, their sum is normal. */
const MANY = 500
/** places drawn where few incidents lie within reach, and distances drawn over all places */
const PLACES = 40_000
const DISTANCES = 2_000_000

/**
 * For each share of the area (0..1, the densest first) the share of incidents that lies in it by chance alone.
 * A density is made of the incidents it is read with, so each lies on a peak of its own and the share is above that
 * of the area, far above where they are few. The density at a place is the sum of the kernel over a Poisson number
 * of incidents within reach; at an incident the same and its own peak (Slivnyak's theorem). Drawn from one seed,
 * to half a hundredth; the edge of the area is left out of account. `n` incidents on `size` m².
 */
export function shareByChance(
  n: number,
  size: number,
  kernel: Kernel,
  bandwidth: number,
  covered: readonly number[],
): number[] {
  check(kernel, bandwidth)
  const reach = kernel === 'quartic' ? bandwidth : REACH * bandwidth
  const mean = (n * Math.PI * reach * reach) / size
  // u is (distance ÷ reach)², which is uniform; 1 at no distance
  const half = (REACH * REACH) / 2
  const weight = kernel === 'quartic' ? (u: number) => (1 - u) ** 2 : (u: number) => Math.exp(-half * u)
  if (mean > MANY) {
    const square = kernel === 'quartic' ? 1 / 5 : (1 - Math.exp(-2 * half)) / (2 * half)
    const own = 1 / Math.sqrt(mean * square)
    return covered.map((q) => (q >= 1 ? 1 : normalCdf(normalQuantile(q, 0, 1) + own, 0, 1)))
  }
  const stream = new Stream(1)
  const sums = new Float64Array(Math.round(Math.min(PLACES, DISTANCES / (mean + 1))))
  for (let i = 0; i < sums.length; i++) {
    let sum = 0
    // gaps of a Poisson process are exponential
    for (let u = -Math.log(1 - stream.float()) / mean; u < 1; u -= Math.log(1 - stream.float()) / mean)
      sum += weight(u)
    sums[i] = sum
  }
  sums.sort()
  return covered.map((q) => {
    const level = sums[Math.min(sums.length - 1, Math.max(0, Math.floor((1 - q) * sums.length)))]
    const first = sums.findIndex((s) => s + 1 >= level)
    return (sums.length - first) / sums.length
  })
}

/** Of a share found to be above chance, what the edge of the ground and outlines drawn between cells can make alone. */
const DRAWN = 1.05

/** Fewer incidents make no density: what lies beyond the edge of so small a ground, and is left out, decides there. */
export const FEWEST_FOR_DENSITY = 30

/**
 * Whether so large a share of n incidents in the densest part is more than chance would put there: false in nineteen of
 * twenty towns without signal, or more. The binomial range is wider than that of draws (`npm run calibrate -- Density`).
 */
export const moreThanChance = (share: number, byChance: number, n: number): boolean =>
  share > DRAWN * byChance + normalQuantile(0.95, 0, 1) * Math.sqrt((byChance * (1 - byChance)) / n)
