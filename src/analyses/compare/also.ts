/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  compare: 'against versus vs two beats wards periods difference side groups same last year',
}
