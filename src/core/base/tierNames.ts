/** Names of ranked places: a tier letter and a rank within it, such as "A1". */

/** Tier letters, best first. */
export const TIERS = ['A', 'B', 'C'] as const
export type Tier = (typeof TIERS)[number]
