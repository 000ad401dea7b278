/** Every command that a page tells the reader to type is one, with flags that it has. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { COMMON } from '../../src/cli/command.ts'
import { COMMANDS } from '../../src/cli/commands.ts'

const ROOT = join(import.meta.dirname, '../..')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.md'))
    .map((f) => join('docs', f)),
]

/** What stands as code after the word "cocoon": to the end of the code or the line, without comments and redirections. */
const commandsIn = (text: string): string[] =>
  [...text.matchAll(/(?:`|^(?:npx )?|^ {4})cocoon ([a-zA-Z|]+[^`\n#>]*)/gm)].map(([, rest]) => rest.trim())

it('is written as it can be typed', () => {
  const all = pages.flatMap((page) =>
    commandsIn(readFileSync(join(ROOT, page), 'utf8')).map((command) => ({ page, command })),
  )
  expect(all.length).toBeGreaterThan(18)
  const wrong = all.filter(({ command }) => {
    const [word, ...rest] = command.split(/\s+/)
    // "cocoon METHOD FILE" stands for any, toys are in no program; "cocoon <command>" is no letter
    const named = word === 'METHOD' ? COMMANDS : COMMANDS.filter((c) => word.split('|').includes(c.name))
    if (word === 'mine' || word === 'weekend') return false
    if (named.length === 0) return true
    return rest
      .filter((w) => w.startsWith('--'))
      .map((w) =>
        w
          .slice(2)
          .split('=')[0]
          .replace(/[,.;)]+$/, ''),
      )
      .some((flag) => !named.every((c) => flag in COMMON || flag in c.flags || flag === 'help'))
  })
  expect(wrong).toEqual([])
})
