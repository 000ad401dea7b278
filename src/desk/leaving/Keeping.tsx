/** What this machine keeps, and how it leaves or ends: visits, package, log, erasing. */
import { useState } from 'react'
import { NEAR_DAYS } from '../../core/base/published.ts'
import { dayOf, minuteNow, showDay } from '../../core/base/time.ts'
import { logRows, type LogLine, NOT_PROOF, readLog } from '../../state/log.ts'
import { makePackage, packed } from '../../state/package.ts'
import { useRounds } from '../../state/rounds.ts'
import { useSettings } from '../../state/settings.ts'
import { useStore } from '../../state/store.ts'
import { useVault } from '../../state/vault.ts'
import {
  Actions,
  Button,
  csvCell,
  DataTable,
  Disclosure,
  Facts,
  Notice,
  saveFile,
  Section,
  toast,
} from '../../ui/index.ts'
import { goStreet } from '../roundRoute.ts'
import { many } from '../words.ts'
import { AsideKept } from './AsideKept.tsx'
import { accountFor, note } from './account.ts'
import { EraseAll } from './EraseAll.tsx'
import { EraseHome } from './EraseHome.tsx'
import { LockedHere } from './LockedHere.tsx'
import { keyOf, type Lock, LockDialog } from './LockForm.tsx'
import { saveVisits, saveVisitsCsv } from './saveVisits.ts'
import { TeamFolder } from './TeamFolder.tsx'

function VisitsKept() {
  const visits = useStore((s) => s.visits)
  const rounds = useRounds((s) => s.rounds)
  const [saving, setSaving] = useState(false)
  const [erasing, setErasing] = useState(false)
  const locked = useVault((s) => s.state === 'locked')
  const days = useSettings((s) => s.visitDays)
  const standing = visits.filter((v) => !v.removed)
  const nothing =
    visits.length === 0 &&
    (locked ? 'The visits are locked: type the passphrase first.' : 'No visit is recorded here.')
  const oldest = dayOf(standing.reduce((m, v) => Math.min(m, v.at), Infinity))
  const today = dayOf(minuteNow(new Date()))
  return (
    <Section title="Visits kept on this machine">
      <Facts
        facts={[
          // what is kept behind the passphrase cannot be counted before it is typed
          { label: 'Visits', value: locked ? 'locked' : many(standing.length, 'record') },
          {
            label: 'Devices',
            value: locked ? 'locked' : String(new Set(standing.map((v) => v.device)).size),
          },
          { label: 'Rounds to walk here', value: locked ? 'locked' : String(rounds.length) },
          { label: 'Kept for', value: days > 0 ? many(days, 'day') : 'until you erase them' },
          ...(standing.length > 0 ? [{ label: 'Oldest', value: showDay(oldest) }] : []),
        ]}
      />
      {days === 0 && standing.length > 0 && today - oldest > NEAR_DAYS && (
        <Notice tone="warn">
          The oldest visit is {many(today - oldest, 'day')} old and nothing erases it by itself. Set how long
          visits are kept under Settings, as your force’s retention schedule says.
        </Notice>
      )}
      <Actions>
        <Button small icon="download" barred={nothing} onClick={() => setSaving(true)}>
          Save for another device…
        </Button>
        <Button small icon="download" barred={nothing} onClick={() => void saveVisitsCsv()}>
          Save as CSV
        </Button>
        <Button small onClick={() => goStreet()}>
          Rounds on this device
        </Button>
        <Button small icon="trash" barred={nothing} onClick={() => setErasing(true)}>
          Erase one home…
        </Button>
      </Actions>
      {erasing && <EraseHome onClose={() => setErasing(false)} />}
      {saving && <SaveVisits onClose={() => setSaving(false)} />}
    </Section>
  )
}

const SaveVisits = ({ onClose }: { onClose: () => void }) => (
  <LockDialog
    title="Save visits for another device"
    action="Save"
    open="Without a lock, whoever gets the file can read which homes were called on, when, and each note."
    onClose={onClose}
    run={async (lock) => !!(await saveVisits({ key: await keyOf(lock) }))}
  >
    <p>Dropped on Cocoon elsewhere, each visit counts once, however often the file is dropped.</p>
  </LockDialog>
)

const LOCKED_VISITS =
  'Visits are locked: type the passphrase under “Locked on this machine” to save them with it.'

function Package() {
  const incidents = useStore((s) => s.incidents)
  const locked = useVault((s) => s.state === 'locked')
  const [open, setOpen] = useState(false)
  return (
    <Section title="Package">
      <p>
        Project, incidents, tracks and visits in one locked file, to be opened in another browser by dropping
        it there. Address files, streets and boundaries are not in it; nor are raw rows of the import report.
      </p>
      <Actions>
        <Button
          small
          icon="lock"
          barred={locked ? LOCKED_VISITS : !incidents && 'No incidents are loaded.'}
          onClick={() => setOpen(true)}
        >
          Save package…
        </Button>
      </Actions>
      {open && <SavePackage onClose={() => setOpen(false)} />}
    </Section>
  )
}

function SavePackage({ onClose }: { onClose: () => void }) {
  const save = async (lock: Lock) => {
    const p = packed(useStore.getState())
    if (!p || !(await accountFor('export', `package of ${many(p.incidents.table.n, 'incident')}`)))
      return false
    const key = await keyOf(lock)
    if (!key) return false
    const file = await makePackage(p, key)
    const name = (p.project.title || p.incidents.name).replace(/\.[a-z]+$/i, '').replace(/[^\w -]+/g, '-')
    saveFile(`${name}.cocoon-package`, file)
    toast({ text: `Package saved, ${(file.size / 1e6).toFixed(1)} MB, locked.` })
    return true
  }
  return (
    <LockDialog title="Save a package" action="Save package" onClose={onClose} run={save}>
      <p>
        It holds every incident of the file, whatever the filters show, with addresses and how it was done,
        and every series with its notes. For one series alone, look under Series.
      </p>
    </LockDialog>
  )
}

function Log() {
  const locked = useVault((s) => s.state === 'locked')
  const [lines, setLines] = useState<readonly LogLine[]>()
  const read = () =>
    void readLog().then(setLines, (error: Error) => toast({ text: error.message, tone: 'bad' }))
  const save = async () => {
    try {
      await note('export', 'this log')
      const rows = logRows(await readLog())
      saveFile(
        'cocoon-log.csv',
        [...rows, ['', '', 'note', NOT_PROOF]].map((r) => r.map(csvCell).join(',')).join('\r\n') + '\r\n',
      )
    } catch (error) {
      toast({ text: `Not saved. ${(error as Error).message}`, tone: 'bad' })
    }
  }
  // a locked log reads as an empty one
  if (locked)
    return (
      <Section title="Log">
        <p>The log is locked: type the passphrase under “Locked on this machine” to read or save it.</p>
      </Section>
    )
  return (
    <Section title="Log">
      <p>
        Files opened, lists looked at, what was printed, saved and erased: when, by whom and why. {NOT_PROOF}
      </p>
      <Disclosure title="Show the log" onToggle={(open) => open && read()}>
        {lines && (
          <DataTable
            height={260}
            tools={false}
            model={{
              caption: 'Log, newest first',
              n: lines.length,
              key: (i) => String(lines[lines.length - 1 - i].n),
              columns: (
                [
                  ['at', 'Time'],
                  ['what', 'What'],
                  ['detail', 'Detail'],
                  ['who', 'Who'],
                  ['why', 'Why'],
                  ['list', 'List'],
                ] as const
              ).map(([key, label]) => ({
                key,
                label,
                kind: 'text',
                value: (i: number) => lines[lines.length - 1 - i][key],
              })),
            }}
            empty="Nothing is logged yet."
          />
        )}
      </Disclosure>
      <Actions>
        <Button small icon="download" onClick={() => void save()}>
          Save the log as CSV
        </Button>
      </Actions>
    </Section>
  )
}

export function Keeping() {
  return (
    <>
      <VisitsKept />
      <LockedHere />
      <TeamFolder />
      <AsideKept />
      <Package />
      <Log />
      <EraseAll />
    </>
  )
}
