/** Explore and the story of an incident: linked filters, undo, the link, and the way there by keyboard. */
import { expect, test, type Locator, type Page } from '@playwright/test'
import { chooseFiles, fewOfTheSample, linkOf, openSample, policeFile, watch } from './tools.ts'

const head = (page: Page) => page.locator('#panel h2').first()
const chart = (page: Page, title: string): Locator =>
  page.locator('#panel figure').filter({ has: page.locator('figcaption strong', { hasText: title }) })
/** What the bars of a chart say: "Beat 2 Market: 1,251, 26%". */
const bars = (page: Page, title: string): Promise<string[]> =>
  chart(page, title)
    .locator('.ch-row')
    .evaluateAll((rows) => rows.map((r) => r.getAttribute('aria-label') ?? ''))
const numberOf = (label: string): number => Number(/: ([\d,]+)/.exec(label)![1].replaceAll(',', ''))
const leftOf = async (page: Page): Promise<number> =>
  Number(/([\d,]+)/.exec((await head(page).textContent())!)![1].replaceAll(',', ''))
/** The tab of the incidents under the map, with their number. */
const incidentsTab = (page: Page) =>
  page.getByRole('navigation', { name: 'Under the map' }).getByRole('button', { name: /^Incidents/ })
const drawer = (page: Page) => page.getByRole('region', { name: 'Timeline' })
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' }).locator('.ch-sentence')

test('select in one chart and the others answer; undo, redo, chips and the link keep up', async ({
  page,
  context,
}) => {
  const log = watch(page)
  await openSample(page, '#v=1&view=explore')
  await expect(head(page)).toContainText('of 5,342 incidents')
  const beats = await bars(page, 'Beats')
  const offences = await bars(page, 'Offences')
  const before = await timeline(page).textContent()
  const all = await leftOf(page)

  // one beat: title, table, timeline and the other charts follow; its own chart keeps its bars
  await chart(page, 'Beats').getByRole('button', { name: beats[1] }).click()
  const n = numberOf(beats[1])
  await expect(head(page)).toContainText(`${n.toLocaleString('en-GB')} of 5,342`)
  await expect(incidentsTab(page)).toHaveText(`Incidents ${n.toLocaleString('en-GB')}`)
  expect(await bars(page, 'Beats')).toEqual(beats)
  const fewer = await bars(page, 'Offences')
  expect(fewer).not.toEqual(offences)
  // the offences of the filter add up to what is left
  const chosen = await chart(page, 'Offences')
    .locator('[aria-pressed="true"]')
    .evaluateAll((rows) => rows.map((r) => r.getAttribute('aria-label')!))
  expect(chosen.map(numberOf).reduce((a, b) => a + b, 0)).toBe(n)
  expect(await timeline(page).textContent()).not.toBe(before)
  await expect(page.getByRole('button', { name: /^Remove Beat/ })).toBeVisible()

  // a second one beside it, then off again, by keyboard
  const second = chart(page, 'Beats').getByRole('button', { name: beats[2] })
  await second.focus()
  await page.keyboard.press('Control+Enter')
  await expect(head(page)).toContainText(`${(n + numberOf(beats[2])).toLocaleString('en-GB')} of 5,342`)
  await page.keyboard.press('Control+Enter')
  await expect(head(page)).toContainText(`${n.toLocaleString('en-GB')} of 5,342`)

  // a drag over hours and weekdays is one step
  const cells = chart(page, 'Hours of the week').locator('.ch-cells')
  await cells.scrollIntoViewIfNeeded()
  const box = (await cells.boundingBox())!
  const at = (day: number, hour: number) =>
    [box.x + ((hour + 0.5) * box.width) / 24, box.y + ((day + 0.5) * box.height) / 7] as const
  await page.mouse.move(...at(4, 16))
  await page.mouse.down()
  await page.mouse.move(...at(5, 18), { steps: 4 })
  await page.mouse.move(...at(6, 21), { steps: 4 })
  await page.mouse.up()
  await expect(page.getByRole('button', { name: 'Remove 16:00–22:00' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Remove Fri/ })).toBeVisible()
  const block = await leftOf(page)
  expect(block).toBeLessThan(n)
  await page.getByRole('button', { name: /^Undo/ }).click()
  await expect(head(page)).toContainText(`${n.toLocaleString('en-GB')} of 5,342`)
  await page.keyboard.press('Control+Shift+z')
  await expect(head(page)).toContainText(`${block.toLocaleString('en-GB')} of 5,342`)

  // the link opens the same view elsewhere, and says nothing of any incident
  const url = await linkOf(page)
  expect(url).toContain('f.hours.hours')
  const hash = decodeURIComponent(decodeURIComponent(url.split('#')[1]))
  expect(hash).not.toMatch(/LW\/|Person|XL\d|Ludderwick/)
  const kept = { beats: await bars(page, 'Beats'), streets: await bars(page, 'Streets') }
  const other = await context.newPage()
  await other.goto(url)
  await expect(head(other)).toContainText(`${block.toLocaleString('en-GB')} of 5,342`)
  expect({ beats: await bars(other, 'Beats'), streets: await bars(other, 'Streets') }).toEqual(kept)
  await other.close()

  // chips take filters off one by one; the block goes by a press inside it
  await page.getByRole('button', { name: /^Remove Beat/ }).click()
  await expect(page.getByRole('button', { name: /^Remove Beat/ })).toHaveCount(0)
  // the chips stand above the charts, and have moved them: a click of the locator waits until they rest
  await cells.scrollIntoViewIfNeeded()
  const now = (await cells.boundingBox())!
  await cells.click({ position: { x: (18.5 * now.width) / 24, y: (5.5 * now.height) / 7 } })
  await expect(page.getByRole('button', { name: 'Remove 16:00–22:00' })).toHaveCount(0)
  expect(await leftOf(page)).toBe(all)
  expect(log.errors).toEqual([])
})

test('when filters leave nothing, it says which one to take off', async ({ page }) => {
  await openSample(
    page,
    '#v=1&view=explore&f.beat.beat=Beat%25208%2520Eastfield&f.street.street=Wathcroft%2520Street',
  )
  await expect(head(page)).toContainText('0 of 5,342')
  await expect(page.getByText('The filters leave no incident', { exact: true })).toBeVisible()
  const way = page.getByRole('button', { name: /^Take off “Wathcroft Street”: [\d,]+ back/ })
  const back = numberOf((await way.textContent())!)
  await way.click()
  await expect(head(page)).toContainText(`${back.toLocaleString('en-GB')} of 5,342`)
})

test('the story of a repeat burglary, found and read without a mouse', { tag: '@map' }, async ({ page }) => {
  await openSample(page)
  await page.keyboard.press('Control+k')
  await page.keyboard.type('incidents')
  await page.keyboard.press('Enter')
  await expect(drawer(page).getByRole('heading', { level: 2 })).toContainText('incidents after filters')
  await expect(drawer(page)).toBeFocused()
  const search = page.getByRole('searchbox', { name: 'Find words in these rows' })
  await tabTo(page, search)
  await page.keyboard.type('caldworth 000119')
  await expect(page.getByText(/^1 of [\d,]+ rows$/)).toBeVisible()
  const grid = drawer(page).getByRole('grid').first()
  await tabTo(page, grid)
  await page.keyboard.press('Home')

  const story = page.getByRole('region', { name: 'The story of an incident' })
  await expect(story.getByRole('heading', { level: 3 })).toContainText(
    /Residential burglary, .*16 Caldworth Street/,
  )
  // the file's own rows: the same home was burgled on 1 and 15 December
  const earlier = story.getByRole('list', { name: 'Earlier at this place' }).getByRole('button')
  await expect(earlier).toHaveText([/15 Dec 2024\s*17 days before/, /1 Dec 2024\s*31 days before/])
  const near = await story.getByRole('list', { name: 'Near repeats' }).getByRole('button').allTextContents()
  expect(near[0]).toContain('same place')
  for (const line of near) {
    const days = Number(/(\d+) days? (?:before|after)/.exec(line)?.[1] ?? 0)
    const metres = Number(/(\d+) m [NESW]/.exec(line)?.[1] ?? 0)
    expect([days <= 42, metres <= 400]).toEqual([true, true])
  }
  await expect(story.getByText(/of its kind within 400 m and 42 days/)).toBeVisible()
  await expect(story.getByText(/linked one to the next|hangs together with at least/)).toBeVisible()

  // to the earlier one and back
  await tabTo(page, earlier.first())
  await page.keyboard.press('Enter')
  await expect(story.getByText('Later at this place')).toBeVisible()
  await expect(story.getByRole('list', { name: 'Later at this place' }).getByRole('button')).toHaveText([
    /1 Jan 2025\s*17 days after/,
  ])
  await tabTo(page, story.getByRole('button', { name: /^Back to .*16 Caldworth Street/ }), true)
  await page.keyboard.press('Enter')
  await expect(earlier).toHaveCount(2)

  // everything within 400 m of it, seen in Explore with the card over the map; Escape closes the card
  await tabTo(page, story.getByRole('button', { name: 'All within 400 m of here' }))
  await page.keyboard.press('Enter')
  await page.keyboard.press('Control+k')
  await page.keyboard.type('linked charts')
  await page.keyboard.press('Enter')
  // the chips stand with the filter's own charts
  await expect(page.getByRole('button', { name: 'Remove Within 400 m' })).toBeVisible()
  await drawer(page).getByRole('button', { name: 'Close the drawer' }).click()
  const card = page.getByRole('region', { name: 'The chosen incident' })
  await expect(card).toContainText('2 earlier at this place')
  await card.getByRole('button', { name: 'Its story' }).focus()
  await page.keyboard.press('Escape')
  await expect(card).toHaveCount(0)
})

test('open data: no hours, no days, and a story that says what cannot be said', async ({ page }) => {
  await fewOfTheSample(page)
  await openSample(page)
  await chooseFiles(page, policeFile())
  await expect(page.getByText('months only, snap points').first()).toBeVisible()
  await page.locator('.a-filter-button').click()
  await expect(page.getByText(/This file knows months only/)).toBeVisible()
  expect(await chart(page, 'Offences').count()).toBe(1)
  expect(await chart(page, 'Hours of the week').count()).toBe(0)
  await incidentsTab(page).click()
  await drawer(page).getByRole('grid').first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByText(/near repeats, its chain and its zone are not shown/)).toBeVisible()
})

/** Presses Tab until the thing has the keyboard. */
async function tabTo(page: Page, to: Locator, back = false): Promise<void> {
  await expect(to).toBeVisible()
  for (let i = 0; i < 60; i++) {
    if (await to.evaluate((e) => e === document.activeElement)) return
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
  }
  await expect(to).toBeFocused()
}

test('dates the wrong way round are kept as typed and told, and the period goes on', async ({ page }) => {
  await openSample(page, '#v=1&view=series')
  const chip = page.locator('.a-period')
  await chip.click()
  await page.getByRole('button', { name: 'Last 28 days' }).click()
  await expect(chip).toContainText('Last 28 days')
  const [from, to] = [page.getByLabel('From', { exact: true }), page.getByLabel('To, inclusive')]
  await from.fill('2031-05-01')
  await expect(from).toHaveValue('2031-05-01')
  await expect(
    page.getByText(/^From, 1 May 2031, is after To, .*Until it is put right .* counts\.$/),
  ).toBeVisible()
  await expect(chip).toContainText('Last 28 days')
  // one more field put right is enough
  await to.fill('2031-05-03')
  await expect(chip).toContainText('1 May 2031 – 3 May 2031')
  await expect(page.getByText(/is after To/)).toHaveCount(0)
})
