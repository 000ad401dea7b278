/** The rows left out, as a file. */
import type { LeftOut } from '../../import/contract.ts'
import { csvCell, saveFile } from '../../ui/index.ts'
import { accountFor } from '../../desk/leaving/account.ts'
import { many } from '../../desk/words.ts'

/** CSV of every row left out whose text was kept: file, line, reason, the row as it stood. */
export function leftOutCsv(leftOut: readonly LeftOut[]): string {
  const lines = ['File,Line,Reason,Row as it stood']
  for (const l of leftOut)
    for (const r of l.lines) lines.push([r.file, r.line, l.reason, r.text].map(csvCell).join(','))
  return lines.join('\r\n') + '\r\n'
}

/** Saves them once it is known who takes such rows out of the page, and why. */
export async function saveLeftOut(leftOut: readonly LeftOut[]): Promise<void> {
  const rows = many(
    leftOut.reduce((sum, l) => sum + l.lines.length, 0),
    'row',
  )
  if (await accountFor('export', `${rows} left out of the import`))
    saveFile('cocoon-rows-left-out.csv', leftOutCsv(leftOut))
}
