/** Sizes that follow the extent of the ground and the number of incidents, by rules of the literature. */
import { gammaP } from './poisson.ts'

/** A figure rounded to two digits, as people choose them. */
const round = (value: number): number => {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Math.round(value / unit) * unit
}

/**
 * Side of a cell that holds two incidents on average, metres: √(2 · area / n), the quadrat rule (Greig-Smith 1952;
 * Wong & Lee 2005). NaN without incidents or ground.
 */
export const quadratSide = (area: number, n: number): number =>
  area > 0 && n > 0 ? round(Math.sqrt((2 * area) / n)) : NaN

/** Share of incidents that may be cores of a cluster where they are spread evenly. */
const CHANCE_CORES = 0.05

/**
 * Distance at which an even spread over the ground would make one incident in twenty a core of `least`, metres: so
 * that a cluster is denser than chance makes places (the distance follows from the number, as Ester et al. 1996 read
 * it off the sorted distances). NaN without incidents or ground.
 */
export function coreDistance(area: number, n: number, least: number): number {
  if (!(area > 0) || !(n > 1) || least < 2) return NaN
  // others within reach are Poisson of mean π·d²·(n − 1)/area; the chance of at least k rises with it
  let [low, high] = [0, 10 * least + 20]
  for (let k = 0; k < 60; k++) {
    const mean = (low + high) / 2
    if (gammaP(least - 1, mean) < CHANCE_CORES) low = mean
    else high = mean
  }
  return round(Math.sqrt((low * area) / (Math.PI * (n - 1))))
}

/**
 * Distance within which an incident has one other on average, in space and within `days` of a period of `span` days,
 * were all spread evenly, metres: beyond about four times as many, links join into one chain over the whole ground.
 */
export function linkDistance(area: number, n: number, days: number, span: number): number {
  const share = Math.min(1, (2 * days + 1) / Math.max(1, span))
  return area > 0 && n > 1 ? round(Math.sqrt(area / (Math.PI * (n - 1) * share))) : NaN
}

/** Radius at which circles around n incidents, spread evenly, cover half of the ground, metres. */
export const halfCoverRadius = (area: number, n: number): number =>
  area > 0 && n > 0 ? round(Math.sqrt((Math.LN2 * area) / (Math.PI * n))) : NaN
