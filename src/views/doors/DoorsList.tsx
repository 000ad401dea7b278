/** The list of doors, with what it is made of and what can be done with it. */
import { lazy, Suspense, useMemo, useState } from 'react'
import { alikeWords } from '../../cocoon/alike.ts'
import { momentWords } from '../../cocoon/clock.ts'
import { pressingFirst } from '../../cocoon/pressingFirst.ts'
import type { CocoonList, ListedVisit } from '../../cocoon/list.ts'
import { tiersExplained } from '../../cocoon/protocol.ts'
import { undoneOf, unfoundIn, whyNobody } from '../../cocoon/stillOpen.ts'
import { showWay } from '../../core/base/lengths.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { useSettings } from '../../state/settings.ts'
import { setSession, useStore } from '../../state/store.ts'
import {
  Button,
  Chip,
  DataTable,
  Disclosure,
  EmptyState,
  Figures,
  Menu,
  Notes,
  Notice,
  PanelFoot,
  PanelHead,
  Section,
} from '../../ui/index.ts'
import { useClock } from '../../desk/useCocoon.ts'
import { burglariesTable, roundsTable, visitsTable } from '../../desk/cocoonTables.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { EARLIER, refuseEarlier } from '../../desk/leaving/EarlierTerms.tsx'
import { useListOpened } from '../../desk/leaving/Delivered.tsx'
import { flyTo } from '../../desk/mapHandle.ts'
import { count, many } from '../../desk/words.ts'

const ToPhones = lazy(async () => ({ default: (await import('../../desk/leaving/ToPhones.tsx')).ToPhones }))

/** What leaves the desk is fetched when it is asked for. */
const lists = () => import('../../desk/leaving/printList.ts')

const doorsIn = (vs: readonly ListedVisit[]): number => vs.reduce((n, v) => n + v.homes.length, 0)

/** Why there is nobody to call on: nothing fits, no burgled home was found, or nothing is due. */
const Empty = ({ list }: { list: CocoonList }) =>
  undoneOf(list).length > 0 ? (
    <EmptyState icon="info" title="No call fits the minutes that each officer has">
      Say more minutes, or none, under “Change…” or Delivery.
    </EmptyState>
  ) : unfoundIn(list) > 0 ? (
    <EmptyState icon="info" title="No home to begin at">
      Check that the address file is of the place the crimes are of. Below stands why each is not on the list.
    </EmptyState>
  ) : (
    <EmptyState icon="good" title="Nothing is due">
      No burglary of the chosen days and area needs a visit. Look further back, or take a filter off.
    </EmptyState>
  )

/** "61 homes to visit by Tue 24 Nov": the last due day still to come, or "now" when all are overdue. */
function headline(list: CocoonList, clock: number): string {
  const n = doorsIn(list.visits)
  if (n === 0) return whyNobody(list) ?? 'No homes to visit'
  const last = Math.max(...list.visits.map((v) => v.due))
  return `${many(n, 'home')} to visit ${last < clock ? `now: ${n === 1 ? 'it is' : 'all are'} overdue` : `by ${showDay(dayOf(last), { weekday: true, year: false })} ${showTime(last)}`}`
}

function LeftOut({ list }: { list: CocoonList }) {
  if (list.leftOut.length === 0) return null
  const o = pressingFirst(list.leftOut)
  return (
    <Disclosure
      title={`${many(o.length, 'burglary or home', 'burglaries or homes')} not on the list, and why`}
    >
      <DataTable
        height={200}
        file="cocoon-not-listed"
        model={{
          caption: 'Not on the list',
          n: o.length,
          key: String,
          columns: [
            { key: 'what', label: 'What', kind: 'text', value: (i) => o[i].what },
            { key: 'label', label: 'Which', kind: 'text', value: (i) => o[i].label },
            { key: 'reason', label: 'Reason', kind: 'text', value: (i) => o[i].reason },
          ],
        }}
      />
    </Disclosure>
  )
}

/** Sheets of one officer's round, or of the rounds of one beat. */
function printSome(list: CocoonList): { id: string; label: string; icon: 'print'; run: () => void }[] {
  if (list.rounds.length < 2) return []
  const beats = [...new Set(list.rounds.flatMap((r) => r.beats))].filter(Boolean)
  const entry = (id: string, label: string, rounds: readonly { readonly number: number }[]) => ({
    id,
    label,
    icon: 'print' as const,
    run: () =>
      void lists().then((m) =>
        m.printList(
          list,
          'officer',
          rounds.map((r) => r.number),
        ),
      ),
  })
  return [
    ...(beats.length > 1
      ? beats.map((b) =>
          entry(
            `beat ${b}`,
            `Print the rounds of ${/^beat\b/i.test(b) ? b : `beat ${b}`}`,
            list.rounds.filter((r) => r.beats.includes(b)),
          ),
        )
      : []),
    ...list.rounds.map((r) => entry(`round ${r.number}`, `Print round ${r.number} only`, [r])),
  ]
}

/** The homes of tonight: the answer in words, three figures, the table, the one main action. */
export function DoorsList({ list, stale }: { list: CocoonList; stale: boolean }) {
  const units = useSettings((s) => s.units)
  const selection = useStore((s) => s.selection)
  useListOpened(list)
  const [phones, setPhones] = useState(false)
  const one = useStore((s) => s.cocoonOf)
  const table = useMemo(() => visitsTable(list), [list])
  const clock = useClock(list)
  const late = list.visits.filter((v) => v.due < clock)
  const overdue = doorsIn(late)
  const minutes = Math.round(list.rounds.reduce((m, r) => m + r.minutes, 0))
  const length = list.rounds.reduce((m, r) => m + r.length, 0)
  const p = list.protocol
  const alike = useMemo(() => alikeWords(list.visits), [list])
  const rings = [
    p.rear && `${p.rear} behind`,
    p.opposite && `${p.opposite} opposite`,
    p.ring && `leaflets to ${p.ring} more`,
  ].filter(Boolean)
  return (
    <>
      <PanelHead title={headline(list, clock)}>
        {list.incidents.length === 0
          ? `Around ${unfoundIn(list) > 0 ? 'none of the burglaries' : 'no burglary'}`
          : `Around ${many(list.incidents.length, 'burglary', 'burglaries')}`}
        {one === undefined &&
          ` reported since ${showDay(list.asAt - p.lookBack, { weekday: true, year: false })}`}
        : the burgled home and {p.eachSide} either side
        {rings.length > 0 && `, ${rings.join(', ')}`}.{list.visits.length > 0 && ' Each home is listed once.'}
      </PanelHead>
      {alike && <Notice tone="warn">{alike}</Notice>}
      {one !== undefined && (
        <Chip
          tone="accent"
          onRemove={() => setSession({ cocoonOf: undefined })}
          removeLabel="Show all burglaries again"
        >
          Only {list.incidents[0]?.id ?? 'this burglary'}
        </Chip>
      )}
      <Figures
        figures={[
          {
            value: count(doorsIn(list.visits)),
            label: doorsIn(list.visits) === 1 ? 'home' : 'homes',
            note:
              doorsIn(list.visits) > list.visits.length
                ? `in ${many(list.visits.length, 'call')}: flats of one building are one`
                : undefined,
          },
          {
            value: count(overdue),
            label: overdue === 1 ? 'home overdue' : 'homes overdue',
            // the morning view counts calls
            note: overdue > late.length ? `in ${many(late.length, 'call')}` : undefined,
            tone: overdue > 0 ? 'bad' : undefined,
          },
          {
            value: count(minutes),
            unit: 'min',
            // the unit stays with its number
            label: `${many(list.rounds.length, 'round')}, ${showWay(length, units).replace(' ', '\u00a0')}`,
          },
        ]}
      />
      {list.visits.length === 0 ? (
        <Empty list={list} />
      ) : (
        <>
          <PanelFoot>
            <Button
              variant="primary"
              icon="print"
              barred={stale && EARLIER}
              onClick={() => void lists().then((m) => m.printList(list, 'officer'))}
            >
              Print {many(list.rounds.length, 'round')}
            </Button>
            <Button barred={stale && EARLIER} onClick={() => setPhones(true)}>
              To phones…
            </Button>
            <Button
              barred={stale && EARLIER}
              onClick={() => void lists().then((m) => m.printList(list, 'route'))}
            >
              Without the burgled homes
              {list.hidden.rounds.length !== list.rounds.length &&
                ` (${many(list.hidden.rounds.length, 'round')})`}
            </Button>
            <Menu
              label="More"
              entries={[
                {
                  id: 'leaflet',
                  label: 'Print the leaflet for residents',
                  icon: 'print',
                  run: () => void import('../../desk/leaving/printing.tsx').then((m) => m.printLeaflet()),
                },
                ...printSome(list).map((e) => (stale ? { ...e, run: () => void refuseEarlier() } : e)),
                {
                  id: 'csv',
                  label: 'Save the list as CSV',
                  icon: 'download',
                  run: () => void (stale ? refuseEarlier() : lists().then((m) => m.saveList(list))),
                },
              ]}
            />
          </PanelFoot>
          {phones && (
            <Suspense>
              <ToPhones list={list} onClose={() => setPhones(false)} />
            </Suspense>
          )}
          {list.rounds.length > 1 && (
            <Section title="Rounds">
              <DataTable
                model={roundsTable(list, units)}
                height={240}
                tools={false}
                onSelect={(i) => {
                  const first = i !== null && list.visits.find((v) => v.round === list.rounds[i].number)
                  if (first) flyTo([first.lng, first.lat], 17)
                }}
              />
            </Section>
          )}
          <Section title={table.caption}>
            <DataTable
              model={table}
              height={360}
              guard={stale ? refuseEarlier : (what) => accountFor('export', what, list.id)}
              selected={selection?.of === 'cocooning' ? String(selection.row) : null}
              onSelect={(row) => {
                setSession({ selection: row === null ? undefined : { of: 'cocooning', row } })
                if (row !== null) flyTo(table.at!(row)!, 17)
              }}
            />
          </Section>
        </>
      )}
      <Section title="Burglaries">
        <DataTable
          model={burglariesTable(list)}
          height={220}
          onSelect={(i) => {
            if (i === null) return
            const { row } = list.incidents[i]
            const t = useStore.getState().incidents!.table
            setSession({ selection: { of: 'incidents', row }, cocoonOf: row })
            flyTo([t.lng[row], t.lat[row]], 17)
          }}
        />
      </Section>
      <LeftOut list={list} />
      <Notes
        title="How this list was made"
        notes={[
          `List ${list.id}, as of ${momentWords(list)}.`,
          ...tiersExplained(p).map((t) => `Tier ${t.tier}${t.name && ` (${t.name})`}: ${t.says}.`),
          'Filters by beat, street and area apply; the list has its own days and its own kind of crime.',
          'The evidence on cocooning is mixed: this list promises no effect. It makes delivery easy, and delivery is what can be counted.',
          ...list.notes.filter((note) => note !== alike),
        ]}
      />
    </>
  )
}
