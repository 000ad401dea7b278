/** A reader that never ends: the terminal says so and ends, whatever its thread is busy with. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { watched } from '../../src/cli/watchdog.ts'

const ROOT = resolve(import.meta.dirname, '../..')
/** Runs a script with the watchdog at hand, as the terminal's own source is run. */
const run = (body: string) =>
  spawnSync(
    process.execPath,
    [
      '--import',
      'tsx',
      '--input-type=module',
      '-e',
      `const { watched } = await import('./src/cli/watchdog.ts'); ${body}`,
    ],
    { cwd: ROOT, encoding: 'utf8', timeout: 60_000 },
  )

describe('the watchdog', () => {
  it('ends a program that hangs, with a sentence', () => {
    const ended = run(`await watched('Opening a.parquet', async () => { for (;;); }, 400)`)
    expect(ended.signal).toBe('SIGTERM')
    expect(ended.stderr).toBe(
      'Opening a.parquet was stopped: nothing moved for 0.4 seconds. The file may be damaged, or hold far more than an extract does. Export a shorter period, or as CSV, and drop that.\n',
    )
  })

  it('lets long work be that gives signs of life, and the program ends when its work does', () => {
    const slow = `const busy = (ms) => { for (const end = Date.now() + ms; Date.now() < end;); }
      console.log(await watched('Opening', async (alive) => { for (let i = 0; i < 6; i++) { busy(200); alive() } return 'read' }, 900))`
    expect(run(slow)).toMatchObject({ status: 0, stdout: 'read\n', stderr: '' })
  })

  it('passes on what the work throws', async () => {
    await expect(watched('Opening', () => Promise.reject(new Error('No.')))).rejects.toThrow('No.')
  })
})
