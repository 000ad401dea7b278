/** What was loaded: every row accounted for, every guess shown and open to correction. */
import { useMemo, useState } from 'react'
import { OFFENCES, type OffenceId } from '../core/offences.ts'
import type { ColumnGuess, Field, ImportOptions, LeftOut } from '../import/contract.ts'
import { type LoadedIncidents, useStore } from '../state/store.ts'
import {
  Actions,
  Button,
  csvCell,
  DataTable,
  Disclosure,
  EmptyState,
  Facts,
  Figures,
  Notes,
  Notice,
  PanelHead,
  saveFile,
  Section,
  Select,
  type TableModel,
} from '../ui/index.ts'
import { chooseFiles } from './DropZone.tsx'
import { Keeping } from './handling/Keeping.tsx'
import { openAgain, openSample } from './open.ts'
import { printReport } from './printing.tsx'
import { count, many, PRECISION_WORDS } from './words.ts'

/** Fields a user may point at a column, in the order they are asked for. */
const FIELDS: readonly { field: Field; label: string }[] = [
  { field: 'id', label: 'Crime number' },
  { field: 'offence', label: 'Offence wording' },
  { field: 'offenceCode', label: 'Offence code' },
  { field: 'month', label: 'Month' },
  { field: 'from', label: 'From: date' },
  { field: 'fromTime', label: 'From: time' },
  { field: 'to', label: 'To: date' },
  { field: 'toTime', label: 'To: time' },
  { field: 'reported', label: 'Reported' },
  { field: 'x', label: 'Easting (x)' },
  { field: 'y', label: 'Northing (y)' },
  { field: 'lng', label: 'Longitude' },
  { field: 'lat', label: 'Latitude' },
  { field: 'gridRef', label: 'Grid reference' },
  { field: 'address', label: 'Address' },
  { field: 'houseNumber', label: 'House number' },
  { field: 'street', label: 'Street' },
  { field: 'town', label: 'Town' },
  { field: 'postcode', label: 'Postcode' },
  { field: 'uprn', label: 'UPRN' },
  { field: 'beat', label: 'Beat' },
  { field: 'mo', label: 'How it was done (MO)' },
  { field: 'outcome', label: 'Outcome' },
]

/** The rows left out as CSV: file, line, reason, text as it stood. */
function leftOutCsv(leftOut: readonly LeftOut[]): string {
  const lines = ['File,Line,Reason,Row as it stood']
  for (const l of leftOut)
    for (const r of l.lines) lines.push([r.file, r.line, l.reason, r.text].map(csvCell).join(','))
  return lines.join('\r\n') + '\r\n'
}

const leftOutTable = (leftOut: readonly LeftOut[]): TableModel => ({
  caption: 'Rows left out, by reason',
  n: leftOut.length,
  key: (i) => leftOut[i].reason,
  columns: [
    { key: 'reason', label: 'Reason', kind: 'text', value: (i) => leftOut[i].reason },
    { key: 'n', label: 'Rows', kind: 'number', digits: 0, value: (i) => leftOut[i].n },
    {
      key: 'first',
      label: 'First lines',
      kind: 'text',
      value: (i) =>
        leftOut[i].lines
          .slice(0, 4)
          .map((l) => l.line)
          .join(', '),
    },
  ],
})

function Mapping({ report }: { report: LoadedIncidents['report'] }) {
  const [options, setOptions] = useState<ImportOptions>({})
  const correct = (patch: ImportOptions) => {
    const next = {
      ...options,
      ...patch,
      columns: { ...options.columns, ...patch.columns },
      offences: { ...options.offences, ...patch.offences },
    }
    setOptions(next)
    void openAgain(next)
  }
  const guessed = new Map<Field, ColumnGuess>(report.columns.map((c) => [c.field, c]))
  const columnOptions = [
    { value: '', label: 'none' },
    ...report.header.map((h) => ({ value: h, label: h || '(no name)' })),
  ]
  return (
    <>
      <p className="a-hint">
        Correct a guess and the file is read again at once. Undo is choosing the former value.
      </p>
      <div className="a-mapping">
        {FIELDS.filter((f) => guessed.has(f.field) || options.columns?.[f.field] !== undefined).map(
          ({ field, label }) => (
            <div key={field}>
              <Select
                label={label}
                value={guessed.get(field)?.column ?? ''}
                options={columnOptions}
                onChange={(v) => correct({ columns: { [field]: v === '' ? null : v } })}
              />
              <p className="a-hint">{guessed.get(field)?.evidence ?? 'not used'}</p>
            </div>
          ),
        )}
        <Select
          label="Use a further column for"
          value=""
          options={[
            { value: '', label: 'choose…' },
            ...FIELDS.filter((f) => !guessed.has(f.field)).map((f) => ({
              value: f.field as string,
              label: f.label,
            })),
          ]}
          onChange={(field) =>
            field && setOptions({ ...options, columns: { ...options.columns, [field]: null } })
          }
        />
      </div>
      <div className="a-columns">
        <Select
          label="Coordinates are"
          help={report.crsLabel}
          value={options.crs ?? 'auto'}
          options={[
            { value: 'auto', label: `as found: ${report.crs}` },
            { value: 'EPSG:27700', label: 'British National Grid' },
            { value: 'EPSG:4326', label: 'Longitude, latitude' },
            { value: 'EPSG:29902', label: 'Irish Grid' },
            { value: 'EPSG:2157', label: 'Irish Transverse Mercator' },
            { value: 'EPSG:3857', label: 'Web Mercator' },
            { value: 'plane', label: 'plain metres' },
          ]}
          onChange={(v) => correct({ crs: v === 'auto' ? undefined : v })}
        />
        <Select
          label="Dates are"
          value={options.dateOrder ?? 'auto'}
          options={[
            { value: 'auto', label: 'as found' },
            { value: 'dmy', label: 'day / month / year' },
            { value: 'mdy', label: 'month / day / year' },
            { value: 'ymd', label: 'year – month – day' },
          ]}
          onChange={(v) =>
            correct({ dateOrder: v === 'auto' ? undefined : (v as ImportOptions['dateOrder']) })
          }
        />
      </div>
      <Disclosure title={`${many(report.wordings.length, 'offence wording')} and what each was taken for`}>
        <div className="a-wordings">
          {report.wordings.slice(0, 200).map((w) => (
            <Select
              key={w.wording}
              label={`${w.wording || '(blank)'} · ${count(w.n)}`}
              value={w.offence}
              options={OFFENCES.map((o) => ({ value: o.id as string, label: o.label }))}
              onChange={(v) => correct({ offences: { [w.wording]: v as OffenceId } })}
            />
          ))}
        </div>
      </Disclosure>
    </>
  )
}

function Preview({ report }: { report: LoadedIncidents['report'] }) {
  const { header, preview } = report
  const model = useMemo(
    (): TableModel => ({
      caption: 'First rows as they stand in the file',
      n: preview.length,
      key: String,
      columns: header.map((h, c) => ({
        key: `${c}`,
        label: h || '(no name)',
        kind: 'text',
        value: (i) => preview[i][c] ?? '',
      })),
    }),
    [header, preview],
  )
  return <DataTable model={model} height={220} tools={false} />
}

export function DataPanel() {
  const incidents = useStore((s) => s.incidents)
  const homes = useStore((s) => s.homes)
  const boundaries = useStore((s) => s.boundaries)
  const ground = useStore((s) => s.ground)
  const basemap = useStore((s) => s.basemap)
  const report = incidents?.report
  const lost = report ? report.rows - report.kept : 0

  return (
    <>
      <PanelHead
        title={
          report
            ? `${many(report.kept, 'incident')} from ${many(report.rows, 'row')}; ${count(lost)} left out`
            : 'No incidents are loaded'
        }
      >
        {report && `${PRECISION_WORDS[report.precision]} · ${report.crsLabel}`}
      </PanelHead>
      <Actions>
        <Button variant="primary" icon="upload" onClick={chooseFiles}>
          Choose files…
        </Button>
        {!incidents?.sample && <Button onClick={() => void openSample()}>Open the sample town</Button>}
        {incidents && (
          <Button icon="print" onClick={() => printReport(incidents)}>
            Print report
          </Button>
        )}
      </Actions>

      {incidents && report ? (
        <>
          <Figures
            figures={[
              { value: count(report.rows), label: 'rows read' },
              { value: count(report.kept), label: 'kept' },
              { value: count(lost), label: 'left out', tone: lost > 0 ? 'warn' : undefined },
            ]}
          />
          {incidents.sample && (
            <Notice>
              This town and everyone in it is invented. Its latest date stands for today. Drop a file of your
              own to leave it.
            </Notice>
          )}
          {report.source === 'open' && (
            <Notice tone="warn">
              Open data: months only, and each place is a snap point that stands for eight or more addresses.
              Hotspots and trends are possible; doors, repeat addresses and six-week zones are not.
            </Notice>
          )}
          {report.files.length > 1 && (
            <Section title="Files">
              <DataTable
                height={160}
                tools={false}
                model={{
                  caption: 'Files of this table',
                  n: report.files.length,
                  key: (i) => report.files[i].name + i,
                  columns: [
                    { key: 'name', label: 'File', kind: 'text', value: (i) => report.files[i].name },
                    { key: 'what', label: 'What it is', kind: 'text', value: (i) => report.files[i].what },
                    {
                      key: 'rows',
                      label: 'Rows',
                      kind: 'number',
                      digits: 0,
                      value: (i) => report.files[i].rows,
                    },
                    {
                      key: 'kept',
                      label: 'Kept',
                      kind: 'number',
                      digits: 0,
                      value: (i) => report.files[i].kept,
                    },
                  ],
                }}
              />
            </Section>
          )}
          <Section title="Left out">
            {report.leftOut.length === 0 ? (
              <p>No row was left out.</p>
            ) : (
              <>
                <DataTable model={leftOutTable(report.leftOut)} height={180} tools={false} />
                <Button
                  small
                  icon="download"
                  onClick={() => saveFile('cocoon-rows-left-out.csv', leftOutCsv(report.leftOut))}
                >
                  Save these rows with line numbers (CSV)
                </Button>
              </>
            )}
          </Section>
          {report.warnings.length > 0 && (
            <Section title="Kept, but look at them">
              <Facts facts={report.warnings.map((w) => ({ label: w.what, value: count(w.n) }))} />
            </Section>
          )}
          <Section title="What each column was taken for">
            {incidents.files.length > 0 ? (
              <Mapping report={report} />
            ) : (
              <p>These incidents came in a package; columns are corrected where the file itself is open.</p>
            )}
          </Section>
          <Section title="Columns not taken over">
            <p>{report.dropped.length ? report.dropped.join(', ') : 'None.'}</p>
            {report.droppedPersonal.length > 0 && (
              <Notice tone="good">
                Dropped because they look like people’s details: {report.droppedPersonal.join(', ')}. They
                were never kept.
              </Notice>
            )}
          </Section>
          <Section title="The file as it stands">
            {report.preview.length > 0 ? (
              <Preview report={report} />
            ) : (
              <p>Its rows are not in the package.</p>
            )}
          </Section>
          <Notes notes={report.notes} title="Choices made while reading" />
        </>
      ) : (
        <EmptyState icon="file" title="Drop a file anywhere on the page">
          A force extract as CSV with a date and coordinates (longitude and latitude, or eastings and
          northings), or street-level files or the zip from data.police.uk. Nothing you drop leaves this
          machine.
        </EmptyState>
      )}

      <Section title="Addresses">
        {homes ? (
          <>
            <Facts
              facts={[
                { label: homes.name, value: many(homes.homes.n, 'dwelling') },
                ...homes.leftOut.map((l) => ({ label: `left out: ${l.reason}`, value: count(l.n) })),
              ]}
            />
            <Notes notes={homes.notes} title="Choices made while reading the addresses" />
          </>
        ) : (
          <p>
            No address file. Cocooning lists need one: AddressBase Core or Plus, or any CSV with an address
            and coordinates for each home. Drop it on the page.
          </p>
        )}
      </Section>
      <Section title="Map">
        <Facts
          facts={[
            ...ground.map((g) => ({ label: g.name, value: many(g.features.features.length, 'feature') })),
            ...boundaries.map((b) => ({
              label: b.name,
              value: many(b.features.features.length, 'boundary', 'boundaries'),
            })),
            ...(basemap ? [{ label: basemap.name, value: 'local map file' }] : []),
          ]}
        />
        <p className="a-hint">
          Drop streets or boundaries as GeoJSON, or a local map as PMTiles. An online map can be asked for in
          Settings.
        </p>
      </Section>
      <Keeping />
    </>
  )
}
