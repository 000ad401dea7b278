/** Which header texts stand for which field, as forces' systems and open data name them. */
import type { Field } from '../contract.ts'

/** Header text as it is compared: lower case, words apart by one blank. */
export const normaliseHeader = (text: string): string =>
  text
    .slice(0, 120)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z]{2})/g, '$1 $2')
    .replace(/(\p{L})\s*#/gu, '$1 no')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A coordinate of the crime's own place, or of none that is named: "Offence Easting", "OSGB Easting". */
const ownPlace = (coordinate: string): RegExp =>
  new RegExp(
    `^((offence|crime|incident|occurrence|event|stolen|theft|committed|scene|locus|venue|site|loc|location|geo|gps|map|grid|os|osgb|osgr|bng|ngr) )*${coordinate}\\b`,
  )

/**
 * Patterns by field, best first within a field: the place in the list is the rank of a match. They hold
 * for the whole header.
 */
const ALIASES: readonly (readonly [Field, readonly RegExp[]])[] = [
  [
    'lng',
    [
      /^(longitude|long|lon|lng|longitud|longitudine|hydred|l(ä|ae|a)ngengrad|(geo(graphische)? )?l(ä|ae)nge|geo lange|long[di]?titude|longtitude|intptlon|x (lon|long|lng|longitude))$/,
      /^(wgs ?84 )?(longitude|long|lon|lng)( wgs ?84| degrees| dd)?$/,
      /^(geo|gps|map|point|loc|location|incident|crime|block|approx|public) ?(longitude|long|lon|lng)$/,
      /^longitude address file$/,
      /^(longitude|long|lon|lng) ?(e ?[67]|micro ?degrees|microdeg)$/,
    ],
  ],
  [
    'lat',
    [
      /^(latitude|lat|latitud|latitudine|lledred|breitengrad|(geo(graphische)? )?breite|lattitude|latitide|intptlat|y (lat|latitude))$/,
      /^(wgs ?84 )?(latitude|lat)( wgs ?84| degrees| dd)?$/,
      /^(geo|gps|map|point|loc|location|incident|crime|block|approx|public) ?(latitude|lat)$/,
      /^latitude address file$/,
      /^(latitude|lat) ?(e ?[67]|micro ?degrees|microdeg)$/,
    ],
  ],
  [
    'x',
    [
      /^(easting|eastings|x coordinate|x coord|osgr easting)$/,
      ownPlace('eastings?'),
      /^(x|xcoord|geo x|grid x|osx|os x|point x|x co ordinate|coord x|location x|pos x)$/,
      /^(gps ?e|gpsx|gps x|loc ?x|grid ?ref(erence)? ?(x|e|east(ing)?)|map ?x|osgb ?(x|e)|ngr ?(x|e)|x ?grid|xpos|x coord(inate)? cd|x ?block|block x|shape x|crime x|incident x|eastng|e ?coord(inate)?)$/,
      /^(x ?(coordinate|co ?ord|cor|ref)s?|ostkoordinate|rechtswert|ostwert|utm ost|coordenada x|coord(onn[ée]e)? x|(cyfesuryn )?dwyr(einiad(au)?|ain))$/,
      /^(bng|osgb|os|ngr?|ig|itm|irish( grid)?|tm ?65|utm|grid|map|loc(ation)?) ?(x|e|east(ing)?s?)$/,
      // of another place maybe: a school, a parked car
      /\beastings?\b/,
      // last of all: a bare "No" is the number of a house or a row as often as a northing
      /^(ea|east|e)$/,
    ],
  ],
  [
    'y',
    [
      /^(northing|northings|y coordinate|y coord|osgr northing)$/,
      ownPlace('northings?'),
      /^(y|ycoord|geo y|grid y|osy|os y|point y|y co ordinate|coord y|location y|pos y)$/,
      /^(gps ?n|gpsy|gps y|loc ?y|grid ?ref(erence)? ?(y|n|north(ing)?)|map ?y|osgb ?(y|n)|ngr ?(y|n)|y ?grid|ypos|y coord(inate)? cd|y ?block|block y|shape y|crime y|incident y|northng|n ?coord(inate)?)$/,
      /^(y ?(coordinate|co ?ord|cor|ref)s?|nordkoordinate|hochwert|nordwert|utm nord|coordenada y|coord(onn[ée]e)? y|(cyfesuryn )?gogledd(iad(au)?)?)$/,
      /^(bng|osgb|os|ngr?|ig|itm|irish( grid)?|tm ?65|utm|grid|map|loc(ation)?) ?(y|n|north(ing)?s?)$/,
      /\bnorthings?\b/,
      /^(no|north|n)$/,
    ],
  ],
  [
    'gridRef',
    [
      /^((os|osi|irish|british|uk) )?(national )?grid ?ref(erence)?( no| number)?$/,
      /^(ngr|osgr|os ref|igr|map ref(erence)?)$/,
    ],
  ],
  ['kind', [/^kind of offence cocoon$/]],
  [
    'month',
    [
      /^month$/,
      /^(crime|offence|reported) month$/,
      /^month ?year$/,
      /^year ?month$/,
      /^(yyyymm|mmyyyy|mon ?yy(yy)?)$/,
    ],
  ],
  ['reportedTime', [/^(date )?(reported|recorded|created|report) time$|^time (reported|recorded|created)$/]],
  [
    'fromTime',
    [
      /^(committed|offence|occurred|occurrence|incident|crime|event)?( date)? ?(from|start|first|earliest|begin)( committed)? time$/,
      /^time (committed |occurred )?(from|first|start)( committed)?$/,
      /^(first|start|from|earliest) (committed |occurred )?time$/,
      /^first committed time$|^time first committed$/,
      /^(offence|incident|crime|occurrence|committed|occurred) time$|^time of (offence|crime|incident|day)$|^time (committed|occurred)$/,
      /^(time|hora|hour of day)$/,
      /^hora (de |del |de la )?(hecho|los hechos|delito|inicio|inicial|desde|ocurrencia)$|^heure (de |du |des )?(d[eé]but|faits?)$|^uhrzeit (von|beginn|anfang|start)$|^tatzeit (von |beginn |anfang )?(uhrzeit|stunde|zeit)$|^(ora|hora) (d )?in[ií]cio$|^ora inizio$|^amser( (o|cychwyn|dechrau|cynharaf))?$/,
      /^(committed|offence|occurred|occurrence|incident|crime|event) time (from|start|first|earliest|between|not before)$/,
      /^time occ(urred)?$|^cmplnt fr tm$|^(between|not before) time$|^time (between|not before)$|^(heure|uhrzeit|tatzeit)$/,
      /^(occ(urrence|urred)?|offence|incident|crime|event|committed|start|from|fr) (hour|hr)$/,
    ],
  ],
  [
    'toTime',
    [
      /^(committed|offence|occurred|occurrence|incident|crime|event)?( date)? ?(to|end|last|latest)( committed)? time$/,
      /^time (committed |occurred )?(to|last|end)( committed)?$/,
      /^(last|end|to|latest) (committed |occurred )?time$/,
      /^last committed time$|^time last committed$/,
      /^(committed|offence|occurred|occurrence|incident|crime|event) time (to|end|last|latest|and|not after)$/,
      /^hora (de |del )?(fin|final|hasta|t[eé]rmino|finalizaci[oó]n)$|^heure (de )?fin$|^uhrzeit (bis|ende)$|^tatzeit (bis|ende) (uhrzeit|stunde|zeit)$|^ora fine$|^amser (i|gorffen|diwedd|diweddaraf)$/,
      /^cmplnt to tm$|^(and|not (after|later than)) time$|^time (and|not (after|later than))$/,
    ],
  ],
  [
    'from',
    [
      /^(committed|offence|occurred|occurrence|incident|crime|event|date|datetime|date time|committed date|offence date|first committed|earliest)( date)?( time)? ?(from|start|first|earliest|begin)( committed)?( date)?( time| datetime| and time)?$/,
      /^(date ?)?(time )?(from|start|first|earliest|begin)( committed| occurred)?( on| at| date)?( ?time| datetime| date time)?$/,
      /^(start|from|first|earliest) ?date ?(time)?( occurred| committed)?$/,
      /^(committed|occurred|offence|offense|incident|crime|occurrence|event)( on| at)?( date)?( ?time| and time| datetime)?$/,
      /^date (and time )?(of )?(the )?(offence|offense|incident|crime|occurrence|committed|occurred|event)( from)?$/,
      /^(date|datetime|date ?time|date and time|timestamp|fecha|fecha hecho|fecha hora|date occurred|occurred at|when)$/,
      /^fecha\b(?! (de |del )?(fin|final|hasta|t[eé]rmino|finalizaci[oó]n)\b)(?!.*\b(denuncia|reporte|registro)\b).*$/,
      /^(first|earliest|start) (occurrence|offence|incident|event) (date|datetime|date time)$/,
      /^(tatzeit|tatdatum|datum) (von|beginn|anfang|start)( datum)?$|^(date|date et heure) (de |du )?d[eé]but( des faits)?$|^(beginn|d[eé]but|inicio)$|^data (di )?inizio$|^dyddiad( (o|cychwyn|dechrau|cynharaf|y drosedd|trosedd))?$/,
      /^(committed |occurred |offence |date |datetime |date time |incident |crime )*(between|not before|earliest|on or after|after)( date)?( time| datetime)?$/,
      /^earliest (possible |committed |offence |crime )?(date|datetime|date time)$|^(date|dt) occ(urred)?$|^occ(urrence|urred)? (dt|dttm|date|datetime)$|^cmplnt fr dt$|^(offence|offense|crime|incident|occurrence) (dt|dttm|datetime)$|^(tatdatum|datum|tattag|date (du|de l) (fait|infraction)|date des faits)$/,
      // "Committed Between - From", "Offence period start"
      /^((committed|occurred|offence|incident|crime|occurrence|event|date|datetime|time|between|range|period|window) )+(from|starts?|begins?|beginning|earliest|since)( date| time| datetime)*$/,
      /^(date |time )*(last seen|secured|left( secure)?|last secure|last known (safe|secure))( at| on| date| time)*$/,
      /^(t|von|du|desde|dal)$/,
    ],
  ],
  [
    'to',
    [
      /^(committed|offence|occurred|occurrence|incident|crime|event|date|datetime|date time|committed date|offence date|latest)( date)?( time)? ?(to|end|last|latest)( committed)?( date)?( time| datetime| and time)?$/,
      /^(date ?)?(time )?(to|end|last|latest)( committed| occurred)?( on| at| date)?( ?time| datetime| date time)?$/,
      /^(end|to|last|latest) ?date ?(time)?( occurred| committed)?$/,
      /^(committed |occurred |offence |date |datetime |date time |incident |crime )*(and|not after|not later than|latest|on or before|before|until)( date)?( time| datetime)?$/,
      /^latest (possible |committed |offence |crime )?(date|datetime|date time)$|^cmplnt to dt$/,
      /^(last|end) (occurrence|offence|incident|event) (date|datetime|date time)$/,
      /^((date|time|offence|crime|incident|event|committed|occurred) )*(finish(ed)?|discovered|discovery|noticed|found( insecure)?)( at| on| date| time| datetime)*$/,
      /^(tatzeit|tatdatum|datum) (bis|ende)( datum)?$|^(date|date et heure) (de )?fin( des faits)?$|^fecha (de |del )?(fin|final|hasta|t[eé]rmino|finalizaci[oó]n)$|^(ende|fin|bis|au|hasta|al)$|^data (di )?fine$|^dyddiad (i|gorffen|diwedd|diweddaraf)$/,
      /^((committed|occurred|offence|incident|crime|occurrence|event|date|datetime|time|between|range|period|window) )+(to|and|ends?|ending|until|till|latest|finish)( date| time| datetime)*$/,
    ],
  ],
  [
    'reported',
    [
      /^(date ?)?(time )?(reported|recorded|created|entered|logged)( date| on| at)?( ?time| datetime)?$/,
      /^report(ed)? date( time)?$/,
      /^fecha (de |de la |del )?(denuncia|reporte|registro)$|^date (de )?(plainte|signalement|d[eé]p[oô]t( de plainte)?)$|^(anzeige|melde)(datum|zeit)$|^(angelegt|gemeldet|angezeigt|erfasst|aufgenommen)( am)?$|^dyddiad (adrodd|cofnodi|yr adroddiad)$/,
      /^report (dat|dt)$|^date rptd$|^rpt dt$|^(rptd|rpt) date$|^report datetime$/,
    ],
  ],
  [
    'offenceCode',
    [
      /^(ho|home office|offence|offense|crime|hocr)( offence| crime| classification| class| sub)* ?(code|class code|no code)$/,
      /^(ho ?code|hoc|home office (class|classification|code))$/,
      /^(class|classification) code$/,
    ],
  ],
  [
    'offence',
    [
      /^(crime|offence|offense)( type| title| description| desc| name| category| group| class| wording| classification)$/,
      /^(offence|offense|offences)$/,
      /^(home office|ho|recorded|current|latest)( offence| crime)?( title| description| class| type| desc| offence| classification){1,2}$/,
      /^(primary type|ucr literal|incident type|event type|type of crime|type of offence|category|classification|crime class|crime)$/,
      /^(incident|crime|mci|offence|offense) (category|sub ?category|sub ?type)$|^(stats?|recorded|crime|offence) class(ification)?$|^(ofns|pd|crm cd|charge|statute|nibrs|ucr) desc(ription)?$|^(offence|offense|crime) (code|cd) desc(ription)?$|^nibrs offence$|^offence (type|category) id$|^(occurrence|event|case|record) (type|title|class|category|desc|description|class(ification)?)$|^text general code$/,
      /^(type|delito|modalidad|description|offence sub ?group|offence subgroup|offence group|infraction|delikt|straftat|tatbestand|categorie|tipo (de )?delito|reato|trosedd|math (o )?(d|dd)?rosedd|disgrifiad (o r |y )?(drosedd|trosedd))$/,
    ],
  ],
  [
    'id',
    [
      /^(crime|occurrence|incident|offence|investigation|event)( ref| reference| report)? ?(no|number|num|id|ref|reference|nr)$/,
      /^(urn|crn|crime urn|crime ref no|crime reference number|reference|ref|ref no|niche no|occ no|report number|case number|accident index|collision index|log no)$/,
      /^niche( occurrence)?( no| number| ref| id)?$/,
      /^(persistent id|id)$/,
      /^(dr no|dr number|cmplnt num|event unique id|go number|case no|case id|log number|crime nr|vorgangsnummer|aktenzeichen|folio|expediente|cyfeirnod( y)?( trosedd| drosedd)?|rhif (y )?(trosedd|drosedd))$/,
    ],
  ],
  [
    'uprn',
    [/^(uprn|location uprn|address uprn|site uprn|os uprn)$/, /^unique property reference( number)?$/],
  ],
  [
    'address',
    [
      /^(single line address|full address|address|location address|offence address|crime address|incident address|premises address|venue address|address full|address single line)$/,
      /^(offence|crime|incident|occurrence|committed)( location)?( full| single line)?( location| address| venue)( text| description)?$/,
      /^(property|premise|site|dwelling|household) address( full| text| single line)?$|^(whole|complete|combined|concatenated) address$/,
      /^(location|location text|location description|(?:addr|address|add) ?(?:line ?)?1|(?:property|prop|premises|prem|dwell|postal) (?:address|addr)(?: line)? ?1|line 1|addr|hundred block|block address|formatted address|premises)$/,
      /^(locus( address)?|adresse|anschrift|tatort|direcci[oó]n|domicilio|indirizzo|cyfeiriad( llawn)?|lleoliad)$/,
    ],
  ],
  [
    'flat',
    [
      /^(flat|apartment|apt|unit|room|sub building)( no| number| nr| name| num)?$|^(saon|sao|sao start number|sub premises?)$/,
    ],
  ],
  [
    'houseName',
    [/^(house|building|dwelling|property|premises?|prop|bldg|hse) name$|^enw (y )?(t[yŷ]|adeilad)$/],
  ],
  [
    'houseNumber',
    [
      /^(house|building|premise|premises|property|door|street)( no| number| num| name number| name or number| nr)( name)?$/,
      /^(paon|pao|number|addr house ?number|house number name|num[eé]ro|hausnummer|rhif (t[yŷ]|y t[yŷ]|eiddo))$/,
    ],
  ],
  [
    'street',
    [
      /^(street|street name|road|road name|thoroughfare|street 1|street desc|street description)$/,
      /^(location|premises?|property|house|site) (street|road)( name)?$|^(primary )?thor(ough)?fare( name)?$|^addr street$|^street descriptor$|^(nom (de )?(la )?(voie|rue)|rue|stra(ss|ß)e|stra(ss|ß)enname|calle|via)$|^(stryd|enw( y)? stryd)$/,
    ],
  ],
  [
    'town',
    [
      /^(town|city|addr city|addr town|town city|post town|posttown|nom (de )?(la )?commune|commune|ort|town name|tref|tref bost)$/,
      /^(locality|district|dependent locality|village)$/,
    ],
  ],
  [
    'postcode',
    [
      /^(post ?code|location postcode|offence postcode|(prop|property|premises?|dwelling|site) post ?code|address postcode|addr post ?code|zip|postal code|code postal|plz|postleitzahl|(cod|c[oô]d) ?post)$/,
    ],
  ],
  [
    'beat',
    [
      /^(beat|policing beat|neighbourhood beat|beat id|beat (code|cd|name|desc))$/,
      /^(neighbou?rhood|npt|snt|ward|policing area|sector|lpa|local policing area)( (name|desc))?$/,
      /^(neighbou?rhood|npt|snt|ward|policing area|sector|lpa|local policing area) (code|cd)$/,
      /^(npa|npt|snt|lpa|lpu|bcu|policing|force|crime|offence|incident|location) (policing )?beat( (code|name|id|no))?$/,
      /^(lsoa name|barrio|comuna)$/,
      /^lsoa( code)?$/,
    ],
  ],
  [
    'mo',
    [
      /^(mo|m o|modus operandi|mo text|mo notes|mo summary|mo description|method)$/,
      /^(mo|m o|modus operandi) (narrative|details?|free ?text|comments?|remarks?|statement|keywords?)$/,
      /^(summary|circumstances|incident summary|crime summary|crime notes|narrative|offence summary|method of entry)$/,
      /^(notes?|free ?text|incident notes|offence notes|crime details|incident details|details of (the )?(offence|incident)|synopsis|comments?|remarks?)$/,
    ],
  ],
  [
    'warning',
    [
      /^((premises|location|address|place|site|property) (warning|hazard|risk)s?( marker| flag| signal| text)?s?)$/,
      /^(warnings?( marker| flag| text)s?|hazards?( marker| flag)?s?)$/,
    ],
  ],
  [
    'outcome',
    [
      /^(outcome|outcome desc|outcome description|outcome type|last outcome category|current outcome|disposal|outcome code|status outcome)$/,
      /^(status|disposition|crime status)$/,
      /^(current |latest |crime |investigation )?outcome (status|group|category|name|text|title)$/,
    ],
  ],
  ['year', [/^(year|yr|offence year|crime year)$/]],
  ['monthOfYear', [/^(month no|month number|month of year|mm|mon)$/]],
  ['day', [/^(day|dd|day of month)$/]],
  ['hour', [/^(hour|hh|hr)$/]],
  ['minuteOfHour', [/^(minute|min|mins|minutes)$/]],
]

/** A field a header text may name, and how good the match is: 0 is best. */
export interface HeaderHit {
  readonly field: Field
  readonly rank: number
}

/** Words that exports shorten, as the patterns know them. */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/\b(dt ?tm|dttm|dtm|datetime)\b/g, 'date time'],
  [/\b(dt|dte)\b/g, 'date'],
  [/\btm\b/g, 'time'],
  [/\bcd\b/g, 'code'],
  [/\b(nm)\b/g, 'name'],
  [/\bloc\b/g, 'location'],
  [/\bprems?\b/g, 'premises'],
  [/\b(bt|bts)\b/g, 'beat'],
  [/\b(commtd|cmtd|cmmtd)\b/g, 'committed'],
  [/\b(occd|occurd)\b/g, 'occurred'],
  [/\bocc\b/g, 'occurrence'],
  [/\b(inc|incid)\b/g, 'incident'],
  [/\b(offnc|ofns)\b/g, 'offence'],
  [/\b(rep|rpt|rptd|repd)\b/g, 'reported'],
  [/\b(rec|recd|recrd)\b/g, 'recorded'],
  [/\b(fr|frm)\b/g, 'from'],
  [/\b(addr|addrs)\b/g, 'address'],
  [/\b(p ?code)\b/g, 'postcode'],
  [/\b(narr|narrtv)\b/g, 'narrative'],
  [/\bdesc(r|n)?\b/g, 'description'],
]
/** A remark in brackets that tells the form of the values and not what they are: "(OSGB)", "(dd/mm/yyyy)", "(24h)". */
const FORM =
  /\s*[([](local|gb|uk|osgb( ?36)?|bng|wgs ?84|m|metres|gmt|bst|utc|24 ?h(r|rs|our)?s?|d{1,2}\W?m{1,3}\W?y{2,4}.*|y{4}\W?m{2}\W?d{2}.*|h{1,2}\W?m{2}.*)[)\]]\s*$/i
/** An export's own word for a column that has been shortened counts less than a name written in full. */
const SHORTENED = 20

/** A header with its shortened words written out and without a remark on its form. */
const inFull = (text: string): string =>
  SHORT.reduce((name, [short, full]) => name.replace(short, full), normaliseHeader(text.replace(FORM, '')))

/** Longer texts head no column: they are cells, or titles. */
const LONGEST = 120

/** Every field a header text may name, likeliest first: "Offence" may head wordings or dates. */
export function fieldsOfHeader(text: string): readonly HeaderHit[] {
  if (text.length > LONGEST || !/\p{L}/u.test(text)) return []
  // as it is spelt in the United States
  const header = normaliseHeader(text).replace(/\boffense/g, 'offence')
  if (header === '') return []
  const hits = hitsOf(header, 0)
  const full = hits.length > 0 ? header : inFull(text)
  return full === header || full === '' ? hits : hitsOf(full, SHORTENED)
}

const hitsOf = (header: string, less: number): HeaderHit[] =>
  ALIASES.map(([field, patterns]) => ({ field, at: patterns.findIndex((p) => p.test(header)) }))
    .filter(({ at }) => at >= 0)
    .map(({ field, at }) => ({ field, rank: at + less }))

const PERSONAL =
  /\b(victim|complainant|informant|suspect|offender|aggrieved|ip|person|witness|occupier|surname|forename|first name|last name|full name|dob|date of birth|birth|age|phone|telephone|tel|mobile|contact|e ?mail|nino|national insurance|ethnicity|gender|sex)\b/
const NAME_ONLY = /^(name|names|title|surname|forenames?|initials|owner|keeper|registered keeper|oic name)$/
const NOT_PERSONAL = /\b(person type|town|street|road|building|ward|beat|lsoa|area|number of|persons?)\b/

/** Whether a header looks like a column of people's details: never taken over unless mapped on purpose. */
export function isPersonalHeader(text: string): boolean {
  const header = normaliseHeader(text)
  return NAME_ONLY.test(header) || (PERSONAL.test(header) && !NOT_PERSONAL.test(header))
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i
const PHONE = /^(\+44|0)\s?\d[\d\s]{8,11}$/

/** Whether the values look like e-mail addresses or UK telephone numbers. */
export function isPersonalContent(values: readonly string[]): boolean {
  const filled = values.filter((v) => v.trim() !== '')
  if (filled.length === 0) return false
  const hits = filled.filter((v) => EMAIL.test(v.trim()) || PHONE.test(v.trim())).length
  return hits / filled.length > 0.3
}
