/** Results that came in at homes nobody here knows: said, for it may be the file of another town. */
import { expect, it } from 'vitest'
import { strangerWords } from '../../src/desk/leaving/strangers.ts'

const book = new Map([
  ['1', '1 High Street'],
  ['2', '2 High Street'],
])
const at = (...homes: string[]) => homes.map((home) => ({ home }))

it('says nothing of homes of the address file, of rounds given out, or of streets', () => {
  const given = [{ homes: [{ key: '7', label: '1', address: '7 Mill Lane', due: 0 }] }]
  expect(strangerWords(at('1', '2', '7', 'street mill lane'), book, given)).toBe('')
})
it('says that none, or how many, are at homes of the open file', () => {
  expect(strangerWords(at('8', '9'), book, [])).toMatch(/^ None of its visits is at a home of the open/)
  expect(strangerWords(at('1', '9'), book, [])).toMatch(/^ 1 visit of it is not at a home/)
  // after a reload the invented town is open: nobody's own results are of another town
  expect(strangerWords(at('8', '9'), book, [], true)).toMatch(/invented town, which is open: .* counts once/)
  expect(strangerWords(at('1'), book, [], true)).toBe('')
  expect(strangerWords([{ home: '9', removed: true }, { home: '1' }], book, [])).toBe('')
})
