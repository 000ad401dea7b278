/** Two tables of one fingerprint would share results: whatever an analysis reads must be in it. */
import { expect, it } from 'vitest'
import type { ImportOptions } from '../../src/import/contract.ts'
import { drop, only } from './drop.ts'

const FILE =
  'id,offence,date,easting,northing,beat,ward,street\n' +
  '1,Burglary,2026-01-13 10:00,459300,305100,A,North,Elm Road\n' +
  '2,Burglary,2026-01-14 11:00,459400,305200,B,South,Oak Road\n'

const printOf = async (text: string, options: ImportOptions = {}): Promise<string> =>
  only(await drop({ 'extract.csv': text }, options), 'incidents').incidents.fingerprint

it('is the same for the same file', async () => {
  expect(await printOf(FILE)).toBe(await printOf(FILE))
})

it.each<[string, string, ImportOptions]>([
  ['beats from another column', FILE, { columns: { beat: 'ward' } }],
  ['a beat of another name', FILE.replace(',B,', ',C,'), {}],
  ['another street', FILE.replace('Oak Road', 'Ash Road'), {}],
  ['another wording of the same kind', FILE.replaceAll('Burglary', 'Burglary - Dwelling'), {}],
  ['the same numbers in another system of coordinates', FILE, { crs: 'plane' }],
])('changes with %s', async (_, text, options) => {
  expect(await printOf(text, options)).not.toBe(await printOf(FILE))
})
