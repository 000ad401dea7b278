/** Which number of a boundary file says how many homes an area has. */
import type { Boundary } from '../geometry/area.ts'

const HOMES =
  /(^|[_\s-]|total|all|occupied|number_?of_?|no_?of_?)(households?|hholds?|hhlds?|dwellings?|homes)([_\s-]|\d|$)/i

/** Numbers about homes that are no number of homes: shares, rates, averages, money, changes. */
const NOT_COUNT =
  /%|(^|[_\s-])(pct|perc|percent(age)?|proportion|share|rate|ratio|per|average|avg|mean|median|size|income|density|price|value|change|index|score|rank|decile)([_\s-]|\d|$)/i

/**
 * The number property that names homes and is given for at least half the areas; undefined where none does. Of
 * several the first by name is taken: the screen says which.
 */
export function homesProperty(areas: readonly Boundary[]): string | undefined {
  const given = new Map<string, number>()
  for (const a of areas)
    for (const [key, v] of Object.entries(a.numbers))
      if (HOMES.test(key) && !NOT_COUNT.test(key) && v > 0) given.set(key, (given.get(key) ?? 0) + 1)
  return [...given]
    .filter(([, n]) => 2 * n >= areas.length)
    .map(([key]) => key)
    .sort()[0]
}
