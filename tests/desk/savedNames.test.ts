/** Two things saved of one view have two names: the second must not look as if it were the first. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { HEADS } from '../../src/analyses/heads.ts'
import { SHAPE_FORMATS, shapesName } from '../../src/desk/leaving/saveShapes.ts'

/** Names of tables and files as the source writes them, those that are put together left out. */
const written = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((f) => f.endsWith('.tsx'))
  .flatMap((f) =>
    [...readFileSync(`src/${f}`, 'utf8').matchAll(/(?:file="|saveFile\(')([\w-]+)/g)].map((m) => m[1]),
  )

it('shapes of a result are called otherwise than its table, and those of a day that is played than those of now', () => {
  const tables = new Set([...written, ...HEADS.map((h) => `cocoon-${h.id}`)])
  expect(tables.size).toBeGreaterThan(40)
  const titles = [...HEADS.map((h) => h.title), 'incidents', 'Doors', 'Delivery', 'Series', 'Streets']
  for (const title of titles)
    for (const { end } of SHAPE_FORMATS) {
      const name = shapesName(title, end)
      expect(tables.has(name.slice(0, -end.length - 1))).toBe(false)
      expect(shapesName(title, end, 20000)).not.toBe(name)
    }
  expect(shapesName('Near repeats', 'csv', 20000)).toBe('cocoon-shapes-near-repeats-as-at-2024-10-04.csv')
})
