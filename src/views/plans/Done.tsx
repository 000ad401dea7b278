/** What was done month by month, by whom: the part of the monthly return that no file here knows. */
import { useState } from 'react'
import type { MonthDone, PlanRecord } from '../../core/evaluation/planRecord.ts'
import { changePlan, flagOf } from '../../state/plans.ts'
import {
  Actions,
  Button,
  DataTable,
  Dialog,
  NumberField,
  Select,
  TextField,
  typedOrNone,
} from '../../ui/index.ts'

const AMOUNTS = [
  ['visits', 'Visits'],
  ['minutes', 'Minutes'],
  ['arrests', 'Arrests'],
  ['searches', 'Searches'],
  ['powers', 'ASB powers used'],
] as const

/** Agencies that forces report hours of; any other can be typed. */
const AGENCIES = ['Police', 'PCSO', 'Council wardens', 'British Transport Police']

/** The dialog: rows entered so far, and one to add. */
export function Done({ plan, onClose }: { plan: PlanRecord; onClose: () => void }) {
  const [rows, setRows] = useState<readonly MonthDone[]>(plan.done ?? [])
  const [row, setRow] = useState<MonthDone>({ month: plan.start.slice(0, 7), place: '', agency: '' })
  const good = /^\d{4}-(0[1-9]|1[0-2])$/.test(row.month)
  return (
    <Dialog
      open
      keep
      onClose={onClose}
      title={`Done under plan ${flagOf(plan)}, month by month`}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onClick={() => {
              changePlan(plan, 'months', { done: rows })
              onClose()
            }}
          >
            Keep
          </Button>
        </>
      }
    >
      <DataTable
        tools={false}
        height={180}
        empty="Nothing entered yet."
        model={{
          caption: 'What was done, by month and agency',
          n: rows.length,
          key: (i) => String(i),
          columns: [
            { key: 'month', label: 'Month', kind: 'text', value: (i) => rows[i].month },
            { key: 'place', label: 'Place', kind: 'text', value: (i) => rows[i].place || 'all' },
            { key: 'agency', label: 'Agency', kind: 'text', value: (i) => rows[i].agency },
            ...AMOUNTS.map(([key, label]) => ({
              ...{ key, label, kind: 'number' as const, digits: 0, deciding: true },
              value: (i: number) => rows[i][key] ?? null,
            })),
          ],
        }}
      />
      <div className="a-form p-two p-amounts">
        <TextField
          label="Month"
          value={row.month}
          onChange={(month) => setRow({ ...row, month })}
          problem={good ? undefined : 'A month is written as 2026-01.'}
        />
        <Select
          label="Place"
          value={row.place}
          onChange={(place) => setRow({ ...row, place })}
          options={[
            { value: '', label: 'all of the plan' },
            ...plan.places.map((p) => ({ value: p.name, label: p.name })),
          ]}
        />
        <TextField
          label="Agency"
          value={row.agency}
          onChange={(agency) => setRow({ ...row, agency })}
          list={AGENCIES}
        />
        {AMOUNTS.map(([key, label]) => (
          <NumberField
            key={key}
            label={label}
            optional
            whole
            value={row[key] ?? NaN}
            onChange={(v) => setRow({ ...row, [key]: typedOrNone(v) })}
            min={0}
            max={10_000_000}
          />
        ))}
      </div>
      <Actions>
        <Button
          icon="plus"
          barred={!good && 'Write the month first, as 2026-01.'}
          onClick={() => {
            setRows([...rows, row])
            setRow({ month: row.month, place: row.place, agency: '' })
          }}
        >
          Add the row
        </Button>
        <Button
          barred={rows.length === 0 && 'No row is entered yet.'}
          onClick={() => setRows(rows.slice(0, -1))}
        >
          Take out the last
        </Button>
      </Actions>
      <p className="a-hint">
        An empty field stays empty in the return: nothing entered is not nothing done. Minutes of GPX tracks
        are taken from the tracks where none are entered.
      </p>
    </Dialog>
  )
}
