/** The address file as the incidents have it: what each column was taken for, twenty homes as they were read, corrections. */
import { useMemo } from 'react'
import { parseAddress } from '../../core/places/address.ts'
import { dictAt, textAt } from '../../core/base/text.ts'
import { correctHomes } from '../../desk/files/homesAgain.ts'
import { count, many } from '../../desk/words.ts'
import type { HomeField, HomesReport } from '../../import/contract.ts'
import { HOME_FIELDS } from '../../import/meaning/options.ts'
import type { LoadedHomes } from '../../state/types.ts'
import { useStore } from '../../state/store.ts'
import { DataTable, Disclosure, Facts, Notes, Section, Select, type TableModel } from '../../ui/index.ts'

const LABELS: Readonly<Record<HomeField, string>> = {
  address: 'Address',
  uprn: 'UPRN',
  flat: 'Flat',
  building: 'House or building name',
  houseNumber: 'House number',
  numberSuffix: 'Letter after the number',
  street: 'Street',
  town: 'Town',
  postcode: 'Postcode',
  x: 'Easting (x)',
  y: 'Northing (y)',
  gridRef: 'Grid reference',
  lng: 'Longitude',
  lat: 'Latitude',
  class: 'Class of property',
  parent: 'Parent UPRN',
  beat: 'Beat',
  status: 'Logical status',
  flatNumber: 'Flat: number (SAO)',
  flatSuffix: 'Flat: letter (SAO)',
  flatText: 'Flat: text (SAO)',
}
/**
 * Fields that are always shown, taken or not: an address file without them is worth a look, and notes on homes written
 * alike ask for the column of the flat, the name or the number.
 */
const ALWAYS: readonly HomeField[] = [
  'address',
  'uprn',
  'flat',
  'building',
  'houseNumber',
  'street',
  'postcode',
  'x',
  'y',
  'class',
]

export function Columns({ report, homes }: { report: HomesReport; homes: LoadedHomes }) {
  const chosen = homes.reading?.homeColumns ?? {}
  const shown = HOME_FIELDS.filter(
    (f) => ALWAYS.includes(f) || f in chosen || report.columns.some((c) => c.field === f),
  )
  return (
    <div className="a-mapping" role="group" aria-label="What each column of the addresses was taken for">
      {shown.map((field) => {
        const taken = report.columns.filter((c) => c.field === field)
        const label = LABELS[field]
        return (
          <div key={field} className="a-column">
            <Select
              label={label}
              value={taken.length === 1 ? taken[0].column : ''}
              options={[
                { value: '', label: taken.length > 1 ? `${taken.length} columns, joined` : 'no column' },
                ...report.header.map((h) => ({ value: h, label: h })),
              ]}
              onChange={(v) => void correctHomes(`column of “${label}”`, { [field]: v === '' ? null : v })}
            />
            <p className="a-hint">
              {taken.length > 1
                ? `${taken.map((t) => t.column).join(', ')}: lines of one address`
                : (taken[0]?.evidence ?? 'not used')}
              {field in chosen && (
                <>
                  {' · '}
                  <button
                    type="button"
                    className="a-link"
                    onClick={() =>
                      void correctHomes(`column of “${label}” as guessed`, { [field]: undefined })
                    }
                  >
                    guess again
                  </button>
                </>
              )}
            </p>
          </div>
        )
      })}
    </div>
  )
}

/** Homes shown, as they were read. */
const SHOWN = 20

function Preview({ homes: h }: { homes: LoadedHomes['homes'] }) {
  const model = useMemo((): TableModel => {
    const parts = Array.from({ length: Math.min(SHOWN, h.n) }, (_, i) => parseAddress(textAt(h.address, i)))
    return {
      caption: `The first ${many(parts.length, 'home')} as they were read`,
      n: parts.length,
      key: String,
      columns: [
        { key: 'address', label: 'Address', kind: 'text', value: (i) => textAt(h.address, i) },
        { key: 'flat', label: 'Flat', kind: 'text', value: (i) => parts[i].flat },
        { key: 'building', label: 'Building', kind: 'text', value: (i) => parts[i].building },
        {
          key: 'number',
          label: 'Number',
          kind: 'text',
          value: (i) =>
            parts[i].number > 0
              ? `${parts[i].number}${parts[i].suffix}${parts[i].to ? `–${parts[i].to}` : ''}`
              : '',
        },
        { key: 'street', label: 'Street', kind: 'text', value: (i) => dictAt(h.street, i) },
        { key: 'uprn', label: 'UPRN', kind: 'text', value: (i) => textAt(h.uprn, i) },
        {
          key: 'place',
          label: 'Place',
          kind: 'text',
          value: (i) =>
            h.shared?.[i] === 1
              ? 'not placed'
              : `${Math.round(h.x[i])}, ${Math.round(h.y[i])}${h.building[i] >= 0 ? ', in a building' : ''}`,
        },
      ],
    }
  }, [h])
  return <DataTable model={model} height={220} tools={false} />
}

/** The section of the data view. */
export function Addresses() {
  const homes = useStore((s) => s.homes)
  if (!homes)
    return (
      <Section title="Addresses">
        <p>
          No address file. Cocooning lists need one: AddressBase Core or Plus, or any CSV with an address and
          coordinates for each home. Drop it on the page.
        </p>
      </Section>
    )
  const { report } = homes
  return (
    <Section title="Addresses">
      <Facts
        facts={[
          { label: homes.name, value: many(homes.homes.n, 'home') },
          ...(report
            ? [
                { label: 'rows of a door that stood before', value: count(report.merged) },
                { label: 'points shared by several numbers', value: count(report.sharedPoints) },
                { label: 'rows refused', value: count(report.refused) },
              ]
            : []),
          ...homes.leftOut.map((l) => ({ label: `left out: ${l.reason}`, value: count(l.n) })),
        ]}
      />
      <Preview homes={homes.homes} />
      {report && (homes.files?.length ?? 0) > 0 && (
        <Disclosure title="What each column of the addresses was taken for">
          <p className="a-hint">
            Correct one and the addresses are read again; the next file of this layout is read the same way.
          </p>
          <Columns report={report} homes={homes} />
        </Disclosure>
      )}
      <Notes notes={homes.notes} title="Choices made while reading the addresses" />
    </Section>
  )
}
