import { defineCodes, defineStates } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const STANDARD = '0~6岁儿童眼保健及视力检查服务规范(试行)'
const NOTE = '眼保健说明'

/** The checks of the 2021 programme in the order of its diagram; 眼球运动 stood in the 2013 norm and stays optional. */
export const EYE_CHECK = defineCodes({
  id: 'eyeCheck', title: '检查项目', standard: STANDARD, source: `${NOTE} §2 [S-E1]、§3`,
  codes: {
    appearance: '眼外观', riskFactors: '眼病高危因素', lightResponse: '光照反应', blink: '瞬目反射', redBall: '红球试验', behaviour: '视物行为观察', redReflex: '红光反射', position: '眼位检查',
    motility: '眼球运动', coverAversion: '单眼遮盖厌恶试验', refraction: '屈光筛查', vision: '视力检查',
  },
})
export type EyeCheck = CodeOf<typeof EYE_CHECK>

/** What one check of one eye found. */
export const EYE_RESULT = defineCodes({
  id: 'eyeResult', title: '检查结果', standard: '本程序', source: `${NOTE} §3`,
  codes: { '1': '未见异常', '2': '异常', '3': '不配合(无法判定)' },
})
export type EyeResult = CodeOf<typeof EYE_RESULT>

const PART_SOURCE = `${NOTE} §3 [S-E6],条目文字未核对`
/** 眼睑 of one eye; several findings are possible. */
export const EYELID = defineCodes({ id: 'eyelid', title: '眼睑', standard: '本程序', source: PART_SOURCE, codes: { '1': '未见异常', '2': '红肿', '3': '上睑下垂', '4': '内翻倒睫', '5': '缺损', '6': '肿物', '9': '其他' } })
/** 结膜 of one eye. */
export const CONJUNCTIVA = defineCodes({ id: 'conjunctiva', title: '结膜', standard: '本程序', source: PART_SOURCE, codes: { '1': '未见异常', '2': '充血', '3': '分泌物多', '4': '流泪(溢泪)', '9': '其他' } })
/** 眼球 of one eye. */
export const EYEBALL = defineCodes({ id: 'eyeball', title: '眼球', standard: '本程序', source: PART_SOURCE, codes: { '1': '未见异常', '2': '大小不等', '3': '突出', '4': '震颤', '5': '偏斜', '9': '其他' } })
/** 角膜 of one eye; 混浊 and 直径大 are urgent. */
export const CORNEA = defineCodes({ id: 'cornea', title: '角膜', standard: '本程序', source: PART_SOURCE, codes: { '1': '未见异常', '2': '混浊', '3': '直径大', '4': '双眼不对称', '9': '其他' } })
/** 瞳孔 of one eye; 白瞳 is urgent. */
export const PUPIL = defineCodes({ id: 'pupil', title: '瞳孔', standard: '本程序', source: PART_SOURCE, codes: { '1': '未见异常', '2': '不居中', '3': '不圆', '4': '不等大', '5': '发白(白瞳)', '9': '其他' } })
/** 巩膜 of one eye. */
export const SCLERA = defineCodes({ id: 'sclera', title: '巩膜', standard: '本程序', source: PART_SOURCE, codes: { '1': '未见异常', '2': '黄染', '3': '蓝巩膜', '9': '其他' } })

/** 主要眼病高危因素. The last one stands in the 2013 norm only. */
export const EYE_RISK_FACTOR = defineCodes({
  id: 'eyeRiskFactor', title: '眼病高危因素', standard: STANDARD, source: `${NOTE} §4 [S-E5][S-E6]`,
  codes: {
    '0': '无', '1': '早产或低出生体重', '2': '曾入住新生儿重症监护病房(超过7天并持续吸高浓度氧)', '3': '遗传性眼病家族史', '4': '母亲孕期宫内感染',
    '5': '颅面形态畸形、大面积颜面血管瘤或哭闹时眼球外凸', '6': '眼部持续流泪、大量分泌物', '7': '出生难产、器械助产(2013年规范)',
  },
})
export type EyeRiskFactor = CodeOf<typeof EYE_RISK_FACTOR>

/** How the eyes stand. */
export const EYE_ALIGNMENT = defineCodes({
  id: 'eyeAlignment', title: '眼位', standard: '本程序', source: `${NOTE} §8.2 [S-E6]`,
  codes: { '1': '正位', '2': '内斜', '3': '外斜', '4': '上斜', '5': '下斜', '6': '隐斜' },
})
/** Which eye turns. */
export const EYE_DEVIATING = defineCodes({ id: 'eyeDeviating', title: '斜视眼别', standard: '本程序', source: `${NOTE} §8.2`, codes: { '1': '右眼', '2': '左眼', '3': '交替' } })

/** How the refraction was measured. */
export const REFRACTION_METHOD = defineCodes({ id: 'refractionMethod', title: '验光方法', standard: '本程序', source: `${NOTE} §6.1`, codes: { '1': '电脑验光', '2': '检影验光', '3': '手持式屈光筛查仪' } })
/** 小瞳 or 散瞳; reserve is judged on 散瞳 alone. */
export const PUPIL_STATE = defineCodes({ id: 'pupilState', title: '瞳孔状态', standard: '本程序', source: `${NOTE} §6.1 [S-E6]`, codes: { '1': '小瞳(非睫状肌麻痹)', '2': '散瞳(睫状肌麻痹)' } })
export type PupilState = CodeOf<typeof PUPIL_STATE>
/** Drug of a cycloplegic refraction. */
export const CYCLOPLEGIC = defineCodes({ id: 'cycloplegic', title: '散瞳药物', standard: '本程序', source: `${NOTE} §6.1,条目未核对`, codes: { '1': '1%阿托品', '2': '1%环喷托酯', '3': '复方托吡卡胺', '9': '其他' } })
/** 戴镜情况. */
export const EYE_WEAR = defineCodes({ id: 'eyeWear', title: '戴镜情况', standard: '本程序', source: `${NOTE} §8.2 [S-E6]`, codes: { '0': '未戴镜', '1': '框架眼镜', '2': '隐形眼镜', '3': '夜戴角膜塑形镜' } })
/** How vision was written down. */
export const VISION_NOTATION = defineCodes({ id: 'visionNotation', title: '视力记录方法', standard: 'GB 11533', source: `${NOTE} §5.1`, codes: { five: '5分记录', decimal: '小数记录' } })
export type VisionNotation = CodeOf<typeof VISION_NOTATION>
/** 眼底照相. */
export const FUNDUS = defineCodes({ id: 'fundus', title: '眼底照相', standard: '本程序', source: `${NOTE} §8.2`, codes: { '0': '未做', '1': '未见异常', '2': '异常' } })
/** Near sight of the parents; what counts as high stands in the rules. */
export const PARENT_MYOPIA = defineCodes({ id: 'parentMyopia', title: '父母近视情况', standard: '本程序', source: `${NOTE} §8.1`, codes: { '0': '无', '1': '父亲', '2': '母亲', '3': '双方' } })

/** 健康指导. */
export const EYE_GUIDANCE = defineCodes({
  id: 'eyeGuidance', title: '健康指导', standard: STANDARD, source: `${NOTE} §8.3 [S-E4]`,
  codes: {
    '01': '按时检查', '02': '避免强光直射', '03': '眼部清洁与用药', '04': '户外活动(每天≥2小时)', '05': '近距离用眼每次≤30分钟', '06': '视屏每次≤20分钟、每天累计≤1小时', '07': '电视距离为屏面对角线5~7倍',
    '08': '阅读姿势与照明', '09': '营养睡眠', '10': '预防眼外伤', '11': '戴镜随诊',
  },
})

/** What speaks against a normal visit, named as on the slip. */
export const EYE_FINDING = defineCodes({
  id: 'eyeFinding', title: '初筛异常项目', standard: '本程序', source: `${NOTE} §7`,
  codes: {
    appearance: '眼外观', riskFactors: '眼病高危因素', lightResponse: '光照反应', blink: '瞬目反射', redBall: '红球试验', behaviour: '视物行为观察', redReflex: '红光反射', position: '眼位检查', motility: '眼球运动',
    coverAversion: '单眼遮盖厌恶试验', hyperopia: '远视', myopia: '近视', astigmatism: '散光', anisometropia: '屈光参差', lowVision: '视力低常', twoLines: '双眼视力相差两行及以上', fundus: '眼底', retinopathy: '未做ROP眼底筛查',
  },
})
export type EyeFinding = CodeOf<typeof EYE_FINDING>

/** What follows from a visit. */
export const EYE_ADVICE = defineCodes({
  id: 'eyeAdvice', title: '处理意见', standard: '本程序', source: `${NOTE} §5.2、§7`,
  codes: { none: '按时复查', recheck: '复查视力', refer: '转诊', urgent: '紧急转诊' },
})
export type EyeAdvice = CodeOf<typeof EYE_ADVICE>
/** What the reserve of hyperopia says; never a reason to refer by itself. */
export const HYPEROPIA_RESERVE = defineCodes({
  id: 'hyperopiaReserve', title: '远视储备', standard: '本程序', source: `${NOTE} §6.4`,
  codes: { sufficient: '充足', insufficient: '远视储备不足', suspected: '远视储备疑似不足,建议散瞳验光', high: '高于同龄参考值', noReference: '本年龄无参考值' },
})
export type HyperopiaReserve = CodeOf<typeof HYPEROPIA_RESERVE>

/** Why a child was looked at: a visit of the programme, low vision measured again, or something else. */
export const EYE_PURPOSE = defineCodes({ id: 'eyePurpose', title: '检查类别', standard: '本程序', source: `${NOTE} §2、§5.2`, codes: { '1': '按时检查', '2': '视力复查', '3': '其他' } })

/** What a fundus examination for ROP found. */
export const RETINOPATHY_RESULT = defineCodes({
  id: 'retinopathyResult', title: 'ROP筛查结果', standard: '国际早产儿视网膜病变分类', source: `${NOTE} §4 [K]`,
  codes: { '0': '正常', '1': '视网膜未成熟', '2': 'ROP', '3': '急进型后部ROP(A-ROP)' },
})
export type RetinopathyResult = CodeOf<typeof RETINOPATHY_RESULT>
/** Zone of ROP. */
export const RETINOPATHY_ZONE = defineCodes({ id: 'retinopathyZone', title: 'ROP分区', standard: '国际早产儿视网膜病变分类', source: `${NOTE} §4 [K]`, codes: { '1': 'I区', '2': 'II区', '3': 'III区' } })
/** Stage of ROP. */
export const RETINOPATHY_STAGE = defineCodes({ id: 'retinopathyStage', title: 'ROP分期', standard: '国际早产儿视网膜病变分类', source: `${NOTE} §4 [K]`, codes: { '1': '1期', '2': '2期', '3': '3期', '4': '4期', '5': '5期' } })
export type RetinopathyStage = CodeOf<typeof RETINOPATHY_STAGE>
/** What was done about it. */
export const RETINOPATHY_TREATMENT = defineCodes({ id: 'retinopathyTreatment', title: 'ROP处理', standard: '本程序', source: `${NOTE} §4 [K]`, codes: { '1': '随访', '2': '激光', '3': '抗VEGF', '4': '手术', '5': '转诊' } })

/** Where a referral stands (§7 [S-E6]; the last three [R]). */
export const EYE_REFERRAL_STATE = defineStates({
  id: 'eyeReferralState', title: '转诊状态', standard: '本程序', source: `${NOTE} §7 [S-E6]`,
  codes: { waiting: '待就诊', seen: '已接诊', answered: '已回执', closed: '结案', lost: '失访', cancelled: '撤销' },
  moves: { waiting: ['seen', 'answered', 'lost', 'cancelled'], seen: ['answered', 'lost'], answered: ['closed'], closed: [], lost: ['seen', 'answered'], cancelled: [] },
})
export type EyeReferralState = CodeOf<typeof EYE_REFERRAL_STATE>
/** What a pair of glasses is for. */
export const GLASSES_KIND = defineCodes({ id: 'glassesKind', title: '眼镜类型', standard: '本程序', source: `${NOTE} §8.2`, codes: { '1': '单光框架镜', '2': '近视控制框架镜', '3': '双光/渐进镜', '4': '角膜塑形镜', '5': '软性接触镜', '9': '其他' } })
/** What a photo shows. */
export const EYE_PHOTO_KIND = defineCodes({ id: 'eyePhotoKind', title: '照片内容', standard: '本程序', source: `${NOTE} §8.2 [R]`, codes: { redReflex: '红光反射', fundus: '眼底', appearance: '眼外观' } })
export type EyePhotoKind = CodeOf<typeof EYE_PHOTO_KIND>
/** What a child is called back for between the visits of the programme. */
export const EYE_RECALL = defineCodes({ id: 'eyeRecall', title: '复查内容', standard: '本程序', source: `${NOTE} §4、§5.2`, codes: { vision: '视力复查', fundus: 'ROP眼底复查', glasses: '配镜复查' } })
export type EyeRecall = CodeOf<typeof EYE_RECALL>
