/** What a team knows of single doors: what to mind before knocking, or that nobody calls there, why and how long. */
import { maybe, onlyParts, partsOf, textTo, wholeIn } from '../core/base/sound.ts'
import { showDay } from '../core/base/time.ts'

/** One door's mark, kept under its `homeKey`. */
export interface DoorMark {
  readonly address: string
  /** such as "dog": stands before the address */
  readonly warning?: string
  /** nobody calls up to and with this day */
  readonly notCall?: { readonly reason: string; readonly until: number }
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
}

/** A mark out of an unknown value; undefined where it is none. */
export const soundMark = (v: unknown): DoorMark | undefined => onlyParts<DoorMark>(PARTS, v)

/** Why a door is left out on a day; undefined where it is not. */
export const notCalled = (mark: DoorMark | undefined, today: number): string | undefined =>
  mark?.notCall && mark.notCall.until >= today
    ? `do not call until ${showDay(mark.notCall.until)}: ${mark.notCall.reason}`
    : undefined
