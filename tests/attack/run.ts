/**
 * `npm run attack`: hostile files against the built terminal and the built page, each with a limit of time. A file
 * survives when it ends in a table or a sentence, and the page still answers. Prints one table; exits 1 if anything is lost.
 */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { hostile, put, type Hostile } from './files.ts'
import { choose, launch, ROOT, served } from './harness.ts'

const LIMIT = Number(process.env.COCOON_ATTACK_SECONDS ?? 60)
/** parts of names; none = every file */
const only = process.argv.slice(2)

/** What of a text comes from a library or a stack and not from us. */
const LEAK =
  /\bat .*\.(js|ts|mjs):\d+|TypeError|RangeError|SyntaxError|Cannot read propert|undefined is not|Unexpected token|out of memory|\[object /

function inTerminal(path: string, h: Hostile): string | undefined {
  const run = spawnSync(process.execPath, [join(ROOT, 'dist-cli/cocoon.js'), 'check', path, '--json'], {
    encoding: 'utf8',
    timeout: LIMIT * 1000,
    maxBuffer: 64 * 2 ** 20,
  })
  if (run.error) return `no answer in ${LIMIT} s`
  if (run.status === null) return `ended by ${run.signal}`
  const said = run.stdout + run.stderr
  if (LEAK.test(said)) return `a library's words: ${LEAK.exec(said)![0]}`
  if (h.rows !== undefined) {
    const kept = JSON.parse(run.stdout || '{}').kept
    if (kept !== h.rows) return `${kept} rows kept, ${h.rows} expected`
  }
  return said.trim() ? undefined : 'nothing was said'
}

async function inPage(page: Page, path: string): Promise<string | undefined> {
  const errors: string[] = []
  const onError = (e: Error) => errors.push(e.message)
  page.on('pageerror', onError)
  try {
    await page.evaluate(() => (document.title = 'Cocoon'))
    await choose(page, path)
    const end = Date.now() + LIMIT * 1000
    for (;;) {
      await page.waitForTimeout(300)
      // a page that does not answer within ten seconds hangs
      const reading = await Promise.race([
        page.evaluate(() =>
          // other bars are of analyses, which may run on
          [...document.querySelectorAll('.u-progress')].some((p) =>
            /^(Reading|Joining|Adding)/.test(p.textContent ?? ''),
          ),
        ),
        new Promise<'hung'>((r) => setTimeout(() => r('hung'), 10_000)),
      ])
      if (reading === 'hung') return 'the page hung'
      if (!reading) break
      if (Date.now() > end) return `still reading after ${LIMIT} s`
    }
    const text = await page.evaluate(() => document.body.innerText)
    if (text.trim().length < 40) return 'the page is blank'
    if (LEAK.test(text)) return `a library's words: ${LEAK.exec(text)![0]}`
    return errors.length ? `an error nobody caught: ${errors[0]}` : undefined
  } catch (e) {
    return `the page could not be used: ${e instanceof Error ? e.message.split('\n')[0] : e}`
  } finally {
    page.off('pageerror', onError)
  }
}

const lost = await served(['dist/index.html', 'dist-cli/cocoon.js'], async ({ url, folder }) => {
  let lost = 0
  const files = (await hostile()).filter((f) => only.length === 0 || only.some((o) => f.name.includes(o)))
  put(folder, files)
  console.log('| file | what it tries | terminal | page |\n| --- | --- | --- | --- |')
  for (const h of files) {
    const path = join(folder, h.name)
    const started = Date.now()
    const terminal = inTerminal(path, h)
    const took = ((Date.now() - started) / 1000).toFixed(1)
    // Playwright hands over files of up to 50 MB; larger ones are for the terminal
    let onPage: string | undefined = 'not tried: over 50 MB'
    if (statSync(path).size < 50 * 2 ** 20) {
      const browser = await launch()
      const page = await browser.newPage()
      await page.goto(url, { timeout: 60_000 })
      await page.getByRole('button', { name: /^Open…/ }).waitFor({ timeout: 60_000 })
      onPage = await inPage(page, path)
      if (onPage) lost++
      await browser.close()
    }
    if (terminal) lost++
    console.log(
      `| ${h.name} | ${h.what} | ${terminal ? `LOST: ${terminal}` : `survived, ${took} s`} | ${onPage ? (onPage.startsWith('not') ? onPage : `LOST: ${onPage}`) : 'survived'} |`,
    )
  }
  console.log(`\n${files.length} files, ${lost} lost`)
  return lost
})
process.exit(lost ? 1 : 0)
