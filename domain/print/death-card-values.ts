import { CARD_DEATH_PLACE, CARD_DIAGNOSIS_BASIS, CARD_UNTREATED_REASON, DEATH_CAUSE, DEATH_DIAGNOSIS_LEVEL, TREATMENT_BEFORE_DEATH, WEIGHT_BASIS } from '../code/child-death.ts'
import { UNTREATED_REASON_TO_CARD } from '../code/child-maps.ts'
import type { CodeTable } from '../code/code-table.ts'
import { BIRTH_PLACE_TYPE } from '../code/delivery.ts'
import type { Sex } from '../code/sex.ts'
import type { DeathCard } from '../modules/child/death-card.record.ts'
import { formatGestation } from '../rule/gestation.ts'
import type { Minute } from '../time/day.ts'
import { SEX_ON_PAPER } from './certificate-values.ts'
import type { PrintValues } from './layout.ts'

/** The child and its parents as the card names them. */
export type DeathCardFacts = { readonly name: string; readonly sex: Sex; readonly address: string; readonly motherName: string; readonly fatherName: string; readonly phone: string }

/** All answers of a list with the chosen one ticked, as the printed card has them: `√ 1 医院   □ 2 途中`. */
const ticked = (table: CodeTable, chosen: string | null): string => table.list.map(({ code, label }) => `${code === chosen ? '√' : '□'} ${code} ${label}`).join('   ')
const momentText = (minute: Minute | null, timeUnknown: boolean | null): string => {
  if (!minute) return ''
  const [day = '', time = ''] = minute.split('T')
  const [year, month, date] = day.split('-')
  const [hour, minutes] = time.split(':')
  return timeUnknown ? `${year}年${month}月${date}日(时刻不详)` : `${year}年${month}月${date}日${hour}时${minutes}分`
}

/**
 * The words of 5岁以下儿童死亡报告卡 with the answers of the printed card: where the national code is finer, the card's own
 * (child health note §12). A draft is marked, so that it is not taken for a handed-in card.
 */
export function deathCardValues(row: DeathCard, facts: DeathCardFacts): PrintValues {
  const household = row.householdType
  return {
    number: row.number ?? '', supplementary: row.supplementary ? '√ 补卡' : '□ 补卡', draft: row.state === 'draft' ? '草稿,未提交' : '', name: facts.name || '未取名', sex: SEX_ON_PAPER[facts.sex], address: facts.address, motherName: facts.motherName, fatherName: facts.fatherName, phone: facts.phone,
    household: `${household === '1' ? '√' : '□'} 1 本地   ${household === '21' ? '√' : '□'} 2 非本地(居住一年以内)   ${household === '22' ? '√' : '□'} 3 非本地(居住一年以上)${household === '2' ? '   非本地,居住时间未填' : ''}`,
    bornAt: momentText(row.bornAt, row.bornTimeUnknown), birthWeight: row.birthWeightG === null ? '' : `${row.birthWeightG} 克`, weightBasis: ticked(WEIGHT_BASIS, row.weightBasis), gestation: row.gestationDays === null ? '' : formatGestation(row.gestationDays),
    birthPlace: row.birthPlaceType ? BIRTH_PLACE_TYPE.label(row.birthPlaceType) : '', diedAt: momentText(row.diedAt, row.deathTimeUnknown), age: row.ageText ?? '',
    causeA: row.causeA ?? '', causeB: row.causeB ?? '', causeC: row.causeC ?? '', causeD: row.causeD ?? '', rootCause: row.rootCause ?? '', causeClass: row.causeClass ? `${row.causeClass} ${DEATH_CAUSE.label(row.causeClass)}` : '', icd10: row.icd10 ?? '',
    deathPlace: ticked(CARD_DEATH_PLACE, row.cardDeathPlace), treatment: ticked(TREATMENT_BEFORE_DEATH, row.treatment), diagnosisLevel: row.diagnosisLevel ? DEATH_DIAGNOSIS_LEVEL.label(row.diagnosisLevel) : '',
    untreatedReason: ticked(CARD_UNTREATED_REASON, row.untreatedReason ? UNTREATED_REASON_TO_CARD[row.untreatedReason] : null), diagnosisBasis: ticked(CARD_DIAGNOSIS_BASIS, row.cardDiagnosisBasis),
    reportInstitution: row.reportInstitution ?? '', reporter: row.reporterName ?? '', reportDay: row.reportDay ?? '',
  }
}
