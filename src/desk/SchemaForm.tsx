/** The settings of a method or form, derived from its schema: nothing about it is written twice. */
import { useState } from 'react'
import { HEADS } from '../analyses/heads.ts'
import { OFFENCES, type OffenceId } from '../core/base/offences.ts'
import {
  applies,
  describe,
  type Param,
  type PickParam,
  problemWith,
  type Schema,
} from '../core/base/params.ts'
import { beatsOf } from '../state/derived.ts'
import { setParam, useStore, change } from '../state/store.ts'
import { paramsOf } from '../state/plan.ts'
import { useSettings } from '../state/settings.ts'
import { Button } from '../ui/button.tsx'
import { toast } from '../ui/toast.ts'
import { differences, keepOwn, sameValues } from './userDefaults.ts'
import { soundValues } from './protocol.ts'
import { Checkbox, CheckboxGroup } from '../ui/checkFields.tsx'
import { DateField, Select, TextField } from '../ui/field.tsx'
import { NumberField, NumbersField } from '../ui/numberFields.tsx'

/** A list of the names there are now; one that is set but no longer there stays visible. */
function PickField({
  param,
  value,
  onChange,
}: {
  param: PickParam
  value: string
  onChange: (value: string) => void
}) {
  const table = useStore((s) => s.incidents?.table)
  const boundaries = useStore((s) => s.boundaries)
  const names =
    param.from === 'beats' ? (table ? beatsOf(table).map((b) => b.name) : []) : boundaries.map((b) => b.name)
  // one file needs no choice between files
  if (param.from === 'boundaries' && value === '' && names.length < 2) return null
  const all = value === '' || names.includes(value) ? names : [...names, value]
  return (
    <Select
      label={param.label}
      help={param.help}
      problem={all === names ? undefined : `“${value}” is not in the files that are loaded. Pick another.`}
      value={value}
      options={[
        { value: '', label: param.blank },
        ...[...new Set(all)].map((name) => ({ value: name, label: name })),
      ]}
      onChange={onChange}
    />
  )
}

function ParamField({
  param,
  value,
  onChange,
}: {
  param: Param
  value: unknown
  onChange: (value: unknown) => void
}) {
  const common = { label: param.label, help: param.help, problem: problemWith(param, value) }
  switch (param.type) {
    case 'number': {
      const { unit, min, max, step } = param
      return (
        <NumberField {...common} {...{ unit, min, max, step }} value={value as number} onChange={onChange} />
      )
    }
    case 'numbers':
      return (
        <NumbersField
          {...common}
          unit={param.unit}
          value={value as number[]}
          onChange={onChange}
          problemOf={(list) => problemWith(param, list)}
        />
      )
    case 'choice':
      return <Select {...common} value={value as string} options={param.options} onChange={onChange} />
    case 'flag':
      return <Checkbox {...common} value={value as boolean} onChange={onChange} />
    case 'offences':
      return (
        <CheckboxGroup
          {...common}
          value={value as OffenceId[]}
          options={OFFENCES.map((o) => ({ value: o.id, label: o.label }))}
          onChange={onChange}
        />
      )
    case 'pick':
      return <PickField param={param} value={value as string} onChange={onChange} />
    case 'text':
      return <TextField {...common} placeholder={param.blank} value={value as string} onChange={onChange} />
    case 'day':
      return <DateField {...common} value={value as string} onChange={onChange} />
  }
}

/** Fields for every parameter; the advanced ones behind "More". A changed value can be put back. */
export function SchemaForm({ id, schema }: { id: string; schema: Schema }) {
  const params = useStore((s) => s.project.params)
  const values = params[id]
  const userValues = useSettings((s) => s.own[id])
  // the cocooning protocol remembers itself: a team has one
  const ownable = HEADS.some((s) => s.id === id)
  const [more, setMore] = useState(false)
  const all = paramsOf({ project: { params } }, id, schema) as Record<string, unknown>
  const entries = Object.entries(schema).filter(([, p]) => applies(p, all))
  const shown = entries.filter(([, p]) => more || !p.advanced)
  // what was set to the default, or applies to nothing here, is no change anybody could read
  const told = differences(schema, values)
  const changed = told.length
  return (
    <div className="a-form">
      {shown.map(([key, param]) => (
        <ParamField
          key={key}
          param={param}
          value={all[key]}
          onChange={(v) =>
            setParam(id, key, JSON.stringify(v) === JSON.stringify(param.default) ? undefined : v)
          }
        />
      ))}
      <div className="a-row">
        {entries.length > shown.length && (
          <Button variant="quiet" small onClick={() => setMore(true)}>
            More settings
          </Button>
        )}
        {changed > 0 && (
          <Button
            variant="quiet"
            small
            onClick={() => {
              const { [id]: _, ...others } = params
              change('settings put back', { params: others })
            }}
          >
            Put the published defaults back
          </Button>
        )}
        {ownable && userValues && !sameValues(userValues, values) && (
          <Button
            variant="quiet"
            small
            onClick={() =>
              change('settings put back', {
                params: { ...params, [id]: soundValues(schema, userValues) },
              })
            }
          >
            Put my defaults back
          </Button>
        )}
        {ownable && !sameValues(userValues, values) && (
          <Button
            variant="quiet"
            small
            onClick={() => {
              keepOwn(id, values)
              toast({
                text: changed
                  ? 'These settings are in force whenever this page is opened in this browser.'
                  : 'The published defaults are in force again whenever this page is opened.',
              })
            }}
          >
            {changed ? 'Use these by default' : 'Use the published ones by default'}
          </Button>
        )}
      </div>
      {changed > 0 && (
        <p className="a-hint">
          {ownable && sameValues(userValues, values) ? 'Your own defaults' : 'Now'}: {told.join('; ')}.
        </p>
      )}
      {!ownable && changed > 0 && <p className="a-hint">Kept in this browser for the next time by itself.</p>}
    </div>
  )
}

/** The settings as one line of words, for the collapsed form and the print. */
export const settingsLine = (
  schema: Schema,
  values: Record<string, unknown>,
  keys?: readonly string[],
): string =>
  describe(schema, values as never)
    .filter((d) => !keys || keys.includes(d.key))
    .map((d) => `${d.label.toLowerCase()} ${d.value}`)
    .join(' · ')
