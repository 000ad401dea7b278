/** What a chance that takes all ground alike leaves out. */

/** Must stand beside every figure of what evenly spread incidents would do: a town without a hot spot beats it too. */
export const EVEN_GROUND =
  'Chance here takes all ground alike. Homes and parked cars are not spread evenly, so a town in which every home runs the same risk lies above it too.'
