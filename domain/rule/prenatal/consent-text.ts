import type { ConsentKind } from '../../code/prenatal.ts'

/** A template as it is read out, signed and printed. A signature keeps the version it was made under; raise it with every change. */
export type ConsentText = { readonly version: string; readonly paragraphs: readonly { readonly heading: string; readonly text: string }[] }

/** What the points of a template follow; the national texts were not read. */
export const CONSENT_SOURCE = '内容要点:产前筛查说明 §9(国家规范原文未见,请本院审定后使用)'
const VERSION = '2026-1'

const NOT_DIAGNOSIS = { heading: '筛查不是诊断', text: '筛查只能估计胎儿患病的可能性,不能确诊。结果为低风险不等于胎儿一定正常;结果为高风险不等于胎儿一定患病,须经产前诊断才能明确。未经产前诊断,不得仅凭筛查结果终止妊娠。' }
const PRIVACY = { heading: '隐私与剩余样本', text: '个人信息和检测结果依法保密,仅用于本次妊娠的筛查、诊断、结局随访和按规定上报的统计。剩余样本在保存期满后按医疗废物处理。本机构不做非医学需要的胎儿性别鉴定,报告中不出现胎儿性别。' }
const COST = { heading: '费用', text: '符合当地免费产前筛查条件的孕妇,每次妊娠免费一次;其余项目按公示的价格收费。' }
const CHOICE = { heading: '自愿与拒绝', text: '是否检查由孕妇自愿决定。可以拒绝,也可以在采样前随时撤回同意,不影响其他孕产期保健服务。拒绝者本人签字存档。' }
const FOLLOW_UP = '请留下准确的联系方式,结果高风险时本机构会立即通知,并在分娩后随访妊娠结局。'

/** The shipped templates, one a test (§9): purpose, targets, limits, alternatives, what follows a high risk, privacy, cost, the right to decline. */
export const CONSENT_TEXT: Readonly<Record<ConsentKind, ConsentText>> = {
  serum: { version: VERSION, paragraphs: [
    { heading: '目的与目标疾病', text: '抽取孕妇静脉血,测定与胎儿有关的血清标志物,结合年龄、孕周、体重等,估计胎儿患21三体综合征、18三体综合征和开放性神经管缺陷的风险。' },
    NOT_DIAGNOSIS,
    { heading: '检出率与局限', text: '国家要求中孕期二联方案21三体检出率不低于60%、三联不低于70%、四联不低于80%,仍有一部分患儿不能检出,也有一部分正常胎儿被判为高风险。孕周不准、体重过重、双胎、糖尿病、体外受精等会影响结果;三胎及以上不适用。' },
    { heading: '替代方法', text: '可以选择孕妇外周血胎儿游离DNA检测(NIPT),有产前诊断指征者可以直接选择产前诊断。' },
    { heading: '高风险之后', text: `高风险者应尽早接受遗传咨询和产前诊断;临界风险者可以选择NIPT。${FOLLOW_UP}` },
    PRIVACY, COST, CHOICE,
  ] },
  nipt: { version: VERSION, paragraphs: [
    { heading: '目的与目标疾病', text: '抽取孕妇静脉血,分析血浆中胎儿游离DNA,估计胎儿患21三体、18三体、13三体综合征的风险。其他染色体的提示不是检测目标。' },
    NOT_DIAGNOSIS,
    { heading: '检出率与局限', text: '检测不能发现所有染色体异常,不能发现染色体平衡易位、嵌合体、单基因病和结构畸形。胎儿游离DNA浓度过低时检测失败,需要重新采血或改做产前诊断。' },
    { heading: '慎用与不适用', text: '血清学高风险、预产期年龄35岁及以上、体重过重、体外受精、双胎及多胎等为慎用,准确性降低,应先考虑产前诊断。孕周不足12周、夫妇一方染色体异常、近一年接受异体输血移植或细胞治疗、超声提示结构异常、孕期合并恶性肿瘤等为不适用。' },
    { heading: '替代方法', text: '可以选择血清学筛查或直接选择产前诊断。' },
    { heading: '高风险之后', text: `高风险者必须接受产前诊断确诊。${FOLLOW_UP}` },
    PRIVACY, COST, CHOICE,
  ] },
  thalassaemia: { version: VERSION, paragraphs: [
    { heading: '目的与目标疾病', text: '检查夫妇双方的血常规、血红蛋白电泳,必要时检测地中海贫血基因,发现可能生育重型或中间型地中海贫血患儿的夫妇。' },
    NOT_DIAGNOSIS,
    { heading: '局限', text: '血常规正常者仍可能携带静止型α地中海贫血;基因检测只包括常见类型。一方确诊携带时,另一方即使血常规正常也应做基因检测。' },
    { heading: '高风险之后', text: `夫妇携带同型基因时,每次妊娠都可能生育患儿,应接受遗传咨询和产前诊断。${FOLLOW_UP}` },
    PRIVACY, COST, CHOICE,
  ] },
  deafness: { version: VERSION, paragraphs: [
    { heading: '目的与目标疾病', text: '检测常见遗传性耳聋基因的位点,发现携带者和药物性耳聋易感者。' },
    NOT_DIAGNOSIS,
    { heading: '局限', text: '只检测常见位点,未见异常不能排除其他基因或非遗传因素引起的耳聋。' },
    { heading: '阳性之后', text: `孕妇携带GJB2或SLC26A4时,配偶应检测同一基因;双方携带同一基因时应接受遗传咨询和产前诊断。线粒体位点阳性者及其母系亲属终生禁用氨基糖苷类药物。${FOLLOW_UP}` },
    PRIVACY, COST, CHOICE,
  ] },
  ultrasound: { version: VERSION, paragraphs: [
    { heading: '目的', text: '用超声系统检查胎儿主要结构,筛查严重的结构畸形。' },
    NOT_DIAGNOSIS,
    { heading: '局限', text: '受孕周、胎位、羊水、孕妇腹壁等影响,部分结构可能显示不清,需要在规定孕周内复查;超声不能发现所有畸形,也不能发现染色体异常和智力障碍。' },
    { heading: '发现异常之后', text: `提示结构异常者应接受产前诊断咨询。${FOLLOW_UP}` },
    PRIVACY, COST, CHOICE,
  ] },
  puncture: { version: VERSION, paragraphs: [
    { heading: '目的', text: '在超声引导下抽取绒毛、羊水或脐带血,检查胎儿染色体或基因,明确诊断。' },
    { heading: '风险', text: '可能出现流产、出血、感染、胎膜早破、胎儿损伤和穿刺失败;细胞培养可能失败,需要再次取材。Rh阴性孕妇应告知医生。' },
    { heading: '局限', text: '所选检测方法不能发现所有遗传病;部分结果意义不明,需要父母样本帮助判断。' },
    { heading: '结果之后', text: '由医生解释结果和选择,是否继续妊娠由孕妇及家属在充分知情后决定。本机构会随访妊娠结局。' },
    PRIVACY, COST, CHOICE,
  ] },
}

/** The versions in use, as a sample's consents are held against them. */
export const CONSENT_VERSIONS = Object.fromEntries(Object.entries(CONSENT_TEXT).map(([kind, { version }]) => [kind, version])) as Readonly<Record<ConsentKind, string>>
