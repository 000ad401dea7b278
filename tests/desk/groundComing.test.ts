/** A sheet waits for streets that are on their way, and for nothing else. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { groundComes, groundStands } from '../../src/desk/groundComing.ts'

afterEach(() => vi.useRealTimers())

/** Whether a promise has come to its end by now. */
async function ended(p: Promise<unknown>): Promise<boolean> {
  let done = false
  void p.then(() => (done = true))
  for (let i = 0; i < 9; i++) await Promise.resolve()
  return done
}

describe('the ground of a sheet', () => {
  it('is waited for while it is on its way', async () => {
    expect(await ended(groundStands())).toBe(true)
    let come = () => {}
    groundComes(new Promise<void>((done) => (come = done)))
    const stands = groundStands()
    expect(await ended(stands)).toBe(false)
    come()
    expect(await ended(stands)).toBe(true)
    expect(await ended(groundStands())).toBe(true)
  })

  it('is not waited for when it failed, nor for ever', async () => {
    groundComes(Promise.reject(new Error('no streets')))
    expect(await ended(groundStands())).toBe(true)
    vi.useFakeTimers()
    groundComes(new Promise(() => {}))
    const stands = groundStands()
    expect(await ended(stands)).toBe(false)
    vi.advanceTimersByTime(15_000)
    expect(await ended(stands)).toBe(true)
  })
})
