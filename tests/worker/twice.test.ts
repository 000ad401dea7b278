/** What a worker keeps for the next question must not go out with the answer to this one. */
import { afterEach, describe, expect, it } from 'vitest'
import { METHODS } from '../../src/analyses/manifest.ts'
import { Runner } from '../../src/worker/runner.ts'
import { localWorker } from '../tools/localWorker.ts'
import { inputFor, plainly, town } from './town.ts'

let runner: Runner | undefined
afterEach(() => runner?.end())

describe('asked twice', () => {
  it.each(METHODS.map((m) => m.id))('%s gives the same answer again', async (id) => {
    const input = inputFor(id, town(600))
    const wanted = plainly(id, { ...input, table: town(600) })
    runner = new Runner(() => localWorker(), 1)
    for (let k = 0; k < 2; k++) expect(await runner.run(id, input).promise).toEqual(wanted)
  })

  it('the back-test goes on from its first run with everything that run found', async () => {
    const input = inputFor('backtest', town(600))
    const shifted = { ...input, params: { ...input.params, shifts: true } }
    const plain = { ...input, params: { ...input.params, shifts: false } }
    const wanted = plainly('backtest', { ...shifted, table: town(600) })
    runner = new Runner(() => localWorker(), 1)
    await runner.run('backtest', plain).promise
    expect(await runner.run('backtest', shifted).promise).toEqual(wanted)
  })
})
