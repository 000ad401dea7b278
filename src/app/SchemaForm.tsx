/** The settings of a method or form, derived from its schema: nothing about it is written twice. */
import { useState } from 'react'
import { OFFENCES, type OffenceId } from '../core/offences.ts'
import { describe, type Param, problemWith, type Schema } from '../core/params.ts'
import { setParam, useStore, change } from '../state/store.ts'
import { paramsOf } from '../state/runs.ts'
import { Button } from '../ui/button.tsx'
import { Checkbox, CheckboxGroup, NumberField, NumbersField, Select } from '../ui/field.tsx'

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
  }
}

/** Fields for every parameter; the advanced ones behind "More". A changed value can be put back. */
export function SchemaForm({ id, schema }: { id: string; schema: Schema }) {
  const values = useStore((s) => s.project.params[id])
  const project = useStore((s) => s.project)
  const [more, setMore] = useState(false)
  const all = paramsOf({ project }, id, schema) as Record<string, unknown>
  const entries = Object.entries(schema)
  const shown = entries.filter(([, p]) => more || !p.advanced)
  const changed = Object.keys(values ?? {}).length
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
              const params = { ...project.params }
              delete params[id]
              change('settings put back', { params })
            }}
          >
            Put defaults back
          </Button>
        )}
      </div>
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
    .filter((_, i) => !keys || keys.includes(Object.keys(schema)[i]))
    .map((d) => `${d.label.toLowerCase()} ${d.value}`)
    .join(' · ')
