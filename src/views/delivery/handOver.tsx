/** The shift hand-over on paper: what was given out, what is left and late, what stays undone, and the doors with a mark. */
import { momentWords } from '../../cocoon/clock.ts'
import { listCoverage } from '../../cocoon/coverage.ts'
import type { CocoonList } from '../../cocoon/list.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { dueByHome, givenStanding, soundGiven } from '../../cocoon/sheet.ts'
import { undoneOf, unfoundIn } from '../../cocoon/stillOpen.ts'
import type { Homes } from '../../core/places/homes.ts'
import { showDay } from '../../core/base/time.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { isLockedWork, knownWhatWasDone } from '../../desk/leaving/printList.ts'
import { markingNow } from '../../desk/leaving/marking.ts'
import { many } from '../../desk/words.ts'
import { minuteNow, printDocument, ReportSheet } from '../../print/index.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { itemsOf, marksOf, useTeam } from '../../state/team.ts'
import { ofStreets } from './GivenOut.tsx'
import { roundsLeft, standingOf, standingWords } from './callsLeft.ts'

/** Prints it once it is known who prints and why. */
export async function printHandOver(
  list: StreetRounds,
  clock: number,
  doors?: { readonly list: CocoonList; readonly homes: Homes },
): Promise<void> {
  if (!(await knownWhatWasDone('Print'))) return
  if (!(await accountFor('print', 'shift hand-over', list.id))) return
  const { visits, incidents } = useStore.getState()
  const { items } = useTeam.getState()
  const s = useSettings.getState()
  const own = dueByHome(list.visits)
  const given = itemsOf(items, 'round')
    .flatMap((i) => soundGiven(i.value) ?? [])
    .filter((g) => (g.sample ?? false) === (incidents?.sample ?? false))
    .map((g) => ({ ...g, stands: givenStanding(g, visits, clock, own) }))
    .sort((a, b) => b.stands.late - a.stands.late || b.stands.left - a.stands.left)
  const keys = given.flatMap((g) => [...new Set(g.homes.map((h) => h.key))])
  const twice = keys.length - new Set(keys).size
  const unknown = isLockedWork()
  const coverage = doors && !unknown ? listCoverage(doors.list, doors.homes, visits) : undefined
  const [one, call] = doors ? (['home', 'call'] as const) : (['street', 'street'] as const)
  const { officers, capacity } = list.protocol
  const standing = standingOf(list, roundsLeft(list, visits, clock), coverage)
  const { left, late, undone } = standing
  const number = (key: 'done' | 'again' | 'left' | 'late' | 'back', label: string) => ({
    key,
    label,
    kind: 'number' as const,
    digits: 0,
    value: (i: number) => given[i].stands[key],
  })
  await printDocument(
    <ReportSheet
      title="Shift hand-over"
      marking={markingNow()}
      answer={standingWords(standing, one, unfoundIn(list))}
      source={[`List ${list.id}`, `as of ${momentWords(list)}`]}
      figures={[
        { label: `${call}${left === 1 ? '' : 's'} left`, value: String(left) },
        { label: `${call}${late === 1 ? '' : 's'} late, of those`, value: String(late) },
        ...(coverage ? [{ label: 'homes to try again', value: String(coverage.again) }] : []),
        // nobody stays undone where nobody said how much time there is
        ...(undone > 0
          ? [{ label: `${one}${undone === 1 ? '' : 's'} undone for want of time`, value: String(undone) }]
          : []),
      ]}
      table={{
        caption: `Rounds given out, most late first; ${given.some(ofStreets) ? 'homes, or streets where the round is of streets' : 'homes'}`,
        n: given.length,
        key: (i) => given[i].code,
        columns: [
          { key: 'code', label: 'Round', kind: 'text', value: (i) => given[i].code },
          { key: 'officer', label: 'Officer', kind: 'text', value: (i) => given[i].officer || 'nobody yet' },
          { key: 'title', label: 'Streets', kind: 'text', value: (i) => given[i].title },
          number('late', 'Late'),
          number('left', 'Left'),
          number('again', 'Try again'),
          number('done', 'Done'),
          number('back', 'Records back'),
        ],
      }}
      parameters={coverage?.shares.map((c) => ({
        label: c.label,
        value: `${Number.isNaN(c.percent) ? 'no home yet' : `${Math.round(c.percent)}%`} (${c.n} of ${c.of}); published ${c.published}%`,
      }))}
      notes={[
        ...(unknown
          ? [
              'What was recorded on this machine was locked when this was printed: visits, rounds given out and doors with a mark are not in it.',
            ]
          : []),
        ...Object.values(marksOf(items, incidents?.sample ?? false)).map((m) =>
          [
            m.address,
            m.warning && `warning: ${m.warning}`,
            m.notCall && `do not call until ${showDay(m.notCall.until)}: ${m.notCall.reason}`,
          ]
            .filter(Boolean)
            .join('; '),
        ),
        ...(undone > 0
          ? []
          : [
              officers > 0 && capacity > 0
                ? 'What is left fits the officers and minutes that were said.'
                : 'Nobody said how many officers there are and how long each has: whether what is left fits is not told.',
            ]),
        ...undoneOf(list).map((o) => `Undone for want of time: ${o.label}.`),
        'Unfinished calls stand on the current list; rounds printed from it include them.',
        ...(twice > 0
          ? [
              `${many(twice, doors ? 'home stands' : 'street stands', doors ? 'homes stand' : 'streets stand')} in more than one of these rounds: their lines do not add up. Take in a round that another replaces.`,
            ]
          : []),
      ]}
      printedBy={s.printedBy}
      printedAt={minuteNow(new Date())}
    />,
  )
}
