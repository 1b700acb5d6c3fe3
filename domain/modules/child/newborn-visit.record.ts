import { BIRTH_CIRCUMSTANCE, CHILD_COMPLEXION, CHILD_FEEDING, CHILD_NONE_SOME, FONTANELLE_TENSION, JAUNDICE_SITE, NEWBORN_DANGER_SIGN, NEWBORN_DISEASE_STATUS, NEWBORN_GUIDANCE, NEWBORN_HEARING_STATUS, NEWBORN_SKIN, NEWBORN_STOOL, PREGNANCY_ILLNESS, UMBILICAL_CORD } from '../../code/child-newborn-visit.ts'
import { CHILD_VISIT_PLACE } from '../../code/child-check.ts'
import { code, codes, day, number, ref, text } from '../../field/build.ts'
import { type CodeList, hasCode } from '../../field/code-list.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { finding, noneOrSome, withNote } from './parts.ts'
import { newbornVisitRules } from './newborn-visit.rules.ts'

const OUT = { ext: ['newborn_visit'] } as const
const has = (name: string, code: string) => ({ showIf: (row: Readonly<Record<string, unknown>>) => hasCode(row[name] as CodeList | null, code), dependsOn: [name] })

/**
 * 新生儿家庭访视记录表 of the third edition, field by field. Codes are the printed numbers; an abnormal answer opens its
 * text. Source: child health note §4.1 [S4].
 */
export const newbornVisit = defineRecord({
  id: 'child.newbornVisit', version: 2, table: 'child_newborn_visit', title: '新生儿家庭访视', read: 'child.read', write: 'child.write', auditOpening: true,
  once: [{ fields: ['visitDay'], says: ['visitDay'], way: 'void' }],
  fields: {
    fileId: ref({ label: '儿童保健档案', to: 'child.file', required: true, out: { none: '业务主键' } }),
    visitDay: day({ label: '本次访视日期', required: true, list: true, out: OUT }),
    place: code({ label: '访视地点', codes: CHILD_VISIT_PLACE, required: true, out: OUT }),
    gestationDays: number({ label: '出生孕周(天)', unit: '天', plausible: [140, 321], normal: [168, 308], out: OUT }),
    pregnancyIllness: codes({ label: '母亲妊娠期患病情况', codes: PREGNANCY_ILLNESS, none: '1', pii: 'health', out: OUT }),
    pregnancyIllnessNote: text({ label: '妊娠期其他疾病', maxLength: 100, pii: 'health', out: OUT, ...has('pregnancyIllness', '4') }),
    birthInstitution: text({ label: '助产机构名称', maxLength: 70, out: OUT }),
    birthCircumstances: codes({ label: '出生情况', codes: BIRTH_CIRCUMSTANCE, out: OUT }),
    birthCircumstancesNote: text({ label: '出生情况:其他', maxLength: 100, out: OUT, ...has('birthCircumstances', '7') }),
    asphyxia: code({ label: '新生儿窒息', codes: CHILD_NONE_SOME, pii: 'health', out: OUT }),
    apgarOneMinute: number({ label: 'Apgar 评分(1分钟)', plausible: [0, 10], out: OUT }),
    apgarFiveMinutes: number({ label: 'Apgar 评分(5分钟)', plausible: [0, 10], out: OUT }),
    ...noneOrSome('malformation', '畸形', OUT),
    hearingStatus: code({ label: '新生儿听力筛查', codes: NEWBORN_HEARING_STATUS, pii: 'health', out: OUT }),
    diseaseStatus: codes({ label: '新生儿疾病筛查', codes: NEWBORN_DISEASE_STATUS, none: '1', pii: 'health', out: OUT }),
    diseaseStatusNote: text({ label: '其他遗传代谢病', maxLength: 100, pii: 'health', out: OUT, ...has('diseaseStatus', '5') }),
    birthWeightG: number({ label: '新生儿出生体重', unit: '克', plausible: [200, 8000], normal: [600, 6000], out: OUT }),
    weightKg: number({ label: '目前体重', unit: 'kg', decimals: 2, plausible: [0.3, 15], normal: [1, 8], list: true, out: OUT }),
    birthLengthCm: number({ label: '出生身长', unit: 'cm', decimals: 1, plausible: [20, 70], normal: [28, 60], out: OUT }),
    feeding: code({ label: '喂养方式', codes: CHILD_FEEDING, list: true, out: OUT }),
    milkMl: number({ label: '吃奶量', unit: 'mL/次', plausible: [0, 500], normal: [20, 150], out: OUT, showIf: row => row.feeding !== '1', dependsOn: ['feeding'] }),
    milkTimesPerDay: number({ label: '吃奶次数', unit: '次/日', plausible: [0, 40], normal: [5, 14], out: OUT, showIf: row => row.feeding !== '1', dependsOn: ['feeding'] }),
    vomiting: code({ label: '呕吐', codes: CHILD_NONE_SOME, out: OUT }),
    ...withNote('stool', '大便', NEWBORN_STOOL, '3', OUT),
    stoolTimesPerDay: number({ label: '大便次数', unit: '次/日', plausible: [0, 40], normal: [0, 10], out: OUT }),
    temperatureC: number({ label: '体温', unit: '℃', decimals: 1, plausible: [30, 43], list: true, out: OUT }),
    heartRatePerMinute: number({ label: '心率', unit: '次/分钟', plausible: [20, 300], out: OUT }),
    breathsPerMinute: number({ label: '呼吸频率', unit: '次/分钟', plausible: [5, 150], out: OUT }),
    ...withNote('complexion', '面色', CHILD_COMPLEXION, '3', OUT),
    jaundiceSites: codes({ label: '黄疸部位', codes: JAUNDICE_SITE, none: '1', pii: 'health', out: OUT }),
    fontanelleLengthCm: number({ label: '前囟长', unit: 'cm', decimals: 1, plausible: [0, 10], normal: [0, 5], out: OUT }),
    fontanelleWidthCm: number({ label: '前囟宽', unit: 'cm', decimals: 1, plausible: [0, 10], normal: [0, 5], out: OUT }),
    ...withNote('fontanelle', '前囟', FONTANELLE_TENSION, '4', OUT),
    ...finding('eyes', '眼睛', OUT),
    ...finding('limbs', '四肢活动度', OUT),
    ...finding('ears', '耳外观', OUT),
    ...noneOrSome('neckMass', '颈部包块', OUT),
    ...finding('nose', '鼻', OUT),
    skin: codes({ label: '皮肤', codes: NEWBORN_SKIN, none: '1', pii: 'health', out: OUT }),
    skinNote: text({ label: '皮肤:其他', maxLength: 100, pii: 'health', out: OUT, ...has('skin', '4') }),
    ...finding('mouth', '口腔', OUT),
    ...finding('anus', '肛门', OUT),
    ...finding('heartAndLungs', '心肺听诊', OUT),
    ...finding('chest', '胸部', OUT),
    ...finding('abdomen', '腹部触诊', OUT),
    ...finding('spine', '脊柱', OUT),
    ...finding('genitals', '外生殖器', OUT),
    ...withNote('cord', '脐带', UMBILICAL_CORD, '4', OUT),
    dangerSigns: codes({ label: '危险征象', codes: NEWBORN_DANGER_SIGN, pii: 'health', out: OUT, help: '只勾选所见;体温、呼吸、心率、黄疸、前囟膨隆、颈部包块和畸形按填写的值判断' }),
    referral: code({ label: '转诊建议', codes: CHILD_NONE_SOME, required: true, list: true, out: OUT }),
    referralReason: text({ label: '转诊原因', maxLength: 100, pii: 'health', out: OUT, showIf: row => row.referral === '2', dependsOn: ['referral'] }),
    referralInstitution: text({ label: '转诊机构及科室', maxLength: 70, out: OUT, showIf: row => row.referral === '2', dependsOn: ['referral'] }),
    referralResult: text({ label: '转诊结果', maxLength: 100, since: 2, pii: 'health', out: OUT, showIf: row => row.referral === '2', dependsOn: ['referral'], help: '有了回音再填写;没有填写的算未完成的转诊' }),
    guidance: codes({ label: '指导', codes: NEWBORN_GUIDANCE, out: OUT }),
    guidanceNote: text({ label: '指导:其他', maxLength: 100, out: OUT, ...has('guidance', '6') }),
    nextVisitDay: day({ label: '下次随访日期', out: OUT }),
    nextPlace: text({ label: '下次随访地点', maxLength: 40, out: OUT }),
    doctorName: text({ label: '随访医生', maxLength: 30, required: true, list: true, out: OUT }),
    note: text({ label: '备注', maxLength: 300, lines: 2, pii: 'health', out: { none: '本机构内部' } }),
  },
  sections: [
    { title: '访视', fields: ['fileId', 'visitDay', 'place', 'doctorName'] },
    { title: '出生情况', fields: ['gestationDays', 'pregnancyIllness', 'pregnancyIllnessNote', 'birthInstitution', 'birthCircumstances', 'birthCircumstancesNote', 'asphyxia', 'apgarOneMinute', 'apgarFiveMinutes', 'malformation', 'malformationNote', 'hearingStatus', 'diseaseStatus', 'diseaseStatusNote', 'birthWeightG', 'birthLengthCm'] },
    { title: '现况', fields: ['weightKg', 'feeding', 'milkMl', 'milkTimesPerDay', 'vomiting', 'stool', 'stoolNote', 'stoolTimesPerDay', 'temperatureC', 'heartRatePerMinute', 'breathsPerMinute'] },
    { title: '体格检查', fields: ['complexion', 'complexionNote', 'jaundiceSites', 'fontanelleLengthCm', 'fontanelleWidthCm', 'fontanelle', 'fontanelleNote', 'eyes', 'eyesNote', 'limbs', 'limbsNote', 'ears', 'earsNote', 'neckMass', 'neckMassNote', 'nose', 'noseNote', 'skin', 'skinNote', 'mouth', 'mouthNote', 'anus', 'anusNote', 'heartAndLungs', 'heartAndLungsNote', 'chest', 'chestNote', 'abdomen', 'abdomenNote', 'spine', 'spineNote', 'genitals', 'genitalsNote', 'cord', 'cordNote', 'dangerSigns'] },
    { title: '转诊与指导', fields: ['referral', 'referralReason', 'referralInstitution', 'referralResult', 'guidance', 'guidanceNote', 'nextVisitDay', 'nextPlace', 'note'] },
  ],
  rules: [newbornVisitRules],
})
export type NewbornVisit = Row<typeof newbornVisit>
export type StoredNewbornVisit = StoredRow<typeof newbornVisit>
