/** What is said of a cocooning list as a whole: what did not fit, what it assumes, what to check. */
import { countOf } from '../core/base/words.ts'
import type { Covered, ListedVisit } from './list.ts'
import type { Stop } from './merge.ts'
import type { Protocol } from './protocol.ts'
import { STRAIGHT, type Travel } from './travel.ts'
import { DETOUR } from './rounds.ts'
import { sharedCocoons } from './wholeCocoons.ts'

/** As many of a long row as a sheet has room for. */
const NAMED = 6
const firstOf = (names: readonly string[]): string =>
  names.length > NAMED + 1
    ? `${names.slice(0, NAMED).join('; ')}; and ${names.length - NAMED} more like these`
    : names.join('; ')

/** The notes, a sentence or two each; `rounds` is their number. */
export function listNotes({
  cut,
  visits,
  covered,
  rounds,
  protocol: p,
  noBeat = 0,
  placed = 0,
  by = STRAIGHT,
}: {
  readonly cut: readonly { readonly stop: Stop }[]
  readonly visits: readonly ListedVisit[]
  readonly covered: readonly Covered[]
  readonly rounds: number
  readonly protocol: Protocol
  /** calls whose home has no beat */
  readonly noBeat?: number
  /** calls whose beat is that of a file of boundaries */
  readonly placed?: number
  readonly by?: Travel
}): string[] {
  const notes: string[] = []
  if (p.byBeat && placed > 0)
    notes.push(
      `The address file names no beat for ${countOf(placed, 'call')}: ${placed === 1 ? 'its' : 'their'} beats are those of the open file of boundaries in which the homes stand.`,
    )
  if (p.byBeat && noBeat > 0)
    notes.push(
      noBeat === visits.length
        ? 'Rounds are not kept within beats: the address file has no column of beats, and no open file of boundaries tells them.'
        : placed > 0
          ? `${countOf(noBeat, 'call lies', 'calls lie')} in no beat of that file: they are kept together as if they were one.`
          : `The address file names no beat for ${countOf(noBeat, 'call')}: they are kept together as if they were one.`,
    )
  if (cut.length > 0)
    notes.push(
      `${countOf(
        cut.reduce((n, c) => n + c.stop.homes.length, 0),
        'home does',
        'homes do',
      )} not fit into ${p.capacity} minutes for ${countOf(p.officers, 'officer')}. Burgled homes come first, then tiers A, B, C; a call more than ${DETOUR} minutes’ walk out of the way waits for nearer ones.`,
    )

  const parted = sharedCocoons(visits)
  if (parted.burglaries > 0)
    notes.push(
      `The homes around ${countOf(parted.burglaries, 'burglary', 'burglaries')} are walked in more than one round, ${p.byBeat ? 'since a beat or the minutes of a round end between them' : 'since one has no time for them all'}: rounds ${firstOf(parted.rounds)}.`,
    )
  const shared = visits.filter((v) => v.incidents.length > 1).length
  if (shared > 0)
    notes.push(
      `${countOf(shared, 'call')} lie${shared === 1 ? 's' : ''} in more than one cocoon and stand${shared === 1 ? 's' : ''} on the list once.`,
    )
  const past = visits.filter((v) => /, (round the corner|where the street)/.test(v.why)).length
  if (past > 0)
    notes.push(
      `${countOf(past, 'call stands', 'calls stand')} past the end of a street, round the corner or where it changes its name: they count by distance along the ground, straight lines from door to door.`,
    )
  const unplaced = visits.filter((v) => v.unplaced).length
  if (unplaced > 0)
    notes.push(
      `${countOf(unplaced, 'call is', 'calls are')} not placed on the map: the address file puts homes of several numbers on one point. Their neighbours go by number and side of the street.`,
    )
  const again = visits.filter((v) => v.again).length
  if (again > 0)
    notes.push(
      `${countOf(again, 'call is', 'calls are')} made again, for nobody answered or another time was asked for: each says when it was tried and which part of the day to try now. After ${countOf(p.knocks, 'visit')} without an answer a leaflet is left.`,
    )
  const unreported = covered.filter((c) => !c.reported).length
  if (unreported > 0)
    notes.push(
      `No time of report for ${countOf(unreported, 'burglary', 'burglaries')}: visits are due ${p.dueHours} hours after the end of the occurrence instead.`,
    )
  const byPlace = covered.filter((c) => c.by === 'position').length
  if (byPlace > 0)
    notes.push(
      `${countOf(byPlace, 'burgled home')} found by position alone, within ${p.tolerance} m: check the door before you knock.`,
    )
  for (const c of covered) if (c.note) notes.push(`${c.id}: ${c.note}.`)
  const short = covered.filter((c) => c.fewer.length > 0).length
  if (short > 0)
    notes.push(
      `${countOf(short, 'burglary has', 'burglaries have')} fewer homes than the protocol asks for: “Fewer homes because”, a column of their table under Doors, says why.`,
    )
  notes.push(
    `Minutes assume ${p.minutesPerDoor} for a call, ${p.minutesPerFlat} for each further flat and ${wayWords(p, by)}.`,
    'Left and right are as you face the burgled home from its street; where the side of the street is unknown, up and down are towards higher and lower numbers.',
  )
  if (rounds > 0 && p.officers > 0 && rounds < p.officers)
    notes.push(`${countOf(rounds, 'round')} for ${p.officers} officers: there are no more doors to share.`)
  return notes
}

/** How the ways between doors are reckoned. */
function wayWords(p: Protocol, by: Travel): string {
  const car =
    p.travel === 'car'
      ? ` on foot, ${p.driveSpeed} km/h and ${p.parking} minutes to park by car where a way is longer than ${p.driveFrom} m and that is quicker,`
      : ''
  const along = by.follows
    ? 'along the ways of the street file between doors, straight where they do not lead'
    : 'along straight lines between doors'
  const ends = by.base
    ? `the way from ${p.base.trim()} and back is counted`
    : p.base.trim() !== ''
      ? `“${p.base.trim()}” is no address of the address file and no easting and northing, so the way there and back is not counted`
      : 'the way there and back is not counted'
  return `${p.speed} km/h${car} ${along}; ${ends}`
}
