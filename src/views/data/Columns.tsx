/** What each column was taken for, with the evidence, each open to correction. */
import { useState } from 'react'
import type { ColumnGuess, Field, ImportOptions, ImportReport } from '../../import/contract.ts'
import { exchange } from '../../import/report/repairs.ts'
import { Actions, Button, Select } from '../../ui/index.ts'
import { COORDINATES } from '../../desk/files/ChooseSystem.tsx'
import { correct, setReading } from '../../desk/files/corrections.ts'
import { FIELD_LABELS, fieldLabel } from '../../desk/files/fields.ts'
import { useKeepFocus } from './keepFocus.ts'

const CRS = [
  { value: 'EPSG:27700', label: 'British National Grid' },
  { value: 'EPSG:4326', label: 'Longitude, latitude' },
  { value: 'EPSG:29902', label: 'Irish Grid' },
  { value: 'EPSG:2157', label: 'Irish Transverse Mercator' },
  { value: 'EPSG:3857', label: 'Web Mercator' },
  { value: 'utm', label: 'UTM, zone not known' },
  { value: 'plane', label: 'Plain metres' },
  { value: 'feet', label: 'US survey feet' },
  ...['N', 'S'].flatMap((half, k) =>
    Array.from({ length: 60 }, (_, i) => ({
      value: `EPSG:${326 + k}${String(i + 1).padStart(2, '0')}`,
      label: `UTM zone ${i + 1}${half}`,
    })),
  ),
]

const ORDERS = [
  { value: 'dmy', label: 'day / month / year' },
  { value: 'mdy', label: 'month / day / year' },
  { value: 'ymd', label: 'year – month – day' },
] as const

/** One field: its column, and what in the file says so. */
function FieldRow({ field, report, chosen }: { field: Field; report: ImportReport; chosen: boolean }) {
  const guess: ColumnGuess | undefined = report.columns.find((c) => c.field === field)
  const name = fieldLabel(field)
  return (
    <div className="a-column">
      <Select
        label={name}
        value={guess?.column ?? ''}
        options={[{ value: '', label: 'no column' }, ...report.header.map((h) => ({ value: h, label: h }))]}
        onChange={(v) => correct(`column of “${name}”`, { columns: { [field]: v === '' ? null : v } })}
      />
      <p className="a-hint">
        {guess?.evidence ?? 'not used'}
        {chosen && (
          <>
            {' · '}
            <button
              type="button"
              className="a-link"
              onClick={() => correct(`column of “${name}” as guessed`, { columns: { [field]: undefined } })}
            >
              guess again
            </button>
          </>
        )}
      </p>
    </div>
  )
}

export function Columns({ report, reading }: { report: ImportReport; reading: ImportOptions }) {
  const [more, setMore] = useState<readonly Field[]>([])
  const used = new Set<Field>([
    ...report.columns.map((c) => c.field),
    ...(Object.keys(reading.columns ?? {}) as Field[]),
    ...more,
  ])
  const swap = exchange(report)
  const part = useKeepFocus<HTMLDivElement>(report)
  return (
    <>
      <p className="a-hint">
        Each guess shows what in the file speaks for it. Correct one and the file is read again; every
        correction can be undone.
      </p>
      <div
        ref={part}
        tabIndex={-1}
        className="a-mapping"
        role="group"
        aria-label="What each column was taken for"
      >
        {FIELD_LABELS.filter((f) => used.has(f.field)).map(({ field }) => (
          <FieldRow key={field} field={field} report={report} chosen={field in (reading.columns ?? {})} />
        ))}
        <Select
          label="Use a further column for"
          value=""
          options={[
            { value: '', label: 'choose…' },
            ...FIELD_LABELS.filter((f) => !used.has(f.field)).map((f) => ({
              value: f.field as string,
              label: f.label,
            })),
          ]}
          onChange={(field) => field && setMore([...more, field as Field])}
        />
      </div>
      <div className="a-columns">
        <div id={COORDINATES}>
          <Select
            label="Coordinates are"
            help={report.crsLabel}
            value={reading.crs ?? 'auto'}
            options={[
              { value: 'auto', label: 'as found' },
              ...CRS,
              ...(reading.crs && !CRS.some((c) => c.value === reading.crs)
                ? [{ value: reading.crs, label: reading.crs }]
                : []),
            ]}
            onChange={(v) => correct('system of coordinates', { crs: v === 'auto' ? undefined : v })}
          />
        </div>
        <Select
          label="Dates are"
          value={reading.dateOrder ?? 'auto'}
          options={[{ value: 'auto', label: 'as found' }, ...ORDERS]}
          onChange={(v) => correct('order of day and month', { dateOrder: v === 'auto' ? undefined : v })}
        />
        <Select
          label="Times told in UTC"
          help="Seconds since 1970 and times marked +00 are UTC; many systems mark local time with Z."
          value={reading.clock ?? 'auto'}
          options={[
            { value: 'auto', label: 'turned to UK clock, those marked Z as written' },
            { value: 'written', label: 'all as written' },
            { value: 'utc', label: 'all turned to UK clock' },
          ]}
          onChange={(v) => correct('clock', { clock: v === 'auto' ? undefined : v })}
        />
      </div>
      <Actions>
        {swap && (
          <Button small onClick={() => correct('coordinates exchanged', swap)}>
            {report.exchanged ? 'Take the coordinates as they stand' : 'Exchange the two coordinates'}
          </Button>
        )}
        {Object.keys(reading).length > 0 && (
          <Button small icon="undo" onClick={() => setReading('everything guessed anew', {})}>
            Guess everything again
          </Button>
        )}
      </Actions>
    </>
  )
}
