/** Drawing the files of a dip sample: seeded, stratified, the same rows on the page and in the terminal. */
import { shuffle, Stream } from '../../base/random.ts'
import { countOf } from '../../base/words.ts'

/** One file that was drawn. */
export interface DrawnFile {
  /** index of the row */
  readonly row: number
  /** index into `strata` */
  readonly stratum: number
}

/** One stratum and how much of it was drawn. */
export interface DrawnStratum {
  readonly name: string
  /** files in the register */
  readonly size: number
  /** files drawn */
  readonly drawn: number
}

/** A draw, in the order in which the files are read. */
export interface Draw {
  readonly seed: number
  readonly files: readonly DrawnFile[]
  /** by name */
  readonly strata: readonly DrawnStratum[]
  /** minimum each stratum got, as far as it has so many files; 0 = none could be kept */
  readonly minimum: number
  /**
   * each – every stratum has its own draw; estimates are weighted by stratum size. spread – more strata than files:
   * an even walk through the strata from a chance start, every file with the same chance; shares are plain.
   */
  readonly way: 'each' | 'spread'
  /** what was chosen, a sentence each */
  readonly notes: readonly string[]
}

/** What to draw. */
export interface DrawWish {
  readonly size: number
  readonly seed: number
  /** files each stratum gets at least; absent = ten, or fewer where the size does not allow it */
  readonly minimum?: number
}

/** Strata have this many files each where nothing else is said and the size allows it. */
const USUAL_MINIMUM = 10

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Draws `size` of the rows. `stratumOf` and `idOf` name each row's stratum and file; rows are put in order of their
 * identifier first, so that a register sorted otherwise gives the same draw. Throws a RangeError with a sentence
 * when a minimum that was asked for does not fit into the size.
 */
export function drawFiles(
  rows: ArrayLike<number>,
  stratumOf: (row: number) => string,
  idOf: (row: number) => string,
  { size, seed, minimum }: DrawWish,
): Draw {
  const groups = new Map<string, number[]>()
  for (let i = 0; i < rows.length; i++) {
    const name = stratumOf(rows[i])
    const list = groups.get(name)
    if (list) list.push(rows[i])
    else groups.set(name, [rows[i]])
  }
  const names = [...groups.keys()].sort(byText)
  const lists = names.map((name) => {
    const list = groups.get(name)!
    const ids = new Map(list.map((row) => [row, idOf(row)]))
    return list.sort((a, b) => byText(ids.get(a)!, ids.get(b)!) || a - b)
  })
  const sizes = lists.map((l) => l.length)
  const wanted = Math.min(size, rows.length)
  const notes: string[] = []
  if (wanted < size)
    notes.push(`The register holds ${countOf(rows.length, 'file')}, fewer than asked for: all are drawn.`)
  const floor = minimumThatFits(sizes, wanted, minimum, notes)
  const way = floor === 0 && names.length > 1 ? 'spread' : 'each'
  lists.forEach((list, k) => shuffle(list, new Stream(seed, k + 1)))
  const files =
    way === 'each' ? takeEach(lists, allocate(sizes, wanted, floor)) : takeSpread(lists, wanted, seed)
  // read in chance order: a reader who stops half way has half a sample of everything
  const order = Uint32Array.from(files, (_, i) => i)
  shuffle(order, new Stream(seed, 0))
  const drawn = new Uint32Array(names.length)
  for (const f of files) drawn[f.stratum]++
  return {
    seed,
    files: Array.from(order, (i) => files[i]),
    strata: names.map((name, k) => ({ name, size: sizes[k], drawn: drawn[k] })),
    minimum: floor,
    way,
    notes,
  }
}

function minimumThatFits(
  sizes: readonly number[],
  size: number,
  minimum: number | undefined,
  notes: string[],
): number {
  const needed = (m: number): number => sizes.reduce((sum, n) => sum + Math.min(n, m), 0)
  const asked = minimum ?? USUAL_MINIMUM
  if (needed(asked) <= size) return asked
  if (minimum !== undefined)
    throw new RangeError(
      `${minimum} files from each of ${sizes.length} strata are ${needed(minimum)} files, but ${size} were asked for. Draw more files, stratify by less, or lower the minimum.`,
    )
  let fits = asked
  while (fits > 0 && needed(fits) > size) fits--
  notes.push(
    fits > 0
      ? `${size} files over ${sizes.length} strata leave room for a minimum of ${fits} each, not the usual ${USUAL_MINIMUM}.`
      : `There are more strata (${sizes.length}) than files (${size}): the draw is spread evenly over them, and no stratum can be reported apart.`,
  )
  return fits
}

/** Files per stratum: in proportion to its size, but no fewer than the minimum and no more than it has. Adds up to `total`. */
export function allocate(sizes: readonly number[], total: number, minimum: number): number[] {
  const least = sizes.map((n) => Math.min(n, minimum))
  const fixed = new Set<number>()
  // strata whose proportional part lies under their minimum get that; the others share what is left
  for (;;) {
    const open = sizes.map((_, k) => k).filter((k) => !fixed.has(k))
    const left = total - [...fixed].reduce((sum, k) => sum + least[k], 0)
    const all = open.reduce((sum, k) => sum + sizes[k], 0)
    const low = open.filter((k) => (left * sizes[k]) / all < least[k])
    if (low.length > 0) {
      for (const k of low) fixed.add(k)
      continue
    }
    const parts = sizes.map((n, k) => (fixed.has(k) ? least[k] : (left * n) / all))
    const whole = parts.map((p) => Math.floor(p + 1e-9))
    let rest = total - whole.reduce((sum, n) => sum + n, 0)
    // largest remainders first, the earlier name on a tie
    const byRemainder = open
      .filter((k) => whole[k] < sizes[k])
      .sort((a, b) => parts[b] - whole[b] - (parts[a] - whole[a]) || a - b)
    for (const k of byRemainder) if (rest-- > 0) whole[k]++
    return whole
  }
}

const takeEach = (lists: readonly number[][], counts: readonly number[]): DrawnFile[] =>
  lists.flatMap((list, stratum) => list.slice(0, counts[stratum]).map((row) => ({ row, stratum })))

/** Every (N / n)th file of the shuffled strata laid end to end, from a chance start: each file has the chance n / N. */
function takeSpread(lists: readonly number[][], size: number, seed: number): DrawnFile[] {
  const all = lists.flatMap((list, stratum) => list.map((row) => ({ row, stratum })))
  if (size === 0) return []
  const step = all.length / size
  const start = new Stream(seed, lists.length + 1).float() * step
  return Array.from({ length: size }, (_, i) => all[Math.min(all.length - 1, Math.floor(start + i * step))])
}

/** Which of the drawn files a second reader reads blind: a fifth of them, but at least twenty, drawn with the same seed. */
export function secondReading(draw: Draw, share = 0.2, least = 20): readonly DrawnFile[] {
  const n = Math.min(draw.files.length, Math.max(least, Math.ceil(draw.files.length * share)))
  const order = Uint32Array.from(draw.files, (_, i) => i)
  shuffle(order, new Stream(draw.seed, draw.strata.length + 2))
  return [...order.slice(0, n)].sort((a, b) => a - b).map((i) => draw.files[i])
}
