/** `npm run fuzz`: 2,000 mutants of each kind of file, or as many as are named (`npm run fuzz -- 20000`). */
import { spawnSync } from 'node:child_process'

const run = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', 'tests/state/openings.test.ts', '--testTimeout=900000'],
  { stdio: 'inherit', env: { ...process.env, COCOON_FUZZ: process.argv[2] ?? '2000' } },
)
process.exit(run.status ?? 1)
