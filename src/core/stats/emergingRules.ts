/** The classes of hot spots over time, and their rules in words. */

/** Classes of a series of steps, oldest first. Cold spots take the same names. */
export const EMERGING = [
  'new',
  'consecutive',
  'intensifying',
  'persistent',
  'diminishing',
  'oscillating',
  'historical',
  'sporadic',
] as const
export type Emerging = (typeof EMERGING)[number]

/**
 * The rules in words, in the order they are tried; the first that fits is taken. They are Esri's of today: every
 * class but the historical needs a hot last step.
 */
export const EMERGING_RULES: Record<Emerging, string> = {
  new: 'hot in the last step and in none before',
  consecutive: 'hot in two or more last steps without a break, in none before, and in fewer than 90% of all',
  intensifying: 'hot in 90% of steps or more, the last one too, with a rising score',
  persistent: 'hot in 90% of steps or more, the last one too, without a trend',
  diminishing: 'hot in 90% of steps or more, the last one too, with a falling score',
  oscillating: 'hot in the last step, cold in some earlier one, hot in fewer than 90%',
  historical: 'hot in 90% of steps or more, but not in the last',
  sporadic: 'hot in the last step and on and off before, in fewer than 90%, never cold',
}
