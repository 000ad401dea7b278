/** Beats of homes whose address file does not say: those of a file of boundaries, by where each home stands. */
import { type Area, type Boundary, boundsOfArea, inArea } from '../core/geometry/area.ts'

/** Whether a beat of the incidents is meant by an area's name: "HM1" by "HM1" and by "HM1 Harrowmere West". */
const means = (area: string, beat: string): boolean => {
  const [a, b] = [area.trim().toLowerCase(), beat.trim().toLowerCase()]
  return b !== '' && (a === b || a.startsWith(`${b} `))
}

/**
 * Which of the loaded areas are beats: those of files that call them so; else of the one file whose names are the
 * incidents' own beats; else of the only file there is. None where that leaves it open: wards are no beats.
 */
export function beatAreas(areas: readonly Boundary[], beats: readonly string[]): readonly Area[] {
  const own = areas.filter((a) => a.kind !== 'study-area')
  const called = own.filter((a) => /\bbeats?\b/i.test(a.kind) || /(^|[^a-z])beats?([^a-z]|$)/i.test(a.set))
  if (called.length > 0) return called
  const sets = [...new Set(own.map((a) => a.set))]
  if (sets.length <= 1) return own
  const named = sets.filter((set) => own.some((a) => a.set === set && beats.some((b) => means(a.name, b))))
  return named.length === 1 ? own.filter((a) => a.set === named[0]) : []
}

/** The area each home lies in, '' for none; of areas that overlap the first. Worked out for the homes that are asked for. */
export function beatFinder(
  areas: readonly Area[],
  at: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
): (home: number) => string {
  const boxed = areas.flatMap((area) => {
    const box = boundsOfArea(area)
    return box ? [{ area, box }] : []
  })
  const known = new Map<number, string>()
  return (home) => {
    let mine = known.get(home)
    if (mine === undefined) {
      const [x, y] = [at.x[home], at.y[home]]
      mine =
        boxed.find(
          ({ area, box: [a, b, c, d] }) => x >= a && x <= c && y >= b && y <= d && inArea(area, x, y),
        )?.area.name ?? ''
      known.set(home, mine)
    }
    return mine
  }
}
