/** Takes the README's pictures from the built app, so that they show what is there. Run after `npm run build`. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { chromium, type Page } from '@playwright/test'
import { ensureBrowser } from './browser.ts'

const FOLDER = join(import.meta.dirname, '../../data/pictures')
const PORT = 4198
const server = spawn(process.execPath, [
  'node_modules/vite/bin/vite.js',
  'preview',
  '--port',
  `${PORT}`,
  '--strictPort',
])
const browser = await chromium.launch({
  executablePath: ensureBrowser(),
  args: ['--no-sandbox', '--disable-quic', '--enable-unsafe-swiftshader'],
})

/**
 * Until the page has not changed for ten seconds: the map draws its names a moment after its streets, and on a busy
 * machine its streets, compiled in software, long after all else.
 */
async function settled(page: Page): Promise<void> {
  let last = ''
  for (let equal = 0; equal < 5;) {
    await page.waitForTimeout(2000)
    const shot = (await page.screenshot()).toString('base64')
    equal = shot === last ? equal + 1 : 0
    last = shot
  }
}

/** Opens the sample in a window of this size and theme, waits until nothing is being worked out, and takes the picture; of a sheet up to the heading `until`. */
async function take(
  name: string,
  width: number,
  height: number,
  scheme: 'light' | 'dark',
  hash = '',
  print = '',
  until?: string,
): Promise<void> {
  const page = await browser.newPage({ viewport: { width, height }, colorScheme: scheme, locale: 'en-GB' })
  await page.addInitScript('window.print = () => {}')
  await page.goto(`http://localhost:${PORT}/${hash}`)
  await page.locator('#panel h2').first().waitFor()
  await page.waitForFunction(() => !document.querySelector('[role=progressbar]'))
  await settled(page)
  if (print) {
    await page.getByRole('button', { name: new RegExp(print) }).click()
    const dialog = page.getByRole('dialog', { name: 'Who and why?' })
    await dialog.getByRole('textbox', { name: 'Who' }).fill('PCSO 7781')
    await dialog.getByRole('combobox', { name: 'Why' }).fill('Cocooning visits')
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await page.locator('.print-root .sheet').first().waitFor({ state: 'attached' })
    await page.emulateMedia({ media: 'print' })
    await page.waitForTimeout(500)
    const sheet = page.locator('.print-root .sheet').first()
    // room around it, as paper has
    await sheet.evaluate((e: HTMLElement) => (e.style.margin = '24px'))
    const box = (await sheet.boundingBox())!
    // a sheet of several pages is one long element here
    const end = until && (await sheet.getByRole('heading', { name: until }).first().boundingBox())!.y - 32
    const height = Math.min(box.height, end ? end - box.y : (box.width * 297) / 210)
    const clip = { x: box.x - 24, y: box.y - 24, width: box.width + 48, height: height + 24 }
    await page.screenshot({ path: join(FOLDER, name), clip, fullPage: true })
  } else await page.screenshot({ path: join(FOLDER, name) })
  await page.close()
}

try {
  await new Promise((ready) => server.stdout.on('data', ready))
  await take('screen.png', 1280, 800, 'light')
  await take('explore.png', 1920, 1080, 'dark', '#v=1&view=explore')
  await take('tablet.png', 768, 1024, 'light', '#v=1&view=today')
  await take('worked.png', 1440, 900, 'light', '#v=1&view=plans&shown=')
  await take('phone.png', 390, 844, 'dark')
  await take('sheet.png', 794, 1123, 'light', '#v=1&view=cocooning', '^Print \\d+ rounds?')
  await take('briefing.png', 794, 1123, 'light', '#v=1&view=briefing', '^Print the briefing', '1 Overview')
} finally {
  await browser.close()
  server.kill()
}
