/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  gistar:
    'gi* gistar gi star getis ord significant significance cells grid squares hotspot more than chance lisa',
}
