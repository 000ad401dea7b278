/** A column of warnings at the place: read, joined, saved and read again; one of people is not. */
import { describe, expect, it } from 'vitest'
import { textAt } from '../../src/core/base/text.ts'
import { exportIncidents } from '../../src/import/formats/export.ts'
import { joinIncidents, type Side } from '../../src/import/join/join.ts'
import { drop, only } from './drop.ts'

const line = (id: string, x: number, more = '') =>
  `${id},Burglary Residential,13/01/2025 18:30,${x},304100,${x} Mill Lane${more}`
async function side(head: string, lines: readonly string[], name: string): Promise<Side> {
  const text = `Crime No,Offence,Committed From,Easting,Northing,Address${head}\n${lines.join('\n')}\n`
  const o = only(await drop({ [name]: text }), 'incidents')
  return { name, incidents: o.incidents, text: o.text, report: o.report, lines: o.lines, ended: o.ended }
}
const warnings = ({ incidents, text }: Side) =>
  Array.from({ length: incidents.n }, (_, i) => (text.warning ? textAt(text.warning, i) : undefined))

describe('a column of warnings', () => {
  it('is taken over where its head is of a place, and dropped where it is of people', async () => {
    for (const head of ['Location Warning', 'Warning Marker', 'HAZARD'])
      expect(
        warnings(await side(`,${head}`, [line('A', 459300, ',dog'), line('B', 459400, ',')], 'a.csv')),
      ).toEqual(['dog', ''])
    const people = await side(',Victim Warning Marker', [line('A', 459300, ',violent')], 'a.csv')
    expect(warnings(people)).toEqual([undefined])
  })
  it('survives a join with a file without it, and being saved', async () => {
    const one = await side('', [line('A', 459300)], 'one.csv')
    const two = await side(',Location warning', [line('B', 459400, ',dog')], 'two.csv')
    const { joined } = joinIncidents(one, two)
    expect(warnings(joined)).toEqual(['', 'dog'])
    const saving = exportIncidents(joined.incidents, joined.text, 'csv')
    let step = await saving.next()
    while (!step.done) step = await saving.next()
    const again = only(await drop({ 'saved.csv': await step.value.text() }), 'incidents')
    expect(warnings({ ...joined, ...again })).toEqual(['', 'dog'])
  })
})
