/**
 * The figures of near-repeat practice, as published. They are the defaults wherever a distance or a time is set; a team
 * may set its own, and the page then names both.
 */

/** Metres within which a burglary raises the risk, edge included: HMICFRS (2022), Finding time for crime. */
export const NEAR_METRES = 400
/** Days for which it does, the last included: six weeks, in the same report. */
export const NEAR_DAYS = 42
/** Days in which next door is most at risk: Bowers and Johnson (2005). */
export const FIRST_DAYS = 7
/** Hours within which the homes around are called on: two days, as Gorton counted; Swordfish called the same day. */
export const DUE_HOURS = 48
/** Homes called on to either side of the burgled one: Operation Swordfish (West Midlands), and Gorton. */
export const EACH_SIDE = 4

/** Bands of the published near-repeat tables: hundreds of metres, and weeks. */
export const NEAR_BANDS: readonly number[] = [0, 100, 200, 300, NEAR_METRES]
export const WEEK_BANDS: readonly number[] = [0, 7, 14, 21, 28, 35, NEAR_DAYS]
/** The same with a band of its own for the same place. */
export const SPACE_BANDS: readonly number[] = [0, 1, ...NEAR_BANDS.slice(1)]
