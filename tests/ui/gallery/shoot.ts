/** Builds nothing: opens the built gallery in Chromium, keeps pictures, and counts what axe and the console say. */
import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import { preview } from 'vite'

const config = new URL('./vite.config.ts', import.meta.url).pathname
const out = new URL('../../output/gallery-shots', import.meta.url).pathname
const server = await preview({ configFile: config, preview: { port: 4187 } })
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
let faults = 0
const only = process.argv[2]
for (const view of ['parts', 'charts', 'frame', 'palette'])
  for (const theme of ['light', 'dark', 'paper'])
    for (const width of [1280, 768, 390]) {
      if (only && !`${view}-${theme}-${width}`.startsWith(only)) continue
      if (theme === 'paper' && (width !== 1280 || view === 'frame' || view === 'palette')) continue
      if (width === 768 && view !== 'frame') continue
      const context = await browser.newContext({ viewport: { width, height: width === 390 ? 844 : 800 } })
      const page = await context.newPage()
      page.on('console', (m) => {
        // the gallery breaks one part on purpose
        if (m.type() !== 'error' || /made for the gallery/.test(m.text())) return
        faults++
        console.log(`${view} ${theme} ${width}: ${m.text()}`)
      })
      await page.goto(`http://localhost:4187/?view=${view}&theme=${theme}`)
      await page.waitForTimeout(400)
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      if (wide > 0) {
        faults++
        console.log(`${view} ${theme} ${width}: the page scrolls sideways by ${wide} px`)
      }
      const { violations } = await new AxeBuilder({ page }).analyze()
      for (const v of violations) {
        faults++
        console.log(
          `${view} ${theme} ${width}: ${v.id}: ${v.nodes
            .map((n) => n.target + ' ' + (n.any[0]?.message ?? ''))
            .slice(0, 4)
            .join(' | ')}`,
        )
      }
      await page.screenshot({
        path: `${out}${view}-${theme}-${width}.png`,
        fullPage: view === 'parts' || view === 'charts',
      })
      await context.close()
    }
console.log(`${faults} faults`)
await browser.close()
await server.close()
process.exit(faults > 0 ? 1 : 0)
