/** The cells near each event, found once: a map is made anew at every origin, and mostly of the events of the one before. */
import { nearCells, type Cells } from './cells.ts'
import { firstOn, type Events } from './events.ts'

/** Events whose cells are found together, and kept or forgotten together. */
const BLOCK = 128
/** At most so many cells are kept: 96 MB. Beyond, they are found anew each time. */
const MOST = 8_000_000

/** The cells near a block of events: those of event `first` + j stand at starts[j] … starts[j + 1], in the order of the grid. */
export interface NearBlock {
  readonly first: number
  readonly starts: Uint32Array
  readonly cells: Int32Array
  /** what the list makes of each cell's distance from its event */
  readonly values: Float64Array
}

/** Cells whose centres lie strictly nearer than `reach` metres to an event, with a value by their distance. */
export class NearLists {
  readonly #ev: Events
  readonly #g: Cells
  readonly #reach: number
  readonly #valueOf: (metres: number) => number
  readonly #blocks = new Map<number, NearBlock>()
  #kept = 0
  // what is found of one block, before it is cut to size
  #cells = new Int32Array(4096)
  #values = new Float64Array(4096)

  constructor(ev: Events, g: Cells, reach: number, valueOf: (metres: number) => number) {
    this.#ev = ev
    this.#g = g
    this.#reach = reach
    this.#valueOf = valueOf
  }

  /** Blocks that hold the events of [from, origin) by day; earlier ones are forgotten, since origins rise. */
  *since(from: number, origin: number): Generator<NearBlock, void, void> {
    const { day } = this.#ev
    const [i0, i1] = [firstOn(day, from), firstOn(day, origin)]
    for (const [k, block] of this.#blocks)
      if ((k + 1) * BLOCK <= i0) {
        this.#blocks.delete(k)
        this.#kept -= block.cells.length
      }
    for (let k = Math.floor(i0 / BLOCK); k * BLOCK < i1; k++) {
      const known = this.#blocks.get(k)
      const block = known ?? this.#find(k * BLOCK)
      if (!known && this.#kept + block.cells.length <= MOST) {
        this.#blocks.set(k, block)
        this.#kept += block.cells.length
      }
      yield block
    }
  }

  #find(first: number): NearBlock {
    const { x, y, n } = this.#ev
    const starts = new Uint32Array(Math.min(BLOCK, n - first) + 1)
    let many = 0
    const take = (k: number, metres: number) => {
      if (many === this.#cells.length) this.#grow()
      this.#cells[many] = k
      this.#values[many++] = metres
    }
    for (let j = 0; j + 1 < starts.length; j++) {
      nearCells(this.#g, x[first + j], y[first + j], this.#reach, take)
      starts[j + 1] = many
    }
    return {
      ...{ first, starts },
      cells: this.#cells.slice(0, many),
      values: this.#values.slice(0, many).map(this.#valueOf),
    }
  }

  #grow(): void {
    const [cells, values] = [this.#cells, this.#values]
    this.#cells = new Int32Array(2 * cells.length)
    this.#cells.set(cells)
    this.#values = new Float64Array(2 * values.length)
    this.#values.set(values)
  }
}

/** Adds what an event of `days` ago leaves in the cells near it, those from `from` to `to` of the list. */
export type AddNear = (
  out: Float64Array,
  cells: Int32Array,
  values: Float64Array,
  from: number,
  to: number,
  days: number,
) => void

/** Adds every event of [from, origin) by day that was known before the origin, in their order. */
export function addNear(
  { day, known }: Events,
  near: NearLists,
  from: number,
  origin: number,
  out: Float64Array,
  add: AddNear,
): void {
  for (const { first, starts, cells, values } of near.since(from, origin))
    for (let j = 0; j + 1 < starts.length; j++) {
      const d = day[first + j]
      if (d >= from && d < origin && known[first + j] < origin)
        add(out, cells, values, starts[j], starts[j + 1], origin - d)
    }
}
