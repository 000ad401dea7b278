/** Tonight › Delivery: what of the list was done, what is left and what is late, round by round. */
import './delivery.css'
import { lazy, Suspense, useMemo, useState } from 'react'
import { listCoverage } from '../../cocoon/coverage.ts'
import type { CocoonList } from '../../cocoon/list.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import { unfoundIn } from '../../cocoon/stillOpen.ts'
import type { Homes } from '../../core/places/homes.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { EARLIER, refuseEarlier } from '../../desk/leaving/EarlierTerms.tsx'
import { Delivered, useListOpened } from '../../desk/leaving/Delivered.tsx'
import { roundTitle } from '../../desk/leaving/roundMap.ts'
import { useNoVisitWords } from '../../desk/leaving/noVisit.ts'
import { ToPhones } from '../../desk/leaving/ToPhones.tsx'
import { LIVE, useClock, useCocoon, useCocoonStale } from '../../desk/useCocoon.ts'
import { many } from '../../desk/words.ts'
import { setParam, useStore } from '../../state/store.ts'
import {
  Badge,
  Button,
  DataTable,
  Disclosure,
  EmptyState,
  Figures,
  PanelFoot,
  PanelHead,
  Section,
  Skeleton,
  type TableModel,
} from '../../ui/index.ts'
import { GivenOut } from './GivenOut.tsx'
import { printHandOver } from './handOver.tsx'
import { printGiven } from '../../desk/leaving/printGiven.ts'
import { calledWords, roundsLeft, type RoundLeft, standingOf, standingWords } from './callsLeft.ts'
import { Marks } from './Marks.tsx'
import { Possible } from './Possible.tsx'

const Weeks = lazy(async () => ({ default: (await import('./Weeks.tsx')).Weeks }))

function boardTable(
  rounds: readonly RoundLeft[],
  streets: (round: number) => string,
  calls: 'Calls' | 'Streets',
): TableModel {
  const number = (key: 'late' | 'left' | 'again', label: string) => ({
    key,
    label,
    kind: 'number' as const,
    digits: 0,
    deciding: true,
    value: (i: number) => rounds[i][key],
  })
  return {
    caption: 'Rounds of what is left, most late first',
    n: rounds.length,
    key: (i) => rounds[i].code,
    columns: [
      { key: 'round', label: 'Round', kind: 'text', value: (i) => `R${rounds[i].number}` },
      number('late', `${calls} late`),
      number('left', `${calls} left`),
      number('again', 'Try again'),
      { key: 'streets', label: 'Streets', kind: 'text', value: (i) => streets(rounds[i].number) },
    ],
  }
}

function Board({
  list,
  doors,
  vehicles,
}: {
  list: StreetRounds
  /** the list of doors with its homes; absent = rounds past streets */
  doors?: { readonly list: CocoonList; readonly homes: Homes }
  vehicles?: boolean
}) {
  const visits = useStore((s) => s.visits)
  useListOpened(list)
  const stale = useCocoonStale()
  const [phones, setPhones] = useState(false)
  const [weeks, setWeeks] = useState(false)
  const clock = useClock(list)
  const rounds = useMemo(() => roundsLeft(list, visits, clock), [list, visits, clock])
  const board = useMemo(
    () =>
      boardTable(
        rounds,
        (n) =>
          roundTitle(
            list.visits.filter((v) => v.round === n),
            list,
          ),
        doors ? 'Calls' : 'Streets',
      ),
    [rounds, list, doors],
  )
  const coverage = useMemo(() => doors && listCoverage(doors.list, doors.homes, visits), [doors, visits])
  const [one, call] = doors ? (['home', 'call'] as const) : (['street', 'street'] as const)
  const standing = standingOf(list, rounds, coverage)
  const { left, late, done, again, walked } = standing
  const noVisit = useNoVisitWords(doors ? 'the homes of this list' : 'the streets of this list')
  const visited = coverage ? coverage.shares[0].n : walked
  return (
    <>
      {stale && (
        <div role="status">
          <Badge tone="warn">Below is the earlier list, until the new one is made</Badge>
        </div>
      )}
      <PanelHead title={standingWords(standing, one, unfoundIn(list))}>
        {list.rounds.length > 0 && `In ${many(list.rounds.length, 'round')}. `}
        {visited === 0 && done === 0
          ? `${noVisit}${list.rounds.length > 0 ? ' Give the rounds to phones, then drop the files that come back on this page.' : ''}`
          : coverage
            ? calledWords(coverage, visited)
            : `n = ${many(walked, 'street')} walked since their newest crime.`}
      </PanelHead>
      <Figures
        figures={[
          { value: String(done), label: `${one}${done === 1 ? '' : 's'} done` },
          { value: String(left), label: `${call}${left === 1 ? '' : 's'} left` },
          {
            value: String(late),
            label: `${call}${late === 1 ? '' : 's'} late, of those left`,
            tone: late > 0 ? 'bad' : undefined,
          },
          { value: String(again), label: `${one}${again === 1 ? '' : 's'} to try again` },
        ]}
      />
      <Possible list={list} one={one} />
      <GivenOut now={clock} list={list} print={(g) => printGiven(list, g, doors?.list, vehicles)} />
      {rounds.length > 0 && (
        <Section title="What is left, as rounds">
          <DataTable
            model={board}
            height={260}
            file="cocoon-delivery"
            guard={stale ? refuseEarlier : (what) => accountFor('export', what, list.id)}
          />
        </Section>
      )}
      {doors && <Delivered {...doors} />}
      {doors && (
        <Disclosure title="Week by week" onToggle={setWeeks}>
          {weeks && (
            <Suspense fallback={<Skeleton lines={4} label="The weeks are being counted" />}>
              <Weeks list={list} clock={clock} />
            </Suspense>
          )}
        </Disclosure>
      )}
      {doors && <Marks {...doors} />}
      {phones && (
        <ToPhones list={list} streets={!doors} vehicles={vehicles} onClose={() => setPhones(false)} />
      )}
      <PanelFoot>
        <Button
          variant="primary"
          barred={stale ? EARLIER : list.visits.length === 0 && 'No call is left.'}
          onClick={() => setPhones(true)}
        >
          To phones…
        </Button>
        <Button icon="print" barred={stale && EARLIER} onClick={() => void printHandOver(list, clock, doors)}>
          Print the hand-over
        </Button>
      </PanelFoot>
    </>
  )
}

export function DeliveryPanel() {
  const cocoon = useCocoon()
  const doors = useMemo(() => (cocoon?.kind === 'doors' ? cocoon : undefined), [cocoon])
  if (doors) return <Board list={doors.list} doors={doors} />
  if (cocoon?.kind === 'streets' && cocoon.rounds.rounds.length + cocoon.rounds.leftOut.length > 0)
    return <Board list={cocoon.rounds} vehicles={cocoon.of === 'vehicles'} />
  return (
    <EmptyState
      icon="home"
      title={cocoon?.kind === 'streets' ? `No street with live ${LIVE[cocoon.of]}` : 'Nothing to deliver yet'}
      actions={
        cocoon?.kind === 'streets' &&
        cocoon.of === 'vehicles' && (
          <Button onClick={() => setParam('cocooning', 'of', 'burglary')}>List for burglary: doors</Button>
        )
      }
    >
      {cocoon?.kind === 'refused'
        ? cocoon.sentence
        : cocoon?.kind === 'streets'
          ? 'The list under Doors is set to these, and the open files hold none within its days.'
          : 'Rounds need burglaries or thefts from vehicles with exact places and dates. See Doors.'}
    </EmptyState>
  )
}
