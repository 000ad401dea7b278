/** Tonight's list: the answer in words, three figures, the homes, the one main action. Settings come after. */
import { useMemo, useState } from 'react'
import { momentWords } from '../../cocoon/clock.ts'
import type { CocoonList, ListedVisit } from '../../cocoon/list.ts'
import { PRESETS, protocolSchema, tiersExplained } from '../../cocoon/protocol.ts'
import type { StreetRounds } from '../../cocoon/streetRounds.ts'
import type { StreetList } from '../../cocoon/streets.ts'
import { showWay } from '../../core/base/lengths.ts'
import { dayOf, showDay, showTime } from '../../core/base/time.ts'
import { cocooningSchema, type ListOf } from '../../state/cocoon.ts'
import { asAt } from '../../state/derived.ts'
import { paramsOf } from '../../state/plan.ts'
import { useSettings } from '../../state/settings.ts'
import { change, setParam, setSession, useStore } from '../../state/store.ts'
import {
  Badge,
  Button,
  Chip,
  DataTable,
  Disclosure,
  EmptyState,
  Figures,
  Menu,
  Notes,
  PanelFoot,
  PanelHead,
  Section,
  Segmented,
  Skeleton,
  type TableModel,
} from '../../ui/index.ts'
import { dueWords, useClock, useCocoon, useCocoonStale } from '../../desk/useCocoon.ts'
import { burglariesTable, roundsTable, visitsTable } from '../../desk/cocoonTables.ts'
import { chooseFiles } from '../../desk/files/DropZone.tsx'
import { accountFor } from '../../desk/leaving/account.ts'
import { useListOpened } from '../../desk/leaving/Delivered.tsx'
import { printList, saveList } from '../../desk/leaving/printList.ts'
import { ToPhones } from '../../desk/leaving/ToPhones.tsx'
import { flyTo } from '../../desk/mapHandle.ts'
import { printLeaflet } from '../../desk/leaving/printing.tsx'
import { printStreets } from '../../desk/leaving/printRounds.tsx'
import { printStreetRounds } from '../../desk/leaving/printStreetRounds.ts'
import { SchemaForm } from '../../desk/SchemaForm.tsx'
import { count, many } from '../../desk/words.ts'

const doorsIn = (vs: readonly ListedVisit[]): number => vs.reduce((n, v) => n + v.homes.length, 0)

/** "61 homes to visit by Tue 24 Nov": the last due day still to come, or "now" when all are overdue. */
function headline(list: CocoonList, clock: number): string {
  const n = doorsIn(list.visits)
  if (n === 0) return 'No homes to visit'
  const last = Math.max(...list.visits.map((v) => v.due))
  return `${many(n, 'home')} to visit ${last < clock ? 'now: all are overdue' : `by ${showDay(dayOf(last), { weekday: true, year: false })} ${showTime(last)}`}`
}

function LeftOut({ list }: { list: CocoonList }) {
  if (list.leftOut.length === 0) return null
  const o = list.leftOut
  return (
    <Disclosure
      title={`${many(o.length, 'burglary or home', 'burglaries or homes')} not on the list, and why`}
    >
      <DataTable
        height={200}
        file="cocoon-not-listed"
        guard={(what) => accountFor('export', what)}
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
      void printList(
        list,
        'officer',
        rounds.map((r) => r.number),
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

function DoorsList({ list, stale }: { list: CocoonList; stale: boolean }) {
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
  const rings = [
    p.rear && `${p.rear} behind`,
    p.opposite && `${p.opposite} opposite`,
    p.ring && `leaflets to ${p.ring} more`,
  ].filter(Boolean)
  return (
    <>
      <PanelHead title={headline(list, clock)}>
        Around {many(list.incidents.length, 'burglary', 'burglaries')}
        {one === undefined && ` of the last ${many(p.lookBack, 'day')}`}: the burgled home and {p.eachSide}{' '}
        either side
        {rings.length > 0 && `, ${rings.join(', ')}`}. Nobody gets two cards.
      </PanelHead>
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
            label: 'homes',
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
        <EmptyState icon="good" title="Nothing is due">
          No burglary of the chosen days and area needs a visit. Look further back, or take a filter off.
        </EmptyState>
      ) : (
        <>
          <PanelFoot>
            <Button
              variant="primary"
              icon="print"
              disabled={stale}
              onClick={() => void printList(list, 'officer')}
            >
              Print {many(list.rounds.length, 'round')}
            </Button>
            <Button disabled={stale} onClick={() => void printList(list, 'route')}>
              Without the burgled homes
            </Button>
            <Button disabled={stale} onClick={() => setPhones(true)}>
              To phones…
            </Button>
            <Menu
              label="More"
              entries={[
                {
                  id: 'leaflet',
                  label: 'Print the leaflet for residents',
                  icon: 'print',
                  run: () => void printLeaflet(),
                },
                ...printSome(list),
                {
                  id: 'csv',
                  label: 'Save the list as CSV',
                  icon: 'download',
                  run: () => void saveList(list),
                },
              ]}
            />
          </PanelFoot>
          {phones && <ToPhones list={list} onClose={() => setPhones(false)} />}
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
              guard={(what) => accountFor('export', what, list.id)}
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
          ...list.notes,
        ]}
      />
    </>
  )
}

function Streets({ streets, rounds, of }: { streets: StreetList; rounds: StreetRounds; of: ListOf }) {
  const [phones, setPhones] = useState(false)
  const s = streets.streets
  const on = s.filter((x) => x.on > 0).length
  const model: TableModel = {
    caption: 'Streets, most pressing first',
    n: s.length,
    key: (i) => s[i].street + s[i].beat,
    at: (i) => [s[i].lng, s[i].lat],
    columns: [
      { key: 'street', label: 'Street', kind: 'text', value: (i) => s[i].street },
      { key: 'on', label: 'On it', kind: 'number', digits: 0, value: (i) => s[i].on },
      { key: 'near', label: 'Near it', kind: 'number', digits: 0, value: (i) => s[i].near },
      {
        key: 'newest',
        label: 'Newest',
        kind: 'date',
        value: (i) => s[i].newest,
        show: (i) => showDay(s[i].newest),
      },
      { key: 'due', label: 'Due', kind: 'date', value: (i) => s[i].due, show: (i) => dueWords(s[i].due) },
      { key: 'beat', label: 'Beat', kind: 'text', value: (i) => s[i].beat },
    ],
  }
  return (
    <>
      {of === 'vehicles' ? (
        <PanelHead title={`${many(on, 'street')} with live thefts from vehicles`}>
          Streets and parking places to walk{s.length > on && <>, and {count(s.length - on)} near by</>}.
          Leaflets go on cars and to the homes beside them.
        </PanelHead>
      ) : (
        <PanelHead
          title={
            on === 0 && streets.unnamed > 0
              ? `${many(streets.unnamed, 'live burglary', 'live burglaries')}, none of which names a street`
              : `${many(on, 'street')} with live burglaries; no doors without addresses`
          }
        >
          Drop an address file to get doors: AddressBase Core or Plus, or any CSV with an address and
          coordinates for each home.
        </PanelHead>
      )}
      <PanelFoot>
        <Button variant="primary" icon="print" onClick={() => void printStreets(streets, of)}>
          Print the street list
        </Button>
        {rounds.rounds.length > 0 && (
          <>
            <Button onClick={() => void printStreetRounds(rounds, of)}>
              Print {many(rounds.rounds.length, 'round')}
            </Button>
            <Button onClick={() => setPhones(true)}>To phones…</Button>
          </>
        )}
        {of === 'burglary' && (
          <Button icon="upload" onClick={chooseFiles}>
            Choose an address file…
          </Button>
        )}
      </PanelFoot>
      {phones && (
        <ToPhones list={rounds} streets vehicles={of === 'vehicles'} onClose={() => setPhones(false)} />
      )}
      <DataTable
        model={model}
        height={420}
        file={of === 'vehicles' ? 'vehicle-streets' : 'cocoon-streets'}
        onSelect={(i) => i !== null && flyTo(model.at!(i)!)}
      />
      <Notes notes={streets.notes} />
    </>
  )
}

/** How far back the list looks, and the ready-made protocols. */
function Change() {
  const params = useStore((s) => s.project.params)
  const p = paramsOf({ project: { params } }, 'cocooning', protocolSchema)
  return (
    <Disclosure title="Change…">
      <Section title="Ready-made">
        <div className="a-form">
          {PRESETS.map((preset) => (
            <div key={preset.id}>
              <Button
                small
                onClick={() =>
                  change(`protocol ${preset.label}`, {
                    params: {
                      ...params,
                      cocooning: { ...params.cocooning, ...preset.values },
                    },
                  })
                }
              >
                {preset.label}
              </Button>
              <p className="a-hint">{preset.says}</p>
            </div>
          ))}
        </div>
      </Section>
      <Section title="Your own">
        <p className="a-hint">{`Live for ${p.window} days; due within ${p.dueHours} hours.`}</p>
        <SchemaForm id="cocooning" schema={protocolSchema} />
      </Section>
    </Disclosure>
  )
}

export function CocooningPanel() {
  const cocoon = useCocoon()
  const stale = useCocoonStale()
  const params = useStore((s) => s.project.params)
  const today = useStore((s) => asAt(s).day)
  const table = useStore((s) => s.incidents?.table)
  const p = paramsOf({ project: { params } }, 'cocooning', cocooningSchema)
  if (!cocoon && table) return <Skeleton lines={8} label="The list is being made" />
  if (!cocoon)
    return (
      <EmptyState icon="home" title="No burglaries are loaded">
        Drop your force’s extract on the page, or open the sample town under Data.
      </EmptyState>
    )
  const which = (
    <Segmented
      label="List for"
      value={cocoon.kind === 'streets' ? cocoon.of : cocoon.kind === 'doors' ? 'burglary' : p.of}
      onChange={(v) => {
        setSession({ cocoonOf: undefined, selection: undefined })
        setParam('cocooning', 'of', v)
      }}
      options={cocooningSchema.of.options}
    />
  )
  if (cocoon.kind === 'refused')
    return (
      <>
        <EmptyState icon="info" title="No doors can be named from this file">
          {cocoon.sentence}
        </EmptyState>
        {table?.source === 'exact' && which}
      </>
    )
  return (
    <>
      {which}
      {stale && (
        <div role="status">
          <Badge tone="warn">Below is the earlier list, until the new one is made</Badge>
        </div>
      )}
      <div className="a-result" data-stale={stale || undefined} aria-busy={stale}>
        {cocoon.kind === 'doors' ? (
          <DoorsList list={cocoon.list} stale={stale} />
        ) : (
          <Streets streets={cocoon.streets} rounds={cocoon.rounds} of={cocoon.of} />
        )}
      </div>
      {cocoon.kind === 'doors' && (
        <Segmented
          label="Burglaries of"
          value={String(p.lookBack)}
          onChange={(v) => setParam('cocooning', 'lookBack', Number(v))}
          options={[
            { value: '2', label: '2 days' },
            { value: '7', label: '7 days' },
            { value: '14', label: '14 days' },
            { value: String(p.window), label: `all live (${p.window} days)` },
          ]}
        />
      )}
      <Change />
      <p className="a-hint">
        {cocoon.kind === 'doors'
          ? `As of ${momentWords(cocoon.list)}.`
          : `As at ${showDay(today, { weekday: true })}.`}
      </p>
    </>
  )
}
