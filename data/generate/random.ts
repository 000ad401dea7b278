/** A tiny seeded generator, so that the town comes out the same on every machine. */

/** Draws from one seeded stream. */
export interface Random {
  /** uniform in [0, 1) */
  next(): number
  /** uniform in [a, b) */
  between(a: number, b: number): number
  /** whole number in [0, n) */
  below(n: number): number
  /** true with probability p */
  chance(p: number): boolean
  /** one item of a list */
  pick<T>(list: readonly T[]): T
  /** standard normal */
  normal(): number
  /** exponential with this mean */
  exponential(mean: number): number
  /** Poisson with this mean (small means: by multiplication; large: by halves) */
  poisson(mean: number): number
}

/** A Random from a 32-bit seed: the mulberry32 mixing function, stateful in one integer. */
export function randomFrom(seed: number): Random {
  let s = seed >>> 0
  const next = (): number => {
    s = (s + 0x6d2b79f5) >>> 0
    let t = Math.imul(s ^ (s >>> 15), s | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const random: Random = {
    next,
    between: (a, b) => a + (b - a) * next(),
    below: (n) => Math.floor(next() * n),
    chance: (p) => next() < p,
    pick: (list) => list[Math.floor(next() * list.length)],
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    exponential: (mean) => -mean * Math.log(1 - next()),
    poisson(mean) {
      // exp(-mean) underflows for large means, and a Poisson is the sum of two halves
      if (mean > 30) return random.poisson(mean / 2) + random.poisson(mean / 2)
      const limit = Math.exp(-mean)
      let k = 0
      for (let p = next(); p > limit; p *= next()) k++
      return k
    },
  }
  return random
}

/** A seed of its own for a named part, so that a change in one part leaves the others alone. */
export function subSeed(seed: number, part: string): number {
  let h = seed ^ 0x9e3779b9
  for (let i = 0; i < part.length; i++) h = Math.imul(h ^ part.charCodeAt(i), 0x01000193)
  return h >>> 0
}
