/** Numbers on a map of homes: where two would be printed over one another, one label names both. */

/** A numbered place, WGS84 degrees. */
export interface Spot {
  readonly label: string
  readonly lng: number
  readonly lat: number
}

/** A label on the map, and the spots it stands for, by their place in the list. */
export interface JoinedSpot extends Spot {
  readonly of: readonly number[]
}

/** Room of a label on paper, millimetres: two digits, and a little air. */
const WIDE = 6.5
const HIGH = 5.2
/** Metres at the edges of a map that hold no home, and the least a map shows. */
const MARGIN = 25
const LEAST_SIDE = 60

/** "★, 1–4, 7": labels of one spot, runs of numbers drawn together. */
export function labelOf(labels: readonly string[]): string {
  const stars = labels.filter((l) => !/^\d+$/.test(l))
  const numbers = labels.filter((l) => /^\d+$/.test(l)).map(Number)
  numbers.sort((a, b) => a - b)
  const runs: string[] = []
  for (let i = 0; i < numbers.length;) {
    let j = i
    while (numbers[j + 1] === numbers[j] + 1) j++
    runs.push(
      j === i
        ? String(numbers[i])
        : j === i + 1
          ? `${numbers[i]}, ${numbers[j]}`
          : `${numbers[i]}–${numbers[j]}`,
    )
    i = j + 1
  }
  return [...stars, ...runs].join(', ')
}

const metres = (spots: readonly Spot[]) => {
  const mid = spots.reduce((sum, s) => sum + s.lat, 0) / spots.length
  const kx = 111_320 * Math.cos((mid * Math.PI) / 180)
  return { kx, x: spots.map((s) => s.lng * kx), y: spots.map((s) => s.lat * 111_320) }
}

/** The scale of a picture of the map that shows all spots with its margins, millimetres on paper for each metre. */
export function pictureScale(
  spots: readonly Spot[],
  { width, height }: { width: number; height: number },
): number {
  const { x, y } = metres(spots)
  const span = (v: number[]) => Math.max(Math.max(...v) - Math.min(...v) + 2 * MARGIN, LEAST_SIDE)
  return Math.min(width / span(x), height / span(y))
}

/**
 * Joins the labels of spots that stand closer together than a label is wide, at this scale: millimetres for each metre. With
 * the width of the paper around the middle of the spots, a long label at the edge moves inwards rather than off it.
 */
export function joinSpots(spots: readonly Spot[], scale: number, paper = Infinity): JoinedSpot[] {
  if (spots.length === 0) return []
  const { kx, x, y } = metres(spots)
  const middleOf = (v: number[]) => (Math.min(...v) + Math.max(...v)) / 2
  const middle = middleOf(x)
  const inside = (at: number, wide: number) => {
    const most = Math.max(0, (paper - wide) / 2 / scale)
    return Math.min(Math.max(at, middle - most), middle + most)
  }

  const groups: { of: number[]; x: number; y: number; wide: number }[] = spots.map((_, i) => ({
    of: [i],
    x: x[i],
    y: y[i],
    wide: WIDE,
  }))
  const joined = () => {
    for (let a = 0; a < groups.length; a++)
      for (let b = a + 1; b < groups.length; b++) {
        const [p, q] = [groups[a], groups[b]]
        if (Math.abs(p.x - q.x) * scale >= (p.wide + q.wide) / 2 || Math.abs(p.y - q.y) * scale >= HIGH)
          continue
        const of = [...p.of, ...q.of].sort((i, j) => i - j)
        const mean = (v: number[]) => of.reduce((sum, i) => sum + v[i], 0) / of.length
        const text = labelOf(of.map((i) => spots[i].label))
        groups.splice(b, 1)
        const wide = Math.max(WIDE, text.length * 1.9 + 2)
        groups[a] = { of, x: inside(mean(x), wide), y: mean(y), wide }
        return true
      }
    return false
  }
  while (joined());
  return groups.map((g) => ({
    label: labelOf(g.of.map((i) => spots[i].label)),
    lng: g.x / kx,
    lat: g.y / 111_320,
    of: g.of,
  }))
}
