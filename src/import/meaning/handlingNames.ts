/** How forces' exports may name the columns that say how a case was handled. */
import type { HandlingField } from '../../core/evaluation/quality/cases.ts'
import { normaliseHeader } from './aliases.ts'

const ANY =
  '(given|provided|offered|y n|yes no|recorded|completed|done|flag|ind|indicator|tick|made|check|checked)'
const end = `( ${ANY})*$`

/** Patterns for the whole normalised header, narrower fields first: no list of real exports is published, so they are wide. */
const ALIASES: readonly (readonly [HandlingField, RegExp])[] = [
  [
    'victimView',
    /^victims? ?s? (view|views|consulted|wishes|opinion)\b.*$|^(view|views) (of|by) (the )?victim\b.*$|^outcome (victim )?consult\w*$/,
  ],
  ['needsAssessment', new RegExp(`^(vna|victim needs( assessment)?|needs assessment)${end}`)],
  ['statementOffered', new RegExp(`^(vps|victim personal statement|personal statement)${end}`)],
  ['contactAgreed', /^(victim )?(contact|update) (contract|agreement|agreed|plan)( agreed| y n| made)*$/],
  [
    'victimsCode',
    /^(vcop|victims? ?s? code|code of practice for victims)( (compliant|compliance|complied( with)?|met|y n))*$/,
  ],
  [
    'repeatVictim',
    /^(repeat|repeated) (victim|victimi[sz]ation|flag|marker|caller|location|address)( (flag|marker|y n|ind|indicator|yes no|identified|check|checked|status))*$|^is repeat( victim)?$|^rv (flag|marker)$|^previous victim$/,
  ],
  [
    'sceneAdvice',
    new RegExp(
      `^(crime )?(scene|forensic|golden hour|evidence)( (preservation|preserved|forensic|evidence|first|contact|hour))* ?advice${end}|^scene preserv(ation|ed)( advice)?${end}|^golden hour${end}|^advice (on )?(scene|forensic)( preservation)?${end}`,
    ),
  ],
  [
    'preventionAdvice',
    new RegExp(
      `^(cp|crime prevention|prevention|crime reduction|security) advice${end}|^advice (on )?(crime )?prevention${end}|^crime prevention${end}`,
    ),
  ],
  [
    'assessment',
    new RegExp(
      `^(thrive|thrivesc|threat harm risk|(initial )?(risk|vulnerability|vulnerability risk)( risk)? assessment|vulnerability assessed|risk assessed)( (assessment|rating|score))*${end}`,
    ),
  ],
  [
    'linesIdentified',
    /^((early|initial|primary|reasonable) )?(lines?|loe|loes)( of (inquiry|enquiry|inquiries|enquiries))? (identified|set|raised)( count| number| y n)?$/,
  ],
  [
    'linesCompleted',
    /^((early|initial|primary|reasonable|all) )?(lines?|loe|loes)( of (inquiry|enquiry|inquiries|enquiries))? (complete|completed|done|met)( count| number| y n)?$|^primary investigation (complete|completed|done)( y n)?$|^early (inquiries|enquiries) completed$/,
  ],
  [
    'onTime',
    /^(attended |attendance |response )?(within|in|met) (target|sla|time|grade)( time| met| y n)*$|^(response|attendance) (target|time) met$|^target met$/,
  ],
  [
    'grade',
    /^(call|incident|response|thrive|original|initial|final) ?(grade|grading|priority)( code)?$|^grade(d as)?$/,
  ],
  [
    'received',
    /^(call|time|date|date time|incident)( call)? received( at| on| time| date| datetime)?$|^received( at| time| date)$/,
  ],
  [
    'attended',
    /^(time|date|date time|datetime)? ?(attended|arrived|at scene|officer at scene|first (officer|unit) (at scene|arrived|attended))( at| on| time| date| datetime)?$|^(attendance|arrival) (time|date|datetime)$/,
  ],
  [
    'csi',
    /^(csi|soco|crime scene investigators?|scenes of crime|csm)( (attended|attendance|attend|deployed|requested|y n|visit))*$/,
  ],
  [
    'forensic',
    /^(forensics?|fingerprints?|finger ?marks?|footwear|dna)( (evidence|material|samples?|recovery))? (recovered|found|obtained|lifted|y n)( y n)?$|^forensic recovery$/,
  ],
  [
    'review',
    /^((first|second|third|last|latest|next|1st|2nd|3rd|supervis\w+|sgt|sergeant|supervisor|inspector) )*(supervis\w* )?reviewe?d?( \d+)?( date| on| at)?( \d+)?$|^(date of|date) (first |last |supervis\w+ )*review( \d+)?$/,
  ],
  [
    'supervised',
    /^(supervis(ed|or|ion|ory)|sgt|sergeant)( (review|reviewed|oversight|check|sufficient|adequate|completed|y n|in time|done))*$/,
  ],
  [
    'outcomeDate',
    /^(outcome|disposal|result|finali[sz]ed|finalisation|closed|closure|filed|date)( date| on| at| finali[sz]ed| closed| filed| of outcome| outcome)+$|^(closed|filed|finali[sz]ed) (date|on)$/,
  ],
  [
    'score',
    /^(case|solvability|triage|allocation|crime|assessment|thrive|risk|priority|investigation) (score|points)( total)?$|^score$|^total score$/,
  ],
  [
    'team',
    /^(investigat(ing|ion|ive)|allocated|oic|owning|current|officer|handling|responsible) (team|unit|department|dept)( name)?$|^(team|unit|allocated to|department|dept|team name)$/,
  ],
  [
    'investigation',
    /^(investigation|attendance|deployment|resolution|response|allocation) (type|method|kind|route|mode)$|^(desk ?based|desk|telephone|phone) ?(investigation|closed|closure|resolution|only|based)?( y n)?$|^closed (by|at) (the )?(desk|telephone unit|phone)$/,
  ],
]

/** Every field about handling that a header may name, narrower first: "Supervisor Review" may head dates or yes and no. */
export function handlingFields(header: string): HandlingField[] {
  const name = normaliseHeader(header)
  return name === '' ? [] : ALIASES.filter(([, pattern]) => pattern.test(name)).map(([field]) => field)
}
