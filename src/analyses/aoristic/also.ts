/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  aoristic: 'aoristic when time of day hour hours weekday night day evening clock temporal week',
}
