/** `npm run monkey`: the monkey of the browser tests for longer: presses over the three kinds of data, then a seed (`npm run monkey -- 30000 7`). Needs a build. */
import { spawnSync } from 'node:child_process'

const [presses = '10000', seed = '20261128'] = process.argv.slice(2)
const run = spawnSync(
  process.execPath,
  ['node_modules/@playwright/test/cli.js', 'test', '-c', 'tests/e2e/playwright.config.ts', 'monkey.spec.ts'],
  {
    stdio: 'inherit',
    env: { ...process.env, COCOON_MONKEY_PRESSES: presses, COCOON_MONKEY_SEED: seed },
  },
)
process.exit(run.status ?? 1)
