/** The header of Doors says the days its list counts: doors of the last week, streets of all that is live. */
import { expect, it } from 'vitest'
import { parseIsoDay } from '../../src/core/base/time.ts'
import { defaults } from '../../src/core/base/params.ts'
import { cocooningSchema } from '../../src/state/cocoon.ts'
import { listSettings } from '../../src/views/briefing/parts.tsx'
import { listSince } from '../../src/views/doors/listSince.ts'

it('counts streets from the first day on which an incident is live', () => {
  const sunday = parseIsoDay('2026-05-31')!
  const p = { window: 42, lookBack: 7 }
  expect(listSince('doors', sunday, p)).toBe('Doors: reported since Sun 24 May')
  expect(listSince(undefined, sunday, p)).toBe('Doors: reported since Sun 24 May')
  expect(listSince('streets', sunday, p)).toBe('Streets: reported since Sun 19 Apr')
})

it('prints the days of the newest burglaries with a list of doors alone', () => {
  const keys = (kind: 'doors' | 'streets') => listSettings(kind, defaults(cocooningSchema)).map((p) => p.key)
  expect(keys('doors')).toContain('lookBack')
  expect(keys('streets')).toEqual(keys('doors').filter((k) => k !== 'lookBack'))
})
