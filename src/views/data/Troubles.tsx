/** What is wrong with the file, worst first: how many rows, some of them, and what can be done. */
import { useState } from 'react'
import type { ImportOptions, ImportReport, RawRow } from '../../import/contract.ts'
import { problemWords } from '../../import/report/problems.ts'
import { type Trouble, troublesOf } from '../../import/report/repairs.ts'
import { Badge, Button, Icon } from '../../ui/index.ts'
import { correct } from '../../desk/files/corrections.ts'
import { count, many } from '../../desk/words.ts'
import { useKeepFocus } from './keepFocus.ts'

const SEVERITY = {
  bad: { icon: 'error', word: 'left out' },
  warn: { icon: 'warning', word: 'doubtful' },
  info: { icon: 'info', word: 'choice made' },
} as const

function Examples({ rows, files }: { rows: readonly RawRow[]; files: number }) {
  return (
    <ol className="a-raw">
      {rows.map((r) => (
        <li key={`${r.file}|${r.line}`}>
          <span className="a-raw-line">
            {files > 1 && `${r.file}, `}line {count(r.line)}
          </span>
          <code>{r.text}</code>
        </li>
      ))}
    </ol>
  )
}

function TroubleRow({ t, files, fixed }: { t: Trouble; files: number; fixed: boolean }) {
  const [open, setOpen] = useState(false)
  const { icon, word } = SEVERITY[t.severity]
  const said = t.kept ? 'kept, but not measured' : word
  return (
    <li className="a-trouble" data-severity={t.severity}>
      <div className="a-trouble-head">
        <Icon name={icon} />
        <span className="a-trouble-n">{count(t.n)}</span>
        <span className="a-trouble-what">
          <span className="u-hidden">{said}: </span>
          {problemWords(t.what)}
        </span>
        {t.examples.length > 0 && (
          <Button variant="quiet" small aria-expanded={open} onClick={() => setOpen(!open)}>
            {open
              ? 'Hide rows'
              : t.examples.length < t.n
                ? `Show ${t.examples.length} of ${count(t.n)}`
                : `Show ${many(t.n, 'row')}`}
          </Button>
        )}
      </div>
      {open && <Examples rows={t.examples} files={files} />}
      {!fixed && t.repairs.length > 0 && (
        <div className="a-repairs" role="group" aria-label={`What to do about: ${t.what}`}>
          {t.repairs.map((r) => (
            <Button
              key={r.label}
              small
              aria-pressed={r.on}
              onClick={() => !r.on && correct(`“${r.label}”`, r.patch)}
            >
              {r.label}
            </Button>
          ))}
        </div>
      )}
      {t.advice && <p className="a-hint">{t.advice}</p>}
    </li>
  )
}

/** `fixed` = the files are not at hand, so nothing can be repaired here. */
export function Troubles({
  report,
  reading,
  fixed,
}: {
  report: ImportReport
  reading: ImportOptions
  fixed: boolean
}) {
  const troubles = troublesOf(report, reading)
  const list = useKeepFocus<HTMLUListElement>(report)
  if (troubles.length === 0)
    return (
      <p>
        <Badge tone="good">clean</Badge> Every row was read; nothing about them is doubtful.
      </p>
    )
  return (
    <ul ref={list} tabIndex={-1} className="a-troubles" aria-label="What is wrong with it">
      {troubles.map((t) => (
        <TroubleRow key={t.what} t={t} files={report.files.length} fixed={fixed} />
      ))}
    </ul>
  )
}
