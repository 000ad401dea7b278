/** Lists of weights of harm: the sheet of the ONS tool as made here, and lists that cannot be used. */
import { utils, write } from '@e965/xlsx'
import { describe, expect, it } from 'vitest'
import { WEIGHED } from '../../src/core/stats/weighed.ts'
import { drop } from './drop.ts'

const HEAD = ['Offence category', 'Offence code', 'Offence', 'Weight']
const ROWS = [
  ['Burglary', '28E', 'Burglary Residential', '465.4'],
  ['Burglary', '28F', 'Attempted Burglary Residential', '465.4'],
  ['Burglary', '29A', 'Aggravated Burglary Residential', '2,288.7'],
  ['Burglary', '30C', 'Burglary Business and Community', '123'],
  ['Robbery', '34A', 'Robbery of business property', '799.6'],
  ['Robbery', '34B', 'Robbery of personal property', '799.6'],
  ['Theft', '39', 'Theft from the person', '80.4'],
  ['Vehicle', '45', 'Theft from vehicle', '32.9'],
  ['Vehicle', '48', 'Theft or unauthorised taking of motor vehicle', '128.4'],
  ['Vehicle', '37.2', 'Aggravated vehicle taking', '53.5'],
]
const csv = (rows: readonly (readonly string[])[]) =>
  rows.map((r) => r.map((c) => (c.includes(',') ? `"${c}"` : c)).join(',')).join('\n')

async function read(name: string, content: string | Uint8Array<ArrayBuffer>) {
  const [first, ...rest] = await drop({ [name]: content })
  return { first, rest }
}
const weightsOf = (o: Awaited<ReturnType<typeof read>>['first']) => {
  if (o.kind !== 'weights') throw new Error(o.kind === 'declined' ? o.sentence : o.kind)
  return Object.fromEntries(WEIGHED.map((id, k) => [id, o.weights[k]]))
}

describe('a list of weights', () => {
  it('is known by its columns, its codes taken for the kinds told apart here', async () => {
    const { first } = await read('weights.csv', csv([HEAD, ...ROWS]))
    expect(weightsOf(first)).toEqual({
      'burglary-home': 465.4,
      'theft-from-vehicle': 32.9,
      'theft-of-vehicle': 128.4,
      'robbery-personal': 799.6,
      'theft-from-person': 80.4,
      'robbery-any': 799.6,
      'burglary-any': 0,
      'vehicle-any': 0,
    })
  })

  it('is found in a workbook under title rows, beside sheets that are none', async () => {
    const book = utils.book_new()
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([['Crime Severity Score'], ['Notes'], ['made up']]),
      'Cover',
    )
    const title = [['List of weights'], [], ['Crime Severity Score'], [], ['Notes'], []]
    utils.book_append_sheet(
      book,
      utils.aoa_to_sheet([
        ...title,
        HEAD,
        ...ROWS.map((r) => [r[0], r[1], r[2], Number(r[3].replace(',', ''))]),
      ]),
      'List of weights',
    )
    for (const bookType of ['xlsx', 'biff8'] as const) {
      const bytes = new Uint8Array(write(book, { type: 'array', bookType }) as ArrayBuffer)
      const { first, rest } = await read('tool.xls', bytes)
      expect(weightsOf(first)['burglary-home'], bookType).toBe(465.4)
      expect(first.name).toContain('List of weights')
      expect(rest).toEqual([])
    }
  })

  it('leaves a kind blank whose codes differ, and says so', async () => {
    const rows = ROWS.map((r) => (r[1] === '28F' ? [...r.slice(0, 3), '300'] : r))
    const { first } = await read('weights.csv', csv([HEAD, ...rows]))
    expect(weightsOf(first)['burglary-home']).toBe(0)
    expect(first.kind === 'weights' && first.notes.join(' ')).toContain(
      'No weight for residential burglary: its codes weigh from 300 to 465.4',
    )
  })

  it('may name kinds in words instead of codes', async () => {
    const { first } = await read(
      'mine.csv',
      'Kind,Weight\nburglary-home,9\nTheft of a vehicle,4\nArson,3\nTheft from a vehicle,none\n',
    )
    expect(weightsOf(first)).toMatchObject({
      'burglary-home': 9,
      'theft-of-vehicle': 4,
      'theft-from-vehicle': 0,
    })
    expect(first.kind === 'weights' && first.leftOut.map((l) => [l.reason, l.n])).toEqual([
      ['no weight', 1],
      ['not a kind told apart here', 1],
    ])
  })

  it('is refused where it contradicts itself or weighs nothing that is looked at', async () => {
    const twice = await read(
      'weights.csv',
      csv([HEAD, ...ROWS, ['Vehicle', '45', 'Theft from vehicle', '34']]),
    )
    expect(twice.first.kind === 'declined' && twice.first.sentence).toContain(
      'gives code 45 two weights, 32.9 and 34',
    )
    const none = await read('weights.csv', csv([HEAD, ['Other', '8Q', 'Stalking', '100']]))
    expect(none.first.kind === 'declined' && none.first.sentence).toContain('weighs none of the kinds')
  })

  it('is not what a table of crimes with a weight is', async () => {
    const { first } = await read(
      'crimes.csv',
      'Crime number,Offence,Date,Easting,Northing,Weight\nA1,Burglary residential,01/02/2026,450000,300000,3\nA2,Burglary residential,14/02/2026,450100,300000,3\n',
    )
    expect(first.kind).toBe('incidents')
  })
})
