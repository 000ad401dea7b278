/**
 * Argon2id of the locked files at its least cost, for tests of what is kept and shared under a lock, which make dozens of keys:
 * `vi.mock('hash-wasm', () => import('../tools/lightArgon.ts'))`. Headers still name the whole cost, and tests/state/seal.test.ts
 * and the browser tests pay it.
 */
import { vi } from 'vitest'

const real = await vi.importActual<typeof import('hash-wasm')>('hash-wasm')

export const argon2id = ((options: Parameters<typeof real.argon2id>[0]) =>
  real.argon2id({ ...options, iterations: 1, memorySize: 8 * options.parallelism })) as typeof real.argon2id
