/** The desk: started once, when it is first shown; takes up the remembered choices, the link and the sample town. */
import { lazy, Suspense, useEffect } from 'react'
import { followCocoon } from '../state/cocoon.ts'
import { loadTeam } from '../state/team.ts'
import { followErase } from '../state/erase.ts'
import { followLock, loadKept } from '../state/load.ts'
import { useSettings } from '../state/settings.ts'
import { UnknownLock } from '../state/vault.ts'
import { followVisits } from '../state/visits.ts'
import { drift } from '../state/store.ts'
import { partsAfter, toast } from '../ui/index.ts'
import { App } from './App.tsx'
import { answered } from '../desk/answered.ts'
import { followLink, readLink } from '../desk/link.ts'
import { openSample } from '../desk/files/open.ts'
import { followViews } from '../views/named/views.ts'
import { followProtocol, recallProtocol } from '../desk/protocol.ts'
import { recallOwn } from '../desk/userDefaults.ts'
import { followReading } from '../desk/files/corrections.ts'
import { findWork, followSession, openWaiting, workUnlocked } from '../desk/files/resume.ts'

const Guarding = lazy(async () => ({ default: (await import('../desk/leaving/Guard.tsx')).Guarding }))
const aside = () => import('../desk/leaving/AsideKept.tsx')

/** Questions, and the team's folder: what nobody sees before the first answer. */
const Later = lazy(async () => {
  await answered()
  return { default: (await import('./Later.tsx')).Later }
})

performance.mark('cocoon:desk')
partsAfter(answered())
// a link says what it shows; without one the team's own protocol and the user's own settings are in force
if (!readLink()) {
  const { front } = useSettings.getState().frame
  if (front) drift({ view: front })
  recallProtocol()
  recallOwn()
}
followLink()
followProtocol()
followCocoon()
followReading()
followViews()
followSession()
void openSample(findWork()).then(openWaiting)

export default function Desk() {
  useEffect(() => followVisits(), [])
  useEffect(() => followErase(() => void aside().then((m) => m.tellErased())), [])
  useEffect(
    () =>
      followLock(
        () =>
          void loadTeam()
            .then(workUnlocked)
            .catch(() => undefined),
      ),
    [],
  )
  useEffect(() => {
    // a browser that keeps nothing has nothing to load: recording says so when it is tried
    const load = () => void loadKept().catch(() => undefined)
    void loadKept()
      .catch((error: unknown) => {
        if (error instanceof UnknownLock) toast({ text: error.message, tone: 'bad' })
      })
      .then(async () => (await aside()).tellAside())
      .then(loadTeam)
      .catch(() => undefined)
    const shown = () => document.visibilityState === 'visible' && load()
    document.addEventListener('visibilitychange', shown)
    return () => document.removeEventListener('visibilitychange', shown)
  }, [])
  return (
    <>
      <App />
      <Suspense>
        <Guarding />
      </Suspense>
      <Suspense>
        <Later />
      </Suspense>
    </>
  )
}
