/** A claim somebody made, typed as it stands: what it rests on, what it comes to, what it does not say. */
import { capital } from '../../core/base/words.ts'
import { create } from 'zustand'
import { Intervals } from '../../charts/index.ts'
import { keptStore } from '../../core/base/kept.ts'
import { checkClaim, type ClaimCheck } from '../../core/evaluation/claims.ts'
import {
  Actions,
  Button,
  DataTable,
  PanelHead,
  Section,
  Select,
  type TableModel,
  TextField,
} from '../../ui/index.ts'

type Holds = 'name' | 'yes' | 'no'
const useClaim = keptStore(
  create<{ readonly text: string; readonly holds: Holds }>(() => ({ text: '', holds: 'name' })),
)

const EXAMPLES = ['877 to 0', '−31% in 2021 against 2019', '12 streets 60 to 10, city 400 to 292'] as const

/** The counts a claim gives, as it gives them. */
function countsTable({ claim }: ClaimCheck): TableModel {
  const rows = claim.counts
  return {
    caption: 'Counts the claim gives',
    n: rows.length,
    key: (i) => String(i),
    columns: [
      {
        ...{ key: 'what', label: 'Where', kind: 'text' },
        value: (i) => rows[i].label || (i === 0 ? 'the places it speaks of' : 'compared with'),
      },
      { key: 'before', label: 'Before', kind: 'number', digits: 0, value: (i) => rows[i].before },
      { key: 'after', label: 'After', kind: 'number', digits: 0, value: (i) => rows[i].after },
      {
        ...{ key: 'change', label: 'Change', unit: '%', kind: 'number', digits: 0 },
        value: (i) => (rows[i].before > 0 ? 100 * (rows[i].after / rows[i].before - 1) : null),
      },
    ],
  }
}

function Lines({ title, lines }: { title: string; lines: readonly string[] }) {
  if (lines.length === 0) return null
  return (
    <Section title={title}>
      <ul className="u-notes">
        {lines.map((t) => (
          <li key={t}>{t}</li>
        ))}
      </ul>
    </Section>
  )
}

/** What can be said of it. */
export function Check({ check }: { check: ClaimCheck }) {
  const { claim, answer, alone, ratio, notes, missing } = check
  const item = (key: string, label: string, r: { rateRatio: number; ci: readonly [number, number] }) => ({
    ...{ key, label, value: r.rateRatio, lower: r.ci[0], upper: r.ci[1] },
  })
  const items = [
    // a count that ends at 0 has a ratio of 0, which no scale of ratios holds
    ...(alone && alone.rateRatio > 0 ? [item('alone', 'Before and after', alone)] : []),
    ...(ratio ? [item('against', 'Against the other', ratio)] : []),
  ]
  return (
    <>
      <div className="a-answer">
        <PanelHead title={answer} />
      </div>
      {claim.counts.length > 0 && <DataTable model={countsTable(check)} height={130} tools={false} />}
      {items.length > 0 && (
        <Intervals
          title="What the counts come to"
          sentence="ratios of after to before; chance alone, so true intervals are wider"
          none={1}
          log
          within={[0.02, 50]}
          intervalLabel="95%, chance alone"
          items={items}
        />
      )}
      <Lines title="What it does not say" lines={missing.map((m) => capital(m) + '.')} />
      <Lines title="What to mind" lines={notes} />
    </>
  )
}

/** The panel. */
export function ClaimPanel() {
  const { text, holds } = useClaim()
  const check = text.trim() ? checkClaim(text, holds === 'name' ? undefined : holds === 'yes') : undefined
  return (
    <>
      {!check && (
        <PanelHead title="What does a claim rest on?">
          Type it as it was said. Nothing is guessed: what is not in it is listed as missing.
        </PanelHead>
      )}
      <Section>
        <div className="a-form">
          <TextField
            label="The claim"
            value={text}
            onChange={(t) => useClaim.setState({ text: t })}
            placeholder="12 streets 60 to 10, city 400 to 292"
            help="Counts before and after, a percentage, a second place with its counts, and the years, in any words."
          />
          {check && check.claim.counts.length > 1 && (
            <Select
              label="Does the second place hold the first?"
              value={holds}
              onChange={(h) => useClaim.setState({ holds: h })}
              options={[
                { value: 'name', label: 'as its name says' },
                { value: 'yes', label: 'yes: take the first out of it' },
                { value: 'no', label: 'no: they lie apart' },
              ]}
            />
          )}
        </div>
      </Section>
      {check ? (
        <Check check={check} />
      ) : (
        <Actions>
          {EXAMPLES.map((e) => (
            <Button key={e} small onClick={() => useClaim.setState({ text: e })}>
              {e}
            </Button>
          ))}
        </Actions>
      )}
    </>
  )
}
