/** The passphrase of a team's folder: set for a new team, typed for one that stands, changed. */
import { NotOpened } from '../../state/seal.ts'
import { changePassphrase, hasTeam, openTeam, teamHandle } from '../../state/team.ts'
import { chooseFolder } from '../../state/teamHandle.ts'
import { toast } from '../../ui/index.ts'
import { note } from './account.ts'
import { askPassphrase } from './ask.tsx'
import { guardHomes } from './guard.ts'
import { type Lock, LockDialog } from './LockForm.tsx'

/** Says why something of the folder could not be done. */
export const fail = (error: unknown): void => {
  toast({ text: error instanceof Error ? error.message : String(error), tone: 'bad' })
}

/** Opens a folder that is a team's already; hands back one that is none's yet, whose passphrase is still to be set. */
export async function choose(): Promise<FileSystemDirectoryHandle | undefined> {
  try {
    const handle = await chooseFolder()
    if (!handle || !(await hasTeam(handle))) return handle
    await typed(handle, `the folder ${handle.name}`)
  } catch (error) {
    fail(error)
  }
  return undefined
}

/** Asks for the passphrase of a team's folder until it opens or the user gives up. */
async function typed(handle: FileSystemDirectoryHandle, what: string): Promise<void> {
  for (let problem: string | undefined; ;) {
    const words = await askPassphrase(what, problem, 'folder')
    if (words === undefined) return
    try {
      return await opened(handle, words)
    } catch (error) {
      if (!(error instanceof NotOpened)) throw error
      problem = error.message
    }
  }
}

async function opened(handle: FileSystemDirectoryHandle, words: string): Promise<void> {
  await openTeam(handle, words)
  await note('import', `team folder ${handle.name}`)
  void guardHomes()
}

/** The remembered folder, whose passphrase somebody changed. */
export async function retype(): Promise<void> {
  const handle = teamHandle()
  if (handle) await typed(handle, `the folder ${handle.name}, under its new passphrase`).catch(fail)
}

export function NewTeam({ handle, onClose }: { handle: FileSystemDirectoryHandle; onClose: () => void }) {
  const set = async ({ words }: Lock) => {
    await opened(handle, words)
    return true
  }
  return (
    <LockDialog title="A passphrase for the team" action="Set it" of="folder" onClose={onClose} run={set}>
      <p>
        The folder {handle.name} is no team’s yet. This passphrase becomes the team’s: everyone who opens the
        folder needs it.
      </p>
    </LockDialog>
  )
}

export function ChangePassphrase({ onClose }: { onClose: () => void }) {
  const change = async ({ words }: Lock) => {
    await changePassphrase(words)
    await note('export', 'passphrase of the team folder changed')
    return true
  }
  return (
    <LockDialog
      title="Change the team’s passphrase"
      action="Change it"
      of="folder"
      onClose={onClose}
      run={change}
    >
      <p>
        What this machine knows is written under the new passphrase and its files under the old one are taken
        away. Every other machine asks for the new one, then does the same: nothing is lost by one that is off
        today. Files of a machine that never comes back stay locked with the old one; delete those by hand.
      </p>
    </LockDialog>
  )
}
