/** Each room has a README that says where to begin, is short, and names files that exist. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const SRC = join(ROOT, 'src')
const rooms = readdirSync(SRC, { withFileTypes: true })
  .filter((d) => d.isDirectory())
  .map((d) => d.name)
const readmes = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('README.md'))

it('every room has one of at most 30 lines', () => {
  for (const room of rooms) expect(readmes, room).toContain(`${room}/README.md`)
  for (const f of readmes.filter((f) => f !== 'README.md'))
    expect(readFileSync(join(SRC, f), 'utf8').trimEnd().split('\n').length, f).toBeLessThanOrEqual(30)
})

it('names only files and folders that are there', () => {
  const missing = readmes.flatMap((f) => {
    const here = join(SRC, f, '..')
    return [
      ...readFileSync(join(SRC, f), 'utf8').matchAll(/`((?:[\w.-]+\/)*[\w-]+(?:\.(?:tsx?|css|md)|\/))`/g),
    ]
      .map((m) => m[1])
      .filter((path) => ![here, SRC, ROOT].some((from) => existsSync(join(from, path))))
      .map((path) => `${f}: ${path}`)
  })
  // the files of a method, in the recipe for one, are in every method's folder
  const recipe =
    /analyses\/README\.md: (params|compute|words|head|also)\.ts$|views\/README\.md: (view|also)\.ts$|analyses\/README\.md: screen\.tsx$/
  expect(missing.filter((m) => !recipe.test(m))).toEqual([])
})
