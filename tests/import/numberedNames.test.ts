import { describe, expect, it } from 'vitest'
import { drop, only } from './drop.ts'

const rows = Array.from({ length: 12 }, (_, i) => i)
const day = (i: number) => `${String(i + 1).padStart(2, '0')}/03/2026`
const cells: Record<string, (i: number) => string> = {
  number: (i) => `22A${i}`,
  date: (i) => `${day(i)} 10:00`,
  day,
  'day after': (i) => day(i + 1),
  'day before': (i) => `${String(i + 1).padStart(2, '0')}/02/2026`,
  ten: () => '10:00',
  noon: () => '12:00',
  offence: () => 'Burglary dwelling',
  house: (i) => String(i + 1),
  street: () => 'Oak Street',
  beat: (i) => `N${i % 3}`,
  town: () => 'Belfast',
  x: (i) => String(333000 + 40 * i),
  y: (i) => String(374000 + 30 * i),
}
/** Columns of a file whose headers stand for those cells, by what they were taken for. */
async function columns(heads: Record<string, string>, kind: 'incidents' | 'homes' = 'incidents') {
  const names = Object.keys(heads)
  const text = [names.join(','), ...rows.map((i) => names.map((n) => cells[heads[n]](i)).join(','))].join(
    '\n',
  )
  const opened = only(await drop({ 'a.csv': text }), kind)
  return Object.fromEntries(opened.report.columns.map((c) => [c.field, c.column]))
}
const PLACED = { Easting: 'x', Northing: 'y' }

describe('names that an export has numbered', () => {
  it('are read without their number, where several have one', async () => {
    expect(
      await columns({
        ...{ Crime_No1: 'number', Date1: 'date', Offence1: 'offence' },
        ...{ Easting1: 'x', Northing1: 'y' },
      }),
    ).toEqual({ id: 'Crime_No1', from: 'Date1', offence: 'Offence1', x: 'Easting1', y: 'Northing1' })
    const plain = { 'Crime No': 'number', Date: 'date', Offence: 'offence' }
    expect(await columns({ ...plain, Easting1: 'x', Northing1: 'y' })).toMatchObject({ x: 'Easting1' })
    // a name as it is known comes first, and one alone with a number is left
    expect(await columns({ ...plain, ...PLACED, Easting1: 'y', Northing1: 'x' })).toMatchObject({
      x: 'Easting',
      y: 'Northing',
    })
    expect(await columns({ ...plain, ...PLACED, Beat9: 'beat' })).not.toHaveProperty('beat')
  })

  it.each(['', ' ', '_'])('the first and the second date and time are the window: %o', async (gap) => {
    const window = (second: string) =>
      columns({
        ...{ 'Crime No': 'number', Offence: 'offence', ...PLACED },
        ...{ [`Date${gap}1`]: 'day', [`Time${gap}1`]: 'ten' },
        ...{ [`Date${gap}2`]: second, [`Time${gap}2`]: 'noon' },
      })
    expect(await window('day after')).toMatchObject({
      ...{ from: `Date${gap}1`, fromTime: `Time${gap}1` },
      ...{ to: `Date${gap}2`, toTime: `Time${gap}2` },
    })
    // what lies before the first is no end
    expect(await window('day before')).not.toHaveProperty('to')
  })
})

it('knows premises and beats by their short words, and the columns of Pointer', async () => {
  expect(
    await columns({
      ...{ 'Crime No': 'number', Date: 'date', Offence: 'offence', ...PLACED },
      ...{ 'Prem No': 'house', 'Prem Street': 'street', 'NPA Bt': 'beat' },
    }),
  ).toMatchObject({ houseNumber: 'Prem No', street: 'Prem Street', beat: 'NPA Bt' })
  expect(
    await columns(
      { BUILDING_NUMBER: 'house', PRIMARY_THORFARE: 'street', TOWN: 'town', X_COR: 'x', Y_COR: 'y' },
      'homes',
    ),
  ).toMatchObject({ houseNumber: 'BUILDING_NUMBER', street: 'PRIMARY_THORFARE', x: 'X_COR', y: 'Y_COR' })
})
