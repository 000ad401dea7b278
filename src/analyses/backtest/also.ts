/** Words that users say for it: the palette finds it by them, the nearest first, and never shows them. */
export const ALSO = {
  backtest: 'back-test prediction forecast accuracy hit rate pai pei predictive map score',
}
