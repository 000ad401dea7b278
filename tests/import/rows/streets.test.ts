/** Streets are read from addresses as they are one by one, whatever stands in them. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textAt } from '../../../src/core/base/text.ts'
import type { DictColumn, TextColumn } from '../../../src/core/base/text.ts'
import { normaliseAddress } from '../../../src/core/places/addressKey.ts'
import { streetAlone, streetIn } from '../../../src/core/places/streetIn.ts'
import { nameKey } from '../../../src/import/rows/oneName.ts'
import { readStreets } from '../../../src/import/rows/streets.ts'
import { Dict, Texts } from '../../../src/import/rows/columns.ts'

/** The same row by row. */
function plainly(street: DictColumn, address: TextColumn): string[] {
  const names = Array.from(street.codes, (code, i) =>
    street.values[code] === '' ? streetIn(textAt(address, i)) : streetAlone(street.values[code]),
  )
  const spelt = new Map<string, Map<string, number>>()
  for (const name of names) {
    const key = nameKey(name) || name
    const ways = spelt.get(key) ?? new Map<string, number>()
    spelt.set(key, ways.set(name, (ways.get(name) ?? 0) + 1))
  }
  const commonest = (name: string) =>
    [...spelt.get(nameKey(name) || name)!].reduce((a, b) => (b[1] > a[1] ? b : a))[0]
  return names.map((name) => (name === '' ? '' : commonest(name)))
}

const word = fc.constantFrom(
  ...[
    'Elm',
    'ELM',
    'High',
    'Street',
    'St',
    'Road',
    'Grove',
    'Court',
    'House',
    'Flat',
    'Flat 2',
    'A',
    'b',
    'Upper',
    'The',
  ],
  ...[
    ',',
    ', ',
    ', 14 ',
    ', 14a ',
    ', No. 7 ',
    ', Norwich',
    ' and ',
    ' & ',
    ' / ',
    ' - ',
    '-',
    '/',
    ' to ',
    ' j/w ',
    '.',
  ],
  ...[
    '1',
    '3',
    '12',
    '14',
    '114',
    '12a',
    '1/2',
    '½',
    '3/2',
    '1F2',
    '1st',
    'Ground Floor',
    'Plot 3',
    'O/S ',
    'junction of ',
    'near ',
  ],
  ...['AB1 2CD', 'é', 'Heol y Bryn', '0', '00', '123456', 'No. ', 'caravan', 'x'.repeat(290)],
)
const rest = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', '')), { maxLength: 8 })
  .map((p) => p.flat().join(''))
const numbers = fc.oneof(
  fc.integer({ min: 0, max: 130 }).map(String),
  fc.constantFrom('99999', '012', '14', '114'),
)
const address = fc
  .tuple(fc.constantFrom('', '', 'n'), numbers, fc.constantFrom(' ', '  ', ''), rest)
  .map(([lead, n, blank, text]) => (lead === '' ? `${n}${blank}${text}` : text).trim())

function columns(rows: readonly { street: string; address: string }[]) {
  const [street, texts] = [new Dict(), new Texts()]
  for (const row of rows) {
    street.push(row.street)
    texts.push(row.address)
  }
  return [street.finish(), texts.finish()] as const
}

const told = ({ codes, values }: DictColumn) => Array.from(codes, (code) => values[code])

it('reads each row as if it stood alone', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          street: fc.oneof(
            fc.constant(''),
            fc.constant(''),
            word.map((w) => w.trim()),
          ),
          address,
        }),
        { maxLength: 40 },
      ),
      (rows) => {
        const [street, texts] = columns(rows)
        expect(told(readStreets(street, texts))).toEqual(plainly(street, texts))
      },
    ),
    { numRuns: 1500 },
  )
})

it('reads a street under every number of a house', () => {
  fc.assert(
    fc.property(rest, fc.uniqueArray(numbers, { minLength: 2, maxLength: 6 }), (text, all) => {
      const [street, texts] = columns(all.map((n) => ({ street: '', address: `${n} ${text}`.trim() })))
      expect(told(readStreets(street, texts))).toEqual(plainly(street, texts))
    }),
    { numRuns: 4000 },
  )
})

it('reads streets of plain words as all others', () => {
  const plain = fc.constantFrom(
    ...[
      'Elm',
      'elm',
      'Oak',
      'Flat',
      'Upper',
      'Top',
      'Hall',
      'Annex',
      'first',
      'gf',
      'and',
      'with',
      'jct',
      'to',
      'A',
      '5',
      '5a',
      'with',
      'Plot',
    ],
    ...[
      'Road',
      'road',
      'Street',
      'Way',
      'Hill',
      'Grove',
      'Close',
      'Court',
      'House',
      'caravan',
      'ab1',
      '2cd',
      'pf',
      'tfl',
      'no',
      'st',
    ],
  )
  const words = fc.array(plain, { minLength: 1, maxLength: 5 }).map((w) => w.join(' '))
  const line = fc.array(words, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(', '))
  fc.assert(
    fc.property(line, fc.integer({ min: 1, max: 400 }), (text, n) => {
      const [street, texts] = columns([{ street: '', address: `${n} ${text}` }])
      expect(told(readStreets(street, texts))).toEqual([streetIn(`${n} ${text}`)])
    }),
    { numRuns: 6000 },
  )
})

it('spells plain words as it spells all others', () => {
  const plain = fc.constantFrom(
    ...[
      'st',
      'saint',
      'mary',
      'rd',
      'road',
      'mt',
      'flat',
      'apt',
      'a',
      'b',
      'm',
      'ab',
      '1',
      '12',
      'ab1',
      '2cd',
      '12a',
      'hill',
      'THE',
    ],
  )
  const line = fc
    .array(fc.tuple(plain, fc.constantFrom(' ', ' ', '  ', '')), { maxLength: 8 })
    .map((p) => p.flat().join(''))
  fc.assert(
    // with a comma behind it every rule is asked
    fc.property(line, (text) => {
      expect(normaliseAddress(text)).toBe(normaliseAddress(`${text},`))
    }),
    { numRuns: 3000 },
  )
})

it('numbers streets in the order of their rows and writes them as most do', () => {
  const [street, texts] = columns(
    ['12 ELM ROAD, Leicester', '3 Oak Lane', '14 Elm Road, Leicester', '7 Elm Road', ''].map((a) => ({
      street: '',
      address: a,
    })),
  )
  const read = readStreets(street, texts)
  expect(read.values).toEqual(['', 'Elm Road', 'Oak Lane'])
  expect([...read.codes]).toEqual([1, 2, 1, 1, 0])
})

it('take no name apart at a number in its middle, and leave no kind of street alone', () => {
  for (const name of ['Alder 877 Road', 'Route 66 Way', '42 Street', 'A46 Road'])
    expect(streetAlone(name)).toBe(name)
  expect(streetAlone('44 Elm Grove')).toBe('Elm Grove')
  expect(streetAlone('O/S 44 Elm Grove')).toBe('Elm Grove')
  expect(streetIn('12 Alder 877 Road')).toBe('Alder 877 Road')
  expect(streetIn('Alder 877 Road')).toBe('Alder 877 Road')
  expect(streetIn('14 Parade')).toBe('Parade')
  expect(streetIn('Flat 2, 14 Parade')).toBe('Parade')
  expect(streetIn('Unit 7 (rear')).not.toBe('Unit 7')
})
