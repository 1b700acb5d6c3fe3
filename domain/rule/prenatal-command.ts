import { DIAGNOSIS_INDICATION, NIPT_CRITERION, NIPT_SUITABILITY, PRENATAL_CLASS, PRENATAL_NEXT_STEP, type PrenatalClass } from '../code/prenatal.ts'
import { formatChinese, message, type Message } from '../message/message.ts'
import { gestationDays, parseGestation } from './gestation.ts'
import { assessNipt } from './prenatal/nipt.ts'
import { diagnosisIndications, nextStep } from './prenatal/next-step.ts'
import { PRENATAL_RULES_DEFAULT as RULES } from './prenatal/prenatal-rules.ts'
import { classifyOntd, classifyRisk, overallClass, parseRisk, type TrisomyDisease } from './prenatal/risk.ts'
import { checkSerumFetuses, momOf } from './prenatal/serum.ts'
import { ntLevel } from './prenatal/ultrasound.ts'
import { openProjects, PRENATAL_WINDOWS_DEFAULT as WINDOWS } from './prenatal/windows.ts'
import type { RuleCommand, RuleRow } from './rule-command.ts'

const TRISOMIES = ['t21', 't18', 't13'] as const satisfies readonly TrisomyDisease[]
const INPUT = ['gestation', 'fetusCount', 'ageAtDelivery', 'weightKg', 'heightCm', ...TRISOMIES, 'afp', 'afpMedian', 'weightFactor', 'afpMom', 'ntMm', 'crlMm'] as const
const OUTPUT = ['open', 'afpMom', ...TRISOMIES.map(disease => `${disease}Class`), 'ontdClass', 'overall', 'nt', 'nipt', 'niptCriteria', 'indications', 'next', 'faults'] as const
const OLDEST_GESTATION = 45 * 7

type Read = {
  readonly faults: Message[]
  readonly days: number
  readonly numbers: Readonly<Record<'fetusCount' | 'ageAtDelivery' | 'weightKg' | 'heightCm' | 'afp' | 'afpMedian' | 'weightFactor' | 'afpMom' | 'ntMm' | 'crlMm', number | null>>
  readonly classes: Readonly<Record<TrisomyDisease, PrenatalClass | null>>
}

/** Reads a line; what cannot be read comes back as sentences, and nothing of the line is concluded. */
function read(row: RuleRow): Read {
  const faults: Message[] = []
  const cell = (column: string): string => (row[column] ?? '').trim()
  const unreadable = (column: string): null => { faults.push(message('prenatal.csv.unreadable', '{{column}}“{{text}}”无法识别', { column, text: cell(column) })); return null }
  // Nothing that is measured here may be nought: 0 in a file is an empty cell of another program.
  const number = (column: keyof Read['numbers'], pattern = /^\d{1,3}(\.\d{1,3})?$/): number | null => cell(column) === '' ? null : pattern.test(cell(column)) && Number(cell(column)) > 0 ? Number(cell(column)) : unreadable(column)
  const risk = (disease: TrisomyDisease): PrenatalClass | null => {
    if (cell(disease) === '') return null
    const parsed = parseRisk(cell(disease))
    return parsed ? classifyRisk(disease, parsed, RULES) : unreadable(disease)
  }
  const gestation = parseGestation(cell('gestation'))
  const days = gestation ? gestationDays(gestation) : 0
  if (!gestation || gestation.days > 6 || days > OLDEST_GESTATION) faults.push(message('prenatal.csv.gestation', 'gestation 请填写孕周,如 15+3'))
  const numbers = {
    fetusCount: number('fetusCount', /^\d$/), ageAtDelivery: number('ageAtDelivery', /^\d{2}$/), weightKg: number('weightKg'), heightCm: number('heightCm'), afp: number('afp'), afpMedian: number('afpMedian'),
    weightFactor: number('weightFactor'), afpMom: number('afpMom'), ntMm: number('ntMm'), crlMm: number('crlMm'),
  }
  return { faults, days, numbers, classes: { t21: risk('t21'), t18: risk('t18'), t13: risk('t13') } }
}

const coded = (table: { label(code: never): string }, code: string | null): string => code === null ? '' : `${code} ${table.label(code as never)}`

/** Gestation, weight, risks, AFP, translucency and age to windows, classes, whether NIPT suits, indications and the next step (prenatal screening note §2–§8). */
export const prenatalCommand: RuleCommand = {
  name: 'prenatal', title: '产前筛查判定', source: '产前筛查说明 §2–§8', input: INPUT, output: OUTPUT,
  run: (row): RuleRow => {
    const { faults, days, numbers, classes } = read(row)
    const { fetusCount, ageAtDelivery, weightKg, heightCm, afp, afpMedian, weightFactor, ntMm, crlMm } = numbers
    const hasSerum = [...Object.values(classes), numbers.afpMom, afp].some(value => value !== null)
    if (hasSerum && fetusCount !== null) faults.push(...checkSerumFetuses(fetusCount, RULES, 'fetusCount').map(issue => issue.message))
    if (faults.length > 0) return { faults: faults.map(formatChinese).join(';') }
    const mom = numbers.afpMom ?? (afp !== null && afpMedian !== null ? momOf(afp, afpMedian, weightFactor ?? 1) : null)
    const ontd = mom === null ? null : classifyOntd(mom, fetusCount ?? 1, RULES)
    const serum = overallClass([...Object.values(classes), ontd])
    const nt = ntMm === null ? null : ntLevel(ntMm, crlMm, RULES)
    const { suitability, criteria } = assessNipt({ gestationDays: days, fetusCount, ageAtDelivery, weightKg, heightCm, serum, asked: [] }, WINDOWS, RULES)
    const indications = diagnosisIndications({ ageAtDelivery, fetusCount, serum, nipt: null, nt, asked: [] }, RULES)
    return {
      open: openProjects(days, WINDOWS).join(' '), afpMom: mom === null ? '' : mom.toFixed(2),
      ...Object.fromEntries(TRISOMIES.map(disease => [`${disease}Class`, coded(PRENATAL_CLASS, classes[disease])])), ontdClass: coded(PRENATAL_CLASS, ontd), overall: coded(PRENATAL_CLASS, serum), nt: nt ?? '',
      nipt: coded(NIPT_SUITABILITY, suitability), niptCriteria: criteria.map(one => NIPT_CRITERION.label(one)).join('、'), indications: indications.map(one => DIAGNOSIS_INDICATION.label(one)).join('、'),
      next: coded(PRENATAL_NEXT_STEP, nextStep({ gestationDays: days, indications, serum, nipt: null, suitability, diagnosis: null, isCoupleOpen: false }, WINDOWS)), faults: '',
    }
  },
}
