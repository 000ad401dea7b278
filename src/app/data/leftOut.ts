/** The rows left out, as a file. */
import type { LeftOut } from '../../import/contract.ts'
import { csvCell } from '../../ui/index.ts'

/** CSV of every row left out whose text was kept: file, line, reason, the row as it stood. */
export function leftOutCsv(leftOut: readonly LeftOut[]): string {
  const lines = ['File,Line,Reason,Row as it stood']
  for (const l of leftOut)
    for (const r of l.lines) lines.push([r.file, r.line, l.reason, r.text].map(csvCell).join(','))
  return lines.join('\r\n') + '\r\n'
}
