import { CONSENT_KIND, type ConsentKind } from '../../code/prenatal.ts'
import { consentText, type ConsentTextOf, type ConsentTextsOf, consentTextsSchema } from '../consent-texts.ts'

export const ConsentTextsSchema = consentTextsSchema(CONSENT_KIND.values as [ConsentKind, ...ConsentKind[]])
export type ConsentTexts = ConsentTextsOf<ConsentKind>
export type ConsentText = ConsentTextOf<ConsentKind>

const SOURCE = '产前筛查说明 §9(应含内容未见规范原文;文字由本程序拟,请以本院审定的文本替换)'
type Part = { readonly purpose: string; readonly accuracy: string; readonly limits: string; readonly instead: string; readonly next: string }
const NOT_DIAGNOSIS = '筛查不是诊断:低风险不等于胎儿一定没有问题,高风险也不等于胎儿一定患病。'
const COMMON = ['样本和资料只用于本次检测及其质量控制,按规定保存,不向无关人员提供。', '免费项目和自费项目的费用已经说明。', '您可以选择不做,也可以在采血前改变决定;不做不影响以后的产前检查。', '按照规定,不告知胎儿性别。']
/** What §9 asks a consent to say, in the order of that list. */
const written = (part: Part): string => [part.purpose, NOT_DIAGNOSIS, part.accuracy, part.limits, part.instead, part.next, ...COMMON].map((line, index) => `${index + 1}. ${line}`).join('\n')

const SHIPPED: Readonly<Record<ConsentKind, string>> = {
  serum: written({
    purpose: '本检查通过孕妇血清中的标志物,结合年龄、孕周、体重等,估计胎儿患21三体综合征、18三体综合征和(中孕期)开放性神经管缺陷的风险。', accuracy: '筛查存在漏诊和假阳性;不同方案的检出率不同。',
    limits: '孕周不准、体重过大、吸烟、糖尿病、试管婴儿和双胎会影响结果;三胎及以上不适用。', instead: '也可以选择孕妇外周血胎儿游离DNA检测(NIPT)或直接进行产前诊断。', next: '结果为高风险时应进行产前诊断;在得到诊断之前,不应仅凭筛查结果终止妊娠。',
  }),
  nipt: written({
    purpose: '本检测通过孕妇外周血中的胎儿游离DNA,估计胎儿患21三体、18三体、13三体综合征的风险。', accuracy: '存在假阳性、假阴性和检测失败;胎儿游离DNA浓度不足时须重新采血。',
    limits: '孕12周前、双胎或多胎、体重指数大于40、试管婴儿、异体输血或移植、孕期合并恶性肿瘤、超声提示结构异常等情形下,检测可能不适用或准确性下降。', instead: '也可以选择血清学筛查或直接进行产前诊断。', next: '结果为高风险时应进行产前诊断;在得到诊断之前,不应仅凭本检测结果终止妊娠。',
  }),
  thalassaemia: written({
    purpose: '本检查通过血常规、血红蛋白电泳和必要时的基因检测,了解夫妇是否为地中海贫血携带者。', accuracy: '血常规正常不能排除静止型α地中海贫血携带;基因检测只覆盖常见类型。', limits: '缺铁性贫血、近期输血会影响判断。',
    instead: '也可以直接进行基因检测。', next: '夫妇为同型携带者时,胎儿可能患中间型或重型地中海贫血,应进行遗传咨询和产前诊断。',
  }),
  deafness: written({
    purpose: '本检测查找常见遗传性耳聋基因位点,了解孕妇(必要时及其配偶)是否为携带者。', accuracy: '只覆盖所列位点,阴性不能排除其他原因的耳聋。', limits: '听力损失还可由感染、药物、早产等引起。', instead: '出生后仍应进行新生儿听力筛查。',
    next: '夫妇携带同一基因时应进行遗传咨询;线粒体1555、1494位点阳性者本人及母系亲属终身禁用氨基糖苷类药物。',
  }),
  ultrasound: written({
    purpose: 'Ⅲ级产前超声检查对胎儿主要结构进行系统筛查。', accuracy: '受孕周、胎位、羊水量、母体腹壁等影响,部分异常不能在产前发现。', limits: '有些结构本次可能显示不清,须在规定孕周内复查。', instead: '也可以选择常规(Ⅰ、Ⅱ级)超声检查。', next: '发现异常或软指标时,应进行遗传咨询和进一步检查。',
  }),
  puncture: written({
    purpose: '介入性产前诊断(羊膜腔穿刺、绒毛活检、脐带血穿刺)取得胎儿样本,进行染色体、基因等检测。', accuracy: '培养或检测可能失败,可能发现意义不明的变异。', limits: '操作有出血、感染、流产等风险;Rh阴性孕妇须另行说明。', instead: '可以不做诊断,继续产前检查。',
    next: '结果由产前诊断机构解释,是否继续妊娠由孕妇和家属在知情后决定。',
  }),
}
export const CONSENT_TEXTS_DEFAULT: ConsentTexts = { texts: CONSENT_KIND.values.map(kind => ({ kind, version: '1', source: SOURCE, text: SHIPPED[kind] })) }

/** The versions in use, for the check of a sampling. */
export const consentVersions = (texts: ConsentTexts): Readonly<Record<ConsentKind, string>> => Object.fromEntries(CONSENT_KIND.values.map(kind => [kind, consentText(kind, texts).version])) as Record<ConsentKind, string>
