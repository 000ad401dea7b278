/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  change: 'trend rise fall emerging cold before after difference up down',
}
