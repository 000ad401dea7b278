/** Incidents to measure with: invented ones, or a file of points where one is given. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Stream } from '../../src/core/base/random.ts'

export interface Points {
  x: Float64Array
  y: Float64Array
  days: Int32Array
}

/** n points spread evenly over a square town of this side in metres, and over two years. */
export function town(n: number, side: number): Points {
  const s = new Stream(9, n)
  const x = new Float64Array(n)
  const y = new Float64Array(n)
  const days = new Int32Array(n)
  for (let i = 0; i < n; i++) {
    x[i] = s.float() * side
    y[i] = s.float() * side
    days[i] = s.below(730)
  }
  return { x, y, days }
}

/** The points of `DIR/name`, a CSV with columns id,x,y,date,t; undefined where there is none. */
export function pointsOf(dir: string | undefined, name: string): Points | undefined {
  if (!dir || !existsSync(join(dir, name))) return undefined
  const rows = readFileSync(join(dir, name), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((l) => l.split(','))
  return {
    x: Float64Array.from(rows, (r) => +r[1]),
    y: Float64Array.from(rows, (r) => +r[2]),
    days: Int32Array.from(rows, (r) => +r[4]),
  }
}
