/** Words by which systems say that a record is no crime any more: no-crimed, cancelled, transferred, reclassified. */

/** Whole texts or beginnings of texts: "Transferred to CPS" is an outcome of a crime, "Transferred to other force" is the end of ours. */
const PATTERNS: readonly RegExp[] = [
  /\b(no|non|not an?|not a notifiable|never an?) ?(recordable |notifiable )?(crime|offence)(d|s)?\b(?! (type|scene|number|ref|suspect|seriou))/,
  /\bno criming\b|\b(un|de)crimed\b|\bn ?100\b|\bc(rime )?cancel+(ed|ation)\b/,
  /^(crime |offence |record |report |occurrence |incident )?(cancel+(ed|ation)|annulled|void(ed)?|withdrawn from recording)\b/,
  /\b(crime|offence|record|report)( was| is| has been)? (cancel+ed|annulled|voided)\b/,
  /^(crime |offence |record )?transfer+ed( record| crime| out)?$/,
  /\btransfer+ed (out )?(to|by) (an)?other (police )?(force|agency|service|area|jurisdiction)\b|\btransfer+ed (to|out of) (other |another )?force\b/,
  /\bcancel+ed (and )?transfer+ed\b|^transfer+ed (burglary|theft|robbery|criminal|offence|crime)\b/,
  /^(crime |offence )?re ?class(ified|ed)?( record| crime| (to|as|from)\b.*)?$|^re ?class(ified|ed)?\b.*(burglary|theft|robbery)/,
  /^(crime )?(unfounded|unsubstantiated|verified as (false|no crime)|false report|recorded in error|created in error|entered in error|raised in error|duplicate( crime| record| report)?( of.*)?)( (crime|report|offence|record))?$/,
  /^(unfounded|false report|recorded in error)( report)?( of)? .*\b(burglary|burglaries|theft|robbery|vehicle)\b/,
  /\b(burglary|burglaries|theft|robbery|robberies|tfmv|tomv|offence|crime)\b.*\b(cancel+ed|cancel+ation|unfounded|annulled|voided)$/,
  /^additional verifiable information.*\bno\b|\bavi (confirms|shows) no\b|\bno notifiable crime\b/,
]

const plain = (text: string): string =>
  text
    .slice(0, 300)
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Whether a wording, a status or an outcome says that the record is no crime any more. */
export function isNoLonger(text: string): boolean {
  const words = plain(text)
  return words !== '' && PATTERNS.some((p) => p.test(words))
}

const STATUS =
  /\b(status|outcome|disposal|disposition|result|state|validity|finali[sz]ation|closure|clear ?up|crimed)\b/
const FLAGGED =
  /^(is )?(no|non) ?crim(e|ed)( flag| ind| indicator)?$|^(is )?(crime )?cancel+ed( flag| ind| indicator)?$/

/** What a column says of whether a crime still is one: words, or yes and no. */
export interface StatusColumn {
  readonly column: number
  /** "Y" in it means that the record is no crime */
  readonly flag: boolean
}

/** Columns among the given ones that tell a status, by their headers as they are compared; three at most. */
export function statusColumns(headers: readonly string[], free: (column: number) => boolean): StatusColumn[] {
  const found: StatusColumn[] = []
  headers.forEach((h, column) => {
    if (!free(column)) return
    if (FLAGGED.test(h)) found.push({ column, flag: true })
    else if (STATUS.test(h)) found.push({ column, flag: false })
  })
  return found.slice(0, 3)
}

/** What a cell of a status column says, as words. */
export const statusText = (text: string, flag: boolean): string =>
  !flag ? text : /^(y|yes|true|t|1|x)$/i.test(text.trim()) ? 'no crime' : ''
