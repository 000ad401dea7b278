/** Brings what this browser keeps into the page: at the start, when the page comes back into view, and after an unlock. */
import { hideDrafts, loadDrafts } from './drafts.ts'
import { countOf, lockOld } from './keep.ts'
import { loadReason } from './log.ts'
import { loadRounds, useRounds } from './rounds.ts'
import { loadName, useSettings } from './settings.ts'
import { useStore } from './instance.ts'
import { useTeam } from './team.ts'
import { placeTicks, useTicks } from './ticks.ts'
import { canEncrypt, followVault, lookAgain, useVault } from './vault.ts'
import { loadUsual } from './views.ts'
import { loadVisits, soundDays } from './visits.ts'

// keeps no data: whether what an earlier version left readable was looked for
let looked = false

/** Reads all of it; what fails first is what it throws, once everything was tried. Nothing comes while it is locked. */
export async function loadKept(): Promise<void> {
  if (canEncrypt()) await lookAgain()
  const drafts = loadDrafts(soundDays(useSettings.getState().visitDays))
  const done = await Promise.allSettled([
    // visits and drafts before rounds: where a round stands, and what is being written, must be known when a door is shown
    loadVisits()
      .then(() => drafts.catch(() => undefined))
      .then(() => loadRounds()),
    drafts,
    loadReason(),
    loadName(),
    loadUsual(),
  ])
  if (useVault.getState().state !== 'locked') {
    await placeTicks().catch(() => undefined)
    if (!looked) await lockOld().catch(() => undefined)
    looked = true
  }
  if (useVault.getState().state === 'locked') useTicks.setState({ n: await countOf('tick').catch(() => 0) })
  const failed = done.find((d) => d.status === 'rejected')
  if (failed) throw failed.reason
}

/** Takes what was kept out of the page, when it is locked. Files that are open stay open: they are not kept. */
function hideKept(): void {
  useStore.setState({ visits: [] })
  useRounds.setState({ rounds: [], hidden: [], loaded: true })
  useTeam.setState({ items: [] })
  useTicks.setState({ n: 0, loose: [] })
  hideDrafts()
}

/** Reads what is kept whenever it was opened, here or in another tab, and takes it out of the page when it is locked. */
export function followLock(opened: () => void): () => void {
  const off = useVault.subscribe(({ state }, before) => {
    if (state === 'locked' && before.state === 'open') hideKept()
    if (state !== 'locked' && state !== 'unknown' && before.state === 'locked')
      void loadKept()
        .catch(() => undefined)
        .then(opened)
  })
  const stop = followVault()
  return () => {
    off()
    stop()
  }
}
