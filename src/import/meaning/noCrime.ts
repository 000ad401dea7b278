/** Words by which systems say that a record is no crime any more: no-crimed, cancelled, transferred, reclassified. */

/** Whole texts or beginnings of texts: "Transferred to CPS" is an outcome of a crime, "Transferred to other force" is the end of ours. */
const PATTERNS: readonly RegExp[] = [
  /\b(no|non|not an?|not a notifiable|never an?) ?(recordable |notifiable )?(crime|offence)(d|s)?\b(?! (type|scene|number|ref|suspect|seriou))/,
  /\bno criming\b|\b(un|de)crimed\b|\bn ?100\b|\bc(rime )?cancel+(ed|ation)\b/,
  // "Cancelled bail", "Crime scene cancelled" and "Void property" are of something else
  /^(crime |offence |record |report |occurrence |incident )?(cancel+(ed|ation)|annulled|void(ed)?|withdrawn from recording)\b(?! (bail|warrant|appointment|visit|property|properties|scene|order|court|hearing|interview|deployment|attendance|alarm|cctv))/,
  /\b(crime|offence|record|report)( was| is| has been)? (cancel+ed|annulled|voided)\b/,
  /^(crime |offence |record )?transfer+(ed)?( record| crime| out)?$/,
  /\btransfer+(ed)? (out )?(to|by) (an)?other (police )?(force|agency|service|area|jurisdiction)\b|\btransfer+(ed)? (to|out of) (other |another )?force\b/,
  // "Transferred to BTP", "… to Lancashire Constabulary"; a task force is our own
  /\btransfer+(ed)? (out )?to (the )?(btp|mps|met|gmp|psni|(?!.*\btask force).*\b(police|constabulary|police force|force area))$/,
  /\bcancel+ed (and )?transfer+ed\b|^transfer+ed (burglary|theft|robbery|criminal|offence|crime)\b/,
  /^(crime |offence )?re ?class(ified|ed)?( record| crime| (to|as|from)\b.*)?$|^re ?class(ified|ed)?\b.*(burglary|theft|robbery)|\bre ?classified$/,
  /^(crime )?(unfounded|unsubstantiated|verified as (false|no crime)|false report|recorded in error|created in error|entered in error|raised in error|reported in error|duplicate( crime| record| report)?( of.*)?)( (crime|report|offence|record))?$/,
  /^(error|avi|deleted|not confirmed|(crime|record|offence|report)( is| was)? (deleted|not confirmed)|(not|non) recordable|not to be recorded)$/,
  /^(withdrawn|filed|closed|finali[sz]ed|undetected|detected|removed)( as)? (recorded in error|cancel+ed|unfounded)$/,
  /^(unfounded|false report|recorded in error)( report)?( of)? .*\b(burglary|burglaries|theft|robbery|vehicle)\b/,
  /\b(burglary|burglaries|theft|robbery|robberies|tfmv|tomv|offence|crime(?! scene))\b.*\b(cancel+ed|cancel+ation|unfounded|annulled|voided)$/,
  /^(avi|duplicate|error|false report|verified( false)?|admin\w*)( and)? (cancel+ed|no crim\w+)$|^de ?classified$/,
  /^(crime |record |report |incident |occurrence )?(was |is )?(recorded|created|entered|raised|input) in error$|^not crimed$|^crime related incident$|^transfer (to )?(an)?other force$|^dup(licate)? of .*\d/,
  /\bno longer an? (crime|offence)\b|\bnot (to be )?(recorded|treated|counted) as (an? )?(crime|offence)\b|\bnot a recorded (crime|offence)\b|\bno evidence of (an? |any )?(crime|offence)\b/,
  /^(converted|reverted|downgraded|changed) (back )?to (an? )?(incident|non crime|no crime)( only| log)?$|^removed from (crime )?recording$/,
  /^(crime |record |report |offence )?(struck (off|out)|negated|de ?classif(y|ied)|non ?notifiable|false alarm)$|^(recorded|created|entered|raised|input) in error (void|cancel+ed|closed|filed|no crime)$/,
  /^(merged (with|into)|(linked|closed|filed|cancel+ed)( as)?( an?)? duplicate)\b|^c cancel+ed$|^trans(ferre)?d? (out )?to (an)?(other force|[a-z]+ (police|constabulary)|[a-z]+shire)$/,
  // Spanish, French, German, Italian, Welsh
  /^(sin delito|no constituye delito|class[eé]e?( sans suite)? (faits? non [eé]tablis?|infraction (insuffisamment caract[eé]ris[eé]e|non [eé]tablie))|annullat[oa]|kein(e)? straftat|(ddim yn|nid yw n) (drosedd|trosedd)|dim trosedd)$/,
  /^(anulad[oa]|annul[ée]e?|storniert|(statws )?(diddymwyd|canslwyd|wedi i (ddiddymu|ganslo)))$/,
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
/** "N" in such a column says that the record is no crime. */
const CONFIRMED =
  /^(is )?(a )?(recorded |confirmed |notifiable )?(crime|crimed)( flag| ind| indicator| y n)?$/
/** Any date in such a column says so. */
const DATED =
  /^(date )?((no|non) ?crim(e|ed)|(crime )?cancel+(ed|ation))( on| date)+$|^date (no ?crimed|cancel+ed)$/
/** What a record was before says nothing of what it is. */
const FORMER = /\b(previous|old|original|initial|former|first|victim|suspect|alarm)\b/

/** What a column says of whether a crime still is one. */
export interface StatusColumn {
  readonly column: number
  /** words; "Y" means no crime; "N" means no crime; anything at all means no crime */
  readonly says: 'words' | 'yes' | 'no' | 'filled'
}

/** Words that a column of statuses has at most. */
const FEW_WORDS = 40
/** More such columns are not looked at. */
const MOST = 4

/**
 * Columns among the free ones that tell a status: by their headers as they are compared, and where the header says
 * nothing, by few words among which some end a crime.
 */
export function statusColumns(
  headers: readonly string[],
  free: (column: number) => boolean,
  values: (column: number) => readonly string[],
): StatusColumn[] {
  const found: StatusColumn[] = []
  const unnamed: StatusColumn[] = []
  headers.forEach((h, column) => {
    if (!free(column)) return
    const says = FLAGGED.test(h) ? 'yes' : DATED.test(h) ? 'filled' : STATUS.test(h) ? 'words' : undefined
    if (CONFIRMED.test(h)) {
      if (isYesNo(values(column))) found.push({ column, says: 'no' })
    } else if (says) found.push({ column, says })
    else if (!FORMER.test(h) && endsSome(values(column))) unnamed.push({ column, says: 'words' })
  })
  return [...found, ...unnamed].slice(0, MOST)
}

const isYesNo = (values: readonly string[]): boolean =>
  values.length > 0 && values.every((v) => /^(y|n|yes|no|true|false|t|f|0|1)$/i.test(v.trim()))

/** Whether a column of few words has some that end a crime, and others. */
function endsSome(values: readonly string[]): boolean {
  const words = new Set(values.map((v) => v.trim()))
  if (words.size < 2 || words.size > FEW_WORDS) return false
  const ends = [...words].filter(isNoLonger).length
  return ends > 0 && ends < words.size
}

/** What a cell of a status column says, as words. */
export function statusText(text: string, says: StatusColumn['says']): string {
  if (says === 'words') return text
  const cell = text.trim()
  const ended = says === 'filled' ? /\d/.test(cell) : (says === 'yes' ? YES : NO).test(cell)
  return ended ? 'no crime' : ''
}

const YES = /^(y|yes|true|t|1|x)$/i
const NO = /^(n|no|false|f|0)$/i
