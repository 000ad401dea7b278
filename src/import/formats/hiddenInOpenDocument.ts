/** What is hidden in an OpenDocument, which the reader of workbooks does not tell. */
import type { Sheet } from './sheets.ts'

const PART =
  /<style:style\b[^<>]*>|<style:table-properties\b[^<>]*>|<table:table(?:\s[^<>]*)?>|<table:table-row\b[^<>]*>|<\/table:table-row>|<text:p[\s>]/g

const attribute = (tag: string, name: string): string =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? ''

/** Which sheets of an OpenDocument's XML are hidden, in their order, and how many of their filled rows, by hand or by a filter. */
export function hiddenInOpenDocument(xml: string): Pick<Sheet, 'hidden' | 'hiddenRows'>[] {
  const styles = new Set<string>()
  const sheets: { hidden: boolean; hiddenRows: number }[] = []
  let style = ''
  // how many rows the one being read stands for, where it is hidden
  let times = 0
  for (const [tag] of xml.matchAll(PART)) {
    if (tag.startsWith('<style:style')) style = attribute(tag, 'style:name')
    else if (tag.startsWith('<style:table-properties')) {
      if (attribute(tag, 'table:display') === 'false') styles.add(style)
    } else if (tag.startsWith('<table:table-row')) {
      const hidden = /^(collapse|filter)$/.test(attribute(tag, 'table:visibility')) && !tag.endsWith('/>')
      times = hidden ? Number(attribute(tag, 'table:number-rows-repeated') || 1) : 0
    } else if (tag === '</table:table-row>') times = 0
    else if (tag.startsWith('<table:table'))
      sheets.push({ hidden: styles.has(attribute(tag, 'table:style-name')), hiddenRows: 0 })
    else if (times > 0 && sheets.length > 0) {
      sheets[sheets.length - 1].hiddenRows += times
      times = 0
    }
  }
  return sheets
}
