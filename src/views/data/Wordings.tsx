/** The offence wordings of the file and the kind each was taken for: seen, corrected and kept. */
import { OFFENCES, type OffenceId } from '../../core/base/offences.ts'
import type { ImportOptions, ImportReport } from '../../import/contract.ts'
import { Disclosure, Select } from '../../ui/index.ts'
import { correct } from '../../desk/files/corrections.ts'
import { count, many } from '../../desk/words.ts'

/** Longer lists are cut: they are narratives rather than offences. */
const MOST = 200
/** Names of other offences listed in a line. */
const MOST_NAMES = 12

export function Wordings({ report, reading }: { report: ImportReport; reading: ImportOptions }) {
  const taken = report.wordings.filter((w) => w.offence !== 'other')
  const chosen = Object.keys(reading.offences ?? {}).length
  return (
    <Disclosure
      open={report.wordings.length <= 6}
      title={`${many(report.wordings.length, 'wording')}, ${count(taken.length)} of them a kind Cocoon is for${chosen > 0 ? `; ${count(chosen)} chosen by you` : ''}`}
    >
      <div className="a-wordings">
        {report.wordings.slice(0, MOST).map((w) => (
          <Select
            key={`${w.wording}|${w.offence}`}
            label={`${w.wording || '(blank)'} · ${count(w.n)}`}
            value={w.offence}
            options={OFFENCES.map((o) => ({ value: o.id as string, label: o.label }))}
            onChange={(v) =>
              correct(`“${w.wording || 'blank'}” as ${OFFENCES.find((o) => o.id === v)!.label}`, {
                offences: { [w.wording]: v as OffenceId },
              })
            }
          />
        ))}
      </div>
      {report.others && report.others.length > 0 && (
        <p className="a-hint">
          “Other” holds{' '}
          {report.others
            .slice(0, MOST_NAMES)
            .map((o) => `${o.name} (${count(o.n)})`)
            .join(', ')}
          {report.others.length > MOST_NAMES && ` and ${count(report.others.length - MOST_NAMES)} more`}.
        </p>
      )}
      {report.wordings.length > MOST && <p className="a-hint">The {count(MOST)} most frequent are listed.</p>}
    </Disclosure>
  )
}
