/** What the browser reads of the build before the first list stands, by the names of its parts: nobody pays for odd files. */
import { readdirSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const FOLDER = 'dist/assets/'

/** Bytes of the scripts of these names, packed as a server sends them. */
function packed(names: readonly RegExp[]): number {
  const files = readdirSync(FOLDER)
  return names.reduce((sum, name) => {
    const found = files.filter((f) => name.test(f))
    expect(found, String(name)).toHaveLength(1)
    return sum + gzipSync(readFileSync(FOLDER + found[0])).length
  }, 0)
}

test('workers that read a file and make the list take at most 151 kB', () => {
  const parts = ['', 'both-', 'reads-', 'lists-', 'doors-', 'rolldown-runtime-']
  expect(packed(parts.map((p) => new RegExp(`^worker-${p}[\\w-]{8}\\.js$`)))).toBeLessThan(151_000)
})

test('the page takes at most 250 kB', () => {
  const parts = ['first', 'start', 'both', 'page', 'desk', 'rolldown-runtime']
  expect(packed(parts.map((p) => new RegExp(`^${p}-[\\w-]{8}\\.js$`)))).toBeLessThan(250_000)
})
