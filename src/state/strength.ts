/** How hard a passphrase is to guess, by zxcvbn with English words, names and common passwords; fetched only when asked. */
import { keeps } from '../core/base/kept.ts'
import { canonicalPassphrase, SHORTEST } from './seal.ts'

/**
 * Fewest guesses, as a power of ten, that a passphrase must stand. The file can be taken away and guessed at without limit:
 * at a thousand Argon2id guesses a second, 10^12 take some thirty years.
 */
export const LEAST_GUESSES = 12

/** Longest text that is judged: what lies behind it can only make a passphrase stronger. */
const MOST = 100

type Judge = (words: string) => number

/** Sayings that whoever guesses tries first, and that are long words in an unlikely order to a judge of words. */
const SAYINGS = [
  ...['cocoon', 'police', 'supercocooning', 'correcthorsebatterystaple', 'horsebatterystaple'],
  ...[
    'thequickbrownfox',
    'jumpsoverthelazydog',
    'tobeornottobe',
    'thatisthequestion',
    'maytheforcebewithyou',
  ],
  ...['godsavetheking', 'godsavethequeen', 'youllneverwalkalone', 'onceuponatime', 'itwasthebestoftimes'],
  ...['keepcalmandcarryon', 'winteriscoming', 'ourfatherwhoartinheaven', 'openthedoor'],
  ...['maryhadalittlelamb', 'twinkletwinklelittlestar', 'humptydumptysatonawall', 'happybirthdaytoyou'],
  ...['oneforallandallforone', 'allforone', 'helloworld', 'opensesame', 'illbeback'],
  ...[
    'tomorrowisanotherday',
    'rulebritannia',
    'landofhopeandglory',
    'swinglowsweetchariot',
    'bohemianrhapsody',
  ],
  ...['letmeinplease', 'thisismypassword', 'mypassword', 'ihatepasswords', 'ilovemydog', 'ilovemywife'],
]

let loading: Promise<Judge> | undefined
keeps(() => void (loading = undefined))

async function load(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  })
  return (words) => zxcvbn.check(words.slice(0, MOST), SAYINGS).guessesLog10
}

/** Why a passphrase must not lock a file, as a sentence; undefined where it may. */
export async function weakness(passphrase: string): Promise<string | undefined> {
  // what is guessed at is the form that locks
  const words = canonicalPassphrase(passphrase)
  if (words.length < SHORTEST)
    return `A passphrase needs at least ${SHORTEST} characters; four or more words that do not belong together are best.`
  const judge = await (loading ??= load())
  return judge(words) < LEAST_GUESSES
    ? 'This passphrase is too easy to guess: whoever takes the file can try millions. Use four or more words that do not belong together, or press Another.'
    : undefined
}
