/** The team's shared folder: chosen once, read and written by itself, or carried by hand where the browser cannot. */
import { useEffect, useState } from 'react'
import { segmentText } from '../../cocoon/teamFolder.ts'
import { seal } from '../../state/seal.ts'
import { showTime } from '../../core/base/time.ts'
import { boardNow, leaveTeam, syncTeam, teamHandle, useTeam, wakeTeam } from '../../state/team.ts'
import { canKeepFolder, extractsIn } from '../../state/teamHandle.ts'
import { useStore } from '../../state/store.ts'
import { useVault } from '../../state/vault.ts'
import { deviceId } from '../../state/visits.ts'
import { Actions, Button, Disclosure, Facts, Notice, saveFile, Section, toast } from '../../ui/index.ts'
import { openFiles } from '../files/open.ts'
import { useAddQuestion } from '../files/putInPlace.ts'
import { shareWithTeam } from '../teamShared.ts'
import { many } from '../words.ts'
import { accountFor } from './account.ts'
import { keyOf, type Lock, LockDialog } from './LockForm.tsx'
import { ChangePassphrase, choose, fail, NewTeam, retype } from './TeamPassphrase.tsx'

/** How often the folder is read while the page is seen, ms. */
const EVERY = 30_000

// keeps no data: which extract was offered last, by name and time
let offered = ''

/** Opens the newest extract of the folder once; yesterday's, loaded before it, is compared with it by the join. */
async function openNewestExtract(): Promise<void> {
  const root = teamHandle()
  if (!root) return
  try {
    const newest = (await extractsIn(root)).at(-1)
    const mark = newest && `${newest.name} ${newest.size} ${newest.lastModified}`
    if (!newest || mark === offered) return
    const { incidents, importing } = useStore.getState()
    if (importing) return
    offered = mark!
    // the file that is open already, such as after a restart of the team's page
    if (incidents?.files.some((f) => f.name === newest.name && f.size === newest.size)) return
    const answered = answerNightly(newest)
    try {
      await openFiles([newest])
    } finally {
      answered()
    }
  } catch (error) {
    toast({ text: `The folder of extracts could not be read. ${(error as Error).message}`, tone: 'bad' })
  }
}

/** A reading that loses more than this share of its rows is asked about. */
const TOO_MANY = 0.2

/**
 * Last night's extract is added to what is loaded without a question where its layout is known, it reads as well as
 * before, and no crime number clashes; the page then says what changed. Whatever else is asked. Returns the way to end it.
 */
function answerNightly(file: File): () => void {
  return useAddQuestion.subscribe(({ question: q }) => {
    if (!q?.counts || q.refused || !q.added.files.includes(file)) return
    const { report, profiles } = q.added
    if (profiles.length > 0 && report.kept >= report.rows * (1 - TOO_MANY) && q.counts.clashing === 0)
      q.answer('add')
  })
}

/** Reads and writes the folder, settles what is shared besides, and opens the newest extract. */
async function step(): Promise<void> {
  await syncTeam()
  if (useTeam.getState().problem) return
  await shareWithTeam()
  await openNewestExtract()
}

/** Keeps the folder in step while the page is open: by the clock, and soon after a visit was recorded here. */
export function useTeamFolder(): void {
  const status = useTeam((s) => s.status)
  const visits = useStore((s) => s.visits)
  const items = useTeam((s) => s.items)
  useEffect(() => {
    if (status !== 'on') return
    void step().catch(fail)
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void step().catch(fail)
    }, EVERY)
    return () => clearInterval(timer)
  }, [status])
  useEffect(() => {
    if (status !== 'on') return
    const timer = setTimeout(() => void syncTeam(), 2000)
    return () => clearTimeout(timer)
  }, [status, visits, items])
}

function ByHand() {
  const [open, setOpen] = useState(false)
  const save = async (lock: Lock) => {
    const board = await boardNow()
    if (!(await accountFor('export', `team segment, ${many(board.visits.length, 'visit')}`))) return false
    const key = await keyOf(lock)
    if (!key) return false
    const device = await deviceId()
    const bytes = await seal('segment', new TextEncoder().encode(segmentText(device, board)), key)
    saveFile(`${device}-by-hand.cocoon-segment`, new Blob([bytes]))
    return true
  }
  return (
    <>
      <Button small icon="download" onClick={() => setOpen(true)}>
        Save for the team by hand…
      </Button>
      {open && (
        <LockDialog title="Save for the team by hand" action="Save" onClose={() => setOpen(false)} run={save}>
          <p>
            All this machine knows: visits, rounds given out, homes not to call on, profiles, protocol, plans,
            its log. Dropped on Cocoon elsewhere, each record counts once. Under the team’s passphrase it can
            also be put among the folder’s segments.
          </p>
        </LockDialog>
      )}
    </>
  )
}

export function TeamFolder() {
  const locked = useVault((s) => s.state === 'locked')
  return (
    <Section title="Team folder">
      <p>
        A folder that all of the team can open, such as a network drive or OneDrive: visits, rounds given out,
        homes not to call on, profiles, the cocooning protocol and plans are the same on every machine. Each
        writes files of its own there, locked with the team’s passphrase; nobody changes another’s. Only{' '}
        <b>extracts</b> in it is plain: a file that is dropped there, nightly say, opens here by itself.
      </p>
      {locked ? (
        <p>
          Which folder is locked too: type the passphrase under “Locked on this machine” to read it or to save
          for the team.
        </p>
      ) : (
        <Folder />
      )}
    </Section>
  )
}

function Folder() {
  const { folder, status, at, unread, problem } = useTeam()
  const [changing, setChanging] = useState(false)
  const [fresh, setFresh] = useState<FileSystemDirectoryHandle>()
  return (
    <>
      {folder && (
        <Facts
          facts={[
            { label: 'Folder', value: folder },
            ...(at !== undefined ? [{ label: 'Read', value: showTime(at) }] : []),
          ]}
        />
      )}
      {status === 'changed' && (
        <Notice tone="warn">
          The team’s passphrase was changed. What is recorded here is written once it is typed.
        </Notice>
      )}
      {problem && (
        <Notice tone="warn">
          The folder could not be read or written: {problem} Nothing is lost; it is tried again.
        </Notice>
      )}
      {unread.length > 0 && (
        <Disclosure title={`${many(unread.length, 'file')} could not be read`}>
          <ul>
            {unread.map((u) => (
              <li key={u.name}>
                {u.name}: {u.why}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      {!canKeepFolder() && (
        <Notice>
          This browser cannot keep a folder: Chrome and Edge on a computer can. The same files go by hand:
          save one here, and drop those of others on this page.
        </Notice>
      )}
      <Actions>
        {canKeepFolder() && status === 'none' && (
          <Button small icon="folder" onClick={() => void choose().then(setFresh)}>
            Choose the folder…
          </Button>
        )}
        {status === 'asleep' && (
          <Button small icon="folder" onClick={() => void wakeTeam().catch(fail)}>
            Open {folder} again
          </Button>
        )}
        {status === 'changed' && (
          <Button small icon="lock" onClick={() => void retype()}>
            Type the new passphrase…
          </Button>
        )}
        {status === 'on' && (
          <>
            <Button small onClick={() => void step().catch(fail)}>
              Read now
            </Button>
            <Button small icon="lock" onClick={() => setChanging(true)}>
              Change the passphrase…
            </Button>
          </>
        )}
        {status !== 'none' && (
          <Button small onClick={() => void leaveTeam().catch(fail)}>
            Leave it
          </Button>
        )}
        <ByHand />
      </Actions>
      {fresh && <NewTeam handle={fresh} onClose={() => setFresh(undefined)} />}
      {changing && <ChangePassphrase onClose={() => setChanging(false)} />}
    </>
  )
}
