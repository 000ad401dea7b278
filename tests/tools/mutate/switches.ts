/**
 * The switches of mutants while a program runs: `on` is the one that is switched on, `hit` marks those that were passed.
 * Set on `globalThis` before the first source is read, since sources of every room use it (`source.ts`).
 */

/** Thrown in a loop that turns far longer than it did without a mutant. */
export class Endless extends Error {}

const state = {
  /** The mutant switched on; −1 is none. */
  now: -1,
  /** One byte a mutant: 1 where the program came by. */
  hit: new Uint8Array(1 << 16),
  rounds: 0,
  /** Rounds of all loops after which a mutant is taken to be endless, and the time (ms) after which it is, too. */
  most: Infinity,
  end: Infinity,
}
/** Whether mutant k is switched on; marks that it was passed. */
const on = (k: number): boolean => {
  state.hit[k] = 1
  return state.now === k
}
type N = number

/** What sources call. Operands come as they are; those of `and`, `or` and `nil` only when they are asked for. */
const own = {
  state,
  on,
  round() {
    if (++state.rounds > state.most || (state.rounds % 4096 === 0 && performance.now() > state.end))
      throw new Endless('A loop does not end.')
  },
  lt: (k: N, a: N, b: N) => (on(k) ? a <= b : a < b),
  le: (k: N, a: N, b: N) => (on(k) ? a < b : a <= b),
  gt: (k: N, a: N, b: N) => (on(k) ? a >= b : a > b),
  ge: (k: N, a: N, b: N) => (on(k) ? a > b : a >= b),
  eq: (k: N, a: unknown, b: unknown) => (on(k) ? a !== b : a === b),
  ne: (k: N, a: unknown, b: unknown) => (on(k) ? a === b : a !== b),
  add: (k: N, a: N, b: N) => (on(k) ? a - b : a + b),
  sub: (k: N, a: N, b: N) => (on(k) ? a + b : a - b),
  mul: (k: N, a: N, b: N) => (on(k) ? a / b : a * b),
  div: (k: N, a: N, b: N) => (on(k) ? a * b : a / b),
  and: (k: N, a: unknown, b: () => unknown) => (on(k) ? a || b() : a && b()),
  or: (k: N, a: unknown, b: () => unknown) => (on(k) ? a && b() : a || b()),
  nil: (k: N, a: unknown, b: () => unknown) => (on(k) ? a && b() : (a ?? b())),
}
const home = globalThis as { __mutants?: typeof own }
/** The one set of switches of a thread. */
export const SWITCHES = (home.__mutants ??= own)
