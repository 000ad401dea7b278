/**
 * More rows than 2^24, where a Map is full, where 32-bit floats stop counting and where a call takes no such number of
 * arguments: what every panel asks of a table is asked of 16.8 million rows here.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import { firstEqual, numbered } from '../../src/core/base/equalRows.ts'
import { crossfilter } from '../../src/core/table/crossfilter.ts'
import type { Incidents } from '../../src/core/table/incidents.ts'
import { FLAG } from '../../src/core/table/incidents.ts'
import { spanOf } from '../../src/core/table/span.ts'
import { countCells } from '../../src/core/geometry/grid.ts'
import { doublesOf } from '../../src/core/places/doubles.ts'
import { OFFENCES } from '../../src/core/base/offences.ts'
import { allRows } from '../../src/core/table/incidents.ts'

const N = 2 ** 24 + 9
const DAYS = 400

describe('a table of 16.8 million rows', { timeout: 300_000 }, () => {
  let table: Incidents
  beforeAll(() => {
    const codes = new Uint32Array(N)
    const named = { codes, values: [''] }
    const x = new Float64Array(N)
    const from = new Int32Array(N)
    const offence = new Uint8Array(N)
    const place = new Int32Array(N)
    for (let i = 0; i < N; i++) {
      x[i] = i % 5000
      from[i] = (20_000 + (i % DAYS)) * 1440
      offence[i] = i & 1
      // each place is its own, but for the last row, which is the first again
      place[i] = i === N - 1 ? 0 : i
    }
    from[N - 1] = from[0]
    offence[N - 1] = offence[0]
    table = {
      ...{ n: N, precision: 'day', source: 'exact', crs: 'plane', x, y: x, lng: x, lat: x, from, to: from },
      ...{ flags: new Uint16Array(N).fill(FLAG.noTime), offence, place },
      ...{ wording: named, beat: named, street: named, outcome: named },
      ...{ span: { first: 20_000, last: 20_000 + DAYS - 1, complete: 20_000 + DAYS - 2 }, fingerprint: '' },
    }
  }, 300_000)

  it('is filtered and counted to the last row', () => {
    const view = crossfilter(table).at([
      { source: 'offence', kind: 'offence', offences: [OFFENCES[1].id] },
      { source: 'period', kind: 'period', fromDay: 20_001, toDay: 20_001 },
    ])
    const rows = view.rows()
    expect(rows).toHaveLength(Math.ceil((N - 1) / DAYS))
    expect(rows.at(-1)).toBe(Math.floor((N - 2) / DAYS) * DAYS + 1)
    expect(view.counts('offence', 'offence', 'period').reduce((a, b) => a + b)).toBe(N)
  })

  it('has its days, its cells and its doubles found', () => {
    expect(spanOf(table)).toMatchObject({ first: 20_000, last: 20_000 + DAYS - 1 })
    const grid = { shape: 'square', x0: 0, y0: 0, cell: 5000, nx: 1, ny: 1 } as const
    expect(countCells(grid, table.x, table.y)[0]).toBe(N)
    const doubles = doublesOf(table, allRows(table))
    expect(doubles[N - 1]).toBe(1)
    expect(doubles.reduce((a, b) => a + b)).toBe(1)
  })

  it('has its different places numbered, more than a Map holds', () => {
    const { place } = table
    const { of, first } = numbered(
      firstEqual(
        N,
        (i) => Math.imul(place[i], 0x9e3779b1),
        (i, k) => place[i] === place[k],
      ),
    )
    expect(first).toHaveLength(N - 1)
    expect(of[N - 1]).toBe(0)
  })
})
