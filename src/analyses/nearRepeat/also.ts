/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  nearRepeat: 'knox near repeat test space time pattern contagion boost',
}
