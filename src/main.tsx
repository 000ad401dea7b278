/** Starts the page: the desk with the map, or the rounds on a phone. Each loads only what it needs. */
import './ui/ui.css'
import './charts/charts.css'
import './app/app.css'
import { lazy, StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { inForeignFrame, refuseFrame } from './desk/frameGuard.ts'
import { settleOnline } from './desk/online.ts'
import { resumeStreet, useIsStreet } from './desk/roundRoute.ts'

const Desk = lazy(() => import('./app/Desk.tsx'))
const Street = lazy(() => import('./street/Street.tsx'))

const Page = () => <Suspense>{useIsStreet() ? <Street /> : <Desk />}</Suspense>

if (inForeignFrame()) refuseFrame()
else if (settleOnline()) {
  resumeStreet()
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <Page />
    </StrictMode>,
  )
}
