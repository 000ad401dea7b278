/** Programs measured from outside. */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** A command with its seconds, seconds of processor and memory, as far as the system tells them. */
export function timed(command: readonly string[]) {
  const time = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-v'] : []
  const all = [...time, ...command]
  const start = performance.now()
  const done = spawnSync(all[0], all.slice(1), { encoding: 'utf8', maxBuffer: 2 ** 28 })
  const seconds = (performance.now() - start) / 1000
  if (done.status !== 0) throw new Error(done.stderr)
  const figure = (name: string) => Number(new RegExp(`${name}.*: ([\\d.]+)`).exec(done.stderr)?.[1])
  const processor = figure('User time') + figure('System time')
  return { out: done.stdout, seconds, processor, gb: figure('Maximum resident') / 1e6 }
}
