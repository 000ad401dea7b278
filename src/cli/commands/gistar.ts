/** Getis–Ord Gi* on a square grid. */
import { footprintOf, giStar } from '../../core/stats/gistar.ts'
import { boundsOfPoints, countCells } from '../../core/geometry/grid.ts'
import { type Command, number, numbers, Unfit, Usage } from '../command.ts'
import { openIncidents, rowsOf } from '../open.ts'
import { countOf } from '../../core/base/words.ts'
import { type Row, table } from '../text.ts'

/** Most cells a grid may have: about 0.5 GB of text. */
const MOST_CELLS = 10_000_000

export const gistar: Command = {
  name: 'gistar',
  usage: 'FILE --cell M [--origin X,Y --size NX,NY]',
  summary: 'Gi* per square cell: which cells and their eight neighbours hold more than the rest.',
  flags: {
    cell: { value: 'M', help: 'side of a cell in metres' },
    origin: {
      value: 'X,Y',
      help: 'south-west corner of the grid; default the multiple of the cell below the incidents',
    },
    size: { value: 'NX,NY', help: 'number of columns and rows; default as many as hold the incidents' },
    offences: { value: 'LIST', help: 'kinds of offence; default all' },
  },
  output:
    'CSV: ix,iy,n,z,p,q. ix counts eastward, iy northward, from 0; n incidents; z with the cell itself and binary weights;\np two-sided, exact over all draws of as many cells; q Benjamini–Hochberg over all cells. Cells are closed on their west and south sides.',
  async run(call) {
    const { flags } = call
    const cell = number(flags, 'cell', undefined, 1e-3, 1e6)
    const pair = (name: string) => {
      if (flags[name] === undefined) return undefined
      const v = numbers(flags, name)
      if (v.length !== 2 || !v.every(Number.isFinite))
        throw new Usage(`--${name} needs two numbers, such as 0,0.`)
      return v
    }
    const [origin, size] = [pair('origin'), pair('size')]
    if (size?.some((v) => !Number.isInteger(v) || v < 1))
      throw new Usage('--size needs two whole numbers from 1 up.')
    const { incidents: t } = await openIncidents(call, call.files)
    const rows = rowsOf(call, t)
    const [x, y] = [Float64Array.from(rows, (i) => t.x[i]), Float64Array.from(rows, (i) => t.y[i])]
    const bounds = boundsOfPoints(x, y)
    if (!bounds) throw new Unfit('There are no incidents of these offences.')
    const [x0, y0] = origin ?? [bounds[0], bounds[1]].map((v) => Math.floor(v / cell) * cell)
    const reach = (from: number, to: number) => Math.max(1, Math.floor((to - from) / cell) + 1)
    const [nx, ny] = size ?? [reach(x0, bounds[2]), reach(y0, bounds[3])]
    if (nx * ny > MOST_CELLS)
      throw new Usage(
        `That makes ${nx} × ${ny} cells; at most ${MOST_CELLS} were expected. Take larger cells.`,
      )
    const grid = { shape: 'square', x0, y0, cell, nx, ny } as const
    const counts = countCells(grid, x, y)
    const inside = counts.reduce((a, b) => a + b, 0)
    call.say(`Grid: ${nx} × ${ny} cells of ${cell} m from ${x0}, ${y0}.`)
    const filled = [x0 + cell - bounds[0], bounds[2] - x0 - (nx - 1) * cell, y0 + cell - bounds[1]]
    if (!size && [...filled, bounds[3] - y0 - (ny - 1) * cell].some((metres) => metres < cell / 2))
      call.say(
        'The incidents fill less than half of an outermost row or column of cells: what is cold there may only be the edge. --origin and --size lay the grid elsewhere.',
      )
    if (inside < x.length)
      call.say(
        `${countOf(x.length - inside, 'incident lies', 'incidents lie')} outside the grid and ${x.length - inside === 1 ? 'is' : 'are'} not counted.`,
      )
    const { z, p, q } = giStar(counts, grid, footprintOf(grid))
    const lines = function* (): Generator<Row> {
      for (let k = 0; k < counts.length; k++) yield [k % nx, Math.floor(k / nx), counts[k], z[k], p[k], q[k]]
    }
    return table(!!flags.json, ['ix', 'iy', 'n', 'z', 'p', 'q'], lines())
  },
}
