/** The streets of a list for vehicles on the map: those with a crime stand out, each is the row of the table it belongs to. */
import { describe, expect, it } from 'vitest'
import { streetLayers } from '../../src/desk/useCocoon.ts'

const street = (name: string, on: number, near: number, lng: number) => ({
  ...{ street: name, beat: 'B1', on, near, newest: 0, due: 1440, expires: 9, lng, lat: 52 },
})

const LIST = {
  streets: [street('Elm Row', 2, 1, -1.1), street('Ash Way', 0, 3, -1.2), street('Oak Road', 1, 0, -1.3)],
} as never

describe('streets on the map', () => {
  it('are dots in two groups with the rows of the table, and nothing else', () => {
    const layers = streetLayers(LIST, 'vehicles')
    const told = layers.map((l) =>
      l.kind === 'points' ? [l.label, [...l.rows!], [...l.positions], l.tip?.(0)] : [],
    )
    expect(told).toEqual([
      [
        'Streets near one',
        [1],
        [-1.2, 52],
        { title: 'Ash Way', lines: ['0 on it, 3 near it', 'due Fri 2 Jan 00:00'] },
      ],
      [
        'Streets with live thefts from vehicles',
        [0, 2],
        [-1.1, 52, -1.3, 52],
        { title: 'Elm Row', lines: ['2 on it, 1 near it', 'due Fri 2 Jan 00:00'] },
      ],
    ])
  })

  it('are named after what the list is of', () => {
    expect(streetLayers(LIST, 'burglary').map((l) => l.label)).toEqual([
      'Streets near one',
      'Streets with live burglaries',
    ])
  })
})
