/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  explore: 'filters offence period date mo words select search subset kind beat charts',
}
