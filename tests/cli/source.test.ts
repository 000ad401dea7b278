/** The terminal straight from its source, as `npx tsx src/cli/cocoon.ts` runs it: without Vite, which resolves more. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

it('runs a method from its source, words and all', () => {
  const run = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'src/cli/cocoon.ts', 'aoristic', 'data/town/incidents.csv', '--json'],
    { cwd: resolve(import.meta.dirname, '../..'), encoding: 'utf8' },
  )
  expect([run.status, run.stderr.match(/TypeError.*|ERR_\w+/)?.[0]]).toEqual([0, undefined])
  expect(JSON.parse(run.stdout)).toMatchObject({
    method: 'aoristic',
    answer: expect.stringMatching(/incidents/),
  })
})
