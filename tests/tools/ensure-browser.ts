/** Run before the browser tests, so that an install shows its output and happens once. */
import { ensureBrowser } from './browser.ts'

console.log(`Browser: ${ensureBrowser()}`)
