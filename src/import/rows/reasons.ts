/** Why rows are left out where the user said so: stable words, for scripts too. */
import type { Problem } from '../contract.ts'

export const LEFT_OUT = {
  reversed: 'the window ends before it starts',
  placeholder: 'clock time is a placeholder',
  odd: 'unlikely date',
  outlier: 'far from all the rest',
  point: 'at a default point',
  outside: 'outside the country',
  swapped: 'coordinates in each other’s columns',
  sentinel: 'date stands for not known',
  damaged: 'day and month in doubt',
  twice: 'same row twice',
  older: 'older row of the same crime number',
  nocrime: 'no longer a crime',
} as const satisfies Record<Problem, string>
