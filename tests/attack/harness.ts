/** What the attacks share: the built page on a port of its own, a browser without help from the machine, a folder to throw away. */
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'
import { ensureBrowser } from '../tools/browser.ts'

export const ROOT = resolve(import.meta.dirname, '../..')

/** A browser of its own: one that is lost takes no other trial along. */
export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--disable-gpu',
      '--disable-3d-apis',
      '--disable-background-networking',
    ],
  })

const freePort = () =>
  new Promise<number>((done) => {
    const s = createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address() as { port: number }
      s.close(() => done(port))
    })
  })

/** The built page as it is served while an attack runs. */
export interface Served {
  readonly url: string
  /** a folder for what the attack makes */
  readonly folder: string
}

/** Serves what was built, runs the attack, and takes server and folder away however it ends. Throws where something is not built. */
export async function served<T>(needs: readonly string[], attack: (at: Served) => Promise<T>): Promise<T> {
  for (const built of needs)
    if (!existsSync(join(ROOT, built))) throw new Error(`${built} is missing: run "npm run build" first.`)
  const folder = mkdtempSync(join(tmpdir(), 'cocoon-attack-'))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  const server = spawn(
    process.execPath,
    [
      ...['node_modules/vite/bin/vite.js', 'preview', '--port', String(port), '--strictPort'],
      ...['--host', '127.0.0.1'],
    ],
    { cwd: ROOT, stdio: 'ignore' },
  )
  try {
    await answers(url)
    return await attack({ url, folder })
  } finally {
    server.kill()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Until the server answers. */
async function answers(url: string): Promise<void> {
  for (let k = 0; k < 100; k++) {
    const ok = await fetch(url).then(
      (r) => r.ok,
      () => false,
    )
    if (ok) return
    await new Promise((r) => setTimeout(r, 100))
  }
  throw new Error('The server of the built page did not start.')
}

/** Opens files by the page's own button. */
export async function choose(page: Page, paths: string | string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser', { timeout: 20_000 }),
    page.getByRole('button', { name: /^Open…/ }).click({ timeout: 20_000 }),
  ])
  await chooser.setFiles(paths)
}
