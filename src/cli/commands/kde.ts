/** Kernel density at points or on a grid. */
import { readFile } from 'node:fs/promises'
import { boundsOfPoints } from '../../core/geometry/grid.ts'
import { densityAt, densityGrid } from '../../core/stats/kde.ts'
import { drain } from '../../core/base/drain.ts'
import { csvRows } from '../../import/formats/csv.ts'
import { choice, type Command, number, Unfit, Usage } from '../command.ts'
import { openIncidents, rowsOf } from '../open.ts'
import { type Row, table } from '../text.ts'

/** Points of a CSV with columns x and y, on the plane of the incidents. */
async function pointsOf(path: string): Promise<{ x: number[]; y: number[] }> {
  const read = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} cannot be read.`)
  })
  const [header = [], ...data] = csvRows(read).filter((r) => r.some((c) => c !== ''))
  const column = (name: string) => {
    const at = header.indexOf(name)
    return data.map((r) => (r[at]?.trim() ? Number(r[at]) : NaN))
  }
  const [x, y] = [column('x'), column('y')]
  const bad = x.findIndex((v, i) => !Number.isFinite(v) || !Number.isFinite(y[i]))
  if (bad >= 0 || x.length === 0)
    throw new Unfit(
      bad < 0
        ? `${path} holds no points; a CSV with columns x and y was expected.`
        : `${path}, point ${bad + 1}: x and y must be numbers in columns named x and y.`,
    )
  return { x, y }
}

/** Most cells a grid may have: 100 MB of densities. */
const MOST_CELLS = 12_500_000

export const kde: Command = {
  name: 'kde',
  usage: 'FILE --kernel quartic|gaussian --bandwidth M (--at POINTS.csv | --cell M)',
  summary: 'Kernel density in incidents per m², at points or on a grid.',
  flags: {
    kernel: {
      value: 'NAME',
      help: 'quartic (ends at the bandwidth) or gaussian (the bandwidth is its standard deviation)',
    },
    bandwidth: { value: 'M', help: 'metres' },
    at: { value: 'FILE', help: 'CSV with columns x,y on the plane of the incidents: density there' },
    cell: {
      value: 'M',
      help: 'cell size in metres: density at cell centres over the incidents and one bandwidth around',
    },
    offences: { value: 'LIST', help: 'kinds of offence; default all' },
  },
  output: 'CSV: x,y,density, in incidents per m².',
  async run(call) {
    const { flags } = call
    const kernel = choice(flags, 'kernel', ['quartic', 'gaussian'], 'quartic')
    const bandwidth = number(flags, 'bandwidth', undefined, 1e-3, 1e6)
    if ((flags.at === undefined) === (flags.cell === undefined))
      throw new Usage('Give either --at POINTS.csv or --cell M.')
    const cell = flags.cell === undefined ? 0 : number(flags, 'cell', undefined, 1e-3)
    const { incidents: t } = await openIncidents(call, call.files)
    const rows = rowsOf(call, t)
    const points = { x: Float64Array.from(rows, (i) => t.x[i]), y: Float64Array.from(rows, (i) => t.y[i]) }
    const head = ['x', 'y', 'density']
    if (typeof flags.at === 'string') {
      const at = await pointsOf(flags.at)
      const density = densityAt(at, points, kernel, bandwidth)
      return table(
        !!flags.json,
        head,
        Array.from(density, (d, i) => [at.x[i], at.y[i], d]),
      )
    }
    const bounds = boundsOfPoints(points.x, points.y)
    if (!bounds) throw new Unfit('There are no incidents of these offences.')
    // whole multiples of the cell, so that two runs on one plane share their cells
    const low = (v: number) => Math.floor((v - bandwidth) / cell)
    const high = (v: number) => Math.ceil((v + bandwidth) / cell)
    const [ix, iy] = [low(bounds[0]), low(bounds[1])]
    const [nx, ny] = [Math.max(1, high(bounds[2]) - ix), Math.max(1, high(bounds[3]) - iy)]
    if (nx * ny > MOST_CELLS)
      throw new Usage(
        `--cell ${cell} makes ${nx} × ${ny} cells; at most ${MOST_CELLS} were expected. Take larger cells.`,
      )
    const grid = { shape: 'square', x0: ix * cell, y0: iy * cell, cell, nx, ny } as const
    const { values, exact } = drain(densityGrid(points, grid, kernel, bandwidth))
    if (!exact)
      call.say('Densities are from binned points, corrected for the binning; --at gives exact sums.')
    const lines = function* (): Generator<Row> {
      for (let k = 0; k < values.length; k++)
        yield [(ix + (k % nx) + 0.5) * cell, (iy + Math.floor(k / nx) + 0.5) * cell, values[k]]
    }
    return table(!!flags.json, head, lines())
  },
}
