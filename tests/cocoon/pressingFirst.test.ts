/** What is not on the list is told in the order in which it is asked for. */
import { expect, it } from 'vitest'
import type { Omitted } from '../../src/cocoon/list.ts'
import { pressingFirst } from '../../src/cocoon/pressingFirst.ts'

const o = (what: Omitted['what'], reason: string, because?: Omitted['because']): Omitted => ({
  ...{ what, row: 0, home: 0, label: reason, reason },
  ...(because && { because }),
})

it('homes of tonight come first, those beyond the time before all, and burglaries long over last', () => {
  const old = Array.from({ length: 5 }, () => o('burglary', 'older than 42 days'))
  const left = [
    ...old,
    o('burglary', 'no home is near'),
    o('home', 'visited 2 days ago'),
    o('home', 'over 60 minutes', 'time'),
  ]
  expect(pressingFirst(left).map((x) => x.reason)).toEqual([
    'over 60 minutes',
    'visited 2 days ago',
    'no home is near',
    ...old.map((x) => x.reason),
  ])
})
