/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  series: 'linked linking series offender mo modus operandi car key keys crime pattern cpa suspect',
}
