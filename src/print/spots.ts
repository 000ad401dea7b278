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

/** Joins the labels of spots that stand closer together than a label is wide, on a map of this size. */
export function joinSpots(
  spots: readonly Spot[],
  { width, height }: { width: number; height: number },
): JoinedSpot[] {
  if (spots.length === 0) return []
  const mid = spots.reduce((sum, s) => sum + s.lat, 0) / spots.length
  const kx = 111_320 * Math.cos((mid * Math.PI) / 180)
  const x = spots.map((s) => s.lng * kx)
  const y = spots.map((s) => s.lat * 111_320)
  const span = (v: number[]) => Math.max(Math.max(...v) - Math.min(...v) + 2 * MARGIN, LEAST_SIDE)
  const scale = Math.min(width / span(x), height / span(y))

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
        groups[a] = { of, x: mean(x), y: mean(y), wide: Math.max(WIDE, text.length * 1.9 + 2) }
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
