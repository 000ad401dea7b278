/** Every filter as a field; the chips of the header say what is on, and take it off. */
import { useMemo } from 'react'
import { crossfilter } from '../../core/table/crossfilter.ts'
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import { OUTCOME_GROUPS, type OutcomeGroup } from '../../core/table/outcomes.ts'
import { weekdayName } from '../../core/base/time.ts'
import type { SavedClause } from '../../state/project.ts'
import { beatsOf } from '../../state/derived.ts'
import { setClause, useStore } from '../../state/store.ts'
import { Button, CheckboxGroup, NumberField, Select, Switch } from '../../ui/index.ts'
import { drawArea } from '../../desk/drawing.ts'
import { PeriodFields } from '../../desk/PeriodFields.tsx'
import { StreetField } from '../../desk/incidents/StreetField.tsx'
import { count } from '../../desk/words.ts'

/** Beats that have a box; a county has hundreds. */
const BOXES = 60

/** The first beats, and of the others those that are chosen: what has no box cannot be let go. */
export const boxedBeats = <B extends { readonly name: string }>(
  beats: readonly B[],
  chosen: readonly string[],
): B[] => beats.filter((b, k) => k < BOXES || chosen.includes(b.name))

type Of<K extends SavedClause['kind']> = Extract<SavedClause, { kind: K }>
const clauseOf = <K extends SavedClause['kind']>(clauses: readonly SavedClause[], kind: K) =>
  clauses.find((c) => c.kind === kind) as Of<K> | undefined

export function FilterFields() {
  const incidents = useStore((s) => s.incidents)
  const boundaries = useStore((s) => s.boundaries)
  const clauses = useStore((s) => s.project.clauses)
  const table = incidents?.table

  const offenceCounts = useMemo(() => {
    const counts = new Uint32Array(OFFENCES.length)
    if (table) for (let i = 0; i < table.n; i++) counts[table.offence[i]]++
    return counts
  }, [table])
  const outcomes = useMemo(() => {
    if (!table || table.outcome.values.length < 2) return []
    const counts = crossfilter(table).at([]).counts('outcome')
    return OUTCOME_GROUPS.map((g, i) => ({ value: g.id, label: g.label, note: count(counts[i]), i })).filter(
      (o) => counts[o.i] > 0,
    )
  }, [table])
  const areas = useMemo(
    () =>
      boundaries.flatMap((b) =>
        b.features.features.map((f) => ({ name: String(f.properties?.name ?? b.name), f })),
      ),
    [boundaries],
  )
  if (!incidents || !table) return null

  const offence = clauseOf(clauses, 'offence')
  const beat = clauseOf(clauses, 'beat')
  const hours = clauseOf(clauses, 'hours')
  const weekdays = clauseOf(clauses, 'weekdays')
  const area = clauseOf(clauses, 'area')
  const outcome = clauseOf(clauses, 'outcome')
  const setHours = (fromHour: number, toHour: number) =>
    setClause(
      'hours',
      fromHour === 0 && toHour === 24 ? undefined : { source: 'hours', kind: 'hours', fromHour, toHour },
    )

  return (
    <div className="a-filter">
      <CheckboxGroup
        label="Offences"
        help="None ticked means all. Robbery, vehicle crime and burglary of any kind come from open data, which does not divide them."
        value={offence?.offences ?? []}
        options={OFFENCES.map((o, i) => ({ value: o.id, label: o.label, note: count(offenceCounts[i]), i }))
          .filter((o) => offenceCounts[o.i] > 0 || offence?.offences.includes(o.value))
          .sort((a, b) => offenceCounts[b.i] - offenceCounts[a.i])}
        onChange={(v: OffenceId[]) =>
          setClause('offence', v.length ? { source: 'offence', kind: 'offence', offences: v } : undefined)
        }
      />
      <PeriodFields table={table} />
      {table.precision === 'minute' && (
        <div className="a-columns">
          <NumberField
            label="From hour"
            help="Start of the occurrence window. From 22 to 4 runs over midnight. Rows without a clock time are left out."
            whole
            min={0}
            max={23}
            value={hours?.fromHour ?? 0}
            onChange={(v) => setHours(v, hours?.toHour ?? 24)}
          />
          <NumberField
            label="Before hour"
            whole
            min={0}
            max={24}
            value={hours?.toHour ?? 24}
            onChange={(v) => setHours(hours?.fromHour ?? 0, v)}
          />
        </div>
      )}
      {table.precision !== 'month' && (
        <CheckboxGroup
          label="Weekdays"
          value={(weekdays?.weekdays ?? []).map(String)}
          options={[0, 1, 2, 3, 4, 5, 6].map((d) => ({ value: String(d), label: weekdayName(d) }))}
          onChange={(v) =>
            setClause(
              'weekdays',
              v.length ? { source: 'weekdays', kind: 'weekdays', weekdays: v.map(Number) } : undefined,
            )
          }
        />
      )}
      {beatsOf(table).length > 0 && (
        <CheckboxGroup
          label="Beats"
          help={
            beatsOf(table).length > BOXES
              ? `As the file names them. The first ${BOXES} of ${count(beatsOf(table).length)}; the others are found in the chart of beats above.`
              : 'As the file names them.'
          }
          value={beat?.beats ?? []}
          options={boxedBeats(beatsOf(table), beat?.beats ?? []).map((b) => ({
            ...{ value: b.name, label: b.name, note: count(b.n) },
          }))}
          onChange={(v) =>
            setClause('beat', v.length ? { source: 'beat', kind: 'beat', beats: v } : undefined)
          }
        />
      )}
      <StreetField table={table} />
      {outcomes.length > 0 && (
        <CheckboxGroup
          label="Outcomes"
          help="In the groups of the inspectorate’s table. None ticked means all."
          value={outcome?.outcomes ?? []}
          options={outcomes}
          onChange={(v: OutcomeGroup[]) =>
            setClause('outcome', v.length ? { source: 'outcome', kind: 'outcome', outcomes: v } : undefined)
          }
        />
      )}
      {table.source === 'exact' && (
        <Switch
          label="Only repeats"
          help="Incidents at a place that had one of their kind in the 12 months before."
          value={clauses.some((c) => c.kind === 'repeat')}
          onChange={(v) => setClause('repeat', v ? { source: 'repeat', kind: 'repeat' } : undefined)}
        />
      )}
      <div className="a-columns">
        {areas.length > 0 && (
          <Select
            label="Area"
            help="A boundary that was loaded. Incidents outside it are left out of every count."
            value={area && areas.some((a) => a.name === area.name) ? area.name : ''}
            options={[
              { value: '', label: 'everywhere' },
              ...areas.map((a) => ({ value: a.name, label: a.name })),
            ]}
            onChange={(name) => {
              const found = areas.find((a) => a.name === name)
              setClause('area', found && { source: 'area', kind: 'area', name, shape: found.f.geometry })
            }}
          />
        )}
        <Button icon="polygon" onClick={() => drawArea('polygon')}>
          Draw an area on the map
        </Button>
      </div>
    </div>
  )
}
