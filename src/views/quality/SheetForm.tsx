/** The score sheet: factors with their columns and points, made here, loaded and saved as JSON. */
import { useState } from 'react'
import { EMPTY_SHEET, parseSheet, type Factor, type Sheet } from '../../core/evaluation/quality/sheet.ts'
import { Button, Checkbox, Notice, NumberField, saveFile, Select, TextField } from '../../ui/index.ts'
import { askForJson, noJson } from './json.ts'

/** "charged, cautioned" or "≥ 3": when a cell earns the points, as it is typed. */
export const whenWords = ({ when }: Pick<Factor, 'when'>): string =>
  when?.is
    ? when.is.join(', ')
    : [
        when?.atLeast === undefined ? '' : `>= ${when.atLeast}`,
        when?.atMost === undefined ? '' : `<= ${when.atMost}`,
      ]
        .filter((w) => w !== '')
        .join(' ')

/** What was typed as a rule; empty = where the cell says yes. */
export function whenOf(text: string): Factor['when'] {
  const least = /(?:>=|≥)\s*(-?[\d.]+)/.exec(text)?.[1]
  const most = /(?:<=|≤)\s*(-?[\d.]+)/.exec(text)?.[1]
  if (least !== undefined || most !== undefined)
    return {
      ...(least !== undefined && { atLeast: Number(least) }),
      ...(most !== undefined && { atMost: Number(most) }),
    }
  const is = text
    .split(',')
    .map((w) => w.trim())
    .filter((w) => w !== '')
  return is.length > 0 ? { is } : undefined
}

const MADE: Readonly<Record<string, string>> = {
  'cocoon:repeat': 'Repeat address, found here',
  'cocoon:series': 'In a series of this project',
}

/** Why a sheet cannot be used; undefined when it can. */
export function problemOf(sheet: Sheet): string | undefined {
  if (sheet.factors.length === 0)
    return 'The sheet has no factor yet. Add the facts your force scores by, each with its column and its points; no weights are published.'
  try {
    parseSheet(sheet)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Kept as typed: a comma that is not followed by a word yet must not vanish under the hand. */
function WhenField({ factor, onChange }: { factor: Factor; onChange: (when: Factor['when']) => void }) {
  const [draft, setDraft] = useState(() => whenWords(factor))
  const same = JSON.stringify(whenOf(draft)) === JSON.stringify(factor.when)
  return (
    <TextField
      label="Earned when"
      help="Empty: the cell says yes. Words with commas between them, or >= 3."
      placeholder="the cell says yes"
      value={same ? draft : whenWords(factor)}
      onChange={(text) => {
        setDraft(text)
        onChange(whenOf(text))
      }}
    />
  )
}

/** See the head of the file. */
export function SheetForm({
  sheet,
  header,
  series,
  onChange,
}: {
  sheet: Sheet
  header: readonly string[]
  /** the project has a series whose members are known */
  series: boolean
  onChange: (sheet: Sheet) => void
}) {
  const [problem, setProblem] = useState<string>()
  const factor = (k: number, patch: Partial<Factor>) =>
    onChange({ ...sheet, factors: sheet.factors.map((f, i) => (i === k ? { ...f, ...patch } : f)) })
  const columns = [...header, 'cocoon:repeat', ...(series ? ['cocoon:series'] : [])]
  const load = (text: string) => {
    try {
      onChange(parseSheet(JSON.parse(text)))
      setProblem(undefined)
    } catch (error) {
      setProblem(
        error instanceof SyntaxError
          ? `${noJson(error)} Choose a file that “Save as a file” wrote.`
          : (error as Error).message,
      )
    }
  }
  return (
    <div className="a-form">
      <TextField
        label="Name of the sheet"
        value={sheet.name}
        onChange={(name) => onChange({ ...sheet, name })}
      />
      <NumberField
        label="Put forward from"
        help="Solvability points. 75 is the one printed threshold; the weights behind it are not published, so it means nothing for yours."
        {...{ unit: 'points', min: -10_000, max: 10_000, value: sheet.threshold }}
        onChange={(threshold) => onChange({ ...sheet, threshold })}
      />
      <NumberField
        label="Put forward for harm from"
        help="Harm points from which a case is put forward whatever its solvability; empty = harm is shown and puts nothing forward."
        {...{ unit: 'points', min: 0, max: 10_000, value: sheet.harmThreshold ?? NaN, optional: true }}
        onChange={(h) => {
          const { harmThreshold: _, ...rest } = sheet
          onChange(h > 0 ? { ...rest, harmThreshold: h } : rest)
        }}
      />
      <Checkbox
        label="Sum both parts"
        help="The force’s own rule. They are shown apart as well, so that a vulnerable victim of an unlikely case does not vanish."
        value={sheet.sum}
        onChange={(sum) => onChange({ ...sheet, sum })}
      />
      {sheet.factors.map((f, k) => (
        <div key={k} className="q-factor" role="group" aria-label={f.factor}>
          <TextField label="Factor" value={f.factor} onChange={(v) => factor(k, { factor: v })} />
          <Select
            label="Column"
            value={f.column}
            options={(columns.includes(f.column) ? columns : [f.column, ...columns]).map((c) => ({
              value: c,
              label: MADE[c] ?? c,
            }))}
            onChange={(column) => factor(k, { column })}
          />
          <NumberField
            label="Points"
            value={f.points}
            min={-1000}
            max={1000}
            onChange={(points) => factor(k, { points })}
          />
          <WhenField factor={f} onChange={(when) => factor(k, { when })} />
          <Select
            label="Part"
            value={f.part}
            options={[
              { value: 'solvability', label: 'Solvability' },
              { value: 'harm', label: 'Harm' },
            ]}
            onChange={(part) => factor(k, { part })}
          />
          <Button
            icon="trash"
            variant="quiet"
            aria-label={`Remove ${f.factor}`}
            onClick={() => onChange({ ...sheet, factors: sheet.factors.filter((_, i) => i !== k) })}
          >
            Remove
          </Button>
        </div>
      ))}
      <div className="a-row">
        <Button
          icon="plus"
          onClick={() =>
            onChange({
              ...sheet,
              factors: [
                ...sheet.factors,
                { factor: 'New factor', column: columns[0], points: 1, part: 'solvability' },
              ],
            })
          }
        >
          Add a factor
        </Button>
        <Button
          icon="download"
          onClick={() => saveFile('cocoon-sheet.json', JSON.stringify(sheet, null, 2), 'application/json')}
        >
          Save as a file
        </Button>
        <Button onClick={() => askForJson(load)}>Load a file</Button>
        <Button variant="quiet" onClick={() => onChange(EMPTY_SHEET)}>
          Begin empty
        </Button>
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </div>
  )
}
