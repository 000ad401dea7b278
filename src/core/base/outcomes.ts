/** What can happen at a door, in one list for phone, paper and what is typed in from it. */

/** What happens at a door, as phone and paper offer it, in the order of their buttons and boxes. */
export const OUTCOMES = ['spoken', 'card left', 'call back', 'no answer', 'refused', 'vacant'] as const
/** What is offered on a round of homes, or of streets: a street is neither vacant nor no home. The numbers on paper are the same. */
export const outcomesOf = (streets: boolean): readonly (typeof OUTCOMES)[number][] =>
  streets ? OUTCOMES.filter((o) => o !== 'vacant') : OUTCOMES

/** Outcomes that earlier versions recorded: still read, shown and counted, offered no more. */
export const EARLIER_OUTCOMES = ['leaflet', 'not a dwelling'] as const
export type Outcome = (typeof OUTCOMES)[number] | (typeof EARLIER_OUTCOMES)[number]

/** What each outcome is called, in full. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, string>> = {
  spoken: 'Spoke to someone',
  'card left': 'No answer, card left',
  'call back': 'Call back later',
  'no answer': 'No answer, no card',
  refused: 'Refused',
  vacant: 'Vacant or not a home',
  leaflet: 'Leaflet',
  'not a dwelling': 'Not a dwelling',
}

/** What a box on paper is headed with, in the words a narrow column holds. */
export const OUTCOME_SHORT: Readonly<Record<(typeof OUTCOMES)[number], string>> = {
  spoken: 'Spoke',
  'card left': 'Card left',
  'call back': 'Call back',
  'no answer': 'No answer',
  refused: 'Refused',
  vacant: 'Vacant',
}

/** What is ticked beside an outcome: a camera seen, a leaflet given, a referral to another service. */
export const TICKS = ['camera', 'leaflet', 'vulnerability', 'language', 'crime prevention'] as const
export type Tick = (typeof TICKS)[number]

/** What each tick is called. */
export const TICK_WORDS: Readonly<Record<Tick, string>> = {
  camera: 'Camera here',
  leaflet: 'Leaflet given',
  vulnerability: 'Referral: vulnerability',
  language: 'Referral: language',
  'crime prevention': 'Referral: crime prevention',
}

/** The letter each tick is written as on paper, and typed in with: no two alike, and none of them the key of anything else. */
export const TICK_LETTERS: Readonly<Record<Tick, string>> = {
  camera: 'C',
  leaflet: 'L',
  vulnerability: 'V',
  language: 'G',
  'crime prevention': 'P',
}

/** The letters of the referrals with what each stands for: "V (vulnerability), G (language) or P (crime prevention)". */
export const REFERRAL_LETTERS: string = TICKS.filter((t) => TICK_WORDS[t].startsWith('Referral'))
  .map((t) => `${TICK_LETTERS[t]} (${t})`)
  .join(', ')
  .replace(/, ([^,]*)$/, ' or $1')

/** The ticks of a list in their one order, each once; absent where there are none. */
export const soundTicks = (ticks: readonly string[] | undefined): { ticks?: readonly Tick[] } => {
  const mine = TICKS.filter((t) => ticks?.includes(t))
  return mine.length > 0 ? { ticks: mine } : {}
}
