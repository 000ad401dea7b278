/** The column of days between the incidents of a series. */
import type { Step } from '../../core/series/series.ts'
import type { TableColumn } from '../../ui/index.ts'

/** "8 (6–10)": days between, and what the windows leave open. */
function gapWords(gap: number, [least, most]: readonly [number, number]): string {
  if (Number.isNaN(gap)) return ''
  return least === most ? String(gap) : `${gap} (${least}–${most})`
}

/** The days since the one before, on the screen and on paper. */
export const gapColumn = (steps: readonly Pick<Step, 'gap' | 'gapRange'>[]): TableColumn => ({
  key: 'gap',
  label: 'Gap',
  unit: 'days',
  kind: 'number',
  value: (k) => steps[k].gap,
  show: (k) => gapWords(steps[k].gap, steps[k].gapRange),
})
