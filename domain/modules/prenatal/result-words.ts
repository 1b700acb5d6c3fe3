import { NIPT_RESULT, NT_LEVEL, PRENATAL_CLASS, PRENATAL_DISEASE, type PrenatalClass, LETHAL_MALFORMATION, SOFT_MARKER, ULTRASOUND_FINDING } from '../../code/prenatal.ts'
import { DEAFNESS_RESULT, DEAFNESS_SITE, DEAFNESS_STEP, THALASSAEMIA_SCREEN, THALASSAEMIA_STEP } from '../../code/prenatal-gene.ts'
import { FETAL_SYSTEM } from '../../code/prenatal-record.ts'
import { codesIn } from '../../field/code-list.ts'
import { printRisk } from '../../rule/prenatal/risk.ts'
import { riskOf } from './result-found.ts'
import { PARTNERS, type PrenatalResult, siteField, systemField } from './result.record.ts'

type Values = Readonly<Partial<PrenatalResult>>
const classed = (text: string, found: PrenatalClass | null | undefined): string => found ? `${text}(${PRENATAL_CLASS.label(found)})` : text

const serum = (row: Values): string[] => [
  ...(['t21', 't18', 't13'] as const).flatMap(disease => { const risk = riskOf(row, disease); return risk ? [classed(`${PRENATAL_DISEASE.label(disease).replace('综合征', '')} ${printRisk(risk)}`, row[`${disease}Class`])] : [] }),
  ...row.ontdClass ? [classed(`AFP MoM ${row.afpMom}`, row.ontdClass)] : [], ...nt(row),
]
function nt(row: Values): string[] { return typeof row.ntMm === 'number' ? [`NT ${row.ntMm} mm`, ...row.ntLevel ? [NT_LEVEL.label(row.ntLevel)] : []] : [] }
const nipt = (row: Values): string[] => [
  ...row.niptResult ? [`${NIPT_RESULT.label(row.niptResult)}${codesIn(row.niptHigh).map(disease => ` ${PRENATAL_DISEASE.label(disease)}`).join('、')}`] : [],
  ...([['21', row.z21], ['18', row.z18], ['13', row.z13]] as const).flatMap(([chromosome, z]) => typeof z === 'number' ? [`Z${chromosome} ${z}`] : []), ...typeof row.fetalFractionPercent === 'number' ? [`胎儿浓度 ${row.fetalFractionPercent}%`] : [],
]
const ultrasound = (row: Values): string[] => [
  ...FETAL_SYSTEM.list.flatMap(({ code, label }) => { const found = row[systemField(code)]; return found && found !== '1' ? [`${label}${ULTRASOUND_FINDING.label(found)}`] : [] }),
  ...codesIn(row.lethal).map(code => LETHAL_MALFORMATION.label(code)), ...codesIn(row.softMarkers).map(code => SOFT_MARKER.label(code)),
]
const thalassaemia = (row: Values): string[] => PARTNERS.flatMap(who => {
  const [screen, genotype] = [row[`${who}Screen`], row[`${who}Genotype`]]
  const said = [screen && THALASSAEMIA_SCREEN.label(screen), genotype].filter(Boolean).join(' ')
  const next = row[`${who}Next`]
  return [...said === '' ? [] : [`${who === 'woman' ? '女方' : '男方'} ${said}`], ...next ? [`${who === 'woman' ? '女方' : '男方'}须${THALASSAEMIA_STEP.label(next)}`] : []]
})
const deafness = (row: Values): string[] => [
  ...PARTNERS.flatMap(who => DEAFNESS_SITE.list.flatMap(({ code, label }) => { const result = row[siteField(who, code)]; return result && result !== 'wild' ? [`${who === 'woman' ? '女方' : '男方'} ${label} ${DEAFNESS_RESULT.label(result)}`] : [] })),
  ...row.deafnessStep ? [DEAFNESS_STEP.label(row.deafnessStep)] : [],
]

/** A result in one line, as lists, papers and the package say it; its own free texts are not in it. */
export function resultWords(row: Values): string {
  const said = row.test === 'firstSerum' || row.test === 'secondSerum' ? serum(row) : row.test === 'nipt' ? nipt(row) : row.test === 'nt' ? nt(row)
    : row.test === 'thalassaemia' ? thalassaemia(row) : row.test === 'deafness' ? deafness(row) : ultrasound(row)
  return said.length > 0 ? said.join(';') : row.overall ? PRENATAL_CLASS.label(row.overall) : ''
}
