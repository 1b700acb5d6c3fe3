import { POSITIVE_NEGATIVE } from '../../code/national-care.ts'
import { BALLOONING_GRADE, DIASTASIS_GRADE, EMG_FINDING, OXFORD_GRADE, PAD_TEST_GRADE, POPQ_STAGE } from '../../code/pelvic.ts'
import { LEVATOR_AVULSION, PELVIC_ASSESSMENT_KIND, PELVIC_COMPLAINT, PELVIC_DIAGNOSIS } from '../../code/pelvic-care.ts'
import { code, codes, day, flag, number, ref, text } from '../../field/build.ts'
import { block, message } from '../../message/message.ts'
import { defineRecord, type Row, type StoredRow } from '../../record/define.ts'
import { padGainG } from '../../rule/pelvic/measures.ts'
import { INTERNAL, KEY, notLater, OUT } from './parts.ts'

// Wider than rule/pelvic/popq.ts allows: its sentences say what is wrong with a point, the column only that it is a number.
const popq = (label: string) => number({ label, unit: 'cm', decimals: 1, plausible: [-20, 20], pii: 'health', out: OUT })
const microvolt = (label: string) => number({ label, unit: 'µV', decimals: 2, plausible: [0, 500], pii: 'health', out: OUT })
const variability = (label: string) => number({ label, decimals: 3, plausible: [0, 5], pii: 'health', out: OUT })
const seconds = (label: string) => number({ label, unit: 's', decimals: 2, plausible: [0, 60], pii: 'health', out: OUT })
const fatigue = (label: string) => number({ label, unit: '%', plausible: [-100, 0], pii: 'health', out: OUT, help: '末端与起始振幅之差,0为正常' })
const pad = (label: string) => number({ label, unit: 'g', decimals: 1, plausible: [0, 2000], pii: 'health', out: OUT })
const gap = (label: string) => number({ label, unit: 'mm', plausible: [0, 150], normal: [0, 80], pii: 'health', out: OUT })
const neck = (label: string) => number({ label, unit: 'cm', decimals: 1, plausible: [-10, 10], pii: 'health', out: OUT })
const stage = (label: string) => code({ label, codes: POPQ_STAGE, pii: 'health', out: OUT })
const reference = (label: string, unit: string) => number({ label, unit, decimals: 2, plausible: [0, 300], out: INTERNAL })

/**
 * 盆底评估: what a woman complains of and what was measured that day; of one visit only what was done is filled in. Stage,
 * grades and findings are found by the program when it is saved, with the references and limits of the day. Source: pelvic note §3–§9.
 */
export const pelvicAssessment = defineRecord({
  id: 'pelvic.assessment', version: 1, table: 'pelvic_assessment', title: '盆底评估', read: 'pelvic.read', write: 'pelvic.write', auditOpening: true,
  fields: {
    fileId: ref({ label: '盆底档案', to: 'pelvic.file', required: true, out: KEY }),
    courseId: ref({ label: '疗程', to: 'pelvic.course', out: KEY }),
    day: day({ label: '评估日期', required: true, list: true, out: OUT }),
    kind: code({ label: '评估类别', codes: PELVIC_ASSESSMENT_KIND, required: true, list: true, out: OUT }),
    afterSessions: number({ label: '已治疗次数', unit: '次', plausible: [0, 200], out: OUT }),
    doctorName: text({ label: '评估人', maxLength: 30, required: true, list: true, out: OUT }),
    complaints: codes({ label: '症状', codes: PELVIC_COMPLAINT, none: 'none', pii: 'health', out: OUT }),
    painVas: number({ label: '疼痛VAS', unit: '分', decimals: 1, plausible: [0, 10], pii: 'health', out: OUT }),
    isLochiaClear: flag({ label: '恶露已净', pii: 'health', out: OUT }),
    perineumFinding: text({ label: '会阴、外阴及伤口', maxLength: 100, pii: 'health', out: OUT }),
    weightKg: number({ label: '体重', unit: 'kg', decimals: 1, plausible: [30, 200], normal: [38, 130], pii: 'health', out: OUT }),
    stressTest: code({ label: '应力(咳嗽)试验', codes: POSITIVE_NEGATIVE, pii: 'health', out: OUT }),
    fingerTest: code({ label: '指压试验', codes: POSITIVE_NEGATIVE, pii: 'health', out: OUT }),
    urethraDegrees: number({ label: '尿道活动度(棉签)', unit: '°', plausible: [-30, 120], pii: 'health', out: OUT }),
    residualMl: number({ label: '残余尿', unit: 'mL', plausible: [0, 2000], normal: [0, 50], pii: 'health', out: OUT }),
    vaginalPressureCmH2o: number({ label: '阴道最大收缩压', unit: 'cmH₂O', plausible: [0, 300], normal: [80, 150], pii: 'health', out: OUT }),
    aaCm: popq('Aa'), baCm: popq('Ba'), cCm: popq('C'), ghCm: popq('gh'), pbCm: popq('pb'), tvlCm: popq('tvl'), apCm: popq('Ap'), bpCm: popq('Bp'), dCm: popq('D'),
    hasNoCervix: flag({ label: '无宫颈(子宫已切除)', pii: 'health', out: OUT }),
    oxford: code({ label: '盆底肌力(改良牛津)', codes: OXFORD_GRADE, pii: 'health', list: true, out: OUT }),
    oxfordLeft: code({ label: '左侧肌力', codes: OXFORD_GRADE, pii: 'health', out: OUT }),
    oxfordRight: code({ label: '右侧肌力', codes: OXFORD_GRADE, pii: 'health', out: OUT }),
    typeOneSeconds: number({ label: 'Ⅰ类(慢肌,耐力)保持', unit: 's', decimals: 1, plausible: [0, 60], pii: 'health', out: OUT }),
    typeOneFatiguePercent: fatigue('Ⅰ类肌疲劳度'),
    typeTwoCount: number({ label: 'Ⅱ类(快肌,爆发)6秒内次数', unit: '次', plausible: [0, 20], pii: 'health', out: OUT }),
    typeTwoFatiguePercent: fatigue('Ⅱ类肌疲劳度'),
    deviceId: ref({ label: '肌电设备', to: 'pelvic.place', out: KEY }),
    reportId: ref({ label: '设备报告', to: 'pelvic.report', out: KEY }),
    preRestUv: microvolt('前静息'), preRestVariability: variability('前静息变异性'),
    fastUv: microvolt('快速收缩最大值'), fastRiseSeconds: seconds('快速收缩上升时间'), fastRecoverySeconds: seconds('快速收缩恢复时间'),
    tonicUv: microvolt('紧张收缩均值'), tonicVariability: variability('紧张收缩变异性'),
    enduranceUv: microvolt('耐力收缩均值'), enduranceVariability: variability('耐力收缩变异性'), enduranceRatio: number({ label: '耐力后前10秒比', decimals: 2, plausible: [0, 5], pii: 'health', out: OUT }),
    postRestUv: microvolt('后静息'), postRestVariability: variability('后静息变异性'),
    padDryG: pad('干垫重'), padWetG: pad('湿垫重'),
    diastasisAboveMm: gap('脐上3cm'), diastasisAtMm: gap('脐水平'), diastasisBelowMm: gap('脐下3cm'),
    diastasisAboveCurledMm: gap('脐上3cm(抬头)'), diastasisAtCurledMm: gap('脐水平(抬头)'), diastasisBelowCurledMm: gap('脐下3cm(抬头)'),
    bladderNeckRestCm: neck('膀胱颈位置(静息)'), bladderNeckStrainCm: neck('膀胱颈位置(Valsalva)'),
    urethralRotationDegrees: number({ label: '尿道旋转角', unit: '°', plausible: [-30, 180], pii: 'health', out: OUT }),
    retrovesicalDegrees: number({ label: '膀胱尿道后角', unit: '°', plausible: [0, 220], normal: [60, 139], pii: 'health', out: OUT }),
    hasFunnelling: flag({ label: '尿道内口漏斗', pii: 'health', out: OUT }),
    hiatusAreaCm2: number({ label: '裂孔面积(Valsalva)', unit: 'cm²', decimals: 1, plausible: [3, 80], pii: 'health', out: OUT }),
    hiatusDiameterCm: number({ label: '裂孔前后径(Valsalva)', unit: 'cm', decimals: 1, plausible: [2, 12], pii: 'health', out: OUT }),
    rectoceleMm: number({ label: '直肠膨出深度', unit: 'mm', plausible: [0, 80], pii: 'health', out: OUT }),
    avulsion: code({ label: '肛提肌断裂', codes: LEVATOR_AVULSION, pii: 'health', out: OUT }),
    ultrasoundNote: text({ label: '超声描述', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    diagnoses: codes({ label: '诊断', codes: PELVIC_DIAGNOSIS, none: 'none', pii: 'health', list: true, out: OUT }),
    diagnosisNote: text({ label: '诊断说明', maxLength: 200, lines: 2, pii: 'health', out: OUT }),
    advice: text({ label: '处理意见', maxLength: 300, lines: 2, pii: 'health', out: OUT }),
    nextDay: day({ label: '下次评估日期', list: true, out: OUT }),
    // Found by the program when it is saved.
    daysAfter: number({ label: '产后天数', unit: '天', plausible: [0, 30_000], out: OUT }),
    stage: stage('POP-Q分度'), anteriorStage: stage('阴道前壁'), apicalStage: stage('顶端'), posteriorStage: stage('阴道后壁'),
    leadCm: number({ label: '脱垂最远端', unit: 'cm', decimals: 1, plausible: [-20, 20], pii: 'health', out: OUT }),
    typeOneGrade: number({ label: 'Ⅰ类(慢肌,耐力)级别', unit: '级', plausible: [0, 5], pii: 'health', list: true, out: OUT }),
    typeTwoGrade: number({ label: 'Ⅱ类(快肌,爆发)级别', unit: '级', plausible: [0, 5], pii: 'health', list: true, out: OUT }),
    emgFindings: codes({ label: '肌电提示', codes: EMG_FINDING, pii: 'health', out: OUT }),
    padGainG: pad('尿垫增重'), padGrade: code({ label: '尿垫试验分级', codes: PAD_TEST_GRADE, pii: 'health', out: OUT }),
    diastasisGrade: code({ label: '腹直肌分离分级', codes: DIASTASIS_GRADE, pii: 'health', out: OUT }),
    bladderNeckDescentCm: neck('膀胱颈移动度'), hiatusGrade: code({ label: '裂孔扩张分级', codes: BALLOONING_GRADE, pii: 'health', out: OUT }),
    emgRestMaxUv: reference('静息参考上限', 'µV'), emgFastMinUv: reference('快速收缩参考下限', 'µV'), emgTonicMinUv: reference('紧张收缩参考下限', 'µV'), emgEnduranceMinUv: reference('耐力收缩参考下限', 'µV'),
    emgVariabilityMaxHundredths: reference('变异性参考上限(×100)', ''), emgRiseMaxSeconds: reference('起始、恢复时间参考上限', 's'),
    emgRatioMinHundredths: reference('耐力后前10秒比参考下限(×100)', ''), emgRatioMaxHundredths: reference('耐力后前10秒比参考上限(×100)', ''), fatigueMinPercent: number({ label: '疲劳度参考下限', unit: '%', plausible: [-100, 0], out: INTERNAL }),
    popqZeroNeedsBoth: reference('0度要求C点和D点都达到(1 都要,0 任一)', ''),
    padScheme: reference('尿垫试验分级方案', ''), padMildG: reference('尿垫试验轻度起点', 'g'), padModerateG: reference('尿垫试验中度起点', 'g'), padSevereG: reference('尿垫试验重度起点', 'g'),
    diastasisMildMm: reference('腹直肌无分离上限', 'mm'), diastasisModerateMm: reference('腹直肌轻度分离上限', 'mm'), diastasisSevereMm: reference('腹直肌中度分离上限', 'mm'),
    bladderNeckMaxCm: reference('膀胱颈移动度上限', 'cm'), hiatusAreaMaxCm2: reference('裂孔面积上限', 'cm²'),
  },
  sections: [
    { title: '评估', fields: ['fileId', 'courseId', 'day', 'kind', 'afterSessions', 'doctorName'] },
    { title: '症状与一般检查', fields: ['complaints', 'painVas', 'isLochiaClear', 'perineumFinding', 'weightKg', 'stressTest', 'fingerTest', 'urethraDegrees', 'residualMl', 'vaginalPressureCmH2o'] },
    { title: 'POP-Q', fields: ['hasNoCervix', 'aaCm', 'baCm', 'cCm', 'ghCm', 'pbCm', 'tvlCm', 'apCm', 'bpCm', 'dCm'] },
    { title: '肌力', fields: ['oxford', 'oxfordLeft', 'oxfordRight', 'typeOneSeconds', 'typeOneFatiguePercent', 'typeTwoCount', 'typeTwoFatiguePercent'] },
    { title: '盆底表面肌电(Glazer)', fields: ['deviceId', 'reportId', 'preRestUv', 'preRestVariability', 'fastUv', 'fastRiseSeconds', 'fastRecoverySeconds', 'tonicUv', 'tonicVariability', 'enduranceUv', 'enduranceVariability', 'enduranceRatio', 'postRestUv', 'postRestVariability'] },
    { title: '尿垫试验', fields: ['padDryG', 'padWetG'] },
    { title: '腹直肌', fields: ['diastasisAboveMm', 'diastasisAtMm', 'diastasisBelowMm', 'diastasisAboveCurledMm', 'diastasisAtCurledMm', 'diastasisBelowCurledMm'] },
    { title: '盆底超声', fields: ['bladderNeckRestCm', 'bladderNeckStrainCm', 'urethralRotationDegrees', 'retrovesicalDegrees', 'hasFunnelling', 'hiatusAreaCm2', 'hiatusDiameterCm', 'rectoceleMm', 'avulsion', 'ultrasoundNote'] },
    { title: '诊断与处理', fields: ['diagnoses', 'diagnosisNote', 'advice', 'nextDay'] },
    { title: '程序判断', fields: ['daysAfter', 'stage', 'anteriorStage', 'apicalStage', 'posteriorStage', 'leadCm', 'typeOneGrade', 'typeTwoGrade', 'emgFindings', 'padGainG', 'padGrade', 'diastasisGrade', 'bladderNeckDescentCm', 'hiatusGrade', 'emgRestMaxUv', 'emgFastMinUv', 'emgTonicMinUv', 'emgEnduranceMinUv', 'emgVariabilityMaxHundredths', 'emgRiseMaxSeconds', 'emgRatioMinHundredths', 'emgRatioMaxHundredths', 'fatigueMinPercent', 'popqZeroNeedsBoth', 'padScheme', 'padMildG', 'padModerateG', 'padSevereG', 'diastasisMildMm', 'diastasisModerateMm', 'diastasisSevereMm', 'bladderNeckMaxCm', 'hiatusAreaMaxCm2'] },
  ],
  rules: [
    notLater('day'),
    row => row.nextDay && row.day && row.nextDay <= row.day ? [block('nextDay', message('pelvicAssessment.nextBefore', '下次评估日期应晚于本次评估日期'))] : [],
    row => row.padDryG !== null && row.padWetG !== null && padGainG(row.padDryG, row.padWetG) < 0 ? [block('padWetG', message('pelvicAssessment.pad', '湿垫比干垫轻,请核对两次称重'))] : [],
  ],
})
export type PelvicAssessment = Row<typeof pelvicAssessment>
export type StoredPelvicAssessment = StoredRow<typeof pelvicAssessment>
