/** Starts the page: the remembered choices, the link, the sample town. */
import './ui/ui.css'
import './charts/charts.css'
import './app/app.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { followLink, readLink } from './app/link.ts'
import { settleOnline } from './app/online.ts'
import { openSample } from './app/open.ts'

if (settleOnline()) {
  readLink()
  followLink()
  createRoot(document.getElementById('app')!).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  void openSample()
}
