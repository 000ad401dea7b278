/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  notes: 'annotate annotation draw arrow text label comment',
}
