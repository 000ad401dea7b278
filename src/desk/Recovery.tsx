/**
 * The last wall: when the page itself cannot stand, it says so and offers what helps. It rests on no settings and on
 * nothing of the store, because one of these may be why.
 */
import { Component, type ReactNode, useState } from 'react'
import { soundVisit, visitsText } from '../cocoon/visitFile.ts'
import { all } from '../state/keep.ts'
import { log } from '../state/log.ts'
import { SETTINGS_KEY } from '../state/settings.ts'
import { Button, saveFile } from '../ui/index.ts'

async function saveVisits(): Promise<string> {
  const visits = await all('visit', soundVisit)
  if (visits.length === 0) return 'No visits are kept in this browser.'
  saveFile('visits-saved.cocoon-visits.json', visitsText(visits), 'application/json')
  await log('export', `${visits.length} visits, after the page had stopped`).catch(() => undefined)
  return 'Saved, readable for anyone who gets the file: visits-saved.cocoon-visits.json. Drop it on the page once it runs again.'
}

/** Settings go to their defaults; what they were stays under another name until everything is erased. */
function resetSettings(): void {
  const old = localStorage.getItem(SETTINGS_KEY)
  if (old !== null) localStorage.setItem(`${SETTINGS_KEY}.before`, old)
  localStorage.removeItem(SETTINGS_KEY)
  localStorage.removeItem('cocoon.street')
}

export function Recovery({ error }: { error: unknown }) {
  const [said, setSaid] = useState('')
  const tell = (work: () => Promise<string>) => () =>
    void work().then(setSaid, (e: unknown) => setSaid(e instanceof Error ? e.message : String(e)))
  return (
    <main className="u-notice u-error" data-tone="bad" role="alert">
      <div className="u-notice-words">
        <strong>Cocoon stopped because of a fault in this program or in what this browser kept.</strong>
        <p>
          Files on your disk are untouched. Visits recorded on this machine are kept; save them first if you
          want to be sure. Then load the page again. If it stops again, reset the settings: marking, theme and
          your own defaults go back to how they came, and nothing else is lost.
        </p>
        <div className="u-actions">
          <Button onClick={tell(saveVisits)}>Save visits</Button>
          <Button
            onClick={tell(async () => {
              resetSettings()
              location.replace(location.pathname)
              return 'Settings were reset.'
            })}
          >
            Reset settings and load again
          </Button>
          <Button variant="primary" onClick={() => location.replace(location.pathname)}>
            Load again
          </Button>
        </div>
        <p role="status">{said}</p>
        <details>
          <summary>For whoever mends it</summary>
          <pre>{error instanceof Error ? (error.stack ?? error.message) : String(error)}</pre>
        </details>
      </div>
    </main>
  )
}

/** Shows `Recovery` in place of a page that threw while it was drawn. */
export class RootBoundary extends Component<{ children: ReactNode }, { failed?: { error: unknown } }> {
  override state: { failed?: { error: unknown } } = {}

  static getDerivedStateFromError(error: unknown) {
    return { failed: { error } }
  }

  override render() {
    return this.state.failed ? <Recovery error={this.state.failed.error} /> : this.props.children
  }
}
