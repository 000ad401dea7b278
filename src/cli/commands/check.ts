/** What a file holds, and what was left out of it. */
import { summarise, type Summary } from '../../import/summary.ts'
import { type Command, Unfit } from '../command.ts'
import { open } from '../open.ts'
import { json } from '../text.ts'

export const check: Command = {
  name: 'check',
  usage: 'FILE…',
  summary: 'Says what files hold: rows kept and left out, precision, coordinates, dates, offences.',
  flags: {},
  output:
    'JSON: {files, rows, kept, leftOut: {reason: n}, precision, crs, span: [from, to], offences: {kind: n}, columns: {field: column}, notes}.\nWhere files hold other things too (addresses, boundaries …), they stand under "others".',
  async run(call) {
    const all = summarise(await open(call, call.files))
    const [first, ...others] = [...all].sort((a, b) => weight(b.kind) - weight(a.kind))
    const sentences = all.filter((s) => s.kind === 'declined').flatMap((s) => s.notes)
    for (const s of sentences) call.say(s)
    if (!first || first.kind === 'declined')
      throw new Unfit(sentences.length ? 'Nothing in these files can be used.' : 'These files hold nothing.')
    return json({ ...plain(first), ...(others.length > 0 && { others: others.map(plain) }) })
  },
}

/** Columns as `--columns` takes them, field and column; why each was taken stands beside them. */
const plain = ({ columns, ...rest }: Summary) => ({
  ...rest,
  ...(columns && {
    columns: Object.fromEntries(Object.entries(columns).map(([field, c]) => [field, c.column])),
    evidence: Object.fromEntries(Object.entries(columns).map(([field, c]) => [field, c.evidence])),
  }),
})

const weight = (kind: string) => (kind === 'incidents' ? 2 : kind === 'declined' ? 0 : 1)
