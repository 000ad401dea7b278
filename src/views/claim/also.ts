/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  claim: 'press news politician check fact fall reduction percent',
}
