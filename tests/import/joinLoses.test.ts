/** Two extracts of one set of crimes, each with the columns and the writing of numbers it happens to have: every crime once. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinIncidents, type Side } from '../../src/import/join/join.ts'
import { drop, only } from './drop.ts'

const KINDS = ['Burglary Residential', 'Criminal damage', 'Theft from a motor vehicle']
/** Crimes of one occurrence share number, place and time: one, two or three of each. */
const CRIMES = [0, 1, 2, 3, 4, 5].flatMap((occurrence) =>
  KINDS.slice(0, 1 + (occurrence % 3)).map((kind) => ({ occurrence, kind })),
)
const number = (k: number) => String(123456700000 + 7 * k)

interface Written {
  /** how the numbers stand in the file */
  readonly numbers: 'told' | 'rounded' | 'some rounded' | 'none'
  readonly ends: boolean
  readonly address: boolean
  readonly uprn: boolean
  readonly beat: boolean
}
const written: fc.Arbitrary<Written> = fc.record({
  numbers: fc.constantFrom('told', 'rounded', 'some rounded', 'none'),
  ends: fc.boolean(),
  address: fc.boolean(),
  uprn: fc.boolean(),
  beat: fc.boolean(),
})
/** An extract holds all crimes of an occurrence, or none: one of another kind alone would be the same crime, told anew. */
const crimes = fc.uniqueArray(fc.nat(5), { minLength: 1 }).chain((some) =>
  fc.shuffledSubarray(
    CRIMES.flatMap((c, k) => (some.includes(c.occurrence) ? [k] : [])),
    { minLength: CRIMES.filter((c) => some.includes(c.occurrence)).length },
  ),
)

function textOf(rows: readonly number[], w: Written): string {
  const columns: [string, boolean, (k: number, c: (typeof CRIMES)[number]) => string][] = [
    [
      'Crime No',
      w.numbers !== 'none',
      (_, { occurrence: o }) =>
        w.numbers === 'rounded' || (w.numbers === 'some rounded' && o % 2 === 0) ? '1.23457E+11' : number(o),
    ],
    ['Offence', true, (_, c) => c.kind],
    ['Committed From', true, (_, { occurrence: o }) => `${10 + o}/01/2025 08:0${o}`],
    ['Committed To', w.ends, (_, { occurrence: o }) => `${10 + o}/01/2025 18:00`],
    ['Address', w.address, (_, { occurrence: o }) => `${o + 1} Mill Lane`],
    ['UPRN', w.uprn, (_, { occurrence: o }) => String(100070000013 + o)],
    ['Beat', w.beat, (_, { occurrence: o }) => `N${o}`],
    ['Easting', true, (_, { occurrence: o }) => String(459300 + 100 * o)],
    ['Northing', true, () => '304100'],
  ]
  const has = columns.filter(([, there]) => there)
  return [
    has.map(([head]) => head).join(','),
    ...rows.map((k) => has.map(([, , cell]) => cell(k, CRIMES[k])).join(',')),
  ].join('\n')
}

async function side(name: string, rows: readonly number[], w: Written): Promise<Side> {
  const { incidents, text, report, lines, ended } = only(await drop({ [name]: textOf(rows, w) }), 'incidents')
  return { name, incidents, text, report, lines, ended }
}

it('counts every crime once, and every row of both files', async () => {
  await fc.assert(
    fc.asyncProperty(crimes, written, crimes, written, async (a, how, b, other) => {
      const [base, added] = [await side('a.csv', a, how), await side('b.csv', b, other)]
      // nothing is lost on the way in
      expect([base.incidents.n, added.incidents.n]).toEqual([a.length, b.length])
      const { joined, counts } = joinIncidents(base, added)
      expect(joined.incidents.n).toBe(new Set([...a, ...b]).size)
      const { rows, kept, leftOut } = joined.report
      expect(rows).toBe(a.length + b.length)
      expect(kept + leftOut.reduce((sum, { n }) => sum + n, 0)).toBe(rows)
      expect(counts.fresh + counts.changed + counts.unchanged + counts.clashing).toBe(b.length)
      expect(counts.reclassified + counts.clashing).toBe(0)
    }),
    { numRuns: 60 },
  )
})
