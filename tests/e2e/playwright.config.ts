import { execFileSync } from 'node:child_process'
import { defineConfig } from '@playwright/test'
import { findBrowser } from '../tools/browser.ts'

/** A port that nobody listens on, asked of the system by a process of its own: a config cannot wait. */
const freePort = (): string =>
  execFileSync(
    process.execPath,
    [
      '-e',
      "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})",
    ],
    { encoding: 'utf8' },
  ).trim()

// the workers read this file too, and must find the port of the process that started them
const PORT = (process.env.COCOON_TEST_PORT ??= freePort())
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
  // a bound against hanging, not a measure: the tests must pass with both cores busy elsewhere
  timeout: 400_000,
  expect: { timeout: 90_000 },
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
    // a trace of every step costs a third of the suite's time: asked for when one test is looked into
    trace: process.env.COCOON_TRACE ? 'retain-on-failure' : 'off',
    screenshot: 'only-on-failure',
    // each test opens the page in a fresh profile, where the worker would fetch the whole build once more;
    // the tests that go offline or search the profile let it in
    serviceWorkers: 'block',
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --base /some/folder/ --port ${PORT} --strictPort --host 127.0.0.1`,
    cwd: '../..',
    url: BASE,
    // never a server that happens to run: it could be another program, or an old build
    reuseExistingServer: false,
    timeout: 120_000,
  },
})
