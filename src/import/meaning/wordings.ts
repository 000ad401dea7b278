/**
 * Offence wordings of the English-, Spanish-, French-, German- and Italian-speaking world as rules. First match wins: the order is
 * the meaning. Wordings come in as `normaliseWording` gives them: lower case, no accents, one blank between words.
 */
import type { OffenceId } from '../../core/base/offences.ts'

/** A rule; `name` is what an offence of none of the kinds is called. */
export type Rule = readonly [pattern: RegExp, kind: OffenceId, name?: string]

/** What a building that is no home is called. */
export const OUTBUILDING = 'Burglary of a shed, garage or unconnected building'
const NOT_HOME = 'Burglary of a business or another building that is no home'

const rule = (...parts: string[]): RegExp => new RegExp(parts.join(''))

const BREAK =
  '(burglar|\\bburg\\b|break (in\\b|n\\b|and ent|and in|ent)|breaking (in|and ent|ent)|\\bb and e\\b|\\bbe and s\\b|housebreak|\\bhb\\b|unlawful entry|serious criminal trespass|\\bsct\\b|einbruch|einschleich|cambriol|effraction|introduction (par|avec|dans)|bwrgler\\w*|robo con fuerza|escalamiento|robo (a|en) (lugar|inmueble)|hurto (a|en) (lugar|inmueble))'
const HOUSE =
  '(residen|dwell|\\bhomes?\\b|domestic|\\bhouses?\\b|household|\\bapartments?\\b|\\bflats?\\b|\\bres\\b|habitation|habitacion|lugar habitado|viviendas?|\\bcasas?\\b|morada|domicil|\\bdw(e)?l?g\\b|preswyl|annedd|cartref|\\bty\\b|logement|maison|appartement|wohn|\\bhaus\\b|einfamilien)'
const SHED =
  '(unconnected|outbuilding|out building|out house|\\bshed|\\bgarages?\\b|\\bgarden\\b|allotment|trastero|garaje|dependance|\\bcave\\b|keller|dachboden|\\blaube|gartenhaus)'
const BUSINESS =
  '(business|commerc|community|amhreswyl|busnes|fusnes|masnach|cymuned|heblaw annedd|nad yw n annedd|non ?(residen|dwell|domestic|home)|\\botd\\b|other than (a |in a )?(dwell|residen|home)|not (a |in a )?(dwelling|residen|home)|nonres|residen\\w* excluded|other building|building other|industr|\\bshop|\\bstores?\\b|\\bschool|church|\\boffices?\\b|warehouse|\\bhotel|no habitad|comerci|negocio|establecimiento|empresa|oficina|entreprise|magasin|locaux|geschaft|\\bburo|firma|gewerb|gaststatt|\\bkiosk|\\blager)'
const PARKED =
  '(motor ?)?(vehicles?|veh\\b|vehicl|cars?\\b|vans?\\b|lorr|trucks?\\b|mv\\b|m v\\b|autos?\\b|automobiles?|motor ?cycles?|motor ?bikes?|mopeds?|kfz|pkw|kraftfahrzeug\\w*|kraftwagen|fahrzeug\\w*|voitures?|vehicules?|vehiculos?|coches?|carros?|automotor\\w*|automovil\\w*|camionetas?|motocicletas?)'
const THEFT = '(theft|thefts|steal(ing)?|stolen|larceny|vols?|robos?|hurtos?|sustraccion|diebstahl|thft)'

export const RULES: readonly Rule[] = [
  // open data's undivided labels
  [/^burglar(y|ies)$/, 'burglary-any'],
  [/^vehicle crime$|^vehicle offences?$|^vehicle theft$/, 'vehicle-any'],
  [/^robber(y|ies)$/, 'robbery-any'],
  // Montréal's name for breaking in
  [/^introductions?$/, 'burglary-any'],
  // what only sounds like a crime, or prepares or follows one
  [
    /\balarm\b|suspicious|suspicion of|recovered (stolen )?(motor )?vehicle|^(stolen )?(motor )?vehicle (was )?recovered$/,
    'other',
    'Alarm, suspicion or find',
  ],
  [
    /going equip|equipped (for|to)|(possess\w*|having) .*(tools|implements|instruments)|(burglar\w*|housebreaking) tools/,
    'other',
    'Going equipped',
  ],
  [
    /\bhandl(e|ing)\b|receiv\w* (of )?stolen|poss\w* (of )?stolen|\bstolen (goods|property)\b|\brecel\b|receptacion|hehlerei/,
    'other',
    'Handling stolen goods',
  ],
  [
    rule(
      '^(?!.*',
      BREAK,
      ').*(criminal damage|malicious damage|difrod troseddol|damage to|property damage|vandal|mischief|sachbeschadigung|degradation|danos)',
    ),
    'other',
    'Criminal damage',
  ],
  [rule('^(?!.*', BREAK, ').*(\\barson|brandstiftung|incendi)'), 'other', 'Arson'],
  [/^(insurance )?fraud\b|\bfalse (insurance |burglary )?claims?\b/, 'other', 'Fraud'],
  [/interfer|tamper/, 'other', 'Vehicle interference'],
  // vehicles that are broken into, before buildings that are
  [
    rule(
      '(burglar\\w*|\\bburg\\b|break in|broken into|prowl) ?(from|of|to|in|into)? ?(an? |the )?(unattended |parked |locked )?',
      PARKED,
      '|',
      PARKED,
      ' (burglar|break|prowl)|fahrzeugeinbruch',
    ),
    'theft-from-vehicle',
  ],
  // burglary: what is not a home first, for "residential" stands in "non residential" too
  [rule(BREAK, '.*', SHED, '|', SHED, '.*', BREAK), 'other', OUTBUILDING],
  [rule(BREAK, '.*', BUSINESS, '|', BUSINESS, '.*', BREAK), 'other', NOT_HOME],
  [rule(BREAK, '.*', HOUSE, '|', HOUSE, '.*', BREAK), 'burglary-home'],
  // an old short form: burglary other than in a dwelling
  [/^botd\b/, 'other', NOT_HOME],
  [
    /home invasion|(distraction|artifice|bogus (caller|official|work\w*)s?) burglar|burglar\w* (by )?(distraction|artifice|bogus (caller|official))/,
    'burglary-home',
  ],
  // Italian names the place of the theft instead of the breaking in
  [
    /furt[oi] (tentat[oi] )?(in|nell[ae]|di) (una )?(private )?(abitazion[ei]|dimor[ae]|appartament[oi]|cas[ae]|vill[ae])/,
    'burglary-home',
  ],
  [
    /furt[oi] (in|nell[ei]|presso|ai danni di) (un )?(esercizi\w*|negozi\w*|uffici\w*|aziend\w*|attivita|supermercat\w*|bar\b|farmaci\w*)/,
    'other',
    NOT_HOME,
  ],
  [/furt[oi] con strappo|furt[oi] con destrezza|scipp[oi]/, 'theft-from-person'],
  [
    /furt[oi] (su|da|in|all interno di) (un )?(auto\w*|veicol[oi]|vettur[ae]|macchin[ae])/,
    'theft-from-vehicle',
  ],
  [
    /furt[oi] (di|d) (un )?(auto\b|auto(vettur|veicol|carr|mezz|mobil)\w*|veicol[oi]|vettur[ae]|moto\w*|ciclomotor[ei]|scooter|furgon[ei]|macchin[ae])/,
    'theft-of-vehicle',
  ],
  [/rapin[ae] .*(esercizi|negozi|banc|uffici|post|farmaci|commercial)/, 'other', 'Robbery of a business'],
  [/rapin[ae] .*(pubblica via|person|passant|strada)/, 'robbery-personal'],
  [/\brapin[ae]\b/, 'robbery-any'],
  // robbery
  [
    /(robbery|\brob\b).*(business|bank|commerc|shop)|(business|bank|commercial).*robbery/,
    'other',
    'Robbery of a business',
  ],
  [
    /(robbery|\brob\b).*person|person(al)?.*robbery|car ?jack|mugging|raububerfall|handtaschenraub|robo a (transeunte|persona)/,
    'robbery-personal',
  ],
  [
    /\brobber|intent to rob|\batraco|(robo|hurto|asalto) con (violencia|intimidacion|arma)|vols? (qualifie|violent|avec (violence|arme))|\braub/,
    'robbery-any',
  ],
  // Spanish names the place instead of the breaking in
  [rule('(robo|hurto|sustraccion) (a|en|de|al) (la |las |el |los )?', BUSINESS), 'other', NOT_HOME],
  [
    rule(
      '(robo|hurto|sustraccion|vols?) (a|en|de|al|dans) (la |las |el |los |les |une? )?(interior (de )?)?',
      HOUSE,
    ),
    'burglary-home',
  ],
  [rule(BREAK), 'burglary-any'],
  // the heading says what was stolen from, the line under it only how: "Vehicle offences - theft from"
  [/^(motor )?vehicle (offences?|crimes?)\b.* (theft|stealing) from$/, 'theft-from-vehicle'],
  [/^(motor )?vehicle (offences?|crimes?)\b.* (theft|stealing) of$/, 'theft-of-vehicle'],
  // theft from before theft of: "theft of property from a vehicle"
  [rule(THEFT, ' (of (and|or) from|from (and|or) of|of from|from of) (an? |the )?', PARKED), 'vehicle-any'],
  [
    rule(
      '\\b(from|f|fr|frm) (an? |the |in )?(unattended |parked )?(locked |unlocked )?',
      PARKED,
      '|\\btf(mv|v)\\b|\\b(dans|sur) (les |un |des )?',
      PARKED,
      '|roulotte|(interior|desde|dentro) (de |del )?(un |el )?',
      PARKED,
      '|(lock ?fast( place)?|\\bolp\\b).*',
      PARKED,
      '|diebstahl (an |aus |an aus )',
      PARKED,
      '|diebstahl aus',
      // Welsh: "dwyn o gerbyd"
      '|dwyn (eiddo )?(o|oddi ar) (gerbyd|fodur|gar\\b)',
    ),
    'theft-from-vehicle',
  ],
  [
    /catalytic|(number|licen[cs]e|registration) plates?|autopartes|accesorios|accessoires|(robo|hurto) parcial|objetos (de|del|en) (un |el )?vehiculo/,
    'theft-from-vehicle',
  ],
  [
    rule(
      '(',
      THEFT,
      '.*',
      PARKED,
      '|',
      PARKED,
      '.*',
      THEFT,
      ')? ?',
      PARKED,
      ' (parts|contents|accessories)(.*',
      THEFT,
      ')?',
    ),
    'theft-from-vehicle',
  ],
  [
    /(theft|larceny|steal\w*|thft) (from|fr) (the |a )?person|pick ?pocket|pocket ?pick|purse|snatch|\bdip\b|carterista|(robo|hurto) a personas?|tire\b|arrache|sans violence contre|taschendiebstahl|entreissdiebstahl/,
    'theft-from-person',
  ],
  [
    /bicycle|pedal cycle|\bcycle theft|\bbike (theft|stolen)|velo|fahrrad|bicicleta/,
    'other',
    'Bicycle theft',
  ],
  [
    rule(
      '(',
      THEFT,
      '|tak(ing|e)|unauth\\w*|unlawful|illegal) (or |and )?(unauth\\w* tak\\w* |attempted |use )?(of |d |de |du |des |von |total (de |del )?)?(an? |the |un |el )?',
      PARKED,
      '|\\bto(mv|v)\\b|\\bto mv\\b|\\bmvt\\b|dwyn (cerbyd|modur|car\\b)|\\btwoc{1,2}\\b|\\btada\\b|\\bgta\\b|\\buumv\\b|\\butmv\\b|grand theft auto|aggravated vehicle tak|vehicle taking|joyrid|tak(e|ing) (a )?conveyance|tak(e|ing) without (owner s )?consent|\\btda\\b|tak\\w* and driv|carnapping',
      '|unauth\\w* (tak|us)\\w* (of )?(an? )?',
      PARKED,
      '|',
      PARKED,
      ' (theft|stolen|thefts|diebstahl)|(auto|kfz|fahrzeug|motorrad)diebstahl',
    ),
    'theft-of-vehicle',
  ],
]
