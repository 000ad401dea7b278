/** How investigations ended, in the twelve groups of the inspectorate's Table 2, from codes or wordings. */

/**
 * The groups of Table 2 in its order, with its two columns in per cent: robbery and theft offences in England and
 * Wales without Greater Manchester, 2021 (HMICFRS 2022, Finding time for crime). Two more follow that the table
 * does not have: wordings that leave open which evidential group is meant, and what says nothing.
 */
export const OUTCOME_GROUPS = [
  { id: 'charged', label: 'Charged or summonsed', robbery: 6.6, theft: 4.2 },
  { id: 'tic', label: 'Taken into consideration', robbery: 0.0, theft: 0.1 },
  { id: 'formal', label: 'Out of court, formal', robbery: 0.2, theft: 0.3 },
  { id: 'informal', label: 'Out of court, informal', robbery: 0.3, theft: 0.9 },
  {
    id: 'prevented',
    label: 'Prosecution prevented or not in the public interest',
    robbery: 0.1,
    theft: 0.3,
  },
  {
    id: 'victimSupports',
    label: 'Evidential difficulties, victim supports action',
    robbery: 6.6,
    theft: 5.0,
  },
  {
    id: 'victimDoesNot',
    label: 'Evidential difficulties, victim does not support action',
    robbery: 20.4,
    theft: 8.1,
  },
  { id: 'noSuspect', label: 'Investigation complete, no suspect identified', robbery: 39.4, theft: 71.4 },
  { id: 'otherBody', label: 'Action by another body', robbery: 0.1, theft: 0.1 },
  {
    id: 'furtherNot',
    label: 'Further investigation not in the public interest',
    robbery: 0.1,
    theft: 0.5,
  },
  { id: 'diversion', label: 'Diversion, education or intervention', robbery: 0.1, theft: 0.1 },
  { id: 'open', label: 'Not yet assigned an outcome', robbery: 26.1, theft: 9.0 },
  {
    id: 'evidential',
    label: 'Evidential difficulties, the victim’s wish not said',
    robbery: undefined,
    theft: undefined,
  },
  { id: 'unknown', label: 'Unknown', robbery: undefined, theft: undefined },
] as const

export type OutcomeGroup = (typeof OUTCOME_GROUPS)[number]['id']

/** Home Office outcome types 0 to 22; 19 (passed to the fraud bureau) has no group in Table 2. */
const OF_CODE: readonly OutcomeGroup[] = [
  'open',
  'charged',
  'formal',
  'formal',
  'tic',
  'prevented',
  'formal',
  'informal',
  'informal',
  'prevented',
  'prevented',
  'prevented',
  'prevented',
  'prevented',
  'victimDoesNot',
  'victimSupports',
  'victimDoesNot',
  'prevented',
  'noSuspect',
  'unknown',
  'otherBody',
  'furtherNot',
  'diversion',
]

/** First match wins, so the narrower wording stands before the wider. Tried on lower case with plain dashes. */
const WORDINGS: readonly (readonly [RegExp, OutcomeGroup])[] = [
  [/status.*unavailable|not known|unknown|not recorded|^n\/?a$|fraud (intelligence|case)|nfib/, 'unknown'],
  [/diversion|educational|intervention/, 'diversion'],
  [/further investigation.*not in (the )?public interest/, 'furtherNot'],
  // open data's short form of outcome 22, "…not in the public interest to take any further action"
  [/further action.*not in (the )?public interest/, 'diversion'],
  [/no suspect|undetected|suspect not identified$|unsolved/, 'noSuspect'],
  [/taken into consideration|\btics?\b/, 'tic'],
  [
    /another (organisation|organization|body|agency)|other (body|agency|organisation)|transferred to/,
    'otherBody',
  ],
  [
    /victim (does not|doesn'?t|declines|unwilling|not) ?.*(support|prosecut|action)|victim based|victim declin/,
    'victimDoesNot',
  ],
  [/victim supports|victim is supportive|victim support(s|ive)/, 'victimSupports'],
  [/evidential difficult|insufficient evidence|unable to prosecute/, 'evidential'],
  [/local resolution|community resolution|cannabis|khat|drugs possession warning|restorative/, 'informal'],
  [/caution|penalty notice|reprimand|final warning|\bpnd\b/, 'formal'],
  [
    /under (current )?investigation|not yet|no outcome|awaiting outcome|outcome pending|undetermined|^(new|open|live|active|ongoing|pending)\b/,
    'open',
  ],
  // what courts do follows a charge
  [/not guilty|defendant|court|offender|sentenced|convicted/, 'charged'],
  [/not (been )?charged|no charge|charge not/, 'unknown'],
  [/charge|summons|postal requisition/, 'charged'],
  [
    /prosecution (prevented|not possible|time limit)|time limit|(not|isn't) in (the )?public interest|(offender|suspect) (has )?died|too ill|under age|below the age/,
    'prevented',
  ],
]

const plainOutcome = (text: string): string =>
  text.toLowerCase().replace(/[’‘]/g, "'").replace(/[–—]/g, '-').replace(/\s+/g, ' ').trim()

/** The Home Office outcome type (0 to 22) that an outcome leads with: 18 of "18", "Outcome 16: …", 1 of "1A"; undefined for words. */
export function outcomeCode(text: string): number | undefined {
  const code =
    /^(?:ho )?(?:outcome|code|type|disposal)?[ :#-]*(?:code|type)?[ :#-]*(\d{1,2})[a-c]?(?![\da-z/]| ?(?:months?|weeks?|days?|years?))/.exec(
      plainOutcome(text),
    )
  return code && +code[1] < OF_CODE.length ? +code[1] : undefined
}

/**
 * The group of an outcome as a file words it: a leading Home Office code ("18", "1A", "Outcome 16: …") decides,
 * else the words do. Nothing written, and words that fit nothing, are unknown: they are counted, never guessed.
 */
export function outcomeGroup(text: string): OutcomeGroup {
  const plain = plainOutcome(text)
  if (plain === '') return 'unknown'
  const code = outcomeCode(text)
  if (code !== undefined) return OF_CODE[code]
  // a death ends a case before the wide word "offender" can be read as a court's
  if (/(offender|suspect) (has )?died|(offender|suspect) (is )?(deceased|too ill)/.test(plain))
    return 'prevented'
  return WORDINGS.find(([pattern]) => pattern.test(plain))?.[1] ?? 'unknown'
}

/** Counts by group, in the order of `OUTCOME_GROUPS`. */
export function countOutcomes(
  values: readonly string[],
  codes: Uint32Array,
  rows: Iterable<number>,
): Uint32Array {
  const index = values.map((v) => OUTCOME_GROUPS.findIndex((g) => g.id === outcomeGroup(v)))
  const counts = new Uint32Array(OUTCOME_GROUPS.length)
  for (const i of rows) counts[index[codes[i]]]++
  return counts
}
