/** A patrol plan: printed for each officer, held against a recorded track, and shown to the public. */
import { statSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { chooserOf, goTo, holdPrints, openSample, printed, textFile, watch } from './tools.ts'

/** A walk round the town's centre on the sample's last day, a position each minute from 15:00 on; silent once. */
function walk(): string {
  const points: string[] = []
  for (let m = 0; m < 240; m++) {
    if (m > 100 && m < 115) continue
    const time = new Date(Date.UTC(2026, 10, 22, 15, m)).toISOString()
    const [lng, lat] = [1.674 + 0.004 * Math.cos(m / 19), 54.16 + 0.002 * Math.sin(m / 13)]
    points.push(`<trkpt lat="${lat}" lon="${lng}"><time>${time}</time></trkpt>`)
  }
  return `<?xml version="1.0"?><gpx version="1.1"><trk><name>Late turn</name><trkseg>${points.join('')}</trkseg></trk></gpx>`
}

test('a shift is planned, printed, walked and shown', { tag: '@map' }, async ({ page }) => {
  const log = watch(page)
  await holdPrints(page)
  await openSample(page)
  await goTo(page, 'Patrol')
  const head = page.getByRole('heading', { level: 2, name: /officers?, \d+ visits? to \d+ places?/ })
  await expect(head).toBeVisible()
  const visits = Number(/(\d+) visits?/.exec((await head.textContent())!)![1])

  await page.getByRole('button', { name: /^Print \d+ officers’ sheets/ }).click()
  const { pages } = await printed(page)
  expect(pages).toHaveLength(3)
  expect(pages.join('\n').match(/incidents? between/g)).toHaveLength(visits)
  for (const p of pages) {
    expect(p.match(/OFFICIAL-SENSITIVE/g)).toHaveLength(2)
    expect(p).toMatch(/seed 1/)
  }

  // a track dropped while the plan is open stays with the plan
  const chooser = await chooserOf(page, () => page.keyboard.press('Control+o'))
  await chooser.setFiles([textFile('late-turn.gpx', walk())] as never)
  await expect(
    page.getByRole('heading', { level: 2, name: /\d+ of \d+ planned minutes were delivered/ }),
  ).toBeVisible()
  await expect(page.getByText('1 silence of the tracks')).toBeVisible()

  await goTo(page, 'Patrol')
  await page.getByText('Recorded tracks', { exact: true }).click()
  await expect(page.getByRole('heading', { level: 2, name: /1 track, 224 minutes recorded/ })).toBeVisible()
  await page.getByRole('button', { name: 'Draw it', exact: true }).click()
  await expect(page.getByRole('img', { name: /^Where patrols were, Nov 2026: / })).toBeVisible()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Save as PNG' }).click()
  const file = await download
  expect(file.suggestedFilename()).toBe('patrol-coverage.png')
  expect(statSync(await file.path()).size).toBeGreaterThan(20_000)
  expect(log.errors).toEqual([])
})
