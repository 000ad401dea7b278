/** What is looked at first: all places but the few that lie far off, and none that was flagged. */
import { expect, it } from 'vitest'
import { FLAG } from '../../src/core/table/incidents.ts'
import { frameOf } from '../../src/state/derived.ts'
import { toggleShown, useStore } from '../../src/state/store.ts'
import { incidentsFrom, type Row } from '../tools/incidents.ts'

const at = (x: number, flags = 0): Row => ({ x, y: 300_000 + (x % 7), day: 20_000, flags })

it('leaves out the outermost two in a thousand on each side, of few rows nothing', () => {
  const table = incidentsFrom(Array.from({ length: 1000 }, (_, k) => at(400_000 + 10 * k)))
  const lng = [...table.lng].sort((a, b) => a - b)
  const [west, , east] = frameOf(table)!
  expect([west, east]).toEqual([lng[2], lng[997]])
  const few = incidentsFrom([at(400_000), at(400_010), at(480_000)])
  expect([frameOf(few)![0], frameOf(few)![2]]).toEqual([Math.min(...few.lng), Math.max(...few.lng)])
  expect([frameOf(few)![1], frameOf(few)![3]]).toEqual([Math.min(...few.lat), Math.max(...few.lat)])
})

it('knows no outlier, and no frame where nothing has a place', () => {
  const table = incidentsFrom([at(400_000), at(400_010), at(480_000, FLAG.outlier)])
  expect(frameOf(table)![2]).toBe(table.lng[1])
  expect(frameOf(incidentsFrom([]))).toBeUndefined()
})

it('hides the one layer that was shown, and shows the one that was not', () => {
  const shown = () => useStore.getState().project.shown
  const before = shown()
  toggleShown('a')
  toggleShown('b')
  expect(shown()).toEqual([...before, 'a', 'b'])
  toggleShown('a')
  expect(shown()).toEqual([...before, 'b'])
  toggleShown('b')
  expect(shown()).toEqual(before)
})
