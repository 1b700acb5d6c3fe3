import { defineCodes } from './code-table.ts'
import type { CodeOf } from './code-table.ts'

const NOTE = '孕产期保健说明'
const EXPORT_NOTE = '省平台导出说明 §5'
const KNOWN = '条目文字未核对[K]'

/** 月经出血量. */
export const MENSES_VOLUME = defineCodes({ id: 'mensesVolume', title: '月经出血量', standard: 'WS 377.2—2013', source: '省平台导出说明 §4.12', codes: { '1': '多', '2': '中', '3': '少' } })
/** 末次妊娠终止方式. */
export const TERMINATION_MODE = defineCodes({
  id: 'terminationMode', title: '妊娠终止方式', standard: 'CV02.10.002 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: {
    '1': '自然流产', '2': '人工流产', '21': { label: '负压吸引、钳刮术流产', parent: '2' }, '22': { label: '药物流产', parent: '2' }, '3': '阴道自然分娩', '31': { label: '会阴切开', parent: '3' }, '32': { label: '会阴未切', parent: '3' },
    '4': '阴道手术助产', '41': { label: '产钳助产', parent: '4' }, '42': { label: '臀位助产', parent: '4' }, '43': { label: '胎头吸引', parent: '4' }, '49': { label: '其他阴道手术助产', parent: '4' },
    '5': '剖宫产', '51': { label: '子宫下段横切口剖宫产', parent: '5' }, '52': { label: '子宫体剖宫产', parent: '5' }, '53': { label: '腹膜外剖宫产', parent: '5' }, '9': '其他',
  },
})
/** 妇科及乳腺不适症状. */
export const WOMAN_SYMPTOM = defineCodes({
  id: 'womanSymptom', title: '妇科及乳腺不适症状', standard: 'CV04.01.001 (WS 364—2011, 2023 版相同)', source: EXPORT_NOTE,
  codes: {
    '01': '无', '02': '外阴瘙痒', '03': '白带异常', '04': '宫颈触血', '05': '下腹不适', '06': '情绪改变', '07': '潮热出汗', '08': '月经不规律', '09': '失眠', '10': '乳房疼痛', '11': '乳腺肿块', '12': '乳腺异常泌乳',
    '13': '性交出血', '14': '性交疼痛', '15': '绝经后阴道出血', '99': '其他',
  },
})
/** 高危型HPV: the 14 types of the two-cancer plan; 16 and 18 go to colposcopy at once. */
export const HPV_TYPE = defineCodes({
  id: 'hpvType', title: '高危型HPV分型', standard: '两癌筛查工作方案(2021)14种高危型', source: `${NOTE} §13.4 [S-M14],型别名称[K]`,
  codes: { '16': '16', '18': '18', '31': '31', '33': '33', '35': '35', '39': '39', '45': '45', '51': '51', '52': '52', '56': '56', '58': '58', '59': '59', '66': '66', '68': '68' },
})
export type HpvType = CodeOf<typeof HPV_TYPE>
/** 宫颈组织病理学. */
export const CERVICAL_PATHOLOGY = defineCodes({
  id: 'cervicalPathology', title: '宫颈组织病理学检查结果', standard: 'CV04.30.109 (WS 377.2—2013 印)', source: EXPORT_NOTE,
  codes: {
    '1': '正常', '2': '异常(未分类)', '21': { label: '炎症', parent: '2' }, '22': { label: 'CIN1', parent: '2' }, '23': { label: 'CIN2', parent: '2' }, '24': { label: 'CIN3', parent: '2' }, '25': { label: '原位腺癌(AIS)', parent: '2' },
    '26': { label: '微小浸润鳞癌', parent: '2' }, '27': { label: '微小浸润腺癌', parent: '2' }, '28': { label: '浸润鳞癌', parent: '2' }, '29': { label: '浸润腺癌', parent: '2' }, '9': '其他',
  },
})
export type CervicalPathology = CodeOf<typeof CERVICAL_PATHOLOGY>
/** 阴道镜印象. */
export const COLPOSCOPY_RESULT = defineCodes({ id: 'colposcopyResult', title: '阴道镜检查结果', standard: '本程序', source: `${NOTE} §13.4,${KNOWN}`, codes: { normal: '未见异常', low: '低级别病变', high: '高级别病变', cancer: '可疑浸润癌', other: '其他异常' } })
export type ColposcopyResult = CodeOf<typeof COLPOSCOPY_RESULT>
/** 乳腺组织病理. */
export const BREAST_PATHOLOGY = defineCodes({ id: 'breastPathology', title: '乳腺组织病理检查结果', standard: '本程序', source: `${NOTE} §13.4,${KNOWN}`, codes: { benign: '良性', atypical: '不典型增生', inSitu: '原位癌', invasive: '浸润癌', other: '其他' } })
export type BreastPathology = CodeOf<typeof BREAST_PATHOLOGY>
/** Who pays for the screening and whose task it counts for. */
export const SCREENING_PROGRAMME = defineCodes({ id: 'screeningProgramme', title: '两癌筛查项目', standard: '本程序', source: `${NOTE} §13.4`, codes: { national: '国家免费项目', local: '地方免费项目', self: '自费筛查', unit: '单位体检' } })
/** 人群类别. */
export const SCREENED_GROUP = defineCodes({ id: 'screenedGroup', title: '筛查人群', standard: '本程序', source: `统计指标说明 §2.1,${KNOWN}`, codes: { '1': '农村妇女', '2': '城镇低保妇女', '3': '其他' } })
/** What of a screening has not been done yet. */
export const SCREENING_GAP = defineCodes({ id: 'screeningGap', title: '待补检查', standard: '本程序', source: `${NOTE} §13.4 [S-M14]`, codes: { hpv: '宫颈初筛(HPV或细胞学)', cytology: '宫颈细胞学', ultrasound: '乳腺超声' } })
export type ScreeningGap = CodeOf<typeof SCREENING_GAP>
/** Which of the two cancers. */
export const CANCER_PART = defineCodes({ id: 'cancerPart', title: '筛查部位', standard: '本程序', source: `${NOTE} §13.4`, codes: { cervical: '宫颈', breast: '乳腺' } })
export type CancerPart = CodeOf<typeof CANCER_PART>
/** A step of a positive woman: it ends by a result, a signed refusal or a transfer, never by time. */
export const CANCER_FOLLOW_UP_STATE = defineCodes({
  id: 'cancerFollowUpState', title: '追踪状态', standard: '本程序', source: `${NOTE} §13.4`,
  codes: { open: '待追踪', done: '已有结果', refused: '签字拒绝', transferred: '已转出' },
})
export type CancerFollowUpState = CodeOf<typeof CANCER_FOLLOW_UP_STATE>

/** 月经 of a woman around menopause. */
export const MENOPAUSE_STAGE = defineCodes({ id: 'menopauseStage', title: '月经情况', standard: '本程序', source: `${NOTE} §13.6,${KNOWN}`, codes: { '1': '规律', '2': '紊乱', '3': '已绝经' } })
/** 绝经方式. */
export const MENOPAUSE_WAY = defineCodes({ id: 'menopauseWay', title: '绝经方式', standard: '本程序', source: `${NOTE} §13.6,${KNOWN}`, codes: { '1': '自然绝经', '2': '手术绝经', '3': '放疗或化疗后', '9': '其他' } })
/** How much an item of the Kupperman index troubles. */
export const KUPPERMAN_SEVERITY = defineCodes({ id: 'kuppermanSeverity', title: 'Kupperman症状程度', standard: '改良Kupperman评分', source: `${NOTE} §13.6 [S-M16],程度用词[K]`, codes: { '0': '无', '1': '轻', '2': '中', '3': '重' } })
/** Whether the woman agreed to hormones. */
export const MHT_CONSENT = defineCodes({ id: 'mhtConsent', title: 'MHT知情同意', standard: '本程序', source: `${NOTE} §13.6,${KNOWN}`, codes: { '0': '未建议', '1': '已签字同意', '2': '不同意' } })
/** 激素治疗方案. */
export const MHT_SCHEME = defineCodes({ id: 'mhtScheme', title: 'MHT方案', standard: '本程序', source: `${NOTE} §13.6,${KNOWN}`, codes: { '1': '单用孕激素', '2': '单用雌激素', '3': '雌孕激素序贯', '4': '雌孕激素连续联合', '5': '替勃龙', '6': '阴道局部雌激素', '9': '其他' } })

/** 第二性征分期. */
export const TANNER_STAGE = defineCodes({ id: 'tannerStage', title: 'Tanner分期', standard: 'Tanner', source: `${NOTE} §13.7,${KNOWN}`, codes: { '1': 'Ⅰ期', '2': 'Ⅱ期', '3': 'Ⅲ期', '4': 'Ⅳ期', '5': 'Ⅴ期' } })
/** 青少年营养: the doctor's word, since no table by age was read. */
export const ADOLESCENT_NUTRITION = defineCodes({ id: 'adolescentNutrition', title: '营养评价', standard: '本程序', source: `${NOTE} §13.7,${KNOWN}`, codes: { '1': '正常', '2': '消瘦', '3': '超重', '4': '肥胖', '5': '贫血', '9': '其他' } })
/** 性知识. */
export const SEXUAL_KNOWLEDGE = defineCodes({ id: 'sexualKnowledge', title: '性与生殖健康知识', standard: '本程序', source: `${NOTE} §13.7,${KNOWN}`, codes: { '1': '了解', '2': '部分了解', '3': '不了解' } })
/** 咨询内容. */
export const ADOLESCENT_COUNSEL = defineCodes({ id: 'adolescentCounsel', title: '咨询内容', standard: '本程序', source: `${NOTE} §13.7,${KNOWN}`, codes: { '1': '青春期发育', '2': '月经', '3': '营养', '4': '心理', '5': '避孕', '6': '意外妊娠', '7': '性传播疾病预防', '9': '其他' } })
/** HPV疫苗接种情况. */
export const HPV_VACCINATION = defineCodes({ id: 'hpvVaccination', title: 'HPV疫苗接种', standard: '本程序', source: `${NOTE} §13.7 [S-seedC],条目[K]`, codes: { '0': '未接种', '1': '未全程接种', '2': '已全程接种', '9': '不详' } })
/** 疫苗种类. */
export const HPV_VACCINE = defineCodes({ id: 'hpvVaccine', title: 'HPV疫苗种类', standard: '本程序', source: `${NOTE} §13.7,${KNOWN}`, codes: { '2': '二价', '4': '四价', '9': '九价' } })
/** 监护人与本人关系. */
export const GUARDIAN_RELATION = defineCodes({ id: 'guardianRelation', title: '监护人关系', standard: '本程序', source: `${NOTE} §13.7,${KNOWN}`, codes: { '1': '母亲', '2': '父亲', '3': '祖父母或外祖父母', '9': '其他监护人' } })
