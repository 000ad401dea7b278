/** One of several threads that share the permutations of a Knox benchmark. */
import { parentPort } from 'node:worker_threads'
import { knox } from '../../src/core/near/knox.ts'
import { drain } from '../../src/core/base/drain.ts'
import { c1 } from './knoxSetting.ts'
import type { Points } from './towns.ts'

let points: Points
parentPort!.on('message', (m: { points?: Points; from: number; to: number }) => {
  if (m.points) points = m.points
  else drain(knox({ ...points, ...c1, from: m.from, to: m.to }))
  parentPort!.postMessage(0)
})
