/** What goes into the briefing, in the order of the paper: each part with its answer. */
import { Checkbox, IconButton, Select } from '../../ui/index.ts'
import { type BriefingChoice, choose, type PartChoice, POSSIBLE } from './choice.ts'
import type { Draft } from './parts.tsx'

const titleOf = (id: string): string => POSSIBLE.find((p) => p.id === id)?.title ?? id

function moved(parts: readonly PartChoice[], from: number, to: number): PartChoice[] {
  const out = [...parts]
  out.splice(to, 0, ...out.splice(from, 1))
  return out
}

export function PartsList({ choice, drafts }: { choice: BriefingChoice; drafts: readonly Draft[] }) {
  const { parts } = choice
  const put = (next: readonly PartChoice[]) => choose({ parts: next })
  const rest = POSSIBLE.filter((p) => !parts.some((q) => q.id === p.id))
  return (
    <>
      <ol className="bf-parts">
        {parts.map((p, i) => {
          const d = drafts.find((x) => x.id === p.id)
          const title = titleOf(p.id)
          return (
            <li key={p.id}>
              <div className="bf-part-line">
                <Checkbox label={title} value onChange={() => put(parts.filter((q) => q.id !== p.id))} />
                <select
                  className="u-select"
                  aria-label={`How much of ${title}`}
                  value={p.full ? 'full' : 'answer'}
                  onChange={(e) =>
                    put(parts.map((q) => (q.id === p.id ? { ...q, full: e.target.value === 'full' } : q)))
                  }
                >
                  <option value="full">in full</option>
                  <option value="answer">answer only</option>
                </select>
                <IconButton
                  icon="up"
                  label={`${title}: earlier`}
                  barred={i === 0 && 'It is the first part.'}
                  onClick={() => put(moved(parts, i, i - 1))}
                />
                <IconButton
                  icon="down"
                  label={`${title}: later`}
                  barred={i === parts.length - 1 && 'It is the last part.'}
                  onClick={() => put(moved(parts, i, i + 1))}
                />
              </div>
              <p className="bf-faint">
                {!d || d.waiting
                  ? 'Being worked out …'
                  : d.refused
                    ? `Not in it, as the appendix says: ${d.answer}`
                    : d.answer}
              </p>
            </li>
          )
        })}
      </ol>
      {rest.length > 0 && (
        <Select
          label="Add"
          value=""
          options={[
            { value: '', label: 'an analysis …' },
            ...rest.map((p) => ({ value: p.id, label: p.title })),
          ]}
          onChange={(id) => id !== '' && put([...parts, { id, full: true }])}
        />
      )}
    </>
  )
}
