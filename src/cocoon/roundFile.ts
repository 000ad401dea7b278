/**
 * One round as a file for a phone: the doors of the sheet with its numbers, and nothing the sheet does not say.
 * No crime number, no date or place of the offence, nothing about the people burgled but which home to call on again.
 */
import { MINUTES_PER_DAY, showDay } from '../core/base/time.ts'
import {
  among,
  type Check,
  listOf,
  numberIn,
  partsOf,
  textTo,
  wholeIn,
  isFlag,
  maybe,
} from '../core/base/sound.ts'
import { hiddenKey } from './address.ts'
import type { CocoonList, ListedVisit } from './list.ts'
import { type Relation, tiersExplained } from './protocol.ts'
import { isStreetKey } from './visits.ts'

/** One home of a call. */
export interface RoundHome {
  /** `homeKey` */
  readonly key: string
  /** "Flat 3"; '' for a home of its own */
  readonly flat: string
}

/** One call of the round, in walking order. */
export interface RoundCall {
  /** number of the sheet: 1, 2, 3 … or ★ */
  readonly label: string
  readonly address: string
  readonly homes: readonly RoundHome[]
  /** `near` stands for every relation where the burgled homes are left out */
  readonly relation: Relation | 'near'
  readonly why: string
  readonly tier: string
  /** minute of local wall clock */
  readonly due: number
  /** last day on which the call makes sense */
  readonly expires: number
  readonly lng: number
  readonly lat: number
  /** what an officer must know before knocking, such as "dog"; stands before the address */
  readonly warning?: string
}

/** The round. Days and minutes as in `core/base/time.ts`. */
export interface PhoneRound {
  readonly cocoon: 'round'
  readonly version: 1
  readonly code: string
  /** streets of the round, as its sheet is headed */
  readonly title: string
  readonly marking: string
  readonly asAt: number
  /** last day of the latest call: the round is erased from a phone after it */
  readonly expires: number
  /** straight lines between doors, metres, and minutes under the protocol's assumptions */
  readonly length: number
  readonly minutes: number
  readonly beats: readonly string[]
  readonly tiers: readonly { readonly tier: string; readonly name: string; readonly says: string }[]
  /** days from the phone's clock to the round's; not 0 only for the invented town, whose last day is its today */
  readonly shift: number
  /** theft from vehicles: what is said there is about parking */
  readonly vehicles?: boolean
  readonly calls: readonly RoundCall[]
}

/** What the desk adds to the list. */
export interface RoundAbout {
  readonly title: string
  readonly marking: string
  readonly shift?: number
  readonly vehicles?: boolean
  /** without the burgled homes: no star, no reason that points at one */
  readonly route?: boolean
  /** what the tiers stand for, where they are not those of doors around a burgled home */
  readonly tiers?: PhoneRound['tiers']
}

const callOf = (v: ListedVisit, route: boolean): RoundCall => ({
  label: v.label,
  address: v.address,
  homes: v.keys.map((key, i) => ({ key, flat: v.flats[i] ?? '' })),
  relation: route ? 'near' : v.relation,
  why: v.why,
  // all alike: a pattern would point at the middle
  tier: route ? '' : v.tier,
  due: v.due,
  expires: v.expires,
  // 0.1 m is closer than any door
  lng: Number(v.lng.toFixed(6)),
  lat: Number(v.lat.toFixed(6)),
  ...(v.warning ? { warning: v.warning.slice(0, 900) } : {}),
})

/** Round `number` of a list for a phone, or of the version without the burgled homes. Throws where there is no such round. */
export function phoneRound(
  whole: Pick<CocoonList, 'id' | 'asAt' | 'protocol' | 'rounds' | 'visits' | 'hidden'>,
  number: number,
  about: RoundAbout,
): PhoneRound {
  const list = about.route ? whole.hidden : whole
  const round = list.rounds.find((r) => r.number === number)
  if (!round) throw new Error(`List ${list.id} has no round ${number}.`)
  const mine = list.visits.filter((v) => v.round === number)
  return {
    cocoon: 'round',
    version: 1,
    code: round.code,
    title: about.title,
    marking: about.marking,
    asAt: list.asAt,
    expires: Math.max(list.asAt, ...mine.map((v) => v.expires)),
    length: Math.round(round.length),
    minutes: Math.round(round.minutes),
    beats: round.beats,
    // the legend of the tiers names the burgled home
    tiers: about.route ? [] : (about.tiers ?? tiersExplained(list.protocol)),
    shift: about.shift ?? 0,
    ...(about.vehicles ? { vehicles: true } : {}),
    calls: mine.map((v) => callOf(v, about.route ?? false)),
  }
}

/** Whether it is a round without the burgled homes. */
export const isRoute = (round: Pick<PhoneRound, 'calls'>): boolean =>
  round.calls.every((c) => c.relation === 'near')

/** Whether it leads past streets and not to homes. */
export const isStreets = (round: Pick<PhoneRound, 'calls'>): boolean =>
  round.calls.every((c) => c.homes.every((h) => isStreetKey(h.key)))

/** What every visit of a round says of it. */
export const ofRound = (round: Pick<PhoneRound, 'code' | 'shift' | 'calls'>) => ({
  list: round.code,
  sample: round.shift !== 0,
  route: isRoute(round),
})

/** The file's text; `cocoon` stands first so that a few bytes tell what it is. */
export const roundText = (round: PhoneRound): string => JSON.stringify(round)

const line = textTo(999)
const day = wholeIn(-100_000, 100_000)
const named = (v: unknown): v is string => line(v) && v !== ''
const some = <T>(each: Check<T>): Check<readonly T[]> => {
  const all = listOf(each, 4999)
  return (v): v is readonly T[] => all(v) && v.length > 0
}
const isRound = partsOf<PhoneRound>({
  cocoon: among(['round']),
  version: among([1]),
  code: (v): v is string => textTo(60)(v) && /^[\w-]+$/.test(v),
  title: line,
  marking: line,
  asAt: day,
  expires: day,
  length: numberIn(0, 1e9),
  minutes: numberIn(0, 1e9),
  beats: listOf(line, 4999),
  tiers: listOf(partsOf<PhoneRound['tiers'][number]>({ tier: line, name: line, says: line }), 4999),
  shift: wholeIn(-100_000, 100_000),
  vehicles: maybe(isFlag),
  calls: some(
    partsOf<RoundCall>({
      label: line,
      address: line,
      homes: some(partsOf<RoundHome>({ key: named, flat: line })),
      relation: line as Check<RoundCall['relation']>,
      why: line,
      tier: line,
      due: wholeIn(-144_000_000, 144_000_000),
      expires: day,
      lng: numberIn(-180, 180),
      lat: numberIn(-90, 90),
      warning: maybe(line),
    }),
  ),
})

/** A round out of an unknown value, such as what a browser kept; undefined where it is none. */
export const soundRound = (v: unknown): PhoneRound | undefined =>
  isRound(v)
    ? {
        ...v,
        calls: v.calls.map((c) => ({
          ...c,
          homes: c.homes.map((h) => ({ ...h, key: hiddenKey(h.key) })),
        })),
      }
    : undefined

/** A round from its file. Throws a sentence where it is none. */
export function readRound(content: string): PhoneRound {
  const bad = (why: string) =>
    new Error(`It is not a round: ${why}. Ask for the round to be saved again with "To phones".`)
  let r: any
  try {
    r = JSON.parse(content)
  } catch {
    throw bad('its text breaks off or is garbled')
  }
  if (r?.cocoon !== 'round') throw bad('it says it is something else')
  if (Number.isInteger(r.version) && r.version > 1)
    throw new Error('This round was saved by a newer Cocoon. Open this page once while online to update it.')
  const round = soundRound(r)
  if (!round) throw bad('some of its parts are missing or not what they should be')
  return round
}

/** Why a round must not be walked any more on this day of its own clock; undefined while it may. */
export const expiredRound = (
  round: Pick<PhoneRound, 'code' | 'expires'>,
  today: number,
): string | undefined =>
  today > round.expires
    ? `Round ${round.code} was of use until ${showDay(round.expires, { weekday: true })}. Ask for a fresh list.`
    : undefined

/** The minute of the round's own clock. */
export const roundClock = (round: Pick<PhoneRound, 'shift'>, minute: number): number =>
  minute + round.shift * MINUTES_PER_DAY
