/** Starts the page: the desk with the map, or the rounds on a phone. Each loads only what it needs. */
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { answered } from './desk/answered.ts'
import { inForeignFrame, refuseFrame } from './desk/frameGuard.ts'
import { settleOnline } from './desk/online.ts'
import { Recovery, RootBoundary } from './desk/Recovery.tsx'
import { followVersion } from './desk/newVersion.ts'
import { isStreet, resumeStreet, useIsStreet } from './desk/roundRoute.ts'

const desk = () => import('./app/Desk.tsx')
const street = () => import('./street/Street.tsx')
const Desk = lazy(desk)
const Street = lazy(street)

const Page = () => <Suspense>{useIsStreet() ? <Street /> : <Desk />}</Suspense>

if (inForeignFrame()) refuseFrame()
else if (settleOnline()) {
  resumeStreet()
  // a phone that goes out without a network is kept for at once
  followVersion(isStreet() ? Promise.resolve() : answered())
  // what the first script drew stands until the page does; a page that cannot even be read says so
  const failed = await (isStreet() ? street() : desk()).then(
    () => undefined,
    (error: unknown) => ({ error }),
  )
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      {failed ? (
        <Recovery error={failed.error} />
      ) : (
        <RootBoundary>
          <Page />
        </RootBoundary>
      )}
    </StrictMode>,
  )
}
