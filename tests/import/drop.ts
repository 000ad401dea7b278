/** Opening text in tests as if it had been dropped on the page. */
import type { ImportOptions, Opened } from '../../src/import/contract.ts'
import { openFiles } from '../../src/import/open.ts'

/** Opens files given as name → content, and drains the generator. */
export async function drop(
  files: Record<string, string | Uint8Array<ArrayBuffer>>,
  options: ImportOptions = {},
): Promise<Opened[]> {
  const list = Object.entries(files).map(([name, content]) => ({ name, blob: new Blob([content]) }))
  const opening = openFiles(list, options)
  for (;;) {
    const step = await opening.next()
    if (step.done) return step.value
  }
}

/** The one thing of a kind among what was opened; fails when there is none or more. */
export function only<K extends Opened['kind']>(
  opened: readonly Opened[],
  kind: K,
): Extract<Opened, { kind: K }> {
  const found = opened.filter((o) => o.kind === kind)
  if (found.length !== 1)
    throw new Error(
      `${found.length} of kind ${kind} among ${JSON.stringify(opened.map((o) => [o.kind, o.kind === 'declined' ? o.sentence : o.name]))}`,
    )
  return found[0] as Extract<Opened, { kind: K }>
}

/** rows = kept + everything left out, in all and by file. */
export function balanced(opened: readonly Opened[]): boolean {
  return opened.every((o) => {
    if (o.kind === 'incidents') {
      const { report } = o
      const left = report.leftOut.reduce((s, l) => s + l.n, 0)
      return (
        report.rows === report.kept + left &&
        report.kept === o.incidents.n &&
        report.files.reduce((s, f) => s + f.rows, 0) === report.rows &&
        report.files.reduce((s, f) => s + f.kept, 0) === report.kept
      )
    }
    if (o.kind === 'homes') return o.rows === o.homes.n + o.leftOut.reduce((s, l) => s + l.n, 0)
    return true
  })
}
