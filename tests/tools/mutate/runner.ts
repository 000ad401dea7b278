/**
 * How a test runs while mutants are tried. All at once (`try`): a test that passes is run again for each living mutant it
 * passed, with that one switched on, and the first failure kills it; nothing is read or compiled anew. One at a time
 * (`one`): the mutant stands from before the first source is read, as what a module works out while it loads needs.
 */
import { appendFileSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { type RunnerTestCase, TestRunner } from 'vitest'
import { getFn } from 'vitest/suite'
import { SWITCHES } from './switches.ts'

/** What the caller says, and what the runner answers: one line of JSON a fact. */
export interface Orders {
  readonly mode: 'try' | 'one'
  /** The one mutant of mode `one`. */
  readonly now: number
  readonly killed: readonly number[]
  /** How many mutants there are. */
  readonly n: number
  /** Tests that take from ≤ ms < to try mutants; those whose time is known and lies outside are passed over. */
  readonly from: number
  readonly to: number
  /** Time (ms) of each test, by file and name, as far as it is known. */
  readonly times: Readonly<Record<string, number>>
  /** The time (ms since 1970) after which no more are tried. */
  readonly end: number
}
/** A mutant that is being tried (−1: none any more), one that was killed, or the mutants that a file of tests passed. */
export type Fact =
  | { readonly trying: number }
  | { readonly killed: number; readonly by: string }
  | { readonly passed: readonly number[]; readonly file: string; readonly loading: boolean }
  | { readonly test: string; readonly ms: number }
  | { readonly pid: number }

const ORDERS = process.env.MUTANT_ORDERS!
const FACTS = process.env.MUTANT_FACTS!
const { state } = SWITCHES
const say = (fact: Fact) => appendFileSync(FACTS, `${JSON.stringify(fact)}\n`)

export default class MutantRunner extends TestRunner {
  readonly #orders = JSON.parse(readFileSync(ORDERS, 'utf8')) as Orders
  readonly #killed = new Set(this.#orders.killed)
  readonly #told = new Set<number>()

  constructor(config: ConstructorParameters<typeof TestRunner>[0]) {
    super(config)
    say({ pid: process.pid })
    // the first failure is enough: nobody reads the smallest one
    fc.configureGlobal({ endOnFailure: true })
    state.now = this.#orders.mode === 'one' ? this.#orders.now : -1
    state.rounds = 0
    state.most = this.#orders.mode === 'one' ? 3e9 : Infinity
    state.end = this.#orders.mode === 'one' ? performance.now() + 20_000 : Infinity
  }

  /** The mutants passed since the last call; told once a file. */
  #passed(file: string, loading: boolean): number[] {
    const passed: number[] = []
    for (let k = 0; k < this.#orders.n; k++) if (state.hit[k]) passed.push(k)
    state.hit.fill(0)
    const fresh = passed.filter((k) => !this.#told.has(k))
    for (const k of fresh) this.#told.add(k)
    if (fresh.length) say({ passed: fresh, file, loading })
    return passed
  }

  async runTask(test: RunnerTestCase): Promise<void> {
    // a sign of life: whoever is silent for long is taken to hang
    say({ pid: process.pid })
    const fn = getFn(test)
    if (this.#orders.mode === 'one') {
      say({ trying: this.#orders.now })
      return void (await fn())
    }
    const file = test.file.filepath
    const name = `${test.file.name} > ${test.fullTestName}`
    const { from, to, times } = this.#orders
    const inside = (ms: number) => ms >= from && ms < to
    if (name in times && !inside(times[name])) return
    this.#passed(file, true)
    const started = performance.now()
    state.rounds = 0
    await fn()
    const ms = performance.now() - started
    const rounds = state.rounds
    const mutants = this.#passed(file, false).filter((k) => !this.#killed.has(k))
    if (test.result?.state === 'fail') return
    // the first time that was measured counts: a test that hovers about a step would be tried at neither side of it
    const known = name in times
    if (!known && (mutants.length === 0 || !inside(ms))) return say({ test: name, ms })
    // a test that cannot be run twice says nothing of a mutant
    const once = await this.#fails(test, fn, rounds, ms)
    if (once || !known) say({ test: name, ms: once ? Infinity : ms })
    if (once) return
    for (const k of mutants) {
      if (Date.now() > this.#orders.end) return
      say({ trying: k })
      state.now = k
      if (await this.#fails(test, fn, rounds, ms)) {
        this.#killed.add(k)
        say({ killed: k, by: name })
      }
      state.now = -1
    }
    say({ trying: -1 })
    state.hit.fill(0)
  }

  async #fails(test: RunnerTestCase, fn: ReturnType<typeof getFn>, rounds: number, ms: number) {
    state.rounds = 0
    state.most = 1e6 + 20 * rounds
    state.end = performance.now() + 1000 + 5 * ms
    try {
      await fn()
      return (test.result?.state as string) === 'fail'
    } catch {
      return true
    } finally {
      if (test.result) test.result.state = 'run'
      state.now = -1
      state.most = Infinity
      state.end = Infinity
    }
  }
}
