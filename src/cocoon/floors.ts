/** A large building in parts that one call can take: its floors or stairs, as far as the flats' names tell. */

/** A building of up to so many flats is one call. */
export const ONE_CALL = 8

/** Which part of its building each flat lies in, and what the parts are called. */
export interface Floors {
  /** part of each flat, rising with the floors */
  readonly of: readonly number[]
  /** "floor 3", "stair B", "flats 9 to 16"; '' where the building is one call */
  readonly names: readonly string[]
  /** the names of the flats tell the parts; else they are runs of so many, wherever the floors lie */
  readonly byName: boolean
}

const WORDS =
  /^(?:the )?(lower ground|basement|ground|first|1st|second|2nd|third|3rd|fourth|4th|fifth|5th|sixth|6th|top|attic)\b/i
const STOREY: Readonly<Record<string, number>> = {
  'lower ground': -1,
  basement: -1,
  ground: 0,
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  fifth: 5,
  '5th': 5,
  sixth: 6,
  '6th': 6,
  top: 90,
  attic: 91,
}

/** What a flat's name tells of where it lies: a rank to sort by and the name of the part. */
function partOf(label: string): { rank: number; name: string } | undefined {
  const id = label
    .replace(/^(?:flat|apartment|apt|unit|room|studio|maisonette|suite|bedsit)\.?\s*/i, '')
    .trim()
  const stair = /^([a-z]{1,2}|\d{1,2})\/\w+$/i.exec(id)
  if (stair) {
    const floor = /^\d/.test(stair[1]) ? +stair[1] : /^b/i.test(stair[1]) ? -1 : 0
    return { rank: floor, name: floorName(floor) }
  }
  const lettered = /^([a-z])[-. ]?\d+$/i.exec(id)
  if (lettered)
    return { rank: lettered[1].toLowerCase().charCodeAt(0), name: `stair ${lettered[1].toUpperCase()}` }
  const words = WORDS.exec(id)
  if (words) {
    const floor = STOREY[words[1].toLowerCase()]
    return { rank: floor, name: floor >= 90 ? `${words[1].toLowerCase()} floor` : floorName(floor) }
  }
  // 101, 102 … 1204: the floor stands before the last two figures
  const number = /^(\d{1,2})\d\d[a-z]?$/i.exec(id)
  return number ? { rank: +number[1], name: floorName(+number[1]) } : undefined
}

const floorName = (floor: number): string =>
  floor < 0 ? 'basement' : floor === 0 ? 'ground floor' : `floor ${floor}`

/** The parts of a building, from the labels of its flats in their natural order. */
export function floorsOf(labels: readonly string[]): Floors {
  if (labels.length <= ONE_CALL) return { of: labels.map(() => 0), names: [''], byName: false }
  const parts = labels.map(partOf)
  // figures of three digits alone may just count on
  const partNames = new Set(parts.map((p) => p?.name))
  if (!partNames.has(undefined) && partNames.size > 1) {
    const ranks = [...new Set(parts.map((p) => p!.rank))].sort((a, b) => a - b)
    return {
      of: parts.map((p) => ranks.indexOf(p!.rank)),
      names: ranks.map((r) => parts.find((p) => p!.rank === r)!.name),
      byName: true,
    }
  }
  const runs = Math.ceil(labels.length / ONE_CALL)
  const size = Math.ceil(labels.length / runs)
  const idOf = (label: string) => /\d+[a-z]?$/i.exec(label)?.[0] ?? label
  return {
    byName: false,
    of: labels.map((_, i) => Math.floor(i / size)),
    names: Array.from({ length: runs }, (_, r) => {
      const here = labels.slice(r * size, (r + 1) * size)
      return `flats ${idOf(here[0])} to ${idOf(here.at(-1)!)}`
    }),
  }
}
