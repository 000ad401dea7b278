/** Under which keys the records of a home are looked for when it asks to be forgotten. */
import { expect, it } from 'vitest'
import { homeKey } from '../../src/cocoon/address.ts'
import { TextBuilder } from '../../src/core/base/text.ts'
import type { Homes } from '../../src/core/places/homes.ts'
import { keysOfHome } from '../../src/desk/leaving/EraseHome.tsx'

const texts = (all: readonly string[]) => {
  const b = new TextBuilder()
  for (const s of all) b.push(s)
  return b.finish()
}
const address = [
  '12 Mill Lane, Middleham',
  '14 Mill Lane, Middleham',
  'Flat 1, 16 Mill Lane',
  'Flat 1, 18 Mill Lane',
]
const homes = { n: 4, uprn: texts(['100', '00200', '', '']), address: texts(address) } as Homes

it('finds a home by its UPRN or address, whatever file its visits were made with', () => {
  const one = ['200', homeKey('', address[1])]
  for (const typed of ['14 mill lane, Middleham ', '14 Mill Lane', '200', '0200'])
    expect([...keysOfHome(homes, typed)]).toEqual(expect.arrayContaining(one))
  expect([...keysOfHome(undefined, '14 Mill Lane, Middleham')]).toContain(one[1])
  // several that begin so are none, and no home is another's
  expect([...keysOfHome(homes, 'Flat 1')]).not.toContain(homeKey('', address[2]))
  expect([...keysOfHome(homes, '14 Mill Lane')]).not.toContain('100')
  expect(keysOfHome(homes, ' ').size).toBe(0)
})
