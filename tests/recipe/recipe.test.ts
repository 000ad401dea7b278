/** The method and the format that CONTRIBUTING.md shows stand here as files: they are type-checked with the rest, and run. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { drain } from '../../src/core/base/drain.ts'
import { defaults } from '../../src/core/base/params.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { townOf } from '../analyses/town.ts'
import { balanced, drop, only } from '../import/drop.ts'
import { METHOD } from './mine/compute.ts'
import { WORDS } from './mine/words.ts'

vi.mock(import('../../src/import/formats/index.ts'), async (original) => {
  const { mine } = await import('./mine.ts')
  return { FORMATS: [mine, ...(await original()).FORMATS] }
})

/** Without imports, and however it is laid out. */
const bare = (text: string) =>
  text
    .replace(/^import .*\n/gm, '')
    .replace(/\s+/g, '')
    .replace(/,(?=[}\])])/g, '')

it('is shown as it stands here', () => {
  const page = readFileSync(join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8')
  const [method, format] = [...page.matchAll(/```ts\n(.*?)```/gs)].map((m) => m[1])
  const read = (file: string) => bare(readFileSync(join(import.meta.dirname, file), 'utf8'))
  const shown = method.split(/^(?=\/\/ \w+\.tsx? – )/m)
  const named = shown.map((part) => /^\/\/ (\S+)/.exec(part)?.[1] ?? part)
  expect(named.toSorted()).toEqual(readdirSync(join(import.meta.dirname, 'mine')).toSorted())
  shown.forEach((part, i) => expect(bare(part), named[i]).toBe(read(`mine/${named[i]}`)))
  expect(bare(format)).toBe(read('mine.ts'))
})

it('makes a method that answers', () => {
  const table = townOf([{ x: 450_000, y: 300_000 }])
  const params = defaults(METHOD.schema)
  const result = drain(METHOD.compute({ table, rows: allRows(table), params, today: 20_000 }))
  expect(WORDS.answer({ result, params, table, today: 20_000 })).toBe('1 incident looked at.')
})

it('makes a format that reads what devices write, and refuses with its sentence', async () => {
  const text =
    'MINE\r\nDate ;Offence;Easting;Northing;MO;MO\r\n2026-01-03;Burglary;450000;300000;Caf\xe9;b\r\n;\r\n'
  const opened = await drop({ 'a.mine': Uint8Array.from(text, (c) => c.charCodeAt(0)) })
  expect(balanced(opened)).toBe(true)
  const { report } = only(opened, 'incidents')
  expect([report.rows, report.kept]).toEqual([2, 1])
  expect(JSON.stringify(report)).not.toMatch(/\\r|\ufffd/)
  expect(only(await drop({ 'b.mine': 'MINE' }), 'declined').sentence).toBe(
    'b.mine is a damaged MINE file. Export it again, or as CSV.',
  )
})
