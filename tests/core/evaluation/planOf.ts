/** A plan to test with: one square of 400 m in the Irish Sea. */
import type { PlanRecord } from '../../../src/core/evaluation/planRecord.ts'

export const PLAN: PlanRecord = {
  ...{ id: 'p1', number: 1, name: 'Mill Street', objective: 'Fewer burglaries', response: 'Cocooning' },
  places: [
    {
      ...{ name: 'Mill Street', from: 'drawn' },
      shape: {
        type: 'Polygon',
        coordinates: [
          [
            [-3.5, 53.6],
            [-3.494, 53.6],
            [-3.494, 53.6036],
            [-3.5, 53.6036],
            [-3.5, 53.6],
          ],
        ],
      },
    },
  ],
  comparison: [],
  offences: ['burglary-home'],
  ...{ start: '2026-01-01', end: '2026-06-30', before: 365 },
  rule: { text: 'A fall of 20 % or more', margin: 0.1, written: '2025-12-01', hash: 'ab' },
  reviews: ['2026-03-01'],
  owner: 'Sergeant, north',
  planned: { minutes: 1000 },
  delivered: { minutes: 800, doors: 100 },
  costs: { minute: 0.8 },
  chosen: ['2025-01', '2025-12'],
}
