/** Opens the browser's print dialogue on sheets rendered for the purpose, and clears them away after. */
import { keeps } from '../core/base/kept.ts'
import { type ReactNode, startTransition, useLayoutEffect } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { flushSync } from 'react-dom'
import type { Measured } from './frames.ts'
import { pageRule } from './marks.ts'
import './print.css'
import './dense.css'
import './documents.css'

/** Sheets standing ready to be printed. */
export interface Prepared {
  readonly root: HTMLElement
  /** takes the sheets and their page rules away again */
  clear(): void
}

/** Gives each sheet under `root` its named page with the margins it asked for. Returns a function that undoes it. */
export function markPages(root: HTMLElement): () => void {
  const rules: string[] = []
  root.querySelectorAll<HTMLElement>('.sheet').forEach((sheet, i) => {
    const name = `sheet-${i}`
    sheet.style.setProperty('page', name)
    // a slide is its own page from edge to edge: 16 : 9, its marking inside
    if (sheet.dataset.slide) return void rules.push(`@page ${name} { size: 1280px 720px; margin: 0 }`)
    rules.push(
      pageRule(name, {
        marking: sheet.dataset.marking ?? '',
        left: sheet.dataset.left,
        handling: sheet.dataset.handling,
        pages: sheet.dataset.pages !== 'none',
        part: sheet.dataset.part,
        head: sheet.dataset.head,
      }),
    )
  })
  // a constructed sheet is allowed where the page's policy forbids inline styles
  const css = new CSSStyleSheet()
  css.replaceSync(rules.join('\n'))
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, css]
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((s) => s !== css)
  }
}

/** Sheets still standing, because a browser never said that printing ended. */
let standing: Prepared | undefined
keeps(() => standing?.clear())

/** Tells once what stands beside it is in the document. */
function Standing({ tell }: { tell: () => void }) {
  useLayoutEffect(tell, [tell])
  return null
}

/** Renders in slices, so that clicks and frames come between the sheets of a whole night. Rejects where a sheet throws. */
const rendered = (root: HTMLElement, sheets: ReactNode): Promise<Root> =>
  new Promise((done, failed) => {
    const react = createRoot(root, { onUncaughtError: failed })
    const tell = () => done(react)
    startTransition(() =>
      react.render(
        <>
          {sheets}
          <Standing tell={tell} />
        </>,
      ),
    )
  })

/** Renders sheets into a hidden root of this document and waits for their pictures and fonts. */
export async function prepareSheets(sheets: ReactNode): Promise<Prepared> {
  standing?.clear()
  const root = document.createElement('div')
  root.className = 'print-root'
  document.body.append(root)
  const react = await rendered(root, sheets)
  const unmark = markPages(root)
  // a picture that is still loading would print as an empty frame; a broken one must not hold up the paper
  await Promise.all([...root.querySelectorAll('img')].map((img) => img.decode().catch(() => undefined)))
  await document.fonts.ready
  document.documentElement.classList.add('printing')
  const prepared: Prepared = {
    root,
    clear() {
      if (standing === prepared) standing = undefined
      document.documentElement.classList.remove('printing')
      unmark()
      react.unmount()
      root.remove()
    },
  }
  standing = prepared
  return prepared
}

const PX_PER_MM = 96 / 25.4

/** Lays a sheet with a table out unseen, as it will be printed, and measures it. Pictures count by the size of their frames. */
export function measureSheet(sheet: ReactNode): Measured {
  const root = document.createElement('div')
  root.className = 'print-root measured'
  document.body.append(root)
  const react = createRoot(root)
  flushSync(() => react.render(sheet))
  const high = (e: Element | null) => (e ? e.getBoundingClientRect().height / PX_PER_MM : 0)
  const whole = root.querySelector('.sheet')
  const table = root.querySelector('.sheet-table')
  const end = (e: Element | null) => (e ? e.getBoundingClientRect().bottom / PX_PER_MM : 0)
  const measured = {
    height: high(whole),
    rows: [...root.querySelectorAll('.sheet-table tbody tr')].map(high),
    head: high(root.querySelector('.sheet-table thead')),
    foot: end(whole) - end(table),
  }
  react.unmount()
  root.remove()
  return measured
}

/** Prints sheets: opens the dialogue, and clears up when it closes. Resolves then. */
export async function printDocument(sheets: ReactNode): Promise<void> {
  const prepared = await prepareSheets(sheets)
  await new Promise<void>((done) => {
    window.addEventListener('afterprint', () => done(), { once: true })
    window.print()
  })
  prepared.clear()
}
