/** What a team knows of single doors: what to mind before knocking, or that nobody calls there, why and how long. */
import { maybe, onlyParts, partsOf, textTo, wholeIn } from '../core/base/sound.ts'
import { type TextColumn, textAt } from '../core/base/text.ts'
import { showDay } from '../core/base/time.ts'
import { hiddenKey, homeKey } from './address.ts'

/** One door's mark, kept under its `homeKey`. */
export interface DoorMark {
  readonly address: string
  /** such as "dog": stands before the address */
  readonly warning?: string
  /** nobody calls up to and with this day */
  readonly notCall?: { readonly reason: string; readonly until: number }
  /** of the invented town: no team's */
  readonly sample?: true
}

/** Marks by `homeKey`. */
export type DoorMarks = Readonly<Record<string, DoorMark>>

const said = (v: unknown): v is string => textTo(200)(v) && v !== ''
const PARTS = {
  address: textTo(1000),
  warning: maybe(said),
  notCall: maybe(
    partsOf<NonNullable<DoorMark['notCall']>>({ reason: said, until: wholeIn(-100_000, 100_000) }),
  ),
  sample: maybe((v): v is true => v === true),
}

/** A mark out of an unknown value; undefined where it is none. */
export const soundMark = (v: unknown): DoorMark | undefined => onlyParts<DoorMark>(PARTS, v)

/** A mark said of a door that has one already: each part that is said anew replaces its own, the others stay. */
export const joinMarks = (before: DoorMark | undefined, said: DoorMark): DoorMark => ({ ...before, ...said })

/** Why a door is left out on a day; undefined where it is not. */
export const notCalled = (mark: DoorMark | undefined, today: number): string | undefined =>
  mark?.notCall && mark.notCall.until >= today
    ? `do not call until ${showDay(mark.notCall.until)}: ${mark.notCall.reason}`
    : undefined

/** Finds a home's mark by its UPRN and address; undefined where it has none. */
export type FindMark = (uprn: string, address: string) => DoorMark | undefined

/**
 * Finds marks by UPRN, and by address where the mark or the address file has no UPRN: an officer is warned whichever of
 * them the file of the day knows. Keys of earlier versions, which held the address itself, are found too.
 */
export function findMarks(marks: DoorMarks): FindMark {
  const entries = Object.entries(marks)
  if (entries.length === 0) return () => undefined
  const byKey = new Map(entries.map(([key, m]) => [hiddenKey(key), m]))
  const byAddress = new Map(entries.map(([, m]) => [homeKey('', m.address), m]))
  return (uprn, address) => byKey.get(homeKey(uprn, address)) ?? byAddress.get(homeKey('', address))
}

const NO_WARNING =
  /^(n|no|none|nil|null|false|0|-+|n\/?a|not known|unknown|no known (risks?|warnings?|hazards?))\.?$/i
/** What says only that there is something, and not what. */
export const SOME_WARNING = /^(y|yes|true|1|x|flag(ged)?)$/i
/** Longer than this no warning stands before an address. */
const LONGEST = 80

/** What an extract's column of warnings says of a place; undefined where it says there is none. */
export function warningIn(text: string): string | undefined {
  const t = text.trim().replace(/\s+/g, ' ')
  if (t === '' || NO_WARNING.test(t)) return undefined
  if (SOME_WARNING.test(t)) return 'warning marker in the crime system'
  return t.length > LONGEST ? t.slice(0, LONGEST - 1) + '…' : t
}

/** Warnings that came with the crimes of a list, by the home each was at. */
export function crimeWarnings(
  crimes: readonly { readonly row: number; readonly home: number }[],
  column: TextColumn | undefined,
): ReadonlyMap<number, readonly string[]> {
  const found = new Map<number, string[]>()
  if (column)
    for (const { row, home } of crimes) {
      const warning = warningIn(textAt(column, row))
      if (warning) found.set(home, [...(found.get(home) ?? []), warning])
    }
  return found
}
