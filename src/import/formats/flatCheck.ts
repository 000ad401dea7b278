/**
 * Whether a FlatGeobuf keeps within its own bounds, looked at before the library is let at it: that trusts every
 * length, so that one spoilt byte keeps it busy for hours.
 */

/** Fields of the tables by their numbers in the format's schema. */
const HEADER = { envelope: 1, columns: 7, count: 8, node: 9, indexedByDefault: 16 } as const
/** name, title, description, metadata */
const HEADER_TEXTS = [0, 11, 12, 13]
const FEATURE = { geometry: 0, properties: 1, columns: 2 } as const
/** vectors of a shape with the bytes of one entry */
const SHAPE: readonly (readonly [field: number, bytes: number])[] = [
  [0, 4],
  [1, 8],
  [2, 8],
  [3, 8],
  [4, 8],
  [5, 8],
]
const PARTS = 7
/** Shapes within shapes. */
const MAX_DEPTH = 4

/** Throws RangeError for a file that points outside itself. */
export function mustKeepBounds(bytes: Uint8Array): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = 8
  const header = new Table(view, start + 4)
  header.mustHoldItsFields()
  for (const text of HEADER_TEXTS) header.vector(text, 1)
  header.vector(HEADER.envelope, 8)
  header.vector(HEADER.columns, 4)
  const count = header.big(HEADER.count)
  const node = header.short(HEADER.node, HEADER.indexedByDefault)
  // an index over nothing has no size that could be worked out
  if (node > 0 && (count === 0n || count * 40n > BigInt(bytes.length))) throw new RangeError('index')
  let at = start + 4 + view.getUint32(start, true)
  if (node > 0) at += treeSize(Number(count), node)
  while (at < bytes.length) {
    const size = view.getUint32(at, true)
    if (size < 4 || at + 4 + size > bytes.length) throw new RangeError('feature')
    const feature = new Table(new DataView(bytes.buffer, bytes.byteOffset, at + 4 + size), at + 4)
    feature.mustHoldItsFields()
    feature.vector(FEATURE.properties, 1)
    feature.vector(FEATURE.columns, 4)
    shape(feature.table(FEATURE.geometry), 0)
    at += 4 + size
  }
}

function shape(geometry: Table | undefined, depth: number): void {
  if (!geometry) return
  if (depth > MAX_DEPTH) throw new RangeError('depth')
  geometry.mustHoldItsFields()
  for (const [field, size] of SHAPE) geometry.vector(field, size)
  const n = geometry.vector(PARTS, 4)
  for (let i = 0; i < n; i++) shape(geometry.entry(PARTS, i), depth + 1)
}

/** Bytes of a packed tree of so many entries. */
function treeSize(count: number, node: number): number {
  const width = Math.max(2, node)
  let [n, nodes] = [count, count]
  do {
    n = Math.ceil(n / width)
    nodes += n
  } while (n > 1)
  return nodes * 40
}

/** A table of a flat buffer; every look beyond the end throws. */
class Table {
  readonly #view: DataView
  readonly #at: number

  /** `root`: where the offset of the table stands. */
  constructor(view: DataView, root: number) {
    this.#view = view
    this.#at = root + view.getUint32(root, true)
    view.getInt32(this.#at, true)
  }

  /** Where a field stands; 0 where the table has none. */
  #field(n: number): number {
    const vtable = this.#at - this.#view.getInt32(this.#at, true)
    const size = this.#view.getUint16(vtable, true)
    const slot = 4 + 2 * n
    if (slot + 2 > size) return 0
    const offset = this.#view.getUint16(vtable + slot, true)
    return offset === 0 ? 0 : this.#at + offset
  }

  /** Throws for a table one of whose fields stands outside it. */
  mustHoldItsFields(): void {
    const vtable = this.#at - this.#view.getInt32(this.#at, true)
    const [size, own] = [this.#view.getUint16(vtable, true), this.#view.getUint16(vtable + 2, true)]
    for (let slot = 4; slot + 2 <= size; slot += 2)
      if (this.#view.getUint16(vtable + slot, true) >= own) throw new RangeError('field')
  }

  big(n: number): bigint {
    const at = this.#field(n)
    return at === 0 ? 0n : this.#view.getBigUint64(at, true)
  }

  short(n: number, otherwise: number): number {
    const at = this.#field(n)
    return at === 0 ? otherwise : this.#view.getUint16(at, true)
  }

  table(n: number): Table | undefined {
    const at = this.#field(n)
    return at === 0 ? undefined : new Table(this.#view, at)
  }

  /** How many entries a vector has, all of them within the bytes. */
  vector(n: number, bytes: number): number {
    const at = this.#field(n)
    if (at === 0) return 0
    const begin = at + this.#view.getUint32(at, true)
    const length = this.#view.getUint32(begin, true)
    if (begin + 4 + length * bytes > this.#view.byteLength) throw new RangeError('vector')
    return length
  }

  /** The table that is entry i of a vector. */
  entry(n: number, i: number): Table {
    const at = this.#field(n)
    return new Table(this.#view, at + this.#view.getUint32(at, true) + 4 + 4 * i)
  }
}
