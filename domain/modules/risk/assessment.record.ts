import { RISK_COLOUR } from '../../code/maternal-risk.ts'
import { RISK_SCORE_GRADE, RISK_STAGE } from '../../code/risk-care.ts'
import { code, day, flag, minute, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { IN_ASSESSMENT, INTERNAL, KEY } from './parts.ts'

const threatens = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.threatensLife === true, dependsOn: ['threatensLife'] }
const advises = { showIf: (row: Readonly<Record<string, unknown>>): boolean => row.threatensLife === true && row.advisesTermination === true, dependsOn: ['threatensLife', 'advisesTermination'] }

/**
 * 《孕产妇妊娠风险评估表》: what a doctor confirmed at one minute (maternal care note §6). Never changed afterwards: a new
 * assessment follows it, a mistaken one is voided. The colour follows from the confirmed rows; ids, words, facts and the
 * name of the table are kept, so that it reads the same whatever becomes of the table.
 */
export const riskAssessment = defineRecord({
  id: 'risk.assessment', version: 1, table: 'risk_assessment', title: '妊娠风险评估', read: 'maternal.read', write: 'maternal.assess', auditOpening: true, unborn: true,
  fields: {
    pregnancyId: ref({ label: '妊娠', to: 'pregnancy', required: true, out: KEY }),
    stage: code({ label: '评估时机', codes: RISK_STAGE, required: true, list: true, out: IN_ASSESSMENT }),
    confirmedAt: minute({ label: '评估时间', required: true, list: true, out: IN_ASSESSMENT }),
    criteria: text({ label: '评估条目', maxLength: 600, required: true, pii: 'health', out: IN_ASSESSMENT }),
    otherText: text({ label: '“其他”条目说明', maxLength: 300, lines: 2, pii: 'health', out: IN_ASSESSMENT }),
    changeReason: text({ label: '降级理由', maxLength: 300, lines: 2, pii: 'health', out: IN_ASSESSMENT, help: '等级较上次降低时必填' }),
    threatensLife: flag({ label: '疾病可能危及生命', pii: 'health', out: IN_ASSESSMENT }),
    seniorDoctor: text({ label: '确认医生(副主任以上)', maxLength: 30, pii: 'name', out: IN_ASSESSMENT, ...threatens }),
    isInformed: flag({ label: '已告知本人及家属风险', out: IN_ASSESSMENT, ...threatens }),
    advisesTermination: flag({ label: '建议终止妊娠', pii: 'health', out: IN_ASSESSMENT, ...threatens }),
    terminationSpecialists: text({ label: '签字专家(副主任以上)', maxLength: 100, pii: 'name', out: IN_ASSESSMENT, help: '用顿号分开', ...advises }),
    terminationPlace: text({ label: '终止妊娠的机构', maxLength: 70, out: IN_ASSESSMENT, help: '指定的三级机构', ...advises }),
    advice: text({ label: '处理意见', maxLength: 300, lines: 2, pii: 'health', out: IN_ASSESSMENT }),
    score: number({ label: '高危评分', unit: '分', plausible: [0, 99], pii: 'health', out: IN_ASSESSMENT, help: '五色评估以前的评分,本省仍要求的填写;不由颜色得出' }),
    scoreGrade: code({ label: '高危妊娠级别', codes: RISK_SCORE_GRADE, pii: 'health', out: IN_ASSESSMENT, help: '按本省评分标准' }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: INTERNAL }),
    // Found by the program when the doctor confirms.
    doctorName: text({ label: '评估医生', maxLength: 30, pii: 'name', list: true, out: IN_ASSESSMENT }),
    institution: text({ label: '评估机构', maxLength: 70, out: IN_ASSESSMENT }),
    criteriaTexts: text({ label: '评估条目', maxLength: 12_000, lines: 6, pii: 'health', out: IN_ASSESSMENT }),
    basis: text({ label: '依据的检查结果', maxLength: 1000, lines: 2, pii: 'health', out: IN_ASSESSMENT }),
    declined: text({ label: '未采纳的提示', maxLength: 600, pii: 'health', out: INTERNAL, help: '评估时程序提示而医生没有勾选的条目' }),
    tableName: text({ label: '评估标准版本', maxLength: 60, out: IN_ASSESSMENT }),
    gestationDays: number({ label: '评估孕周', unit: '天', plausible: [0, 330], out: IN_ASSESSMENT }),
    colour: code({ label: '风险颜色', codes: RISK_COLOUR, list: true, pii: 'health', out: IN_ASSESSMENT }),
    isPurple: flag({ label: '传染病(紫色)', list: true, pii: 'health', out: IN_ASSESSMENT }),
    reportDueDay: day({ label: '报告期限', out: IN_ASSESSMENT }),
    reportDueAt: minute({ label: '报告期限(红色,到时刻)', out: IN_ASSESSMENT }),
  },
  sections: [
    { title: '评估', fields: ['pregnancyId', 'stage', 'confirmedAt', 'criteria', 'otherText', 'changeReason', 'threatensLife', 'seniorDoctor', 'isInformed', 'advisesTermination', 'terminationSpecialists', 'terminationPlace', 'advice', 'score', 'scoreGrade', 'note'] },
    { title: '程序得出', fields: ['doctorName', 'institution', 'criteriaTexts', 'basis', 'declined', 'tableName', 'gestationDays', 'colour', 'isPurple', 'reportDueDay', 'reportDueAt'] },
  ],
  rules: [
    (row, { now }) => row.confirmedAt > now ? [block('confirmedAt', message('riskAssessment.future', '评估时间不能晚于现在'))] : [],
    row => row.score !== null && row.scoreGrade === null ? [block('scoreGrade', message('riskAssessment.scoreGrade', '填了高危评分,请选择高危妊娠级别'))] : [],
    row => row.score === null && row.scoreGrade !== null ? [block('score', message('riskAssessment.score', '选了高危妊娠级别,请填写高危评分'))] : [],
    // §7 [S-M8]: assessed and confirmed by 副主任以上, and the woman told.
    row => row.threatensLife && !row.seniorDoctor ? [block('seniorDoctor', message('riskAssessment.seniorDoctor', '疾病可能危及生命的,须由副主任以上医生评估确认,请填写其姓名'))] : [],
    row => row.threatensLife && row.isInformed !== true ? [block('isInformed', message('riskAssessment.informed', '请向本人及家属告知风险后勾选“已告知”'))] : [],
  ],
})
export type RiskAssessment = Row<typeof riskAssessment>
export type StoredRiskAssessment = StoredRow<typeof riskAssessment>
