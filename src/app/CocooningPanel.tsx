/** Tonight's list: the answer in words, three figures, the homes, the one main action. Settings come after. */
import { useMemo } from 'react'
import type { CocoonList, ListedVisit } from '../cocoon/list.ts'
import { listCsv } from '../cocoon/list.ts'
import { PRESETS, protocolSchema, tiersExplained } from '../cocoon/protocol.ts'
import type { StreetList } from '../cocoon/streets.ts'
import { dayOf, showDay } from '../core/time.ts'
import { sharedEnd, withoutEnd } from '../print/index.ts'
import { asAt } from '../state/derived.ts'
import { paramsOf } from '../state/runs.ts'
import { change, setParam, setSession, useStore } from '../state/store.ts'
import {
  Actions,
  Button,
  Chip,
  DataTable,
  Disclosure,
  EmptyState,
  Figures,
  Menu,
  Notes,
  PanelHead,
  saveFile,
  Section,
  Segmented,
  type TableModel,
} from '../ui/index.ts'
import { dueWords, useCocoon } from './cocooning.ts'
import { chooseFiles } from './DropZone.tsx'
import { flyTo } from './mapHandle.ts'
import { printLeaflet, printRounds, printStreets, roundTitle } from './printing.tsx'
import { SchemaForm } from './SchemaForm.tsx'
import { count, many } from './words.ts'

const doorsIn = (vs: readonly ListedVisit[]): number => vs.reduce((n, v) => n + v.homes.length, 0)

/** "61 homes to visit by Tue 24 Nov": the last due day still to come, or "now" when all are overdue. */
function headline(list: CocoonList): string {
  const n = doorsIn(list.visits)
  if (n === 0) return 'No homes to visit'
  const last = Math.max(...list.visits.map((v) => dayOf(v.due)))
  return `${many(n, 'home')} to visit ${last < list.asAt ? 'now: all are overdue' : `by ${showDay(last, { weekday: true, year: false })}`}`
}

function visitsTable(list: CocoonList): TableModel {
  const v = list.visits
  const rounds = list.rounds.length > 1
  // the town and postcode that all addresses share are said once, not in each row
  const end = sharedEnd(v.map((x) => x.address))
  return {
    caption: rounds ? `Homes, in walking order of ${list.rounds.length} rounds` : 'Homes, in walking order',
    n: v.length,
    key: (i) => String(v[i].order - 1),
    at: (i) => [v[i].lng, v[i].lat],
    columns: [
      {
        key: 'label',
        label: '#',
        kind: 'text',
        value: (i) => (rounds ? `${v[i].round}.${v[i].label}` : v[i].label),
      },
      { key: 'tier', label: 'Tier', kind: 'tier', value: (i) => v[i].tier },
      {
        key: 'address',
        label: end ? `Address, all in ${end}` : 'Address',
        kind: 'text',
        value: (i) => withoutEnd(v[i].address, end),
        detail: (i) => v[i].why + (v[i].flats.length > 0 ? ` · ${many(v[i].flats.length, 'flat')}` : ''),
      },
      { key: 'due', label: 'Due', kind: 'date', value: (i) => v[i].due, show: (i) => dueWords(v[i].due) },
      { key: 'why', label: 'Why', kind: 'text', value: (i) => v[i].why },
      { key: 'flats', label: 'Flats', kind: 'text', value: (i) => v[i].flats.join(', ') },
      {
        key: 'expires',
        label: 'Until',
        kind: 'date',
        value: (i) => v[i].expires,
        show: (i) => showDay(v[i].expires),
      },
    ],
  }
}

function roundsTable(list: CocoonList): TableModel {
  const r = list.rounds
  const of = (i: number) => list.visits.filter((v) => v.round === r[i].number)
  return {
    caption: 'Rounds',
    n: r.length,
    key: (i) => String(r[i].number),
    columns: [
      { key: 'number', label: '#', kind: 'number', digits: 0, value: (i) => r[i].number },
      {
        key: 'where',
        label: 'Round',
        kind: 'text',
        value: (i) => roundTitle(of(i), list),
        detail: (i) => `${many(r[i].calls, 'call')} · ${r[i].beats.join(', ') || 'no beat'}`,
      },
      { key: 'homes', label: 'Homes', kind: 'number', digits: 0, value: (i) => r[i].homes },
      {
        key: 'length',
        label: 'Walk',
        unit: 'km',
        kind: 'number',
        digits: 1,
        value: (i) => r[i].length / 1000,
      },
      { key: 'minutes', label: 'Time', unit: 'min', kind: 'number', digits: 0, value: (i) => r[i].minutes },
    ],
  }
}

function burglariesTable(list: CocoonList): TableModel {
  const b = list.incidents
  return {
    caption: `${many(b.length, 'burglary', 'burglaries')} behind this list`,
    n: b.length,
    key: (i) => String(b[i].row),
    columns: [
      { key: 'id', label: 'Crime no.', kind: 'text', value: (i) => b[i].id },
      { key: 'age', label: 'Age', unit: 'days', kind: 'number', digits: 0, value: (i) => b[i].age },
      { key: 'status', label: 'Visits', kind: 'text', value: (i) => b[i].status },
      { key: 'repeat', label: 'Repeat', kind: 'text', value: (i) => (b[i].repeat ? 'repeat' : '') },
      { key: 'by', label: 'Home found by', kind: 'text', value: (i) => b[i].by },
      { key: 'fewer', label: 'Fewer homes because', kind: 'text', value: (i) => b[i].fewer.join('; ') },
    ],
  }
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

function DoorsList({ list }: { list: CocoonList }) {
  const selection = useStore((s) => s.selection)
  const text = useStore((s) => s.incidents?.text)
  const one = useStore((s) => s.cocoonOf)
  const table = useMemo(() => visitsTable(list), [list])
  const overdue = doorsIn(list.visits.filter((v) => dayOf(v.due) < list.asAt))
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
      <PanelHead title={headline(list)}>
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
          { value: count(doorsIn(list.visits)), label: 'homes' },
          { value: count(overdue), label: 'overdue', tone: overdue > 0 ? 'bad' : undefined },
          {
            value: count(minutes),
            unit: 'min',
            label: `${many(list.rounds.length, 'round')}, ${(length / 1000).toFixed(1)} km`,
          },
        ]}
      />
      {list.visits.length === 0 ? (
        <EmptyState icon="good" title="Nothing is due">
          No burglary of the chosen days and area needs a visit. Look further back, or take a filter off.
        </EmptyState>
      ) : (
        <>
          <Actions>
            <Button variant="primary" icon="print" onClick={() => void printRounds(list, 'officer')}>
              Print {many(list.rounds.length, 'round')}
            </Button>
            <Button onClick={() => void printRounds(list, 'route')}>Without the burgled homes</Button>
            <Menu
              label="More"
              entries={[
                {
                  id: 'leaflet',
                  label: 'Print the leaflet for residents',
                  icon: 'print',
                  run: () => void printLeaflet(),
                },
                {
                  id: 'csv',
                  label: 'Save the list as CSV',
                  icon: 'download',
                  run: () => saveFile(`${list.id}.csv`, listCsv(list, text)),
                },
              ]}
            />
          </Actions>
          {list.rounds.length > 1 && (
            <Section title="Rounds">
              <DataTable
                model={roundsTable(list)}
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
          `List ${list.id}, as at ${showDay(list.asAt, { weekday: true })}.`,
          ...tiersExplained(p).map((t) => `Tier ${t.tier}${t.name && ` (${t.name})`}: ${t.says}.`),
          'Filters by beat, street and area apply; the list has its own days and its own kind of crime.',
          'The evidence on cocooning is mixed: this list promises no effect. It makes delivery easy, and delivery is what can be counted.',
          ...list.notes,
        ]}
      />
    </>
  )
}

function Streets({ streets }: { streets: StreetList }) {
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
      <PanelHead title={`${many(on, 'street')} with live burglaries; no doors without addresses`}>
        Drop an address file to get doors: AddressBase Core or Plus, or any CSV with an address and
        coordinates for each home.
      </PanelHead>
      <Actions>
        <Button variant="primary" icon="print" onClick={() => void printStreets(streets)}>
          Print the street list
        </Button>
        <Button icon="upload" onClick={chooseFiles}>
          Choose an address file…
        </Button>
      </Actions>
      <DataTable
        model={model}
        height={420}
        file="cocoon-streets"
        onSelect={(i) => i !== null && flyTo(model.at!(i)!)}
      />
      <Notes notes={streets.notes} />
    </>
  )
}

/** How far back the list looks, and the ready-made protocols. */
function Change() {
  const project = useStore((s) => s.project)
  const p = paramsOf({ project }, 'cocooning', protocolSchema)
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
                      ...project.params,
                      cocooning: { ...project.params.cocooning, ...preset.values },
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
  const project = useStore((s) => s.project)
  const today = useStore((s) => asAt(s).day)
  const p = paramsOf({ project }, 'cocooning', protocolSchema)
  if (!cocoon)
    return (
      <EmptyState icon="home" title="No burglaries are loaded">
        Drop your force’s extract on the page, or open the sample town under Data.
      </EmptyState>
    )
  if (cocoon.kind === 'refused')
    return (
      <EmptyState icon="info" title="No doors can be named from this file">
        {cocoon.sentence}
      </EmptyState>
    )
  return (
    <>
      {cocoon.kind === 'doors' ? <DoorsList list={cocoon.list} /> : <Streets streets={cocoon.streets} />}
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
      <p className="a-hint">As at {showDay(today, { weekday: true })}.</p>
    </>
  )
}
