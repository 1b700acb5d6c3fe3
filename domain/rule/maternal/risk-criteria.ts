import type { RiskColour, RiskFinding, RiskGroup, RiskMeasure } from '../../code/maternal-risk.ts'
import { type RiskCondition, type RiskMark, type RiskTable, RiskTableSchema, type RiskTableEdits, type RiskTest } from './risk-table.ts'

const NOTE = '孕产期保健说明'
const WEEK_36_DAYS = 36 * 7
const WEEK_24_DAYS = 24 * 7

type Limits = Partial<Record<'from' | 'above' | 'below' | 'upTo', number>>
const measure = (fact: RiskMeasure, limits: Limits): RiskTest => ({ by: 'measure', fact, from: null, above: null, below: null, upTo: null, ...limits })
const is = (fact: RiskFinding): RiskTest => ({ by: 'finding', fact })
const any = (...tests: RiskTest[]): RiskCondition => tests.map(test => [test])
const all = (...tests: RiskTest[]): RiskCondition => [tests]

const HIGH_PRESSURE = any(measure('systolicMmHg', { from: 140 }), measure('diastolicMmHg', { from: 90 }))

/** Where a row was read. The annex itself was never seen whole (§16); K is memory and has to be checked by a doctor. */
const READ = {
  M3: ['S', '[S-M3]'], M5: ['S', '[S-M5]'], M6: ['S', '[S-M6]'],
  detail: ['partly', '[S-M3],细节未核对'], week: ['partly', '[S-M6],孕周未核对'], zhejiang: ['partly', '未见原表,浙江2018版亦列橙色 [S-M7]'],
  K: ['K', '未见原表,须医师核对'], consumer: ['K', '未见原表(公众网页 [S-M6] 提及),须医师核对'], partlySeen: ['partly', '部分见于 [S-M5]'],
} as const satisfies Record<string, readonly [RiskMark, string]>

type Line = readonly [code: string, text: string, read: keyof typeof READ, condition?: RiskCondition, limitSource?: string]
type Part = { readonly letter: string; readonly colour: RiskColour | null; readonly section: string; readonly groups: Readonly<Record<string, RiskGroup>>; readonly lines: readonly Line[] }

const FORM_GROUPS = { '1': 'basic', '2': 'comorbidity', '3': 'complication' } as const
const HEART_YELLOW = '心脏病(无需药物治疗、心功能正常):'
const HEART_ORANGE = '较严重心血管系统疾病:'

const PARTS: readonly Part[] = [
  {
    letter: 'S', colour: null, section: '§5', groups: { '1': 'basic', '2': 'history', '3': 'gynaecology', '4': 'family', '5': 'past', '6': 'laboratory', '7': 'symptoms' },
    lines: [
      ['1.1', '年龄≥35岁或≤18岁', 'M5', any(measure('ageYears', { from: 35 }), measure('ageYears', { upTo: 18 }))],
      ['1.2', '身高≤145cm,或对生育可能有影响的躯体残疾', 'M5', any(measure('heightCm', { upTo: 145 }))],
      ['1.3', 'BMI>25或<18.5', 'M5', any(measure('bmi', { above: 25 }), measure('bmi', { below: 18.5 }))],
      ['1.4', 'Rh血型阴性', 'M5', any(is('rhesusNegative'))],
      ['2.1', '生育间隔<18个月或>5年', 'M5', any(measure('birthIntervalMonths', { below: 18 }), measure('birthIntervalMonths', { above: 60 }))],
      ['2.2', '剖宫产史', 'M5', any(measure('caesareans', { from: 1 }))],
      ['2.3', '不孕史', 'M5'],
      ['2.4', '不良孕产史(各类流产≥3次、早产、围产儿死亡、出生缺陷、异位妊娠、滋养细胞疾病史、既往妊娠并发症及合并症史)', 'M5', any(measure('abortions', { from: 3 }))],
      ['2.5', '本次妊娠异常情况(如多胎妊娠、辅助生殖妊娠等)', 'K', any(measure('fetusCount', { from: 2 }), is('assistedReproduction'))],
      ['3.1', '生殖道畸形', 'K'],
      ['3.2', '子宫肌瘤或卵巢囊肿≥5cm', 'K', any(measure('largestMassCm', { from: 5 }))],
      ['3.3', '阴道及宫颈锥切手术史', 'K'],
      ['3.4', '宫/腹腔镜手术史', 'K'],
      ['3.5', '瘢痕子宫(如子宫肌瘤挖除术后、子宫腺肌病挖除术后、子宫整形术后、宫角妊娠术后、子宫穿孔史等)', 'K', any(is('scarredUterus'))],
      ['3.6', '附件恶性肿瘤手术史', 'K'],
      ['4.1', '高血压家族史且孕妇目前血压≥140/90mmHg', 'K', [[is('familyHypertension'), measure('systolicMmHg', { from: 140 })], [is('familyHypertension'), measure('diastolicMmHg', { from: 90 })]]],
      ['4.2', '糖尿病(直系亲属)', 'K'],
      ['4.3', '凝血因子缺乏', 'K'],
      ['4.4', '严重的遗传性疾病(如遗传性高脂血症、血友病、地中海贫血等)', 'K'],
      ['5.1', '各种重要脏器疾病史', 'K'],
      ['5.2', '恶性肿瘤病史', 'K'],
      ['5.3', '其他特殊、重大手术史,药物过敏史', 'K'],
      ['6.1', '血红蛋白<110g/L', 'K', any(measure('haemoglobinGPerL', { below: 110 }))],
      ['6.2', '血小板计数≤100×10⁹/L', 'K', any(measure('plateletsE9PerL', { upTo: 100 }))],
      ['6.3', '梅毒筛查阳性', 'K', any(is('syphilis'))],
      ['6.4', 'HIV筛查阳性', 'K', any(is('hiv'))],
      ['6.5', '乙肝筛查阳性', 'K', any(is('hepatitisB'))],
      ['6.6', '清洁中段尿常规异常2次以上', 'K'],
      ['6.7', '尿糖阳性且空腹血糖异常(妊娠24周前≥7.0mmol/L;妊娠24周起≥5.1mmol/L)', 'K', [
        [is('urineSugar'), measure('gestationDays', { below: WEEK_24_DAYS }), measure('fastingGlucoseMmolPerL', { from: 7 })],
        [is('urineSugar'), measure('gestationDays', { from: WEEK_24_DAYS }), measure('fastingGlucoseMmolPerL', { from: 5.1 })],
      ]],
      ['6.8', '血清铁蛋白<20μg/L', 'K', any(measure('ferritinUgPerL', { below: 20 }))],
      ['7.1.1', '心悸、胸闷、不能平卧', 'K'],
      ['7.1.2', '哮喘、咳嗽、咯血', 'K'],
      ['7.1.3', '长期低热、消瘦、盗汗', 'K'],
      ['7.1.4', '心肺听诊异常', 'K'],
      ['7.1.5', '血压≥140/90mmHg', 'K', HIGH_PRESSURE],
      ['7.1.6', '心脏病史、心衰史、心脏手术史', 'K'],
      ['7.1.7', '胸廓畸形', 'K'],
      ['7.2', '消化系统:严重纳差、呕吐,上腹疼痛,肝脾肿大,黄疸,便血', 'K'],
      ['7.3', '泌尿系统:水肿、少尿、蛋白尿等,肾炎、肾病史', 'K'],
      ['7.4', '血液系统:牙龈或鼻出血,皮肤瘀点瘀斑,血小板减少、再生障碍性贫血等血液病史', 'K'],
      ['7.5', '内分泌及免疫系统:多饮、多尿、多食,烦渴、心悸、多汗,关节疼痛、皮疹、发热,口干、眼干', 'partlySeen'],
      ['7.6', '性传播疾病:外生殖器溃疡、赘生物或水泡,阴道或尿道流脓,性病史', 'K'],
      ['7.7', '精神神经系统:言语交流困难、智力障碍、精神抑郁或躁狂,反复头痛、恶心、呕吐,癫痫史,不明原因晕厥史', 'K'],
      ['7.8', '吸毒史', 'K'],
    ],
  },
  { letter: 'G', colour: 'green', section: '§6.1', groups: { '1': 'basic' }, lines: [['1', '孕妇基本情况良好,未发现妊娠合并症、并发症', 'M3']] },
  {
    letter: 'Y', colour: 'yellow', section: '§6.2', groups: FORM_GROUPS,
    lines: [
      ['1.1', '年龄≥35岁或≤18岁', 'M3', any(measure('ageYears', { from: 35 }), measure('ageYears', { upTo: 18 }))],
      ['1.2', 'BMI>25或<18.5', 'M3', any(measure('bmi', { above: 25 }), measure('bmi', { below: 18.5 }))],
      ['1.3', '生殖道畸形', 'M3'],
      ['1.4', '骨盆狭小', 'M3'],
      ['1.5', '不良孕产史(各类流产≥3次、早产、围产儿死亡、出生缺陷、异位妊娠、滋养细胞疾病)', 'M3', any(measure('abortions', { from: 3 }))],
      ['1.6', '瘢痕子宫', 'M3', any(is('scarredUterus'), measure('caesareans', { from: 1 }))],
      ['1.7', '子宫肌瘤或卵巢囊肿≥5cm', 'M3', any(measure('largestMassCm', { from: 5 }))],
      ['1.8', '盆腔手术史', 'M3'],
      ['1.9', '辅助生殖妊娠', 'M3', any(is('assistedReproduction'))],
      ['2.1.1', `${HEART_YELLOW}先天性心脏病(不伴肺动脉高压的房缺、室缺、动脉导管未闭;法洛四联症修补术后无残余心脏结构异常)`, 'M3'],
      ['2.1.2', `${HEART_YELLOW}心肌炎后遗症`, 'M3'],
      ['2.1.3', `${HEART_YELLOW}心律失常`, 'M3'],
      ['2.1.4', `${HEART_YELLOW}无合并症的轻度肺动脉狭窄、二尖瓣脱垂`, 'M3'],
      ['2.2', '呼吸系统疾病:无需药物治疗、肺功能正常', 'M3'],
      ['2.3', '肝炎病毒携带(表面抗原阳性、肝功能正常)', 'M3', all(is('hepatitisB'), measure('altUPerL', { upTo: 40 })), '肝功能正常按ALT≤40U/L提示,未核对'],
      ['2.4', '肾脏疾病(目前病情稳定、肾功能正常)', 'M3'],
      ['2.5', '无需药物治疗的糖尿病、甲状腺疾病、垂体泌乳素瘤', 'M3'],
      ['2.6.1', '血小板减少(PLT 50~100×10⁹/L)但无出血倾向', 'M3', any(measure('plateletsE9PerL', { from: 50, upTo: 100 }))],
      ['2.6.2', '贫血(Hb 60~110g/L)', 'M3', any(measure('haemoglobinGPerL', { from: 60, below: 110 })), `110不计贫血(筛查表为<110),${NOTE} §6.6`],
      ['2.7', '癫痫(单纯部分性发作和复杂部分性发作),重症肌无力(眼肌型)', 'M3'],
      ['2.8', '免疫系统疾病无需药物治疗(系统性红斑狼疮、IgA肾病、类风湿性关节炎、干燥综合征、未分化结缔组织病)', 'M3'],
      ['2.9', '尖锐湿疣、淋病等性传播疾病', 'M3'],
      ['2.10', '吸毒史', 'K'],
      ['2.11', '其他合并症', 'K'],
      ['3.1', '双胎妊娠', 'K', any(measure('fetusCount', { from: 2, upTo: 2 }))],
      ['3.2', '先兆早产', 'K'],
      ['3.3', '胎儿宫内生长受限', 'K'],
      ['3.4', '巨大儿', 'K'],
      ['3.5', '妊娠期高血压疾病(除外红、橙色)', 'K', HIGH_PRESSURE, `血压≥140/90mmHg提示核对,${NOTE} §4.3`],
      ['3.6', '妊娠期肝内胆汁淤积症', 'K'],
      ['3.7', '胎膜早破', 'M6'],
      ['3.8', '羊水过少', 'M6'],
      ['3.9', '羊水过多', 'M6'],
      ['3.10', '≥36周胎位不正', 'week', all(is('malposition'), measure('gestationDays', { from: WEEK_36_DAYS }))],
      ['3.11', '低置胎盘', 'M6'],
      ['3.12', '妊娠剧吐', 'M6'],
    ],
  },
  {
    letter: 'O', colour: 'orange', section: '§6.3', groups: FORM_GROUPS,
    lines: [
      ['1.1', '年龄≥40岁', 'M3', any(measure('ageYears', { from: 40 }))],
      ['1.2', 'BMI≥28', 'M3', any(measure('bmi', { from: 28 }))],
      ['2.1.1', `${HEART_ORANGE}心功能Ⅱ级,轻度左心功能障碍或EF 40%~50%`, 'M3'],
      ['2.1.2', `${HEART_ORANGE}需药物治疗的心肌炎后遗症、心律失常`, 'M3'],
      ['2.1.3', `${HEART_ORANGE}瓣膜性心脏病(轻度二尖瓣狭窄瓣口>1.5cm²,主动脉瓣狭窄跨瓣压差<50mmHg,无合并症的轻度肺动脉狭窄,二尖瓣脱垂,二叶式主动脉瓣,马凡综合征无主动脉扩张)`, 'detail'],
      ['2.1.4', `${HEART_ORANGE}主动脉疾病(主动脉直径<45mm),主动脉缩窄矫治术后`, 'M3'],
      ['2.1.5', `${HEART_ORANGE}经治疗后稳定的心肌病`, 'M3'],
      ['2.1.6', `${HEART_ORANGE}各种原因的轻度肺动脉高压(<50mmHg)`, 'M3', any(measure('pulmonaryPressureMmHg', { from: 30, below: 50 })), '下限30mmHg为超声常用值,未核对'],
      ['2.1.7', `${HEART_ORANGE}其他`, 'K'],
      ['2.2', '呼吸系统疾病:哮喘、脊柱侧弯、胸廓畸形等伴轻度肺功能不全', 'M3'],
      ['2.3', '消化系统疾病:原因不明的肝功能异常;仅需药物治疗的肝硬化、肠梗阻、消化道出血', 'M3'],
      ['2.4', '泌尿系统疾病:慢性肾脏疾病伴肾功能不全代偿期(肌酐超过正常值上限)', 'detail'],
      ['2.5.1', '需药物治疗的糖尿病、甲状腺疾病、垂体泌乳素瘤', 'M3'],
      ['2.5.2', '肾性尿崩症(尿量超过4000ml/日)', 'detail'],
      ['2.6.1', '血小板减少(PLT 30~50×10⁹/L)', 'M3', any(measure('plateletsE9PerL', { from: 30, upTo: 50 }))],
      ['2.6.2', '重度贫血(Hb 40~60g/L)', 'M3', any(measure('haemoglobinGPerL', { from: 40, upTo: 60 }))],
      ['2.6.3', '凝血功能障碍无出血倾向', 'M3'],
      ['2.6.4', '易栓症', 'M3'],
      ['2.7', '免疫系统疾病:应用小剂量激素(如强的松5~10mg/日)6月以上,无临床活动表现', 'detail'],
      ['2.8', '恶性肿瘤治疗后无转移无复发', 'K'],
      ['2.9', '智力障碍', 'K'],
      ['2.10', '精神病缓解期', 'K'],
      ['2.11', '神经系统疾病:癫痫(失神发作);重症肌无力(病变波及四肢骨骼肌和延脑部肌肉)', 'K'],
      ['2.12', '其他合并症(较高风险)', 'K'],
      ['3.1', '三胎及以上妊娠', 'K', any(measure('fetusCount', { from: 3 }))],
      ['3.2', 'Rh血型不合', 'zhejiang'],
      ['3.3', '瘢痕子宫(距末次子宫手术间隔<18月)', 'zhejiang', [
        [is('scarredUterus'), measure('uterineIntervalMonths', { below: 18 })], [measure('caesareans', { from: 1 }), measure('uterineIntervalMonths', { below: 18 })],
      ]],
      ['3.4', '瘢痕子宫伴中央性前置胎盘或伴有可疑胎盘植入', 'K'],
      ['3.5', '各类子宫手术史≥2次', 'M3', any(measure('uterineOperations', { from: 2 }), measure('caesareans', { from: 2 }))],
      ['3.6', '双胎、羊水过多伴发心肺功能减退', 'M3'],
      ['3.7', '重度子痫前期、慢性高血压合并子痫前期', 'M3'],
      ['3.8', '原因不明的发热', 'M3'],
      ['3.9', '产后抑郁症、产褥期中暑、产褥感染', 'M3'],
    ],
  },
  {
    letter: 'R', colour: 'red', section: '§6.4', groups: { '1': 'comorbidity', '2': 'complication' },
    lines: [
      ['1.1.1', '各种原因引起的肺动脉高压(≥50mmHg),如房缺、室缺、动脉导管未闭等', 'M3', any(measure('pulmonaryPressureMmHg', { from: 50 }))],
      ['1.1.2', '复杂先心病(法洛四联症、艾森曼格综合征等),未手术的紫绀型心脏病(SpO₂<90%),Fontan循环术后', 'K'],
      ['1.1.3', '心脏瓣膜病:瓣膜置换术后,中重度二尖瓣狭窄(瓣口<1.5cm²),主动脉瓣狭窄(跨瓣压差≥50mmHg),马凡综合征等', 'K'],
      ['1.1.4', '各类心肌病', 'K'],
      ['1.1.5', '感染性心内膜炎', 'consumer'],
      ['1.1.6', '急性心肌炎', 'K'],
      ['1.1.7', '风心病风湿活动期', 'K'],
      ['1.1.8', '妊娠期高血压性心脏病', 'K'],
      ['1.1.9', '其他严重心血管系统疾病', 'K'],
      ['1.2', '呼吸系统疾病:哮喘反复发作、肺纤维化、胸廓或脊柱严重畸形等影响肺功能', 'consumer'],
      ['1.3', '消化系统疾病:重型肝炎、肝硬化失代偿、严重消化道出血、急性胰腺炎、肠梗阻等影响孕产妇生命的疾病', 'K'],
      ['1.4', '泌尿系统疾病:急、慢性肾脏疾病伴高血压、肾功能不全(肌酐超过正常值上限的1.5倍)', 'K'],
      ['1.5.1', '糖尿病并发肾病Ⅴ级、严重心血管病、增生性视网膜病变或玻璃体出血、周围神经病变等', 'K'],
      ['1.5.2', '甲状腺功能亢进并发心脏病、感染、肝功能异常、精神异常等', 'K'],
      ['1.5.3', '甲状腺功能减退引起相应系统功能障碍,基础代谢率小于-50%', 'K'],
      ['1.5.4', '垂体泌乳素瘤出现视力减退、视野缺损、偏盲等压迫症状', 'K'],
      ['1.5.5', '中枢性尿崩症伴有明显的多饮、烦渴、多尿症状,或合并有其他垂体功能异常', 'K'],
      ['1.5.6', '嗜铬细胞瘤等', 'K'],
      ['1.6.1', '再生障碍性贫血', 'K'],
      ['1.6.2', '血小板减少(PLT<30×10⁹/L)或进行性下降或伴有出血倾向', 'K', any(measure('plateletsE9PerL', { below: 30 }))],
      ['1.6.3', '重度贫血(Hb≤40g/L)', 'consumer', any(measure('haemoglobinGPerL', { upTo: 40 }))],
      ['1.6.4', '白血病', 'M6'],
      ['1.6.5', '凝血功能障碍伴有出血倾向(如先天性凝血因子缺乏、低纤维蛋白原血症等)', 'K'],
      ['1.6.6', '血栓栓塞性疾病(如下肢深静脉血栓、颅内静脉窦血栓等)', 'K'],
      ['1.7', '免疫系统疾病活动期(系统性红斑狼疮、重症IgA肾病、类风湿性关节炎、干燥综合征、未分化结缔组织病等)', 'K'],
      ['1.8', '精神病急性期', 'K'],
      ['1.9', '恶性肿瘤:妊娠期间发现的恶性肿瘤;治疗后复发或发生远处转移', 'K'],
      ['1.10', '神经系统疾病:脑血管畸形及手术史;癫痫全身发作;重症肌无力(病变发展至延脑肌、肢带肌、躯干肌和呼吸肌)', 'K'],
      ['1.11', '吸毒', 'K'],
      ['1.12', '其他严重内、外科疾病等', 'K'],
      ['2.1', '三胎及以上妊娠伴发心肺功能减退', 'K'],
      ['2.2', '凶险性前置胎盘,胎盘早剥', 'K'],
      ['2.3', '红色预警范畴疾病产后尚未稳定', 'K'],
    ],
  },
  {
    // The form numbers nothing here; one disease a row, in its order.
    letter: 'P', colour: 'purple', section: '§6.5', groups: { '1': 'infection', '2': 'infection', '3': 'infection', '4': 'infection', '5': 'infection', '6': 'infection' },
    lines: [
      ['1', '病毒性肝炎', 'M3', any(is('hepatitisB'))],
      ['2', '梅毒', 'M3', any(is('syphilis'))],
      ['3', 'HIV感染及艾滋病', 'M3', any(is('hiv'))],
      ['4', '结核病', 'M3'],
      ['5', '重症感染性肺炎', 'M3'],
      ['6', '特殊病毒感染(H1N7、寨卡等)', 'M3'],
    ],
  },
]

const rowsOf = ({ letter, colour, section, groups, lines }: Part) => lines.map(([code, text, read, condition = [], limitSource = '']) => {
  const [mark, words] = READ[read]
  return { id: `${letter}${code}`, code, group: groups[code.split('.')[0] ?? ''], colour, text, condition, source: `${NOTE} ${section} ${words}`, limitSource, mark, active: true }
})

/** The national table as shipped: the items of annex 1 and the criteria of annex 2 of the 2017 document. Raise the version with every change. */
export const RISK_TABLE: RiskTable = RiskTableSchema.parse({
  id: 'national-2017', version: 1, edition: 0, region: '全国', title: '孕产妇妊娠风险筛查与评估', source: '孕产妇妊娠风险评估与管理工作规范(2017)附件1、附件2,原表未见全文',
  rows: PARTS.flatMap(rowsOf),
})

/** What a new hospital begins with: the shipped table unchanged. */
export const NO_RISK_EDITS: RiskTableEdits = { version: RISK_TABLE.version, edition: 0, edits: [], own: [] }
