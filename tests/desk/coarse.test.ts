/** What a table is too coarse for, said of what it is: open data, a force's own months, or shared points. */
import { describe, expect, it } from 'vitest'
import { META as repeats } from '../../src/analyses/repeats/params.ts'
import { META as zones } from '../../src/analyses/zones/params.ts'
import { refusal } from '../../src/cocoon/list.ts'
import { coarseOf, coarseSays, finerThan, isPublished } from '../../src/core/table/coarse.ts'
import { cannotCountDays } from '../../src/core/near/nearRows.ts'
import { pointNotes, pointsOf } from '../../src/core/table/points.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { precisionWords } from '../../src/desk/words.ts'
import { refusal as noSeries } from '../../src/views/series/model.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

const rows: Row[] = Array.from({ length: 40 }, (_, i) => ({
  x: 450_000 + 20 * i,
  y: 300_000,
  day: 20_000 + i,
}))
const table = (patch: Parameters<typeof incidentsFrom>[1]) => incidentsFrom(rows, patch)
const openData = table({ source: 'open', precision: 'month' })
const months = table({ source: 'open', precision: 'month', points: 'own' })
const both = table({ source: 'open', precision: 'month', points: 'shared' })
const shared = table({ source: 'open', precision: 'minute', points: 'shared' })
const exact = table({})

const everything = (t: typeof exact): string[] => [
  zones.unavailable!(t) ?? '',
  repeats.unavailable!(t) ?? '',
  refusal(t) ?? '',
  cannotCountDays(t) ?? '',
  noSeries(t) ?? '',
  ...pointNotes({ table: t }, pointsOf({ table: t, rows: allRows(t) })),
  precisionWords(t),
]

describe('a coarse table', () => {
  it('is refused for doors, zones, repeats, near repeats and series, whatever makes it coarse', () => {
    for (const t of [openData, months, both, shared]) {
      expect(coarseOf(t)).toBeDefined()
      for (const said of everything(t).slice(0, 5)) expect(said).toMatch(/^[A-Zd].*\.$/)
    }
    expect(coarseOf(exact)).toBeUndefined()
    expect([coarseSays(exact), finerThan(exact)]).toEqual(['', ''])
    expect(everything(exact).slice(0, 5)).toEqual(['', '', '', '', ''])
  })

  it('speaks of open data and snap points only where the file is open data', () => {
    expect(everything(openData).join(' ')).toMatch(/open data/)
    for (const t of [months, both, shared])
      expect(everything(t).join(' ')).not.toMatch(/open data|data\.police\.uk|eight or more/i)
    expect(everything(months).join(' ')).not.toMatch(/snap|share|own extract/i)
    expect(everything(both).join(' ')).toMatch(/month.*points that many rows share/)
    expect(everything(shared).slice(0, 5).join(' ')).not.toMatch(/month/)
  })

  it('was published only where its origin says so', () => {
    expect([openData, months, both, shared, exact].map(isPublished)).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
  })
})
