/**
 * A sheet as a PNG, made in the browser under the strictest policy: the rendered markup, the page's own style rules
 * and its font go into one SVG, and the SVG into a canvas. Nothing is fetched from anywhere but this origin.
 */
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { flushSync } from 'react-dom'

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((done, fail) => {
    const reader = new FileReader()
    reader.onload = () => done(reader.result as string)
    reader.onerror = () => fail(new Error('A part of the picture could not be read; try again.'))
    reader.readAsDataURL(blob)
  })

const fetched = async (url: string): Promise<string> => dataUrl(await (await fetch(url)).blob())

/** Fonts of the page by their address, as data; read once. */
// keeps no data: the fonts of the page
const fonts = new Map<string, Promise<string>>()

/** A font rule with its file inside; '' for alphabets that no sheet uses. */
async function fontRule(rule: CSSFontFaceRule, base: string): Promise<string> {
  const range = rule.style.getPropertyValue('unicode-range')
  // basic Latin, and the accents and dashes beside it
  if (range !== '' && !/U\+0{0,4}-FF\b|U\+0000-00FF/i.test(range)) return ''
  const file = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1]
  if (!file) return ''
  const url = new URL(file, base).href
  if (!fonts.has(url)) {
    const data = fetched(url)
    fonts.set(url, data)
    // what could not be read is asked for again next time
    data.catch(() => fonts.delete(url))
  }
  return rule.cssText.replace(file, await fonts.get(url)!)
}

/** Every style rule of the page as text; rules for the printer are left out, as a picture is none. */
async function styleText(): Promise<string> {
  const out: string[] = []
  for (const sheet of document.styleSheets)
    for (const rule of sheet.cssRules) {
      if (rule instanceof CSSFontFaceRule) out.push(await fontRule(rule, sheet.href ?? document.baseURI))
      else if (rule instanceof CSSMediaRule && rule.conditionText === 'print') continue
      else if (!(rule instanceof CSSPageRule)) out.push(rule.cssText)
    }
  return out.join('\n')
}

/** Pictures inside the markup as data: an SVG that is an image itself may ask for nothing. */
async function inlined(root: HTMLElement): Promise<void> {
  await Promise.all(
    [...root.querySelectorAll('img')].map(async (img) => {
      img.src = await fetched(img.src)
    }),
  )
}

/**
 * Renders a sheet of a fixed size in CSS pixels and gives its PNG, `scale` dots per pixel. Rejects with a sentence
 * where this browser cannot do it.
 */
export async function pictureOfSheet(sheet: ReactNode, scale: number): Promise<Blob> {
  const box = document.createElement('div')
  // off the screen, not hidden: charts measure the width they are given
  box.className = 'picture-root'
  box.dataset.theme = 'paper'
  box.setAttribute('aria-hidden', 'true')
  box.inert = true
  document.body.append(box)
  const react = createRoot(box)
  try {
    flushSync(() => react.render(sheet))
    await Promise.all([...box.querySelectorAll('img')].map((img) => img.decode().catch(() => undefined)))
    await document.fonts.ready
    // a chart draws itself anew once it knows its width
    await new Promise((done) => setTimeout(done, 60))
    const { width, height } = box.firstElementChild!.getBoundingClientRect()
    const copy = box.cloneNode(true) as HTMLElement
    copy.removeAttribute('class')
    await inlined(copy)
    const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
    style.textContent = await styleText()
    const ns = 'http://www.w3.org/2000/svg'
    const svg = document.createElementNS(ns, 'svg')
    for (const [k, v] of Object.entries({
      width: width * scale,
      height: height * scale,
      viewBox: `0 0 ${width} ${height}`,
    }))
      svg.setAttribute(k, String(v))
    svg.dataset.theme = 'paper'
    const frame = document.createElementNS(ns, 'foreignObject')
    frame.setAttribute('width', String(width))
    frame.setAttribute('height', String(height))
    frame.append(copy)
    svg.append(style, frame)
    return await painted(
      new XMLSerializer().serializeToString(svg),
      Math.round(width * scale),
      Math.round(height * scale),
    )
  } finally {
    react.unmount()
    box.remove()
  }
}

async function painted(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  try {
    await image.decode()
  } catch {
    throw new Error(
      'This browser cannot turn a sheet into a picture; print it, or take Chrome, Edge or Firefox.',
    )
  }
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const g = canvas.getContext('2d')
  if (!g) throw new Error('The browser gave no picture; close other tabs and try again.')
  g.fillStyle = '#fff'
  g.fillRect(0, 0, width, height)
  g.drawImage(image, 0, 0, width, height)
  return new Promise((done, fail) =>
    canvas.toBlob(
      (b) => (b ? done(b) : fail(new Error('The browser gave no picture; try again.'))),
      'image/png',
    ),
  )
}
