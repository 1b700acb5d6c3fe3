import { PELVIC_QUESTIONNAIRE, SYMPTOM_SEVERITY } from '../../code/pelvic.ts'
import { code, day, flag, number, ref, text } from '../../field/build.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { INTERNAL, KEY, notLater, OUT } from './parts.ts'

const score = (label: string) => number({ label, unit: '分', decimals: 4, plausible: [0, 300], pii: 'health', out: OUT })

/**
 * 量表: the answers of one questionnaire as they were given ("1,0,,2": item by item, empty where not answered), and what the
 * rule of its version made of them. The wording of the items is never ours to keep. Source: pelvic note §7.
 */
export const pelvicQuestionnaire = defineRecord({
  id: 'pelvic.questionnaire', version: 1, table: 'pelvic_questionnaire', title: '盆底量表', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  once: [{ fields: ['assessmentId', 'questionnaire'], says: ['day', 'questionnaire'], way: 'void', index: 'pelvic_questionnaire_once_ix' }],
  fields: {
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', required: true, out: KEY }),
    assessmentId: ref({ label: '盆底评估', to: 'pelvic.assessment', required: true, out: KEY }),
    questionnaire: code({ label: '量表', codes: PELVIC_QUESTIONNAIRE, required: true, list: true, out: OUT }),
    day: day({ label: '填写日期', required: true, list: true, out: OUT }),
    isFilledByWoman: flag({ label: '本人填写', out: INTERNAL }),
    isNotApplicable: flag({ label: '不适用', pii: 'health', out: OUT, help: '无性生活的不填PISQ-12,不计为0分' }),
    answers: text({ label: '回答', maxLength: 200, pattern: /^\d*(?:,\d*)*$/, pii: 'health', out: OUT }),
    // Found by the program when it is saved.
    ruleVersion: number({ label: '计分规则版本', plausible: [1, 1000], out: OUT }),
    firstScale: score('分量表一'), secondScale: score('分量表二'), thirdScale: score('分量表三'), total: number({ label: '总分', unit: '分', decimals: 4, plausible: [0, 300], pii: 'health', list: true, out: OUT }),
    severity: code({ label: '程度', codes: SYMPTOM_SEVERITY, pii: 'health', list: true, out: OUT }),
    isDiagnostic: flag({ label: '达到诊断标准', pii: 'health', out: OUT }),
  },
  sections: [{ title: '量表', fields: ['fileId', 'assessmentId', 'questionnaire', 'day', 'isFilledByWoman', 'isNotApplicable', 'answers'] }, { title: '程序计分', fields: ['ruleVersion', 'firstScale', 'secondScale', 'thirdScale', 'total', 'severity', 'isDiagnostic'] }],
  rules: [notLater('day')],
})
export type PelvicQuestionnaireRow = Row<typeof pelvicQuestionnaire>
export type StoredPelvicQuestionnaire = StoredRow<typeof pelvicQuestionnaire>
