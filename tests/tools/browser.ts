/** Finds a Chromium for the browser tests, or installs one where that is possible, or says what to install. */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const FIXED = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Path of an installed browser; undefined when there is none. */
export function findBrowser(): string | undefined {
  const chosen = process.env.COCOON_BROWSER
  if (chosen && existsSync(chosen)) return chosen
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((dir) => NAMES.map((n) => join(dir, n)))
  return [...onPath, ...FIXED, chromium.executablePath()].find((p) => p && existsSync(p))
}

const attempt = (command: string, args: string[]): void => {
  console.log(`No Chromium found. Trying: ${command} ${args.join(' ')}`)
  try {
    execFileSync(command, args, {
      stdio: 'inherit',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  } catch {
    console.log(`"${command}" did not bring one.`)
  }
}

/** Path of a browser, installing one if need be. Throws a sentence when all fails. */
export function ensureBrowser(): string {
  let found = findBrowser()
  if (!found && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
    attempt('apt-get', ['update', '-qq'])
    attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-dejavu-core'])
    found = findBrowser()
  }
  if (!found) {
    attempt(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])
    found = findBrowser()
  }
  if (!found)
    throw new Error(
      'The browser tests need Chromium, Chrome or Edge and none could be found or installed. Install one ' +
        '(Debian: "apt-get install chromium") or set COCOON_BROWSER to its path, then run "npm test" again.',
    )
  return found
}
