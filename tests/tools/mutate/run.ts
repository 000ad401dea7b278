/**
 * Mutation of a folder, or of some: each operator is changed, one at a time, and the tests that reach it must notice.
 * `npm run mutate -- src/cocoon [--tests tests/cocoon,tests/print] [--most 400] [--seed 1] [--minutes 8] [--slow 4]`
 * prints the score with its interval and every survivor with its line. All mutants are written into the sources at once,
 * in memory alone, and switched on one after another (`source.ts`, `runner.ts`): the files of the folder stay as they are.
 *
 * `--most` takes a sample by lot, the same for a seed; `--slow` is the time (s) above which a test tries no mutant, so
 * that a score is a lower bound; `--minutes` ends early with what was tried.
 *
 * No mutants are made of words, of types, of the limits and defaults that a form declares, nor of how long a text or a list
 * may at most be (`source.ts` says why). `equivalent.json` names those that change nothing anybody could see, each with its
 * reason; they are tried all the same, and counted apart. A line there that stands for no mutant any more is said, and so is
 * one that a test kills.
 */
import { setMaxListeners } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { createVitest, type TestSpecification } from 'vitest/node'
import { shuffle, Stream } from '../../../src/core/base/random.ts'
import { wilson } from '../../../src/core/places/repeats.ts'
import type { Fact, Orders } from './runner.ts'
import { instrument, type Mutant } from './source.ts'

// each run of a file listens for its end
setMaxListeners(100_000)
const ROOT = resolve(import.meta.dirname, '../../..')

/** A mutant that changes nothing: its file, the text of its line, what was changed, which of several alike, and why. */
interface Equivalent {
  readonly file: string
  readonly line: string
  readonly was: string
  readonly nth?: number
  readonly why: string
}
const EQUIVALENT = JSON.parse(
  readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8'),
) as readonly Equivalent[]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    most: { type: 'string' },
    seed: { type: 'string', default: '1' },
    tests: { type: 'string' },
    minutes: { type: 'string', default: '600' },
    slow: { type: 'string', default: '4' },
  },
})
const folder = positionals.join(' ')
if (!folder) throw new Error('Name the folder to mutate, such as src/cocoon.')
const files = positionals.flatMap((name) => {
  const path = resolve(ROOT, name)
  return statSync(path).isFile()
    ? [path]
    : readdirSync(path, { recursive: true, encoding: 'utf8' })
        .filter((f) => /(?<!\.d)\.tsx?$/.test(f))
        .map((f) => join(path, f))
})

const all: Mutant[] = []
const firstOf = new Map<string, number>()
for (const file of files) {
  firstOf.set(file, all.length)
  all.push(...instrument(file, readFileSync(file, 'utf8'), all.length).mutants)
}
// a seeded sample without replacement: the same call tries the same mutants
const chosen = all.map((_, k) => k)
shuffle(chosen, new Stream(Number(values.seed), 0))
if (values.most) chosen.length = Math.min(chosen.length, Number(values.most))
const left = all.map((_, k) => k).filter((k) => !chosen.includes(k))

const scratch = mkdtempSync(join(tmpdir(), 'mutants-'))
const ordersFile = join(scratch, 'orders.json')
const factsFile = join(scratch, 'facts.jsonl')
writeFileSync(factsFile, '')
const end = Date.now() + Number(values.minutes) * 60_000

const vitest = await createVitest(
  'test',
  {
    root: ROOT,
    // the projects of the suite would not hear of the plugin below
    config: false,
    include: ['tests/**/*.test.{ts,tsx}'],
    environment: 'node',
    watch: false,
    bail: 0,
    reporters: [{}],
    silent: true,
    // a test lasts as long as all the mutants it tries
    testTimeout: 24 * 3_600_000,
    maxWorkers: 1,
    fileParallelism: false,
    pool: 'forks',
    env: { MUTANT_ORDERS: ordersFile, MUTANT_FACTS: factsFile },
    runner: join(import.meta.dirname, 'runner.ts'),
  },
  {
    plugins: [
      {
        name: 'mutants',
        enforce: 'pre',
        transform: (text, id) =>
          firstOf.has(id) ? { code: instrument(id, text, firstOf.get(id)!).code, map: null } : undefined,
      },
    ],
  },
)

const killed = new Map<number, string>()
const passed = new Map<number, Set<string>>()
/** Those passed while a file of tests loads, by that file. */
const loading = new Map<number, Set<string>>()
/** Time (ms) of each test; Infinity: it cannot be run twice. */
const times: Record<string, number> = {}
/** What failed in the last file that did not pass. */
let why = ''
/** Files of tests that fail without any mutant: they try no more. */
const broken = new Set<string>()
/** The mutant that is being tried; −1: none. */
const at = { mutant: -1 }
/** Reads what the runner wrote since the last call. */
const hear = () => {
  for (const line of readFileSync(factsFile, 'utf8').split('\n').filter(Boolean)) {
    const fact = JSON.parse(line) as Fact
    if ('trying' in fact) at.mutant = fact.trying
    else if ('killed' in fact) killed.set(fact.killed, fact.by)
    else if ('pid' in fact) continue
    else if ('test' in fact) times[fact.test] = fact.ms ?? Infinity
    else
      for (const by of fact.loading ? [passed, loading] : [passed])
        for (const k of fact.passed) by.set(k, (by.get(k) ?? new Set()).add(fact.file))
  }
  writeFileSync(factsFile, '')
}
/** Time (ms) of silence after which a process is taken to hang: while a mutant is tried, and in a test as it stands. */
const SILENT = 40_000
const SILENT_AS_IT_STANDS = 600_000
/** Runs one file of tests; false when a test failed or the process fell or hung. */
const run = async (
  spec: TestSpecification,
  order: Partial<Orders> & Pick<Orders, 'mode'>,
): Promise<boolean> => {
  const orders: Orders = {
    ...{ now: -1, n: all.length, from: 0, to: 0, times, end },
    ...order,
    killed: [...killed.keys(), ...left],
  }
  writeFileSync(ordersFile, JSON.stringify(orders))
  // no loop counts itself in WebAssembly: whoever says nothing for long is stopped from outside
  const watch = setInterval(() => {
    const facts = readFileSync(factsFile, 'utf8')
    // a sound test may take more than a minute on a busy machine
    const trying = Number([...facts.matchAll(/"trying":(-?\d+)/g)].at(-1)?.[1] ?? -1) >= 0
    if (Date.now() - statSync(factsFile).mtimeMs < (trying ? SILENT : SILENT_AS_IT_STANDS)) return
    const pid = /"pid":(\d+)/.exec(facts)?.[1]
    if (pid) process.kill(Number(pid), 'SIGKILL')
  }, 1000)
  const run = await vitest.runTestSpecifications([spec]).finally(() => clearInterval(watch))
  hear()
  const { unhandledErrors } = run
  // the files of earlier runs are told again, with what they came to then
  const testModules = run.testModules.filter((m) => m.moduleId === spec.moduleId)
  const failed = testModules.flatMap((m) => [...m.children.allTests('failed')])[0]
  why = failed ? `${failed.fullName}: ${failed.result().errors?.[0]?.message ?? ''}` : 'the process fell'
  return unhandledErrors.length === 0 && testModules.every((m) => m.ok())
}

const specs = await vitest.globTestSpecifications(
  values.tests?.split(',') ?? positionals.map((p) => p.replace(/^src/, 'tests').replace(/\.tsx?$/, '')),
)
console.log(
  `${chosen.length} of ${all.length} mutants of ${files.length} files, ${specs.length} files of tests`,
)
const clock = Date.now()
const seconds = () => `${((Date.now() - clock) / 1000).toFixed(0)} s`
// quick tests first: what they kill the slow ones need not try
const STEPS = [0, 50, 300, 1000, 1000 * Number(values.slow)].filter((s, i, a) => i === 0 || s > a[i - 1])
for (const [i, to] of STEPS.entries()) {
  if (i === 0) continue
  for (const spec of specs.filter((s) => !broken.has(s.moduleId))) {
    const from = STEPS[i - 1]
    const its = Object.entries(times).filter(([name]) => name.startsWith(relative(ROOT, spec.moduleId)))
    if (i > 1 && !its.some(([, ms]) => ms >= from && ms < to)) continue
    // a mutant that brings the whole process down is killed by that, and the file is read again without it
    for (let again = 0; again < 20 && Date.now() < end; again++) {
      at.mutant = -1
      if (await run(spec, { mode: 'try', from, to })) break
      if (at.mutant < 0) {
        broken.add(spec.moduleId)
        console.log(`left out  ${relative(ROOT, spec.moduleId)}: fails as it stands; mend it first (${why})`)
        break
      }
      killed.set(at.mutant, 'the process fell or hung')
    }
    console.log(
      `${seconds()}  ${killed.size} killed after ${relative(ROOT, spec.moduleId)}, tests below ${to} ms`,
    )
  }
}
// what a module or a describe works out while it loads is seen only when it loads with the mutant
let tried = 0
const slow = new Set(
  Object.keys(times)
    .filter((name) => times[name] > 2000)
    .map((name) => name.split(' > ')[0]),
)
for (const k of chosen.filter((c) => !killed.has(c) && loading.has(c))) {
  if (Date.now() > end) break
  tried++
  for (const spec of specs.filter((s) => loading.get(k)!.has(s.moduleId) && !broken.has(s.moduleId)))
    if (!slow.has(relative(ROOT, spec.moduleId)) && !(await run(spec, { mode: 'one', now: k }))) {
      killed.set(k, 'loaded with the mutant')
      break
    }
}
console.log(`${seconds()}  ${tried} survivors of what is worked out while loading tried once more`)
if (Date.now() > end) console.log('The time ran out: what was not tried counts as alive.')
await vitest.close()
rmSync(scratch, { recursive: true })

for (const [name, ms] of Object.entries(times))
  if (ms >= STEPS.at(-1)!) console.log(`left out  ${name}: ${ms.toFixed(0)} ms`)
const lineOf = (m: Mutant) => readFileSync(m.file, 'utf8').split('\n')[m.line - 1].trim()
/** Which of the mutants of one line that change the same it is: 1, 2 …; 0 where it is the only one. */
const nthOf = (m: Mutant) => {
  const alike = all.filter((o) => o.file === m.file && o.line === m.line && o.was === m.was)
  return alike.length > 1 ? alike.indexOf(m) + 1 : 0
}
const reasonOf = (k: number): Equivalent | undefined => {
  const m = all[k]
  return EQUIVALENT.find(
    (e) =>
      m.file === join(ROOT, e.file) &&
      lineOf(m) === e.line &&
      m.was === e.was &&
      (e.nth === undefined || e.nth === nthOf(m)),
  )
}
const equivalents = chosen.filter((k) => reasonOf(k))
for (const k of equivalents.filter((q) => killed.has(q)))
  console.log(`named equivalent, but killed by ${killed.get(k)}: ${JSON.stringify(reasonOf(k))}`)
const found = new Set(all.map((_, k) => reasonOf(k)))
for (const e of EQUIVALENT)
  if (files.includes(join(ROOT, e.file)) && !found.has(e))
    console.log(`named equivalent, but no mutant: ${JSON.stringify(e)}`)
const survivors = chosen.filter((k) => !killed.has(k) && !reasonOf(k)).sort((a, b) => a - b)
for (const k of survivors) {
  const m = all[k]
  const line = lineOf(m)
  const reached = passed.has(k) ? 'survived ' : 'unreached'
  console.log(
    `${reached} ${relative(ROOT, m.file)}:${m.line}  ${m.was}${nthOf(m) ? `#${nthOf(m)}` : ''} → ${m.by}   ${line}`,
  )
}
const same = equivalents.filter((k) => !killed.has(k)).length
const n = chosen.length - same
const dead = n - survivors.length
const [low, high] = wilson(dead, n)
const percent = (share: number) => (100 * share).toFixed(1)
const interval =
  chosen.length < all.length ? ` (95% interval of the sample ${percent(low)}–${percent(high)}%)` : ''
if (files.length > 1)
  for (const file of files) {
    const alive = survivors.filter((k) => all[k].file === file).length
    const its = chosen.filter((k) => all[k].file === file && (killed.has(k) || !reasonOf(k))).length
    console.log(`${relative(ROOT, file)}: ${its - alive} of ${its}`)
  }
const reachedN = chosen.filter((k) => passed.has(k)).length
console.log(`${folder}: ${reachedN} of ${chosen.length} reached by these tests, ${same} equivalent`)
console.log(`${folder}: ${dead} of ${n} killed, score ${percent(dead / n)}%${interval}, in ${seconds()}`)
process.exit(broken.size > 0 ? 1 : 0)
