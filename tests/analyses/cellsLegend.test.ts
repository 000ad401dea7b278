/** Cells are shaded by the adjusted p that the table beside the map gives, and the legend says so in words. */
import { expect, it } from 'vitest'
import { METHOD as gistar } from '../../src/analyses/gistar/compute.ts'
import { SCREEN } from '../../src/analyses/gistar/screen.tsx'
import { defaults } from '../../src/core/base/params.ts'
import { drain } from '../../src/core/base/drain.ts'
import { classOf } from '../../src/map/gridImage.ts'
import { classTexts } from '../../src/map/legendModel.ts'
import { allRows } from '../../src/core/table/incidents.ts'
import { discOf, evenTown, FIRST_DAY } from '../bench/calibrate/towns.ts'
import { townOf } from './town.ts'

const LAST = FIRST_DAY + 364

/** A town with a crowded disc: some of its cells are hot beyond doubt, some only just. */
function spots(level: number) {
  const rows = [...evenTown(1, 500), ...discOf(1, 160, [453_300, 304_700], 450)]
  const table = townOf(rows)
  const params = { ...defaults(gistar.schema), level }
  const result = drain(gistar.compute({ table, rows: allRows(table), params, today: LAST }))
  const view = { result, params, table, today: LAST }
  const grid = SCREEN.layers(view).find((l) => l.kind === 'grid')!
  return { result, view, grid }
}

it.each([5, 10, 0.05])(
  'has the words of the adjusted p that each cell has, at %s per cent of false finds',
  (level) => {
    const { result, grid } = spots(level)
    if (grid.kind !== 'grid') throw new Error('a grid was expected')
    const words = classTexts(grid)
    expect(words).toHaveLength(grid.breaks.length)
    let looked = 0
    grid.values.forEach((v, i) => {
      if (Number.isNaN(v)) return
      const c = result.raster.cell[i]
      const said = /^(fewer, )?p under ([\d.]+)$/.exec(words[classOf(v, grid.breaks)])!
      expect(said, words.join()).not.toBeNull()
      expect(result.q[c]).toBeLessThanOrEqual(Number(said[2]) * (1 + 1e-6))
      expect(said[1] !== undefined).toBe(result.z[c] < 0)
      looked++
    })
    expect(looked).toBe(result.hotCells + result.coldCells)
    expect(looked).toBeGreaterThan(5)
  },
)

it('names a hot spot on the map as in the table', () => {
  const { view } = spots(5)
  const areas = SCREEN.layers(view).find((l) => l.id === 'spots')!
  const letters = areas.kind === 'areas' ? areas.areas.flatMap((a) => a.letter ?? []) : []
  const list = SCREEN.list(view)
  expect(letters[0]).toBe('H1')
  expect(list.columns[0].value(0)).toBe('H1')
})
