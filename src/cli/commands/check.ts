/** What a file holds, and what was left out of it. */
import { countOf } from '../../core/base/words.ts'
import type { Opened, Profile } from '../../import/contract.ts'
import { type JoinCounts, joinIncidents, unjoinable } from '../../import/join/join.ts'
import { parseProfiles } from '../../import/meaning/profiles.ts'
import { summarise, type Summary } from '../../import/report/summary.ts'
import { type Call, type Command, Unfit, Usage } from '../command.ts'
import { bytesOf, importOptions, open, type OpenedIncidents, writeText } from '../open.ts'
import { csv, json } from '../text.ts'

export const check: Command = {
  name: 'check',
  usage: 'FILE…',
  summary: 'Says what files hold: rows kept and left out, precision, coordinates, dates, offences.',
  flags: {
    profile: {
      value: 'FILE',
      help: 'profiles saved by the app: a table of a layout they know is read as they say',
    },
    join: { value: 'FILE', help: 'a later extract to add: counts new, changed, unchanged and clashing rows' },
    'left-out': {
      value: 'FILE',
      help: 'writes the rows left out as CSV: file, line, reason, the row as it stood',
    },
  },
  output:
    'JSON: {files, rows, kept, leftOut: {reason: n}, precision, crs, span: [from, to], offences: {kind: n}, columns: {field: column}, notes,\notherByName: {name: n}, sheds, personal: {phone, email, vehicle, birth, nino, name}, layers}.\nWhere files hold other things too (addresses, boundaries …), they stand under "others". With --join: the same of both\ntables as one, and {joined: {fresh, changed, unchanged, clashing, absent}}, with reclassified and ended where crimes became others or none.',
  async run(call) {
    const profiles = await profilesOf(call)
    let opened = await open(call, call.files, await importOptions(call), profiles)
    let joined: JoinCounts | undefined
    if (typeof call.flags.join === 'string') {
      const later = await open(call, [call.flags.join], await importOptions(call), profiles)
      const both = joinOpened(opened, later, call.flags.join)
      opened = both.opened
      joined = both.counts
    }
    await writeLeftOut(call, opened)
    const all = summarise(opened)
    const [first, ...others] = [...all].sort((a, b) => weight(b.kind) - weight(a.kind))
    const sentences = all.filter((s) => s.kind === 'declined').flatMap((s) => s.notes)
    for (const s of sentences) call.say(s)
    if (!first || first.kind === 'declined')
      throw new Unfit(sentences.length ? 'Nothing in these files can be used.' : 'These files hold nothing.')
    return json({
      ...plain(first),
      ...(joined && { joined: countsOf(joined) }),
      ...(others.length > 0 && { others: others.map(plain) }),
    })
  },
}

/** The counts of a join; crimes that changed their kind or are none any more where there are some. */
const countsOf = ({ reclassified, ended, ...counts }: JoinCounts) => ({
  ...counts,
  ...(reclassified > 0 && { reclassified }),
  ...(ended > 0 && { ended }),
})

/** The profiles named by --profile. */
async function profilesOf(call: Call): Promise<readonly Profile[]> {
  const { profile } = call.flags
  if (typeof profile !== 'string') return []
  const text = new TextDecoder().decode(await bytesOf(profile))
  try {
    const { profiles, leftOut } = parseProfiles(text)
    if (leftOut > 0)
      call.say(`${profile}: ${countOf(leftOut, 'entry', 'entries')} left out; they are no profiles.`)
    return profiles
  } catch (error) {
    throw new Usage(`--profile ${profile}: ${(error as Error).message}`)
  }
}

/** The largest incident table with that of a later file joined to it; whatever else was opened stays. */
function joinOpened(
  opened: readonly Opened[],
  later: readonly Opened[],
  name: string,
): { opened: Opened[]; counts: JoinCounts } {
  const [base] = incidentsOf(opened)
  const [added] = incidentsOf(later)
  if (!base) throw new Unfit('The first files hold no incidents that a later extract could be joined to.')
  if (!added) {
    const why = later.flatMap((o) => (o.kind === 'declined' ? [o.sentence] : []))
    throw new Unfit(why.join('\n') || `${name} holds no incidents that could be joined.`)
  }
  const no = unjoinable(base.incidents, added.incidents)
  if (no) throw new Unfit(no)
  const { joined, counts } = joinIncidents(base, added)
  return { opened: [{ ...base, ...joined }, ...opened.filter((o) => o !== base)], counts }
}

const incidentsOf = (opened: readonly Opened[]): OpenedIncidents[] =>
  opened.filter((o) => o.kind === 'incidents').sort((a, b) => b.incidents.n - a.incidents.n)

/** Writes the rows left out of everything that was opened where --left-out says. */
async function writeLeftOut(call: Call, opened: readonly Opened[]): Promise<void> {
  const path = call.flags['left-out']
  if (typeof path !== 'string') return
  const left = opened.flatMap((o) =>
    o.kind === 'incidents' ? o.report.leftOut : o.kind === 'homes' ? o.leftOut : [],
  )
  const rows = left.flatMap(({ reason, lines }) =>
    lines.map((r) => [r.file, r.line, reason, r.text] as const),
  )
  await writeText(path, csv(['File', 'Line', 'Reason', 'Row as it stood'], rows))
  const all = left.reduce((sum, { n }) => sum + n, 0)
  call.say(
    `${countOf(rows.length, 'row')} left out written to ${path}${all > rows.length ? ` of ${all}: the texts of the others were not kept` : ''}.`,
  )
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
