/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  patrol: 'night shift officers hours beat route walk drive car plan deploy presence directed',
}
