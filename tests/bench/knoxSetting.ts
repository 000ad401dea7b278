/** The bands the Knox benchmarks share (configuration C1): 5 bands of distance, 6 of days. */
export const c1 = {
  space: { edges: [0, 1, 100, 200, 300, 400], closed: 'left' },
  time: { edges: [0, 7, 14, 21, 28, 35, 42], closed: 'left' },
  metric: 'euclidean',
  seed: 1,
} as const
