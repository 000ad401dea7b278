import { defineConfig } from '@playwright/test'
import { findBrowser } from '../tools/browser.ts'

const PORT = 4299
// a sub-path on purpose: the build must work from any folder of any static server
export const BASE = `http://127.0.0.1:${PORT}/some/folder/`

export default defineConfig({
  testDir: '.',
  outputDir: '/tmp/street/e2e',
  timeout: 120_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  reporter: [['list']],
  use: {
    baseURL: BASE,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: findBrowser(),
      args: [
        '--no-sandbox',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--enable-unsafe-swiftshader',
      ],
    },
  },
  webServer: {
    command: `node node_modules/vite/bin/vite.js preview --outDir /tmp/street/dist --base /some/folder/ --port ${PORT} --strictPort --host 127.0.0.1`,
    cwd: '../..',
    url: BASE,
    reuseExistingServer: !process.env.CI,
  },
})
