/** A profile says what it holds: one with a choice is never “everything as guessed”. */
import { expect, it } from 'vitest'
import type { ImportOptions } from '../../src/import/contract.ts'
import { sayings } from '../../src/views/data/Profiles.tsx'

it('names every choice that a profile can hold', () => {
  expect(sayings({})).toBe('everything as guessed')
  const choices: ImportOptions[] = [
    { columns: { from: 'Date' } },
    { homeColumns: { address: 'Addr' } },
    { crs: 'EPSG:27700' },
    { dateOrder: 'mdy' },
    { offences: { x: 'other' } },
    { clock: 'utc' },
    { clock: 'written' },
    { months: 'days' },
    { points: 'homes' },
    { points: 'snap' },
    { sheds: 'home' },
    { personal: 'keep' },
    { treat: { odd: 'out' } },
    { handling: { review: 'Reviewed' } as ImportOptions['handling'] },
  ]
  const said = choices.map(sayings)
  expect(said.filter((s) => s === 'everything as guessed')).toEqual([])
  expect(new Set(said).size).toBe(choices.length)
})
