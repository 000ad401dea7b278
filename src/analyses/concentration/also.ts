/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  concentration: 'lorenz gini worst streets street segments share law of crime pareto 80/20 top',
}
