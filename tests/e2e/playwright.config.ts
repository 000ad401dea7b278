import { defineConfig } from '@playwright/test'
import { findBrowser } from '../tools/browser.ts'

const PORT = 4199
// a sub-path on purpose: the build must work from any folder of any static server
export const BASE = `http://127.0.0.1:${PORT}/some/folder/`

/** A browser that talks to nobody but the page's own server. */
const browser = (...graphics: string[]) => ({
  launchOptions: {
    executablePath: findBrowser(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...graphics,
    ],
  },
})

export default defineConfig({
  testDir: '.',
  outputDir: '../output/e2e',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 2,
  fullyParallel: true,
  retries: 0,
  reporter: [['list']],
  projects: [
    // software drawing takes both cores: what looks at the map goes one by one
    { name: 'map', grep: /@map/, workers: 1, use: browser('--enable-unsafe-swiftshader') },
    // as on a virtual desktop without WebGL: all but the map works there, and in half the time
    { name: 'without WebGL', grepInvert: /@map/, use: browser('--disable-gpu', '--disable-3d-apis') },
  ],
  use: {
    baseURL: BASE,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --base /some/folder/ --port ${PORT} --strictPort --host 127.0.0.1`,
    cwd: '../..',
    url: BASE,
    reuseExistingServer: !process.env.CI,
  },
})
