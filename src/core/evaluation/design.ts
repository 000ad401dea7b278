/** What kind of comparison an estimate rests on, and how far its words may go. */

/** From the weakest to the strongest. */
export type Design = 'before-after' | 'groups' | 'days' | 'series' | 'comparison' | 'matched' | 'randomised'

/** Level on the Maryland Scientific Methods Scale, 1 to 5, told from the design. */
export const marylandLevel = (design: Design): number =>
  ({ 'before-after': 2, groups: 2, days: 2, series: 2, comparison: 3, matched: 4, randomised: 5 })[design]

/** What the level allows to be said. */
export const levelSentence = (design: Design): string => {
  const says: Record<Design, string> = {
    'before-after': 'before and after without a comparison; it says nothing of why',
    groups: 'two groups side by side without a before; those taken first may differ from the others',
    days: 'days side by side that nobody is known to have drawn by lot; they may have been chosen for what was expected of them',
    series: 'one series without a comparison: whatever else changed at that time is in it',
    comparison: 'before and after with a comparison; other differences between the two are not ruled out',
    matched: 'several areas matched on their past; differences that the past does not show are not ruled out',
    randomised: 'drawn by lot: but for what was done, the two arms differ by chance alone',
  }
  return `Level ${marylandLevel(design)} of 5 on the Maryland scale: ${says[design]}.`
}
