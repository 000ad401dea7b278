/** Did it work? on the sample: both verdicts, one printed page, one plan written, deleted and brought back; a claim taken apart. */
import { expect, test } from '@playwright/test'
import { holdPrints, openSample, printed, watch } from './tools.ts'

test('a newcomer sees a plan that worked and one that cannot be told', async ({ page }) => {
  const log = watch(page)
  await holdPrints(page)
  await openSample(page, '#v=1&view=plans&shown=')
  const heading = (name: RegExp) => expect(page.getByRole('heading', { level: 2, name })).toBeVisible()
  await heading(/^Cannot tell/)
  await page.getByRole('combobox', { name: /^Plan,/ }).selectOption({ index: 0 })
  await heading(/^Crime fell more than the comparison/)

  await page.getByRole('button', { name: 'Print the plan' }).click()
  const { pages } = await printed(page)
  expect(pages).toHaveLength(1)
  expect(pages[0].replace(/\s+/g, ' ')).toContain('Crime fell more than the comparison')

  await page.getByRole('button', { name: 'More of plan P1' }).click()
  await page.getByRole('menuitem', { name: 'Delete this plan' }).click()
  await heading(/^Cannot tell/)
  await page.keyboard.press('Control+z')
  await page.getByRole('combobox', { name: /^Plan,/ }).selectOption({ index: 0 })
  await heading(/^Crime fell more/)

  await page.goto('./#v=1&view=claim&shown=')
  await page.getByRole('textbox', { name: 'The claim' }).fill('12 streets 60 to 10, city 400 to 292')
  await heading(/^Against the comparison it is a fall of 8\d%/)
  expect(log.errors).toEqual([])
})
