import { PELVIC_CONSENT_KIND, type PelvicConsentKind } from '../../code/pelvic-care.ts'
import { type ConsentTextsOf, consentTextsSchema } from '../consent-texts.ts'

export const PelvicConsentTextsSchema = consentTextsSchema(PELVIC_CONSENT_KIND.values as [PelvicConsentKind, ...PelvicConsentKind[]])
export type PelvicConsentTexts = ConsentTextsOf<PelvicConsentKind>

const SOURCE = '盆底专科说明 §11(应含内容未见规范原文;文字由本程序拟,请以本院审定的文本替换)'
type Part = { readonly purpose: string; readonly method: string; readonly benefit: string; readonly risks: string; readonly contraindications: string; readonly home: string }
const COMMON = ['收费项目和标准已经说明。', '您可以拒绝,也可以随时要求停止;拒绝或停止不影响以后的诊疗。', '记录和图像按病历保存;用于教学或科研时须另行取得您的同意(见下方选择),并隐去姓名。']
/** What §11 asks a consent to say, in the order of that list. */
const written = (part: Part): string => [part.purpose, part.method, part.benefit, part.risks, part.contraindications, part.home, ...COMMON].map((line, index) => `${index + 1}. ${line}`).join('\n')

const SHIPPED: Readonly<Record<PelvicConsentKind, string>> = {
  assessment: written({
    purpose: '目的:了解盆底肌肉的力量和协调、盆腔器官的位置以及与之有关的症状,为是否治疗和如何治疗提供依据。',
    method: '方法:询问和量表、外阴及阴道检查(POP-Q、手法肌力);需要时将一次性探头放入阴道测量肌电或压力。无性生活史的不使用阴道探头,改用体表或直肠电极,或不做此项。',
    benefit: '益处:及早发现盆底功能减退;结果可与以后的复查比较。', risks: '可能的不适和风险:检查时不适或疼痛、少量出血、感染、皮肤或黏膜刺激。检查结果受当时状态影响,不能单独用于诊断。',
    contraindications: '下列情况不做阴道内检查,请如实告知:月经期或恶露未净、妊娠、泌尿生殖道急性感染、伤口未愈或有裂开危险、治疗部位恶性肿瘤、对硅胶或乳胶过敏、未控制的精神障碍或癫痫;装有心脏起搏器或体内有金属植入物的,不做通电的检查。',
    home: '检查后请按医生的建议做盆底肌训练,并按约定时间复查。',
  }),
  treatment: written({
    purpose: '目的:改善盆底肌肉的力量和协调,减轻漏尿、脱垂感、疼痛等症状。',
    method: '方法:按疗程进行电刺激、生物反馈、磁刺激、手法或训练中的一种或几种;部分方法须将一次性探头放入阴道。无性生活史的不使用阴道探头。',
    benefit: '益处:多数人经过完整疗程和家庭训练后症状减轻;效果因人而异,也可能没有效果。', risks: '可能的不适和风险:疼痛、出血、感染、皮肤或黏膜刺激、头晕,症状没有改善。治疗中有任何不适请立即告诉治疗师。',
    contraindications: '每次治疗前逐项询问禁忌,请如实告知:月经期或恶露未净、妊娠、心脏起搏器或金属植入物、严重心脏病、恶性肿瘤、急性感染、伤口未愈、宫内节育器(磁刺激)、硅胶或乳胶过敏、未控制的精神障碍或癫痫。妊娠和装有起搏器的不能做电刺激、磁刺激。',
    home: '疗程中请每天完成家庭训练,按预约时间前来;不能前来请提前联系改期。疗程中和疗程结束后须按约定复评。',
  }),
}
export const PELVIC_CONSENT_TEXTS_DEFAULT: PelvicConsentTexts = { texts: PELVIC_CONSENT_KIND.values.map(kind => ({ kind, version: '1', source: SOURCE, text: SHIPPED[kind] })) }
