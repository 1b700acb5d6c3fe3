import { PELVIC_CONSENT_CHOICE, PELVIC_CONSENT_KIND, type PelvicConsentKind } from '../code/pelvic-care.ts'
import type { ConsentTextOf } from '../rule/consent-texts.ts'
import { consentParagraphs } from './consent-paragraphs.ts'
import { type FormCell, formGridPages, type FormHeadLine, type FormRow } from './form-grid.ts'
import type { Layout, PrintValues } from './layout.ts'

/** Who signs, and who prints it. Empty text where nobody knows. */
export type PelvicConsentFacts = { readonly institution: string; readonly institutionPhone: string; readonly name: string; readonly birthDay: string; readonly idNumber: string; readonly phone: string; readonly fileNumber: string }
/** As it was signed; `choice` null is a sheet to be signed by hand. */
export type PaperPelvicConsent = {
  readonly kind: PelvicConsentKind; readonly text: Omit<ConsentTextOf<PelvicConsentKind>, 'kind'>; readonly choice: string | null; readonly signerName: string; readonly doctorName: string; readonly signedDay: string; readonly reason: string
  readonly isContraindicationRead: boolean | null; readonly mayUseData: boolean | null
}

const A4 = { w: 210, h: 297, margin: 12, pt: 10.5, titlePt: 16 }
const SIGN = '________________'
const signed = (text: string): string => text || SIGN
const tick = (isChosen: boolean, label: string): string => `${isChosen ? '√' : '□'}${label}`
const head = (name: string, text: string, share: number): FormCell => ({ share, name, label: text, text, isHead: true })
const cell = (name: string, label: string, text: string, share: number): FormCell => ({ share, name, label, text, align: 'left' })
const said = (name: string, label: string, text: string): FormRow => ({ cells: [head(`${name}Label`, label, 1), cell(name, label, text, 5)] })
const pair = (name: string, pairs: readonly (readonly [label: string, text: string])[]): FormRow => ({ cells: pairs.flatMap(([label, text], at) => [head(`${name}Label${at}`, label, 1), cell(`${name}${at}`, label, text, 2)]) })

/** 知情同意书: the text of its version, what was asked and chosen, who signs; signed or to be signed by hand (§11). */
export function pelvicConsentPages(facts: PelvicConsentFacts, consent: PaperPelvicConsent): { layout: Layout; values: PrintValues }[] {
  const { kind, text, choice } = consent
  const about: readonly FormHeadLine[] = [
    [{ share: 2.2, name: 'womanName', label: '姓名', value: facts.name }, { share: 1.6, name: 'birthDay', label: '出生日期', value: facts.birthDay }, { share: 1.8, name: 'fileNumber', label: '档案编号', value: facts.fileNumber }],
    [{ share: 2.2, name: 'idNumber', label: '证件号码', value: facts.idNumber }, { share: 1.6, name: 'phone', label: '电话', value: facts.phone }, { share: 1.8, name: 'formDay', label: '日期', value: consent.signedDay }],
  ]
  return formGridPages({
    form: 'pelvic-consent', title: `${PELVIC_CONSENT_KIND.label(kind)}知情同意书`, version: 1, page: A4, head: about, columns: null,
    rows: [
      ...consentParagraphs(text.text).map((line, index) => ({ cells: [cell(`paragraph${index}`, '知情同意书文本', line, 1)] })),
      said('contraindications', '禁忌告知', tick(consent.isContraindicationRead === true, '医生已逐项询问上述禁忌,本人没有上述情况')),
      said('choice', '本人选择', `${PELVIC_CONSENT_CHOICE.values.map(one => tick(one === choice, PELVIC_CONSENT_CHOICE.label(one))).join('      ')}${consent.reason ? `      原因:${consent.reason}` : ''}`),
      said('data', '资料使用', `${tick(consent.mayUseData === true, '同意')}      ${tick(choice !== null && consent.mayUseData !== true, '不同意')}      隐去姓名后用于教学或科研`),
      pair('sign', [['本人签名', signed(consent.signerName)], ['告知医生签名', signed(consent.doctorName)]]),
      pair('day', [['签署日期', signed(consent.signedDay)], ['与本人关系(代签)', SIGN]]),
    ],
    foot: [[facts.institution, facts.institutionPhone && `电话 ${facts.institutionPhone}`].filter(Boolean).join('  ') || '—', [`文本版本 ${text.version}`, text.source].filter(Boolean).join(';')],
  })
}
