/** Tail probabilities of the normal distribution, to full double precision also far out. */
import erfc from '@stdlib/math-base-special-erfc'

/** Chance that a standard normal lies at least this far from 0 on either side. */
export const twoSided = (z: number): number => erfc(Math.abs(z) / Math.SQRT2)
