/** Sizes that follow the extent of the ground and the number of incidents, by rules of the literature. */

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
