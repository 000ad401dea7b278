/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  plans:
    'evaluate evaluation evaluating operation intervention treated comparison control displacement diffusion money cost costs benefit savings value worked effect impact power',
}
