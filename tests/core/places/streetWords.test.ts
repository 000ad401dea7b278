/** Streets of a register in capitals, as words. */
import { describe, expect, it } from 'vitest'
import { streetInWords } from '../../../src/core/places/streetWords.ts'

describe('a street in capitals', () => {
  it.each([
    ['ST MARY’S TERRACE', 'St Mary’s Terrace'],
    ["ST JOHN'S ST", "St John's St"],
    ['HEOL-Y-BONT', 'Heol-y-Bont'],
    ['FFORDD Y GOEDWIG', 'Ffordd y Goedwig'],
    ["RHODFA'R ORSAF", "Rhodfa'r Orsaf"],
    ['MAES-YR-HAF', 'Maes-yr-Haf'],
    ['Y LÔN', 'Y Lôn'],
    ['MCDONALD ROAD', 'McDonald Road'],
    ["O'CONNOR AVENUE", "O'Connor Avenue"],
    ["KING'S ROAD", "King's Road"],
    ['STRATFORD-UPON-AVON ROAD', 'Stratford-upon-Avon Road'],
    ['THE STREET', 'The Street'],
    ['A38 BRISTOL ROAD', 'A38 Bristol Road'],
    ['1ST AVENUE', '1st Avenue'],
    ['EDWARD VII AVENUE', 'Edward VII Avenue'],
    ['MACHEN STREET', 'Machen Street'],
  ])('%s is told as %s', (name, words) => expect(streetInWords(name)).toBe(words))

  it.each(['High Street', 'St Mary’s Terrace', 'Heol y Bryn', 'A', '', 'iPark Lane'])(
    '%s is left as it is written',
    (name) => expect(streetInWords(name)).toBe(name),
  )
})
