/** docs/handbook is what the app shows, page by page; `npm run handbook` writes it anew after a change of a method's words. */
import { join } from 'node:path'
import * as prettier from 'prettier'
import { describe, expect, it } from 'vitest'
import { SCREENS } from '../../src/analyses/index.ts'
import { methodPage, USERS } from '../../src/views/handbook/pages.ts'

const FOLDER = join(import.meta.dirname, '../../docs/handbook')
/** What to do where a page differs. */
const ANEW = '`npm run handbook` writes docs/handbook anew'
const pages = [...USERS, ...SCREENS.map(methodPage)]

describe('the handbook', () => {
  it.each(pages)('$id stands in docs as the app tells it', async ({ id, text }) => {
    const file = join(FOLDER, `${id}.md`)
    const options = await prettier.resolveConfig(file)
    const neat = await prettier.format(text, { ...options, parser: 'markdown' })
    await expect(neat, ANEW).toMatchFileSnapshot(file)
  })

  it('has one contents page that names them all', async () => {
    const text = [
      '# Handbook',
      'The same pages stand in the app under Handbook, offline and printable. `npm run handbook` writes them anew.',
      '## By user',
      USERS.map((p) => `- [${p.title}](${p.id}.md)`).join('\n'),
      '## By method',
      SCREENS.map((s) => `- [${s.title}](${s.id}.md)`).join('\n'),
    ].join('\n\n')
    const file = join(FOLDER, 'README.md')
    const neat = await prettier.format(text, { ...(await prettier.resolveConfig(file)), parser: 'markdown' })
    await expect(neat, ANEW).toMatchFileSnapshot(file)
  })
})
