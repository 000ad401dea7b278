/** The weighted displacement quotient (Bowers & Johnson 2003): kept because older reports give it. It has no interval. */

/** Counts before and after in the treated areas, the ring around them and the comparison. */
export interface WdqInput {
  readonly treated: readonly [before: number, after: number]
  readonly ring: readonly [before: number, after: number]
  readonly comparison: readonly [before: number, after: number]
}

/** The quotient and the figures reported with it. */
export interface Wdq {
  /** incidents fewer in the treated areas, comparison left aside */
  readonly gross: number
  /** fall of the treated areas' share of the comparison */
  readonly net: number
  readonly netShare: number
  /** negative = the treated areas fell more than the comparison */
  readonly success: number
  /** positive = the ring rose against the comparison */
  readonly displacement: number
  /** above 0 diffusion, below 0 displacement, below −1 more went round than was gained; NaN where refused */
  readonly wdq: number
  /** incidents fewer in treated areas and ring together */
  readonly total: number
  readonly refused?: string
}

/** The quotient of ring and treated areas. Refused where the treated areas did not fall against the comparison. */
export function wdq({ treated: [rb, ra], ring: [db, da], comparison: [cb, ca] }: WdqInput): Wdq {
  const success = ra / ca - rb / cb
  const displacement = da / ca - db / cb
  const refused =
    cb > 0 && ca > 0
      ? success < 0
        ? undefined
        : 'The treated areas did not fall against the comparison: the quotient has no meaning.'
      : 'The comparison has no incidents in one of the two windows: no share of it can be formed.'
  return {
    gross: rb - ra,
    net: rb / cb - ra / ca,
    netShare: rb / cb / (ra / ca) - 1,
    ...{ success, displacement },
    wdq: refused ? NaN : displacement / success,
    total: (rb * ca) / cb - ra + (db * ca) / cb - da,
    ...(refused && { refused }),
  }
}
