/** docs/serving.md is copied into servers as it stands: each example must send every header that its table names. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const text = readFileSync(resolve(import.meta.dirname, '../docs/serving.md'), 'utf8')
const headers = [...text.matchAll(/^\| `([\w-]+): (.+?)`\s+\|/gm)].map((m) => ({ name: m[1]!, value: m[2]! }))
const examples = ['nginx', 'apache', 'xml', 'caddy'].map((language) => ({
  language,
  block: text.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!,
}))

it('finds the table', () => expect(headers).toHaveLength(7))

describe.each(examples)('$language', ({ language, block }) => {
  it.each([...headers, { name: 'Cache-Control', value: 'no-cache' }])('sends $name', ({ name, value }) => {
    if (language === 'xml' && name === 'Cache-Control')
      expect(block).toContain('cacheControlMode="DisableCache"')
    else expect(block.split('\n').filter((l) => l.includes(name) && l.includes(value))).toHaveLength(1)
  })
})

// run on nginx itself: a type table without the server's own had index.html downloaded instead of opened, and one
// add_header in an inner location took all the others off the pages
it('keeps the table of types and the headers of nginx', () => {
  const { block } = examples[0]!
  expect(block.indexOf('include mime.types;')).toBeLessThan(block.indexOf('types {'))
  expect(block.match(/\blocation\b/g)).toHaveLength(1)
})

// run on Apache with Debian's own apache2.conf: /srv is closed there, and every page was "403 Forbidden"
it('opens the folder of Apache, and lists none', () => {
  const { block } = examples[1]!
  expect(block).toContain('Alias "/cocoon/" "/srv/cocoon/"')
  expect(block).toContain('Require all granted')
  expect(block).toContain('Options -Indexes')
})

// a header or type that the site above has set may not be added twice: IIS then answers 500.19 to every request
it('removes what it adds for IIS', () => {
  const { block } = examples[2]!
  for (const line of block.split('\n').filter((l) => /<(add|mimeMap) /.test(l)))
    expect(line).toMatch(/^\s*<remove (name|fileExtension)="([^"]+)" \/><(add|mimeMap) \1="\2" /)
  expect(block.match(/<remove /g)).toHaveLength(headers.length + 5)
})
