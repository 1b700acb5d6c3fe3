import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const STANDARD = '国家基本公共卫生服务规范(第三版) 新生儿家庭访视记录表'
const NOTE = '儿童保健说明 §4.1'

/** 未见异常/异常, the answer of most findings on all four forms of the programme. */
export const CHILD_FINDING = defineCodes({
  id: 'childFinding', title: '检查所见', standard: '国家基本公共卫生服务规范(第三版) 0~6岁儿童健康管理表单', source: '儿童保健说明 §4.1–4.4',
  codes: { '1': '未见异常', '2': '异常' },
})
export type ChildFinding = CodeOf<typeof CHILD_FINDING>

/** 无/有 in the order of the newborn form: asphyxia, malformation, vomiting, referral, and the neck mass of this form only. */
export const CHILD_NONE_SOME = defineCodes({
  id: 'childNoneSome', title: '无/有', standard: '国家基本公共卫生服务规范(第三版) 0~6岁儿童健康管理表单', source: '儿童保健说明 §4.1–4.4',
  codes: { '1': '无', '2': '有' },
})
export type ChildNoneSome = CodeOf<typeof CHILD_NONE_SOME>

/** 母亲妊娠期患病情况, several. */
export const PREGNANCY_ILLNESS = defineCodes({
  id: 'pregnancyIllness', title: '母亲妊娠期患病情况', standard: STANDARD, source: NOTE,
  codes: { '1': '无', '2': '糖尿病', '3': '妊娠期高血压', '4': '其他' },
})

/** 出生情况, several. */
export const BIRTH_CIRCUMSTANCE = defineCodes({
  id: 'birthCircumstance', title: '出生情况', standard: STANDARD, source: NOTE,
  codes: { '1': '顺产', '2': '胎头吸引', '3': '产钳', '4': '剖宫', '5': '双多胎', '6': '臀位', '7': '其他' },
})
export type BirthCircumstance = CodeOf<typeof BIRTH_CIRCUMSTANCE>

/** 新生儿听力筛查 as the home visitor learns it. */
export const NEWBORN_HEARING_STATUS = defineCodes({
  id: 'newbornHearingStatus', title: '新生儿听力筛查', standard: STANDARD, source: NOTE,
  codes: { '1': '通过', '2': '未通过', '3': '未筛查', '4': '不详' },
})
export type NewbornHearingStatus = CodeOf<typeof NEWBORN_HEARING_STATUS>

/** 新生儿疾病筛查, several. */
export const NEWBORN_DISEASE_STATUS = defineCodes({
  id: 'newbornDiseaseStatus', title: '新生儿疾病筛查', standard: STANDARD, source: NOTE,
  codes: { '1': '未进行', '2': '检查均阴性', '3': '甲低', '4': '苯丙酮尿症', '5': '其他遗传代谢病' },
})
export type NewbornDiseaseStatus = CodeOf<typeof NEWBORN_DISEASE_STATUS>

/** 喂养方式; WS 376.4 has the same three codes. */
export const CHILD_FEEDING = defineCodes({
  id: 'childFeeding', title: '喂养方式', standard: `${STANDARD}; WS 376.4—2013 喂养方式类别`, source: `${NOTE}、§9.5`,
  codes: { '1': '纯母乳', '2': '混合', '3': '人工' },
})
export type ChildFeeding = CodeOf<typeof CHILD_FEEDING>

/** 大便. */
export const NEWBORN_STOOL = defineCodes({
  id: 'newbornStool', title: '大便', standard: STANDARD, source: NOTE,
  codes: { '1': '糊状', '2': '稀', '3': '其他' },
})

/** 面色 of the newborn and of 满月 and 3月龄; the later columns have CHILD_COMPLEXION_LATER. */
export const CHILD_COMPLEXION = defineCodes({
  id: 'childComplexion', title: '面色(新生儿至3月龄)', standard: `${STANDARD}; 1~8月龄儿童健康检查记录表`, source: '儿童保健说明 §4.1、§4.2',
  codes: { '1': '红润', '2': '黄染', '3': '其他' },
})
export type ChildComplexion = CodeOf<typeof CHILD_COMPLEXION>

/** 黄疸部位, several. 手足 is a reason for immediate referral (§4.1). */
export const JAUNDICE_SITE = defineCodes({
  id: 'jaundiceSite', title: '黄疸部位', standard: STANDARD, source: NOTE,
  codes: { '1': '无', '2': '面部', '3': '躯干', '4': '四肢', '5': '手足' },
})
export type JaundiceSite = CodeOf<typeof JAUNDICE_SITE>

/** 前囟 (tension) of the newborn form. */
export const FONTANELLE_TENSION = defineCodes({
  id: 'fontanelleTension', title: '前囟', standard: STANDARD, source: NOTE,
  codes: { '1': '正常', '2': '膨隆', '3': '凹陷', '4': '其他' },
})

/** 皮肤 of the newborn form, several. */
export const NEWBORN_SKIN = defineCodes({
  id: 'newbornSkin', title: '皮肤(新生儿)', standard: STANDARD, source: NOTE,
  codes: { '1': '未见异常', '2': '湿疹', '3': '糜烂', '4': '其他' },
})

/** 脐带; the same codes stand in the column 满月 of the next form. */
export const UMBILICAL_CORD = defineCodes({
  id: 'umbilicalCord', title: '脐带', standard: `${STANDARD}; 1~8月龄儿童健康检查记录表 满月`, source: '儿童保健说明 §4.1、§4.2',
  codes: { '1': '未脱', '2': '脱落', '3': '脐部有渗出', '4': '其他' },
})
export type UmbilicalCord = CodeOf<typeof UMBILICAL_CORD>

/** 指导 of the home visit, several. */
export const NEWBORN_GUIDANCE = defineCodes({
  id: 'newbornGuidance', title: '指导(新生儿)', standard: STANDARD, source: NOTE,
  codes: { '1': '喂养指导', '2': '发育指导', '3': '防病指导', '4': '预防伤害指导', '5': '口腔保健指导', '6': '其他' },
})
export type NewbornGuidance = CodeOf<typeof NEWBORN_GUIDANCE>

/**
 * 新生儿危险征象: what a visitor sees or measures, with what it asks for. What the form says is found by
 * rule/child/newborn-danger.ts; the others are ticked. The note marks the list [K].
 */
export const NEWBORN_DANGER_SIGN = defineCodes({
  id: 'newbornDangerSign', title: '新生儿危险征象', standard: '新生儿访视技术规范(卫办妇社发〔2012〕49号)', source: `${NOTE} [K]`,
  codes: {
    temperature: { label: '体温过高或过低', level: 'immediate' },
    poorResponse: { label: '反应差伴面色发灰或吸吮无力', level: 'immediate' },
    breathingRate: { label: '呼吸过慢或过快', level: 'immediate' },
    laboredBreathing: { label: '呼吸困难(鼻翼扇动、呼气性呻吟、胸凹陷)', level: 'immediate' },
    apnoea: { label: '呼吸暂停伴发绀', level: 'immediate' },
    heartRate: { label: '心率过慢或过快', level: 'immediate' },
    arrhythmia: { label: '心律明显不齐', level: 'immediate' },
    jaundiceHandsFeet: { label: '手足(掌跖)黄染', level: 'immediate' },
    skinColour: { label: '皮肤苍白、发绀或有出血点', level: 'immediate' },
    scleredema: { label: '皮肤硬肿', level: 'immediate' },
    pustules: { label: '脓疱5个及以上', level: 'immediate' },
    convulsion: { label: '惊厥', level: 'immediate' },
    tenseFontanelle: { label: '前囟张力高', level: 'immediate' },
    limbMovement: { label: '四肢无自主运动或双侧不对称', level: 'immediate' },
    toneOrReflexLost: { label: '肌张力消失或原始反射引不出', level: 'immediate' },
    dehydration: { label: '脱水', level: 'immediate' },
    eyePus: { label: '眼部大量分泌物', level: 'immediate' },
    earPus: { label: '耳部有脓性分泌物', level: 'immediate' },
    distensionVomiting: { label: '腹胀明显伴呕吐', level: 'immediate' },
    umbilicalInfection: { label: '脐部脓性分泌物或红肿扩大', level: 'immediate' },
    feedingDifficulty: { label: '喂养困难', level: 'advised' },
    jaundiceTrunkLimbs: { label: '躯干或四肢黄染', level: 'advised' },
    rashOrNailFold: { label: '皮疹或指(趾)甲周红肿', level: 'advised' },
    tearing: { label: '溢泪或眼部黏性分泌物', level: 'advised' },
    neckMass: { label: '颈部包块', level: 'advised' },
    heartMurmur: { label: '心脏杂音', level: 'advised' },
    hepatosplenomegaly: { label: '肝脾肿大', level: 'advised' },
    malformation: { label: '首次发现畸形', level: 'advised' },
  },
})
export type NewbornDangerSign = CodeOf<typeof NEWBORN_DANGER_SIGN>
